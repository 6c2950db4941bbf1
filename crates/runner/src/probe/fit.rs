//! Predictions: outputs beside targets, and for a single input the fitted curve over its range.
//!
//! Leaves the tables `fit-points` (the part, the input where there is one alone, targets, outputs) and, for a
//! single input, `fit-curve` (the frame, x, the outputs), all in the data's own units. Of data that were drawn with
//! noise there is `fit-truth`, the curve that the noise was added to.

use std::sync::Arc;

use datasets::without_noise;
use engine::{Dataset, Engine, Matrix};
use experiment::record::LabeledTable;
use experiment::spec::{self, Part};

use super::series::frames;
use super::{Probe, ProbeContext, six_digits, table};
use crate::archive::Archive;
use crate::original_scale::to_original_scale;
use crate::raw::Raw;

const STEPS: usize = 201;
const FRAMES: usize = 30;

pub(super) struct Fit {
    dataset: Arc<Dataset>,
    curve: Option<Curve>,
}

/// The outputs over the range of the one input.
struct Curve {
    raw: Raw,
    xs: Vec<f64>,
    inputs: Matrix,
    frames: Vec<usize>,
    rows: Vec<(String, Vec<f64>)>,
    /// What noise was added to, at each x; empty where there was none.
    truth: Vec<(String, Vec<f64>)>,
}

impl Fit {
    pub(super) fn new(context: &ProbeContext) -> Fit {
        Fit { dataset: context.dataset.clone(), curve: Curve::new(context) }
    }

    /// One row per sample.
    fn points(&self, engine: &mut dyn Engine) -> LabeledTable {
        let mut rows = Vec::new();
        for part in Part::ALL.into_iter().filter(|&part| !self.dataset.part(part).is_empty()) {
            let part_rows = self.dataset.part(part);
            let mut outputs = engine.evaluate(part_rows).outputs;
            let mut targets = self.dataset.targets.select(part_rows);
            to_original_scale(&mut outputs, &self.dataset.schema);
            to_original_scale(&mut targets, &self.dataset.schema);
            for (at, &row) in part_rows.iter().enumerate() {
                let input = self.curve.iter().map(|curve| curve.raw.rows.at(row, 0));
                let values = targets.row(at).iter().chain(outputs.row(at)).map(|&value| six_digits(value));
                rows.push((part.as_str().to_string(), input.chain(values).collect()));
            }
        }
        table(self.columns().iter().map(String::as_str), rows)
    }

    fn columns(&self) -> Vec<String> {
        let input = self.curve.iter().map(|curve| curve.raw.names[0].clone());
        let names =
            |word: &'static str| self.dataset.schema.target_names.iter().map(move |name| format!("{word}:{name}"));
        ["part".to_string()].into_iter().chain(input).chain(names("target")).chain(names("output")).collect()
    }
}

impl Curve {
    fn new(context: &ProbeContext) -> Option<Curve> {
        let raw = Raw::of(context.dataset, context.recipe, 1)?;
        let xs = raw.steps(0, STEPS, 0.05);
        let inputs = raw.inputs(&Matrix::new(xs.len(), 1, xs.clone()))?;
        let frames = if context.animate { frames(context.spec.training.epochs, FRAMES) } else { Vec::new() };
        let truth = truth(&context.spec.dataset, &xs);
        Some(Curve { raw, xs, inputs, frames, rows: Vec::new(), truth })
    }

    /// The tables behind the points.
    fn tables(self, targets: &[String]) -> Vec<(String, LabeledTable)> {
        let columns = |first: &str, word: &str| {
            let values = targets.iter().map(|name| format!("{word}:{name}"));
            [first.to_owned(), self.raw.names[0].clone()].into_iter().chain(values).collect::<Vec<String>>()
        };
        let curve = table(columns("frame", "output").iter().map(String::as_str), self.rows);
        let truth = table(columns("curve", "target").iter().map(String::as_str), self.truth);
        let all = [("fit-curve", curve), ("fit-truth", truth)];
        all.into_iter().filter(|(_, table)| !table.rows.is_empty()).map(|(name, of)| (name.to_owned(), of)).collect()
    }

    fn record(&mut self, frame: &str, engine: &mut dyn Engine, dataset: &Dataset) {
        let mut outputs = engine.predict(&self.inputs);
        to_original_scale(&mut outputs, &dataset.schema);
        for (row, x) in self.xs.iter().enumerate() {
            let values = outputs.row(row).iter().map(|&value| six_digits(value));
            self.rows.push((frame.to_string(), [*x].into_iter().chain(values).collect()));
        }
    }
}

/// The curve of data that were drawn with noise.
fn truth(dataset: &spec::Dataset, xs: &[f64]) -> Vec<(String, Vec<f64>)> {
    let noisy = dataset.noise.is_some_and(|noise| noise > 0.0);
    let points = xs.iter().filter(|_| noisy).filter_map(|x| Some(vec![*x, six_digits(without_noise(dataset, *x)?)]));
    points.map(|point| ("without noise".to_owned(), point)).collect()
}

impl Probe for Fit {
    fn after_epoch(&mut self, epoch: usize, engine: &mut dyn Engine) {
        if let Some(curve) = self.curve.as_mut().filter(|curve| curve.frames.contains(&epoch)) {
            curve.record(&epoch.to_string(), engine, &self.dataset);
        }
    }

    fn describe_state(&mut self, archive: &mut Archive) {
        self.curve.iter_mut().for_each(|curve| archive.rows(&mut curve.rows));
    }

    fn finish(mut self: Box<Self>, engine: &mut dyn Engine) -> Vec<(String, LabeledTable)> {
        let mut tables = vec![("fit-points".to_string(), self.points(engine))];
        if let Some(mut curve) = self.curve.take() {
            curve.record("final", engine, &self.dataset);
            tables.extend(curve.tables(&self.dataset.schema.target_names));
        }
        tables
    }
}
