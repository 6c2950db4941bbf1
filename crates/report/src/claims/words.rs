//! The numbers of a verdict in words: what was measured, of which arms, with which interval.

use experiment::spec::{At, Claim, Further, Measure, Named};

use super::Case;
use super::evidence::Evidence;
use crate::arms::Arm;
use crate::evaluation::{name, oriented};
use crate::markdown::escaped;
use crate::statistics::Estimate;
use crate::words::{capital, count, estimate, interval, level, number, signed};

/// The numbers that decide a claim, as a sentence in Markdown.
pub(super) fn numbers(case: &Case, at_level: f64) -> String {
    let hidden = case.arm.map(hidden_layers);
    let subject = capital(&subject(case.claim, hidden));
    let (arm, other) = (in_arm(case.arm), case.other.map(|other| in_arm(Some(other))).unwrap_or_default());
    match &case.evidence {
        Evidence::Means { difference, .. } if case.claim.metric.is_ratio() => {
            format!("{subject}: {}.", of_ratio(case, *difference, at_level))
        }
        Evidence::Means { arm: ours, other: theirs, difference } => {
            let ends = difference.interval_at(at_level).unwrap_or((difference.mean, difference.mean));
            let runs = runs(case, difference.count);
            match theirs {
                Some(theirs) => format!(
                    "{subject}: {}{arm}, {}{other}; the difference is {} ({} interval, {runs}).",
                    estimate(*ours),
                    estimate(*theirs),
                    interval(ends),
                    level(at_level)
                ),
                None => format!(
                    "{subject}: {}{arm}, {} interval {}, {runs}.",
                    number(ours.mean),
                    level(at_level),
                    interval(ends)
                ),
            }
        }
        Evidence::Counts { arm: ours, other: theirs } => {
            let share = |(hits, all): (usize, usize)| format!("{hits} of {all}");
            let theirs = theirs.map(|theirs| format!(", {}{other}", share(theirs))).unwrap_or_default();
            format!("{subject}: {}{arm}{theirs}.", share(*ours))
        }
        Evidence::Numbers { arm: ours, other: theirs } => {
            let value = |value: f64| exact(if case.claim.metric.is_ratio() { libm::exp(value) } else { value });
            let theirs = theirs.map(|theirs| format!(", {}{other}", value(theirs))).unwrap_or_default();
            format!("{subject}: {}{arm}{theirs}.", value(*ours))
        }
        Evidence::Bits(same, pairs) => {
            format!("Every metric of every epoch is the same to the last bit in {same} of {}.", runs(case, *pairs))
        }
        Evidence::Never(what) | Evidence::Missing(what) => format!("{subject}: {what}."),
    }
}

/// A geometric mean with its interval, or how many times that of the other arm it is.
fn of_ratio(case: &Case, difference: Estimate, at_level: f64) -> String {
    let (low, high) = difference.interval_at(at_level).unwrap_or((difference.mean, difference.mean));
    let ends = format!("{} to {}", number(libm::exp(low)), number(libm::exp(high)));
    let runs = runs(case, difference.count);
    let mean = number(libm::exp(difference.mean));
    let arm = in_arm(case.arm);
    match case.other {
        Some(other) => {
            let other = in_arm(Some(other));
            format!("{mean} times as much{arm} as{other} ({} interval {ends}, {runs})", level(at_level))
        }
        None => format!("{mean}{arm} ({} interval {ends}, {runs})", level(at_level)),
    }
}

fn runs(case: &Case, runs: usize) -> String {
    count(runs, case.arm.map_or("run", Arm::repetition))
}

fn in_arm(arm: Option<&Arm>) -> String {
    match arm {
        Some(arm) if ["with ", "without "].iter().any(|word| arm.label.starts_with(word)) => {
            format!(" {}", escaped(&arm.label))
        }
        Some(arm) if !arm.label.is_empty() => format!(" with {}", escaped(&arm.label)),
        Some(_) | None => String::new(),
    }
}

