//! How many runs classify every sample of the evaluation part correctly, or reach 1 in another score of classes, where
//! some do and some do not.
//!
//! A mean hides such clusters: a network that solves XOR from 2 of 5 starts has no accuracy of 0.85 ± 0.2 in any of
//! them.

use experiment::spec::{MeasuredOn, Metric};

use crate::arms::Arm;
use crate::evaluation::name;
use crate::markdown::escaped;
use crate::words::{SPELLED_OUT, capital, count, list};

/// A share of weighted samples is 1 but for the rounding of its sum.
const ONE: f64 = 1.0 - 1e-12;

/// "2 of 5 seeds"; none where all runs of an arm reach accuracy 1, or none does.
pub fn share(arm: &Arm, metric: Metric) -> Option<String> {
    let (perfect, runs) = (perfect_runs(arm, metric), arm.runs.len());
    (perfect > 0 && perfect < runs).then(|| format!("{perfect} of {}", count(runs, arm.repetition())))
}

/// The sentence about several arms.
pub fn sentence(arms: &[Arm], metric: Metric) -> Option<String> {
    let of_arm = |arm: &Arm| Some(format!("{} with {}", share(arm, metric)?, escaped(&arm.label)));
    let shares: Vec<String> = arms.iter().filter_map(of_arm).collect();
    let reached = format!("{} 1", capital(&name(metric)));
    match shares.len() {
        0 => None,
        few if few <= SPELLED_OUT => Some(format!("{reached} is reached by {}.", list(&shares))),
        many => Some(format!("{reached} is reached by some runs and not by others in {many} arms.")),
    }
}

fn perfect_runs(arm: &Arm, metric: Metric) -> usize {
    let is_score_of_classes =
        metric.quantity.higher_is_better() && metric.quantity.measured_on() == MeasuredOn::Classes;
    let finals = arm.finals(arm.reported_engine(), metric).into_iter();
    finals.filter(|value| is_score_of_classes && *value >= ONE).count()
}
