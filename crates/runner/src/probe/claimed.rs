//! What claims ask for beyond metrics, at the epochs that they name, and of the network that training leaves.
//!
//! Leaves the table `claims`: the quantity with its layer, `gradient-norm 0`, the epoch, the value. The epoch of the
//! network that training leaves is NaN; for what happens within an epoch that is the last one.

use engine::{Batch, Engine, Role, explicit};
use experiment::Spec;
use experiment::record::LabeledTable;
use experiment::spec::{Activation, Recorded, Recording};

use super::flat::Flat;
use super::{Probe, ProbeContext, ROWS, gradients, health, sample_training_rows, table};
use crate::archive::Archive;

/// The name of the table.
const TABLE: &str = "claims";

pub(super) struct Claimed {
    recordings: Vec<Recording>,
    activations: Vec<Activation>,
    solution: Vec<(String, Vec<f64>)>,
    rows: Vec<usize>,
    /// The parameters before the latest update and after it.
    parameters: [Vec<f64>; 2],
    /// The losses after the updates of the epoch under way.
    losses: Vec<f64>,
    found: Vec<(String, Vec<f64>)>,
    /// What the last epoch leaves of the quantities within an epoch.
    latest: Vec<(String, Vec<f64>)>,
}

impl Claimed {
    pub(super) fn new(context: &ProbeContext) -> Option<Claimed> {
        let Spec { recording, solution, .. } = context.spec;
        let flat = |(name, value): (&String, _)| (name.clone(), explicit::elements(value));
        // The counts of classes stand in the confusion matrix.
        let is_counted = |recording: &&Recording| recording.quantity == Recorded::ClassCounts;
        let recordings: Vec<Recording> = recording.iter().filter(|recording| !is_counted(recording)).cloned().collect();
        (!recordings.is_empty()).then(|| Claimed {
            recordings,
            activations: context.spec.activations(),
            solution: solution.iter().map(flat).collect(),
            rows: sample_training_rows(context.dataset, ROWS),
            parameters: [Vec::new(), Vec::new()],
            losses: Vec::new(),
            found: Vec::new(),
            latest: Vec::new(),
        })
    }

    fn wants(&self, quantity: Recorded) -> bool {
        self.recordings.iter().any(|recording| recording.quantity == quantity)
    }

    /// The values of a quantity, each with the name of its row.
    fn values(&self, quantity: Recorded, engine: &mut dyn Engine) -> Vec<(String, f64)> {
        let batch = Batch::of(&self.rows);
        let one = |name: &str, value: f64| vec![(name.to_owned(), value)];
        match quantity {
            Recorded::GradientNorms => {
                let gradients = engine.gradients(&batch);
                numbered("gradient-norm", gradients::norms(engine, &gradients))
            }
            Recorded::UpdateRatios => self.update_ratios(engine),
            Recorded::Flat => self.flat(engine),
            Recorded::Fluctuation => one("fluctuation", fluctuation(&self.losses)),
            Recorded::Distance => one("distance", self.distance(engine)),
            Recorded::ClassCounts => Vec::new(),
            Recorded::WeightNorm => {
                one("weight-norm", weights(engine).iter().map(|weight| weight * weight).sum::<f64>().sqrt())
            }
            Recorded::SmallWeights { below } => {
                let weights = weights(engine);
                let small = weights.iter().filter(|weight| weight.abs() < below).count();
                one(&format!("small-weights {below}"), small as f64 / weights.len() as f64)
            }
        }
    }

    fn update_ratios(&self, engine: &dyn Engine) -> Vec<(String, f64)> {
        let [before, after] = &self.parameters;
        if before.is_empty() {
            return Vec::new();
        }
        let layers = 0..engine.layout().layer_count();
        numbered("update-ratio", layers.map(|layer| health::ratio(engine, layer, before, after)).collect())
    }

    /// The dead and the saturated shares of each hidden layer. An activation that is flat nowhere has none.
    fn flat(&self, engine: &mut dyn Engine) -> Vec<(String, f64)> {
        let trace = engine.trace(&Batch::of(&self.rows));
        let shares = |(layer, activation): (usize, &Activation)| {
            let unknown = if activation.facts().slopes.is_some() { (0.0, 0.0) } else { (f64::NAN, f64::NAN) };
            let slopes = health::of(&trace, layer, "slope");
            Flat::of(*activation).zip(slopes).map_or(unknown, |(flat, slopes)| health::shares(flat, slopes))
        };
        let (saturated, dead): (Vec<f64>, Vec<f64>) = self.activations.iter().enumerate().map(shares).unzip();
        [numbered("saturated", saturated), numbered("dead", dead)].concat()
    }

    fn distance(&self, engine: &dyn Engine) -> f64 {
        let (parameters, layout) = (engine.snapshot().parameters, engine.layout());
        let square = |(name, solution): &(String, Vec<f64>)| {
            let tensor = layout.tensor(name).expect("names of the solution were checked");
            let pairs = parameters[tensor.range()].iter().zip(solution);
            pairs.map(|(value, goal)| (value - goal) * (value - goal)).sum::<f64>()
        };
        self.solution.iter().map(square).sum::<f64>().sqrt()
    }
}

