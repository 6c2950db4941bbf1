//! The index of the search: every word of every page by the heading it stands below, as a script that gives it a name.

use serde_json::{Value, json};

use super::pages::Page;
use super::script::script;
use crate::html::sections::Section;
use crate::markdown::percent;

/// The script. A page is `[title, address, about, kind, subject, [[heading, id, words], …]]`.
pub fn index(pages: &[Page]) -> String {
    let pages = pages.iter().map(|page| {
        let sections: Vec<Value> = page.body.sections.iter().filter_map(section).collect();
        json!([page.title, percent(&page.path), page.about, page.kind.words(), page.subject, sections])
    });
    script("LONGHAND_INDEX", pages)
}

/// A section; the title of the page has said the heading of the first one.
fn section(section: &Section) -> Option<Value> {
    let words: Vec<&str> = section.words.split_whitespace().collect();
    let heading = if section.level < 2 { "" } else { section.heading.trim() };
    (!words.is_empty() || !heading.is_empty()).then(|| json!([heading, section.id, words.join(" ")]))
}
