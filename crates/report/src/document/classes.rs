//! Where a classifier errs: the confusion matrix and each class's precision and recall, from recorded predictions.
//!
//! precision = right among those predicted as the class, recall = right among those of the class. Of the best arm by
//! the judging metric, on the part that judges, counted over all its runs.

use experiment::record::{Record, Table as Numbers};
use experiment::spec::{Metric, Task};

use crate::arms::{Group, groups, speaker};
use crate::judging::{metric, part, ranking};
use crate::markdown::plain;
use crate::tables::{Align, Table};
use crate::words::{count, number};

/// The most classes whose matrix is printed.
const MOST: usize = 12;

/// The section in Markdown; empty where no predictions are recorded.
pub fn section(records: &[Record]) -> String {
    let groups = groups(records);
    let Some(metric) = metric(records) else { return String::new() };
    let Some((best, _)) = ranking(&groups, metric).into_iter().next() else { return String::new() };
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
        best.speaker().as_str()
    )
}

/// counts[true][predicted]; none where a run has no predictions.
fn counts(group: &Group, metric: Metric, classes: &[String]) -> Option<Vec<Vec<usize>>> {
    let mut counts = vec![vec![0; classes.len()]; classes.len()];
    for record in &group.runs {
        if record.run.data.task != Task::Classification || record.run.data.classes != *classes {
            return None;
        }
        let table = record.tables.get("predictions")?;
        for (truth, predicted) in pairs(table, speaker(record).as_str(), metric.part.as_str(), classes)? {
            counts[truth][predicted] += 1;
        }
    }
    Some(counts)
}

/// The true and the predicted class of each row of an engine and a part. Classes whose names are numbers stand among
/// the columns, the others in the label of the row, which joins its words by `|`.
fn pairs(table: &Numbers, engine: &str, part: &str, classes: &[String]) -> Option<Vec<(usize, usize)>> {
    let words: Vec<&str> = table.columns.first()?.split('|').collect();
    let class = |column: &str, label: &[&str], values: &[f64]| {
        if let Some(at) = words.iter().position(|word| *word == column) {
            return classes.iter().position(|class| Some(&class.as_str()) == label.get(at));
        }
        let at = table.columns.iter().skip(1).position(|name| name == column)?;
        classes.iter().position(|class| class.parse::<f64>().is_ok_and(|number| number == values[at]))
    };
    let mut pairs = Vec::new();
    for (label, values) in &table.rows {
        let label: Vec<&str> = label.split('|').collect();
        let says = |column: &str| words.iter().position(|word| *word == column).and_then(|at| label.get(at).copied());
        if says("engine")? == engine && says("part")? == part {
            pairs.push((class("class", &label, values)?, class("predicted", &label, values)?));
        }
    }
    Some(pairs)
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
