//! The gradient certificate of a run: the witnesses at the initial parameters and after training, and the
//! planted faults that must not slip through.
//!
//! The vote is `engine::certificate`; who the witnesses are, the caller says ([`Cast`]).

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use engine::certificate::{Certificate, Forward, Point, Testimony, Witness, certify, forwards, sample};
use engine::random::{Purpose, stream};
use engine::{Batch, Dataset, Engine, Layout, Snapshot, initializer};
use experiment::Spec;
use experiment::spec::{EngineName, Precision};

use crate::Build;
use crate::draws::Draws;
use crate::run::{Interrupted, run};

/// Who takes part in a check.
#[derive(Clone, Copy)]
pub struct Cast {
    /// How engines are built.
    pub build: Build,
    /// The engines whose forwards are compared, the hand-written one first.
    pub engines: fn(&Spec, &Arc<Dataset>, &[f64]) -> Vec<Box<dyn Engine>>,
    /// The witnesses; slow ones look only at these elements.
    pub witnesses: fn(&Spec, &Arc<Dataset>, &[f64], &[usize]) -> Vec<Box<dyn Witness>>,
    /// Every planted fault, with the faulty engine where it applies.
    pub faults: fn(&Spec, &Arc<Dataset>, &[f64]) -> Vec<Planted>,
}

/// A planted fault.
pub struct Planted {
    /// Its short name.
    pub name: &'static str,
    /// What is wrong, in words.
    pub what: &'static str,
    /// The hand-written engine with the fault; `None` where the network lacks the part that it spoils.
    pub engine: Option<Box<dyn Engine>>,
}

/// What became of a planted fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// The forwards differed.
    CaughtByForward,
    /// The vote named the hand-written engine, or found no majority.
    CaughtByVote,
    /// Nobody saw it.
    Missed,
    /// The network lacks the part that it spoils.
    NotApplicable,
}

/// A check of one run.
pub struct Checked {
    /// The tensors.
    pub layout: Layout,
    /// How many rows the batch has.
    pub rows: usize,
    /// How many elements the slow witnesses looked at.
    pub looked: usize,
    /// At the initial parameters.
    pub initial: Certificate,
    /// After training.
    pub trained: Certificate,
    /// Every planted fault: name, words, fate.
    pub faults: Vec<(&'static str, &'static str, Fate)>,
}

/// Planted faults are tried on this many rows or more: a single sample may have no gradient.
const CONTROL: usize = 16;

/// How many random points are tried for one at which every tensor has a gradient.
const POINTS: u64 = 50;

/// Up to this many elements of a tensor slow witnesses look at all.
const MOST: usize = 300;

impl Checked {
    /// Whether nothing is wrong: both certificates hold and no fault slipped through.
    pub fn holds(&self) -> bool {
        let missed = self.faults.iter().any(|(_, _, fate)| *fate == Fate::Missed);
        self.initial.holds() && self.trained.holds() && !missed
    }

    /// How many faults applied, and how many of those were caught.
    pub fn tally(&self) -> (usize, usize) {
        let count = |wanted: &[Fate]| self.faults.iter().filter(|(_, _, fate)| wanted.contains(fate)).count();
        let caught = count(&[Fate::CaughtByForward, Fate::CaughtByVote]);
        (caught + count(&[Fate::Missed]), caught)
    }
}

/// Checks one run; always in f64.
///
/// # Errors
/// If somebody asked to stop.
pub fn check(spec: &Spec, dataset: &Arc<Dataset>, cast: &Cast, stop: &AtomicBool) -> Result<Checked, Interrupted> {
    let spec = &Spec { precision: Precision::F64, engines: vec![EngineName::FromScratch], ..spec.clone() };
    let layout = Layout::of(spec, dataset.inputs.columns(), dataset.targets.columns());
    let parameters = initializer::initial(spec, &layout);
    let start = Snapshot::start(parameters, &layout);
    let trained = after_training(spec, dataset, cast.build, stop)?;
    let elements = sample(&layout, MOST);
    let mut draws = Draws::new(spec, dataset, &layout);
    let bench = Bench { spec, dataset, cast, layout: &layout, elements: &elements };
    let (rows, initial, trained) = draws.first_batch(1, usize::MAX, |batch| {
        (batch.rows.len(), bench.certificate(&start, batch), bench.certificate(&trained, batch))
    });
    let faults = draws.first_rows_or_more(1, CONTROL, |batch| bench.faults(&start, batch));
    Ok(Checked { rows, looked: elements.len(), initial, trained, faults, layout: layout.clone() })
}

