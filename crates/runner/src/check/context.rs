//! One network before all witnesses; and again with a faulty engine in the place of the hand-written one.

use std::sync::Arc;

use engine::agreement;
use engine::certificate::{
    Certificate, Forward, Point, VoteOutcome, WitnessGradients, bounded_terms, certify, compare_forwards, widened_terms,
};
use engine::random::{Purpose, stream};
use engine::{Batch, Dataset, Engine, Layout, Matrix, RoundingErrors, Snapshot};
use experiment::Spec;
use experiment::bounds::Bounds;
use experiment::record::CertificateSummary;
use experiment::spec::{EngineName, Precision};

use super::{CheckEngines, FaultResult, POINTS, SinglePrecisionError};

/// A fault that moves no gradient by more than the tolerance of the witnesses cannot be caught, and counts as not
/// applicable: the gradient of a bias in front of batch normalization is zero with it and without.
const SHOWS: f64 = 1e-11;

/// Whether a verdict blames the hand-written engine, or finds no majority against it.
fn blames_hand_written_engine(verdict: &VoteOutcome) -> bool {
    match verdict {
        VoteOutcome::Disagree { outvoted } => outvoted.is_empty() || outvoted.iter().any(|name| name == "hand"),
        VoteOutcome::Agree | VoteOutcome::Zero | VoteOutcome::Undecidable => false,
    }
}

/// A certificate in the few numbers that a record keeps.
pub(super) fn summarize(certificate: &Certificate) -> CertificateSummary {
    let forward = certificate.forward.iter().map(|one| one.outputs.max(one.objective)).fold(0.0, f64::max);
    let different = (!certificate.forward.iter().all(Forward::agrees)).then(|| "forward".to_string());
    let wrong = certificate.tensors.iter().filter(|tensor| matches!(tensor.verdict, VoteOutcome::Disagree { .. }));
    CertificateSummary {
        forward,
        error: certificate.tensors.iter().map(|tensor| tensor.error).fold(0.0, f64::max),
        checked: certificate.tensors.iter().map(|tensor| tensor.checked).sum(),
        unchecked: certificate.values.len() - certificate.tensors.iter().map(|tensor| tensor.checked).sum::<usize>(),
        single: None,
        wrong: different.into_iter().chain(wrong.map(|tensor| tensor.name.clone())).collect(),
    }
}

/// The same network with every parameter moved by a draw from N(0, 0.3²): zeros would hide faults.
pub(super) fn perturbed(start: &Snapshot, draw: u64) -> Snapshot {
    let mut draws = stream(draw, Purpose::Check, 0, 0);
    let parameters = start.parameters.iter().map(|value| value + 0.3 * draws.normal()).collect();
    Snapshot { parameters, ..start.clone() }
}

/// What all comparisons of a check share.
#[derive(Clone, Copy)]
pub(super) struct CheckContext<'a> {
    pub(super) spec: &'a Spec,
    pub(super) dataset: &'a Arc<Dataset>,
    pub(super) check_engines: &'a CheckEngines,
    pub(super) layout: &'a Layout,
    pub(super) elements: &'a [usize],
}

