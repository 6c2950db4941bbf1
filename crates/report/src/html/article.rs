//! One report as HTML: its Markdown with headings one level lower, tables that scroll, and figures in place.

use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::Page;
use crate::markdown::percent as encoded;
use crate::xml::escaped;

/// The report as an `<article>` whose id is the name of the experiment.
pub fn article(page: &Page) -> String {
    let events: Vec<Event> = Parser::new_ext(&page.markdown, Options::ENABLE_TABLES).collect();
    let mut shown = Vec::with_capacity(events.len());
    let mut at = 0;
    while at < events.len() {
        at += match &events[at] {
            Event::Start(Tag::Paragraph) if picture(&events[at + 1..]).is_some() => {
                figure(&events[at..], page, &mut shown)
            }
            event => {
                shown.push(placed(event, &events[at + 1..], page));
                1
            }
        };
    }
    let mut body = String::new();
    pulldown_cmark::html::push_html(&mut body, shown.into_iter());
    // Only a table of ours begins so: `<` in words is escaped.
    let body =
        body.replace("<table>", "<div class=\"table\" tabindex=\"0\"><table>").replace("</table>", "</table></div>");
    format!("<article id=\"{}\">\n{body}</article>\n", encoded(&page.name))
}

/// The path of the picture that these events begin with.
fn picture<'a>(events: &'a [Event]) -> Option<&'a str> {
    match events.first() {
        Some(Event::Start(Tag::Image { dest_url, .. })) => Some(dest_url),
        _ => None,
    }
}

/// A paragraph with a picture and the caption after it become one `<figure>`; answers with how many events they were.
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
    shown.extend(inner.iter().map(|event| placed(event, &[], page)));
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

/// The drawing inside of the page. One with a style sheet or with ids would meddle with its neighbors, so it becomes
/// a picture: a document of its own.
fn drawing(svg: Option<&str>, alt: &str) -> String {
    match svg {
        None => format!("<p>{} (not drawn)</p>", escaped(alt)),
        Some(svg) if svg.contains("<style") || svg.contains(" id=\"") => {
            format!("<img alt=\"{}\" src=\"data:image/svg+xml,{}\">", escaped(alt), percent(svg))
        }
        Some(svg) => svg.trim_end().to_owned(),
    }
}

/// What a data URI in double quotes may not hold is written by its bytes; everything of an SVG of ours is ASCII or text.
fn percent(svg: &str) -> String {
    let mut text = String::with_capacity(svg.len() + svg.len() / 8);
    for byte in svg.bytes() {
        match byte {
            b'"' => text.push('\''),
            b' ' | b'!' | b'$' | b'\''..=b';' | b'=' | b'@'..=b'Z' | b'_' | b'a'..=b'z' | b'~' => {
                text.push(byte as char)
            }
            other => text.push_str(&format!("%{other:02X}")),
        }
    }
    text
}

/// An event where it stands on the page: headings one level lower and with ids, relative links from the page's folder.
fn placed<'a>(event: &Event<'a>, after: &[Event<'a>], page: &Page) -> Event<'a> {
    match event {
        Event::Start(Tag::Heading { level, classes, attrs, .. }) => {
            let words = after.first().map_or("", words);
            let id =
                (*level != HeadingLevel::H1).then(|| CowStr::from(format!("{}-{}", encoded(&page.name), slug(words))));
            Event::Start(Tag::Heading { level: lower(*level), id, classes: classes.clone(), attrs: attrs.clone() })
        }
        Event::End(TagEnd::Heading(level)) => Event::End(TagEnd::Heading(lower(*level))),
        Event::Start(Tag::Link { link_type, dest_url, title, id }) if dest_url.starts_with("figures/") => {
            let dest_url = CowStr::from(format!("{}/{dest_url}", encoded(&page.name)));
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
    pulldown_cmark::html::push_html(&mut text, Parser::new(markdown).filter(|event| !outer(event)));
    text.trim_end().to_owned()
}
