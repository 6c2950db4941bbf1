//! Ratios of sizes in words: geometric means, small ones as a part, and norms that are 0.

use experiment::spec::Further;

use super::intervals::{ends, runs};
use super::naming::{in_arm, short};
use super::{Case, Runs};
use crate::arms::Arm;
use crate::statistics::Estimate;
use crate::words::{count, level, list, number, significant};

/// A geometric mean with its interval, or how many times that of the other arm it is; of norms that are 0 in how many
/// runs they are.
pub fn of_ratio(case: &Case, difference: Estimate, at_level: f64) -> String {
    if let Some(zeros) = zeros(case) {
        return zeros;
    }
    let relative = case.other.is_some() || matches!(case.claim.metric.further(), Some(Further::GradientRatio { .. }));
    let text = |value: f64| if relative { fraction(value) } else { number(value) };
    let mean = libm::exp(difference.mean);
    let (low, high) = ends(difference, at_level);
    let (low, high) = (text(libm::exp(low)), text(libm::exp(high)));
    let (arm, runs) = (in_arm(case.arm), runs(case, difference.count));
    let ends = format!("({} interval {low} to {high}, {runs})", level(at_level));
    match case.other {
        Some(other) => {
            let times = if mean < INVERTED { "" } else { " times" };
            format!("{}{times} as much{arm} as{} {ends}", text(mean), in_arm(Some(other)))
        }
        None => format!("{}{arm} {ends}", text(mean)),
    }
}

/// Where a norm is 0, no ratio is a number: each arm with the runs in which it is.
fn zeros(case: &Case) -> Option<String> {
    let one = |(arm, runs): (&Arm, &Runs)| {
        let values: Vec<f64> = runs.iter().flatten().map(|run| run.value).collect();
        let (zeros, all) = (values.iter().filter(|value| **value == 0.0).count(), values.len());
        let in_arm = in_arm(Some(arm));
        let logarithms: f64 = values.iter().map(|value| libm::log(*value)).sum();
        let text = match zeros {
            0 => format!("{}{in_arm}", number(libm::exp(logarithms / all as f64))),
            _ if zeros == all => format!("0{in_arm} in every one of {}", count(all, arm.repetition())),
            some => format!("0{in_arm} in {some} of {}", count(all, arm.repetition())),
        };
        (zeros > 0, text)
    };
    let measured = case.arm.map(|arm| (arm, &case.ours)).into_iter().chain(case.other.map(|arm| (arm, &case.theirs)));
    let (has_zeros, texts): (Vec<bool>, Vec<String>) = measured.map(one).unzip();
    has_zeros.contains(&true).then(|| list(&texts))
}

/// A logarithm of a ratio, in which the smallest number stands for 0.
pub fn from_logarithm(value: f64) -> f64 {
    if value <= libm::log(f64::MIN_POSITIVE) { 0.0 } else { libm::exp(value) }
}

/// Ratios below this are written as a part, 1/182.
const INVERTED: f64 = 0.1;

/// How many times, or which part.
fn fraction(value: f64) -> String {
    if value < INVERTED { format!("1/{}", short(significant(1.0 / value, 3))) } else { number(value) }
}
