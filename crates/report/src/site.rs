//! All reports as a website: static files that work from a folder, offline, and from any host under any path.
//!
//! Pages are made from the Markdown of the reports, as they lie on disk. From a folder browsers load neither modules
//! nor data, so scripts are classic ones, and the index of the search is a script of its own, loaded when somebody
//! searches. Without scripts a page lacks the search alone. Figures, their numbers, results and configs are files
//! beside the pages; the security policy of the pages allows nothing but files of the site, and nothing inline.
//!
//! ```text
//! index.html               the course: thumbnail, question and answer of every report
//! NAME/report.html         a report; with figures/, results.csv, thumbnails and NAME.toml beside it
//! errata.html, …           the pages beside the reports
//! assets/                  style, scripts, the index of the search
//! ```
//!
//! The playground is no report: [`playground`] says which configs it takes, its page comes from elsewhere.

mod answer;
mod dark;
mod frame;
mod lesson;
mod map;
mod pages;
pub mod playground;
mod script;
mod search;
mod start;
mod thumbnail;

use crate::html::PageReport;
use crate::markdown::percent;
use map::Map;

/// Everything that the site is made from.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Course {
    /// The reports, in any order.
    pub lessons: Vec<Lesson>,
    /// The pages beside the reports.
    pub others: Vec<Other>,
    /// Whether there will be a playground at `playground/index.html`.
    pub playground: bool,
}

/// A report with the files beside it.
#[derive(Debug, Clone, PartialEq)]
pub struct Lesson {
    /// The report and its drawings.
    pub page: PageReport,
    /// The text of its config.
    pub config: Option<String>,
    /// Its tables: the path within its folder, as `figures/curves.csv`, and the content.
    pub tables: Vec<(String, String)>,
}

/// A page beside the reports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Other {
    /// Its name without an ending, as `errata`.
    pub name: String,
    /// Its Markdown, which begins with a title.
    pub markdown: String,
}

/// A file of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its path from the folder of the site, with `/` between its parts.
    pub path: String,
    /// The bytes of the file.
    pub content: Vec<u8>,
}

impl File {
    /// A file of the site.
    pub fn new(path: impl Into<String>, content: impl Into<Vec<u8>>) -> File {
        File { path: path.into(), content: content.into() }
    }

    /// Its address from the folder of the site, as a link may hold it.
    pub fn address(&self) -> String {
        percent(&self.path)
    }
}

/// The names of the pages beside the reports, without their endings, in the order in which the site lists them.
pub const OTHERS: [&str; 5] = ["how-to-read", "lectures", "errata", "matrix-form", "framework"];

/// What every page of the site needs.
const ASSETS: [(&str, &str); 4] = [
    ("assets/site.css", include_str!("site/site.css")),
    ("assets/site.js", include_str!("site/site.js")),
    ("assets/search.js", include_str!("site/search.js")),
    ("assets/icon.svg", include_str!("site/icon.svg")),
];

/// All files of the site but those of the playground.
pub fn site(course: &Course) -> Vec<File> {
    let map = Map::of(course);
    let pages = pages::pages(&map);
    let index = search::index(&pages);
    let mut files = vec![File::new("index.html", start::page(&map)), File::new("assets/search-index.js", index)];
    files.extend(ASSETS.map(|(path, content)| File::new(path, content)));
    let framed = |number: usize| File::new(pages[number].path.clone(), frame::framed(&map, &pages, number));
    files.extend((0..pages.len()).map(framed));
    files.extend(course.lessons.iter().flat_map(lesson::files));
    files
}
