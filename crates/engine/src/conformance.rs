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

use experiment::spec::Precision;

use crate::differences::{ESTIMATE_MARGIN, NumericalDerivative};
use crate::random::{Purpose, stream};
use crate::{Batch, Engine, Evaluation, Matrix, Snapshot, Trace, differences};

/// A law that did not hold: which one, and at what.
pub type LawViolation = String;

/// Puts an engine through L1, L2 and L4, and through L3 if it computes in f64. `batch` is of its data set.
///
/// The parameters are made random first, biases too, so that no pre-activation sits exactly on a kink.
pub fn laws(engine: &mut dyn Engine, batch: &Batch, rate: f64, precision: Precision) -> Vec<LawViolation> {
    randomize(engine, 11);
    let mut violations = Vec::new();
    purity(engine, batch, &mut violations);
    round_trip(engine, batch, rate, &mut violations);
    if precision == Precision::F64 {
        gradient(engine, batch, &mut violations);
    }
    violations
}

/// Moves every parameter by a draw from N(0, 0.3²).
pub fn randomize(engine: &mut dyn Engine, seed: u64) {
    let mut draws = stream(seed, Purpose::Check, 0, 0);
    let mut snapshot = engine.snapshot();
    snapshot.parameters.iter_mut().for_each(|value| *value += 0.3 * draws.normal());
    engine.restore(&snapshot);
}

/// What the methods that change nothing return.
#[derive(Debug, PartialEq)]
struct PureAnswers {
    predictions: Matrix,
    evaluation: Evaluation,
    numbers: [u64; 2],
    gradients: Vec<f64>,
    inputs: Matrix,
    terms: Option<Vec<f64>>,
    losses: Option<Vec<f64>>,
    trace: Vec<Trace>,
}

impl PureAnswers {
    fn of(engine: &mut dyn Engine, batch: &Batch) -> PureAnswers {
        let width = engine.layout().widths[0];
        let ramp = (0..3 * width).map(|at| 0.1 * at as f64 - 0.3).collect();
        PureAnswers {
            predictions: engine.predict(&Matrix::new(3, width, ramp)),
            evaluation: engine.evaluate(batch.rows),
            numbers: [engine.penalty().to_bits(), engine.objective(batch).to_bits()],
            gradients: engine.gradients(batch),
            inputs: engine.input_gradients(batch),
            terms: engine.gradient_terms(batch),
            losses: engine.losses_of_errors(&[-2.0, 0.0, 0.5]),
            trace: engine.trace(batch),
        }
    }
}

fn purity(engine: &mut dyn Engine, batch: &Batch, violations: &mut Vec<LawViolation>) {
    let before = engine.snapshot();
    let first = PureAnswers::of(engine, batch);
    if engine.snapshot() != before {
        violations.push("L1: a method that must change nothing changed the snapshot".into());
    }
    // A single row in between leaves buffers of another size.
    engine.evaluate(&batch.rows[..1]);
    if PureAnswers::of(engine, batch) != first {
        violations.push("L1: the same call returned another value".into());
    }
}

fn round_trip(engine: &mut dyn Engine, batch: &Batch, rate: f64, violations: &mut Vec<LawViolation>) {
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
        violations.push("L2, L4: the same steps from the same snapshot ended elsewhere".into());
    }
    engine.restore(&middle);
}

/// An estimate of this share of the largest derivative says nothing: a kink lies within the step.
const KINKED: f64 = 1e-5;

fn gradient(engine: &mut dyn Engine, batch: &Batch, violations: &mut Vec<LawViolation>) {
    let snapshot = engine.snapshot();
    let gradients = engine.gradients(batch);
    let differences: Vec<NumericalDerivative> =
        (0..gradients.len()).map(|index| moved(engine, &snapshot, batch, index)).collect();
    engine.restore(&snapshot);
    // Over both, so that an engine whose gradients are all zero is not excused by its own scale.
    let values = gradients.iter().copied().chain(differences.iter().map(|difference| difference.value));
    let scale = values.fold(0.0f64, |scale, value| scale.max(value.abs()));
    let mut checked = 0;
    for (index, (gradient, difference)) in gradients.iter().zip(&differences).enumerate() {
        if scale > 0.0 && difference.error > KINKED * scale {
            continue;
        }
        checked += 1;
        let apart = (gradient - difference.value).abs();
        if apart.is_nan() || apart > ESTIMATE_MARGIN * difference.error + 1e-11 * scale {
            let name = engine.layout().element_name(index);
            violations.push(format!("L3: the gradient of {name} is {gradient}, differences give {difference:?}"));
        }
    }
    if 2 * checked < gradients.len() {
        violations.push(format!("L3: kinks lie at all but {checked} of {} elements", gradients.len()));
    }
}

/// The derivative of the objective with respect to one parameter, by differences. Its error is infinite where a wide
/// step and a narrow one disagree, because a kink lies between them.
fn moved(engine: &mut dyn Engine, snapshot: &Snapshot, batch: &Batch, index: usize) -> NumericalDerivative {
    let mut moved = snapshot.clone();
    let start = snapshot.parameters[index];
    let mut objective = |by: f64| {
        moved.parameters[index] = start + by;
        engine.restore(&moved);
        engine.objective(batch)
    };
    let [wide, narrow] = [0.1, 0.003].map(|step| differences::derivative(&mut objective, step));
    let apart = (wide.value - narrow.value).abs();
    if apart > ESTIMATE_MARGIN * (wide.error + narrow.error) {
        NumericalDerivative { error: f64::INFINITY, ..wide }
    } else {
        wide
    }
}

/// L3 in f32: the gradients are those of the f64 engine to 1e-4 of the sum of their absolute terms.
pub fn same_gradients(
    single: &mut dyn Engine,
    double: &mut dyn Engine,
    batch: &Batch,
    terms: &[f64],
) -> Vec<LawViolation> {
    double.restore(&single.snapshot());
    let worst = crate::agreement::gradients(&double.gradients(batch), &single.gradients(batch), terms);
    let name = single.layout().element_name(worst.index);
    if worst.error <= 1e-4 {
        Vec::new()
    } else {
        vec![format!("L3: the f32 gradient of {name} is off by {}", worst.error)]
    }
}
