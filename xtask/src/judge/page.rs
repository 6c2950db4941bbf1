//! The page of a config with printed numbers: the board of every arm that has some, with each printed number beside the
//! computed one.

use std::collections::BTreeSet;
use std::sync::Arc;

use ::blackboard::board::ParameterTable;
use ::blackboard::page::{self, Printed};
use ::blackboard::writing::BoardRequest;
use engine::Dataset;
use experiment::Spec;
use experiment::judged::JudgedNumber;
use experiment::spec::{EngineName, Expect};
use experiment::term::Term;
use report::words::capital;
use runner::follow::{FollowUntil, follow};
use runner::plan::Job;

use super::{dataset, in_f64, scaling};
use crate::engines;
use crate::outcome::Result;
use crate::plan::Plan;

/// What became of the printed numbers in a sentence, and below it the board of every arm that has some, in Markdown.
pub fn page(plan: &Plan, judged: &[JudgedNumber]) -> Result<(String, String)> {
    let jobs: Vec<(usize, &Job)> = plan.first_jobs().collect();
    let labels = report::arm_labels(&jobs.iter().map(|(_, job)| &job.arm).collect::<Vec<_>>());
    let (mut all, mut boards, mut known) = (Vec::new(), Vec::new(), Vec::new());
    for ((arm, job), label) in jobs.iter().zip(&labels) {
        let dataset = dataset(job)?;
        let printed = printed_of(plan, judged, *arm, &dataset);
        if !printed.is_empty() {
            boards.push(board(job, &dataset, &printed, Some(label).filter(|_| jobs.len() > 1), &mut known));
        }
        all.extend(printed);
    }
    let formulas = ::lectures::worked::section(&plan.config.name).unwrap_or_default();
    Ok((page::in_short(&all), format!("{}\n\n{formulas}", boards.join("\n").trim_end())))
}

/// So many rows are written in full anyway.
const WHOLE: usize = 4;

/// The board of one arm, below its label where there are several.
fn board(
    job: &Job,
    dataset: &Arc<Dataset>,
    printed: &[Printed],
    label: Option<&String>,
    known: &mut Vec<ParameterTable>,
) -> String {
    let spec = as_long_as_the_page(in_f64(&job.spec, EngineName::FromScratch));
    let mut updates: BTreeSet<usize> = (0..=page::updates_needed(&job.spec)).collect();
    updates
        .extend(printed.iter().filter(|of| of.computed.is_some()).filter_map(|of| of.term.as_ref()).flat_map(asked_at));
    let followed = follow(&spec, dataset, engines::build, &updates, FollowUntil::LastWanted);
    // Of a batch too large to be written in full, the rows that are printed, and the first, which a name without a row
    // means.
    let named = printed.iter().filter_map(|of| of.term.as_ref()?.sample).chain([0]);
    let samples: Vec<usize> = if dataset.train.len() > WHOLE { named.collect() } else { Vec::new() };
    let request = BoardRequest { title: "", spec: &spec, dataset, followed: &followed, steps: 1, samples: &samples };
    match label {
        Some(label) => format!("## {}\n\n{}", capital(label), page::page(&request, printed, 2, known)),
        None => page::page(&request, printed, 1, known),
    }
}

/// The updates that a number is worked out from: its own, and of a parameter the one before it.
fn asked_at(term: &Term) -> impl Iterator<Item = usize> + use<> {
    term.at.saturating_sub(1)..=term.at
}

/// Trained for as many updates as the page shows, however few the example asks for.
fn as_long_as_the_page(mut spec: Spec) -> Spec {
    spec.training.epochs = spec.training.epochs.max(page::updates_needed(&spec));
    spec.training.early_stopping = None;
    spec.training.until_clean = Some(false);
    spec
}

/// The expectations of an arm as its board takes them.
fn printed_of(plan: &Plan, judged: &[JudgedNumber], arm: usize, dataset: &Dataset) -> Vec<Printed> {
    let settings: Vec<_> = plan.config.parsed.arms.iter().map(|arm| arm.settings.clone()).collect();
    let all = plan.config.parsed.base.expect.iter().zip(judged);
    let of_arm = all.filter(|(expect, _)| expect.arm_among(&settings) == Some(arm));
    of_arm.map(|(of, judged)| printed(of, judged, dataset)).collect()
}

fn printed(expect: &Expect, judged: &JudgedNumber, dataset: &Dataset) -> Printed {
    let term: Option<Term> = expect.quantity.parse().ok();
    Printed {
        scaling: term.as_ref().and_then(|term| scaling(expect, term, dataset)),
        term,
        quantity: expect.quantity.clone(),
        printed: expect.printed.clone(),
        source: expect.source.clone(),
        computed: judged.values.first().map(|(_, value)| *value),
        mark: judged.mark,
        right: expect.right.clone(),
        why: expect.why.clone(),
        given: expect.given.iter().map(|(name, value)| format!("{name} = {value}")).collect(),
    }
}
