//! Finds how far rounding may carry what two engines compute from one snapshot.
//!
//! The hand-written engine knows the rounding errors of its numbers. Of a line search they say nothing: it compares
//! values of the objective, and their last digits decide where it ends. So its step is tried from neighbors of its
//! start, and as far as it ends apart from itself there, two engines may end apart.

use engine::{Batch, Engine, Snapshot, agreement};
use experiment::spec::Optimizer;

use super::AgreementMonitor;
use super::allowance::RoundingAllowance;
use super::comparison::Comparison;
use super::neighbor::Neighbor;

/// From how many neighbors of a snapshot each engine tries a line search, where the two end it apart.
const NEIGHBORS: u64 = 18;

/// How many deviations of its rounding error an objective may be off by.
const ERROR_DEVIATIONS: f64 = 32.0;

impl AgreementMonitor {
    /// How far rounding may carry what was compared.
    pub(super) fn allowance(
        &self,
        engines: [&mut dyn Engine; 2],
        comparison: &Comparison,
        batch: &Batch,
        rate: f64,
    ) -> RoundingAllowance {
        let [first, second] = engines;
        self.restore_shared(first, &comparison.from);
        self.restore_shared(second, &comparison.from);
        let rounding = first.rounding(batch, Some(rate)).or_else(|| second.rounding(batch, Some(rate)));
        let objective = rounding.as_ref().map_or(0.0, |rounding| rounding.objective);
        let spread = match self.spec.training.optimizer {
            Optimizer::Lbfgs { .. }
                if comparison.slopes_overflow() || self.is_within_rounding(first, comparison, batch, objective) =>
            {
                vec![f64::INFINITY; comparison.from.parameters.len()]
            }
            Optimizer::Lbfgs { .. } => self.spread([first, second], comparison, batch, rate),
            _ => Vec::new(),
        };
        RoundingAllowance { rounding, spread }
    }

    /// Whether both steps change the objective by no more than rounding does: a search that compares values has nothing
    /// to go by. error: that of the objective, in units of half a unit in the last place.
    fn is_within_rounding(&self, engine: &mut dyn Engine, comparison: &Comparison, batch: &Batch, error: f64) -> bool {
        let mut objective = |parameters: &[f64]| {
            self.restore_shared(engine, &Snapshot { parameters: parameters.to_vec(), ..comparison.from.clone() });
            engine.objective(batch)
        };
        let start = objective(&comparison.from.parameters);
        let mut changes =
            comparison.computed.iter().map(|computed| (objective(&computed.after.parameters) - start).abs());
        changes.all(|change| change <= ERROR_DEVIATIONS * f64::EPSILON / 2.0 * error)
    }

    /// How far apart steps of one engine end that start some units in the last place apart, with the samples of the
    /// batch in other orders: a line search compares values of the objective, and near a minimum or a kink their last
    /// digits decide.
    fn spread(&self, engines: [&mut dyn Engine; 2], comparison: &Comparison, batch: &Batch, rate: f64) -> Vec<f64> {
        let mut spread = vec![0.0f64; comparison.from.parameters.len()];
        let (from, sizes) = (&comparison.from.parameters, comparison.sizes_of_neighbors());
        for (engine, computed) in engines.into_iter().zip(&comparison.computed) {
            for (draw, sizes) in (0..NEIGHBORS).flat_map(|draw| sizes.iter().map(move |sizes| (draw, sizes))) {
                let neighbor = Neighbor::draw(from, sizes, batch, draw);
                self.restore_shared(engine, &Snapshot { parameters: neighbor.parameters, ..comparison.from.clone() });
                engine.step(&Batch { rows: &neighbor.rows, masks: &neighbor.masks }, rate);
                let ends = engine.snapshot().parameters;
                let pairs = spread.iter_mut().zip(ends.iter().zip(&computed.after.parameters));
                pairs.for_each(|(most, (end, settled))| *most = agreement::larger(*most, (end - settled).abs()));
            }
        }
        spread
    }
}
