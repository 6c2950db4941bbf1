//! Formulas as MathML, which browsers draw themselves: no script, no style attribute, no network.
//!
//! What LaTeX says about colors, and about negative and vertical space, would need styles and is left out. A text that
//! is no formula is shown as it was written.

use experiment::formula::fault;
use experiment::prose::Form;
use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};
use pulldown_latex::config::DisplayMode;
use pulldown_latex::event::{self, EnvironmentFlow, StateChange};
use pulldown_latex::{Parser, RenderConfig, Storage, push_mathml};

use crate::xml::escaped;

/// A formula in LaTeX as MathML.
pub fn mathml(tex: &str, form: Form) -> String {
    if fault(tex).is_some() {
        return format!("<code>{}</code>", escaped(tex));
    }
    let storage = Storage::new();
    let events = Parser::new(tex, &storage).filter_map(|event| match event {
        Ok(event) => without_styles(event).map(Ok),
        error @ Err(_) => Some(error),
    });
    let display_mode = match form {
        Form::Inline => DisplayMode::Inline,
        Form::Displayed => DisplayMode::Block,
    };
    let mut text = String::new();
    let config = RenderConfig { display_mode, ..RenderConfig::default() };
    push_mathml(&mut text, events, config).expect("a formula without a fault is written into a string");
    text
}

/// The events with blocks of `math` as formulas, as code hosts read them.
pub fn blocks<'t>(events: impl Iterator<Item = Event<'t>>) -> impl Iterator<Item = Event<'t>> {
    let mut block: Option<String> = None;
    events.filter_map(move |event| match (&mut block, event) {
        (None, Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language)))) if &*language == "math" => {
            block = Some(String::new());
            None
        }
        (Some(tex), Event::Text(line)) => {
            tex.push_str(&line);
            None
        }
        (Some(tex), Event::End(TagEnd::CodeBlock)) => {
            let formula = mathml(tex, Form::Displayed);
            block = None;
            Some(Event::Html(format!("<div class=\"formula\" tabindex=\"0\">{formula}</div>\n").into()))
        }
        (_, event) => Some(event),
    })
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
        let formula = mathml("\\color{red} a \\! b \\text{<b>\" style=\"x} \\\\[2pt] c", Form::Inline);
        assert_eq!(formula.matches('<').count(), formula.matches('>').count(), "{formula}");
        assert!(!formula.contains(" style=\"") && !formula.contains("<b>"), "{formula}");
        let aligned = mathml("\\begin{aligned} a &= b \\\\[3pt] &= c \\end{aligned}", Form::Displayed);
        assert!(aligned.starts_with("<math display=\"block\">") && !aligned.contains("style="), "{aligned}");
        assert_eq!(mathml("\\frac{<", Form::Inline), "<code>\\frac{&lt;</code>");
    }

    #[test]
    fn a_formula_is_mathml() {
        let expected = "<math display=\"inline\"><mi>a</mi><mo>=</mo><mfrac><mn>1</mn><mi>b</mi></mfrac></math>";
        assert_eq!(mathml("a=\\frac1b", Form::Inline), expected);
    }
}
