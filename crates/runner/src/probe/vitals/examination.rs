//! One look of the doctor at a network.
//!
//! gradient    ‖dw‖ / ‖x‖ of a layer, x what it reads, ‖x‖² = Σ x² / n: the size of the δ that reaches it
//! element     √(Σ dw² / count): the size of one element of that gradient
//! saturated   the share of (sample, unit) pairs at which an activation that is flat on both sides is flat
//! dead        the share of units whose slope is 0 at every sample
//! twins       units whose parameters are those of another unit of the layer, bit by bit
//! step        Δ·H·Δ / −g·Δ of the update Δ that these rows would bring: 1 lands on the floor of the valley along Δ
//! ahead       the same with the mean of H over the next fifty such updates: what a loss bends by in its kinks
//! descent     −g·Δ: how far the objective would fall if it were a plane
//!
//! Dividing by ‖x‖ leaves what the way back has made of the gradient: of a layer that reads large numbers ‖dw‖ is large
//! however small δ is. H·Δ is the difference of two gradients, divided by the distance. A rule that remembers a
//! velocity alone counts its first step from rest: the velocity that it has by then says where it came from.

use std::collections::BTreeSet;

use engine::{Batch, Dataset, Engine, Layout, Matrix, Role, Snapshot, TensorInfo};
use experiment::Spec;
use experiment::spec::{Activation, Memory, Optimizer, Precision, Tails};

use crate::probe::flat::Flat;
use crate::probe::health;

/// How many updates ahead the mean curvature reaches: from a step that is too short the floor is at least so far.
const AHEAD: f64 = 50.0;

/// What was seen of a network at one moment.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Examination {
    /// The epoch after which it was; 0 is before the first update.
    pub epoch: usize,
    /// What was seen of each layer, the output layer last.
    pub layers: Vec<LayerVitals>,
    /// How much of the way to the floor of its valley an update goes, at the learning rate without its schedule; NaN
    /// where it does not go down, or a line search chooses how far.
    pub step: f64,
    /// The same with the mean curvature of the fifty updates ahead, behind a loss with kinks: between them it may have
    /// no curvature, and of many rows kinks lie close together. NaN behind any other loss.
    pub ahead: f64,
    /// How far the objective would fall in that update if it were a plane.
    pub descent: f64,
}

/// What was seen of a layer.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct LayerVitals {
    /// The size of the gradient that reaches it; NaN where it reads nothing but zeros.
    pub gradient: f64,
    /// The size of one element of the gradient of its weights.
    pub element: f64,
    /// The share of flat activations; 0 where the activation is flat on one side at most, and of the output.
    pub saturated: f64,
    /// The share of units without a slope; 0 of the output.
    pub dead: f64,
    /// How many of its units repeat another one; 0 of the output.
    pub twins: usize,
}

/// Looks at an engine after an epoch, by these rows of its data; it answers afterwards as before.
pub(super) fn examine(
    epoch: usize,
    engine: &mut dyn Engine,
    spec: &Spec,
    dataset: &Dataset,
    rows: &[usize],
) -> Examination {
    let batch = Batch::of(rows);
    let gradients = engine.gradients(&batch);
    let layers = layers(engine, spec, &dataset.inputs.select(rows), &batch, &gradients);
    let UpdateVitals { step, ahead, descent } = update(engine, spec, &batch, &gradients);
    Examination { epoch, layers, step, ahead, descent }
}

/// inputs: (n, in), the rows of the batch
fn layers(engine: &mut dyn Engine, spec: &Spec, inputs: &Matrix, batch: &Batch, gradients: &[f64]) -> Vec<LayerVitals> {
    let trace = engine.trace(batch);
    let (parameters, layout) = (engine.snapshot().parameters, engine.layout());
    let activations = spec.activations();
    let layer = |layer: usize| {
        let weight = layout.find(layer, Role::Weight).expect("every layer has weights");
        let squares: f64 = gradients[weight.range()].iter().map(|g| g * g).sum();
        let before = layer.checked_sub(1).and_then(|before| health::of(&trace, before, "a"));
        let read = before.unwrap_or(inputs);
        let mean_square = read.values().iter().map(|x| x * x).sum::<f64>() / read.rows() as f64;
        let vitals = LayerVitals {
            gradient: (squares / mean_square).sqrt(),
            element: (squares / weight.len() as f64).sqrt(),
            ..LayerVitals::default()
        };
        match (activations.get(layer), health::of(&trace, layer, "slope")) {
            (Some(activation), Some(slopes)) => {
                let (saturated, dead) = flat(*activation, slopes);
                LayerVitals { saturated, dead, twins: twins(layout, layer, &parameters), ..vitals }
            }
            _ => vitals,
        }
    };
    (0..layout.layer_count()).map(layer).collect()
}

