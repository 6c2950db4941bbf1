//! What the site holds and in which order: where links lead, what comes before and after a page.

use std::collections::BTreeSet;

use super::{Course, Lesson, OTHERS, Other};
use crate::html::safe::plain;
use crate::index::{Entry, by_topic};
use crate::markdown::percent;

/// The site as its pages see it.
pub struct Map<'a> {
    /// The sections of the course in its order.
    pub sections: Vec<Section<'a>>,
    /// The pages beside the reports that there are, in their order.
    pub others: Vec<&'a Other>,
    /// Whether there is a playground.
    pub playground: bool,
    paths: BTreeSet<String>,
}

/// A section of the course.
pub struct Section<'a> {
    /// Its heading.
    pub heading: String,
    /// Its reports.
    pub stops: Vec<Stop<'a>>,
}

/// A report in its place in the course.
pub struct Stop<'a> {
    /// Its title, question and answer, in Markdown.
    pub entry: Entry,
    /// The report.
    pub lesson: &'a Lesson,
}

impl Stop<'_> {
    /// The path of its page.
    pub fn path(&self) -> String {
        format!("{}/report.html", self.entry.name)
    }

    /// Its title as words.
    pub fn title(&self) -> String {
        plain(&self.entry.title)
    }
}

impl<'a> Map<'a> {
    /// The map of a course. What is no report of Longhand has no place in it.
    pub fn of(course: &'a Course) -> Map<'a> {
        let read = |lesson: &Lesson| Entry::read(&lesson.page.name, &lesson.page.markdown);
        let entries: Vec<Entry> = course.lessons.iter().filter_map(read).collect();
        let stop = |entry: &Entry| {
            let lesson = course.lessons.iter().find(|lesson| lesson.page.name == entry.name)?;
            Some(Stop { entry: entry.clone(), lesson })
        };
        let topics = by_topic(&entries).into_iter();
        let section = |(heading, entries): (String, Vec<&Entry>)| {
            let stops = entries.into_iter().filter_map(stop).collect();
            Section { heading, stops }
        };
        let known = |name: &&str| course.others.iter().find(|other| other.name == **name);
        let others: Vec<&Other> = OTHERS.iter().filter_map(known).collect();
        let sections = topics.map(section).collect();
        Map { sections, paths: paths(course, &others), others, playground: course.playground }
    }

    /// All reports in the order of the course.
    pub fn stops(&self) -> impl Iterator<Item = &Stop<'a>> {
        self.sections.iter().flat_map(|section| &section.stops)
    }

    /// Where a link of the page at `path` leads: the same link for places of the web and on the page, for a report's
    /// Markdown its page, none for what is not on the site.
    pub fn link(&self, path: &str, address: &str) -> Option<String> {
        if address.starts_with('#') || address.contains("://") {
            return Some(address.to_owned());
        }
        let (file, place) = address.split_once('#').map_or((address, None), |(file, place)| (file, Some(place)));
        let target = page(&within(path, &decoded(file))?);
        let place = place.map(|place| format!("#{place}")).unwrap_or_default();
        self.paths.contains(&target).then(|| relative(path, &target) + &place)
    }
}

/// The way from a page to the folder of the site.
pub fn root(path: &str) -> String {
    "../".repeat(path.matches('/').count())
}

/// The address of a file on the page at `path`: short within one folder.
fn relative(path: &str, target: &str) -> String {
    let folder = path.rfind('/').map_or("", |end| &path[..=end]);
    match target.strip_prefix(folder) {
        Some(beside) => percent(beside),
        None => format!("{}{}", root(path), percent(target)),
    }
}

/// Everything that links may lead to.
fn paths(course: &Course, others: &[&Other]) -> BTreeSet<String> {
    let lesson = |lesson: &Lesson| {
        let files = super::lesson::linkable_paths(lesson);
        files.into_iter().chain([format!("{}/report.html", lesson.page.name)]).collect::<Vec<_>>()
    };
    let others = others.iter().map(|other| format!("{}.html", other.name));
    course.lessons.iter().flat_map(lesson).chain(others).chain(["index.html".to_owned()]).collect()
}

/// A relative address of the page at `path` as a path from the folder of the site; none if it leads out of it.
fn within(path: &str, address: &str) -> Option<String> {
    let mut parts: Vec<&str> = path.split('/').collect();
    parts.pop();
    for part in address.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The page of a Markdown file; other files are themselves.
fn page(path: &str) -> String {
    match path.strip_suffix(".md") {
        Some("README") => "index.html".to_owned(),
        Some(stem) => format!("{stem}.html"),
        None => path.to_owned(),
    }
}

/// A path whose bytes may be written as `%3C`; what is no such number stays as it is.
fn decoded(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let digits = after.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()).filter(|_| first == b'%') {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
