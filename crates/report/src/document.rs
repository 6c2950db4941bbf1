//! The report of one experiment: question, answer, setup, results, figures, agreement, and how to repeat it.
//!
//! A pure function of the config and the records: no clock, no host, and no path except that of the config as it was
//! typed. Each section has its own file; this one puts them in order. A report states nothing that its numbers do not
//! show.

mod agreement;
mod classes;
mod details;
mod results;
mod setup;
mod summary;
pub(crate) mod targets;

use experiment::Experiment;
use experiment::record::Record;

pub use summary::answer;

use crate::figures::{self, CaptionedFigure};
use crate::markdown::{code, escaped_line, fenced, image};
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
    /// Its numbers.
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
pub fn experiment_report(experiment: &Experiment, name: &str, config_path: &str, records: &[Record]) -> Report {
    let (figures, missing) = figures::figures(experiment, records);
    let mut figures: Vec<RenderedFigure> = figures.into_iter().map(rendered).collect();
    make_stems_unique(&mut figures);
    let mut text = format!("# {}\n\n", escaped_line(&experiment.title));
    if let Some(question) = &experiment.question {
        text.push_str(&format!("> {}\n\n", escaped_line(question)));
    }
    text.push_str(&format!("**In short.** {}\n\n", answer(records)));
    section(&mut text, "Setup", &setup::section(records));
    section(&mut text, "Results", &results::section(records));
    section(&mut text, "Figures", &[pictures(&figures), missing.join(" ")].join("\n"));
    section(&mut text, "Classes", &classes::section(records));
    section(&mut text, "Targets", &targets::section(records));
    section(&mut text, "Do the engines agree?", &agreement::section(records));
    section(&mut text, AGAIN, &commands(config_path));
    Report { name: name.to_owned(), markdown: text.trim_end().to_owned() + "\n", figures }
}

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
    let mut figures: Vec<RenderedFigure> = figures.into_iter().map(rendered).collect();
    make_stems_unique(&mut figures);
    let mut text = format!("# {}\n\n", escaped_line(&experiment.title));
    if let Some(question) = &experiment.question {
        text.push_str(&format!("> {}\n\n", escaped_line(question)));
    }
    text.push_str(&format!("**In short.** {in_short}\n\n{}\n\n", board.trim()));
    section(&mut text, "Figures", &[pictures(&figures), missing.join(" ")].join("\n"));
    section(&mut text, "Setup", &setup::section(records));
    section(&mut text, "Do the engines agree?", &agreement::section(records));
    section(&mut text, AGAIN, &commands(config_path));
    Report { name: name.to_owned(), markdown: text.trim_end().to_owned() + "\n", figures }
}

/// Adds a section, unless it is empty.
fn section(text: &mut String, heading: &str, content: &str) {
    if !content.is_empty() {
        text.push_str(&format!("## {heading}\n\n{}\n\n", content.trim_end()));
    }
}

fn rendered(captioned: CaptionedFigure) -> RenderedFigure {
    let figure = captioned.last();
    let source = draw::svg(figure);
    let svg = match captioned.frames.len() {
        1 => convert::outlined(&source, &figure.caption),
        _ => animate::animated(&captioned.frames, animate::Timing::default()),
    };
    RenderedFigure {
        stem: figure.id.clone(),
        svg: svg.expect("this crate draws valid SVG"),
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

fn pictures(figures: &[RenderedFigure]) -> String {
    let picture = |(index, figure): (usize, &RenderedFigure)| {
        let RenderedFigure { stem, caption, alt, .. } = figure;
        let image = image(alt, &format!("figures/{stem}.svg"));
        format!("{image}\n\n**Figure {}.** {caption} ([numbers as CSV](figures/{stem}.csv))\n", index + 1)
    };
    figures.iter().enumerate().map(picture).collect::<Vec<_>>().join("\n")
}

/// The heading of the section that names the config.
const AGAIN: &str = "Run it again";
const RUN: &str = "cargo xtask run ";

/// The config that a report names; none if the text is no report of Longhand.
pub fn named_config(markdown: &str) -> Option<String> {
    let (_, section) = markdown.rsplit_once(&format!("\n## {AGAIN}\n\n```"))?;
    let (_, command) = section.split_once('\n')?;
    let arguments = command.strip_prefix(RUN)?.lines().next()?;
    let config = arguments.split(" --set ").next().unwrap_or(arguments);
    // A path that a shell would read otherwise stands in quotes.
    let quoted = config.strip_prefix('\'').and_then(|config| config.strip_suffix('\''));
    Some(quoted.map_or_else(|| config.to_owned(), |config| config.replace("'\\''", "'")))
}

fn commands(config_path: &str) -> String {
    format!(
        "{}\n\n\
         trains every run that is missing and writes this page. The numbers of each run are then in `runs/<run id>/`, \
         which is not committed: `run.toml` (the whole config with its defaults, the outcome, the final metrics), \
         `metrics.csv`, `agreement.csv`, `parameters.csv`, `predictions.csv`. To redraw this page without training: \
         {}.",
        fenced("sh", &format!("{RUN}{config_path}")),
        code(&format!("cargo xtask report {config_path}"))
    )
}
