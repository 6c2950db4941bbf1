//! `run`: check all configs, plan, train, write the reports, say what was done.

use std::path::Path;
use std::thread;

use runner::plan::Job;
use runner::queue::{Failure, Work};

use crate::flags::RunFlags;
use crate::outcome::{Outcome, Result};
use crate::plan::{Plan, is_finished, plan};
use crate::{configs, engines, interrupt, progress, report, terminal};

/// Trains experiments and writes their reports.
pub fn run(flags: &RunFlags) -> Result {
    let configs = configs::read(&flags.configs, &flags.settings)?;
    report::INDEX.may_be_written_in(&flags.out)?;
    report::may_be_reported(&configs, &flags.out, flags.owner.other())?;
    let plans = plan(&configs, &flags.out)?;
    if flags.dry_run {
        plans.iter().try_for_each(|plan| announce(plan, flags.fresh))?;
        return Ok(Outcome::Success);
    }
    let results = train(&plans, flags);
    let interrupted = results.iter().flatten().any(|result| matches!(result, Err(Failure::Interrupted)));
    let failed = tell_failures(&plans, &results);
    if interrupted {
        terminal::stderr("interrupted: finished runs are kept, the same command goes on from there");
        return Ok(Outcome::Interrupted);
    }
    let mut outcome = if failed { Outcome::Failed } else { Outcome::Success };
    for (plan, results) in plans.iter().zip(&results) {
        if results.iter().all(|result| result.is_ok()) {
            outcome = outcome.worse(report::write(plan, &flags.out, flags.formats));
        }
    }
    report::write_index(&flags.out)?;
    Ok(outcome)
}

/// Runs the jobs of all plans through one queue; the results are by plan again.
fn train(plans: &[Plan], flags: &RunFlags) -> Vec<Vec<std::result::Result<(), Failure>>> {
    let jobs: Vec<&Job> = plans.iter().flat_map(|plan| &plan.jobs).collect();
    let observer = progress::observer(jobs.len());
    let cores = || thread::available_parallelism().map_or(1, usize::from);
    let workers = flags.jobs.map_or_else(cores, usize::from);
    let work = Work {
        check_engines: engines::ENGINES,
        workers,
        fresh: flags.fresh,
        stop: interrupt::flag(),
        observer: &*observer,
    };
    let mut results = work.run(&jobs).into_iter();
    plans.iter().map(|plan| results.by_ref().take(plan.jobs.len()).collect()).collect()
}

fn announce(plan: &Plan, fresh: bool) -> Result<()> {
    terminal::stdout(&format!("{}  {}", plan.config.path.display(), ::report::words::count(plan.jobs.len(), "run")));
    for job in &plan.jobs {
        let finished = !fresh && is_finished(job)?;
        terminal::stdout(&format!("  {}  {}{}", job.id, job.label, if finished { "  (finished)" } else { "" }));
    }
    Ok(())
}

fn tell_failures(plans: &[Plan], results: &[Vec<std::result::Result<(), Failure>>]) -> bool {
    let mut failed = false;
    let jobs = plans.iter().flat_map(|plan| &plan.jobs);
    for (job, result) in jobs.zip(results.iter().flatten()) {
        let message = match result {
            Ok(()) | Err(Failure::Interrupted) => continue,
            Err(Failure::Bug) => "the run ended with a bug".to_string(),
            Err(Failure::Data(errors)) => errors.list()[0].to_string().trim_end().to_owned(),
            Err(Failure::Unreadable(error)) => error.to_string(),
            Err(Failure::Unwritten(error)) => format!("cannot write {}: {error}", shown(&job.runs)),
        };
        terminal::stderr(&format!("error: {}: {message}", job.label));
        failed = true;
    }
    failed
}

fn shown(path: &Path) -> std::path::Display<'_> {
    path.display()
}
