//! The page of a config with printed numbers: the board of every arm that has some, with each printed number beside the
//! computed one.

use std::collections::BTreeSet;

use ::blackboard::page::{self, Mark as PageMark, Printed};
use ::blackboard::writing::Wish;
use experiment::Spec;
use experiment::judged::{Judged, Mark};
use experiment::spec::{EngineName, Expect};
use runner::course::{Length, course};
use runner::plan::Job;

use super::{dataset, first_jobs, in_f64};
use crate::engines;
use crate::outcome::Result;
use crate::plan::Plan;

/// What became of the printed numbers in a sentence, and below it the board of every arm that has some, in Markdown.
pub fn page(plan: &Plan, judged: &[Judged]) -> Result<(String, String)> {
    let jobs = first_jobs(plan);
    let (mut all, mut boards) = (Vec::new(), Vec::new());
    for (arm, job) in jobs.iter().enumerate() {
        let printed = printed_of(plan, judged, arm);
        if !printed.is_empty() {
            boards.push(board(job, &printed, jobs.len() > 1)?);
        }
        all.extend(printed);
    }
    let formulas = ::lectures::worked::section(&plan.config.name).unwrap_or_default();
    Ok((page::in_short(&all), format!("{}\n\n{formulas}", boards.join("\n").trim_end())))
}

/// So many rows are written in full anyway.
const WHOLE: usize = 4;

/// The board of one arm, below its settings where there are several.
fn board(job: &Job, printed: &[Printed], several: bool) -> Result<String> {
    let dataset = dataset(job)?;
    let spec = as_long_as_the_page(in_f64(&job.spec, EngineName::FromScratch));
    let updates: BTreeSet<usize> = (0..=page::UPDATES).collect();
    let course = course(&spec, &dataset, engines::build, &updates, Length::UpToTheLast);
    // Of a batch too large to be written in full, the rows that are printed, and the first, which a name without a row
    // means.
    let named = printed.iter().filter_map(|of| of.term.as_ref()?.sample).chain([0]);
    let samples: Vec<usize> = if dataset.train.len() > WHOLE { named.collect() } else { Vec::new() };
    let wish = Wish { title: "", spec: &spec, dataset: &dataset, course: &course, steps: 1, samples: &samples };
    let settings: Vec<String> = job.arm.iter().map(|(key, value)| format!("`{key} = {value}`")).collect();
    Ok(match several {
        true => format!("## {}\n\n{}", settings.join(", "), page::page(&wish, printed, 2)),
        false => page::page(&wish, printed, 1),
    })
}

/// Trained for as many updates as the page shows, however few the example asks for.
fn as_long_as_the_page(mut spec: Spec) -> Spec {
    spec.training.epochs = spec.training.epochs.max(page::UPDATES);
    spec.training.early_stopping = None;
    spec.training.until_clean = Some(false);
    spec
}

/// The expectations of an arm as its board takes them.
fn printed_of(plan: &Plan, judged: &[Judged], arm: usize) -> Vec<Printed> {
    let settings: Vec<_> = plan.config.parsed.arms.iter().map(|arm| arm.settings.clone()).collect();
    let all = plan.config.parsed.base.expect.iter().zip(judged);
    all.filter(|(expect, _)| expect.arm_among(&settings) == Some(arm)).map(|(of, judged)| printed(of, judged)).collect()
}

fn printed(expect: &Expect, judged: &Judged) -> Printed {
    Printed {
        term: expect.quantity.parse().ok(),
        quantity: expect.quantity.clone(),
        printed: expect.printed.clone(),
        source: expect.source.clone(),
        computed: judged.values.first().map(|(_, value)| *value),
        mark: mark(judged.mark),
        right: expect.right.clone(),
        why: expect.why.clone(),
        given: expect.given.iter().map(|(name, value)| format!("{name} = {value}")).collect(),
    }
}

fn mark(mark: Mark) -> PageMark {
    match mark {
        Mark::Met => PageMark::Reproduced,
        Mark::Misprint => PageMark::Misprint,
        Mark::Lost => PageMark::Lost,
        Mark::Shown | Mark::NotJudged => PageMark::Asked,
        Mark::Failed(_) => PageMark::Failed,
    }
}
