//! The results: a row for each arm with means and intervals, the baselines, and how training ended.
//!
//! Where `[judge]` names the metric that decides, the best mean of it is in bold; else no number is, for a column alone
//! does not answer the question. A further measure that judges is the first column (`judged`).

pub(super) mod ending;
mod intervals;
mod judged;
mod scores;

use experiment::record::Record;
use experiment::spec::{Compares, EngineName, Metric, Output, Part, Quantity};

use crate::arms::{Arm, arms, trained};
use crate::comparison;
use crate::evaluation::{self, engine_difference};
use crate::judge::RankingMeasure;
use crate::markdown::escaped;
use crate::statistics::{Estimate, extremes};
use crate::tables::{Align, MarkdownTable};
use crate::words::{capital, estimate, list, magnitude, number};

/// The table in Markdown, with the notes that explain it.
pub fn section(records: &[Record]) -> String {
    let judge = RankingMeasure::of(records);
    let arms = ordered(records, judge.as_ref());
    let metrics = shown(records);
    if metrics.is_empty() {
        return String::new();
    }
    let endings: Vec<String> = arms.iter().map(ending::words).collect();
    let note = ending::same_for_all(&arms);
    let judged = judge.as_ref().map(|judge| judged::column(judge, &arms));
    let mut table = MarkdownTable::new(columns(&metrics, &arms, note.is_none(), judged.as_ref()));
    let asked = records.first().and_then(|record| record.run.spec.judge.metric());
    let bests: Vec<Option<f64>> =
        metrics.iter().map(|&metric| best(&arms, metric).filter(|_| Some(metric) == asked)).collect();
    for (index, (arm, ending)) in arms.iter().zip(&endings).enumerate() {
        let judged = judged.as_ref().map(|column| column.cells[index].clone());
        table.row(row(arm, &arms, (&metrics, &bests), judged, note.is_none().then_some(ending)));
    }
    for (name, values) in baselines(&arms, &metrics) {
        let mut cells = vec![name];
        cells.extend(judged.as_ref().map(|_| String::new()));
        cells.extend(values);
        cells.resize(columns(&metrics, &arms, note.is_none(), judged.as_ref()).len(), String::new());
        table.row(cells);
    }
    let has_bold = bests.iter().any(Option::is_some) || judged.as_ref().is_some_and(|column| column.has_bold);
    let order = judged.map(|column| column.order);
    let notes = order.into_iter().chain(notes(&arms, (&metrics, has_bold), note)).collect::<Vec<_>>();
    format!("{}\n{}", table.markdown(), notes.join(" "))
}

/// The arms in the order of the config, or the best first where `[judge]` names what decides.
fn ordered<'r>(records: &'r [Record], judge: Option<&RankingMeasure>) -> Vec<Arm<'r>> {
    let all = arms(records);
    if let Some(judge) = judge {
        return judge.ordered(&all).into_iter().cloned().collect();
    }
    let Some(metric) = records.first().and_then(|record| record.run.spec.judge.metric()) else { return all };
    let mut ordered: Vec<Arm> = evaluation::ranking(&all, metric).into_iter().map(|(arm, _)| arm.clone()).collect();
    // An arm without any value comes last.
    let unranked = all.iter().filter(|arm| ordered.iter().all(|known| known.label != arm.label));
    let unranked: Vec<Arm> = unranked.cloned().collect();
    ordered.extend(unranked);
    ordered
}

