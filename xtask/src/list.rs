//! `list`: experiments and how many of their runs are finished. `schema`: the config language.

use std::path::Path;

use ::report::terminal::{COLUMNS, cut, end};
use experiment::Experiment;
use experiment::check::schema_text;
use runner::plan::Job;
use runner::store::{self, State};

use crate::configs::Config;
use crate::flags::ListFlags;
use crate::outcome::{Error, Outcome, Result};
use crate::plan::{self, plan};
use crate::{configs, terminal};

/// Lists experiments with their titles and how many of their runs are finished. A config that is wrong is told, and
/// keeps no other from being listed.
pub fn list(flags: &ListFlags) -> Result {
    let paths = configs::named_or_all(&flags.trained.configs)?;
    if !flags.trained.out.is_dir() {
        terminal::stderr(&format!("there is no folder {}: nothing was run there so far", flags.trained.out.display()));
    }
    let mut outcome = Outcome::Success;
    for path in &paths {
        if let Err(error) = list_one(path, flags) {
            terminal::stdout(&format!("{}\n  cannot be listed", path.display()));
            outcome = outcome.worse(Outcome::print_error(error));
        }
    }
    Ok(outcome)
}

fn list_one(path: &Path, flags: &ListFlags) -> Result<()> {
    let configs = configs::read(&[path.to_path_buf()], &flags.trained.settings)?;
    for plan in plan(&configs, &flags.trained.out)? {
        let finished = plan.jobs.iter().map(|job| plan::is_finished(job, plan.config)).collect::<Result<Vec<_>>>()?;
        let finished = finished.into_iter().filter(|finished| *finished).count();
        let state = format!("{finished} of {} finished", ::report::words::count(plan.jobs.len(), "run"));
        let path = plan.config.path.display();
        let title = cut(&plan.config.parsed.base.title, COLUMNS - 4 - state.len());
        terminal::stdout(&format!("{path}\n  {state}  {title}"));
        if flags.runs {
            plan.jobs.chunk_by(|a, b| a.arm == b.arm).try_for_each(|jobs| list_arm(jobs, plan.config))?;
        }
    }
    Ok(())
}

/// How many runs of an arm are finished, failed and missing, and why runs failed.
fn list_arm(jobs: &[Job], config: &Config) -> Result<()> {
    let (mut finished, mut missing, mut failed) = (0, 0, Vec::new());
    for job in jobs {
        let unreadable = |error| Error::failed(format!("{} cannot be read: {error}", job.runs.display()));
        match (plan::state(job)?, store::failure(&job.runs, &job.id).map_err(unreadable)?) {
            (State::Finished, _) => finished += 1,
            (State::Damaged(damage), _) => failed.push((job, damage.message(&config.arguments()))),
            (State::Missing, Some(message)) => failed.push((job, message)),
            (State::Missing, None) => missing += 1,
        }
    }
    let settings = jobs[0].arm.iter().map(|(path, value)| format!("{path} = {value}")).collect::<Vec<_>>().join("  ");
    let counts = format!("{finished} finished, {} failed, {missing} missing", failed.len());
    terminal::stdout(format!("  {counts:<34}  {}", end(&settings, COLUMNS - 38)).trim_end());
    for (job, message) in failed {
        terminal::stdout(&format!("    {}  {}: {}", job.id, job.label, message.lines().next().unwrap_or_default()));
    }
    Ok(())
}

/// Prints the JSON Schema of the config language, as it is committed under schemas/.
pub fn schema() -> Result {
    terminal::stdout(schema_text::<Experiment>().trim_end());
    Ok(Outcome::Success)
}
