//! The names of a config: that of its report, and its path as a report and a shell may have it.

use std::path::{Component, Path, PathBuf};

use experiment::words::is_unseen;
use runner::store;

/// Files that stand beside the reports, whose names no report can have.
const RESERVED: [&str; 9] = [
    "README.md",
    "how-to-read.md",
    "index.html",
    "framework.md",
    "lectures.md",
    "errata.md",
    "matrix-form.md",
    "results.csv",
    "notebook.ipynb",
];
/// The longest name in bytes; file systems take 255, and temporary files have a longer name than the final one.
const LONGEST: usize = 200;

/// The name of the report of a config, which is that of its folder.
pub(super) fn report_name(path: &Path) -> std::result::Result<String, String> {
    let name = path.file_stem().unwrap_or_default();
    let rename = |what: &str| Err(format!("{what}\n  = rename the config"));
    let Some(name) = name.to_str() else { return rename("its name is not text in UTF-8") };
    match name {
        "" | "." | ".." => rename(&format!("{name:?} is not a name for a folder")),
        _ if name.contains(is_unseen) => rename(&format!("{name:?} holds a control character")),
        _ if name.len() > LONGEST => rename(&format!("its name has {} bytes, more than {LONGEST}", name.len())),
        _ if name.starts_with(store::UNFINISHED) => rename(&format!("{name:?} is a name of unfinished files")),
        _ if RESERVED.iter().any(|reserved| reserved.eq_ignore_ascii_case(name)) => {
            rename(&format!("{name} is a file beside the reports"))
        }
        _ => Ok(name.to_owned()),
    }
}

/// A path as it may stand in a report: relative to where the program runs, or the name of the file alone. One that a
/// command would take for an option begins with its folder.
pub(super) fn portable(path: &Path) -> PathBuf {
    let here = std::env::current_dir().unwrap_or_default();
    let short: PathBuf = match path.is_relative() {
        true => path.components().filter(|part| *part != Component::CurDir).collect(),
        false => {
            path.strip_prefix(here).map_or_else(|_| path.file_name().unwrap_or_default().into(), Path::to_path_buf)
        }
    };
    if short.as_os_str().as_encoded_bytes().starts_with(b"-") { Path::new(".").join(short) } else { short }
}

/// A text as a shell reads it as one word.
pub fn shell_quoted(text: &str) -> String {
    let plain =
        !text.is_empty() && text.chars().all(|letter| letter.is_ascii_alphanumeric() || "._-/=".contains(letter));
    if plain { text.to_owned() } else { format!("'{}'", text.replace('\'', "'\\''")) }
}
