//! Decision regions: the outputs over the plane of two inputs, 60 by 60 points, 10 % beyond the data.
//!
//! Leaves two tables. `decision-regions`: the frame ("final" or an epoch), x, y, the outputs; the one output of
//! two classes as a share, 0 the first and 1 the second, whatever their coding. Places keep all digits, since data
//! may lie far from the origin and close together; outputs keep six.
//! `decision-points`: the part, x, y, and the class or the target. Data of any other width leave none.

use std::sync::Arc;

use engine::schema::{Scaling, TargetEncoding};
use engine::{Dataset, Engine, Matrix};
use experiment::record::LabeledTable;
use experiment::spec::{OutputActivation, Part, Task};

use super::series::frames;
use super::{Probe, ProbeContext, six_digits, table};
use crate::archive::Archive;
use crate::original_scale::to_original_scale;
use crate::raw::Raw;

const SIDE: usize = 60;
/// A step has no values between its two, so its boundary is as smooth as the lattice is fine.
const STEP_SIDE: usize = 100;
const FRAMES: usize = 30;

pub(super) struct Plane {
    dataset: Arc<Dataset>,
    raw: Raw,
    points: Matrix,
    inputs: Matrix,
    frames: Vec<usize>,
    rows: Vec<(String, Vec<f64>)>,
}

impl Plane {
    pub(super) fn new(context: &ProbeContext) -> Option<Plane> {
        let raw = Raw::of(context.dataset, context.recipe, 2)?;
        let side = if context.spec.output() == OutputActivation::Step { STEP_SIDE } else { SIDE };
        let (xs, ys) = (raw.steps(0, side, 0.1), raw.steps(1, side, 0.1));
        let points: Vec<[f64; 2]> = ys.iter().flat_map(|&y| xs.iter().map(move |&x| [x, y])).collect();
        let points = Matrix::from_rows(&points);
        let inputs = raw.inputs(&points)?;
        let frames = if context.animate { frames(context.spec.training.epochs, FRAMES) } else { Vec::new() };
        Some(Plane { dataset: context.dataset.clone(), raw, points, inputs, frames, rows: Vec::new() })
    }

    fn record(&mut self, frame: &str, engine: &mut dyn Engine) {
        let mut outputs = engine.predict(&self.inputs);
        to_original_scale(&mut outputs, &self.dataset.schema);
        if let TargetEncoding::Pair { low, high } = self.dataset.schema.encoding {
            outputs.values_mut().iter_mut().for_each(|value| *value = (*value - low) / (high - low));
        }
        for row in 0..outputs.rows() {
            let outputs = outputs.row(row).iter().map(|&value| six_digits(value));
            let values = self.points.row(row).iter().copied().chain(outputs);
            self.rows.push((frame.to_string(), values.collect()));
        }
    }

    /// How the two inputs were scaled.
    pub(super) fn scaling(&self) -> &[Scaling] {
        &self.dataset.schema.input_scaling
    }

    /// The data themselves, where they lie on the plane.
    pub(super) fn data(&self) -> LabeledTable {
        let dataset = &self.dataset;
        let (word, value): (_, Box<dyn Fn(usize) -> f64>) = match dataset.schema.task {
            Task::Classification => ("class", Box::new(|row| dataset.labels[row] as f64)),
            Task::Regression => {
                ("target", Box::new(|row| dataset.schema.target_scaling[0].invert(dataset.targets.at(row, 0))))
            }
        };
        let row = |part: Part, row: usize| {
            let place = self.raw.rows.row(row).iter().copied();
            (part.as_str().to_string(), place.chain([six_digits(value(row))]).collect())
        };
        let rows = Part::ALL.iter().flat_map(|&part| dataset.part(part).iter().map(move |&at| (part, at)));
        let rows = rows.map(|(part, at)| row(part, at)).collect();
        table(["part", &self.raw.names[0], &self.raw.names[1], word], rows)
    }
}

impl Probe for Plane {
    fn after_epoch(&mut self, epoch: usize, engine: &mut dyn Engine) {
        if self.frames.contains(&epoch) {
            self.record(&epoch.to_string(), engine);
        }
    }

    fn describe_state(&mut self, archive: &mut Archive) {
        archive.rows(&mut self.rows);
    }

    fn finish(mut self: Box<Self>, engine: &mut dyn Engine) -> Vec<(String, LabeledTable)> {
        self.record("final", engine);
        let points = self.data();
        let names = self.raw.names.iter().chain(&self.dataset.schema.target_names).map(String::as_str);
        let regions = table(["frame"].into_iter().chain(names), self.rows);
        vec![("decision-regions".into(), regions), ("decision-points".into(), points)]
    }
}
