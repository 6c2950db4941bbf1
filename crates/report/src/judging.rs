//! Which metric judges, which one chooses, and what may be said about the difference of two arms.
//!
//! The metric is accuracy or R² on the last part held out: test, else validation, else the training part itself. Where
//! the test part judges, the validation part chooses among the arms; without one the judge chooses too, and what it
//! says of its choice flatters. Two arms are compared run by run (same seed, same fold, the same rows): the mean of the
//! differences with its 95 % interval. Which differences count is Holm's decision over all that were looked at.

use experiment::record::Record;
use experiment::spec::{Coding, Dataset, EngineName, Metric, Part, Quantity, Scale, Task};

use crate::arms::{Group, last};
use crate::statistics::{Estimate, holm};

/// The metric that judges these runs.
pub fn metric(records: &[Record]) -> Option<Metric> {
    let record = records.first()?;
    let quantity = match record.run.data.task {
        Task::Classification => Quantity::Accuracy,
        Task::Regression => Quantity::R2,
    };
    let measured = record.metrics.columns.iter().filter(|metric| metric.quantity == quantity);
    measured.max_by_key(|metric| metric.part).copied()
}

/// The metric by which one arm is chosen: on the validation part where every run has one, else the one that judges.
pub fn chooser(groups: &[Group], judge: Metric) -> Metric {
    let chooser = Metric { part: Part::Validation, ..judge };
    let mut runs = groups.iter().flat_map(|group| &group.runs);
    if runs.all(|record| record.metrics.columns.contains(&chooser)) { chooser } else { judge }
}

/// What people call a metric: "test accuracy", "train R²".
pub fn name(metric: Metric) -> String {
    format!("{} {}", part(metric.part), quantity(metric.quantity))
}

/// What people call a part.
pub fn part(part: Part) -> &'static str {
    match part {
        Part::Train => "training",
        Part::Validation => "validation",
        Part::Test => "test",
    }
}

/// What people call a quantity.
pub fn quantity(quantity: Quantity) -> &'static str {
    match quantity {
        Quantity::Objective => "objective",
        Quantity::Loss => "loss",
        Quantity::Accuracy => "accuracy",
        Quantity::LogLoss => "log loss",
        Quantity::R2 => "R²",
        Quantity::Mae => "MAE",
        Quantity::Rmse => "RMSE",
    }
}

/// How much better `left` is than `right` by a metric, over the runs that both have; positive is better.
pub fn lead(left: &Group, right: &Group, metric: Metric) -> Option<Estimate> {
    let difference = |(ours, theirs): (&Record, &Record)| {
        Some(
            sign(metric)
                * (last(ours, left.reported_engine(), metric)? - last(theirs, right.reported_engine(), metric)?),
        )
    };
    left.estimate(&pairs(left, right).filter_map(difference).collect::<Vec<_>>())
}

/// How much better an arm is than a simple model beside it, run by run.
pub fn lead_over_baseline(group: &Group, name: &str, metric: Metric) -> Option<Estimate> {
    let difference = |record: &&Record| {
        let baseline = record.run.baselines.iter().find(|baseline| baseline.name == name)?;
        let (_, reached) = baseline.values.iter().find(|(known, _)| *known == metric)?;
        Some(sign(metric) * (last(record, group.reported_engine(), metric)? - reached))
    };
    group.estimate(&group.runs.iter().filter_map(difference).collect::<Vec<_>>())
}

fn sign(metric: Metric) -> f64 {
    if metric.quantity.higher_is_better() { 1.0 } else { -1.0 }
}

/// The runs of two arms that had the same data.
fn pairs<'r>(left: &'r Group, right: &'r Group) -> impl Iterator<Item = (&'r Record, &'r Record)> {
    let partner = |ours: &&'r Record| right.runs.iter().find(|theirs| same_draw(ours, theirs)).copied();
    left.runs.iter().filter_map(move |ours| Some((*ours, partner(ours)?)))
}

