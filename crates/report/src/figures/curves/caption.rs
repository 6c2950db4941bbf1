//! What one sees in learning curves, in words.

use experiment::record::Record;
use experiment::spec::{Compares, EngineName, Loss, Metric, Part, Quantity};

use super::series::{Series, spans_decades};
use super::{Arrangement, Chart};
use crate::document::repetition;
use crate::judging;
use crate::markdown::plain;
use crate::words::{capital, count, list, magnitude, number};

/// Whether a loss is measured in nats.
pub fn entropic(loss: Loss) -> bool {
    match loss.compares() {
        Compares::Probabilities { .. } => true,
        Compares::Numbers | Compares::Sides(_) => false,
    }
}

/// Some sentences in Markdown.
pub fn words(chart: &Chart) -> String {
    let mut sentences = vec![what(chart), who(chart)];
    sentences.extend(bands(chart));
    sentences.extend(early(chart));
    sentences.extend(marks(chart));
    sentences.extend(chart.quantities.first().and_then(|&quantity| ends(chart, quantity)));
    sentences.extend(cut(chart));
    sentences.join(" ")
}

fn what(chart: &Chart) -> String {
    let names: Vec<String> = chart.quantities.iter().map(|&quantity| named(chart, quantity)).collect();
    let last = records(chart).flat_map(|record| record.metrics.rows.iter().map(|row| row.epoch)).max().unwrap_or(0);
    format!("{} over {}; epoch 0 is before training.", capital(&list(&names)), count(last, "epoch"))
}

fn named(chart: &Chart, quantity: Quantity) -> String {
    let loss = chart.groups[0].runs[0].run.spec.loss().name();
    match (quantity, one_loss(chart)) {
        (Quantity::Objective, true) => format!("objective ({loss} plus penalty)"),
        (Quantity::Loss, true) => format!("loss ({loss})"),
        (Quantity::Objective | Quantity::Loss, false) => format!("{} (each arm's own)", judging::quantity(quantity)),
        (Quantity::Accuracy | Quantity::LogLoss | Quantity::R2 | Quantity::Mae | Quantity::Rmse, _) => {
            judging::quantity(quantity).to_owned()
        }
    }
}

fn one_loss(chart: &Chart) -> bool {
    let first = chart.groups[0].runs[0].run.spec.loss().name();
    records(chart).all(|record| record.run.spec.loss().name() == first)
}

fn who(chart: &Chart) -> String {
    let dashes = match (chart.arrangement, chart.parts.len()) {
        (_, 1) => format!("All on the {} part", judging::part(chart.parts[0])),
        (Arrangement::PartByPart, _) => "One column for each part".to_owned(),
        (Arrangement::Shared | Arrangement::Multiples, _) => {
            let one = |&part: &Part| match part {
                Part::Train => "training solid",
                Part::Validation => "validation dashed",
                Part::Test => "test dotted",
            };
            capital(&list(&chart.parts.iter().map(one).collect::<Vec<_>>()))
        }
    };
    let shown = chart.groups.len();
    match (chart.arrangement, shown) {
        (Arrangement::Multiples, _) if shown < chart.arms => {
            format!("{dashes}; one panel for each of the {shown} best of {} arms.", chart.arms)
        }
        (Arrangement::Multiples, _) => format!("{dashes}; one panel for each of {shown} arms."),
        (_, 1) => format!("{dashes}."),
        (_, _) => format!("{dashes}; one color for each of {shown} arms."),
    }
}

fn bands(chart: &Chart) -> Option<String> {
    let runs = chart.groups.iter().map(|group| group.runs.len()).max()?;
    let over = count(runs, repetition(&chart.groups[0]));
    match runs {
        1 => Some("A single run, so there is no band.".to_owned()),
        2 => Some(format!("Mean over {over}; bands reach from one to the other.")),
        _ => Some(format!("Mean over {over}; bands are its 95 % interval.")),
    }
}

