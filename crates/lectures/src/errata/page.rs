//! The page of misprints as Markdown, with a link from each to the check that shows it.

use super::{Check, Erratum, all};
use crate::{Deviation, formulas, notations};

/// The line by which the page is known as ours.
pub const FIRST_LINE: &str = "# Misprints of the lectures";

/// How many numbers of worked examples there are, by their verdicts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Numbers {
    /// Those that come out as printed.
    pub reproduced: usize,
    /// Those that do not.
    pub misprinted: usize,
    /// Those of which the lecture does not say enough.
    pub lost: usize,
}

/// The whole page. `numbers` are counted where the worked configs are read.
pub fn page(numbers: Numbers) -> String {
    let mut text = format!("{FIRST_LINE}\n\n{}\n", introduction(numbers));
    for lecture in 0..=4 {
        text.push_str(&format!("\n## Lecture {lecture:03}\n\n{}", table(lecture)));
    }
    text + &format!("\n## Notations side by side\n\n{}", notations::table())
}

fn introduction(numbers: Numbers) -> String {
    let all = all();
    let read = all.iter().filter(|erratum| erratum.is_by_reading()).count();
    let formulas = formulas::all();
    let misprinted = formulas.iter().filter(|formula| formula.is_misprint()).count();
    let Numbers { reproduced, misprinted: wrong, lost } = numbers;
    format!(
        "The lectures print {} numbers in worked examples: {reproduced} come out to the last printed digit, {wrong} do \
         not, and of {lost} the weights are lost. They print {} formulas that a number can judge: {} are right, \
         {misprinted} are not. Here are all {} misprints; {} are shown by a check that would fail if the page were \
         right, {read} no number can settle and were found *by reading*. A number is checked by running its config, a \
         formula by `cargo test -p lectures`.",
        reproduced + wrong + lost,
        formulas.len(),
        formulas.len() - misprinted,
        all.len(),
        all.len() - read,
    )
}

fn table(lecture: u8) -> String {
    let rows = all().into_iter().filter(|erratum| erratum.lecture == lecture).map(row);
    "| line | printed | right | how it is known | check |\n|---|---|---|---|---|\n".to_string()
        + &rows.collect::<String>()
}

fn row(erratum: &Erratum) -> String {
    let lines = erratum.lines.iter().map(u32::to_string).collect::<Vec<_>>().join(", ");
    let checks: Vec<String> = erratum.checks.iter().map(|check| link(check, erratum.lecture)).collect();
    let checks = if checks.is_empty() { "*by reading*".to_string() } else { checks.join(", ") };
    let cells = [&lines, erratum.printed, erratum.right, erratum.known, &checks];
    format!("| {} |\n", cells.map(|cell| cell.replace('|', "\\|")).join(" | "))
}

/// Where a check stands, and how far off it finds what is printed.
fn link(check: &Check, lecture: u8) -> String {
    match check {
        Check::Formula(function) => {
            let (formula, file) = formulas::judged_by(function, lecture).expect("a test looks every function up");
            format!("[`{function}`](../{file}): {}", off((formula.judge)()))
        }
        Check::Number(config, line) => format!("[l.{line}]({config}/report.md)"),
        Check::Computation(name, _) => format!("[`{name}`](../crates/lectures/src/errata/checks.rs)"),
    }
}

fn off(deviation: Deviation) -> String {
    match deviation.printed {
        printed if printed.is_infinite() => "shapes do not fit".into(),
        printed if deviation.corrected.is_none() => format!("holds ({printed:.0e})"),
        printed => format!("off by {printed:.1e}"),
    }
}
