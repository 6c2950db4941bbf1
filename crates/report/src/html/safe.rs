//! Markdown that can do nothing but show words: raw HTML becomes text, formulas MathML, and links lead to pages.

use experiment::prose::EXTENSIONS;
use pulldown_cmark::{CowStr, Event, Parser, Tag, TagEnd};

use super::cells::set;
use super::fold::Fold;
use super::formula::{WORD_JOINER, formulas};

/// The events of a text with everything taken out that could act.
pub fn events(markdown: &str) -> impl Iterator<Item = Event<'_>> {
    set(formulas(Parser::new_ext(markdown, EXTENSIONS).map(without_html)))
}

/// Markdown with its paragraphs, as HTML.
pub fn block(markdown: &str) -> String {
    let mut text = String::new();
    pulldown_cmark::html::push_html(&mut text, events(markdown.trim()));
    unbroken(&text)
}

/// Markdown without paragraphs around it.
pub fn inline(markdown: &str) -> String {
    let outer = |event: &Event| matches!(event, Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph));
    let mut text = String::new();
    let events = events(markdown).filter(|event| !outer(event));
    pulldown_cmark::html::push_html(&mut text, events);
    unbroken(text.trim_end())
}

/// Markdown as words without markup.
pub fn plain(markdown: &str) -> String {
    let text: String = events(markdown).map(|event| words(&event).to_owned()).collect();
    text.trim_end().to_owned()
}

/// HTML whose numbers with hyphens between them, as 2-5-2-1, stay on one line. Code stays as it is: it is copied.
pub fn unbroken(html: &str) -> String {
    let mut pieces = html.split('<');
    let mut text = joined(pieces.next().unwrap_or_default());
    let mut verbatim = 0_usize;
    for piece in pieces {
        let (tag, words) = piece.split_once('>').unwrap_or((piece, ""));
        match tag.split(' ').next() {
            Some("code" | "pre" | "math") => verbatim += 1,
            Some("/code" | "/pre" | "/math") => verbatim = verbatim.saturating_sub(1),
            _ => {}
        }
        let words = if verbatim == 0 { joined(words) } else { words.to_owned() };
        text.push_str(&format!("<{tag}>{words}"));
    }
    text
}

/// Words with a joiner behind every hyphen between two digits.
fn joined(words: &str) -> String {
    let mut text = String::with_capacity(words.len());
    let bytes = words.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    for (at, letter) in words.char_indices() {
        text.push(letter);
        if letter == '-' && at > 0 && is_digit(at - 1) && is_digit(at + 1) {
            text.push_str(WORD_JOINER);
        }
    }
    text
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

#[cfg(test)]
mod tests {
    use super::{inline, plain};

    #[test]
    fn widths_stay_on_one_line_but_in_code_and_for_the_search() {
        let html = inline("A 2-5-2-1 *network*, `2-5`, $2-5$, well-known, -1-x");
        assert!(
            html.starts_with("A 2-\u{2060}5-\u{2060}2-\u{2060}1 <em>network</em>, <code>2-5</code>, <math"),
            "{html}"
        );
        assert!(html.ends_with("</math>\u{2060}, well-known, -1-x"), "{html}");
        assert_eq!(plain("A 2-5-2-1 *network*"), "A 2-5-2-1 network");
    }
}
