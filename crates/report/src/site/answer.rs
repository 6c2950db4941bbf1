//! The answer of a lesson that asks something "before you look": folded below a heading of its own, so that one can
//! look at the page without seeing it, and the search and a link can lead to it.

use crate::document::{ANSWERED, ASKED, MARKS};

/// The heading as Markdown, and as it is in HTML.
const HEADING: &str = "## The answer\n\n";
const HEADED: &str = "<h2 id=\"the-answer\">The answer</h2>\n";

/// What the answer stands between in a report, where it is folded.
const FOLD: [&str; 2] = ["\n<details>\n<summary>The answer</summary>\n\n", "\n\n</details>\n\n"];

/// The Markdown with a heading above its answer, if it asks something before.
pub fn headed(markdown: &str) -> String {
    let Some(asked) = markdown.find(ASKED) else { return markdown.to_owned() };
    let folded = markdown[asked..].split_once(FOLD[0]).and_then(|(asks, rest)| Some((asks, rest.split_once(FOLD[1])?)));
    if let Some((asks, (answer, after))) = folded {
        return format!("{}{asks}\n{HEADING}{answer}\n\n{after}", &markdown[..asked]);
    }
    let open = answer(&markdown[asked..]).map(|answer| asked + answer);
    open.map_or_else(|| markdown.to_owned(), |at| format!("{}{HEADING}{}", &markdown[..at], &markdown[at..]))
}

/// Where an answer that is not folded, as one that fails, begins: in short, or with the first claim.
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
