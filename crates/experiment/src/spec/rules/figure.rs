//! Rules of the looks of figures: ranges that are ones, on axes that can show them.

use super::RuleViolation;
use crate::spec::{Experiment, LogAxes};

pub(super) fn check(experiment: &Experiment, violations: &mut Vec<RuleViolation>) {
    for (index, figure) in experiment.figure.iter().enumerate() {
        let axes = [
            ("x_range", figure.x_range, figure.log.is_some_and(LogAxes::includes_x)),
            ("y_range", figure.y_range, figure.log.is_some_and(LogAxes::includes_y)),
        ];
        for (key, range, is_log) in axes {
            let at = format!("figure[{index}].{key}");
            violations.extend(match range {
                Some([low, high]) if low >= high => Some(turned_around(&at, low, high)),
                Some([low, _]) if is_log && low <= 0.0 => Some(not_above_zero(&at, low, index)),
                Some(_) | None => None,
            });
        }
    }
}

fn turned_around(at: &str, low: f64, high: f64) -> RuleViolation {
    RuleViolation::new(at, format!("a range does not go from {low} to {high}")).help("write the smaller number first")
}

fn not_above_zero(at: &str, low: f64, index: usize) -> RuleViolation {
    RuleViolation::new(at, format!("a logarithmic axis does not reach {low}"))
        .also(format!("figure[{index}].log"), "logarithmic")
        .help("write a number above 0, or leave out log")
}
