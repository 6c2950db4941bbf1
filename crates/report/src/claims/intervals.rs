//! The interval of a claim, and the runs that it is over.

use super::Case;
use crate::arms::Arm;
use crate::statistics::Estimate;
use crate::words::count;

/// The ends of the interval of a mean; without one the mean itself.
pub fn ends(mean: Estimate, at_level: f64) -> (f64, f64) {
    mean.interval_at(at_level).unwrap_or((mean.mean, mean.mean))
}

/// So many runs of a claim's arm: "5 seeds".
pub fn runs(case: &Case, runs: usize) -> String {
    count(runs, case.arm.map_or("run", Arm::repetition))
}
