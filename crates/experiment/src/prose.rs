//! The prose of lessons: Markdown with formulas, and what it may not hold.
//!
//! A text has to stay what it is wherever it is shown: between the parts of a report, on a page without a network, and
//! on a code host. So it has no headings, which would end a part of the report, no HTML, no pictures, and no block of
//! code that does not end; and every dollar belongs to a formula, unless a backslash stands before it.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, Options, Parser, Tag, TagEnd};

use crate::formula;

/// The Markdown of lessons and reports: that of CommonMark with tables and formulas.
pub const EXTENSIONS: Options = Options::ENABLE_TABLES.union(Options::ENABLE_MATH);

/// A formula in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Formula<'t> {
    /// Its place, dollars included, in bytes.
    pub at: Range<usize>,
    /// Its LaTeX.
    pub tex: CowStr<'t>,
    /// Whether it stands in a line of words or on lines of its own.
    pub form: MathStyle,
}

/// Where a formula stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MathStyle {
    /// In a line of words, `$…$`.
    Inline,
    /// On lines of its own, `$$…$$`.
    Displayed,
}

/// A part of a text and its place.
type Placed<'t> = (Event<'t>, Range<usize>);

/// What is wrong with a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProseError {
    /// Its place in the text, in bytes.
    pub at: Range<usize>,
    /// What is wrong, in one line.
    pub message: String,
    /// What to write instead.
    pub help: Option<String>,
}

/// The formulas of a text, in their order.
pub fn formulas(text: &str) -> Vec<Formula<'_>> {
    let formula = |(event, at)| match event {
        Event::InlineMath(tex) => Some(Formula { at, tex: without_ticks(tex), form: MathStyle::Inline }),
        Event::DisplayMath(tex) => Some(Formula { at, tex, form: MathStyle::Displayed }),
        _ => None,
    };
    Parser::new_ext(text, EXTENSIONS).into_offset_iter().filter_map(formula).collect()
}

/// A formula may stand between backticks, too, so that Markdown takes nothing in it for its own: ``$`x*y`$``.
pub fn without_ticks(tex: CowStr<'_>) -> CowStr<'_> {
    let inner = tex.strip_prefix('`').and_then(|tex| tex.strip_suffix('`')).map(|inner| CowStr::from(inner.to_owned()));
    inner.unwrap_or(tex)
}

/// Everything that is wrong with a text.
pub fn errors(text: &str) -> Vec<ProseError> {
    if text.trim().is_empty() {
        return vec![ProseError { at: 0..text.len(), message: "the text is empty".to_owned(), help: None }];
    }
    let of_formulas = formulas(text).into_iter().filter_map(|formula| of_formula(text, &formula));
    let events = Parser::new_ext(text, EXTENSIONS).into_offset_iter();
    let others = outside_of_code(events).filter_map(|(event, at)| of_event(text, &event, at));
    let mut errors: Vec<ProseError> = of_formulas.chain(others).chain(endless(text)).collect();
    errors.sort_by_key(|error| error.at.start);
    errors
}

/// The error of a formula, at its place in the text; of one that is written over quoted lines, the whole.
fn of_formula(text: &str, formula: &Formula) -> Option<ProseError> {
    let formula::FormulaError { at, message, help } = formula::error(&formula.tex)?;
    let written = &text[formula.at.clone()];
    let start = written.find(&*formula.tex).filter(|_| !formula.tex.is_empty());
    let at = start
        .map_or(formula.at.clone(), |start| formula.at.start + start + at.start..formula.at.start + start + at.end);
    Some(ProseError { at, message, help })
}

/// The events without the lines of blocks of code, which are what they are.
fn outside_of_code<'t>(events: impl Iterator<Item = Placed<'t>>) -> impl Iterator<Item = Placed<'t>> {
    let mut is_code = false;
    events.filter(move |(event, _)| {
        match event {
            Event::Start(Tag::CodeBlock(_)) => is_code = true,
            Event::End(TagEnd::CodeBlock) => is_code = false,
            _ => {}
        }
        !is_code
    })
}

