//! The page of all subjects as Markdown, with links to report, figure, source and check.

use super::{Check, State, Topic, all};
use crate::formulas;

/// The line by which the page is known as ours.
pub const FIRST_LINE: &str = "# What the lectures treat, and where it is";

/// The whole page.
pub fn page() -> String {
    let mut text = format!("{FIRST_LINE}\n\n{}\n", introduction());
    for lecture in 0..=4 {
        text.push_str(&format!("\n## Lecture {lecture:03}\n\n{}", table(lecture)));
    }
    text
}

fn introduction() -> String {
    let all = all();
    let count = |is: fn(&State) -> bool| all.iter().filter(|topic| is(&topic.state)).count();
    format!(
        "Five lectures treat {} subjects, cited by the lines of their texts, which are no part of this repository. \
         {} are covered: there is a report or a page about them, the place where they are computed, and a claim, a \
         printed number, a formula or a test that checks them. {} are background, which holds nothing to compute, \
         and {} are not offered; each says why. Configs cite a subject by the name in the first column. Claims and \
         numbers are judged by running their config, formulas by `cargo test -p lectures`, tests by `cargo test \
         --workspace`.",
        all.len(),
        count(|state| matches!(state, State::Covered { .. })),
        count(|state| matches!(state, State::Background(_))),
        count(|state| matches!(state, State::NotOffered(_))),
    )
}

fn table(lecture: u8) -> String {
    let rows = all().into_iter().filter(|topic| topic.lecture == lecture).map(row);
    "| | lines | subject | shown in | computed in | checked by |\n|---|---|---|---|---|---|\n".to_string()
        + &rows.collect::<String>()
}

fn row(topic: &Topic) -> String {
    let Topic { id, lines, about, .. } = topic;
    let cells = match topic.state {
        State::Covered { reports, sources, checks } => [
            list(reports, |report| self::report(report)),
            list(sources, |source| place(source)),
            list(checks, |check| link(check, topic.lecture)),
        ],
        State::Background(why) => [format!("*background*: {why}"), "–".into(), "–".into()],
        State::NotOffered(why) => [format!("*not offered*: {why}"), "–".into(), "–".into()],
    };
    let row = id.to_lowercase();
    format!("| <a id=\"{row}\"></a>{id} | {lines} | {} | {} |\n", about.replace('|', "\\|"), cells.join(" | "))
}

fn list<T>(of: &[T], link: impl Fn(&T) -> String) -> String {
    if of.is_empty() { "–".into() } else { of.iter().map(link).collect::<Vec<_>>().join(", ") }
}

/// A report, and its figure if one is named.
fn report(at: &str) -> String {
    match at.split_once('/') {
        Some((config, figure)) => {
            format!("[{config}]({config}/report.md) ([figure]({config}/figures/{figure}.svg))")
        }
        None => format!("[{at}]({at}/report.md)"),
    }
}

/// `FILE#ITEM` as a link to the file that shows the item.
fn place(at: &str) -> String {
    let (file, item) = at.split_once('#').expect("a test looks every place up");
    format!("[`{item}`](../{file})")
}

fn link(check: &Check, lecture: u8) -> String {
    match check {
        Check::Claim(config) => format!("claim of [{config}]({config}/report.md)"),
        Check::Number(config, line) => format!("[l.{line}]({config}/report.md)"),
        Check::Formula(function) => {
            let (_, file) = formulas::judged_by(function, lecture).expect("a test looks every function up");
            format!("formula [`{function}`](../{file})")
        }
        Check::Test(at) => format!("test {}", place(at)),
    }
}
