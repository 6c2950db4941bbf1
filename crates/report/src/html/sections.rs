//! The words of a page, section by section: for its table of contents and for the search.

use std::borrow::Cow;

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
                text.push_str(&with_formulas(event));
                text.extend(space.then_some(" "));
            }
        }
    }
    sections
}

/// The words of an event; those of a formula are its signs.
fn with_formulas<'e>(event: &'e Event) -> Cow<'e, str> {
    match event {
        Event::Html(text) | Event::InlineHtml(text) if text.contains("<math") => signs(text).into(),
        event => words(event).into(),
    }
}

/// What stands between the elements of MathML, without the sign that keeps a period beside a formula.
fn signs(mathml: &str) -> String {
    let signs: String = mathml.split('<').skip(1).map(behind_tag).collect();
    signs.replace('\u{2060}', "").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

/// The words behind a tag that has begun; a sign "less than" begins none.
fn behind_tag(part: &str) -> Cow<'_, str> {
    let is_tag = part.starts_with(|first: char| first == '/' || first.is_ascii_alphabetic());
    let words = part.split_once('>').filter(|_| is_tag).map(|(_, words)| words.into());
    words.unwrap_or_else(|| format!("<{part}").into())
}

/// "Do the engines agree?" is `do-the-engines-agree`.
pub fn slug(words: &str) -> String {
    let words = words.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::sections;
    use crate::html::safe::events;

    #[test]
    fn formulas_are_found_by_their_signs() {
        let markdown = r"## The slope $\delta$

It is $\frac{\partial E}{\partial w}$, or $a<b$.

$$y=\text{softmax}(z)$$
";
        let sections = sections(&events(markdown).collect::<Vec<_>>());
        let section = &sections[1];
        assert_eq!(
            (section.heading.as_str(), section.words.as_str()),
            ("The slope δ", "It is ∂E∂w, or a<b. y=softmax(z) ")
        );
    }
}