fn of_event(text: &str, event: &Event, at: Range<usize>) -> Option<ProseError> {
    let (message, help) = match event {
        Event::Html(_) | Event::InlineHtml(_) => {
            ("a lesson holds no HTML", "write Markdown, and < and > of formulas between dollars")
        }
        Event::Start(Tag::Heading { .. }) => {
            ("a lesson has no headings of its own", "begin the paragraph with **words**")
        }
        Event::Start(Tag::Image { .. }) => ("a lesson holds no pictures", "write a [[figure]]"),
        Event::Text(_) => {
            let sign = sign(text, at)?;
            let help = "close the formula with another $, without blanks inside; write \\$ for the sign itself";
            return Some(error(sign, "this dollar opens no formula", help));
        }
        _ => return None,
    };
    Some(error(at, message, help))
}

fn error(at: Range<usize>, message: &str, help: &str) -> ProseError {
    ProseError { at, message: message.to_owned(), help: Some(help.to_owned()) }
}

/// A dollar of words that no backslash stands before.
fn sign(text: &str, at: Range<usize>) -> Option<Range<usize>> {
    let mut dollars = text[at.clone()].match_indices('$').map(|(index, _)| at.start + index);
    dollars.find(|dollar| !text[..*dollar].ends_with('\\')).map(|dollar| dollar..dollar + 1)
}

/// A block of code that does not end: a heading behind the text would not be one.
fn endless(text: &str) -> Option<ProseError> {
    let longer = format!("{text}\n\n# end");
    let mut events = Parser::new_ext(&longer, EXTENSIONS).into_offset_iter();
    let is_code = |event: &Event| matches!(event, Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))));
    let (_, at) = events.find(|(event, at)| is_code(event) && at.end == longer.len())?;
    Some(error(at.start..text.len(), "this block of code does not end", "close it with the same fence"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The texts under the carets and what is said of them.
    fn found(text: &str) -> Vec<(&str, String)> {
        errors(text).into_iter().map(|error| (&text[error.at], error.message)).collect()
    }

    #[test]
    fn a_lesson_may_hold_words_lists_tables_code_and_formulas() {
        let text = "The *slope* $f'(z)$ is `0` for \\$5:\n\n$$\nE = \\frac12 \\sum_j (y_j - t_j)^2\n$$\n\n- one\n\
                    - two, $`a*b`$\n\n| a | b |\n|---|---|\n| $x$ | 1 |\n\n```toml\nprice = \"$5\"\n```\n\n\
                    [a](https://example.org)";
        assert_eq!(found(text), []);
        let forms: Vec<(String, MathStyle)> =
            formulas(text).into_iter().map(|formula| (formula.tex.trim().to_owned(), formula.form)).collect();
        let expected = [
            ("f'(z)", MathStyle::Inline),
            ("E = \\frac12 \\sum_j (y_j - t_j)^2", MathStyle::Displayed),
            ("a*b", MathStyle::Inline),
            ("x", MathStyle::Inline),
        ];
        assert_eq!(forms, expected.map(|(tex, form)| (tex.to_owned(), form)));
    }

    #[test]
    fn what_would_not_stay_what_it_is_has_a_fault_at_its_place() {
        for (text, place, message) in [
            ("a $b", "$", "this dollar opens no formula"),
            ("a $ b $ c", "$", "this dollar opens no formula"),
            ("a <b>c", "<b>", "a lesson holds no HTML"),
            ("a\n\n# b", "# b", "a lesson has no headings of its own"),
            ("![a](b.png)", "![a](b.png)", "a lesson holds no pictures"),
            ("a\n\n```\nb", "```\nb", "this block of code does not end"),
            ("a $\\alhpa$", "\\alhpa", "alhpa is no command of formulas that pages know"),
            (" \n", " \n", "the text is empty"),
            ("a $$$$", "$$$$", "the formula is empty"),
        ] {
            let errors = found(text);
            assert_eq!(errors.first().map(|(at, words)| (*at, words.as_str())), Some((place, message)), "{errors:?}");
        }
    }
}
