//! The rows of the setup table about the data.

use experiment::record::{MissingCells, Run};
use experiment::spec::{Coding, Dataset, EVERY_OTHER, Missing, Part, Scale, TargetColumns, Task, WhenMissing};
use experiment::words::count;

use super::{Row, shortened};
use crate::csv::digits;
use crate::markdown::{code, escaped};
use crate::words::{list, signed};

pub const ROWS: &[Row] = &[
    Row { name: "data set", path: "dataset", value: |run| Some(set(&run.spec.dataset)) },
    Row { name: "rows", path: "", value: |run| Some(rows(run)) },
    Row { name: "folds", path: "dataset.folds", value: |run| folds(&run.spec.dataset) },
    Row { name: "inputs", path: "dataset.features", value: |run| Some(numbered(&run.data.inputs, 8)) },
    Row { name: "target", path: "dataset.target", value: target },
    Row { name: "samples", path: "dataset.inputs", value: |run| samples(&run.spec.dataset) },
    Row { name: "scaling of the inputs", path: "dataset.scale", value: |run| Some(scale(run.spec.dataset.scale)) },
    Row { name: "scaling of the target", path: "dataset.target_scale", value: target_scale },
    Row { name: "coding of the classes", path: "dataset.coding", value: |run| coding(run.spec.dataset.coding) },
    Row { name: "missing cells", path: "dataset.missing", value: |run| missing(run) },
    Row {
        name: "sample weights",
        path: "dataset.weights",
        value: |run| run.spec.dataset.weights.as_deref().map(escaped),
    },
];

/// The name and the arguments of the generator or the reader.
fn set(data: &Dataset) -> String {
    let mut parts = vec![data.name.as_str().to_owned()];
    parts.extend(data.path.as_deref().map(code));
    parts.extend(data.test_path.as_deref().map(|path| format!("test part {}", code(path))));
    parts.extend(data.samples.map(|samples| count(samples, "sample")));
    parts.extend(data.noise.map(|noise| format!("noise {}", digits(noise))));
    parts.extend(data.bits.map(|bits| format!("{bits} bits")));
    let coefficients = |all: &Vec<f64>| all.iter().map(|&value| digits(value)).collect::<Vec<_>>().join(", ");
    parts.extend(data.coefficients.as_ref().map(|all| format!("coefficients {}", coefficients(all))));
    parts.extend(data.seed.map(|seed| format!("seed {seed}")));
    parts.join(", ")
}

/// So many samples written in a config are shown.
const FEW: usize = 10;

/// The inputs and the targets of a few samples that stand in the config: `(1, 0) → (1)`.
fn samples(data: &Dataset) -> Option<String> {
    let (inputs, targets) = (data.inputs.as_ref()?, data.targets.as_ref()?);
    let tuple = |values: &Vec<f64>| {
        format!("({})", values.iter().map(|&value| signed(digits(value))).collect::<Vec<_>>().join(", "))
    };
    let pairs = inputs.iter().zip(targets).map(|(x, t)| format!("{} → {}", tuple(x), tuple(t)));
    (inputs.len() <= FEW).then(|| pairs.collect::<Vec<_>>().join("; "))
}

fn rows(run: &Run) -> String {
    let parts = Part::ALL.into_iter().zip(run.data.rows).filter(|(_, rows)| *rows > 0);
    let parts: Vec<String> = parts.map(|(part, rows)| format!("{rows} {}", part.in_words())).collect();
    if parts.len() == 1 { format!("{}, nothing held out", parts[0]) } else { list(&parts) }
}

fn folds(data: &Dataset) -> Option<String> {
    data.folds.map(|folds| format!("{folds}, each the test part once"))
}

fn numbered(names: &[String], most: usize) -> String {
    format!("{}: {}", names.len(), shortened(names, most))
}

fn target(run: &Run) -> Option<String> {
    match run.data.task {
        Task::Classification => {
            Some(format!("{} classes: {}", run.data.classes.len(), shortened(&run.data.classes, 10)))
        }
        Task::Regression => Some(run.spec.dataset.target.as_ref().map_or_else(|| numbers(run), targets)),
    }
}

/// Of a regression without a named column.
fn numbers(run: &Run) -> String {
    match run.spec.dataset.targets.as_ref().and_then(|targets| targets.first()).map_or(1, Vec::len) {
        0 | 1 => "a number".to_owned(),
        several => format!("{several} numbers"),
    }
}

fn scale(scale: Scale) -> String {
    match scale {
        Scale::None => "none",
        Scale::Standard => "standard (mean 0, variance 1 on the training part)",
        Scale::MinMax => "min-max (0 to 1 on the training part)",
        Scale::Robust => "robust (median 0, quartiles at distance 1 on the training part)",
    }
    .to_owned()
}

fn target_scale(run: &Run) -> Option<String> {
    match run.spec.dataset.target_scale {
        Scale::None => None,
        given @ (Scale::Standard | Scale::MinMax | Scale::Robust) => Some(scale(given)),
    }
}

fn coding(coding: Coding) -> Option<String> {
    match coding {
        Coding::Auto => None,
        Coding::ZeroOne => Some("0 and 1".to_owned()),
        Coding::PlusMinusOne => Some("−1 and 1".to_owned()),
    }
}

fn targets(targets: &TargetColumns) -> String {
    list(&targets.names().iter().map(|name| escaped(name)).collect::<Vec<_>>())
}

/// What the config answers, and how much it was about.
fn missing(run: &Run) -> Option<String> {
    let answer = answer(run.spec.dataset.missing.as_ref()?);
    let MissingCells { rows, cells } = &run.data.missing;
    let column = |(name, count): (&String, &usize)| format!("{count} of {name}");
    let columns: Vec<String> = cells.iter().map(column).collect();
    let left_out = (*rows > 0).then(|| format!("{} left out", count(*rows, "row")));
    let filled = (!cells.is_empty()).then(|| {
        format!("{} in the rows that are used: {}", count(cells.values().sum(), "cell"), shortened(&columns, 8))
    });
    let touched: Vec<String> = left_out.into_iter().chain(filled).collect();
    let touched = if touched.is_empty() { "none was missing".to_owned() } else { touched.join(", ") };
    Some(format!("{answer} ({touched})"))
}

fn answer(missing: &Missing) -> String {
    match missing {
        Missing::Everywhere(answer) => when_missing(*answer).to_owned(),
        Missing::PerColumn(answers) => {
            let column =
                |name: &String| if name == EVERY_OTHER { "every other input".to_owned() } else { escaped(name) };
            let of = |(name, answer): (&String, &WhenMissing)| format!("{}: {}", column(name), when_missing(*answer));
            answers.iter().map(of).collect::<Vec<_>>().join("; ")
        }
    }
}

fn when_missing(answer: WhenMissing) -> &'static str {
    match answer {
        WhenMissing::Mean => "replaced by the mean of the training part",
        WhenMissing::Median => "replaced by the median of the training part",
        WhenMissing::MostFrequent => "replaced by the most frequent value of the training part",
        WhenMissing::Category => "a category of their own",
        WhenMissing::Indicator => "replaced by the mean of the training part, and marked by an input of their own",
        WhenMissing::Drop => "their rows are left out",
    }
}
