//! Formulas as MathML, which browsers draw themselves: no script, no style attribute, no network.
//!
//! What LaTeX says about colors, and about negative and vertical space, would need styles and is left out. A text that
//! is no formula is shown as it was written.

use experiment::formula::error;
use experiment::prose::{MathStyle, without_ticks};
use pulldown_cmark::{CodeBlockKind, Event, Tag};
use pulldown_latex::config::DisplayMode;
use pulldown_latex::event::{self, EnvironmentFlow, StateChange};
use pulldown_latex::{Parser, RenderConfig, Storage, push_mathml};

use crate::xml::escaped;

/// A formula in LaTeX as MathML.
pub fn mathml(tex: &str, form: MathStyle) -> String {
    if error(tex).is_some() {
        return format!("<code>{}</code>", escaped(tex));
    }
    let storage = Storage::new();
    let events = Parser::new(tex, &storage).filter_map(|event| match event {
        Ok(event) => without_styles(event).map(Ok),
        error @ Err(_) => Some(error),
    });
    let display_mode = match form {
        MathStyle::Inline => DisplayMode::Inline,
        MathStyle::Displayed => DisplayMode::Block,
    };
    let mut text = String::new();
    let config = RenderConfig { display_mode, ..RenderConfig::default() };
    push_mathml(&mut text, events, config).expect("a formula without an error is written into a string");
    without_rows_of_one(&text)
}

/// MathML without the rows that hold one name, number or text alone: a worked example has some hundred, and a page is
/// to be small.
fn without_rows_of_one(formula: &str) -> String {
    let mut rows = formula.split("<mrow>");
    let first = rows.next().unwrap_or_default().to_owned();
    rows.fold(first, |formula, row| formula + &of_one(row).unwrap_or_else(|| format!("<mrow>{row}")))
}

/// What follows the start of a row that holds one name, number or text alone, without the row.
fn of_one(row: &str) -> Option<String> {
    let (inner, rest) = row.split_once("</mrow>")?;
    let is_one = ["mi", "mn", "mtext"].iter().any(|tag| {
        let words = inner.strip_prefix(&format!("<{tag}>")).and_then(|inner| inner.strip_suffix(&format!("</{tag}>")));
        words.is_some_and(|words| !words.contains('<'))
    });
    is_one.then(|| format!("{inner}{rest}"))
}

/// The events with formulas as MathML: those between dollars, and blocks of `math`, as code hosts read them.
pub fn formulas<'t>(events: impl Iterator<Item = Event<'t>>) -> impl Iterator<Item = Event<'t>> {
    let mut events = events.peekable();
    std::iter::from_fn(move || {
        Some(match events.next()? {
            Event::InlineMath(tex) => {
                let formula = mathml(&without_ticks(tex), MathStyle::Inline);
                let joint = if events.peek().is_some_and(is_punctuation) { WORD_JOINER } else { "" };
                Event::InlineHtml((formula + joint).into())
            }
            Event::DisplayMath(tex) => Event::InlineHtml(mathml(&tex, MathStyle::Displayed).into()),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) if &*language == "math" => block(&mut events),
            event => event,
        })
    })
}

/// Browsers end a line between a formula and the period behind it, and behind a hyphen, unless this stands there.
pub const WORD_JOINER: &str = "\u{2060}";

fn is_punctuation(event: &Event) -> bool {
    matches!(event, Event::Text(text) if text.starts_with(['.', ',', ';', ':', '!', '?', ')', '’', '”', '-']))
}

/// The formula of a block that has begun, up to its end.
fn block<'t>(events: &mut impl Iterator<Item = Event<'t>>) -> Event<'t> {
    let mut tex = String::new();
    for event in events {
        match event {
            Event::Text(line) => tex.push_str(&line),
            _ => break,
        }
    }
    let formula = mathml(&tex, MathStyle::Displayed);
    Event::Html(format!("<div class=\"formula\" tabindex=\"0\">{formula}</div>\n").into())
}

/// The event without what MathML would say by a style attribute.
fn without_styles(event: event::Event) -> Option<event::Event> {
    use event::Event;
    match event {
        Event::StateChange(StateChange::Color(_)) => None,
        Event::Space { width, .. } if width.is_some_and(|width| width.value < 0.0) => None,
        Event::EnvironmentFlow(EnvironmentFlow::NewLine { horizontal_lines, .. }) => {
            Some(Event::EnvironmentFlow(EnvironmentFlow::NewLine { spacing: None, horizontal_lines }))
        }
        other => Some(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_have_neither_styles_nor_markup_of_their_own() {
        let formula = mathml("\\color{red} a \\! b \\text{<b>\" style=\"x} \\\\[2pt] c", MathStyle::Inline);
        assert_eq!(formula.matches('<').count(), formula.matches('>').count(), "{formula}");
        assert!(!formula.contains(" style=\"") && !formula.contains("<b>"), "{formula}");
        let aligned = mathml("\\begin{aligned} a &= b \\\\[3pt] &= c \\end{aligned}", MathStyle::Displayed);
        assert!(aligned.starts_with("<math display=\"block\">") && !aligned.contains("style="), "{aligned}");
        assert_eq!(mathml("\\frac{<", MathStyle::Inline), "<code>\\frac{&lt;</code>");
    }

    #[test]
    fn a_formula_is_mathml() {
        let expected = "<math display=\"inline\"><mi>a</mi><mo>=</mo><mfrac><mn>1</mn><mi>b</mi></mfrac></math>";
        assert_eq!(mathml("a=\\frac1b", MathStyle::Inline), expected);
        assert_eq!(mathml("a=\\frac{1}{b}", MathStyle::Inline), expected);
    }
}
