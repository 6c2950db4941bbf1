//! Markdown that can do nothing but show words: raw HTML becomes text, formulas MathML, and links lead to pages.

use experiment::prose::EXTENSIONS;
use pulldown_cmark::{CowStr, Event, Parser, Tag, TagEnd};

use super::cells::set;
use super::fold::Fold;
use super::formula::formulas;

/// The events of a text with everything taken out that could act.
pub fn events(markdown: &str) -> impl Iterator<Item = Event<'_>> {
    set(formulas(Parser::new_ext(markdown, EXTENSIONS).map(without_html)))
}

/// Markdown with its paragraphs, as HTML.
pub fn block(markdown: &str) -> String {
    let mut text = String::new();
    pulldown_cmark::html::push_html(&mut text, events(markdown.trim()));
    text
}

/// Markdown without paragraphs around it.
pub fn inline(markdown: &str) -> String {
    let outer = |event: &Event| matches!(event, Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph));
    let mut text = String::new();
    let events = events(markdown).filter(|event| !outer(event));
    pulldown_cmark::html::push_html(&mut text, events);
    text.trim_end().to_owned()
}

/// Markdown as words without markup.
pub fn plain(markdown: &str) -> String {
    let text: String = events(markdown).map(|event| words(&event).to_owned()).collect();
    text.trim_end().to_owned()
}

/// Raw HTML becomes text; of links only those of the web and within a page stay.
fn without_html(event: Event) -> Event {
    match event {
        // An id is given on the page itself.
        fold if Fold::of(&fold).is_some_and(|fold| !matches!(fold, Fold::Begins(Some(_)))) => fold,
        Event::InlineHtml(text) if &*text == "<br>" => Event::HardBreak,
        // A place that links lead to holds no words, so it ends where it begins.
        Event::InlineHtml(text) if is_anchor(&text) => Event::InlineHtml(CowStr::from(format!("{text}</a>"))),
        Event::InlineHtml(text) if &*text == "</a>" => Event::InlineHtml(CowStr::from("")),
        Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
        Event::Start(Tag::Link { link_type, dest_url, title, id }) if !is_page(&dest_url) => {
            Event::Start(Tag::Link { link_type, dest_url: CowStr::from("#"), title, id })
        }
        other => other,
    }
}

/// Whether this begins a place that links lead to, `<a id="m17">`.
fn is_anchor(html: &str) -> bool {
    let id = html.strip_prefix("<a id=\"").and_then(|rest| rest.strip_suffix("\">"));
    id.is_some_and(|id| !id.is_empty() && id.chars().all(|letter| letter.is_ascii_alphanumeric()))
}

/// Whether an address is relative or one of the web: others (`javascript:`) may do anything.
fn is_page(address: &str) -> bool {
    let scheme = address.split(['/', '?', '#']).next().unwrap_or_default().split_once(':');
    scheme.is_none_or(|(scheme, _)| matches!(scheme.to_ascii_lowercase().as_str(), "http" | "https"))
}

/// The words of an event; the end of a line parts words.
pub fn words<'e>(event: &'e Event) -> &'e str {
    match event {
        Event::Text(text) | Event::Code(text) => text,
        Event::SoftBreak | Event::HardBreak => " ",
        _ => "",
    }
}
