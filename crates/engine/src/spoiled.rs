//! An engine with one defect, to see that laws and comparisons notice it.
//!
//! A check that cannot fail is no check: tests put it on an engine of this kind and expect it to fail.

use crate::{Batch, Engine, Evaluation, Layout, Matrix, RoundingErrors, Snapshot, Step, Trace};

/// What is wrong with a spoiled engine.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Defect {
    /// Gradients are all zero.
    Gradients,
    /// Gradients of the inputs are all zero.
    InputGradients,
    /// To predict moves the first parameter.
    Predictions,
    /// A step leaves batch normalization's running statistics where they were.
    Statistics,
    /// A step doubles the last slot of the optimizer's memory: of Adam the mean of the squares.
    Memory,
    /// A step moves the first parameter by a part in a million more.
    Step,
    /// The first number of a kind is off by this much.
    Nudge(Number, f64),
    /// The first gradient is off by this much, and all terms are a million times as large, which would excuse it.
    Excused(f64),
}

/// The kinds of numbers that are compared in training.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Number {
    /// An output of [`Engine::evaluate`].
    Output,
    /// A gradient.
    Gradient,
    /// A parameter after a step.
    Parameter,
    /// A statistic of batch normalization after a step.
    Statistic,
    /// The last slot of the optimizer's memory after a step.
    Memory,
}

/// An engine that computes as another does, but for one defect.
pub struct Spoiled {
    engine: Box<dyn Engine>,
    defect: Defect,
}

impl Spoiled {
    /// This engine with that defect.
    pub fn new(engine: Box<dyn Engine>, defect: Defect) -> Self {
        Spoiled { engine, defect }
    }

    fn change(&mut self, change: impl FnOnce(&mut Snapshot)) {
        let mut snapshot = self.engine.snapshot();
        change(&mut snapshot);
        self.engine.restore(&snapshot);
    }

    /// How far the first number of this kind is off.
    fn nudge(&self, of: Number) -> f64 {
        match self.defect {
            Defect::Nudge(number, by) if number == of => by,
            Defect::Excused(by) if of == Number::Gradient => by,
            _ => 0.0,
        }
    }
}

/// Moves the first number of a list, if it has any.
fn move_first(values: &mut [f64], by: f64) {
    values.first_mut().into_iter().for_each(|first| *first += by);
}

impl Engine for Spoiled {
    fn name(&self) -> &'static str {
        self.engine.name()
    }

    fn layout(&self) -> &Layout {
        self.engine.layout()
    }

    fn predict(&mut self, inputs: &Matrix) -> Matrix {
        if self.defect == Defect::Predictions {
            self.change(|snapshot| snapshot.parameters[0] += 1e-6);
        }
        self.engine.predict(inputs)
    }

    fn evaluate(&mut self, rows: &[usize]) -> Evaluation {
        let Evaluation { outputs, loss } = self.engine.evaluate(rows);
        let mut values = outputs.values().to_vec();
        move_first(&mut values, self.nudge(Number::Output));
        Evaluation { outputs: Matrix::new(outputs.rows(), outputs.columns(), values), loss }
    }

    fn losses_of_errors(&self, errors: &[f64]) -> Option<Vec<f64>> {
        self.engine.losses_of_errors(errors)
    }

    fn penalty(&mut self) -> f64 {
        self.engine.penalty()
    }

    fn objective(&mut self, batch: &Batch) -> f64 {
        self.engine.objective(batch)
    }

    fn gradients(&mut self, batch: &Batch) -> Vec<f64> {
        let mut gradients = self.engine.gradients(batch);
        move_first(&mut gradients, self.nudge(Number::Gradient));
        if self.defect == Defect::Gradients { vec![0.0; gradients.len()] } else { gradients }
    }

    fn input_gradients(&mut self, batch: &Batch) -> Matrix {
        let gradients = self.engine.input_gradients(batch);
        match self.defect {
            Defect::InputGradients => Matrix::zeros(gradients.rows(), gradients.columns()),
            _ => gradients,
        }
    }

    fn gradient_terms(&mut self, batch: &Batch) -> Option<Vec<f64>> {
        let terms = self.engine.gradient_terms(batch)?;
        let times = if matches!(self.defect, Defect::Excused(_)) { 1e6 } else { 1.0 };
        Some(terms.into_iter().map(|terms| times * terms).collect())
    }

    fn rounding(&mut self, batch: &Batch, rate: Option<f64>) -> Option<RoundingErrors> {
        self.engine.rounding(batch, rate)
    }

    fn trace(&mut self, batch: &Batch) -> Vec<Trace> {
        self.engine.trace(batch)
    }

    fn step(&mut self, batch: &Batch, rate: f64) -> Step {
        let before = self.engine.snapshot();
        let step = self.engine.step(batch, rate);
        match self.defect {
            Defect::Statistics => self.change(|snapshot| snapshot.statistics = before.statistics),
            Defect::Memory => self.change(|after| {
                after.state.last_mut().into_iter().flatten().for_each(|value| *value *= 2.0);
            }),
            Defect::Step => self.change(|snapshot| {
                snapshot.parameters[0] += 1e-6 * (snapshot.parameters[0] - before.parameters[0]);
            }),
            Defect::Nudge(Number::Parameter, by) => self.change(|after| move_first(&mut after.parameters, by)),
            Defect::Nudge(Number::Statistic, by) => self.change(|after| move_first(&mut after.statistics, by)),
            Defect::Nudge(Number::Memory, by) => {
                self.change(|after| after.state.last_mut().into_iter().for_each(|slot| move_first(slot, by)));
            }
            Defect::Nudge(Number::Output | Number::Gradient, _)
            | Defect::Excused(_)
            | Defect::Gradients
            | Defect::InputGradients
            | Defect::Predictions => {}
        }
        step
    }

    fn recompute_batch_norm_statistics(&mut self, rows: &[usize]) {
        self.engine.recompute_batch_norm_statistics(rows);
    }

    fn snapshot(&self) -> Snapshot {
        self.engine.snapshot()
    }

    fn restore(&mut self, snapshot: &Snapshot) {
        self.engine.restore(snapshot);
    }
}
