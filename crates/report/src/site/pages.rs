//! The pages of reports and of what stands beside them: their words as HTML, with links that lead within the site.

use pulldown_cmark::HeadingLevel;

use super::map::{Map, Section, Stop};
use super::{Lesson, answer, playground, thumbnail};
use crate::html::body::{Body, Place, body};
use crate::html::safe::plain;
use crate::html::sections::slug;
use crate::markdown::percent;
use crate::results_csv;
use crate::xml::escaped;

/// A page before its frame.
pub struct Page {
    /// Its path from the folder of the site.
    pub path: String,
    /// Its title, as words.
    pub title: String,
    /// What it asks or is about, as words.
    pub about: String,
    /// What it is.
    pub kind: Kind,
    /// What it is about by its usual name, where the title says it otherwise: of the doctor's lessons the finding.
    pub subject: String,
    /// What stands above the text, as HTML.
    pub above: String,
    /// Its text.
    pub body: Body,
}

/// What a page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Lesson,
    Worked,
    Beside,
}

impl Kind {
    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Kind::Lesson => "lesson",
            Kind::Worked => "worked example",
            Kind::Beside => "beside the course",
        }
    }
}

/// All pages in the order in which one turns them: the course, then what stands beside it.
pub fn pages(map: &Map) -> Vec<Page> {
    let lessons = map
        .sections
        .iter()
        .flat_map(|section| section.stops.iter().enumerate().map(|(number, stop)| lesson(map, section, number, stop)));
    let others = map.others.iter().map(|other| {
        let path = format!("{}.html", other.name);
        let title = other.markdown.lines().find_map(|line| line.strip_prefix("# ")).map(plain).unwrap_or_default();
        let body = body(&other.markdown, &At { map, path: &path, lesson: None });
        let none = String::new;
        Page { path, title, about: none(), kind: Kind::Beside, subject: none(), above: none(), body }
    });
    lessons.chain(others).collect()
}

fn lesson(map: &Map, section: &Section, number: usize, stop: &Stop) -> Page {
    let path = stop.path();
    let at = At { map, path: &path, lesson: Some(stop.lesson) };
    let place = format!(
        "<p class=\"place\"><a href=\"../index.html#{}\">{}</a> · {} of {}</p>",
        slug(&section.heading),
        escaped(&section.heading),
        number + 1,
        section.stops.len()
    );
    let mut body = body(&answer::headed(&stop.lesson.page.markdown), &at);
    body.html = answer::folded(&body.html);
    Page {
        title: stop.title(),
        about: stop.entry.question.as_deref().map(plain).unwrap_or_default(),
        kind: if stop.entry.topic() == "worked" { Kind::Worked } else { Kind::Lesson },
        subject: if stop.entry.topic() == "doctor" { finding(&stop.lesson.page.markdown) } else { String::new() },
        above: format!("<div class=\"above\">{place}{}</div>\n", tools(map, stop.lesson)),
        body,
        path,
    }
}

/// The first finding of the doctor's section, by its title.
fn finding(markdown: &str) -> String {
    let section = markdown.split_once("\n## What the doctor sees\n").map(|(_, section)| section).unwrap_or_default();
    let title = section.split_once("**").and_then(|(_, rest)| rest.split_once(".**"));
    title.map(|(title, _)| plain(title)).unwrap_or_default()
}

/// What can be done with a report: open it in the playground, take its config and its results along.
fn tools(map: &Map, lesson: &Lesson) -> String {
    let name = &lesson.page.name;
    let link =
        |address: String, words: &str, class: &str| format!("<a{class} href=\"{}\">{words}</a>", escaped(&address));
    let playground = playground::config(lesson)
        .filter(|_| map.playground)
        .map(|_| link(format!("../{}", playground::address(name)), "Open in the playground", " class=\"button\""));
    let download = |file: &str, words| {
        let address = map.link(&format!("{name}/report.html"), &percent(file))?;
        Some(link(address, words, " download"))
    };
    let config = download(&format!("{name}.toml"), "Config");
    let results = download(results_csv::NAME, "Results as CSV");
    let all: Vec<String> = [playground, config, results].into_iter().flatten().collect();
    if all.is_empty() { String::new() } else { format!("<p class=\"tools\">{}</p>", all.join(" ")) }
}

/// Where the words of a page stand.
struct At<'a> {
    map: &'a Map<'a>,
    path: &'a str,
    lesson: Option<&'a Lesson>,
}

impl Place for At<'_> {
    fn level(&self, level: HeadingLevel) -> HeadingLevel {
        level
    }

    fn id(&self, slug: &str) -> String {
        slug.to_owned()
    }

    /// The width and the height keep its place on the page free until it is there.
    fn picture(&self, path: &str, alt: &str) -> String {
        let stem = path.trim_start_matches("figures/").trim_end_matches(".svg");
        let known = self.lesson.into_iter().flat_map(|lesson| &lesson.page.figures).find(|(known, _)| known == stem);
        match (known, self.link(path)) {
            (Some((_, svg)), Some(address)) => {
                let size =
                    thumbnail::size(svg).map(|(width, height)| format!(" width=\"{width}\" height=\"{height}\""));
                let (alt, size) = (escaped(alt), size.unwrap_or_default());
                format!("<a href=\"{address}\"><img src=\"{address}\" alt=\"{alt}\"{size} decoding=\"async\"></a>")
            }
            _ => format!("<p>{} (not drawn)</p>", escaped(alt)),
        }
    }

    fn link(&self, address: &str) -> Option<String> {
        self.map.link(self.path, address)
    }
}
