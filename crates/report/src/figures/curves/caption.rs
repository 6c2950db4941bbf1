//! The caption of learning curves.

use experiment::record::Record;
use experiment::spec::{EngineName, Metric, Part, Quantity};

use super::series::{self, Series};
use super::{Arrangement, Chart, rates};
use crate::arms::Arm;
use crate::evaluation::{self, apart};
use crate::figure::Scale;
use crate::markdown::escaped;
use crate::words::{capital, count, list, magnitude, number};

/// The sentences of the caption, as Markdown.
pub fn caption(chart: &Chart) -> String {
    let mut sentences = vec![quantities(chart), styles(chart)];
    sentences.extend(bands(chart));
    sentences.extend(rates(chart));
    sentences.extend(early_ends(chart));
    sentences.extend(engine_difference(chart));
    sentences.extend(chart.quantities.first().and_then(|&quantity| final_values(chart, quantity)));
    sentences.extend(cut_off(chart));
    sentences.join(" ")
}

fn quantities(chart: &Chart) -> String {
    let names: Vec<String> = chart.quantities.iter().map(|&quantity| named(chart, quantity)).collect();
    let last = records(chart).flat_map(|record| record.metrics.rows.iter().map(|row| row.epoch)).max().unwrap_or(0);
    let without = match chart.quantities.contains(&Quantity::Objective) {
        true => " The loss without the penalty is not drawn; the table of results has it.",
        false => "",
    };
    format!("{} over {}; epoch 0 is before training.{without}", capital(&list(&names)), count(last, "epoch"))
}

fn named(chart: &Chart, quantity: Quantity) -> String {
    let loss = chart.arms[0].first_run().run.spec.loss().as_str();
    match (quantity, one_loss(chart)) {
        (Quantity::Objective, true) => format!("objective ({loss} plus penalty)"),
        (Quantity::Loss, true) => format!("loss ({loss})"),
        (Quantity::Objective | Quantity::Loss, false) => format!("{} (each arm's own)", quantity.in_words()),
        (quantity, _) => quantity.in_words().to_owned(),
    }
}

/// Whether all arms minimize the same, so that their values can be compared.
pub fn one_loss(chart: &Chart) -> bool {
    let minimized = |record: &Record| {
        let training = &record.run.spec.training;
        (record.run.spec.loss(), training.penalty, training.class_weights.clone())
    };
    let first = minimized(chart.arms[0].first_run());
    records(chart).all(|record| minimized(record) == first)
}

fn styles(chart: &Chart) -> String {
    let dashes = match (chart.arrangement, chart.parts.len()) {
        (_, 1) => format!("All curves are of the {} part", chart.parts[0].in_words()),
        (Arrangement::PartByPart, _) => "One column for each part".to_owned(),
        (Arrangement::Shared | Arrangement::ArmByArm, _) => {
            let names: Vec<&str> = chart.parts.iter().map(|&part| part.in_words()).collect();
            format!("From thin to wide lines: {}", list(&names))
        }
    };
    let shown = chart.arms.len();
    match (chart.arrangement, shown) {
        (Arrangement::ArmByArm, _) if shown < chart.arms_in_all => {
            format!("{dashes}; one panel for each of the {shown} best of {} arms.", chart.arms_in_all)
        }
        (Arrangement::ArmByArm, _) => format!("{dashes}; one panel for each of {shown} arms."),
        (_, 1) => format!("{dashes}."),
        (_, _) => format!("{dashes}; one color and one dash for each of {shown} arms."),
    }
}

fn bands(chart: &Chart) -> Option<String> {
    let longest = chart.arms.iter().max_by_key(|arm| arm.runs.len())?;
    let over = count(longest.runs.len(), longest.repetition());
    Some(match longest.runs.len() {
        1 => "Each curve is a single run.".to_owned(),
        _ if chart.shows_runs(longest) => format!("Lines are means over {over}, faint lines the single runs."),
        _ => format!("Lines are means over {over}; bands are their 95 % intervals."),
    })
}

/// The rates of which a panel is drawn.
fn rates(chart: &Chart) -> Option<String> {
    rates::panel(chart)?;
    Some("The last panel shows the learning rate of each epoch.".to_owned())
}

/// The largest difference between the curves of the two engines ([`apart`]); arms with runs that diverged have none.
fn engine_difference(chart: &Chart) -> Option<String> {
    let diverged = |arm: &Arm| arm.diverged() > 0;
    if chart.engines().len() < 2 || chart.arms.iter().all(diverged) {
        return None;
    }
    let mut largest: f64 = 0.0;
    for (arm, &quantity, &part) in combinations(chart).filter(|(arm, ..)| !diverged(arm)) {
        let metric = Metric { part, quantity };
        let [ours, theirs] = [EngineName::FromScratch, EngineName::Burn].map(|engine| Series::of(arm, engine, metric));
        let theirs: std::collections::BTreeMap<usize, f64> =
            theirs.points.iter().map(|point| (point.epoch, point.mean)).collect();
        let differences = ours.points.iter().filter_map(|point| Some(apart(point.mean, *theirs.get(&point.epoch)?)));
        largest = differences.fold(largest, f64::max);
    }
    let they = if chart.arms.iter().all(|arm| arm.runs.len() == 1) { "they" } else { "their means" };
    let difference = match largest {
        0.0 => "are identical to the last bit".to_owned(),
        _ => format!("differ by at most {}, relative to values above one", magnitude(largest)),
    };
    let left_out = match chart.arms.iter().any(diverged) {
        true => "; arms with runs that diverged are left out of this",
        false => "",
    };
    Some(format!("Lines are the hand-written engine, marks burn; {they} {difference}{left_out}."))
}

