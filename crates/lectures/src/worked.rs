//! Which lines of the lectures each worked config works through, and the formulas that stand there.

use crate::formula::{Formula, FormulaVerdict};
use crate::formulas;

/// A config and lines of a lecture, from the first to the last.
const LINES: &[(&str, u8, u32, u32)] = &[
    ("worked-criterion", 0, 27, 56),
    ("worked-equations", 0, 83, 328),
    ("worked-general", 0, 68, 81),
    ("worked-general", 0, 330, 422),
    ("worked-neuron", 0, 424, 499),
    ("worked-scaled", 0, 501, 669),
    ("worked-one-weight", 1, 6, 22),
    ("worked-chain", 1, 27, 57),
    ("worked-two-by-two", 1, 61, 149),
    ("worked-two-inputs", 1, 154, 160),
    ("worked-four-outputs", 1, 165, 216),
    ("worked-biases", 1, 220, 316),
    ("worked-slopes", 1, 319, 342),
    ("worked-slopes", 1, 593, 607),
    ("worked-matrix", 1, 346, 591),
    ("worked-five-samples", 1, 609, 641),
    ("worked-circle", 2, 27, 44),
    ("worked-and", 2, 102, 172),
    ("worked-or", 2, 130, 145),
    ("worked-not", 2, 130, 145),
    ("worked-perceptron", 2, 174, 225),
    ("worked-perceptron", 2, 320, 340),
    ("worked-shapes", 2, 250, 257),
    ("worked-shapes", 2, 653, 653),
    ("worked-activations", 2, 123, 128),
    ("worked-activations", 2, 342, 375),
    ("worked-activations", 2, 765, 821),
    ("worked-softmax-images", 2, 415, 446),
    ("worked-softmax-scores", 2, 448, 460),
    ("worked-stable-softmax", 2, 462, 481),
    ("worked-signs", 2, 484, 569),
    ("worked-descent", 2, 574, 763),
    ("worked-batch-norm", 2, 861, 876),
    ("worked-regression", 3, 15, 47),
    ("worked-chain-rule", 3, 49, 187),
    ("worked-flipud", 3, 189, 299),
    ("worked-mazur", 4, 1, 212),
    ("worked-mazur-sequential", 4, 207, 212),
];

/// The configs that work through lines of a lecture.
pub fn configs() -> impl Iterator<Item = &'static str> {
    LINES.iter().map(|(config, ..)| *config)
}

/// Whether a config works through some of these lines.
pub fn works_on(config: &str, lecture: u8, first: u32, last: u32) -> bool {
    LINES.iter().any(|(name, of, from, to)| *name == config && *of == lecture && *from <= last && first <= *to)
}

/// The formulas on the lines that a config works through.
pub fn formulas_of(config: &str) -> Vec<&'static Formula> {
    let is_there = |formula: &&Formula| works_on(config, formula.lecture, formula.line, formula.line);
    formulas::all().into_iter().filter(is_there).collect()
}

/// Those formulas as a section in Markdown, each with its verdict and its judge; none if there are none.
pub fn section(config: &str) -> Option<String> {
    let formulas = formulas_of(config);
    let lecture = formulas.first()?.lecture;
    let mut text = format!(
        "## Formulas on these lines\n\nEach formula of lecture {lecture:03} that a number can judge, and its judge, \
         which `cargo test -p lectures` runs.\n\n\
         | line | formula | as printed | verdict | judge |\n|---|---|---|---|---|\n"
    );
    for formula in formulas {
        let verdict = match formula.verdict {
            FormulaVerdict::Right => "✓".to_string(),
            FormulaVerdict::Misprint(right) => format!("✗ misprint: {right}"),
        };
        let (_, file) = formulas::judged_by(formula.function, formula.lecture)?;
        let Formula { line, about, printed, function, .. } = formula;
        text.push_str(&format!("| {line} | {about} | {printed} | {verdict} | [`{function}`](../../{file}) |\n"));
    }
    Some(text)
}
