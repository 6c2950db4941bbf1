//! The laws of an engine, as checks that any engine is put through.
//!
//! | law | says |
//! |---|---|
//! | L1 purity | predict, evaluate, penalty, objective, gradients, terms and trace change nothing |
//! | L2 round trip | snapshot, k steps, restore, the same k steps: the same bits |
//! | L3 gradient | f64: gradients are the central differences of objective |
//! | L4 determinism | a step depends on (snapshot, batch, rate) alone |
//!
//! L3 in f32 compares with the f64 engine and needs two engines: see [`same_gradients`].

use crate::differences::{Difference, ESTIMATES};
use crate::random::{Purpose, stream};
use crate::{Batch, Engine, Evaluation, Matrix, Snapshot, Trace, differences};

/// A law that did not hold, in words.
pub type Broken = String;

/// Puts an engine through L1, L2 and L4, and through L3 if it computes in f64. `batch` is of its data set.
///
/// The parameters are made random first, biases too, so that no pre-activation sits exactly on a kink.
pub fn laws(engine: &mut dyn Engine, batch: &Batch, rate: f64, double: bool) -> Vec<Broken> {
    randomize(engine, 11);
    let mut broken = Vec::new();
    purity(engine, batch, &mut broken);
    round_trip(engine, batch, rate, &mut broken);
    if double {
        gradient(engine, batch, &mut broken);
    }
    broken
}

/// Moves every parameter by a draw from N(0, 0.3²).
pub fn randomize(engine: &mut dyn Engine, seed: u64) {
    let mut draws = stream(seed, Purpose::Check, 0, 0);
    let mut snapshot = engine.snapshot();
    snapshot.parameters.iter_mut().for_each(|value| *value += 0.3 * draws.normal());
    engine.restore(&snapshot);
}

/// Everything that an engine answers without changing.
#[derive(Debug, PartialEq)]
struct Answers {
    predictions: Matrix,
    evaluation: Evaluation,
    numbers: [u64; 2],
    gradients: Vec<f64>,
    inputs: Matrix,
    terms: Option<Vec<f64>>,
    trace: Vec<Trace>,
}

impl Answers {
    fn of(engine: &mut dyn Engine, batch: &Batch) -> Answers {
        let width = engine.layout().widths[0];
        let ramp = (0..3 * width).map(|at| 0.1 * at as f64 - 0.3).collect();
        Answers {
            predictions: engine.predict(&Matrix::new(3, width, ramp)),
            evaluation: engine.evaluate(batch.rows),
            numbers: [engine.penalty().to_bits(), engine.objective(batch).to_bits()],
            gradients: engine.gradients(batch),
            inputs: engine.input_gradients(batch),
            terms: engine.terms(batch),
            trace: engine.trace(batch),
        }
    }
}

fn purity(engine: &mut dyn Engine, batch: &Batch, broken: &mut Vec<Broken>) {
    let before = engine.snapshot();
    let first = Answers::of(engine, batch);
    if engine.snapshot() != before {
        broken.push("L1: a question changed the snapshot".into());
    }
    // A single row in between leaves buffers of another size.
    engine.evaluate(&batch.rows[..1]);
    if Answers::of(engine, batch) != first {
        broken.push("L1: the same question got another answer".into());
    }
}

fn round_trip(engine: &mut dyn Engine, batch: &Batch, rate: f64, broken: &mut Vec<Broken>) {
    let walk = |engine: &mut dyn Engine| -> Vec<Snapshot> {
        let steps = (0..3).map(|_| {
            engine.step(batch, rate);
            engine.snapshot()
        });
        steps.collect()
    };
    walk(engine);
    let middle = engine.snapshot();
    let first = walk(engine);
    engine.restore(&middle);
    engine.evaluate(&batch.rows[..1]);
    let second = walk(engine);
    if first != second {
        broken.push("L2, L4: the same steps from the same snapshot went elsewhere".into());
    }
    engine.restore(&middle);
}

/// Of this share of the largest derivative an estimate is no estimate: a kink lies within the step.
const KINKED: f64 = 1e-5;

fn gradient(engine: &mut dyn Engine, batch: &Batch, broken: &mut Vec<Broken>) {
    let snapshot = engine.snapshot();
    let gradients = engine.gradients(batch);
    let differences: Vec<Difference> =
        (0..gradients.len()).map(|index| moved(engine, &snapshot, batch, index)).collect();
    engine.restore(&snapshot);
    // Over both, so that an engine that answers nothing but zeros is not excused by its own silence.
    let values = gradients.iter().copied().chain(differences.iter().map(|difference| difference.value));
    let scale = values.fold(0.0f64, |scale, value| scale.max(value.abs()));
    let mut checked = 0;
    for (index, (gradient, difference)) in gradients.iter().zip(&differences).enumerate() {
        if scale > 0.0 && difference.error > KINKED * scale {
            continue;
        }
        checked += 1;
        let apart = (gradient - difference.value).abs();
        if apart.is_nan() || apart > ESTIMATES * difference.error + 1e-11 * scale {
            let name = engine.layout().element(index);
            broken.push(format!("L3: the gradient of {name} is {gradient}, differences give {difference:?}"));
        }
    }
    if 2 * checked < gradients.len() {
        broken.push(format!("L3: kinks lie at all but {checked} of {} elements", gradients.len()));
    }
}

/// The derivative of the objective with respect to one parameter, by differences; of boundless error where a wide
/// step and a narrow one tell different stories, because a kink lies between them.
fn moved(engine: &mut dyn Engine, snapshot: &Snapshot, batch: &Batch, index: usize) -> Difference {
    let mut moved = snapshot.clone();
    let start = snapshot.parameters[index];
    let mut objective = |by: f64| {
        moved.parameters[index] = start + by;
        engine.restore(&moved);
        engine.objective(batch)
    };
    let [wide, narrow] = [0.1, 0.003].map(|step| differences::derivative(&mut objective, step));
    let apart = (wide.value - narrow.value).abs();
    if apart > ESTIMATES * (wide.error + narrow.error) { Difference { error: f64::INFINITY, ..wide } } else { wide }
}

/// L3 in f32: the gradients are those of the f64 engine to 1e-4 of the sum of their absolute terms.
pub fn same_gradients(single: &mut dyn Engine, double: &mut dyn Engine, batch: &Batch, terms: &[f64]) -> Vec<Broken> {
    double.restore(&single.snapshot());
    let worst = crate::agreement::gradients(&double.gradients(batch), &single.gradients(batch), terms);
    let name = single.layout().element(worst.index);
    if worst.error <= 1e-4 {
        Vec::new()
    } else {
        vec![format!("L3: the f32 gradient of {name} is off by {}", worst.error)]
    }
}
