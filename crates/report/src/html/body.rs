//! The Markdown of a report as HTML, wherever it stands: folded sections, scrolling tables, figures with captions.
//!
//! Raw HTML of the text is shown and not passed on: what is markup on a page was made here. What differs between one
//! page for all reports and a page for each is a [`Place`].

use std::collections::BTreeSet;
use std::iter;

use pulldown_cmark::{CowStr, Event, HeadingLevel, Tag, TagEnd};

use crate::document::{ANSWER, MARKS};
use crate::xml::escaped;

use super::fold::Fold;
use super::safe::{events, unbroken, words};
use super::sections::{Section, sections, slug};

/// Where the HTML of a report stands.
pub trait Place {
    /// The level that a heading of the report has here.
    fn level(&self, level: HeadingLevel) -> HeadingLevel;
    /// The id of a heading below the title, from its words in lower case with hyphens.
    fn id(&self, slug: &str) -> String;
    /// The picture of a path within the report, as HTML.
    fn picture(&self, path: &str, alt: &str) -> String;
    /// Where a link leads from here; nowhere, and its words stand alone.
    fn link(&self, address: &str) -> Option<String>;
}

/// A report as HTML.
#[derive(Debug, Default)]
pub struct Body {
    /// The HTML of the whole text, without the page around it.
    pub html: String,
    /// Its sections, each with its words; the first is what stands above all headings.
    pub sections: Vec<Section>,
}

/// Markdown as HTML at a place.
pub fn body(markdown: &str, place: &impl Place) -> Body {
    let events: Vec<Event> = events(markdown).collect();
    let mut writer = Writer { place, shown: Vec::with_capacity(events.len()), ids: BTreeSet::new(), linked: true };
    let mut at = 0;
    while at < events.len() {
        at += writer.write(&events[at..]);
    }
    let mut html = String::new();
    pulldown_cmark::html::push_html(&mut html, writer.shown.iter().cloned());
    Body { html: unbroken(&with_marks(&with_scrolling_tables(&html))), sections: sections(&writer.shown) }
}

/// The mark of a claim stands in an element of its own, so that pages may color it.
fn with_marks(html: &str) -> String {
    MARKS.iter().zip(["held", "failed", "open"]).fold(html.to_owned(), |html, (mark, class)| {
        html.replace(&format!("<li>{mark} "), &format!("<li class=\"mark {class}\"><span>{mark}</span> "))
    })
}

/// `<` in words is escaped, so `<table>` is always a tag. Classes say how a cell is aligned: a style attribute is what
/// the pages' security policies forbid.
fn with_scrolling_tables(html: &str) -> String {
    let html = html.replace("<table>", "<div class=\"table\" tabindex=\"0\"><table>");
    let html = OPTIONAL.iter().fold(html.replace("</table>", "</table></div>"), |html, end| html.replace(end, ""));
    let aligned = ["left", "center", "right"].iter().fold(html, |html, side| {
        let aligned = |cell: &str| (format!("<{cell} style=\"text-align: {side}\">"), format!("<{cell} class={side}>"));
        let [(th, th_class), (td, td_class)] = ["th", "td"].map(aligned);
        html.replace(&th, &th_class).replace(&td, &td_class)
    });
    // Nothing stands in an empty cell that could be aligned.
    aligned.replace("<td class=right><td", "<td><td")
}

/// What HTML lets an author leave out: a worked example has some thousand cells, and a page is to be small.
const OPTIONAL: [&str; 5] = ["</td>", "</th>", "</tr>", "</thead>", "</tbody>"];

/// Adapts the events of a report to their place, one element after the other.
struct Writer<'a, 'p, P> {
    place: &'p P,
    shown: Vec<Event<'a>>,
    ids: BTreeSet<String>,
    /// Whether the link that is open leads anywhere.
    linked: bool,
}

