//! Rules of the looks of figures: ranges that are ones, on axes that can show them.

use super::RuleViolation;
use crate::spec::{Experiment, LogAxes};

pub(super) fn check(experiment: &Experiment, violations: &mut Vec<RuleViolation>) {
    for (index, figure) in experiment.figure.iter().enumerate() {
        let axes = [
            ("x_range", figure.x_range, matches!(figure.log, Some(LogAxes::X | LogAxes::Both))),
            ("y_range", figure.y_range, matches!(figure.log, Some(LogAxes::Y | LogAxes::Both))),
        ];
        for (key, range, is_log) in axes {
            let at = format!("figure[{index}].{key}");
            violations.extend(range.and_then(|[low, high]| violation(&at, low, high, is_log, index)));
        }
    }
}

fn violation(at: &str, low: f64, high: f64, is_log: bool, index: usize) -> Option<RuleViolation> {
    if low >= high {
        let message = format!("a range does not go from {low} to {high}");
        return Some(RuleViolation::new(at, message).help("write the smaller number first"));
    }
    (is_log && low <= 0.0).then(|| {
        RuleViolation::new(at, format!("a logarithmic axis does not reach {low}"))
            .also(format!("figure[{index}].log"), "logarithmic")
            .help("write a number above 0, or leave out log")
    })
}
