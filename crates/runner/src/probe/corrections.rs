//! Corrections: a perceptron's parameters after every update that changed them.
//!
//! Leaves the tables `corrections` (the correction, its epoch, all parameters, and the boundary
//! u·x₁ + v·x₂ + c = 0 in the data's own units) and `decision-points`, the data. Two inputs alone have a line.

use engine::{Engine, Role};
use experiment::record::LabeledTable;
use experiment::spec::NetworkKind;

use super::plane::Plane;
use super::{Probe, ProbeContext, table};
use crate::archive::Archive;

/// A perceptron that errs on and on: so many corrections are kept, then only the final parameters.
const MOST: usize = 200;

pub(super) struct Corrections {
    plane: Plane,
    epoch: usize,
    count: usize,
    before: Vec<f64>,
    names: Vec<String>,
    rows: Vec<(String, Vec<f64>)>,
}

impl Corrections {
    pub(super) fn new(context: &ProbeContext) -> Option<Corrections> {
        let spec = context.spec;
        if spec.network.kind != NetworkKind::Perceptron || spec.dataset.features.is_some() {
            return None;
        }
        let plane = Plane::new(&ProbeContext { animate: false, ..*context })?;
        Some(Corrections { plane, epoch: 0, count: 0, before: Vec::new(), names: Vec::new(), rows: Vec::new() })
    }

    fn keep(&mut self, engine: &dyn Engine, parameters: &[f64]) {
        let line = self.plane.line(engine, parameters);
        let row = [self.epoch as f64].into_iter().chain(parameters.iter().copied()).chain(line);
        self.rows.push((self.count.to_string(), row.collect()));
    }
}

impl Plane {
    /// The boundary in the data's own units: the weights act on (x − shift)·factor.
    fn line(&self, engine: &dyn Engine, parameters: &[f64]) -> [f64; 3] {
        let weight = engine.layout().find(0, Role::Weight).expect("every network has weights");
        let bias = engine.layout().find(0, Role::Bias);
        let mut line = [0.0, 0.0, bias.map_or(0.0, |bias| parameters[bias.offset])];
        for (at, scaling) in self.scaling().iter().enumerate() {
            line[at] = parameters[weight.offset + at * weight.columns] * scaling.factor;
            line[2] -= line[at] * scaling.shift;
        }
        line
    }
}

impl Probe for Corrections {
    fn after_epoch(&mut self, epoch: usize, engine: &mut dyn Engine) {
        self.epoch = epoch + 1;
        if epoch == 0 {
            self.before = engine.snapshot().parameters;
            self.names = (0..self.before.len()).map(|index| engine.layout().element_name(index)).collect();
            let start = self.before.clone();
            self.epoch = 0;
            self.keep(engine, &start);
            self.epoch = 1;
        }
    }

    fn after_step(&mut self, engine: &mut dyn Engine) {
        let now = engine.snapshot().parameters;
        if now == self.before {
            return;
        }
        self.count += 1;
        if self.count <= MOST {
            self.keep(engine, &now);
        }
        self.before = now;
    }

    fn describe_state(&mut self, archive: &mut Archive) {
        archive.count(&mut self.epoch);
        archive.count(&mut self.count);
        archive.numbers(&mut self.before);
        archive.list(&mut self.names, Archive::text);
        archive.rows(&mut self.rows);
    }

    fn finish(mut self: Box<Self>, engine: &mut dyn Engine) -> Vec<(String, LabeledTable)> {
        if self.count > MOST {
            let now = engine.snapshot().parameters;
            self.keep(engine, &now);
        }
        let names = self.names.iter().map(String::as_str);
        let columns = ["correction", "epoch"].into_iter().chain(names).chain(["u", "v", "c"]);
        let corrections = table(columns, self.rows);
        vec![("corrections".into(), corrections), ("decision-points".into(), self.plane.data())]
    }
}
