//! The words of a page, section by section: for its table of contents and for the search.

use std::borrow::Cow;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::fold::Fold;
use super::safe::words;

/// The level of a section that is folded: it stands in no table of contents.
const FOLDED: usize = 3;

/// What stands between two headings, or what is folded below one.
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

/// The words of every section. The end of an element parts words as a blank does. What is folded with an id is a
/// section of its own, and behind it goes on the one around it.
pub fn sections(events: &[Event]) -> Vec<Section> {
    let mut sections = vec![Section::default()];
    let (mut at, mut around) = (0, Vec::new());
    let mut in_heading = false;
    for event in events {
        match (event, Fold::of(event)) {
            (_, Some(Fold::Begins(id))) => {
                around.push(at);
                if let Some(id) = id {
                    at = sections.len();
                    sections.push(Section { level: FOLDED, id: id.to_owned(), ..Section::default() });
                }
            }
            (_, Some(Fold::Headed(words))) if sections[at].level == FOLDED => sections[at].heading.push_str(words),
            (_, Some(Fold::Headed(_))) => {}
            (_, Some(Fold::Ends)) => at = around.pop().unwrap_or(at),
            (Event::Start(Tag::Heading { level, id, .. }), None) => {
                in_heading = true;
                at = sections.len();
                let id = id.as_deref().unwrap_or_default().to_owned();
                sections.push(Section { level: *level as usize, id, ..Section::default() });
            }
            (Event::End(TagEnd::Heading(_)), None) => in_heading = false,
            (event, None) => {
                let section = &mut sections[at];
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
    use pulldown_cmark::Parser;

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

    /// An answer belongs to its exercises, and what is folded under a name of its own to no other section.
    #[test]
    fn what_is_folded_is_a_section() {
        let fold =
            |id, heading, words| format!("<details{id}>\n<summary>{heading}</summary>\n\n{words}\n\n</details>\n");
        let setup = fold(" id=\"setup\"", "Setup", "Seeds.");
        let lines = format!("## Exercises\n\nOne.\n\n{}\nTwo.\n\n{setup}\nThree.\n", fold("", "Answer", "Half."));
        let sections = sections(&Parser::new(&lines).collect::<Vec<_>>());
        let seen: Vec<[&str; 3]> = sections.iter().map(|it| [&*it.id, &*it.heading, &*it.words]).collect();
        assert_eq!(seen, [["", "", ""], ["", "Exercises", "One. Half. Two. Three. "], ["setup", "Setup", "Seeds. "]]);
    }
}
