//! What expectations demand of a network and its training, checked before anything runs: arms that are there, elements
//! that the network has, and no more updates than training makes.

use std::sync::Arc;

use ::blackboard::answer::{Situation, answer};
use ::blackboard::given::Given;
use engine::Dataset;
use experiment::Spec;
use experiment::diagnostic::{Diagnostic, Diagnostics};
use experiment::spec::{BatchSize, EngineName, RuleViolation, unknown_arms};
use experiment::term::{Symbol, Term};
use runner::plan::Job;

use super::{Question, first_jobs, follow_for, in_f64, questions};
use crate::configs::{ConfigErrors, render};
use crate::outcome::Result;
use crate::plan::Plan;

/// Fails where a config demands what its network or its training does not have.
pub fn demands_can_be_met(plans: &[Plan]) -> Result<()> {
    let mut errors = ConfigErrors::default();
    for plan in plans {
        let unmet = violations(plan);
        if !unmet.is_empty() {
            let sources = Arc::clone(plan.config.parsed.document.sources());
            errors.push(render(&Diagnostics::new(sources, unmet)));
        }
    }
    errors.into_result()
}

/// The demands that cannot be met, at their places in the config.
fn violations(plan: &Plan) -> Vec<Diagnostic> {
    let parsed = &plan.config.parsed;
    if parsed.base.expect.is_empty() || plan.config.is_changed() {
        return Vec::new();
    }
    let unknown = unknown_arms(&parsed.base).into_iter();
    let jobs = first_jobs(plan).into_iter().enumerate();
    let of_arms = jobs.flat_map(|(arm, job)| of_arm(job, &questions(plan, arm)));
    unknown.chain(of_arms).map(|violation| parsed.document.diagnostic(&violation)).collect()
}

fn of_arm(job: &Job, all: &[Question]) -> Vec<RuleViolation> {
    if all.is_empty() {
        return Vec::new();
    }
    let Ok(dataset) = job.shared.look() else { return Vec::new() };
    let spec = in_f64(&job.spec, EngineName::FromScratch);
    let longest = updates(&spec, &dataset);
    let mut violations = Vec::new();
    let at_the_start: Vec<Question> = all.iter().map(started).collect();
    let followed = follow_for(&spec, &dataset, &at_the_start);
    let situation = Situation { spec: &spec, dataset: &dataset, followed: &followed };
    for (question, started) in all.iter().zip(&at_the_start) {
        let at = format!("expect[{}].quantity", question.index);
        let term = &question.term;
        if term.at > longest {
            let message = format!("training makes {longest} updates, this number is asked for after {}", term.at);
            let violation = RuleViolation::new(at, message).also("training.epochs", "here");
            violations.push(violation.help("write more epochs, or fewer updates"));
        } else if term.element.symbol != Symbol::Epochs
            && let Err(refusal) = answer(&situation, &started.term, &started.given)
        {
            let violation = RuleViolation::new(at, format!("{} {refusal}", question.expect.quantity));
            violations.push(violation.help("layers, units, rows and outputs count from 0"));
        }
    }
    violations
}

/// The same question before the first update, without the path that updates would go along.
fn started<'a>(question: &Question<'a>) -> Question<'a> {
    let at_start = |term: &Term| Term { at: 0, ..term.clone() };
    let term = at_start(&question.term);
    let via = term.via.filter(|_| term.derivative);
    let whole = Term { at: 0, via, ..term };
    let given = question.given.iter().map(|given| Given { term: at_start(&given.term), value: given.value });
    Question { index: question.index, expect: question.expect, term: whole, given: given.collect() }
}

/// How many updates training makes at most.
pub fn updates(spec: &Spec, dataset: &Arc<Dataset>) -> usize {
    let rows = dataset.train.len();
    let of_epoch = match spec.training.batch_size {
        BatchSize::Full(_) => 1,
        BatchSize::Count(size) => rows.div_ceil(size),
    };
    spec.training.epochs * of_epoch
}
