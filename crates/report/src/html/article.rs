//! One report on the page of all: its Markdown with headings one level lower, and figures inside the page.

use pulldown_cmark::HeadingLevel;

use super::PageReport;
use super::body::{Place, body};
use crate::markdown::{percent, percent_encoded};
use crate::xml::escaped;

/// The report as an `<article>` whose id is the name of the experiment.
pub fn article(page: &PageReport) -> String {
    format!("<article id=\"{}\">\n{}</article>\n", percent(&page.name), body(&page.markdown, page).html)
}

impl Place for PageReport {
    fn level(&self, level: HeadingLevel) -> HeadingLevel {
        match level {
            HeadingLevel::H1 => HeadingLevel::H2,
            HeadingLevel::H2 => HeadingLevel::H3,
            HeadingLevel::H3 => HeadingLevel::H4,
            HeadingLevel::H4 => HeadingLevel::H5,
            HeadingLevel::H5 | HeadingLevel::H6 => HeadingLevel::H6,
        }
    }

    fn id(&self, slug: &str) -> String {
        format!("{}-{slug}", percent(&self.name))
    }

    fn picture(&self, path: &str, alt: &str) -> String {
        let stem = path.trim_start_matches("figures/").trim_end_matches(".svg");
        drawing(self.figures.iter().find(|(known, _)| known == stem).map(|(_, svg)| svg.as_str()), alt)
    }

    /// The folders of the reports lie beside the page, and so does what is beside the folders.
    fn link(&self, address: &str) -> Option<String> {
        Some(match address.strip_prefix("../") {
            Some(beside) => beside.to_owned(),
            None if address.starts_with("figures/") => format!("{}/{address}", percent(&self.name)),
            None => address.to_owned(),
        })
    }
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
