//! Printed numbers and what becomes of them: each is computed by the hand-written engine, and by burn where it trains
//! and has that number, and held to its digits.

mod demands;
mod page;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use ::blackboard::answer::{Situation, answer, ask, needs_end_of_training, wanted};
use ::blackboard::given::Given;
use engine::schema::Scaling;
use engine::{Dataset, Engine, FollowedTraining};
use experiment::Spec;
use experiment::judged::JudgedNumber;
use experiment::spec::{EngineName, Expect, Precision, PrintedVerdict, Values};
use experiment::term::{Symbol, Term};
use runner::follow::{FollowUntil, follow};
use runner::plan::Job;

use crate::engines;
use crate::outcome::{Error, Outcome, Result};
use crate::plan::Plan;
use crate::terminal;

pub use demands::demands_can_be_met;
pub use page::page;

/// An expectation that is judged: which number, and what it goes on from.
struct Question<'a> {
    index: usize,
    expect: &'a Expect,
    term: Term,
    given: Vec<Given>,
}

/// What became of every expectation of a config, in its order.
pub fn judge_expectations(plan: &Plan) -> Result<Vec<JudgedNumber>> {
    let expects = &plan.config.parsed.base.expect;
    if !plan.config.keeps_its_runs() {
        return Ok(expects.iter().map(|_| JudgedNumber::not_judged()).collect());
    }
    let mut judged: Vec<JudgedNumber> = expects.iter().map(|expect| JudgedNumber::of(expect, Vec::new())).collect();
    for (job, questions) in questions(plan) {
        let dataset = dataset(job)?;
        for (index, values) in values(job, &dataset, &questions)? {
            judged[index] = JudgedNumber::of(&expects[index], values);
        }
    }
    Ok(judged)
}

/// The data of a job.
fn dataset(job: &Job) -> Result<Arc<Dataset>> {
    job.shared.dataset().map_err(|errors| Error::failed(errors.to_string()))
}

/// A failure for every expectation that is not met, with a line that says which.
pub fn verdict(plan: &Plan, judged: &[JudgedNumber]) -> Outcome {
    let expects = &plan.config.parsed.base.expect;
    let mut outcome = Outcome::Success;
    for complaint in expects.iter().zip(judged).filter_map(|(expect, judged)| judged.complaint(expect)) {
        terminal::stderr(&format!("error: {}: {complaint}", plan.config.path.display()));
        outcome = Outcome::Failed;
    }
    if !expects.is_empty() && !plan.config.keeps_its_runs() {
        let file = plan.config.path.display();
        terminal::stderr(&format!("note: {file}: printed numbers are not judged, because keys were set"));
    }
    outcome
}

/// The expectations that are computed, with the first job of the arm that they belong to: an arm of which no run is
/// planned has none.
fn questions<'a>(plan: &'a Plan) -> Vec<(&'a Job, Vec<Question<'a>>)> {
    let parsed = &plan.config.parsed;
    let settings: Vec<_> = parsed.arms.iter().map(|arm| arm.settings.clone()).collect();
    let mut of_arms: BTreeMap<usize, Vec<Question>> = BTreeMap::new();
    for (index, expect) in parsed.base.expect.iter().enumerate().filter(|(_, of)| of.verdict != PrintedVerdict::Lost) {
        if let Some(arm) = expect.arm_among(&settings) {
            let question = Question { index, expect, term: term(&expect.quantity), given: given(expect) };
            of_arms.entry(arm).or_default().push(question);
        }
    }
    plan.first_jobs().filter_map(|(arm, job)| Some((job, of_arms.remove(&arm)?))).collect()
}

fn term(text: &str) -> Term {
    text.parse().expect("the checker of configs has read it")
}

fn given(expect: &Expect) -> Vec<Given> {
    expect.given.iter().map(|(name, value)| Given { term: term(name), value: *value }).collect()
}

/// Worked in f64 whatever the run computes in.
fn in_f64(spec: &Spec, engine: EngineName) -> Spec {
    Spec { engines: vec![engine], precision: Precision::F64, ..spec.clone() }
}

/// What each engine answers.
type Answers = Vec<(EngineName, f64)>;

/// The values of the questions by engine, under the number of their expectation.
fn values(job: &Job, dataset: &Arc<Dataset>, all: &[Question]) -> Result<Vec<(usize, Answers)>> {
    let mut found: Vec<(usize, Answers)> = all.iter().map(|one| (one.index, Vec::new())).collect();
    let spec = in_f64(&job.spec, EngineName::FromScratch);
    let followed = follow_for(&spec, dataset, all);
    let situation = Situation { spec: &spec, dataset, followed: &followed };
    for (question, (_, values)) in all.iter().zip(&mut found) {
        let value =
            answer(&situation, &question.term, &question.given).map_err(|refusal| refused(job, question, &refusal))?;
        values.push((EngineName::FromScratch, own(question, value, dataset)));
    }
    if job.spec.engines.contains(&EngineName::Burn) {
        let spec = in_f64(&job.spec, EngineName::Burn);
        let followed = follow_for(&spec, dataset, all);
        let situation = Situation { spec: &spec, dataset, followed: &followed };
        let Some(mut engine) = at_the_start(&spec, dataset, &followed) else { return Ok(found) };
        for (question, (_, values)) in all.iter().zip(&mut found).filter(|(question, _)| question.given.is_empty()) {
            if let Some(value) = ask(engine.as_mut(), &situation, &question.term) {
                let value = value.map_err(|refusal| refused(job, question, &refusal))?;
                values.push((EngineName::Burn, own(question, value, dataset)));
            }
        }
    }
    Ok(found)
}

fn refused(job: &Job, question: &Question, refusal: &str) -> Error {
    Error::failed(format!("{}: {}: {} {refusal}", job.label, question.expect.source, question.expect.quantity))
}

/// An engine to ask, which the situation brings to where it is asked; none where training made no update.
fn at_the_start(spec: &Spec, dataset: &Arc<Dataset>, followed: &FollowedTraining) -> Option<Box<dyn Engine>> {
    let (_, update) = followed.updates.first_key_value()?;
    Some(engines::build(spec.engines[0], spec, Arc::clone(dataset), &update.before.parameters))
}

/// The training with the updates that the questions ask for.
fn follow_for(spec: &Spec, dataset: &Arc<Dataset>, all: &[Question]) -> FollowedTraining {
    let mut updates: BTreeSet<usize> = all.iter().flat_map(|one| wanted(&one.term, &one.given)).collect();
    updates.insert(0);
    let whole = all.iter().any(|one| needs_end_of_training(&one.term));
    follow(spec, dataset, engines::build, &updates, if whole { FollowUntil::End } else { FollowUntil::LastWanted })
}

/// A value in the unit that the expectation names.
fn own(question: &Question, value: f64, dataset: &Dataset) -> f64 {
    scaling(question.expect, &question.term, dataset).map_or(value, |scaling| scaling.invert(value))
}

/// How a number was scaled whose digits are in the unit of the data.
fn scaling(expect: &Expect, term: &Term, dataset: &Dataset) -> Option<Scaling> {
    let Term { element, output, .. } = term;
    let column = element.index.first().copied().or(*output).unwrap_or(0);
    let scaling = match element.symbol {
        Symbol::X => &dataset.schema.input_scaling,
        _ => &dataset.schema.target_scaling,
    };
    scaling.get(column).copied().filter(|_| expect.values == Values::Own)
}
