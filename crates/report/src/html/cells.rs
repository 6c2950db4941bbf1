//! Tables of formulas as MathML: those with a column for them, as worked examples have.

use std::collections::VecDeque;

use experiment::prose::MathStyle;
use pulldown_cmark::{Event, Tag, TagEnd};

use super::formula::mathml;
use super::unicode::{self, Piece, pieces};

/// A table with one of these heads holds formulas.
const HEADS: [&str; 4] = ["worked out", "formula", "in matrices", "after 1"];
/// A table with one of these heads holds formulas among words.
const MIXED: [&str; 2] = ["how it is known", "matter"];

/// What the cells of a table hold.
#[derive(Clone, Copy, PartialEq)]
enum Cells {
    Words,
    Formulas,
    Both,
}

impl Cells {
    /// Those of a table with this head among others.
    fn with(self, head: &str) -> Cells {
        match self {
            Cells::Words if HEADS.contains(&head) => Cells::Formulas,
            Cells::Words if MIXED.contains(&head) => Cells::Both,
            known => known,
        }
    }
}

/// The events with formulas in cells of such tables set.
pub fn set<'t>(mut events: impl Iterator<Item = Event<'t>>) -> impl Iterator<Item = Event<'t>> {
    let (mut in_head, mut cells) = (false, Cells::Words);
    let mut cell: Option<Vec<Event<'t>>> = None;
    let mut ready = VecDeque::new();
    std::iter::from_fn(move || {
        while ready.is_empty() {
            let event = events.next()?;
            match event {
                Event::Start(Tag::TableHead) => (in_head, cells) = (true, Cells::Words),
                Event::End(TagEnd::TableHead) => in_head = false,
                Event::End(TagEnd::TableCell) => {
                    let inner = cell.take().unwrap_or_default();
                    let text = words(&inner);
                    match (text, cells) {
                        (Some(text), _) if in_head => {
                            cells = cells.with(&text);
                            ready.extend(inner);
                        }
                        (Some(text), Cells::Formulas) => ready.extend(stages(&text)),
                        (_, Cells::Both) => ready.extend(inner.into_iter().flat_map(among_words)),
                        _ => ready.extend(inner),
                    }
                }
                _ => {}
            }
            match (&mut cell, event) {
                (Some(inner), event) => inner.push(event),
                (None, Event::Start(Tag::TableCell)) => {
                    ready.push_back(Event::Start(Tag::TableCell));
                    cell = Some(Vec::new());
                }
                (None, event) => ready.push_back(event),
            }
        }
        ready.pop_front()
    })
}

/// What stands between the equals signs of a cell: formulas set, numbers and words as they are.
fn stages<'t>(text: &str) -> impl Iterator<Item = Event<'t>> + use<'t> {
    let one = |(at, stage): (usize, &str)| {
        let equals = (at > 0).then(|| Event::Text(" = ".into()));
        let set = match unicode::tex(stage) {
            Some(tex) => Event::InlineHtml(short(&tex).into()),
            None => Event::Text(stage.to_owned().into()),
        };
        equals.into_iter().chain([set])
    };
    text.split(" = ").enumerate().flat_map(one).collect::<Vec<_>>().into_iter()
}

/// The formulas among words set.
fn among_words(event: Event<'_>) -> Vec<Event<'_>> {
    let Event::Text(text) = event else { return vec![event] };
    let one = |piece| match piece {
        Piece::Words(words) => Event::Text(words.to_owned().into()),
        Piece::Formula(tex) => Event::InlineHtml(short(&tex).into()),
    };
    pieces(&text).into_iter().map(one).collect()
}

/// What says nothing that browsers do not know, or that a line of a table needs: a page of worked lines has a thousand
/// formulas.
const SPARED: [(&str, &str); 2] = [(" display=\"inline\"", ""), (" symmetric=\"false\" stretchy=\"false\"", "")];

/// A formula in as few bytes as it takes.
fn short(tex: &str) -> String {
    SPARED.iter().fold(mathml(tex, MathStyle::Inline), |formula, (long, short)| formula.replace(long, short))
}

/// The text of a cell that holds nothing else.
fn words(events: &[Event]) -> Option<String> {
    events.iter().map(|event| if let Event::Text(text) = event { Some(&**text) } else { None }).collect()
}

#[cfg(test)]
mod tests {
    use crate::html::safe::inline;

    #[test]
    fn cells_of_formulas_are_set_and_others_are_not() {
        let table = "| | worked out | computed |\n|---|---|---|\n| z₁ | x₁·w₁ = 2·0.25 | 0.5 |\n\n";
        let html = inline(table);
        assert_eq!(html.matches("<math").count(), 2, "{html}");
        assert!(html.contains(" = 2·0.25</td>") && html.contains("<td>0.5</td>"), "{html}");
        let both = inline("| matter | |\n|---|---|\n| yₖ − tₖ of the *output* k | `wᵢⱼ` |\n\n");
        assert_eq!(both.matches("<math").count(), 1, "{both}");
        assert!(both.contains(" of the <em>output</em> k</td>") && both.contains("<code>wᵢⱼ</code>"), "{both}");
        let power = inline(&table.replace("z₁", "z₁²"));
        assert!(
            power.contains("<msubsup><mi>z</mi><mn>1</mn><mn>2</mn></msubsup>") && !power.contains("<mrow>"),
            "{power}"
        );
        let plain = inline(&table.replace("worked out", "mean"));
        assert!(!plain.contains("<math") && plain.contains("<td>z₁</td>"), "{plain}");
    }
}