/// The metrics of the columns: those of the evaluation part, accuracy or R² of the other parts, what training
/// minimized, and what the judge asks for.
fn shown(records: &[Record]) -> Vec<Metric> {
    let Some(first) = records.first() else { return Vec::new() };
    let evaluated = evaluation::metric(records).map(|metric| metric.part);
    let penalized = records.iter().any(|record| {
        let penalty = record.run.spec.training.penalty;
        penalty.l1 > 0.0 || penalty.l2 > 0.0
    });
    let judge = &first.run.spec.judge;
    let has_column = |metric: &&Metric| match (metric.quantity, metric.part) {
        (Quantity::Objective, part) => part == Part::Train && penalized,
        (Quantity::Loss, part) => part == Part::Train || Some(part) == evaluated,
        (Quantity::Accuracy | Quantity::R2, _) => true,
        (Quantity::LogLoss, part) => Some(part) == evaluated && !records.iter().all(minimizes_log_loss),
        (Quantity::Mae | Quantity::Rmse, part) => Some(part) == evaluated,
        (quantity @ (Quantity::Recall | Quantity::Precision | Quantity::F1), part) => {
            judge.metric().is_some_and(|judge| judge.quantity == quantity)
                || (judge.class.is_some() && Some(part) == evaluated)
        }
        (Quantity::BalancedAccuracy | Quantity::Auc | Quantity::AveragePrecision, _)
        | (Quantity::BrierScore | Quantity::CalibrationError, _) => {
            judge.metric().is_some_and(|judge| judge.quantity == metric.quantity)
        }
    };
    let Some(last) = first.run.finals.first() else { return Vec::new() };
    last.values.iter().map(|(metric, _)| metric).filter(has_column).copied().collect()
}

/// Whether the loss of a run is the log loss, whose column would repeat that of the loss.
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

fn columns(
    metrics: &[Metric],
    arms: &[Arm],
    with_endings: bool,
    judged: Option<&judged::Column>,
) -> Vec<(String, Align)> {
    let mut columns = vec![(String::new(), Align::Left)];
    columns.extend(judged.map(|column| (column.name.clone(), Align::Right)));
    columns.extend(metrics.iter().map(|&metric| (evaluation::name(metric), Align::Right)));
    if with_endings {
        columns.push(("how training ended".to_owned(), Align::Left));
    }
    if both_engines(arms) {
        columns.push(("burn differs by".to_owned(), Align::Right));
    }
    columns
}

/// Whether both engines trained.
fn both_engines(arms: &[Arm]) -> bool {
    arms.iter().any(|arm| arm.runs[0].run.spec.engines.len() > 1)
}

/// The cells of an arm; of every metric the best mean of all arms is known.
fn row(
    arm: &Arm,
    arms: &[Arm],
    (metrics, bests): (&[Metric], &[Option<f64>]),
    judged: Option<String>,
    ending: Option<&String>,
) -> Vec<String> {
    let name = if arm.label.is_empty() { arm.reported_engine().as_str().to_owned() } else { escaped(&arm.label) };
    let mut cells = vec![name];
    cells.extend(judged);
    cells.extend(metrics.iter().zip(bests).map(|(&metric, &best)| value(arm, metric, best)));
    cells.extend(ending.cloned());
    if both_engines(arms) {
        cells.push(engine_difference(arm, metrics).map_or_else(|| "–".to_owned(), magnitude));
    }
    cells
}

fn value(arm: &Arm, metric: Metric, best: Option<f64>) -> String {
    let Some(mean) = arm.result(metric) else {
        let diverged = arm.runs.iter().flat_map(|record| &record.run.outcomes).any(|(_, outcome)| outcome.diverged());
        // R² is 0/0 where all targets are equal: it is undefined, whatever the training.
        return if diverged { "diverged" } else { "–" }.to_owned();
    };
    let counted =
        if mean.count < arm.runs.len() { format!(" ({} of {})", mean.count, arm.runs.len()) } else { String::new() };
    let text = estimate(mean);
    if Some(mean.mean) == best { format!("**{text}**{counted}") } else { format!("{text}{counted}") }
}

/// The best mean among arms without a diverged run; none where all arms are equal, nothing was trained, or the arms are
/// on different rows.
fn best(arms: &[Arm], metric: Metric) -> Option<f64> {
    if !trained(arms.iter().flat_map(|arm| arm.runs.iter().copied())) || !comparison::comparable(arms) {
        return None;
    }
    let complete = |mean: &Estimate, arm: &Arm| mean.count == arm.runs.len();
    let of = |arm: &Arm| arm.result(metric).filter(|mean| complete(mean, arm)).map(|mean| mean.mean);
    let means = arms.iter().filter_map(of);
    let (low, high) = extremes(means)?;
    (low != high).then_some(if metric.quantity.higher_is_better() { high } else { low })
}

