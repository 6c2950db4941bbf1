//! The errors of a classifier: the confusion matrix, and precision, recall and F1 of each class.
//!
//! precision = correct/predicted as the class, recall = correct/samples of the class, F1 = 2·correct/(predicted as the
//! class + samples of the class). They are those of the selected arm on the evaluation part, counted over all its runs.

use experiment::record::Record;
use experiment::spec::Metric;

use crate::arms::{Arm, arms};
use crate::confusion::counts;
use crate::evaluation::{metric, ranking, selection_metric};
use crate::markdown::escaped;
use crate::tables::{Align, MarkdownTable};
use crate::words::{count, number};

/// The most classes of a printed matrix.
const MOST_CLASSES: usize = 12;

const MEANINGS: &str = "Precision is the share of correct predictions among the samples predicted as the class, recall \
                        among the samples of the class, and F1 is their harmonic mean. The macro mean weights all \
                        classes equally.";

/// The section in Markdown; empty where no counts are recorded.
pub fn section(records: &[Record]) -> String {
    let arms = arms(records);
    let Some(metric) = metric(records) else { return String::new() };
    let Some((best, _)) = ranking(&arms, selection_metric(&arms, metric)).into_iter().next() else {
        return String::new();
    };
    let classes = &best.first_run().run.data.classes;
    let Some(counts) = counts(best, metric.part) else { return String::new() };
    let matrix = if classes.len() <= MOST_CLASSES { matrix(classes, &counts) + "\n" } else { String::new() };
    format!("{}\n\n{matrix}{}\n{MEANINGS}", opening(best, metric), measures(classes, &counts))
}

fn opening(best: &Arm, metric: Metric) -> String {
    let arm = if best.label.is_empty() { String::new() } else { format!(" of {}", escaped(&best.label)) };
    let summed = match best.runs.len() {
        1 => String::new(),
        runs => format!(", summed over {}", count(runs, "run")),
    };
    format!(
        "Predictions{arm} on the {} part{summed}, by the {} engine. Rows are true classes, columns predicted classes.",
        metric.part.in_words(),
        best.first_run().run.spec.engines[0].as_str()
    )
}

fn matrix(classes: &[String], counts: &[Vec<usize>]) -> String {
    let names = classes.iter().map(|class| (escaped(class), Align::Right));
    let mut table = MarkdownTable::new(std::iter::once(("true \\ predicted".to_owned(), Align::Left)).chain(names));
    for (truth, row) in counts.iter().enumerate() {
        let cell = |(predicted, count): (usize, &usize)| match (*count, predicted == truth) {
            (0, _) => "·".to_owned(),
            (count, true) => format!("**{count}**"),
            (count, false) => count.to_string(),
        };
        let cells = row.iter().enumerate().map(cell);
        table.row(std::iter::once(escaped(&classes[truth])).chain(cells).collect());
    }
    table.markdown()
}

fn measures(classes: &[String], counts: &[Vec<usize>]) -> String {
    let mut table = MarkdownTable::new([
        ("class", Align::Left),
        ("precision", Align::Right),
        ("recall", Align::Right),
        ("F1", Align::Right),
        ("rows", Align::Right),
    ]);
    let all: Vec<[Option<f64>; 3]> = (0..classes.len()).map(|class| measured(class, counts)).collect();
    let rows = |class: usize| counts[class].iter().sum::<usize>();
    for (class, name) in classes.iter().enumerate() {
        table.row(cells(escaped(name), all[class], rows(class)));
    }
    let mean = |at: usize| all.iter().map(|one| one[at]).sum::<Option<f64>>().map(|sum| sum / classes.len() as f64);
    table.row(cells("*macro mean*".to_owned(), [0, 1, 2].map(mean), (0..classes.len()).map(rows).sum()));
    table.markdown()
}

fn cells(name: String, measured: [Option<f64>; 3], rows: usize) -> Vec<String> {
    let written = measured.map(|value| value.map_or_else(|| "–".to_owned(), number));
    [name].into_iter().chain(written).chain([rows.to_string()]).collect()
}

/// Precision, recall and F1 of a class; none where the denominator is 0.
fn measured(class: usize, counts: &[Vec<usize>]) -> [Option<f64>; 3] {
    let correct = counts[class][class];
    let of_class: usize = counts[class].iter().sum();
    let predicted: usize = counts.iter().map(|row| row[class]).sum();
    let share = |part: usize, all: usize| (all > 0).then(|| part as f64 / all as f64);
    [share(correct, predicted), share(correct, of_class), share(2 * correct, of_class + predicted)]
}
