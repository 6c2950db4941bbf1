//! Following a file: a script of the page asks every now and then for another script, which hands it the new text.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::PathBuf;

use ::report::site::File;
use serde_json::json;

/// The script that asks, and the one that it asks for.
const ASKING: &str = "playground/watch.js";
const ASKED: &str = "playground/watched.js";

/// A config that is followed.
pub struct Watched {
    path: PathBuf,
    name: String,
    /// The mark of the text that the page has from the beginning.
    first: String,
}

impl Watched {
    /// The config at a path, with its name and its text now.
    pub fn new(path: PathBuf, (name, text): (String, String)) -> Watched {
        Watched { path, name, first: mark(&text) }
    }

    /// Adds the script that asks to the page.
    pub fn join(&self, files: &mut Vec<File>) {
        if let Some(page) = files.iter_mut().find(|file| file.path == "playground/index.html") {
            let html = String::from_utf8_lossy(&page.content);
            page.content =
                html.replacen("</head>", "<script src=\"watch.js\" defer></script>\n</head>", 1).into_bytes();
        }
        files.push(File::new(ASKING, include_str!("watch.js").replace("FIRST", &self.first)));
    }

    /// The script that the page asks for, where it has the text of this mark: empty if the file still holds it, or
    /// cannot be read just now. None for other files.
    pub fn answer(&self, path: &str, known: &str) -> Option<String> {
        (path == ASKED).then(|| match super::read(&self.path) {
            Ok(text) if mark(&text) != known => {
                format!("LONGHAND_WATCHED({});\n", json!({ "mark": mark(&text), "name": self.name, "toml": text }))
            }
            Ok(_) | Err(_) => String::new(),
        })
    }
}

/// Sixteen digits that another text hardly shares.
fn mark(text: &str) -> String {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}