/// How far the two engines' curves are apart.
fn marks(chart: &Chart) -> Option<String> {
    if super::numbers::engines(chart).len() < 2 {
        return None;
    }
    let mut apart: f64 = 0.0;
    for (group, &quantity, &part) in combinations(chart) {
        let metric = Metric { part, quantity };
        let [ours, theirs] =
            [EngineName::FromScratch, EngineName::Burn].map(|engine| Series::of(group, engine, metric));
        let theirs: std::collections::BTreeMap<usize, f64> =
            theirs.points.iter().map(|point| (point.epoch, point.mean)).collect();
        let distances = ours.points.iter().filter_map(|point| Some((point.mean - theirs.get(&point.epoch)?).abs()));
        apart = distances.fold(apart, f64::max);
    }
    if apart == 0.0 {
        return Some(
            "Lines are the hand-written engine, marks burn; their means are equal to the last bit.".to_owned(),
        );
    }
    Some(format!(
        "Lines are the hand-written engine, marks burn: nowhere are the two means more than {} apart.",
        magnitude(apart)
    ))
}

fn combinations<'c, 'a>(
    chart: &'c Chart<'a>,
) -> impl Iterator<Item = (&'c crate::arms::Group<'a>, &'c Quantity, &'c Part)> {
    chart.groups.iter().flat_map(move |group| {
        chart.quantities.iter().flat_map(move |quantity| chart.parts.iter().map(move |part| (group, quantity, part)))
    })
}

/// Past the epoch at which the first run of an arm ended, a mean is one of fewer runs.
fn early(chart: &Chart) -> Option<String> {
    let last = |record: &&Record| record.metrics.rows.iter().map(|row| row.epoch).max().unwrap_or(0);
    let uneven = chart.groups.iter().filter(|group| group.runs.iter().any(|run| last(run) != last(&group.runs[0])));
    let epochs: Vec<usize> = uneven.flat_map(|group| group.runs.iter().map(last)).collect();
    let (first, last) = (epochs.iter().min()?, epochs.iter().max()?);
    Some(format!(
        "Runs ended at epochs {first} to {last}: from the first end on, mean and band are those of the runs still going."
    ))
}

/// What the training curves of the first quantity lead to: the parameters that are kept, as in the table. Values of
/// different losses are not compared.
fn ends(chart: &Chart, quantity: Quantity) -> Option<String> {
    if matches!(quantity, Quantity::Objective | Quantity::Loss) && !one_loss(chart) {
        return None;
    }
    let metric = Metric { part: *chart.parts.first()?, quantity };
    let end = |group: &crate::arms::Group| Some((group.result(metric)?.mean, plain(&group.label)));
    let ends: Vec<(f64, String)> = chart.groups.iter().filter_map(end).collect();
    let low = ends.iter().min_by(|a, b| a.0.total_cmp(&b.0))?;
    let high = ends.iter().max_by(|a, b| a.0.total_cmp(&b.0))?;
    let name = judging::name(metric);
    let (low, high) = ((number(low.0), &low.1), (number(high.0), &high.1));
    if low.0 == high.0 {
        return Some(format!("After training the {name} is {}.", low.0));
    }
    Some(format!("After training the {name} is between {} ({}) and {} ({}).", low.0, low.1, high.0, high.1))
}

/// What the figure does not show.
fn cut(chart: &Chart) -> Option<String> {
    let series = |quantity| super::everything(chart, quantity);
    let low = |quantity| {
        let points = series(quantity).into_iter().flat_map(|series| series.points);
        points.map(|point| point.mean).fold(f64::INFINITY, f64::min)
    };
    let mut parts = Vec::new();
    if chart.quantities.iter().any(|&quantity| spans_decades(quantity, &series(quantity))) {
        parts.push("the axis of the loss is logarithmic".to_owned());
    }
    if chart.quantities.contains(&Quantity::R2) && low(Quantity::R2) < -1.0 {
        parts.push(format!("R² below −1 is cut off (it begins at {})", number(low(Quantity::R2))));
    }
    if chart.quantities.iter().any(|&quantity| series(quantity).iter().any(|series| series.overreaches(quantity))) {
        parts.push("bands end where no value can be".to_owned());
    }
    (!parts.is_empty()).then(|| format!("{}.", capital(&parts.join("; "))))
}

fn records<'c>(chart: &'c Chart) -> impl Iterator<Item = &'c Record> {
    chart.groups.iter().flat_map(|group| group.runs.iter().copied())
}
