//! Small trainings, followed by hand.
#![allow(dead_code, reason = "each test file uses its share")]

use std::sync::Arc;

use blackboard::answer::{Refusal, Situation, answer};
use blackboard::given::Given;
use engine::masks;
use engine::update::End;
use engine::{Dataset, FollowedTraining, Layout, Matrix, Update, initializer};
use experiment::Spec;
use experiment::spec::Task;
use experiment::term::Term;

/// A training with its updates.
pub struct Case {
    pub spec: Spec,
    pub dataset: Arc<Dataset>,
    pub followed: FollowedTraining,
}

impl Case {
    /// The training of a config without data: the batch is always `rows`, the masks are drawn for every update.
    pub fn new(config: &str, task: Task, inputs: Matrix, targets: Matrix, rows: &[usize], updates: usize) -> Case {
        Case::of(config, task, inputs, targets, updates, |number| (number + 1, rows.to_vec()))
    }

    /// One row after the other, in as many passes.
    pub fn in_passes(config: &str, task: Task, inputs: Matrix, targets: Matrix, passes: usize) -> Case {
        let n = inputs.rows();
        Case::of(config, task, inputs, targets, passes * n, |number| (number / n + 1, vec![number % n]))
    }

    /// `batch` gives the epoch and the rows of an update.
    fn of(
        config: &str,
        task: Task,
        inputs: Matrix,
        targets: Matrix,
        updates: usize,
        batch: impl Fn(usize) -> (usize, Vec<usize>),
    ) -> Case {
        let spec = experiment::spec_on_given_data(config, task).unwrap_or_else(|errors| panic!("{errors}"));
        let mut dataset = Dataset::new(inputs, targets);
        dataset.schema.task = task;
        let dataset = Arc::new(dataset);
        let layout = Layout::of(&spec, dataset.inputs.columns(), dataset.targets.columns());
        let mut engine = from_scratch::engine(&spec, dataset.clone(), &initializer::initial(&spec, &layout));
        let rate = spec.training.optimizer.learning_rate();
        let widths: Vec<(usize, f64)> = layout.widths[1..].iter().copied().zip(spec.dropouts()).collect();
        let mut followed = FollowedTraining::default();
        for number in 0..=updates {
            let ((epoch, rows), mut drawn) = (batch(number), Vec::new());
            masks::draw(spec.seed, number + 1, 0, rows.len(), &widths, &mut drawn);
            let update = Update { epoch, rate, rows, masks: drawn, before: engine.snapshot() };
            engine.step(&update.batch(), rate);
            followed.updates.insert(number, update);
        }
        followed.end = Some(End { updates, epochs: updates });
        Case { spec, dataset, followed }
    }

    pub fn situation(&self) -> Situation<'_> {
        Situation { spec: &self.spec, dataset: &self.dataset, followed: &self.followed }
    }

    /// The number of a term.
    pub fn ask(&self, term: &str) -> f64 {
        self.ask_given(term, &[]).unwrap_or_else(|refusal| panic!("{term} {refusal}"))
    }

    /// The same with given numbers.
    pub fn ask_given(&self, term: &str, given: &[(&str, f64)]) -> Result<f64, Refusal> {
        let parsed = |text: &str| -> Term { text.parse().unwrap_or_else(|error| panic!("{text}: {error}")) };
        let given: Vec<Given> = given.iter().map(|(term, value)| Given { term: parsed(term), value: *value }).collect();
        answer(&self.situation(), &parsed(term), &given)
    }

    /// J of the first update's batch with one parameter moved, by the engine.
    pub fn objective(&self, at: usize, by: f64) -> f64 {
        let update = &self.followed.updates[&0];
        let mut snapshot = update.before.clone();
        snapshot.parameters[at] += by;
        let mut engine = from_scratch::engine(&self.spec, self.dataset.clone(), &snapshot.parameters);
        engine.restore(&snapshot);
        engine.objective(&update.batch())
    }
}

/// Both numbers are equal to so many units of the larger one, or of 1.
#[track_caller]
pub fn near(found: f64, wanted: f64, relative: f64) {
    let size = wanted.abs().max(f64::MIN_POSITIVE);
    assert!((found - wanted).abs() <= relative * size, "{found} is not {wanted}");
}

/// The 2-2-2 network of lecture 004.
pub fn mazur(update: &str, updates: usize) -> Case {
    let config = format!(
        r#"
title = "Two inputs, two hidden units, two outputs"
engines = ["from-scratch"]
[network]
hidden = [2]
activation = "sigmoid"
output = "sigmoid"
bias = "shared"
[initial]
"layers.0.weight" = [[0.15, 0.25], [0.20, 0.30]]
"layers.0.bias" = [0.35]
"layers.1.weight" = [[0.40, 0.50], [0.45, 0.55]]
"layers.1.bias" = [0.60]
[training]
loss = "squared-error"
batch_size = 1
update = "{update}"
optimizer = {{ rule = "gradient-descent", learning_rate = 0.5 }}
frozen = ["layers.0.bias", "layers.1.bias"]
"#
    );
    let (x, t) = (Matrix::from_rows(&[[0.05, 0.10]]), Matrix::from_rows(&[[0.01, 0.99]]));
    Case::new(&config, Task::Regression, x, t, &[0], updates)
}