impl CheckContext<'_> {
    /// The certificate of a network on a batch.
    ///
    /// Where it does not hold, it is made once more with an allowance for what rounding alone may do.
    pub(super) fn certificate(&self, snapshot: &Snapshot, batch: &Batch) -> Certificate {
        self.alone(batch, |context, batch| {
            let (witness_gradients, terms) = context.witness_gradients(snapshot, batch);
            let forward = context.forward(snapshot, batch, None, None);
            let certificate = certify(&witness_gradients, context.layout, &terms, forward);
            if certificate.holds() {
                return certificate;
            }
            let rounding = context.rounding(snapshot, batch);
            let forward = context.forward(snapshot, batch, None, Some(&rounding));
            certify(&witness_gradients, context.layout, &widened_terms(&terms, &rounding), forward)
        })
    }

    /// The gradients of all engines in f32, the precision of the run, against the hand-written ones in f64.
    ///
    /// Parameters and data are rounded to f32 for both: what is compared is the arithmetic.
    pub(super) fn single_precision(&self, snapshot: &Snapshot, batch: &Batch) -> SinglePrecisionError {
        self.alone(batch, |context, batch| {
            let rounded = |values: &[f64]| values.iter().map(|value| f64::from(*value as f32)).collect::<Vec<f64>>();
            let matrix = |of: &Matrix| Matrix::new(of.rows(), of.columns(), rounded(of.values()));
            let dataset = Dataset {
                inputs: matrix(&context.dataset.inputs),
                targets: matrix(&context.dataset.targets),
                ..Dataset::clone(context.dataset)
            };
            let context = CheckContext { dataset: &Arc::new(dataset), ..*context };
            let snapshot = Snapshot { parameters: rounded(&snapshot.parameters), ..snapshot.clone() };
            context.compare_single_precision(&snapshot, batch)
        })
    }

    fn compare_single_precision(&self, snapshot: &Snapshot, batch: &Batch) -> SinglePrecisionError {
        let spec = Spec { precision: Precision::F32, ..self.spec.clone() };
        let mut hand = self.hand(snapshot);
        let terms = hand.gradient_terms(batch).expect("the hand-written engine knows its terms");
        let rounding = CheckContext { spec: &spec, ..*self }.rounding(snapshot, batch);
        // A network whose objective overflows in f32 has diverged there, whatever order the products are taken in.
        let diverged = !rounding.objective.is_finite();
        let terms = if diverged { vec![f64::INFINITY; terms.len()] } else { widened_terms(&terms, &rounding) };
        let double = hand.gradients(batch);
        let engines = (self.check_engines.engines)(&spec, self.dataset, &snapshot.parameters);
        let worst = engines.into_iter().map(|mut engine| {
            engine.restore(snapshot);
            let worst = agreement::gradients_in(Precision::F32, &double, &engine.gradients(batch), &terms);
            (engine.name(), worst)
        });
        let (engine, worst) =
            worst.max_by(|left, right| left.1.error.total_cmp(&right.1.error)).expect("a check has engines");
        let bound = Bounds::of(&spec).gradients;
        SinglePrecisionError { error: worst.error, engine, element: self.layout.element_name(worst.index), bound }
    }

    /// How far rounding may carry what is compared.
    fn rounding(&self, snapshot: &Snapshot, batch: &Batch) -> RoundingErrors {
        self.hand(snapshot).rounding(batch, None).expect("the hand-written engine knows its rounding")
    }

    /// The hand-written engine at a snapshot.
    fn hand(&self, snapshot: &Snapshot) -> Box<dyn Engine> {
        let dataset = self.dataset.clone();
        let mut hand = (self.check_engines.build)(EngineName::FromScratch, self.spec, dataset, &snapshot.parameters);
        hand.restore(snapshot);
        hand
    }

    /// The same comparisons on a data set of the batch's rows alone: engines may hold a copy of all their data. The
    /// rows stand there in the order of the file, so a batch that training shuffled is gathered here as it is there.
    fn alone<R>(&self, batch: &Batch, compare: impl FnOnce(&CheckContext, &Batch) -> R) -> R {
        let mut kept = batch.rows.to_vec();
        kept.sort_unstable();
        kept.dedup();
        let dataset = Arc::new(self.dataset.select(&kept));
        let rows: Vec<usize> = batch.rows.iter().map(|row| kept.partition_point(|other| other < row)).collect();
        compare(&CheckContext { dataset: &dataset, ..*self }, &Batch { rows: &rows, masks: batch.masks })
    }

    /// The gradients of all witnesses, and the sums of absolute terms.
    fn witness_gradients(&self, snapshot: &Snapshot, batch: &Batch) -> (WitnessGradients, Vec<f64>) {
        let point = Point { snapshot, batch: *batch };
        let mut witnesses =
            (self.check_engines.witnesses)(self.spec, self.dataset, &snapshot.parameters, self.elements);
        let terms = self.hand(snapshot).gradient_terms(batch).expect("the hand-written engine knows its terms");
        let terms = bounded_terms(&terms, &self.rounding(snapshot, batch));
        (WitnessGradients::collect(&mut witnesses, &point), terms)
    }

    /// The forward passes of all engines against that of the first, or of a faulty engine in its place.
    fn forward(
        &self,
        snapshot: &Snapshot,
        batch: &Batch,
        faulty: Option<Box<dyn Engine>>,
        rounding: Option<&RoundingErrors>,
    ) -> Vec<Forward> {
        let point = Point { snapshot, batch: *batch };
        let mut engines = (self.check_engines.engines)(self.spec, self.dataset, &snapshot.parameters);
        if let Some(faulty) = faulty {
            engines[0] = faulty;
        }
        compare_forwards(&mut engines, &point, rounding)
    }

    /// A point near the initial one at which every tensor has a gradient, or the last one tried.
    fn nonzero_gradient_point(&self, start: &Snapshot, batch: &Batch) -> Snapshot {
        let mut engine = self.hand(start);
        let points = || (1..=POINTS).map(|draw| perturbed(start, draw));
        let found = points().find(|point| {
            engine.restore(point);
            let gradients = engine.gradients(batch);
            self.layout.tensors.iter().all(|tensor| gradients[tensor.range()].iter().any(|value| *value != 0.0))
        });
        found.unwrap_or_else(|| perturbed(start, POINTS))
    }

    /// The result of every planted fault.
    pub(super) fn faults(&self, start: &Snapshot, batch: &Batch) -> Vec<(&'static str, &'static str, FaultResult)> {
        self.alone(batch, |context, batch| context.try_faults(start, batch))
    }

    fn try_faults(&self, start: &Snapshot, batch: &Batch) -> Vec<(&'static str, &'static str, FaultResult)> {
        let snapshot = &self.nonzero_gradient_point(start, batch);
        let (witness_gradients, terms) = self.witness_gradients(snapshot, batch);
        let honest = &self.hand(snapshot).gradients(batch);
        let forward = self.forward(snapshot, batch, None, None);
        let holds = certify(&witness_gradients, self.layout, &terms, forward).holds();
        let rounding = (!holds).then(|| self.rounding(snapshot, batch));
        let terms = rounding.as_ref().map_or(terms.clone(), |rounding| widened_terms(&terms, rounding));
        let control =
            Control { snapshot, batch, witness_gradients: &witness_gradients, terms: &terms, rounding, honest };
        let planted = (self.check_engines.faults)(self.spec, self.dataset, &snapshot.parameters);
        let result = |engine: Option<Box<dyn Engine>>| match engine {
            None => FaultResult::NotApplicable,
            Some(engine) => self.result(&control, engine),
        };
        planted.into_iter().map(|fault| (fault.name, fault.what, result(fault.engine))).collect()
    }

    fn result(&self, control: &Control, mut faulty: Box<dyn Engine>) -> FaultResult {
        faulty.restore(control.snapshot);
        let faulty_gradients = faulty.gradients(control.batch);
        let witness_gradients = control.witness_gradients.replaced("hand", &faulty_gradients);
        let forward = self.forward(control.snapshot, control.batch, Some(faulty), control.rounding.as_ref());
        if !forward.iter().all(Forward::agrees) {
            return FaultResult::CaughtByForward;
        }
        let certificate = certify(&witness_gradients, self.layout, control.terms, forward);
        let caught = certificate.tensors.iter().any(|tensor| blames_hand_written_engine(&tensor.verdict));
        match (caught, agreement::gradients(control.honest, &faulty_gradients, control.terms).error > SHOWS) {
            (true, _) => FaultResult::CaughtByVote,
            (false, true) => FaultResult::Missed,
            (false, false) => FaultResult::NotApplicable,
        }
    }
}

/// What every planted fault is compared with.
struct Control<'a> {
    snapshot: &'a Snapshot,
    batch: &'a Batch<'a>,
    witness_gradients: &'a WitnessGradients,
    terms: &'a [f64],
    /// What excuses honest engines, where they need an excuse.
    rounding: Option<RoundingErrors>,
    honest: &'a [f64],
}