impl<'a, P: Place> Writer<'a, '_, P> {
    /// Writes what begins with the first event; returns the number of its events.
    fn write(&mut self, events: &[Event<'a>]) -> usize {
        match &events[0] {
            Event::Start(Tag::Paragraph) if picture(&events[1..]).is_some() => self.figure(events),
            event if Fold::of(event) == Some(Fold::Begins(None)) => self.fold(events),
            event => {
                let adapted = self.adapted(event, &events[1..]);
                self.shown.extend(adapted);
                1
            }
        }
    }

    /// Turns a paragraph with a picture, and the caption after it, into one `<figure>`.
    fn figure(&mut self, events: &[Event<'a>]) -> usize {
        let end = |from: usize| {
            let length = events[from..].iter().position(|event| *event == Event::End(TagEnd::Paragraph));
            length.map_or(events.len(), |length| from + length + 1)
        };
        let picture_end = end(0);
        let alt: String = events[..picture_end].iter().map(words).collect();
        let picture = self.place.picture(picture(&events[1..]).unwrap_or_default(), &alt);
        self.shown.push(html(format!("<figure>\n<div class=\"card\">{picture}</div>\n<figcaption>")));
        let caption = matches!(events.get(picture_end), Some(Event::Start(Tag::Paragraph)));
        let caption_end = if caption { end(picture_end) } else { picture_end };
        let inner = if caption { &events[picture_end + 1..caption_end - 1] } else { &[] };
        for event in inner {
            let adapted = self.adapted(event, &[]);
            self.shown.extend(adapted);
        }
        self.shown.push(html("</figcaption>\n</figure>\n".to_owned()));
        caption_end
    }

    /// The beginning of what is folded. A section of the report has an id, the answer to an exercise belongs to it.
    fn fold(&mut self, events: &[Event<'a>]) -> usize {
        let heading = match events.get(1).and_then(Fold::of) {
            Some(Fold::Headed(heading)) if heading != ANSWER => Some(slug(heading)),
            _ => None,
        };
        let begins = match heading {
            Some(slug) => html(Fold::opening_line(&escaped(&self.unique(self.place.id(&slug))))),
            None => events[0].clone(),
        };
        self.shown.push(begins);
        1
    }

    /// An event as this place shows it, if it does. A picture within a line is told in its words.
    fn adapted(&mut self, event: &Event<'a>, after: &[Event<'a>]) -> Option<Event<'a>> {
        match event {
            Event::Start(Tag::Heading { level, .. }) => Some(self.heading(*level, after)),
            Event::End(TagEnd::Heading(level)) => Some(Event::End(TagEnd::Heading(self.place.level(*level)))),
            Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => None,
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                let address = self.place.link(dest_url);
                self.linked = address.is_some();
                let (link_type, title, id) = (*link_type, title.clone(), id.clone());
                address.map(|to| Event::Start(Tag::Link { link_type, dest_url: CowStr::from(to), title, id }))
            }
            Event::End(TagEnd::Link) => self.linked.then_some(Event::End(TagEnd::Link)),
            other => Some(other.clone()),
        }
    }

    /// The start of a heading whose words are the first of these events.
    fn heading(&mut self, level: HeadingLevel, after: &[Event<'a>]) -> Event<'a> {
        let inner = after.iter().take_while(|event| !matches!(event, Event::End(TagEnd::Heading(_))));
        let slug = slug(&inner.map(words).collect::<String>());
        let id = (level != HeadingLevel::H1).then(|| CowStr::from(self.unique(self.place.id(&slug))));
        Event::Start(Tag::Heading { level: self.place.level(level), id, classes: Vec::new(), attrs: Vec::new() })
    }

    /// An id that no heading has so far.
    fn unique(&mut self, id: String) -> String {
        let id = if id.is_empty() { "section".to_owned() } else { id };
        let mut ids = iter::once(id.clone()).chain((2..).map(|number| format!("{id}-{number}")));
        ids.find(|id| self.ids.insert(id.clone())).expect("there is always a further number")
    }
}

/// The path of the picture with which these events begin.
fn picture<'a>(events: &'a [Event]) -> Option<&'a str> {
    match events.first() {
        Some(Event::Start(Tag::Image { dest_url, .. })) => Some(dest_url),
        _ => None,
    }
}

fn html<'a>(text: String) -> Event<'a> {
    Event::Html(CowStr::from(text))
}
