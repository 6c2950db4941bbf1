//! The report of one experiment: question, what to answer before looking, answer, the figure that shows it, the idea
//! and why the result is so, results, further figures, exercises, and folded at the end the setup, the agreement of the
//! engines, and how to repeat it.
//!
//! A pure function of the config and the records: no clock, no host, and no path except that of the config as it was
//! typed. Each section has its own file; this one puts them in order. A report states nothing that its numbers do not
//! show.

mod agreement;
mod claimed;
mod classes;
mod details;
mod doctor;
mod lesson;
mod results;
mod setup;
mod side_by_side;
mod summary;
mod targets;

use std::ops::Range;

use experiment::Experiment;
use experiment::record::Record;
use experiment::spec::Lesson;

pub use claimed::MARKS;
pub use summary::answer;

use crate::arms::trained;
use crate::claims::{ClaimOutcome, ClaimVerdict, Judgeable, verdicts};
use crate::figures::{self, CaptionedFigure};
use crate::findings;
use crate::markdown::{code, escaped_line, fenced, fold, image};
use crate::{animate, convert, csv, draw};

/// The files of a report.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// The name of the experiment: the file name of its config without the ending.
    pub name: String,
    /// The content of `report.md`.
    pub markdown: String,
    /// The files of `figures/`, in the order of their numbers.
    pub figures: Vec<RenderedFigure>,
    /// The claims that the runs do not bear out, each with its numbers.
    pub failed: Vec<String>,
}

/// A figure with the content of its files.
#[derive(Debug, Clone, PartialEq)]
pub struct RenderedFigure {
    /// The file name without its ending, unique in the report.
    pub stem: String,
    /// The SVG with its text as outlines; an animation moves.
    pub svg: String,
    /// The SVG of the last frame with its text as text, for the conversion to PDF and PNG.
    pub source: String,
    /// The numbers that the figure was drawn from, as CSV.
    pub csv: String,
    /// The sentences below it, in Markdown.
    pub caption: String,
    /// The alternative text: what it shows, in one sentence.
    pub alt: String,
}

/// The report of an experiment.
///
/// `name` is the file name of the config without its ending, `config_path` its path as it was typed, and `records` are
/// all its runs, arm after arm.
pub fn experiment_report(
    experiment: &Experiment,
    name: &str,
    config_path: &str,
    records: &[Record],
    judgeable: Judgeable,
) -> Report {
    let (figures, missing) = figures::figures(experiment, records);
    let figures = rendered_all(figures);
    let verdicts = verdicts(experiment, records, judgeable);
    let leading = if trained(records) && !figures.is_empty() { 1 } else { 0 };
    let engines = figures.iter().position(|figure| figure.stem == AGREEMENT).unwrap_or(figures.len());
    let (short, compared) = match verdicts.is_empty() {
        true => (format!("**In short.** {}", answer(records)), String::new()),
        false => (claimed::section(&verdicts), summary::beside_claims(records)),
    };
    let mut text = opening(experiment) + &format!("{short}\n\n{}", pictures(&figures, 0..leading));
    let lesson = experiment.lesson.as_ref();
    explain(&mut text, lesson);
    section(&mut text, "Results", &format!("{}\n\n{compared}", results::section(records).trim_end()));
    let seen = findings::seen(records);
    let add = if seen.len() > SHORT { folded } else { section };
    add(&mut text, "What the doctor sees", &doctor::section(&seen));
    section(&mut text, "Further figures", &[pictures(&figures, leading..engines), missing.join(" ")].join("\n"));
    section(&mut text, "Classes", &classes::section(records));
    section(&mut text, "Targets", &targets::section(records));
    section(&mut text, "Exercises", &lesson::exercises(lesson));
    closing(&mut text, records, &pictures(&figures, engines..figures.len()), config_path);
    Report { name: name.to_owned(), markdown: text.trim_end().to_owned() + "\n", figures, failed: failed(&verdicts) }
}

/// More findings than these are folded.
const SHORT: usize = 4;

/// The report of a worked example: in the place of results its board, Markdown below the title, and what became of the
/// printed numbers, in a sentence. What every other report begins with stands behind it.
pub fn worked_report(
    experiment: &Experiment,
    name: &str,
    config_path: &str,
    records: &[Record],
    (in_short, board): (&str, &str),
) -> Report {
    let (figures, missing) = figures::requested(experiment, records);
    let figures = rendered_all(figures);
    let lesson = experiment.lesson.as_ref();
    let mut text = opening(experiment) + &format!("**In short.** {}{in_short}\n\n", lesson::answer(lesson));
    explain(&mut text, lesson);
    text.push_str(&format!("{}\n\n", board.trim()));
    section(&mut text, "The arms side by side", &side_by_side::section(records));
    section(&mut text, "Figures", &[pictures(&figures, 0..figures.len()), missing.join(" ")].join("\n"));
    section(&mut text, "Exercises", &lesson::exercises(lesson));
    closing(&mut text, records, "", config_path);
    Report { name: name.to_owned(), markdown: text.trim_end().to_owned() + "\n", figures, failed: Vec::new() }
}

/// Title, question, and what to answer before looking.
fn opening(experiment: &Experiment) -> String {
    let question = experiment.question.as_ref().map(|question| format!("> {}\n\n", escaped_line(question)));
    let before = lesson::before(experiment.lesson.as_ref());
    format!("# {}\n\n{}{before}", escaped_line(&experiment.title), question.unwrap_or_default())
}

