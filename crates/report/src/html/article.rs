//! One report as HTML: its Markdown with headings one level lower, scrolling tables, and embedded figures.

use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::Page;
use crate::markdown::{percent, percent_encoded};
use crate::xml::escaped;

/// The report as an `<article>` whose id is the name of the experiment.
pub fn article(page: &Page) -> String {
    let events: Vec<Event> = Parser::new_ext(&page.markdown, Options::ENABLE_TABLES).map(without_html).collect();
    let mut shown = Vec::with_capacity(events.len());
    let mut at = 0;
    while at < events.len() {
        at += match &events[at] {
            Event::Start(Tag::Paragraph) if picture(&events[at + 1..]).is_some() => {
                figure(&events[at..], page, &mut shown)
            }
            event => {
                shown.push(adapted(event, &events[at + 1..], page));
                1
            }
        };
    }
    let mut body = String::new();
    pulldown_cmark::html::push_html(&mut body, shown.into_iter());
    // `<` in words is escaped, so `<table>` is always a tag.
    let body =
        body.replace("<table>", "<div class=\"table\" tabindex=\"0\"><table>").replace("</table>", "</table></div>");
    format!("<article id=\"{}\">\n{body}</article>\n", percent(&page.name))
}

/// Raw HTML of the text is shown and not passed on: what is markup on the page was made here. A link leads to a page.
fn without_html(event: Event) -> Event {
    match event {
        Event::Html(text) if is_fold(text.trim_end()) => Event::Html(text),
        Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
        Event::Start(Tag::Link { link_type, dest_url, title, id }) if !is_page(&dest_url) => {
            Event::Start(Tag::Link { link_type, dest_url: CowStr::from("#"), title, id })
        }
        other => other,
    }
}

/// Whether a line of HTML opens or closes a section that is folded: the only HTML that reports write.
fn is_fold(line: &str) -> bool {
    let summary = line.strip_prefix("<summary>").and_then(|rest| rest.strip_suffix("</summary>"));
    ["<details>", "</details>"].contains(&line) || summary.is_some_and(|words| !words.contains(['<', '>']))
}

/// Whether an address is relative or one of the web: others (`javascript:`) may do anything.
fn is_page(address: &str) -> bool {
    let scheme = address.split(['/', '?', '#']).next().unwrap_or_default().split_once(':');
    scheme.is_none_or(|(scheme, _)| matches!(scheme.to_ascii_lowercase().as_str(), "http" | "https"))
}

/// The path of the picture with which these events begin.
fn picture<'a>(events: &'a [Event]) -> Option<&'a str> {
    match events.first() {
        Some(Event::Start(Tag::Image { dest_url, .. })) => Some(dest_url),
        _ => None,
    }
}

/// Turns a paragraph with a picture, and the caption after it, into one `<figure>`; returns the number of their events.
fn figure<'a>(events: &[Event<'a>], page: &Page, shown: &mut Vec<Event<'a>>) -> usize {
    let end = |from: usize| {
        let length = events[from..].iter().position(|event| *event == Event::End(TagEnd::Paragraph));
        length.map_or(events.len(), |length| from + length + 1)
    };
    let picture_end = end(0);
    let alt: String = events[..picture_end].iter().map(words).collect();
    let path = picture(&events[1..]).unwrap_or_default();
    let stem = path.trim_start_matches("figures/").trim_end_matches(".svg");
    let svg = page.figures.iter().find(|(known, _)| known == stem).map(|(_, svg)| svg.as_str());
    shown.push(html(format!("<figure>\n<div class=\"card\">{}</div>\n<figcaption>", drawing(svg, &alt))));
    let caption = matches!(events.get(picture_end), Some(Event::Start(Tag::Paragraph)));
    let caption_end = if caption { end(picture_end) } else { picture_end };
    let inner = if caption { &events[picture_end + 1..caption_end - 1] } else { &[] };
    shown.extend(inner.iter().map(|event| adapted(event, &[], page)));
    shown.push(html("</figcaption>\n</figure>\n".to_owned()));
    caption_end
}

fn words<'e>(event: &'e Event) -> &'e str {
    match event {
        Event::Text(text) => text,
        _ => "",
    }
}

fn html<'a>(text: String) -> Event<'a> {
    Event::Html(CowStr::from(text))
}

/// A drawing inside the page. A style sheet or an id would affect other drawings, so a drawing with one becomes a
/// picture, which is a document of its own.
fn drawing(svg: Option<&str>, alt: &str) -> String {
    match svg {
        None => format!("<p>{} (not drawn)</p>", escaped(alt)),
        Some(svg) if svg.contains("<style") || svg.contains(" id=\"") => {
            format!("<img alt=\"{}\" src=\"{}\">", escaped(alt), data_uri(svg))
        }
        Some(svg) => svg.trim_end().to_owned(),
    }
}

/// A drawing as a data URI inside double quotes. Its own double quotes become single ones.
fn data_uri(svg: &str) -> String {
    let plain =
        |byte: u8| matches!(byte, b' ' | b'!' | b'$' | b'\''..=b';' | b'=' | b'@'..=b'Z' | b'_' | b'a'..=b'z' | b'~');
    format!("data:image/svg+xml,{}", percent_encoded(&svg.replace('"', "'"), plain))
}

/// An event as the page shows it: headings are one level lower and have ids, links start at the folder of the page.
fn adapted<'a>(event: &Event<'a>, after: &[Event<'a>], page: &Page) -> Event<'a> {
    match event {
        Event::Start(Tag::Heading { level, classes, attrs, .. }) => {
            let words = after.first().map_or("", words);
            let id =
                (*level != HeadingLevel::H1).then(|| CowStr::from(format!("{}-{}", percent(&page.name), slug(words))));
            Event::Start(Tag::Heading { level: lower(*level), id, classes: classes.clone(), attrs: attrs.clone() })
        }
        Event::End(TagEnd::Heading(level)) => Event::End(TagEnd::Heading(lower(*level))),
        Event::Start(Tag::Link { link_type, dest_url, title, id }) if dest_url.starts_with("figures/") => {
            let dest_url = CowStr::from(format!("{}/{dest_url}", percent(&page.name)));
            Event::Start(Tag::Link { link_type: *link_type, dest_url, title: title.clone(), id: id.clone() })
        }
        other => other.clone(),
    }
}

fn lower(level: HeadingLevel) -> HeadingLevel {
    match level {
        HeadingLevel::H1 => HeadingLevel::H2,
        HeadingLevel::H2 => HeadingLevel::H3,
        HeadingLevel::H3 => HeadingLevel::H4,
        HeadingLevel::H4 => HeadingLevel::H5,
        HeadingLevel::H5 | HeadingLevel::H6 => HeadingLevel::H6,
    }
}

/// "Do the engines agree?" is `do-the-engines-agree`.
fn slug(words: &str) -> String {
    let words = words.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}

/// Markdown without paragraphs around it.
pub fn inline(markdown: &str) -> String {
    let outer = |event: &Event| matches!(event, Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph));
    let mut text = String::new();
    let events = Parser::new(markdown).map(without_html).filter(|event| !outer(event));
    pulldown_cmark::html::push_html(&mut text, events);
    text.trim_end().to_owned()
}
