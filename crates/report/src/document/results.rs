//! The results: one row per arm with means and intervals, the best in bold, the baseline, and how runs ended.

mod ending;

use experiment::record::Record;
use experiment::spec::{Compares, EngineName, Metric, Output, Part, Quantity};

use super::summary::repetition;
use crate::arms::{Group, groups, trained};
use crate::judging::{self, engines_apart};
use crate::markdown::plain;
use crate::statistics::Estimate;
use crate::tables::{Align, Table};
use crate::words::{capital, count, estimate, list, magnitude, number};

/// The table in Markdown, and what one must know to read it.
pub fn section(records: &[Record]) -> String {
    let groups = groups(records);
    let metrics = shown(records);
    if metrics.is_empty() {
        return String::new();
    }
    let endings: Vec<String> = groups.iter().map(ending::words).collect();
    let note = ending::same_for_all(&groups);
    let mut table = Table::new(columns(&metrics, &groups, note.is_none()));
    for (group, ending) in groups.iter().zip(&endings) {
        table.row(row(group, &groups, &metrics, note.is_none().then_some(ending)));
    }
    for (name, values) in baselines(&groups, &metrics) {
        let mut cells = vec![name];
        cells.extend(values);
        cells.resize(columns(&metrics, &groups, note.is_none()).len(), String::new());
        table.row(cells);
    }
    format!("{}\n{}", table.markdown(), notes(&groups, &metrics, note).join(" "))
}

/// The metrics worth a column: those that judge, accuracy or R² on the other parts, and what training minimized.
fn shown(records: &[Record]) -> Vec<Metric> {
    let Some(first) = records.first() else { return Vec::new() };
    let judged = judging::metric(records).map(|metric| metric.part);
    let penalized = records.iter().any(|record| {
        let penalty = record.run.spec.training.penalty;
        penalty.l1 > 0.0 || penalty.l2 > 0.0
    });
    let worth = |metric: &&Metric| match (metric.quantity, metric.part) {
        (Quantity::Objective, part) => part == Part::Train && penalized,
        (Quantity::Loss, part) => part == Part::Train || Some(part) == judged,
        (Quantity::Accuracy | Quantity::R2, _) => true,
        (Quantity::LogLoss, part) => Some(part) == judged && !records.iter().all(minimizes_log_loss),
        (Quantity::Mae | Quantity::Rmse, part) => Some(part) == judged,
    };
    first.metrics.columns.iter().filter(worth).copied().collect()
}

/// Whether the loss of a run is the log loss itself, so that a column of its own would say everything twice.
fn minimizes_log_loss(record: &Record) -> bool {
    let (run, spec) = (&record.run, &record.run.spec);
    let plain = match spec.loss().compares() {
        Compares::Probabilities { output, smoothing } => {
            smoothing == 0.0 && (output == Output::Softmax || run.data.classes.len() == 2)
        }
        Compares::Numbers | Compares::Sides(_) => false,
    };
    plain && spec.training.class_weights.is_none() && spec.dataset.weights.is_none()
}

fn columns(metrics: &[Metric], groups: &[Group], with_endings: bool) -> Vec<(String, Align)> {
    let mut columns = vec![(String::new(), Align::Left)];
    columns.extend(metrics.iter().map(|&metric| (judging::name(metric), Align::Right)));
    if with_endings {
        columns.push(("how it ended".to_owned(), Align::Left));
    }
    if twice(groups) {
        columns.push(("burn differs by".to_owned(), Align::Right));
    }
    columns
}

/// Whether both engines trained.
fn twice(groups: &[Group]) -> bool {
    groups.iter().any(|group| group.runs[0].run.spec.engines.len() > 1)
}

fn row(group: &Group, groups: &[Group], metrics: &[Metric], ending: Option<&String>) -> Vec<String> {
    let name = if group.label.is_empty() { group.reported_engine().as_str().to_owned() } else { plain(&group.label) };
    let mut cells = vec![name];
    cells.extend(metrics.iter().map(|&metric| value(group, groups, metric)));
    cells.extend(ending.cloned());
    if twice(groups) {
        cells.push(engines_apart(group, metrics).map_or_else(|| "–".to_owned(), magnitude));
    }
    cells
}

fn value(group: &Group, groups: &[Group], metric: Metric) -> String {
    let Some(mean) = group.result(metric) else {
        let diverged = group.runs.iter().flat_map(|record| &record.run.outcomes).any(|(_, outcome)| outcome.diverged());
        // An R² of targets that are all the same is 0/0: not defined, though training went well.
        return if diverged { "diverged" } else { "–" }.to_owned();
    };
    let partial = if mean.count < group.runs.len() {
        format!(" ({} of {})", mean.count, group.runs.len())
    } else {
        String::new()
    };
    let text = estimate(mean);
    if groups.len() > 1 && Some(mean.mean) == best(groups, metric) {
        format!("**{text}**{partial}")
    } else {
        format!("{text}{partial}")
    }
}