/// The saturated share and the dead share. No pair counts as saturated where only one side of the activation is flat,
/// as that is how a rectifier works. slopes: (n, width)
fn flat(activation: Activation, slopes: &Matrix) -> (f64, f64) {
    let (saturated, dead) = Flat::of(activation).map_or((0.0, 0.0), |flat| health::shares(flat, slopes));
    (if activation.facts().tails == Tails::Flat { saturated } else { 0.0 }, dead)
}

/// How many units have the weights and the bias of another one. Of a frozen layer none count: it stays as it is given.
fn twins(layout: &Layout, layer: usize, parameters: &[f64]) -> usize {
    let width = layout.widths[layer + 1];
    let tensors = [Role::Weight, Role::Bias].map(|role| layout.find(layer, role));
    if tensors.iter().flatten().any(|tensor| tensor.frozen) {
        return 0;
    }
    let of_unit = |unit: usize| -> Vec<u64> {
        let of = |tensor: &TensorInfo| {
            let pieces = tensor.columns / width;
            let places = (0..tensor.rows).flat_map(move |row| (0..pieces).map(move |piece| (row, piece)));
            let (columns, offset) = (tensor.columns, tensor.offset);
            places.map(move |(row, piece)| offset + row * columns + unit * pieces + piece)
        };
        tensors.iter().flatten().flat_map(|tensor| of(tensor)).map(|at| (parameters[at] + 0.0).to_bits()).collect()
    };
    width - (0..width).map(of_unit).collect::<BTreeSet<_>>().len()
}

/// What is seen of an update, as [`Examination`] has it.
struct UpdateVitals {
    step: f64,
    ahead: f64,
    descent: f64,
}

/// Tries an update, and two points along it: close by for the curvature, and far ahead behind a loss with kinks.
fn update(engine: &mut dyn Engine, spec: &Spec, batch: &Batch, gradients: &[f64]) -> UpdateVitals {
    let before = engine.snapshot();
    let rule = spec.training.optimizer;
    if let Optimizer::Lbfgs { .. } = rule {
        return UpdateVitals { step: f64::NAN, ahead: f64::NAN, descent: f64::NAN };
    }
    if rule.memory() == [Memory::Gradients] {
        engine.restore(&Snapshot { state: Vec::new(), steps: 0, ..before.clone() });
    }
    engine.step(batch, rule.learning_rate());
    let after = engine.snapshot().parameters;
    let update: Vec<f64> = after.iter().zip(&before.parameters).map(|(after, before)| after - before).collect();
    let descent = -gradients.iter().zip(&update).map(|(g, update)| g * update).sum::<f64>();
    // Δ·H·Δ / −g·Δ with the mean of H over so many updates, or such a part of one.
    let mut share_of_way = |updates: f64| {
        let moved = before.parameters.iter().zip(&update).map(|(value, update)| value + updates * update).collect();
        engine.restore(&Snapshot { parameters: moved, ..before.clone() });
        let beyond = engine.gradients(batch);
        let bend: f64 =
            beyond.iter().zip(gradients).zip(&update).map(|((far, near), update)| (far - near) * update).sum();
        if descent > 0.0 { bend / updates / descent } else { f64::NAN }
    };
    let step = share_of_way(nearby(spec.precision) * (1.0 + norm(&before.parameters)) / norm(&update));
    let ahead = if spec.loss().has_kinks() { share_of_way(AHEAD) } else { f64::NAN };
    engine.restore(&before);
    UpdateVitals { step, ahead, descent }
}

/// How far away the second gradient is taken, relative to the size of all parameters: the root of the rounding of a
/// number, where the error of the difference and that of the rounding are of one size.
fn nearby(precision: Precision) -> f64 {
    match precision {
        Precision::F64 => 1e-7,
        Precision::F32 => 1e-3,
    }
}

fn norm(values: &[f64]) -> f64 {
    values.iter().map(|value| value * value).sum::<f64>().sqrt()
}
