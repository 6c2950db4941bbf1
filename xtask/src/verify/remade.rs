//! The runs of a report trained again, all or some of them.

use std::thread;
use std::time::Duration;

use experiment::digests::RunDigests;
use runner::failure::Failure;
use runner::plan::Job;
use runner::queue::{AfterFailure, Work};
use runner::store::ExistingRun;

use crate::outcome::{Error, Outcome, Result};
use crate::plan::Plan;
use crate::{engines, interrupt, progress, report};

/// What training again left.
pub struct Retrained {
    /// Whether the engines and the witnesses of gradients agree, within their bounds.
    pub engines: Outcome,
    /// The digests of the runs.
    pub runs: Vec<RunDigests>,
}

/// Keeps the runs with the smallest ids, and gives the numbers of those that are left.
pub fn choose(plan: &mut Plan, sample: Option<u32>) -> Vec<usize> {
    let mut order: Vec<usize> = (0..plan.jobs.len()).collect();
    if let Some(sample) = sample {
        order.sort_by(|&a, &b| plan.jobs[a].id.cmp(&plan.jobs[b].id));
        order.truncate(sample as usize);
        order.sort_unstable();
    }
    let mut number = 0;
    plan.jobs.retain(|_| {
        number += 1;
        order.binary_search(&(number - 1)).is_ok()
    });
    order
}

/// Trains the runs of a plan, of a report with so many runs.
///
/// # Errors
/// If a run fails, or training is interrupted.
pub fn train(plan: &Plan, workers: Option<u16>, runs: usize) -> Result<Retrained> {
    let jobs: Vec<&Job> = plan.jobs.iter().collect();
    let observer = progress::observer(&jobs);
    let cores = || thread::available_parallelism().map_or(1, usize::from);
    let work = Work {
        check_engines: engines::ENGINES,
        workers: workers.map_or_else(cores, usize::from),
        existing: ExistingRun::Kept,
        after_failure: AfterFailure::Stop,
        checkpoint_every: Duration::MAX,
        stop: interrupt::flag(),
        observer: observer.as_ref(),
    };
    for (job, result) in jobs.iter().zip(work.run(&jobs)) {
        match result {
            Ok(()) | Err(Failure::NotStarted) => {}
            Err(Failure::Interrupted) => {
                return Err(Error { outcome: Outcome::Interrupted, message: "interrupted".to_owned() });
            }
            Err(failure) => {
                let message = failure.message(job).unwrap_or_default();
                return Err(Error::failed(format!("{}: {message}", job.label)));
            }
        }
    }
    let digests = plan.jobs.iter().map(|job| report::of_run(job, plan.config, runs)).collect::<Result<_>>()?;
    Ok(Retrained { engines: report::verdict_of(plan)?, runs: digests })
}