/// A row for each baseline: one where it is equal for all arms, else one for each set of arms that share its values.
fn baselines(arms: &[Arm], metrics: &[Metric]) -> Vec<(String, Vec<String>)> {
    let mut rows: Vec<(&str, Vec<String>, Vec<&str>)> = Vec::new();
    for arm in arms {
        for name in arm.baselines() {
            let cell = |&metric: &Metric| {
                arm.baseline(name, counterpart(arm, metric)).map_or_else(|| "–".to_owned(), baseline_value)
            };
            let cells: Vec<String> = metrics.iter().map(cell).collect();
            match rows.iter_mut().find(|(known, other, _)| *known == name && *other == cells) {
                Some((_, _, labels)) => labels.push(&arm.label),
                None => rows.push((name, cells, vec![&arm.label])),
            }
        }
    }
    let title = |name: &str, labels: &[&str]| match labels.len() == arms.len() {
        true => format!("*{}*", escaped(name)),
        false => format!("*{}* for {}", escaped(name), shortened(labels)),
    };
    rows.iter().map(|(name, cells, labels)| (title(name, labels), cells.clone())).collect()
}

/// The labels of up to three arms, of more the first and how many others.
fn shortened(arms: &[&str]) -> String {
    let names: Vec<String> = arms.iter().map(|arm| escaped(arm)).collect();
    match &names[..] {
        [first, _, _, rest @ ..] if !rest.is_empty() => format!("{first} and {} more", names.len() - 1),
        few => list(few),
    }
}

/// The metric of a baseline in a column: a baseline has no loss, but its log loss can stand for it.
fn counterpart(arm: &Arm, metric: Metric) -> Metric {
    let same = metric.quantity == Quantity::Loss && arm.runs.iter().all(|record| minimizes_log_loss(record));
    if same { Metric { quantity: Quantity::LogLoss, ..metric } } else { metric }
}

/// The value of a baseline; without an interval where it is equal in every run.
fn baseline_value(mean: Estimate) -> String {
    if mean.deviation == Some(0.0) { number(mean.mean) } else { estimate(mean) }
}

fn notes(arms: &[Arm], (metrics, has_bold): (&[Metric], bool), ending: Option<String>) -> Vec<String> {
    let mut notes = Vec::new();
    let runs = arms.iter().map(|arm| arm.runs.len()).max().unwrap_or(1);
    match runs {
        1 => notes.push("Each number is from a single run, so there are no intervals.".to_owned()),
        _ => notes.push(intervals::note(arms)),
    }
    if has_bold {
        notes.push("The best in the metric of the judge is in bold.".to_owned());
    }
    if !comparison::comparable(arms) {
        notes.push("The arms are evaluated on different rows, so none is best.".to_owned());
    }
    notes.extend(ending.map(|words| format!("{}.", capital(&words))));
    if both_engines(arms) {
        notes.push(format!(
            "The numbers are those of the {} engine; the last column is the largest difference from burn in any of \
             them, over all runs, relative to numbers above one.",
            EngineName::FromScratch.as_str()
        ));
    }
    notes.extend(meanings(metrics));
    notes.extend(scores::meanings(metrics, &arms[0]));
    notes
}

/// The definitions of the quantities.
fn meanings(metrics: &[Metric]) -> Option<String> {
    let any = |quantity| metrics.iter().any(|metric| metric.quantity == quantity);
    let mut parts = Vec::new();
    if any(Quantity::Objective) {
        parts.push("the objective is the loss plus the penalty");
    }
    if any(Quantity::LogLoss) {
        parts.push("the log loss is the mean of −ln of the probability of the correct class, whatever the loss");
    }
    if any(Quantity::R2) {
        parts.push("R² is 1 for a perfect fit and 0 for predicting the mean");
    }
    if any(Quantity::Mae) {
        parts.push("MAE and RMSE are the mean absolute and the root mean squared error in the target's unit");
    }
    (!parts.is_empty()).then(|| format!("{}.", capital(&parts.join("; "))))
}
