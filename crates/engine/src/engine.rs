//! The contract: what an engine can do. Its laws stand in [`crate::conformance`].

use crate::{Batch, Layout, Matrix};

/// Anything that can predict, give the objective and its gradients, and take one step.
///
/// Built from a spec, a data set and initial parameters. Methods take `&mut self` for scratch space alone. Only three
/// change what later calls return: [`step`](Engine::step), [`restore`](Engine::restore) and
/// [`recompute_batch_norm_statistics`](Engine::recompute_batch_norm_statistics).
pub trait Engine {
    /// The name in tables: `from-scratch`, `burn-flex`, `burn-ndarray`.
    fn name(&self) -> &'static str;

    /// The tensors of the flat parameter buffer, and batch normalization's statistics.
    fn layout(&self) -> &Layout;

    /// inputs: (n, in)  ->  outputs: (n, out), after the output's activation, with the statistics of inference.
    fn predict(&mut self, inputs: &Matrix) -> Matrix;

    /// Outputs and data loss of rows of the data set, with the statistics of inference and nothing dropped.
    fn evaluate(&mut self, rows: &[usize]) -> Evaluation;

    /// The loss of one output for each of these errors e = y − t, before any mean; `None` where the loss compares no
    /// numbers. The hand-written engine computes them in `f64` always, a framework in the precision of the engine.
    fn losses_of_errors(&self, errors: &[f64]) -> Option<Vec<f64>>;

    /// The penalty on the current parameters; the objective is the data loss plus this.
    fn penalty(&mut self) -> f64;

    /// Loss plus penalty of a batch as training sees it: batch statistics, the batch's dropout masks.
    fn objective(&mut self, batch: &Batch) -> f64;

    /// The gradient of [`objective`](Engine::objective), in the order of the layout. Frozen tensors included:
    /// freezing belongs to the step.
    fn gradients(&mut self, batch: &Batch) -> Vec<f64>;

    /// The gradient of [`objective`](Engine::objective) with respect to the batch's inputs: (n, in).
    fn input_gradients(&mut self, batch: &Batch) -> Matrix;

    /// For each gradient element the sum of the absolute terms that make it up, in the order of the layout:
    /// |a|ᵀ|δ| for a weight, Σ|δ| for a bias. `None` from an engine that cannot look into its own products.
    fn gradient_terms(&mut self, batch: &Batch) -> Option<Vec<f64>>;

    /// How far rounding may carry the outputs, the objective, the gradients and one step of a batch at this learning
    /// rate. `None` from an engine that cannot look into its own operations.
    fn rounding(&mut self, batch: &Batch, rate: Option<f64>) -> Option<RoundingErrors>;

    /// Pre-activations, activations and slopes of a batch as training sees it, for teaching and diagnosis: for each
    /// layer `z`, `a`, `slope`.
    fn trace(&mut self, batch: &Batch) -> Vec<Trace>;

    /// One update by the optimizer at this learning rate; batch normalization's running statistics move too.
    fn step(&mut self, batch: &Batch, rate: f64) -> Step;

    /// Sets batch normalization's statistics of inference to those of all these rows taken together.
    fn recompute_batch_norm_statistics(&mut self, rows: &[usize]);

    /// Everything that later answers depend on.
    fn snapshot(&self) -> Snapshot;

    /// Goes back to a snapshot, also to one of another engine on the same spec.
    fn restore(&mut self, snapshot: &Snapshot);
}

/// Outputs and data loss of some rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Evaluation {
    /// (n, out), after the output's activation.
    pub outputs: Matrix,
    /// The data loss, without penalty.
    pub loss: f64,
}

/// The deviations of rounding errors at one snapshot and on one batch, in units of half a unit in the last place of 1,
/// in whatever precision the engine computes. Infinite or not a number where nothing can be said.
///
/// A sum of terms of size S has a deviation of about S: what cancels leaves the error of its terms.
#[derive(Debug, Clone, PartialEq)]
pub struct RoundingErrors {
    /// Of [`evaluate`](Engine::evaluate) on the rows of the batch: (n, out), row by row.
    pub outputs: Vec<f64>,
    /// Of [`objective`](Engine::objective).
    pub objective: f64,
    /// Of [`gradients`](Engine::gradients), in the order of the layout.
    pub gradients: Vec<f64>,
    /// Of everything that one [`step`](Engine::step) moves, if a learning rate was given.
    pub after: Snapshot,
}

/// What the batch of one update looked like before it.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Step {
    /// The objective of the batch before the update.
    pub objective: f64,
    /// How many samples a perceptron had wrong; 0 for any other network.
    pub mistakes: usize,
}

/// One named matrix of a forward pass.
///
/// | name | what it holds |
/// |---|---|
/// | `layers.0.z` | the pre-activations, as the activation sees them: (n, width), for maxout (n, width·pieces) |
/// | `layers.0.a` | the activations, before dropout and the residual connection: (n, width) |
/// | `layers.0.slope` | f′(z), by which the backward pass multiplies: of the shape of z |
///
/// The slope of maxout is 1 at the largest piece of each unit and 0 at the others. The output layer has no slope: its
/// backward pass takes activation and loss in one.
#[derive(Debug, Clone, PartialEq)]
pub struct Trace {
    /// `layers.0.z`, as above.
    pub name: String,
    /// A sample is a row.
    pub values: Matrix,
}

impl Trace {
    /// The layer whose pre-activations these are, if they are pre-activations.
    pub fn pre_activation_of(&self) -> Option<usize> {
        self.name.strip_prefix("layers.")?.strip_suffix(".z")?.parse().ok()
    }
}

/// Everything that an engine's answers depend on, in a form that any engine on the same spec can take.
///
/// The state of a rule is its slots, in the order of [`Optimizer::memory`](experiment::spec::Optimizer::memory). That
/// of L-BFGS is the engine's own: empty is a fresh start, and the only one another engine takes.
///
/// A slot is as long as the parameters. An empty state is that of an optimizer before its first step.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Snapshot {
    /// In the order of the layout.
    pub parameters: Vec<f64>,
    /// Batch normalization's statistics of inference, in the order of [`Layout::statistics`].
    pub statistics: Vec<f64>,
    /// The optimizer's memory, slot by slot.
    pub state: Vec<Vec<f64>>,
    /// How many updates the optimizer has made.
    pub steps: u64,
}

impl Snapshot {
    /// A network before training: these parameters, running statistics (0, 1), a fresh optimizer.
    pub fn start(parameters: Vec<f64>, layout: &Layout) -> Snapshot {
        Snapshot { parameters, statistics: layout.initial_statistics(), state: Vec::new(), steps: 0 }
    }
}