fn combinations<'c, 'a>(chart: &'c Chart<'a>) -> impl Iterator<Item = (&'c Arm<'a>, &'c Quantity, &'c Part)> {
    chart.arms.iter().flat_map(move |arm| {
        chart.quantities.iter().flat_map(move |quantity| chart.parts.iter().map(move |part| (arm, quantity, part)))
    })
}

/// That early stopping goes back to another epoch than the last one drawn.
fn restored(chart: &Chart) -> &'static str {
    let stops = |record: &Record| record.run.spec.training.early_stopping.is_some();
    match records(chart).any(stops) {
        true => " Lines have the weights of each epoch; the numbers after early stopping are those of the best one.",
        false => "",
    }
}

/// After the epoch at which the first run of an arm ended, a mean is over fewer runs.
fn early_ends(chart: &Chart) -> Option<String> {
    let last = |record: &&Record| record.metrics.rows.iter().map(|row| row.epoch).max().unwrap_or(0);
    let uneven = chart.arms.iter().filter(|arm| arm.runs.iter().any(|run| last(run) != last(&arm.runs[0])));
    let epochs: Vec<usize> = uneven.flat_map(|arm| arm.runs.iter().map(last)).collect();
    let (first, last) = (epochs.iter().min()?, epochs.iter().max()?);
    Some(format!(
        "Of arms whose runs ended at different epochs, {first} to {last}, mean and band are those of the remaining \
         runs after the first end, and less than half of them have no band.{}",
        restored(chart)
    ))
}

/// The final values of the first quantity on the training part, as in the table of results. Values of different losses
/// are not compared.
fn final_values(chart: &Chart, quantity: Quantity) -> Option<String> {
    if matches!(quantity, Quantity::Objective | Quantity::Loss) && !one_loss(chart) {
        return None;
    }
    let metric = Metric { part: *chart.parts.first()?, quantity };
    let end = |arm: &Arm| Some((arm.result(metric)?.mean, escaped(&arm.label)));
    let ends: Vec<(f64, String)> = chart.arms.iter().filter_map(end).collect();
    let low = ends.iter().min_by(|a, b| a.0.total_cmp(&b.0))?;
    let high = ends.iter().max_by(|a, b| a.0.total_cmp(&b.0))?;
    let name = evaluation::name(metric);
    let (low, high) = ((number(low.0), &low.1), (number(high.0), &high.1));
    if low.0 == high.0 {
        let with = if ends.len() == 1 && chart.arms.len() > 1 { format!(" with {}", low.1) } else { String::new() };
        return Some(format!("After training the {name} is {}{with}.", low.0));
    }
    Some(format!("After training the {name} is between {} ({}) and {} ({}).", low.0, low.1, high.0, high.1))
}

/// Logarithmic axes, and what is cut off.
fn cut_off(chart: &Chart) -> Option<String> {
    let series = |quantity| chart.curves(quantity);
    let low = |quantity| {
        let points = series(quantity).into_iter().flat_map(|series| series.points);
        points.map(|point| point.mean).fold(f64::INFINITY, f64::min)
    };
    let mut parts = Vec::new();
    let is_logarithmic = |quantity: Quantity| series::scale(quantity, &series(quantity)) == Scale::Log;
    if chart.quantities.iter().any(|&quantity| is_logarithmic(quantity)) {
        parts.push("the axis of the loss is logarithmic".to_owned());
    }
    let logarithmic = chart.quantities.iter().filter(|&&quantity| is_logarithmic(quantity));
    if let Some((floor, least)) = logarithmic.filter_map(|&quantity| series::cut_below(&series(quantity))).next() {
        parts.push(format!("what is below {} is cut off (the lowest is {})", number(floor), number(least)));
    }
    if chart.quantities.contains(&Quantity::R2) && series::is_cut(&series(Quantity::R2)) {
        parts.push(format!("R² below −1 is cut off (the lowest is {})", number(low(Quantity::R2))));
    }
    let cut = |&quantity: &Quantity| series(quantity).iter().any(|series| series.exceeds_limits(quantity));
    if !chart.arms.iter().all(|arm| chart.shows_runs(arm)) && chart.quantities.iter().any(cut) {
        parts.push("bands are cut off at the limits of the quantity".to_owned());
    }
    (!parts.is_empty()).then(|| format!("{}.", capital(&parts.join("; "))))
}

fn records<'c>(chart: &'c Chart) -> impl Iterator<Item = &'c Record> {
    chart.arms.iter().flat_map(|arm| arm.runs.iter().copied())
}
