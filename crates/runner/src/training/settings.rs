//! Training that goes on under other settings: another rate, rule, batch size, penalty, clip, or more epochs.
//!
//! What a person changes while training runs. The network stays as it stands, the epochs are counted on, and the order
//! of the samples is that of the epoch. The rule keeps its memory as long as it is the same rule. Such a training is
//! no longer that of one spec, unless nothing but the number of epochs was raised.

use std::mem::discriminant;

use engine::Snapshot;
use experiment::Spec;
use experiment::record::Outcome;
use experiment::spec::{self, Named, Optimizer, Schedule};

use super::Training;
use crate::BuildEngine;
use crate::batch_sampler::BatchSampler;
use crate::engine_run::EngineRun;

impl Training {
    /// Whether it can go on as this spec says: nothing else differs, no epoch is under way, it has not been through
    /// more epochs, and it has not ended before its last one.
    pub fn can_continue_with(&self, spec: &Spec) -> bool {
        let spec::Training { optimizer, batch_size, epochs, penalty, clip, .. } = spec.training.clone();
        let training = spec::Training { optimizer, batch_size, epochs, penalty, clip, ..self.spec.training.clone() };
        let ended = self.has_ended();
        // The network that early stopping left is from an earlier epoch.
        let as_it_stood = !ended || spec.training.early_stopping.is_none();
        let between = self.position.step == 0 && self.position.epoch <= epochs + 1;
        let finished = |of: &EngineRun| matches!(of.outcome, None | Some(Outcome::Finished));
        *spec == Spec { training, ..self.spec.clone() }
            && between
            && as_it_stood
            && self.agreement_monitor.is_none()
            && self.engine_runs.iter().all(finished)
    }

    /// Whether every number of it is that of a training that was under this spec from its start.
    pub fn equals_training_under(&self, spec: &Spec) -> bool {
        let training = spec::Training { epochs: spec.training.epochs, ..self.spec.training.clone() };
        let counted = self.spec.training.epochs != spec.training.epochs;
        let depends = counted && matches!(spec.training.schedule, Named(Schedule::Cosine { .. }));
        *spec == Spec { training, ..self.spec.clone() } && !depends
    }

    /// Goes on as a spec says that it [can go on with](Training::can_continue_with).
    pub fn continue_with(&mut self, spec: &Spec, build: BuildEngine) {
        assert!(
            self.can_continue_with(spec),
            "a training goes on from one epoch to the next, with the same network and data"
        );
        for engine_run in &mut self.engine_runs {
            let old = engine_run.engine.snapshot();
            let memory = remembers(&self.spec.training.optimizer, &spec.training.optimizer);
            let snapshot = if memory { old } else { Snapshot { state: Vec::new(), steps: 0, ..old } };
            engine_run.engine = build(engine_run.name, spec, self.dataset.clone(), &snapshot.parameters);
            engine_run.engine.restore(&snapshot);
            engine_run.continue_with(spec);
        }
        self.sampler = BatchSampler::new(spec, &self.dataset, &self.layout);
        self.sampler.draw_order(self.position.epoch);
        self.probes.continue_with(spec);
        self.spec = spec.clone();
        self.go_to(self.position.epoch, 0);
    }
}

/// Whether a rule can use what another remembers. The pairs of L-BFGS belong to its own constants.
fn remembers(old: &Optimizer, new: &Optimizer) -> bool {
    match old {
        Optimizer::Lbfgs { .. } => old == new,
        _ => discriminant(old) == discriminant(new),
    }
}
