//! The gradient certificate of a run: witnesses compute the gradient at the initial parameters and after training,
//! and planted faults show that a wrong gradient would be noticed.
//!
//! The vote is [`engine::certificate`]; the caller supplies the witnesses ([`CheckEngines`]).

mod checked;
mod context;

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use engine::certificate::{Certificate, Witness, sampled_elements};
use engine::{Dataset, Engine, Layout, Snapshot, initializer};
use experiment::Spec;
use experiment::record::CertificateSummary;
use experiment::spec::{EngineName, Precision};

pub use checked::{Checked, FaultResult, SinglePrecisionError, TrainedPoint};
use context::{CheckContext, perturbed};

use crate::BuildEngine;
use crate::batch_sampler::BatchSampler;
use crate::initial;
use crate::interrupt::Interrupted;
use crate::run;
use crate::trained::{Trained, is_usable};

/// Builds all engines on a spec, at these parameters.
pub type BuildEngines = fn(&Spec, &Arc<Dataset>, &[f64]) -> Vec<Box<dyn Engine>>;

/// Builds all witnesses on a spec, at these parameters, for these elements.
pub type BuildWitnesses = fn(&Spec, &Arc<Dataset>, &[f64], &[usize]) -> Vec<Box<dyn Witness>>;

/// The engines, witnesses and faulty engines of a check.
#[derive(Clone, Copy)]
pub struct CheckEngines {
    /// How engines are built.
    pub build: BuildEngine,
    /// The engines whose forwards are compared, the hand-written one first.
    pub engines: BuildEngines,
    /// The witnesses; slow ones compute only the elements named.
    pub witnesses: BuildWitnesses,
    /// Every planted fault, with the faulty engine where it applies.
    pub faults: fn(&Spec, &Arc<Dataset>, &[f64]) -> Vec<PlantedEngine>,
}

/// A planted fault.
pub struct PlantedEngine {
    /// Its short name, `bias-not-summed`.
    pub name: &'static str,
    /// What is wrong, in words.
    pub what: &'static str,
    /// The hand-written engine with the fault; `None` where the network lacks the part that it changes.
    pub engine: Option<Box<dyn Engine>>,
}

/// Planted faults are tried on this many rows or more: a single sample may have no gradient.
const CONTROL: usize = 16;

/// How many random points are tried for one at which every tensor has a gradient.
const POINTS: u64 = 50;

/// Slow witnesses compute all elements of a tensor up to this many.
const MOST: usize = 300;

/// The elements of a tensor and the rows that the certificate of a report covers: every report pays for it.
const FEW: usize = 12;
const FEW_ROWS: usize = 32;

/// Checks one run, in f64; the gradients of a run in f32 in that precision, too.
///
/// # Errors
/// [`Interrupted`], if `stop` is raised before the end.
pub fn check(
    spec: &Spec,
    dataset: &Arc<Dataset>,
    check_engines: &CheckEngines,
    stop: &AtomicBool,
) -> Result<Checked, Interrupted> {
    let precision = spec.precision;
    let spec = &Spec { precision: Precision::F64, engines: vec![EngineName::FromScratch], ..spec.clone() };
    let layout = Layout::of(spec, dataset.inputs.columns(), dataset.targets.columns());
    let parameters = initializer::initial(spec, &layout);
    let start = initial::with_statistics(Snapshot::start(parameters, &layout), spec, &layout);
    let (point, trained) = after_training(spec, dataset, check_engines.build, stop)?;
    let elements = sampled_elements(&layout, MOST);
    let mut sampler = BatchSampler::new(spec, dataset, &layout);
    let context = CheckContext { spec, dataset, check_engines, layout: &layout, elements: &elements };
    let (rows, initial, single, trained) = sampler.first_batch(1, usize::MAX, |batch| {
        let single = (precision == Precision::F32).then(|| context.single_precision(&trained, batch));
        (batch.rows.len(), context.certificate(&start, batch), single, context.certificate(&trained, batch))
    });
    let faults = sampler.first_rows_or_more(1, CONTROL, |batch| context.faults(&start, batch));
    Ok(Checked { rows, looked: elements.len(), initial, trained, point, single, faults, layout: layout.clone() })
}

/// The certificate of a network at any point of its training, in f64, on few elements of the gradient of a few rows.
pub fn certificate(
    spec: &Spec,
    dataset: &Arc<Dataset>,
    check_engines: &CheckEngines,
    snapshot: &Snapshot,
) -> Certificate {
    let spec = &Spec { precision: Precision::F64, ..spec.clone() };
    let layout = &Layout::of(spec, dataset.inputs.columns(), dataset.targets.columns());
    let elements = &sampled_elements(layout, FEW);
    let context = CheckContext { spec, dataset, check_engines, layout, elements };
    BatchSampler::new(spec, dataset, layout).first_batch(1, FEW_ROWS, |batch| context.certificate(snapshot, batch))
}

/// The certificate of a trained network on few elements, for its report; `None` where training left no usable network.
pub(crate) fn summary(
    spec: &Spec,
    dataset: &Arc<Dataset>,
    check_engines: &CheckEngines,
    trained: &Trained,
) -> Option<CertificateSummary> {
    let precision = spec.precision;
    let spec = &Spec { precision: Precision::F64, ..spec.clone() };
    let snapshot = usable_network(trained)?;
    let elements = sampled_elements(&trained.layout, FEW);
    let context = CheckContext { spec, dataset, check_engines, layout: &trained.layout, elements: &elements };
    let mut sampler = BatchSampler::new(spec, dataset, &trained.layout);
    let (certificate, single) = sampler.first_batch(1, FEW_ROWS, |batch| {
        let single = (precision == Precision::F32).then(|| context.single_precision(&snapshot, batch));
        (context.certificate(&snapshot, batch), single)
    });
    let mut summary = context::summarize(&certificate);
    summary.wrong.extend(single.as_ref().filter(|single| !single.holds()).map(|_| "f32".to_string()));
    summary.single = single.map(|single| single.error);
    Some(summary)
}

/// The network that training left in the first engine, unless its numbers broke down.
fn usable_network(trained: &Trained) -> Option<Snapshot> {
    let first = &trained.engines[0];
    let Snapshot { parameters, statistics, .. } = first.snapshot.clone();
    let finite = parameters.iter().chain(&statistics).all(|value| value.is_finite());
    (finite && is_usable(&first.outcome, &first.last)).then(|| Snapshot {
        parameters,
        statistics,
        ..Snapshot::default()
    })
}

/// The network that training leaves; where it diverged, the initial one perturbed stands in.
fn after_training(
    spec: &Spec,
    dataset: &Arc<Dataset>,
    build: BuildEngine,
    stop: &AtomicBool,
) -> Result<(TrainedPoint, Snapshot), Interrupted> {
    let trained = run::train_unrecorded(spec, dataset, build, stop, |_, _| {})?;
    let start = || perturbed(&Snapshot::start(initializer::initial(spec, &trained.layout), &trained.layout), 1);
    Ok(match usable_network(&trained) {
        Some(snapshot) => (TrainedPoint::AfterTraining, snapshot),
        None => (TrainedPoint::Perturbed, start()),
    })
}
