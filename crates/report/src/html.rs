//! All reports as one self-contained HTML page: no network, no script, no font, no second file.
//!
//! It holds the Markdown of every `report.md`, the figures, and a list of all experiments. Light and dark colors follow
//! the reader's system; figures always have a white background. In print every report begins on a new page, and the
//! list is left out. Links to CSV files lead to the folders beside the page.

mod article;
pub(crate) mod body;
mod cells;
mod fold;
mod formula;
pub(crate) mod safe;
pub(crate) mod sections;
mod unicode;

use crate::document::Report;
use crate::index::{Entry, by_topic};
use crate::markdown::percent;
use crate::words::capital;
use crate::xml::escaped;

/// A report that stands on the page, made from records or read from the files on disk.
#[derive(Debug, Clone, PartialEq)]
pub struct PageReport {
    /// The name of the experiment.
    pub name: String,
    /// The content of `report.md`.
    pub markdown: String,
    /// The file name without its ending, and the SVG, of each figure.
    pub figures: Vec<(String, String)>,
}

impl From<&Report> for PageReport {
    fn from(report: &Report) -> PageReport {
        let figures = report.figures.iter().map(|figure| (figure.stem.clone(), figure.svg.clone())).collect();
        PageReport { name: report.name.clone(), markdown: report.markdown.clone(), figures }
    }
}

/// The whole page, with the reports in the order of the course.
pub fn html(pages: &[PageReport]) -> String {
    let entries: Vec<Entry> = pages.iter().filter_map(|page| Entry::read(&page.name, &page.markdown)).collect();
    let topics = by_topic(&entries);
    let page = |entry: &&Entry| pages.iter().find(|page| page.name == entry.name);
    let shown = topics.iter().flat_map(|(_, entries)| entries.iter().filter_map(page));
    let articles: Vec<String> = shown.map(article::article).collect();
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>Longhand: reports</title>\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; \
         style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n\
         <link rel=\"icon\" href=\"data:,\">\n\
         <style>\n{}</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#reports\">Skip to the reports</a>\n\
         <header><h1>Longhand: reports</h1>\n<p>{}</p></header>\n{}\
         <main id=\"reports\">\n{}</main>\n</body>\n</html>\n",
        include_str!("html/style.css"),
        opening(articles.len()),
        navigation(&topics),
        articles.concat()
    )
}

fn opening(reports: usize) -> String {
    format!(
        "{}, each trained with a hand-written network and with the burn framework.",
        capital(&crate::words::count(reports, "experiment"))
    )
}

fn navigation(topics: &[(String, Vec<&Entry>)]) -> String {
    let mut text = "<nav aria-label=\"Experiments\">\n".to_owned();
    for (topic, entries) in topics {
        let items = entries.iter().map(|entry| {
            format!("<li><a href=\"#{}\">{}</a></li>\n", percent(&entry.name), safe::inline(&entry.title))
        });
        let items: String = items.collect();
        text.push_str(&format!("<h2>{}</h2>\n<ul>\n{items}</ul>\n", escaped(topic)));
    }
    text + "</nav>\n"
}
