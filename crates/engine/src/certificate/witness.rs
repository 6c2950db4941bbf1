//! Witnesses: whoever can say what a gradient is.

use std::sync::Arc;

use experiment::Spec;

use super::Point;
use crate::kinks::Pattern;
use crate::{Dataset, Engine, differences};

/// What a witness saw of one element.
#[derive(Debug, Clone, PartialEq)]
pub struct Sighting {
    /// The value; `None` if a kink lies in the way.
    pub value: Option<f64>,
    /// The witness's own estimate of its error, absolute; 0 if it takes no limit.
    pub error: f64,
    /// The kink that lies in the way.
    pub kink: Option<String>,
}

/// Whoever can say what a gradient is.
pub trait Witness {
    /// `hand`, `dual`, `burn-flex`, `burn-ndarray` or `difference`.
    fn name(&self) -> &str;

    /// Every element of the layout; `None` where it did not look.
    fn look(&mut self, point: &Point) -> Vec<Option<Sighting>>;
}

impl Sighting {
    /// A value without an error of its own.
    pub fn exact(value: f64) -> Self {
        Sighting { value: Some(value), error: 0.0, kink: None }
    }
}

/// An engine's own backward pass.
pub struct EngineWitness {
    name: String,
    engine: Box<dyn Engine>,
}

impl EngineWitness {
    /// A witness of this name.
    pub fn new(name: &str, engine: Box<dyn Engine>) -> Self {
        EngineWitness { name: name.to_string(), engine }
    }
}

impl Witness for EngineWitness {
    fn name(&self) -> &str {
        &self.name
    }

    fn look(&mut self, point: &Point) -> Vec<Option<Sighting>> {
        self.engine.restore(point.snapshot);
        self.engine.gradients(&point.batch).into_iter().map(|value| Some(Sighting::exact(value))).collect()
    }
}

/// Central differences of an engine's objective, which share no line with any backward pass.
pub struct Differences {
    engine: Box<dyn Engine>,
    spec: Spec,
    dataset: Arc<Dataset>,
    elements: Vec<usize>,
}

/// The largest step to either side, and the smallest that is tried when a kink lies within.
const STEPS: (f64, f64) = (0.1, 1e-5);

impl Differences {
    /// A witness that looks at these elements of the layout.
    pub fn new(engine: Box<dyn Engine>, spec: &Spec, dataset: Arc<Dataset>, elements: Vec<usize>) -> Self {
        Differences { engine, spec: spec.clone(), dataset, elements }
    }

    fn pattern(&mut self, point: &Point, index: usize, by: f64) -> Pattern {
        self.move_by(point, index, by);
        Pattern::of(self.engine.as_mut(), &self.spec, &self.dataset, &point.batch)
    }

    fn move_by(&mut self, point: &Point, index: usize, by: f64) {
        let mut moved = point.snapshot.clone();
        moved.parameters[index] += by;
        self.engine.restore(&moved);
    }

    /// One element: the step shrinks until no kink lies within it.
    fn one(&mut self, point: &Point, index: usize) -> Sighting {
        let mut step = STEPS.0;
        while let Some(kink) = self.pattern(point, index, step).crossed(&self.pattern(point, index, -step)) {
            step /= 10.0;
            if step < STEPS.1 {
                return Sighting { value: None, error: 0.0, kink: Some(kink) };
            }
        }
        let objective = |by: f64| {
            self.move_by(point, index, by);
            self.engine.objective(&point.batch)
        };
        let difference = differences::derivative(objective, step);
        Sighting { value: Some(difference.value), error: difference.error, kink: None }
    }
}

impl Witness for Differences {
    fn name(&self) -> &str {
        "difference"
    }

    fn look(&mut self, point: &Point) -> Vec<Option<Sighting>> {
        let mut seen = vec![None; point.snapshot.parameters.len()];
        for index in self.elements.clone() {
            seen[index] = Some(self.one(point, index));
        }
        seen
    }
}