fn numbered(name: &str, values: Vec<f64>) -> Vec<(String, f64)> {
    values.into_iter().enumerate().map(|(layer, value)| (format!("{name} {layer}"), value)).collect()
}

/// All weights, without biases and the other parameters of units.
fn weights(engine: &dyn Engine) -> Vec<f64> {
    let parameters = engine.snapshot().parameters;
    let tensors = engine.layout().tensors.iter().filter(|tensor| tensor.role == Role::Weight);
    tensors.flat_map(|tensor| parameters[tensor.range()].to_vec()).collect()
}

/// √(Σ r²/n), r the distances of n values from their straight line of least squares: an even fall does not
/// fluctuate. One value or two are their own line.
fn fluctuation(values: &[f64]) -> f64 {
    let count = values.len() as f64;
    let (middle, mean) = ((count - 1.0) / 2.0, values.iter().sum::<f64>() / count);
    let places = || values.iter().enumerate().map(|(at, value)| (at as f64 - middle, value - mean));
    let (both, along): (f64, f64) = places().fold((0.0, 0.0), |(both, along), (x, y)| (both + x * y, along + x * x));
    let slope = if along > 0.0 { both / along } else { 0.0 };
    let residuals = places().map(|(x, y)| (y - slope * x) * (y - slope * x));
    (residuals.sum::<f64>() / count).sqrt()
}

/// Whether a quantity is one of the updates of an epoch, not of a network.
fn is_within_epoch(quantity: Recorded) -> bool {
    match quantity {
        Recorded::UpdateRatios | Recorded::Fluctuation => true,
        Recorded::GradientNorms | Recorded::Flat | Recorded::Distance | Recorded::WeightNorm => false,
        Recorded::SmallWeights { .. } | Recorded::ClassCounts => false,
    }
}

fn rows(values: Vec<(String, f64)>, epoch: f64) -> impl Iterator<Item = (String, Vec<f64>)> {
    values.into_iter().map(move |(name, value)| (name, vec![epoch, value]))
}

impl Probe for Claimed {
    fn after_epoch(&mut self, epoch: usize, engine: &mut dyn Engine) {
        self.latest.clear();
        for recording in self.recordings.clone() {
            let within = is_within_epoch(recording.quantity);
            if within && epoch == 0 || !within && !recording.epochs.contains(&epoch) {
                continue;
            }
            let values = self.values(recording.quantity, engine);
            if within {
                self.latest.extend(rows(values.clone(), f64::NAN));
            }
            if recording.epochs.contains(&epoch) {
                self.found.extend(rows(values, epoch as f64));
            }
        }
        self.losses.clear();
        if self.wants(Recorded::UpdateRatios) {
            self.parameters[1] = engine.snapshot().parameters;
        }
    }

    fn after_step(&mut self, engine: &mut dyn Engine) {
        if self.wants(Recorded::UpdateRatios) {
            self.parameters.swap(0, 1);
            self.parameters[1] = engine.snapshot().parameters;
        }
        if self.wants(Recorded::Fluctuation) {
            self.losses.push(engine.evaluate(&self.rows).loss);
        }
    }

    fn describe_state(&mut self, archive: &mut Archive) {
        self.parameters.iter_mut().for_each(|parameters| archive.numbers(parameters));
        archive.numbers(&mut self.losses);
        archive.rows(&mut self.found);
        archive.rows(&mut self.latest);
    }

    fn finish(mut self: Box<Self>, engine: &mut dyn Engine) -> Vec<(String, LabeledTable)> {
        let last = self.recordings.iter().filter(|recording| !is_within_epoch(recording.quantity));
        let last: Vec<(String, f64)> = last.flat_map(|recording| self.values(recording.quantity, engine)).collect();
        self.found.append(&mut self.latest);
        self.found.extend(rows(last, f64::NAN));
        vec![(TABLE.into(), table(["quantity", "epoch", "value"], self.found))]
    }
}

#[cfg(test)]
mod tests {
    use super::fluctuation;

    /// 4, 3, 2, 1 is a line. Of 1, 0, 2 the line is ½, 1, 3/2: its residuals are ½, −1, ½, and √(1.5/3) = √½.
    #[test]
    fn a_fall_is_no_fluctuation() {
        assert_eq!(fluctuation(&[4.0, 3.0, 2.0, 1.0]), 0.0);
        assert!((fluctuation(&[1.0, 0.0, 2.0]) - 0.5f64.sqrt()).abs() < 1e-15);
        assert_eq!((fluctuation(&[7.0]), fluctuation(&[7.0, 3.0])), (0.0, 0.0));
        assert!(fluctuation(&[]).is_nan(), "no update, no value");
    }
}
