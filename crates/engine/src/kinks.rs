//! Kinks: where a network has no derivative, and whether a step to both sides crosses one.
//!
//! Between two kinks every pre-activation stays on its side. The *pattern* of a network is the list of these sides:
//! of the kinks of its activations and of its loss, which the parts themselves name ([`Activation::facts`],
//! [`Loss::facts`]), and the sign of a weight under an l1 penalty. Two patterns that differ mean a kink in between,
//! and then differences say nothing. A jump of the second derivative counts, too (elu with α = 1, Huber's edge): the
//! derivative is there, and differences across it lose their digits.

use experiment::Spec;
use experiment::spec::{Activation, Kinks, Loss, LossKinks};

use crate::{Batch, Dataset, Layout, Matrix, Trace, argmax};

/// A batch whose traces are compared, with its network and its data.
#[derive(Debug, Clone, Copy)]
pub struct TracedBatch<'a> {
    /// The network with its loss and its penalty.
    pub spec: &'a Spec,
    /// The data, for the targets.
    pub dataset: &'a Dataset,
    /// The samples, and their dropout masks.
    pub batch: &'a Batch<'a>,
}

/// The sides of all kinks, with the name of each group.
#[derive(Debug, Clone, PartialEq)]
pub struct Pattern(Vec<(String, Vec<i64>)>);

impl Pattern {
    /// The pattern of a network with these parameters, from the traces of a batch as training sees it.
    pub fn of(traces: &[Trace], parameters: &[f64], layout: &Layout, traced: &TracedBatch) -> Pattern {
        let activations: Vec<Activation> =
            traced.spec.activations().into_iter().chain(traced.spec.output().activation()).collect();
        let hidden = traced.spec.network.hidden.len();
        let mut groups = Vec::new();
        for (trace, layer) in traces.iter().filter_map(|trace| Some((trace, trace.pre_activation_of()?))) {
            let sides = activations.get(layer).and_then(|activation| sides_of(*activation, &trace.values));
            groups.extend(sides.map(|sides| (trace.name.clone(), sides)));
        }
        let output = format!("layers.{hidden}.a");
        let outputs = traces.iter().find(|trace| trace.name == output);
        let sides =
            outputs.and_then(|outputs| loss_sides(traced.spec.loss(), &outputs.values, traced.dataset, traced.batch));
        groups.extend(sides.map(|sides| ("the loss".to_string(), sides)));
        groups.extend(weight_signs(traced.spec, layout, parameters));
        Pattern(groups)
    }

    /// Where the two patterns differ first: `layers.0.z[5]`, counted row by row, or `None` if nowhere.
    pub fn crossed(&self, other: &Pattern) -> Option<String> {
        assert_eq!(self.0.len(), other.0.len(), "two patterns of one network have the same groups");
        let groups = self.0.iter().zip(&other.0);
        groups.filter(|(ours, theirs)| ours != theirs).find_map(|((name, ours), (_, theirs))| {
            let at = ours.iter().zip(theirs).position(|(ours, theirs)| ours != theirs)?;
            Some(format!("{name}[{at}]"))
        })
    }
}

/// On which side of its kinks each pre-activation of a layer lies; `None` for an activation without kinks.
fn sides_of(activation: Activation, z: &Matrix) -> Option<Vec<i64>> {
    match activation.facts().kinks {
        Kinks::Nowhere => None,
        Kinks::At(kinks) => Some(z.values().iter().map(|z| kinks.iter().map(|kink| side(z - kink)).sum()).collect()),
        Kinks::Ties(pieces) => Some(z.values().chunks(pieces).map(index_of_largest).collect()),
    }
}

/// −1, 0 or 1.
fn side(value: f64) -> i64 {
    i64::from(value > 0.0) - i64::from(value < 0.0)
}

/// The index of the largest piece; −1 if two are equal.
fn index_of_largest(pieces: &[f64]) -> i64 {
    let best = argmax(pieces);
    let ties = pieces.iter().filter(|value| **value == pieces[best]).count();
    if ties > 1 { -1 } else { best as i64 }
}

/// On which side of the loss's kinks each output lies; `None` for a loss without kinks.
fn loss_sides(loss: Loss, outputs: &Matrix, dataset: &Dataset, batch: &Batch) -> Option<Vec<i64>> {
    let each = |f: &dyn Fn(f64, f64) -> i64| {
        let rows = batch.rows.iter().enumerate();
        let pairs = rows.flat_map(|(at, &row)| outputs.row(at).iter().zip(dataset.targets.row(row)));
        Some(pairs.map(|(y, t)| f(*y, *t)).collect())
    };
    match loss.facts().kinks {
        LossKinks::Nowhere => None,
        LossKinks::AtError(size) => each(&|y, t| side(y - t - size) + side(y - t + size)),
        LossKinks::AtMargin(margin) => each(&|y, t| side(t * y - margin)),
        LossKinks::AtJumps => each(&|y, _| y.to_bits() as i64),
    }
}

/// The signs of penalized elements, if there is an l1 penalty.
fn weight_signs(spec: &Spec, layout: &Layout, parameters: &[f64]) -> Vec<(String, Vec<i64>)> {
    if spec.training.penalty.l1 == 0.0 {
        return Vec::new();
    }
    let weights = layout.tensors.iter().filter(|tensor| tensor.role.penalized());
    weights.map(|t| (t.name.clone(), parameters[t.range()].iter().map(|w| side(*w)).collect())).collect()
}
