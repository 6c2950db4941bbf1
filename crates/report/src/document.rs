//! The report of one experiment: question, answer, setup, results, figures, agreement, and how to repeat it.
//!
//! A pure function of the config and the records: no clock, no host, no path but that of the config as it was typed.
//! Each section is a file; this one puts them in order. Leaves out any judgment that the numbers do not carry.

mod agreement;
mod classes;
mod details;
mod results;
mod setup;
mod summary;

use experiment::Experiment;
use experiment::record::Record;

pub(crate) use summary::repetition;

use crate::figures::{self, CaptionedFigure};
use crate::markdown::{code, image, line};
use crate::{animate, convert, csv, draw};

/// A report as it is written to disk.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// The name of the experiment: the file name of its config without the ending.
    pub name: String,
    /// The content of `report.md`.
    pub markdown: String,
    /// The files of `figures/`, in the order of their numbers.
    pub figures: Vec<Drawn>,
}

/// A drawn figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawn {
    /// The file name without its ending, unique in the report.
    pub stem: String,
    /// The figure with its words as paths; moving, if it is an animation.
    pub svg: String,
    /// The figure at rest with its words as text: what PDF and PNG are made of.
    pub source: String,
    /// The numbers it was drawn from.
    pub csv: String,
    /// What one sees, in Markdown.
    pub caption: String,
    /// What it shows, in a plain sentence.
    pub alt: String,
}

/// The report of an experiment.
///
/// `name` is the file name of the config without its ending, `config_path` the config as the command line named it,
/// `records` all its runs, arm after arm.
pub fn experiment_report(experiment: &Experiment, name: &str, config_path: &str, records: &[Record]) -> Report {
    let (plates, missing) = figures::figures(experiment, records);
    let mut figures: Vec<Drawn> = plates.into_iter().map(drawn).collect();
    number_equal_stems(&mut figures);
    let mut text = format!("# {}\n\n", line(&experiment.title));
    if let Some(question) = &experiment.question {
        text.push_str(&format!("> {}\n\n", line(question)));
    }
    text.push_str(&format!("**In short.** {}\n\n", summary::answer(records)));
    section(&mut text, "Setup", &setup::section(records));
    section(&mut text, "Results", &results::section(records));
    section(&mut text, "Figures", &[pictures(&figures), missing.join(" ")].join("\n"));
    section(&mut text, "Classes", &classes::section(records));
    section(&mut text, "Do the engines agree?", &agreement::section(records));
    section(&mut text, "Run it again", &again(config_path));
    Report { name: name.to_owned(), markdown: text.trim_end().to_owned() + "\n", figures }
}

/// A section without content has no heading either.
fn section(text: &mut String, heading: &str, content: &str) {
    if !content.is_empty() {
        text.push_str(&format!("## {heading}\n\n{}\n\n", content.trim_end()));
    }
}

fn drawn(plate: CaptionedFigure) -> Drawn {
    let figure = plate.last();
    let source = draw::svg(figure);
    let svg = match plate.frames.len() {
        1 => convert::outlined(&source, &figure.caption),
        _ => animate::animated(&plate.frames, animate::Timing::default()),
    };
    Drawn {
        stem: figure.id.clone(),
        svg: svg.expect("what this crate draws is SVG"),
        csv: plate.csv.clone().unwrap_or_else(|| csv::csv(figure)),
        alt: figure.caption.clone(),
        caption: plate.caption.clone(),
        source,
    }
}

/// Two figures of one kind, one at rest and one that moves, must not share their files.
fn number_equal_stems(figures: &mut [Drawn]) {
    for index in 1..figures.len() {
        let (before, rest) = figures.split_at_mut(index);
        let stem = rest[0].stem.clone();
        let free = |stem: &String| before.iter().all(|figure| figure.stem != *stem);
        let mut names = std::iter::once(stem.clone()).chain((2..).map(|number| format!("{stem}-{number}")));
        rest[0].stem = names.find(free).expect("numbers do not end");
    }
}

fn pictures(figures: &[Drawn]) -> String {
    let picture = |(index, figure): (usize, &Drawn)| {
        let Drawn { stem, caption, alt, .. } = figure;
        let image = image(alt, &format!("figures/{stem}.svg"));
        format!("{image}\n\n**Figure {}.** {caption} ([numbers as CSV](figures/{stem}.csv))\n", index + 1)
    };
    figures.iter().enumerate().map(picture).collect::<Vec<_>>().join("\n")
}

fn again(config_path: &str) -> String {
    format!(
        "```sh\ncargo xtask run {config_path}\n```\n\n\
         trains every run that is not there yet and writes this page. The numbers of each run then lie beside it in \
         `runs/<run id>/`, which is not committed: `run.toml` (the whole config with its defaults, the outcome, the \
         final metrics), `metrics.csv`, `agreement.csv`, `parameters.csv`, `predictions.csv`. To draw anew without \
         training: {}.",
        code(&format!("cargo xtask report {config_path}"))
    )
}
