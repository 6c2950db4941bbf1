//! `run`: check all configs, plan, train, write the reports, print the answers.

mod folders;
mod writer;

use std::thread;
use std::time::Duration;

use ::report::terminal::{COLUMNS, end};
use ::report::words::count;
use runner::failure::Failure;
use runner::plan::Job;
use runner::queue::{AfterFailure, Work};
use runner::shard::Shard;
use runner::store::{self, ExistingRun};

use crate::flags::{PageFlags, RunFlags};
use crate::outcome::{Error, Outcome, Result};
use crate::plan::{Plan, has_failed, is_finished, plan};
use crate::report::Written;
use crate::shard::ShardFlag;
use crate::{configs, engines, interrupt, judge, progress, report, terminal};
use folders::{Access, Folders};
use writer::ReportWriter;

/// With more experiments than this the answers are printed without their tables.
const TABLES: usize = 3;

/// What became of the runs of each plan.
type Results = Vec<Vec<std::result::Result<(), Failure>>>;

/// Trains experiments and writes their reports, and the page of all if it is wanted; a part of the runs alone writes
/// none.
pub fn run(flags: &RunFlags, page: PageFlags) -> Result {
    let shard = flags.shard.map(ShardFlag::shard).transpose().map_err(Error::usage)?;
    let configs = configs::read(&flags.experiments.configs, &flags.experiments.settings)?;
    report::collections_may_be_written(&flags.out, page)?;
    report::may_be_reported(&configs, &flags.out, flags.reports.owner.other())?;
    let mut plans = plan(&configs, &flags.out)?;
    judge::demands_can_be_met(&plans)?;
    plans.iter().for_each(warn_of_unusable_checkpoints);
    let runs = select(&mut plans, shard, flags)?;
    if flags.dry_run {
        plans.iter().try_for_each(|plan| print_plan(plan, flags.existing()))?;
        return Ok(Outcome::Success);
    }
    let access = if shard.is_some() { Access::Shared } else { Access::Alone };
    let folders = Folders::claim(&plans, &flags.out, access)?;
    let (results, reports) = train(&plans, runs, flags);
    let mut outcome = print_failures(&plans, &results);
    for written in reports.into_iter().flatten() {
        outcome = outcome.worse(match written {
            Ok(written) => print_answer(&written, plans.len()),
            Err(error) => Outcome::print_error(error),
        });
    }
    drop(folders);
    match shard {
        None => report::write_collections(&flags.out, page)?,
        Some(shard) => {
            let (finished, runs) = (results.iter().flatten().flatten().count(), results.iter().flatten().count());
            terminal::stdout(&format!("{shard}: {finished} of {} finished", count(runs, "run")));
        }
    }
    if outcome == Outcome::Interrupted {
        terminal::stderr("interrupted: finished runs are kept, the same command continues from there");
    }
    Ok(outcome)
}

/// A checkpoint goes with one spec, one state of the data and one program: what is left of others is not used.
fn warn_of_unusable_checkpoints(plan: &Plan) {
    let Some(runs) = plan.jobs.first().map(|job| &job.runs) else { return };
    let ids = plan.jobs.iter().map(|job| job.id.as_str()).collect();
    let others = store::checkpoints_of_others(runs, &ids);
    if let Some(first) = others.first() {
        let number = count(others.len(), "checkpoint");
        terminal::stderr(&format!(
            "warning: {}: {number} of another spec, other data or another program, as {}, cannot be continued\n  \
             = remove what you do not need any more",
            plan.config.name,
            first.display()
        ));
    }
}

/// Leaves out the runs of other parts, and those that did not fail before where only failed ones are asked for. Gives
/// how many runs the report of each plan needs: more than there are, where it is not to be written.
fn select(plans: &mut [Plan], shard: Option<Shard>, flags: &RunFlags) -> Result<Vec<usize>> {
    let mut needed = Vec::new();
    for plan in plans {
        needed.push(if shard.is_some() { usize::MAX } else { plan.jobs.len() });
        plan.jobs.retain(|job| shard.is_none_or(|shard| shard.contains(&job.id)));
        if flags.only_failed {
            let mut failed = Vec::new();
            for job in plan.jobs.drain(..) {
                if has_failed(&job)? || is_finished(&job, plan.config)? {
                    failed.push(job);
                }
            }
            plan.jobs = failed;
        }
    }
    Ok(needed)
}

/// Runs the jobs of all plans through one queue; the results are by plan again.
fn train(plans: &[Plan], runs: Vec<usize>, flags: &RunFlags) -> (Results, Vec<Option<Result<Written>>>) {
    let jobs: Vec<&Job> = plans.iter().flat_map(|plan| &plan.jobs).collect();
    let writer = ReportWriter::new(plans, runs, flags, progress::observer(&jobs));
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let workers = flags.jobs.map_or(cores, usize::from);
    engines::share_cores(cores, workers.min(jobs.len()));
    let work = Work {
        check_engines: engines::ENGINES,
        workers,
        existing: flags.existing(),
        after_failure: if flags.fail_fast { AfterFailure::Stop } else { AfterFailure::GoOn },
        checkpoint_every: Duration::from_secs(flags.checkpoint),
        stop: interrupt::flag(),
        observer: &writer,
    };
    let mut results = work.run(&jobs).into_iter();
    let results = plans.iter().map(|plan| results.by_ref().take(plan.jobs.len()).collect()).collect();
    (results, writer.finish())
}

fn print_plan(plan: &Plan, existing: ExistingRun) -> Result<()> {
    terminal::stdout(&format!("{}  {}", plan.config.path.display(), count(plan.jobs.len(), "run")));
    for job in &plan.jobs {
        let finished = existing == ExistingRun::Kept && is_finished(job, plan.config)?;
        let state = if finished { "  (finished)" } else { "" };
        let label = end(&job.label, COLUMNS - job.id.len() - 4 - state.len());
        terminal::stdout(&format!("  {}  {label}{state}", job.id));
    }
    Ok(())
}

/// The title, the arms, the first sentence of the answer, what changed, and the path of the report.
fn print_answer(written: &Written, experiments: usize) -> Outcome {
    let mut text = format!("\n{}\n", written.title);
    if experiments <= TABLES {
        text.push_str(&written.arms);
    }
    text.push_str(&written.sentence);
    text.push_str(&written.doctor);
    text.push_str(&written.changes);
    if let Some(replaced) = &written.replaced {
        text.push_str(&::report::terminal::wrapped(replaced, 0));
    }
    terminal::stdout(&(text + &written.path.display().to_string()));
    written.outcome
}

fn print_failures(plans: &[Plan], results: &Results) -> Outcome {
    let mut outcome = Outcome::Success;
    let jobs = plans.iter().flat_map(|plan| &plan.jobs);
    for (job, result) in jobs.zip(results.iter().flatten()) {
        let Err(failure) = result else { continue };
        if matches!(failure, Failure::Interrupted) {
            outcome = outcome.worse(Outcome::Interrupted);
        }
        if let Some(message) = failure.message(job) {
            terminal::stderr(&format!("error: {}: {message}", job.label));
            outcome = outcome.worse(Outcome::Failed);
        }
    }
    outcome
}
