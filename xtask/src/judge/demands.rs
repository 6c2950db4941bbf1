//! What expectations demand of a network and its training, checked before anything runs: arms that are there, elements
//! that the network has, and no more updates than training makes.

use std::collections::BTreeMap;
use std::sync::Arc;

use ::blackboard::answer::{Situation, answer};
use ::blackboard::given::Given;
use engine::{Dataset, FollowedTraining};
use experiment::Spec;
use experiment::diagnostic::{Diagnostic, Diagnostics};
use experiment::spec::{EngineName, RuleViolation, unknown_arms};
use experiment::term::{Symbol, Term};
use runner::follow::{most_updates, on_the_batch_of};
use runner::plan::Job;

use super::{Question, follow_for, in_f64, questions};
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
    if parsed.base.expect.is_empty() || !plan.config.keeps_its_runs() {
        return Vec::new();
    }
    let unknown = unknown_arms(&parsed.base).into_iter();
    let of_arms = questions(plan).into_iter().flat_map(|(job, questions)| of_arm(job, &questions));
    unknown.chain(of_arms).map(|violation| parsed.document.diagnostic(&violation)).collect()
}

fn of_arm(job: &Job, all: &[Question]) -> Vec<RuleViolation> {
    let Ok(dataset) = job.shared.look() else { return Vec::new() };
    let spec = in_f64(&job.spec, EngineName::FromScratch);
    let initial = follow_for(&spec, &dataset, &[]);
    let check = |question: &Question| of_question(&spec, &dataset, &initial, question);
    all.iter().filter_map(check).collect()
}

/// What no training can answer: more updates than there are, and what its network, its batch or its path does not have.
fn of_question(
    spec: &Spec,
    dataset: &Arc<Dataset>,
    initial: &FollowedTraining,
    question: &Question,
) -> Option<RuleViolation> {
    let (at, term) = (format!("expect[{}].quantity", question.index), &question.term);
    let longest = most_updates(spec, dataset);
    if term.at > longest {
        let message = format!("training makes {longest} updates, this number is asked for after {}", term.at);
        let violation = RuleViolation::new(at, message).also("training.epochs", "here");
        return Some(violation.help("write more epochs, or fewer updates"));
    }
    if term.element.symbol == Symbol::Epochs {
        return None;
    }
    let update = on_the_batch_of(spec, dataset, term.at, &initial.updates[&0]);
    let followed = FollowedTraining { updates: BTreeMap::from([(0, update)]), end: None };
    let situation = Situation { spec, dataset, followed: &followed };
    let (started, given) = started(question);
    let answered = situation.can_be_followed(term, &question.given).and_then(|()| answer(&situation, &started, &given));
    let refusal = answered.err()?;
    let violation = RuleViolation::new(at, format!("{} {refusal}", question.expect.quantity));
    Some(violation.help("layers, units, rows and outputs count from 0"))
}

/// The same question before the first update, without the path that updates would go along.
fn started(question: &Question) -> (Term, Vec<Given>) {
    let at_start = |term: &Term| Term { at: 0, ..term.clone() };
    let via = question.term.via.filter(|_| question.term.is_derivative());
    let given = question.given.iter().map(|given| Given { term: at_start(&given.term), value: given.value });
    (Term { via, ..at_start(&question.term) }, given.collect())
}
