//! How far rounding may carry what two engines compute from one snapshot. How it is found, `rounding` says.

use engine::RoundingErrors;

/// A step may end this many times as far off as steps from neighboring parameters do.
const SPREADS: f64 = 100.0;

/// How far rounding may carry each of the compared numbers; not at all before anybody has asked.
pub(super) struct RoundingAllowance {
    pub(super) rounding: Option<RoundingErrors>,
    /// How far the parameters after a step spread when it starts from neighbors: for searches that decide by values.
    pub(super) spread: Vec<f64>,
}

impl RoundingAllowance {
    /// No allowance for rounding.
    pub(super) const NONE: RoundingAllowance = RoundingAllowance { rounding: None, spread: Vec::new() };

    /// The size of one number of a list of the rounding errors.
    pub(super) fn of(&self, list: impl Fn(&RoundingErrors) -> &[f64], index: usize) -> f64 {
        self.rounding.as_ref().and_then(|rounding| list(rounding).get(index).copied()).unwrap_or(0.0)
    }

    /// The size of a parameter after one step.
    pub(super) fn parameter(&self, index: usize) -> f64 {
        self.of(|rounding| &rounding.after.parameters, index)
    }

    /// How far a parameter may end off after a search.
    pub(super) fn spread(&self, index: usize) -> f64 {
        SPREADS * self.spread.get(index).copied().unwrap_or(0.0)
    }

    /// Whether some parameter may end farther off than this after a search.
    pub(super) fn spreads_beyond(&self, most: f64) -> bool {
        (0..self.spread.len()).any(|at| self.spread(at) > most)
    }
}
