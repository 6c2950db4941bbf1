//! `run`: check all configs, plan, train, write the reports, print the answers.

mod folders;
mod writer;

use std::thread;

use runner::plan::Job;
use runner::queue::{Failure, Work};

use crate::flags::RunFlags;
use crate::outcome::{Outcome, Result};
use crate::plan::{Plan, is_finished, plan};
use crate::report::Written;
use crate::{configs, engines, interrupt, progress, report, terminal};
use folders::Folders;
use writer::ReportWriter;

/// With more experiments than this the answers are printed without their tables.
const TABLES: usize = 3;

/// What became of the runs of each plan.
type Results = Vec<Vec<std::result::Result<(), Failure>>>;

/// Trains experiments and writes their reports.
pub fn run(flags: &RunFlags) -> Result {
    let configs = configs::read(&flags.configs, &flags.settings)?;
    report::collections_may_be_written(&flags.out, flags.page)?;
    report::may_be_reported(&configs, &flags.out, flags.owner.other())?;
    let plans = plan(&configs, &flags.out)?;
    if flags.dry_run {
        plans.iter().try_for_each(|plan| print_plan(plan, flags.fresh))?;
        return Ok(Outcome::Success);
    }
    let folders = Folders::claim(&plans, &flags.out)?;
    let (results, reports) = train(&plans, flags);
    let mut outcome = print_failures(&plans, &results);
    for written in reports.into_iter().flatten() {
        outcome = outcome.worse(match written {
            Ok(written) => print_answer(&written, plans.len()),
            Err(error) => Outcome::print_error(error),
        });
    }
    drop(folders);
    report::write_collections(&flags.out, flags.page)?;
    if outcome == Outcome::Interrupted {
        terminal::stderr("interrupted: finished runs are kept, the same command continues from there");
    }
    Ok(outcome)
}

/// Runs the jobs of all plans through one queue; the results are by plan again.
fn train(plans: &[Plan], flags: &RunFlags) -> (Results, Vec<Option<Result<Written>>>) {
    let jobs: Vec<&Job> = plans.iter().flat_map(|plan| &plan.jobs).collect();
    let writer = ReportWriter::new(plans, flags, progress::observer(&jobs));
    let cores = || thread::available_parallelism().map_or(1, usize::from);
    let workers = flags.jobs.map_or_else(cores, usize::from);
    let work = Work {
        check_engines: engines::ENGINES,
        workers,
        fresh: flags.fresh,
        stop: interrupt::flag(),
        observer: &writer,
    };
    let mut results = work.run(&jobs).into_iter();
    let results = plans.iter().map(|plan| results.by_ref().take(plan.jobs.len()).collect()).collect();
    (results, writer.finish())
}

fn print_plan(plan: &Plan, fresh: bool) -> Result<()> {
    terminal::stdout(&format!("{}  {}", plan.config.path.display(), ::report::words::count(plan.jobs.len(), "run")));
    for job in &plan.jobs {
        let finished = !fresh && is_finished(job)?;
        terminal::stdout(&format!("  {}  {}{}", job.id, job.label, if finished { "  (finished)" } else { "" }));
    }
    Ok(())
}

/// The title, the arms, the first sentence of the answer, and the path of the report.
fn print_answer(written: &Written, experiments: usize) -> Outcome {
    let mut text = format!("\n{}\n", written.title);
    if experiments <= TABLES {
        text.push_str(&written.arms);
    }
    text.push_str(&written.sentence);
    terminal::stdout(&(text + &written.path.display().to_string()));
    written.outcome
}

fn print_failures(plans: &[Plan], results: &Results) -> Outcome {
    let mut outcome = Outcome::Success;
    let jobs = plans.iter().flat_map(|plan| &plan.jobs);
    for (job, result) in jobs.zip(results.iter().flatten()) {
        let message = match result {
            Ok(()) => continue,
            Err(Failure::Interrupted) => {
                outcome = outcome.worse(Outcome::Interrupted);
                continue;
            }
            Err(Failure::Bug) => "the run ended with a bug".to_string(),
            Err(Failure::Data(errors)) => errors.list()[0].to_string().trim_end().to_owned(),
            Err(Failure::Unreadable(error)) => error.to_string(),
            Err(Failure::Unwritten(error)) => format!("cannot write {}: {error}", job.runs.display()),
        };
        terminal::stderr(&format!("error: {}: {message}", job.label));
        outcome = outcome.worse(Outcome::Failed);
    }
    outcome
}