fn same_draw(left: &Record, right: &Record) -> bool {
    let ((ours, theirs), (left, right)) = ((&left.run.data, &right.run.data), (&left.run.spec, &right.run.spec));
    (left.seed, left.fold) == (right.seed, right.fold)
        && (ours.task, ours.rows) == (theirs.task, theirs.rows)
        && cut(&left.dataset) == cut(&right.dataset)
}

/// What of a `[dataset]` decides which rows there are, what they ask for and who judges: all but how inputs and
/// targets are written. Rows left out for their missing cells show in the number of rows.
fn cut(dataset: &Dataset) -> Dataset {
    Dataset {
        features: None,
        scale: Scale::None,
        target_scale: Scale::None,
        coding: Coding::Auto,
        missing: None,
        categorical: Vec::new(),
        ignore: Vec::new(),
        weights: None,
        ..dataset.clone()
    }
}

/// Whether every arm is judged on the rows of the first.
pub fn comparable(groups: &[Group]) -> bool {
    groups.iter().skip(1).all(|group| pairs(&groups[0], group).next().is_some())
}

/// What the chosen arm is compared with another.
pub struct Comparison<'g> {
    /// What the other is called.
    pub label: &'g str,
    /// How much better the chosen one is.
    pub lead: Estimate,
    /// Whether that counts, all comparisons considered.
    pub told: bool,
}

/// The first of these arms against each of the others, and how many pairs were looked at: these alone where another
/// part chose that arm; all pairs where the part that judges chose it, since any of them could have come first.
pub fn comparisons<'g>(arms: &[&'g Group], metric: Metric, chosen_here: bool) -> (Vec<Comparison<'g>>, usize) {
    let firsts = if chosen_here { arms.len() } else { arms.len().min(1) };
    let pairs = (0..firsts).flat_map(|first| (first + 1..arms.len()).map(move |second| (first, second)));
    let leads = pairs.filter_map(|(first, second)| Some((first, second, lead(arms[first], arms[second], metric)?)));
    let leads: Vec<(usize, usize, Estimate)> = leads.collect();
    let told = holm(&leads.iter().map(|(_, _, lead)| lead.p_value()).collect::<Vec<_>>());
    let of_first = leads.iter().zip(&told).filter(|((first, _, _), _)| *first == 0);
    let comparison = |(&(_, second, lead), &told): (&(usize, usize, Estimate), &bool)| Comparison {
        label: arms[second].label.as_str(),
        lead,
        told,
    };
    (of_first.map(comparison).collect(), leads.len())
}

/// The arms in the order of a metric, best first, each with its mean: those of which no run broke down before those
/// of which some did; those that have no value at all are left out.
pub fn ranking<'g, 'a>(groups: &'g [Group<'a>], metric: Metric) -> Vec<(&'g Group<'a>, Estimate)> {
    let with_mean = |group: &'g Group<'a>| group.result(metric).map(|estimate| (group, estimate));
    let mut ranked: Vec<_> = groups.iter().filter_map(with_mean).collect();
    let sign = sign(metric);
    let whole = |(group, estimate): &(&Group, Estimate)| estimate.count == group.runs.len();
    ranked.sort_by(|a, b| whole(b).cmp(&whole(a)).then((sign * b.1.mean).total_cmp(&(sign * a.1.mean))));
    ranked
}

/// The largest difference between the engines' final values of `metrics`, over all runs of an arm.
pub fn engines_apart(group: &Group, metrics: &[Metric]) -> Option<f64> {
    let apart = |record: &&Record, metric: Metric| {
        let [left, right] = [EngineName::FromScratch, EngineName::Burn].map(|engine| last(record, engine, metric));
        Some((left? - right?).abs())
    };
    let all = group.runs.iter().flat_map(|record| metrics.iter().filter_map(move |&metric| apart(record, metric)));
    all.reduce(f64::max)
}
