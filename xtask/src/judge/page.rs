//! The page of a config with printed numbers: the board of its first arm, with each printed number beside the computed
//! one.

use std::collections::BTreeSet;

use ::blackboard::page::{self, Mark as PageMark, Printed};
use ::blackboard::writing::Wish;
use experiment::judged::{Judged, Mark};
use experiment::spec::{EngineName, Expect};
use runner::course::{Length, course};

use super::{dataset, in_f64};
use crate::engines;
use crate::outcome::Result;
use crate::plan::Plan;

/// What became of the printed numbers in a sentence, and the page below it in Markdown.
pub fn page(plan: &Plan, judged: &[Judged]) -> Result<(String, String)> {
    let job = &plan.jobs[0];
    let dataset = dataset(job)?;
    let spec = in_f64(&job.spec, EngineName::FromScratch);
    let updates: BTreeSet<usize> = (0..=page::UPDATES).collect();
    let course = course(&spec, &dataset, engines::build, &updates, Length::UpToTheLast);
    let title = &plan.config.parsed.base.title;
    let wish = Wish { title, spec: &spec, dataset: &dataset, course: &course, steps: 1, samples: &[] };
    let expects = &plan.config.parsed.base.expect;
    let printed: Vec<Printed> =
        expects.iter().zip(judged).map(|(expect, judged)| printed(plan, expect, judged)).collect();
    let board = page::page(&wish, &printed, 1);
    let formulas = ::lectures::worked::section(&plan.config.name).unwrap_or_default();
    Ok((page::in_short(&printed), format!("{}\n\n{formulas}", board.trim_end())))
}

/// An expectation as the page takes it. One of another arm than the first stands beside no line of the board.
fn printed(plan: &Plan, expect: &Expect, judged: &Judged) -> Printed {
    let settings: Vec<_> = plan.config.parsed.arms.iter().map(|arm| arm.settings.clone()).collect();
    let first = expect.arm_among(&settings) == Some(0);
    let setting = |(key, value): (&String, &serde_json::Value)| format!("{key} = {value}");
    let arm: Vec<String> = expect.arm.iter().map(setting).collect();
    Printed {
        term: if first { expect.quantity.parse().ok() } else { None },
        quantity: if arm.is_empty() {
            expect.quantity.clone()
        } else {
            format!("{} ({})", expect.quantity, arm.join(", "))
        },
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
