//! Which run predicts: of the arm that the report names the best run by the validation part, else the first one.

use experiment::record::Record;
use experiment::spec::{Better, Metric, Part};

use crate::arms::{self, Arm, last, outcome};
use crate::evaluation;
use crate::judge::RankingMeasure;

/// The run that predicts, and the others of its arm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The index of the record.
    pub run: usize,
    /// The indices of the records of its arm that did not diverge, in their order.
    pub arm: Vec<usize>,
    /// Why it is this one, in words.
    pub reason: String,
}

/// The choice among the runs of one experiment; none without a run.
///
/// Where every run of the arm diverged, it is the first of them, which can predict nothing.
pub fn choice(records: &[Record]) -> Option<Choice> {
    let arms = arms::arms(records);
    let index = |run: &Record| records.iter().position(|record| std::ptr::eq(record, run));
    let metric = evaluation::metric(records).map(|metric| evaluation::selection_metric(&arms, metric));
    let ranked = metric.map_or_else(Vec::new, |metric| evaluation::ranking(&arms, metric));
    let judged = RankingMeasure::of(records).filter(|judge| judge.better != Better::Neither);
    let judged = judged.and_then(|judge| judge.ordered(&arms).into_iter().find(|arm| judge.mean(arm).is_some()));
    let arm = judged.or(ranked.first().map(|(arm, _)| *arm)).or(arms.first())?;
    let sound: Vec<&Record> = arm.runs.iter().copied().filter(|run| !diverged(run)).collect();
    let best = metric.filter(|metric| metric.part == Part::Validation).and_then(|metric| best(arm, &sound, metric));
    let run = best.or(sound.first().copied()).unwrap_or(arm.first_run());
    let of_arm = match arms.len() {
        1 => String::new(),
        _ => format!("of {}, the best arm, ", arm.label),
    };
    let which = match (best, metric) {
        (Some(_), Some(metric)) => format!("the best run by {}", evaluation::name(metric)),
        (Some(_), None) | (None, _) => format!("the first {}", arm.repetition()),
    };
    let indices = sound.iter().filter_map(|run| index(run)).collect();
    Some(Choice { run: index(run)?, arm: indices, reason: of_arm + &which })
}

/// Whether the engine whose network predicts diverged.
fn diverged(run: &Record) -> bool {
    run.run.spec.engines.first().and_then(|engine| outcome(run, *engine)).is_some_and(|outcome| outcome.diverged())
}

/// The first of the runs with the best value.
fn best<'a>(arm: &Arm, runs: &[&'a Record], metric: Metric) -> Option<&'a Record> {
    let value = |run: &Record| Some(evaluation::oriented(metric, last(run, arm.reported_engine(), metric)?));
    let valued = runs.iter().filter_map(|run| Some((*run, value(run)?)));
    valued
        .fold(None, |best: Option<(&Record, f64)>, (run, value)| match best {
            Some((_, known)) if known >= value => best,
            Some(_) | None => Some((run, value)),
        })
        .map(|(run, _)| run)
}
