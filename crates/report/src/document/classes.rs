//! Where a classifier errs: the confusion matrix and each class's precision, recall and F1, from recorded counts.
//!
//! precision = right among those predicted as the class, recall = right among those of the class, F1 = 2·right/(those
//! predicted + those of the class). Of the arm that the answer names, on the part that judges, counted over all its runs.

use experiment::record::Record;
use experiment::spec::Metric;

use crate::arms::{Group, groups};
use crate::judging::{chooser, metric, part, ranking};
use crate::markdown::plain;
use crate::tables::{Align, Table};
use crate::words::{count, number};

/// The most classes whose matrix is printed.
const MOST: usize = 12;

const MEANINGS: &str = "Precision is the share that is right of what was predicted as the class, recall of what is of the \
                        class, F1 their harmonic mean; the macro mean weighs every class alike.";

/// The section in Markdown; empty where no counts are recorded.
pub fn section(records: &[Record]) -> String {
    let groups = groups(records);
    let Some(metric) = metric(records) else { return String::new() };
    let Some((best, _)) = ranking(&groups, chooser(&groups, metric)).into_iter().next() else { return String::new() };
    let classes = &best.runs[0].run.data.classes;
    let Some(counts) = counts(best, metric, classes) else { return String::new() };
    let matrix = if classes.len() <= MOST { matrix(classes, &counts) + "\n" } else { String::new() };
    format!("{}\n\n{matrix}{}\n{MEANINGS}", opening(best, metric), measures(classes, &counts))
}

fn opening(best: &Group, metric: Metric) -> String {
    let arm = if best.label.is_empty() { String::new() } else { format!(" of {}", plain(&best.label)) };
    let summed = match best.runs.len() {
        1 => String::new(),
        runs => format!(", summed over {}", count(runs, "run")),
    };
    format!(
        "Predictions{arm} on the {} part{summed}, by the {} engine: rows are the true classes, columns the predicted ones.",
        part(metric.part),
        best.runs[0].run.spec.engines[0].as_str()
    )
}

/// counts[true][predicted]; none where a run has no such table. Its rows hold the part, and the numbers of the true
/// class, of the predicted class and of the samples.
fn counts(group: &Group, metric: Metric, classes: &[String]) -> Option<Vec<Vec<usize>>> {
    let mut counts = vec![vec![0; classes.len()]; classes.len()];
    for record in &group.runs {
        let table = record.tables.get("confusion-matrix")?;
        for (_, values) in table.rows.iter().filter(|(part, _)| part == metric.part.as_str()) {
            let [truth, predicted, samples] = values[..] else { return None };
            *counts.get_mut(truth as usize)?.get_mut(predicted as usize)? += samples as usize;
        }
    }
    Some(counts)
}

fn matrix(classes: &[String], counts: &[Vec<usize>]) -> String {
    let names = classes.iter().map(|class| (plain(class), Align::Right));
    let mut table = Table::new(std::iter::once(("true \\ predicted".to_owned(), Align::Left)).chain(names));
    for (truth, row) in counts.iter().enumerate() {
        let cell = |(predicted, count): (usize, &usize)| match (*count, predicted == truth) {
            (0, _) => "·".to_owned(),
            (count, true) => format!("**{count}**"),
            (count, false) => count.to_string(),
        };
        let cells = row.iter().enumerate().map(cell);
        table.row(std::iter::once(plain(&classes[truth])).chain(cells).collect());
    }
    table.markdown()
}

fn measures(classes: &[String], counts: &[Vec<usize>]) -> String {
    let mut table = Table::new([
        ("class", Align::Left),
        ("precision", Align::Right),
        ("recall", Align::Right),
        ("F1", Align::Right),
        ("rows", Align::Right),
    ]);
    let all: Vec<[Option<f64>; 3]> = (0..classes.len()).map(|class| measured(class, counts)).collect();
    let rows = |class: usize| counts[class].iter().sum::<usize>();
    for (class, name) in classes.iter().enumerate() {
        table.row(cells(plain(name), all[class], rows(class)));
    }
    let mean = |at: usize| all.iter().map(|one| one[at]).sum::<Option<f64>>().map(|sum| sum / classes.len() as f64);
    table.row(cells("*macro mean*".to_owned(), [0, 1, 2].map(mean), (0..classes.len()).map(rows).sum()));
    table.markdown()
}

fn cells(name: String, measured: [Option<f64>; 3], rows: usize) -> Vec<String> {
    let written = measured.map(|value| value.map_or_else(|| "–".to_owned(), number));
    [name].into_iter().chain(written).chain([rows.to_string()]).collect()
}

/// Precision, recall and F1 of a class; none where it is the share of nothing.
fn measured(class: usize, counts: &[Vec<usize>]) -> [Option<f64>; 3] {
    let right = counts[class][class];
    let of_class: usize = counts[class].iter().sum();
    let predicted: usize = counts.iter().map(|row| row[class]).sum();
    let share = |part: usize, all: usize| (all > 0).then(|| part as f64 / all as f64);
    [share(right, predicted), share(right, of_class), share(2 * right, of_class + predicted)]
}
