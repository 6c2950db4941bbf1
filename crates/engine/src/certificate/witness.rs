//! Witnesses: each computes the gradient of an objective in a way of its own.

use std::sync::Arc;

use experiment::Spec;

use super::Point;
use crate::kinks::{Pattern, TracedBatch};
use crate::{Dataset, Engine, differences, smooth_range};

/// One element of a gradient, as a witness computes it.
#[derive(Debug, Clone, PartialEq)]
pub struct GradientValue {
    /// The value; `None` if a kink lies within the step of the differences.
    pub value: Option<f64>,
    /// The error that the witness estimates itself, absolute; 0 of a backward pass, which takes no limit.
    pub error: f64,
    /// The kink that lies within the step.
    pub kink: Option<String>,
}

/// Computes the gradient of an objective.
pub trait Witness {
    /// `hand`, `dual`, `burn-flex`, `burn-ndarray` or `difference`.
    fn name(&self) -> &str;

    /// The gradient at a point, in the order of the layout; `None` for elements that it leaves out.
    fn gradient(&mut self, point: &Point) -> Vec<Option<GradientValue>>;
}

impl GradientValue {
    /// A value that takes no limit.
    pub fn exact(value: f64) -> Self {
        GradientValue { value: Some(value), error: 0.0, kink: None }
    }
}

/// An engine's own backward pass.
pub struct EngineWitness {
    name: String,
    engine: Box<dyn Engine>,
}

impl EngineWitness {
    /// The engine as a witness of this name.
    pub fn new(name: &str, engine: Box<dyn Engine>) -> Self {
        EngineWitness { name: name.to_string(), engine }
    }
}

impl Witness for EngineWitness {
    fn name(&self) -> &str {
        &self.name
    }

    fn gradient(&mut self, point: &Point) -> Vec<Option<GradientValue>> {
        self.engine.restore(point.snapshot);
        self.engine.gradients(&point.batch).into_iter().map(|value| Some(GradientValue::exact(value))).collect()
    }
}

/// Central differences of an engine's objective, which share no line with any backward pass.
pub struct DifferencesWitness {
    engine: Box<dyn Engine>,
    spec: Spec,
    dataset: Arc<Dataset>,
    elements: Vec<usize>,
    /// How uncertain the objective is at the point.
    noise: f64,
}

/// The largest step to either side.
const WIDEST: f64 = 0.1;

/// The share of the rounding error of the objective that its values are taken to be uncertain by. Of most networks that
/// is below the last digit of the objective; behind batch normalization on a large offset it is far above.
const NOISE: f64 = 1.0 / 8.0;

/// The narrowest step, relative to the parameter that it moves, that is taken because smooth functions are carried too
/// far; and the narrowest of all, whose halves and quarters are still normal numbers.
const NARROWEST: (f64, f64) = (1e-9, 1e-300);

/// How often a step may shrink because a kink lies within it.
const SHRINKS: usize = 4;

/// An engine at one point: the sides of its kinks, and the arguments of its smooth functions.
struct View {
    pattern: Pattern,
    arguments: Vec<Vec<f64>>,
}

impl DifferencesWitness {
    /// Differences of the objective of an engine, for these elements of the layout.
    pub fn new(engine: Box<dyn Engine>, spec: &Spec, dataset: Arc<Dataset>, elements: Vec<usize>) -> Self {
        DifferencesWitness { engine, spec: spec.clone(), dataset, elements, noise: 0.0 }
    }

    /// The view with one parameter moved.
    fn view(&mut self, point: &Point, index: usize, by: f64) -> View {
        let moved = self.move_by(point, index, by);
        let traces = self.engine.trace(&point.batch);
        let traced = TracedBatch { spec: &self.spec, dataset: &self.dataset, batch: &point.batch };
        let pattern = Pattern::of(&traces, &moved, self.engine.layout(), &traced);
        View { pattern, arguments: smooth_range::arguments(&self.spec, &traces) }
    }

    fn move_by(&mut self, point: &Point, index: usize, by: f64) -> Vec<f64> {
        let mut moved = point.snapshot.clone();
        moved.parameters[index] += by;
        self.engine.restore(&moved);
        moved.parameters
    }

    /// The widest step to both sides that carries no smooth function too far and crosses no kink; else the kink that
    /// even the narrowest step crosses. A billionth of the parameter is a step however far it carries: less would be
    /// lost in its digits.
    fn step(&mut self, point: &Point, index: usize, middle: &View) -> Result<f64, String> {
        let (mut step, mut shrinks) = (WIDEST, SHRINKS);
        let narrowest = (NARROWEST.0 * point.snapshot.parameters[index].abs()).max(NARROWEST.1);
        let broken = middle.arguments.iter().flatten().any(|argument| !argument.is_finite());
        loop {
            let sides = [self.view(point, index, step), self.view(point, index, -step)];
            let arguments = sides.each_ref().map(|side| side.arguments.as_slice());
            let far = smooth_range::exceeded(&self.spec, &middle.arguments, arguments);
            let kink = sides.iter().find_map(|side| middle.pattern.crossed(&side.pattern));
            match kink {
                _ if far && !broken && step > narrowest => {}
                None => return Ok(step),
                Some(kink) if shrinks == 0 => return Err(kink),
                Some(_) => shrinks -= 1,
            }
            step /= 10.0;
        }
    }

    /// The derivative with respect to one parameter, around the middle.
    fn derivative(&mut self, point: &Point, index: usize, middle: &View) -> GradientValue {
        // A billionth of a parameter beyond 1e8 is more than the widest step: no step is wide and narrow enough.
        if NARROWEST.0 * point.snapshot.parameters[index].abs() > WIDEST {
            return GradientValue { value: None, error: 0.0, kink: None };
        }
        let step = match self.step(point, index, middle) {
            Ok(step) => step,
            Err(kink) => return GradientValue { value: None, error: 0.0, kink: Some(kink) },
        };
        let noise = self.noise;
        let objective = |by: f64| {
            self.move_by(point, index, by);
            self.engine.objective(&point.batch)
        };
        let difference = differences::noisy_derivative(objective, step, noise);
        // Where the objective overflows there is no difference of two of its values.
        let value = difference.value.is_finite().then_some(difference.value);
        GradientValue { value, error: difference.error, kink: None }
    }
}

impl Witness for DifferencesWitness {
    fn name(&self) -> &str {
        "difference"
    }

    fn gradient(&mut self, point: &Point) -> Vec<Option<GradientValue>> {
        let mut seen = vec![None; point.snapshot.parameters.len()];
        let middle = self.view(point, 0, 0.0);
        let rounding = self.engine.rounding(&point.batch, None);
        self.noise = rounding.map_or(0.0, |rounding| NOISE * f64::EPSILON * rounding.objective);
        for index in self.elements.clone() {
            seen[index] = Some(self.derivative(point, index, &middle));
        }
        seen
    }
}
