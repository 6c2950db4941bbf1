//! The hand-written engine as its own twin, the twin spoiled: where the defect moves a compared number by more than a
//! thousand bounds, and whether the comparison notices.

use std::cell::Cell;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use engine::agreement::tiny;
use engine::spoiled::{Defect, Spoiled};
use engine::{Batch, Dataset, Engine, Layout, RoundingErrors, Snapshot, initializer};
use experiment::Spec;
use experiment::bounds::Bounds;
use experiment::spec::{EngineName, Inference, Optimizer, Precision, StepError};
use runner::batch_sampler::BatchSampler;

/// The defects of what is compared in training.
pub const COMPARED: [Defect; 4] = [Defect::Gradients, Defect::Statistics, Defect::Memory, Defect::Step];

/// So many bounds a defect moves a number by, to count as one that shows.
pub const BOUNDS: f64 = 1000.0;

thread_local! {
    /// The defect of the twin that is built next: builders are plain functions.
    static DEFECT: Cell<Defect> = const { Cell::new(Defect::Gradients) };
}

fn twin(name: EngineName, spec: &Spec, data: Arc<Dataset>, parameters: &[f64]) -> Box<dyn Engine> {
    let engine = from_scratch::engine(spec, data, parameters);
    match name {
        EngineName::FromScratch => engine,
        EngineName::Burn => Box::new(Spoiled::new(engine, DEFECT.get())),
    }
}

/// Whether a run with the spoiled twin disagrees somewhere.
pub fn is_caught(defect: Defect, spec: &Spec, dataset: &Arc<Dataset>) -> bool {
    DEFECT.set(defect);
    let trained = runner::run::train_unrecorded(spec, dataset, twin, &AtomicBool::new(false), |_, _| {});
    trained.expect("nobody interrupts").agreement.iter().any(|row| !row.agree)
}

/// Whether the defect moves a compared number by more than a thousand bounds before training: a number above its
/// rounding error, of a size that has not broken down.
pub fn shows(defect: Defect, spec: &Spec, dataset: &Arc<Dataset>) -> bool {
    let layout = Layout::of(spec, dataset.inputs.columns(), dataset.targets.columns());
    let parameters = initializer::initial(spec, &layout);
    let mut engine = from_scratch::engine(spec, Arc::clone(dataset), &parameters);
    let rate = spec.training.optimizer.learning_rate();
    // Both engines are compared from the statistics of inference; a whole batch does not move those of its own rows.
    if spec.network.batch_norm.is_some_and(|norm| norm.inference == Inference::TrainingSet) {
        engine.recompute_batch_norm_statistics(&dataset.train);
    }
    BatchSampler::new(spec, dataset, &layout).first_batch(1, 128, |batch| {
        let rounding = engine.rounding(batch, Some(rate)).expect("the hand-written engine knows its rounding");
        let before = engine.snapshot();
        match defect {
            Defect::Gradients => gradients_show(engine.as_mut(), spec, batch, &rounding),
            Defect::Statistics => {
                engine.step(batch, rate);
                statistics_show(&before, &engine.snapshot(), spec, &rounding)
            }
            Defect::Memory => memory_shows(engine.as_mut(), spec, batch, rate, &rounding),
            Defect::Step => {
                engine.step(batch, rate);
                step_shows(&before, &engine.snapshot(), spec, &rounding)
            }
            Defect::InputGradients | Defect::Predictions | Defect::Nudge(..) | Defect::Excused(_) => false,
        }
    })
}

fn sizes<'a>(values: &'a [f64], sizes: &'a [f64]) -> impl Iterator<Item = (f64, f64)> + 'a {
    values.iter().copied().zip(sizes.iter().copied()).filter(|(value, size)| value.is_finite() && size.is_finite())
}

fn gradients_show(engine: &mut dyn Engine, spec: &Spec, batch: &Batch, rounding: &RoundingErrors) -> bool {
    let gradients = engine.gradients(batch);
    let terms = engine.gradient_terms(batch).expect("the hand-written engine knows its terms");
    let largest: Vec<f64> = terms.iter().zip(&rounding.gradients).map(|(terms, size)| terms.max(*size)).collect();
    let least = BOUNDS * Bounds::of(spec).gradients;
    sizes(&gradients, &largest).any(|(gradient, size)| size > 1e-200 && gradient.abs() > least * size)
}

fn statistics_show(before: &Snapshot, after: &Snapshot, spec: &Spec, rounding: &RoundingErrors) -> bool {
    let epsilon = spec.network.batch_norm.map_or(0.0, |norm| norm.epsilon);
    let least = BOUNDS * Bounds::of(spec).outputs;
    let moved: Vec<f64> = before.statistics.iter().zip(&after.statistics).map(|(from, to)| (from - to).abs()).collect();
    let scales = after.statistics.iter().zip(&rounding.after.statistics);
    let scales: Vec<f64> =
        scales.map(|(value, size)| (value.abs() + value.abs().sqrt() + epsilon + 1.0).max(*size)).collect();
    sizes(&moved, &scales).any(|(moved, scale)| moved > least * scale)
}

fn memory_shows(engine: &mut dyn Engine, spec: &Spec, batch: &Batch, rate: f64, rounding: &RoundingErrors) -> bool {
    if let Optimizer::Lbfgs { .. } = spec.training.optimizer {
        return false;
    }
    let terms = engine.gradient_terms(batch).expect("the hand-written engine knows its terms");
    let gradients = engine.gradients(batch);
    engine.step(batch, rate);
    let state = engine.snapshot().state;
    let (Some(last), Some(errors)) = (state.last(), rounding.after.state.last()) else { return false };
    let noise = match spec.precision {
        Precision::F64 => 1e-8,
        Precision::F32 => 1e-2,
    };
    let loud = gradients.iter().zip(&terms).map(|(gradient, terms)| gradient.abs() > noise * terms);
    let (lost, least) = (tiny(spec.precision).max(1e-200), BOUNDS * Bounds::of(spec).step);
    let scales: Vec<f64> =
        last.iter().zip(&terms).zip(errors).map(|((s, terms), error)| (s.abs() + terms).max(*error)).collect();
    sizes(last, &scales).zip(loud).any(|((value, scale), loud)| loud && value.abs() > lost.max(least * scale))
}

/// A step that is off by a millionth of its first element: adaptive rules have wider bounds than that.
fn step_shows(before: &Snapshot, after: &Snapshot, spec: &Spec, rounding: &RoundingErrors) -> bool {
    let (from, to, size) = (before.parameters[0], after.parameters[0], rounding.after.parameters[0]);
    match spec.training.optimizer.facts().step_error {
        StepError::RelativeToParameter => {
            let scale = to.abs().max(1.0).max(size);
            let moved = 1e-6 * (to - from).abs();
            moved.is_finite() && scale.is_finite() && moved > BOUNDS * Bounds::of(spec).step * scale
        }
        StepError::RelativeToUpdate { .. } => false,
    }
}
