//! The answer of a lesson that asks something "before you look": folded below a heading of its own, so that one can
//! look at the page without seeing it, and the search and a link can lead to it.

use crate::document::{ANSWERED, ASKED, MARKS};

/// The heading as Markdown, and as it is in HTML.
const HEADING: &str = "## The answer\n\n";
const HEADED: &str = "<h2 id=\"the-answer\">The answer</h2>\n";

/// The Markdown with a heading above its answer, if it asks something before.
pub fn headed(markdown: &str) -> String {
    let asked = markdown.find(ASKED);
    let answer = asked.and_then(|asked| Some(asked + answer(&markdown[asked..])?));
    answer.map_or_else(|| markdown.to_owned(), |at| format!("{}{HEADING}{}", &markdown[..at], &markdown[at..]))
}

/// Where the answer begins: in short, or with the first claim.
fn answer(markdown: &str) -> Option<usize> {
    let claims = MARKS.iter().map(|mark| format!("\n- {mark} **"));
    let beginnings = claims.chain([format!("\n{ANSWERED}")]);
    beginnings.filter_map(|beginning| markdown.find(&beginning)).min().map(|at| at + 1)
}

/// The HTML with what stands below that heading folded, up to the next one.
pub fn folded(html: &str) -> String {
    let Some((before, rest)) = html.split_once(HEADED) else { return html.to_owned() };
    let (answer, after) = rest.split_at(rest.find("<h2").unwrap_or(rest.len()));
    let heading = HEADED.trim_end();
    format!("{before}<details class=\"answer\">\n<summary>{heading}</summary>\n{answer}</details>\n{after}")
}