/// The best mean of an arm that never diverged; none where all arms are equal, none was trained, or they do not compare.
fn best(groups: &[Group], metric: Metric) -> Option<f64> {
    if !trained(groups.iter().flat_map(|group| group.runs.iter().copied())) || !judging::comparable(groups) {
        return None;
    }
    let whole = |mean: &Estimate, group: &Group| mean.count == group.runs.len();
    let of = |group: &Group| group.result(metric).filter(|mean| whole(mean, group)).map(|mean| mean.mean);
    let means = || groups.iter().filter_map(of);
    let (low, high) = (means().reduce(f64::min)?, means().reduce(f64::max)?);
    (low != high).then_some(if metric.quantity.higher_is_better() { high } else { low })
}

/// The simple models beside every arm; a single row each where they are the same, else with the arms it stands beside.
fn baselines(groups: &[Group], metrics: &[Metric]) -> Vec<(String, Vec<String>)> {
    let mut rows: Vec<(&str, Vec<String>, Vec<&str>)> = Vec::new();
    for group in groups {
        for name in group.baselines() {
            let cell = |&metric: &Metric| {
                group.baseline(name, comparable(group, metric)).map_or_else(|| "–".to_owned(), simple)
            };
            let cells: Vec<String> = metrics.iter().map(cell).collect();
            match rows.iter_mut().find(|(known, other, _)| *known == name && *other == cells) {
                Some((_, _, arms)) => arms.push(&group.label),
                None => rows.push((name, cells, vec![&group.label])),
            }
        }
    }
    let title = |name: &str, arms: &[&str]| match arms.len() == groups.len() {
        true => format!("*{}*", plain(name)),
        false => format!("*{}* for {}", plain(name), some(arms)),
    };
    rows.iter().map(|(name, cells, arms)| (title(name, arms), cells.clone())).collect()
}

/// The names of a few arms, of many the first and how many more.
fn some(arms: &[&str]) -> String {
    let names: Vec<String> = arms.iter().map(|arm| plain(arm)).collect();
    match &names[..] {
        [first, _, _, rest @ ..] if !rest.is_empty() => format!("{first} and {} more", names.len() - 1),
        few => list(few),
    }
}

/// What stands beside a network's metric: a baseline has no loss of its own, but its log loss is one.
fn comparable(group: &Group, metric: Metric) -> Metric {
    let same = metric.quantity == Quantity::Loss && group.runs.iter().all(|record| minimizes_log_loss(record));
    if same { Metric { quantity: Quantity::LogLoss, ..metric } } else { metric }
}

/// A baseline that is the same in every run needs no interval.
fn simple(mean: Estimate) -> String {
    if mean.half == Some(0.0) { number(mean.mean) } else { estimate(mean) }
}

fn notes(groups: &[Group], metrics: &[Metric], ending: Option<String>) -> Vec<String> {
    let mut notes = Vec::new();
    let most = groups.iter().map(|group| group.runs.len()).max().unwrap_or(1);
    match most {
        1 => notes.push("Each number is that of a single run, so there is no interval.".to_owned()),
        runs => notes.push(format!(
            "Mean ± half of the 95 % interval (Student's t) over {}.",
            count(runs, repetition(&groups[0]))
        )),
    }
    if groups[0].runs[0].run.spec.dataset.folds.is_some() && most > 1 {
        notes.push(
            "Folds share training rows, so the variance of a mean of n runs is s²·(1/n + r), r the share of the rows \
             that judge to those that train (Nadeau and Bengio)."
                .to_owned(),
        );
    }
    if groups.len() > 1 {
        let bold =
            if judging::comparable(groups) { "Best in bold." } else { "Judged on different rows, none is best." };
        notes.push(bold.to_owned());
    }
    notes.extend(ending.map(|words| format!("{}.", capital(&words))));
    if twice(groups) {
        notes.push(format!(
            "The numbers are those of the {} engine; the last column is the largest difference to burn's among them, \
             over all runs.",
            EngineName::FromScratch.as_str()
        ));
    }
    notes.extend(meanings(metrics));
    notes
}

/// What abbreviations stand for.
fn meanings(metrics: &[Metric]) -> Option<String> {
    let any = |quantity| metrics.iter().any(|metric| metric.quantity == quantity);
    let mut parts = Vec::new();
    if any(Quantity::Objective) {
        parts.push("the objective is the loss plus the penalty");
    }
    if any(Quantity::LogLoss) {
        parts.push("the log loss is the mean of −ln of the probability given to the right class, whatever the loss");
    }
    if any(Quantity::R2) {
        parts.push("R² is 1 for a perfect fit and 0 for the mean");
    }
    if any(Quantity::Mae) {
        parts.push("MAE and RMSE are the mean absolute and the root mean squared error in the target's unit");
    }
    (!parts.is_empty()).then(|| format!("{}.", capital(&parts.join("; "))))
}
