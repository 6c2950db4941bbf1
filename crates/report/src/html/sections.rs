//! The words of a page, section by section: for its table of contents and for the search.

use std::iter;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::safe::words;

/// What stands between two headings.
#[derive(Debug, Default)]
pub struct Section {
    /// 1 for the title, 2 for a section, and so on.
    pub level: usize,
    /// The id of its heading; empty for the title.
    pub id: String,
    /// The words of its heading.
    pub heading: String,
    /// All words below the heading, without markup.
    pub words: String,
}

/// The words of every section. The end of an element parts words as a blank does.
pub fn sections(events: &[Event]) -> Vec<Section> {
    let mut sections = vec![Section::default()];
    let mut in_heading = false;
    for event in events {
        match event {
            Event::Start(Tag::Heading { level, id, .. }) => {
                in_heading = true;
                let id = id.as_deref().unwrap_or_default().to_owned();
                sections.push(Section { level: *level as usize, id, ..Section::default() });
            }
            Event::End(TagEnd::Heading(_)) => in_heading = false,
            event => {
                let section = sections.last_mut().expect("there is a first one");
                let text = if in_heading { &mut section.heading } else { &mut section.words };
                let space = matches!(event, Event::End(TagEnd::Paragraph | TagEnd::TableCell | TagEnd::Item));
                text.extend(iter::once(words(event)).chain(space.then_some(" ")));
            }
        }
    }
    sections
}

/// "Do the engines agree?" is `do-the-engines-agree`.
pub fn slug(words: &str) -> String {
    let words = words.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}
