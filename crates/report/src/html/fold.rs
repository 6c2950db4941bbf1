//! What opens on a click: the lines of HTML with which a report writes it, the only ones that it writes.

use pulldown_cmark::Event;

/// A line of a folded part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fold<'e> {
    /// `<details>`, with an id where links lead to it.
    Begins(Option<&'e str>),
    /// `<summary>`, with its words.
    Headed(&'e str),
    /// `</details>`.
    Ends,
}

impl<'e> Fold<'e> {
    /// The line that an event is, if it is one of these and holds no other markup.
    pub fn of(event: &'e Event) -> Option<Fold<'e>> {
        let Event::Html(line) = event else { return None };
        let line = line.trim_end();
        let between = |before, after| line.strip_prefix(before)?.strip_suffix(after);
        let plain = |words: &&str| !words.contains(['<', '>', '"']);
        match line {
            "<details>" => Some(Fold::Begins(None)),
            "</details>" => Some(Fold::Ends),
            _ => {
                let id = between("<details id=\"", "\">").filter(plain).map(|id| Fold::Begins(Some(id)));
                id.or_else(|| between("<summary>", "</summary>").filter(plain).map(Fold::Headed))
            }
        }
    }

    /// The line that begins a part with an id.
    pub fn opening_line(id: &str) -> String {
        format!("<details id=\"{id}\">\n")
    }
}
