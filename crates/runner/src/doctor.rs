//! The doctor: what keeps a run from learning, or from being believed, by what it recorded and a few examinations.
//!
//! [`findings`] is a pure function. Each family of findings has its file, with its thresholds as constants and where
//! they come from: `layers` (gradients and units), `rate` (steps and epochs), `fit` (how well the data are
//! described), `inputs` (the data themselves). Their words stand in [`experiment::finding`].
//!
//! Leaves out what is refused before a run, what is a warning already, and the perceptron's rule, which has no
//! gradients: there only the data are looked at.

mod fit;
mod inputs;
mod layers;
mod neighbors;
mod rate;
mod score;

use engine::{Dataset, Engine, Matrix};
use experiment::Spec;
use experiment::finding::{Finding, FindingKind};
use experiment::record::{Baseline, Metrics, Outcome};
use experiment::spec::{ClassWeights, EngineName, NetworkKind, Part, Quantity, WeightRule};

use crate::probe::vitals::{Examination, batch_size};
use crate::trained::Trained;
use fit::Fit;

/// Of fewer updates nothing is said: that is a worked example, not a training.
const UPDATES: usize = 10;
/// Of fewer rows neither: the smallest table that can be learned has the four rows of two bits.
const ROWS: usize = 4;

/// What the doctor is told of a run.
pub struct Case<'a> {
    /// What was asked for.
    pub spec: &'a Spec,
    /// The data set that the run was trained on.
    pub dataset: &'a Dataset,
    /// The engine that was examined.
    pub engine_name: EngineName,
    /// That engine, which knows its loss.
    pub engine: &'a dyn Engine,
    /// What was measured at the end of every epoch.
    pub metrics: &'a Metrics,
    /// The epoch that the network is from.
    pub epoch: usize,
    /// How training ended; none while it goes on, when nothing is said about its end.
    pub outcome: Option<&'a Outcome>,
    /// (n, out): the outputs of that network for every row of the data.
    pub outputs: &'a Matrix,
    /// What simple models reach, the simplest first.
    pub baselines: &'a [Baseline],
    /// The examinations, from the start on.
    pub examinations: &'a [Examination],
}

impl<'a> Case<'a> {
    /// The case of a run that has ended.
    pub fn of(spec: &'a Spec, dataset: &'a Dataset, trained: &'a Trained, baselines: &'a [Baseline]) -> Case<'a> {
        let first = &trained.engines[0];
        Case {
            spec,
            dataset,
            engine_name: first.name,
            engine: trained.first.as_ref(),
            metrics: &trained.metrics,
            epoch: first.last.epoch,
            outcome: Some(&first.outcome),
            outputs: &first.outputs,
            baselines,
            examinations: &trained.examinations,
        }
    }

    /// Whether the rows of one class count more than those of another.
    fn weighs_classes(&self) -> bool {
        match &self.spec.training.class_weights {
            None => false,
            Some(ClassWeights::Rule(WeightRule::Balanced)) => true,
            Some(ClassWeights::Each(weights)) => weights.iter().any(|weight| *weight != weights[0]),
        }
    }

    /// A value by epoch, from epoch 0 on.
    fn series(&self, part: Part, quantity: Quantity) -> Vec<f64> {
        let metric = experiment::spec::Metric { part, quantity };
        self.metrics.series(self.engine_name, metric).into_iter().map(|(_, value)| value).collect()
    }

    fn finding(&self, kind: FindingKind, epoch: usize, value: f64, threshold: f64) -> Finding {
        Finding { kind, engine: self.engine_name, layer: None, name: None, epoch, value, threshold }
    }

    fn updates(&self) -> usize {
        let rows = self.dataset.train.len();
        self.epochs().saturating_mul(rows.div_ceil(batch_size(self.spec, rows).max(1)))
    }

    /// How many epochs were trained.
    fn epochs(&self) -> usize {
        self.metrics.rows.iter().map(|row| row.epoch).max().unwrap_or(0)
    }

    fn diverged(&self) -> bool {
        self.outcome.is_some_and(Outcome::diverged)
    }
}

/// What the doctor sees, causes before symptoms; nothing in a healthy run.
pub fn findings(case: &Case) -> Vec<Finding> {
    if case.updates() < UPDATES || case.dataset.train.len() < ROWS {
        return Vec::new();
    }
    let mut findings = inputs::findings(case);
    if case.spec.network.kind != NetworkKind::Perceptron {
        let fit = Fit::of(case);
        findings.extend(layers::findings(case, &fit));
        findings.extend(rate::findings(case, &fit));
        findings.extend(fit::findings(case, &fit));
    }
    let kinds: Vec<FindingKind> = findings.iter().map(|finding| finding.kind).collect();
    findings.retain(|finding| !causes(finding.kind).iter().any(|cause| kinds.contains(cause)));
    findings.sort_by_key(|finding| (finding.kind, finding.layer));
    findings
}

/// What explains a finding: where one of them was found it is not said again.
fn causes(kind: FindingKind) -> &'static [FindingKind] {
    use FindingKind::*;
    match kind {
        Leakage | UnscaledInputs | SymmetricUnits | MismatchedLoss | DeadUnits | ExplodingGradients => &[],
        RateTooHigh | ClassImbalance | Overfitting => &[],
        SaturatedUnits => &[SymmetricUnits, UnscaledInputs],
        VanishingGradients => &[SymmetricUnits, SaturatedUnits, DeadUnits, ExplodingGradients],
        UnstableTraining => &[RateTooHigh],
        RateTooLow => &[SymmetricUnits, VanishingGradients, SaturatedUnits, DeadUnits, MismatchedLoss],
        TooFewEpochs => &[
            RateTooLow,
            RateTooHigh,
            UnstableTraining,
            SymmetricUnits,
            VanishingGradients,
            SaturatedUnits,
            UnscaledInputs,
            Overfitting,
        ],
        Underfitting => &[
            UnscaledInputs,
            SymmetricUnits,
            VanishingGradients,
            ExplodingGradients,
            SaturatedUnits,
            DeadUnits,
            MismatchedLoss,
            RateTooHigh,
            UnstableTraining,
            RateTooLow,
            TooFewEpochs,
            ClassImbalance,
        ],
    }
}

#[cfg(test)]
mod tests {
    use experiment::finding::FindingKind::*;

    use super::causes;

    /// Findings are shown in the order of their kinds.
    #[test]
    fn causes_come_before_what_they_explain() {
        let explained = [SaturatedUnits, VanishingGradients, UnstableTraining, RateTooLow, TooFewEpochs, Underfitting];
        for kind in explained {
            assert!(!causes(kind).is_empty() && causes(kind).iter().all(|cause| *cause < kind), "{kind:?}");
        }
        assert!(UnstableTraining < SaturatedUnits && UnstableTraining < DeadUnits, "long updates drive units there");
    }
}