/// The idea, the reason, and where the lectures treat it.
fn explain(text: &mut String, lesson: Option<&Lesson>) {
    lesson::explained(lesson).iter().for_each(|(heading, words)| section(text, heading, words));
    let lectures = lesson::lectures(lesson);
    if !lectures.is_empty() {
        text.push_str(&format!("{lectures}\n\n"));
    }
}

/// What every report ends with: setup, agreement with its pictures, and how to repeat it.
fn closing(text: &mut String, records: &[Record], pictures: &str, config_path: &str) {
    folded(text, "Setup", &setup::section(records));
    let engines = [agreement::section(records).trim_end(), pictures].join("\n\n");
    match agreement::is_broken(records) {
        true => section(text, "The engines disagree", &engines),
        false => folded(text, &agreement::in_one_line(records), &engines),
    }
    folded(text, AGAIN, &commands(config_path));
}

/// The claims that the runs do not bear out, each with its numbers.
fn failed(verdicts: &[ClaimVerdict]) -> Vec<String> {
    let failed = verdicts.iter().filter(|verdict| verdict.standing == ClaimOutcome::Failed);
    failed.map(|verdict| format!("{}. {}", verdict.claim.says.trim(), verdict.numbers)).collect()
}

fn rendered_all(figures: Vec<CaptionedFigure>) -> Vec<RenderedFigure> {
    let mut figures: Vec<RenderedFigure> = figures.into_iter().map(rendered).collect();
    make_stems_unique(&mut figures);
    figures
}

/// Adds a section, unless it is empty.
fn section(text: &mut String, heading: &str, content: &str) {
    if !content.trim().is_empty() {
        text.push_str(&format!("## {heading}\n\n{}\n\n", content.trim()));
    }
}

/// Adds a section that opens on a click, unless it is empty.
fn folded(text: &mut String, summary: &str, content: &str) {
    if !content.trim().is_empty() {
        text.push_str(&fold(summary, content));
    }
}

fn rendered(captioned: CaptionedFigure) -> RenderedFigure {
    let figure = captioned.last();
    let source = draw::svg(figure);
    let svg = match captioned.frames.len() {
        1 => convert::outlined(&source, &figure.caption),
        _ => animate::animated(&captioned.frames, animate::FrameTiming::default()),
    };
    let svg = svg.expect("this crate draws valid SVG");
    let [svg, source] = [svg, source].map(|svg| match captioned.width {
        Some(width) => convert::resized(&svg, f64::from(width)),
        None => svg,
    });
    RenderedFigure {
        stem: figure.id.clone(),
        svg,
        csv: captioned.csv.clone().unwrap_or_else(|| csv::csv(figure)),
        alt: figure.caption.clone(),
        caption: captioned.caption.clone(),
        source,
    }
}

/// Numbers the stems of several figures of one kind, so that each has its own files.
fn make_stems_unique(figures: &mut [RenderedFigure]) {
    for index in 1..figures.len() {
        let (before, rest) = figures.split_at_mut(index);
        let stem = rest[0].stem.clone();
        let free = |stem: &String| before.iter().all(|figure| figure.stem != *stem);
        let mut names = std::iter::once(stem.clone()).chain((2..).map(|number| format!("{stem}-{number}")));
        rest[0].stem = names.find(free).expect("there is always a further number");
    }
}

/// The pictures of a range of the figures, each with its number in the report.
fn pictures(figures: &[RenderedFigure], range: Range<usize>) -> String {
    let picture = |index: usize| {
        let RenderedFigure { stem, caption, alt, .. } = &figures[index];
        let image = image(alt, &format!("figures/{stem}.svg"));
        format!("{image}\n\n**Figure {}.** {caption} ([numbers as CSV](figures/{stem}.csv))\n", index + 1)
    };
    range.map(picture).map(|picture| picture + "\n").collect()
}

/// The stem of the figure of the agreement, which stands last.
const AGREEMENT: &str = "agreement";

/// The heading of the section that names the config.
const AGAIN: &str = "Run it again";
const RUN: &str = "longhand run ";
/// How earlier versions wrote it.
const RUN_IN_CHECKOUT: &str = "cargo xtask run ";

/// The config that a report names; none if the text is no report of Longhand.
pub fn named_config(markdown: &str) -> Option<String> {
    let arguments = named_arguments(markdown)?;
    let config = arguments.split(" --set ").next().unwrap_or(arguments);
    // A path that a shell would read otherwise stands in quotes.
    let quoted = config.strip_prefix('\'').and_then(|config| config.strip_suffix('\''));
    Some(quoted.map_or_else(|| config.to_owned(), |config| config.replace("'\\''", "'")))
}

/// The arguments with which a report says that it is made again: its config, and the keys that were set beside it.
pub fn named_arguments(markdown: &str) -> Option<&str> {
    // A section of earlier versions, or one that is folded.
    let headings = [format!("\n## {AGAIN}\n\n```"), format!("\n<summary>{AGAIN}</summary>\n\n```")];
    let (_, section) = headings.iter().find_map(|heading| markdown.rsplit_once(heading.as_str()))?;
    let (_, command) = section.split_once('\n')?;
    command.strip_prefix(RUN).or_else(|| command.strip_prefix(RUN_IN_CHECKOUT))?.lines().next()
}

fn commands(config_path: &str) -> String {
    format!(
        "{}\n\n\
         trains every run that is missing and writes this page. The numbers of each run are then in `runs/<run id>/`, \
         which is not committed: `run.toml` (the whole config with its defaults, the outcome, the final metrics), \
         `metrics.csv`, `agreement.csv`, `parameters.csv`, `predictions.csv`. To redraw this page without training: \
         {}.",
        fenced("sh", &format!("{RUN}{config_path}")),
        code(&format!("longhand report {config_path}"))
    )
}
