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
mod pictures;
mod results;
mod run_again;
mod setup;
mod side_by_side;
mod summary;
mod targets;

use experiment::Experiment;
use experiment::record::Record;
use experiment::spec::Lesson;

pub use claimed::MARKS;
pub use pictures::RenderedFigure;
pub use run_again::{named_arguments, named_config};
pub use summary::answer;

use crate::arms::trained;
use crate::claims::{ClaimOutcome, ClaimVerdict, Judgeable, verdicts};
use crate::figures;
use crate::findings;
use crate::markdown::{escaped_line, fold};

/// What a lesson asks before anything is shown begins with this.
pub const ASKED: &str = "**Before you look.** ";
/// The summary of the answer that is folded below what a lesson asks.
pub const THE_ANSWER: &str = "The answer";
/// An answer that is not made of claims begins with this.
pub const ANSWERED: &str = "**In short.** ";
/// What the folded answer to an exercise is headed with.
pub const ANSWER: &str = "Answer";

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
    let figures = pictures::rendered(figures);
    let verdicts = verdicts(experiment, records, judgeable);
    let leading = if trained(records) && !figures.is_empty() { 1 } else { 0 };
    let engines = figures.iter().position(|figure| figure.stem == AGREEMENT).unwrap_or(figures.len());
    let (short, compared) = match verdicts.is_empty() {
        true => (format!("{ANSWERED}{}", answer(records)), String::new()),
        false => (claimed::section(&verdicts), summary::beside_claims(records)),
    };
    let (lesson, failed) = (experiment.lesson.as_ref(), failed(&verdicts));
    let shown = format!("{short}\n\n{}", pictures::shown(&figures, 0..leading));
    let mut text = opening(experiment) + &answered(lesson, &failed, &shown);
    explain(&mut text, lesson);
    section(&mut text, "Results", &format!("{}\n\n{compared}", results::section(records).trim_end()));
    let seen = findings::seen(records);
    let add = if seen.len() > SHORT { folded } else { section };
    add(&mut text, "What the doctor sees", &doctor::section(&seen));
    section(&mut text, "Further figures", &[pictures::shown(&figures, leading..engines), missing.join(" ")].join("\n"));
    section(&mut text, "Classes", &classes::section(records));
    section(&mut text, "Targets", &targets::section(records));
    section(&mut text, "Exercises", &lesson::exercises(lesson));
    closing(&mut text, records, &pictures::shown(&figures, engines..figures.len()), config_path);
    Report { name: name.to_owned(), markdown: text.trim_end().to_owned() + "\n", figures, failed }
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
    let figures = pictures::rendered(figures);
    let lesson = experiment.lesson.as_ref();
    let short = format!("{ANSWERED}{}{in_short}", lesson::answer(lesson));
    let mut text = opening(experiment) + &answered(lesson, &[], &short);
    explain(&mut text, lesson);
    text.push_str(&format!("{}\n\n", board.trim()));
    section(&mut text, "The arms side by side", &side_by_side::section(records));
    section(&mut text, "Figures", &[pictures::shown(&figures, 0..figures.len()), missing.join(" ")].join("\n"));
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

/// The answer with the figure that shows it, folded where a lesson asks something before; a claim that fails is not to
/// be missed.
fn answered(lesson: Option<&Lesson>, failed: &[String], shown: &str) -> String {
    let asks = lesson.is_some_and(|lesson| lesson.predict.is_some());
    if asks && failed.is_empty() { fold(THE_ANSWER, shown) } else { format!("{}\n\n", shown.trim()) }
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
    folded(text, run_again::HEADING, &run_again::commands(config_path));
}

/// The claims that the runs do not bear out, each with its numbers.
fn failed(verdicts: &[ClaimVerdict]) -> Vec<String> {
    let failed = verdicts.iter().filter(|verdict| verdict.outcome == ClaimOutcome::Failed);
    failed.map(|verdict| format!("{}. {}", verdict.claim.says.trim(), verdict.numbers)).collect()
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

/// The stem of the figure of the agreement, which stands last.
const AGREEMENT: &str = "agreement";
