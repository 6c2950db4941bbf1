//! Measures in words, as claims, the column of the judge and the terminal name them.

use experiment::spec::{At, Claim, Further, Measure, Named, Part};

use crate::arms::Arm;
use crate::evaluation::{name, oriented};
use crate::markdown::escaped;
use crate::words::{number, signed};

/// What a claim is about: "test accuracy", "share of dead units before training".
pub fn subject(claim: &Claim, arms: &[&Arm]) -> String {
    let moment = match claim.at {
        Some(At::Epoch(0)) => " before training".to_owned(),
        Some(At::Epoch(epoch)) => format!(" after epoch {epoch}"),
        Some(At::Best(_)) => " in the best epoch".to_owned(),
        None => String::new(),
    };
    measure(&claim.metric, &depths(arms.iter().copied())) + &moment
}

/// Where a number is from: " with relu", " without batch norm".
pub fn in_arm(arm: Option<&Arm>) -> String {
    match arm {
        Some(arm) if ["with ", "without "].iter().any(|word| arm.label.starts_with(word)) => {
            format!(" {}", escaped(&arm.label))
        }
        Some(arm) if !arm.label.is_empty() => format!(" with {}", escaped(&arm.label)),
        Some(_) | None => String::new(),
    }
}

/// How many hidden layers the networks of some arms have, each number once.
pub fn depths<'g, 'a: 'g>(arms: impl IntoIterator<Item = &'g Arm<'a>>) -> Vec<usize> {
    let mut depths: Vec<usize> = arms.into_iter().map(|arm| arm.first_run().run.spec.network.hidden.len()).collect();
    depths.sort_unstable();
    depths.dedup();
    depths
}

/// A layer as figures name it: a config counts from 0, a reader from 1. What is the output layer of one arm and a
/// hidden one of another has its number alone.
fn layer(index: usize, depths: &[usize]) -> String {
    if depths == [index] {
        "the output layer".to_owned()
    } else if depths.contains(&index) {
        format!("layer {}", index + 1)
    } else {
        format!("hidden layer {}", index + 1)
    }
}

/// A measure in words, of networks with these numbers of hidden layers.
pub fn measure(measure: &Measure, depths: &[usize]) -> String {
    let further = match measure {
        Measure::Metric(metric) => return name(*metric),
        Measure::Further(Named(further)) => further,
    };
    let of_layer =
        |index: &Option<usize>| index.map(|index| format!(" in {}", layer(index, depths))).unwrap_or_default();
    let reaching = |of, value: f64| {
        let sign = if oriented(of, 1.0) > 0.0 { "≥" } else { "≤" };
        format!("{} {sign} {}", name(of), short(value))
    };
    let of_part = |part: &Option<Part>| part.map(|part| part.in_words().to_owned() + " ").unwrap_or_default();
    match further {
        Further::ShareReaching { of, value } => format!("runs that reach {}", reaching(*of, *value)),
        Further::EpochsUntil { of, value } => format!("epochs until {}", reaching(*of, *value)),
        Further::UpdatesUntil { of, value } => format!("updates until {}", reaching(*of, *value)),
        Further::ShareDiverged => "runs that diverged".to_owned(),
        Further::GradientRatio { layers: [first, second] } => {
            format!("gradient norm of {} relative to that of {}", layer(*first, depths), layer(*second, depths))
        }
        Further::GradientNorm { layer: index } => format!("gradient norm of {}", layer(*index, depths)),
        Further::UpdateRatio { layer: index } => format!("‖Δw‖/‖w‖ of {}", layer(*index, depths)),
        Further::Dead { layer: index } => format!("share of dead units{}", of_layer(index)),
        Further::Saturated { layer: index } => format!("share of saturated activations{}", of_layer(index)),
        Further::Fluctuation => "deviation of the training loss from its line within the epoch".to_owned(),
        Further::Distance => "distance from the solution".to_owned(),
        Further::WeightNorm => "norm of the weights".to_owned(),
        Further::SmallWeights { below } => format!("share of weights smaller than {}", short(*below)),
        Further::OverBaseline { of, baseline } => format!("{} minus that of the {}", name(*of), baseline.in_words()),
        Further::ClassRecall { class, part } => format!("{}recall of {}", of_part(part), escaped(class)),
        Further::ClassPrecision { class, part } => format!("{}precision of {}", of_part(part), escaped(class)),
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
pub fn short(value: f64) -> String {
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
