//! Layer health: how far one update moves a layer, and how much of it still passes gradient.
//!
//! update ratio   ‖Δw‖ / ‖w‖ of the layer's weights, in the first update after the epoch
//! saturated      the share of (sample, unit) pairs at which the activation is flat
//! dead           the share of units whose slope is 0 at every sample
//!
//! Leaves the table `layer-health`: the layer, the epoch, these three; NaN where one does not apply.

use engine::{Batch, Engine, Matrix, Role, Trace};
use experiment::record::LabeledTable;
use experiment::spec::Activation;

use super::flat::Flat;
use super::gradients::{EPOCHS, layer_name};
use super::series::Series;
use super::{Probe, ProbeContext, ROWS, sample_training_rows, table};
use crate::archive::Archive;

pub(super) struct Health {
    activations: Vec<Activation>,
    rows: Vec<usize>,
    series: Series<Vec<LayerHealth>>,
    before: Option<(usize, Vec<f64>)>,
}

#[derive(Clone, Copy, Default)]
struct LayerHealth {
    ratio: f64,
    saturated: f64,
    dead: f64,
}

impl LayerHealth {
    const UNKNOWN: LayerHealth = LayerHealth { ratio: f64::NAN, saturated: f64::NAN, dead: f64::NAN };
}

impl Health {
    pub(super) fn new(context: &ProbeContext) -> Health {
        Health {
            activations: context.spec.activations(),
            rows: sample_training_rows(context.dataset, ROWS),
            series: Series::new(EPOCHS, context.spec.training.epochs),
            before: None,
        }
    }

    fn layers(&self, engine: &mut dyn Engine) -> Vec<LayerHealth> {
        let mut layers = vec![LayerHealth::UNKNOWN; engine.layout().layer_count()];
        let trace = engine.trace(&Batch::of(&self.rows));
        for (index, (layer, activation)) in layers.iter_mut().zip(&self.activations).enumerate() {
            if let (Some(flat), Some(slopes)) = (Flat::of(*activation), of(&trace, index, "slope")) {
                (layer.saturated, layer.dead) = shares(flat, slopes);
            }
        }
        layers
    }
}

/// A matrix of the trace.
pub(super) fn of<'a>(trace: &'a [Trace], layer: usize, what: &str) -> Option<&'a Matrix> {
    let name = format!("layers.{layer}.{what}");
    trace.iter().find(|trace| trace.name == name).map(|trace| &trace.values)
}

/// The saturated share of the pairs and the dead share of the units of a layer. slopes: (n, width)
pub(super) fn shares(flat: Flat, slopes: &Matrix) -> (f64, f64) {
    let saturated = slopes.values().iter().filter(|slope| flat.contains(**slope)).count();
    let is_dead = |unit: &usize| (0..slopes.rows()).all(|row| slopes.at(row, *unit) == 0.0);
    let dead = (0..slopes.columns()).filter(is_dead).count();
    (saturated as f64 / slopes.values().len() as f64, dead as f64 / slopes.columns() as f64)
}

/// ‖Δw‖ / ‖w‖ of the weights of a layer.
pub(super) fn ratio(engine: &dyn Engine, layer: usize, before: &[f64], after: &[f64]) -> f64 {
    let weight = engine.layout().find(layer, Role::Weight).expect("every layer has weights");
    let (old, new) = (&before[weight.range()], &after[weight.range()]);
    let moved: f64 = old.iter().zip(new).map(|(old, new)| (new - old) * (new - old)).sum();
    let size: f64 = old.iter().map(|old| old * old).sum();
    (moved / size).sqrt()
}

impl Probe for Health {
    fn after_epoch(&mut self, epoch: usize, engine: &mut dyn Engine) {
        if self.series.wants(epoch) {
            let layers = self.layers(engine);
            self.series.push(epoch, layers);
            self.before = Some((epoch, engine.snapshot().parameters));
        }
    }

    fn after_step(&mut self, engine: &mut dyn Engine) {
        let Some((epoch, before)) = self.before.take() else { return };
        let after = engine.snapshot().parameters;
        for (index, layer) in self.series.get_mut(epoch).into_iter().flatten().enumerate() {
            layer.ratio = ratio(engine, index, &before, &after);
        }
    }

    fn describe_state(&mut self, archive: &mut Archive) {
        self.series.describe_state(archive, |archive, layers| {
            archive.list(layers, |archive, layer| {
                [&mut layer.ratio, &mut layer.saturated, &mut layer.dead]
                    .into_iter()
                    .for_each(|value| archive.number(value));
            });
        });
        archive.option(&mut self.before, |archive, (epoch, parameters)| {
            archive.count(epoch);
            archive.numbers(parameters);
        });
    }

    fn finish(self: Box<Self>, _: &mut dyn Engine) -> Vec<(String, LabeledTable)> {
        let mut rows = Vec::new();
        for (epoch, layers) in self.series.into_items() {
            let values = |layer: LayerHealth| vec![epoch as f64, layer.ratio, layer.saturated, layer.dead];
            rows.extend(layers.into_iter().enumerate().map(|(index, layer)| (layer_name(index), values(layer))));
        }
        vec![("layer-health".into(), table(["layer", "epoch", "update-ratio", "saturated", "dead"], rows))]
    }
}
