//! Where a classifier errs: the confusion matrix and each class's precision and recall, from the counts that the figure asks for.
//!
//! precision = right among those predicted as the class, recall = right among those of the class. Of the best arm by
//! the judging metric, on the part that judges, counted over all its runs.

use experiment::record::Record;
use experiment::spec::Metric;

use crate::arms::{Group, groups};
use crate::judging::{chooser, metric, part, ranking};
use crate::markdown::plain;
use crate::tables::{Align, Table};
use crate::words::{count, number};

/// The most classes whose matrix is printed.
const MOST: usize = 12;

/// The section in Markdown; empty where no counts are recorded.
pub fn section(records: &[Record]) -> String {
    let groups = groups(records);
    let Some(metric) = metric(records) else { return String::new() };
    let Some((best, _)) = ranking(&groups, chooser(&groups, metric)).into_iter().next() else { return String::new() };
    let classes = &best.runs[0].run.data.classes;
    let Some(counts) = counts(best, metric, classes) else { return String::new() };
    let matrix = if classes.len() <= MOST { matrix(classes, &counts) + "\n" } else { String::new() };
    format!("{}\n\n{matrix}{}", opening(best, metric), measures(classes, &counts))
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
    let columns =
        [("class", Align::Left), ("precision", Align::Right), ("recall", Align::Right), ("rows", Align::Right)];
    let mut table = Table::new(columns);
    for (class, name) in classes.iter().enumerate() {
        let right = counts[class][class];
        let of_class: usize = counts[class].iter().sum();
        let predicted: usize = counts.iter().map(|row| row[class]).sum();
        table.row(vec![plain(name), share(right, predicted), share(right, of_class), of_class.to_string()]);
    }
    table.markdown()
}

/// A share of nothing is none.
fn share(right: usize, all: usize) -> String {
    if all == 0 { "–".to_owned() } else { number(right as f64 / all as f64) }
}
