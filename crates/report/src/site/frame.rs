//! The frame of every page: head, bar, the course beside the text, the way to the page before and after, the foot.

use super::map::{Map, Section, root};
use super::pages::Page;
use crate::html::safe::inline;
use crate::markdown::percent;
use crate::xml::escaped;

/// Files of the site and nothing else: no inline script or style, no other host.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; \
                      form-action 'none'";

/// The path of the start page.
const START: &str = "index.html";

/// What stands in the head of a page, and where the page is.
pub struct Head<'a> {
    /// The path of the page from the folder of the site.
    pub path: &'a str,
    /// Its title, as words.
    pub title: &'a str,
    /// What it is about, as words.
    pub about: &'a str,
}

/// The whole document around the content of the body below the bar.
pub fn document(map: &Map, head: &Head, content: &str) -> String {
    let (root, about) = (root(head.path), escaped(head.about));
    let about = if about.is_empty() { about } else { format!("<meta name=\"description\" content=\"{about}\">\n") };
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{}</title>\n{about}\
         <link rel=\"icon\" href=\"{root}assets/icon.svg\">\n<link rel=\"stylesheet\" href=\"{root}assets/site.css\">\n\
         <script src=\"{root}assets/search.js\" defer></script>\n<script src=\"{root}assets/site.js\" defer></script>\n\
         </head>\n<body data-root=\"{root}\">\n<a class=\"skip\" href=\"#text\">Skip to the text</a>\n{}{content}\
         </body>\n</html>\n",
        escaped(head.title),
        bar(map, head.path, &root),
    )
}

/// A page with its number among all pages.
pub fn framed(map: &Map, pages: &[Page], number: usize) -> String {
    let page = &pages[number];
    let title = format!("{} · Longhand", page.title);
    let (before, after) = (number.checked_sub(1).map(|before| &pages[before]), pages.get(number + 1));
    let content = format!(
        "<div class=\"with-course\">\n{}<main id=\"text\">\n{}{}<article>\n{}</article>\n{}</main>\n</div>\n",
        course(map, page),
        turn(page, before, after, "Before and after, above"),
        page.above,
        page.body.html,
        turn(page, before, after, "Before and after"),
    );
    document(map, &Head { path: &page.path, title: &title, about: &page.about }, &content)
}

/// The name of the site, its parts, and the search, which needs its script and shows itself then.
fn bar(map: &Map, path: &str, root: &str) -> String {
    let contents = if path == START { "" } else { "<a class=\"to-contents\" href=\"#course-pages\">Contents</a>\n" };
    let playground = if map.playground { "<a href=\"ROOTplayground/index.html\">Playground</a>\n" } else { "" };
    format!(
        "<header class=\"bar\">\n<a class=\"brand\" href=\"ROOTindex.html\">Longhand</a>\n<nav aria-label=\"Site\">\n\
         <a class=\"to-course\" href=\"ROOTindex.html#course\">Course</a>\n{contents}{playground}</nav>\n\
         <search hidden><input type=\"search\" id=\"search\" placeholder=\"Search\" aria-label=\"Search everything\" \
         role=\"combobox\" aria-expanded=\"false\" aria-controls=\"found\" aria-autocomplete=\"list\" \
         autocomplete=\"off\" spellcheck=\"false\">\
         <div id=\"found\" role=\"listbox\" aria-label=\"Found\" hidden></div></search>\n</header>\n"
    )
    .replace("ROOT", root)
}

/// The course as a list of its sections, that of the page open, with the headings of the page below its title.
fn course(map: &Map, page: &Page) -> String {
    let sections: String = map.sections.iter().map(|section| of_section(section, page)).collect();
    let others = map.others.iter().map(|other| (format!("{}.html", other.name), title_of(&other.markdown)));
    let others: String = others.map(|(path, title)| item(page, &path, &title)).collect();
    let others = if others.is_empty() { others } else { format!("<ul class=\"others\">\n{others}</ul>\n") };
    format!("<nav class=\"course\" id=\"course-pages\" aria-label=\"Course\">\n{sections}{others}</nav>\n")
}

fn of_section(section: &Section, page: &Page) -> String {
    let open = if section.stops.iter().any(|stop| stop.path() == page.path) { " open" } else { "" };
    let items: String = section.stops.iter().map(|stop| item(page, &stop.path(), &inline(&stop.entry.title))).collect();
    let heading = escaped(&section.heading);
    format!("<details{open}>\n<summary>{heading}</summary>\n<ul>\n{items}</ul>\n</details>\n")
}

/// A page in the list; `title` is HTML.
fn item(page: &Page, path: &str, title: &str) -> String {
    if page.path != path {
        return format!("<li><a href=\"{}{}\">{title}</a></li>\n", root(&page.path), percent(path));
    }
    let headings = page.body.sections.iter().filter(|section| section.level == 2);
    let headings = headings
        .map(|section| format!("<li><a href=\"#{}\">{}</a></li>\n", escaped(&section.id), escaped(&section.heading)));
    let headings: String = headings.collect();
    let headings = if headings.is_empty() { headings } else { format!("<ul>\n{headings}</ul>") };
    format!("<li><a href=\"#text\" aria-current=\"page\">{title}</a>{headings}</li>\n")
}

/// The first title of a text in Markdown, as HTML.
fn title_of(markdown: &str) -> String {
    markdown.lines().find_map(|line| line.strip_prefix("# ")).map(inline).unwrap_or_default()
}

/// The way to the pages before and after.
fn turn(page: &Page, before: Option<&Page>, after: Option<&Page>, label: &str) -> String {
    let link = |other: &Page, rel: &str, words: &str| {
        let address = format!("{}{}", root(&page.path), percent(&other.path));
        format!("<a rel=\"{rel}\" href=\"{address}\"><small>{words}</small>{}</a>\n", escaped(&other.title))
    };
    let before = before.map(|other| link(other, "prev", "← Before")).unwrap_or_default();
    let after = after.map(|other| link(other, "next", "Next →")).unwrap_or_default();
    format!("<nav class=\"turn\" aria-label=\"{label}\">\n{before}{after}</nav>\n")
}