/// The network that training leaves; where it diverged, the initial one shaken stands in.
fn after_training(
    spec: &Spec,
    dataset: &Arc<Dataset>,
    build: Build,
    stop: &AtomicBool,
) -> Result<Snapshot, Interrupted> {
    let trained = run(spec, dataset, build, stop, |_, _| {})?;
    let snapshot = Snapshot {
        parameters: trained.parameters[0].1.clone(),
        statistics: trained.statistics[0].1.clone(),
        ..Snapshot::default()
    };
    let finite = snapshot.parameters.iter().all(|value| value.is_finite());
    let start = || shaken(&Snapshot::start(initializer::initial(spec, &trained.layout), &trained.layout), 1);
    Ok(if finite { snapshot } else { start() })
}

/// The same network with every parameter moved by a draw from N(0, 0.3²): zeros would hide faults.
fn shaken(start: &Snapshot, draw: u64) -> Snapshot {
    let mut draws = stream(draw, Purpose::Check, 0, 0);
    let parameters = start.parameters.iter().map(|value| value + 0.3 * draws.normal()).collect();
    Snapshot { parameters, ..start.clone() }
}

/// Everything that the comparisons share.
struct Bench<'a> {
    spec: &'a Spec,
    dataset: &'a Arc<Dataset>,
    cast: &'a Cast,
    layout: &'a Layout,
    elements: &'a [usize],
}

impl Bench<'_> {
    fn certificate(&self, snapshot: &Snapshot, batch: &Batch) -> Certificate {
        let (testimony, terms) = self.hear(snapshot, batch);
        certify(&testimony, self.layout, &terms, self.forward(snapshot, batch, None))
    }

    /// What all witnesses say, and the sums of absolute terms.
    fn hear(&self, snapshot: &Snapshot, batch: &Batch) -> (Testimony, Vec<f64>) {
        let point = Point { snapshot, batch: *batch };
        let mut witnesses = (self.cast.witnesses)(self.spec, self.dataset, &snapshot.parameters, self.elements);
        let mut hand =
            (self.cast.build)(EngineName::FromScratch, self.spec, self.dataset.clone(), &snapshot.parameters);
        hand.restore(snapshot);
        let terms = hand.terms(batch).expect("the hand-written engine knows its terms");
        (Testimony::hear(&mut witnesses, &point), terms)
    }

    /// The forwards of all engines against the first, or against an impostor in its place.
    fn forward(&self, snapshot: &Snapshot, batch: &Batch, impostor: Option<Box<dyn Engine>>) -> Vec<Forward> {
        let point = Point { snapshot, batch: *batch };
        let mut engines = (self.cast.engines)(self.spec, self.dataset, &snapshot.parameters);
        if let Some(impostor) = impostor {
            engines[0] = impostor;
        }
        forwards(&mut engines, &point)
    }

    /// A point near the initial one at which every tensor has a gradient, or the last one tried.
    fn lively(&self, start: &Snapshot, batch: &Batch) -> Snapshot {
        let mut engine = (self.cast.build)(EngineName::FromScratch, self.spec, self.dataset.clone(), &start.parameters);
        let points = || (1..=POINTS).map(|draw| shaken(start, draw));
        let lively = points().find(|point| {
            engine.restore(point);
            let gradients = engine.gradients(batch);
            self.layout.tensors.iter().all(|tensor| gradients[tensor.range()].iter().any(|value| *value != 0.0))
        });
        lively.unwrap_or_else(|| shaken(start, POINTS))
    }

    /// The fate of every planted fault.
    fn faults(&self, start: &Snapshot, batch: &Batch) -> Vec<(&'static str, &'static str, Fate)> {
        let snapshot = &self.lively(start, batch);
        let (testimony, terms) = self.hear(snapshot, batch);
        let planted = (self.cast.faults)(self.spec, self.dataset, &snapshot.parameters);
        let fate = |engine: Option<Box<dyn Engine>>| match engine {
            None => Fate::NotApplicable,
            Some(engine) => self.fate(&Control { snapshot, batch, testimony: &testimony, terms: &terms }, engine),
        };
        planted.into_iter().map(|fault| (fault.name, fault.what, fate(fault.engine))).collect()
    }

    fn fate(&self, control: &Control, mut faulty: Box<dyn Engine>) -> Fate {
        faulty.restore(control.snapshot);
        let testimony = control.testimony.replaced("hand", &faulty.gradients(control.batch));
        let forward = self.forward(control.snapshot, control.batch, Some(faulty));
        if !forward.iter().all(Forward::agrees) {
            return Fate::CaughtByForward;
        }
        let holds = certify(&testimony, self.layout, control.terms, forward).holds();
        if holds { Fate::Missed } else { Fate::CaughtByVote }
    }
}

/// What every planted fault is held against.
struct Control<'a> {
    snapshot: &'a Snapshot,
    batch: &'a Batch<'a>,
    testimony: &'a Testimony,
    terms: &'a [f64],
}