/// What a claim is about: "test accuracy", "share of dead units at epoch 0".
fn subject(claim: &Claim, hidden: Option<usize>) -> String {
    let moment = match claim.at {
        Some(At::Epoch(0)) => " before training".to_owned(),
        Some(At::Epoch(epoch)) => format!(" after epoch {epoch}"),
        Some(At::Best(_)) => " in the best epoch".to_owned(),
        None => String::new(),
    };
    measure(&claim.metric, hidden) + &moment
}

/// How many hidden layers the networks of an arm have.
fn hidden_layers(arm: &Arm) -> usize {
    arm.first().run.spec.network.hidden.len()
}

/// A layer as figures name it: a config counts from 0, a reader from 1.
fn layer(index: usize, hidden: Option<usize>) -> String {
    if hidden == Some(index) { "the output layer".to_owned() } else { format!("hidden layer {}", index + 1) }
}

/// A measure in words, of networks with so many hidden layers.
pub fn measure(measure: &Measure, hidden: Option<usize>) -> String {
    let further = match measure {
        Measure::Metric(metric) => return name(*metric),
        Measure::Further(Named(further)) => further,
    };
    let of_layer =
        |index: &Option<usize>| index.map(|index| format!(" in {}", layer(index, hidden))).unwrap_or_default();
    let reaching = |of, value: f64| {
        let sign = if oriented(of, 1.0) > 0.0 { "≥" } else { "≤" };
        format!("{} {sign} {}", name(of), short(value))
    };
    match further {
        Further::ShareReaching { of, value } => format!("runs that reach {}", reaching(*of, *value)),
        Further::EpochsUntil { of, value } => format!("epochs until {}", reaching(*of, *value)),
        Further::UpdatesUntil { of, value } => format!("updates until {}", reaching(*of, *value)),
        Further::ShareDiverged => "runs that diverged".to_owned(),
        Further::GradientRatio { layers: [first, second] } => {
            format!("gradient norm of {} relative to that of {}", layer(*first, hidden), layer(*second, hidden))
        }
        Further::GradientNorm { layer: index } => format!("gradient norm of {}", layer(*index, hidden)),
        Further::UpdateRatio { layer: index } => format!("‖Δw‖/‖w‖ of {}", layer(*index, hidden)),
        Further::Dead { layer: index } => format!("share of dead units{}", of_layer(index)),
        Further::Saturated { layer: index } => format!("share of saturated units{}", of_layer(index)),
        Further::Fluctuation => "deviation of the training loss within the epoch".to_owned(),
        Further::Distance => "distance from the solution".to_owned(),
        Further::WeightNorm => "norm of the weights".to_owned(),
        Further::SmallWeights { below } => format!("share of weights smaller than {}", short(*below)),
        Further::OverBaseline { of, baseline } => format!("{} minus that of the {}", name(*of), baseline.in_words()),
        Further::ClassRecall { class } => format!("recall of {}", escaped(class)),
        Further::ClassPrecision { class } => format!("precision of {}", escaped(class)),
        Further::Bits => "bits".to_owned(),
        Further::UpdatesPerEpoch => "updates in an epoch".to_owned(),
        Further::Parameters => "parameters".to_owned(),
        Further::Corrections => "corrections".to_owned(),
    }
}

/// A whole number without decimals, any other with four digits.
pub fn exact(value: f64) -> String {
    if value.fract() == 0.0 && value.abs() < 1e9 { short(value) } else { number(value) }
}

/// A number of a config as it was written, with an exponent where it would have many zeros: 0.05, 1e-300.
fn short(value: f64) -> String {
    let written = format!("{value:?}");
    signed(written.strip_suffix(".0").unwrap_or(&written).to_owned())
}

#[cfg(test)]
mod tests {
    use super::short;

    #[test]
    fn a_number_is_as_short_as_it_was_written() {
        let written = [0.9, -2.0, 1500.0, 1e-300, -1e300, f64::INFINITY].map(short);
        assert_eq!(written, ["0.9", "−2", "1500", "1e-300", "−1e300", "∞"]);
    }
}
