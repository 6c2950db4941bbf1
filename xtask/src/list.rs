//! `list`: experiments and how many of their runs are finished. `schema`: the config language.

use experiment::Experiment;
use experiment::check::schema_text;

use crate::flags::ListFlags;
use crate::outcome::{Outcome, Result};
use crate::plan::{self, plan};
use crate::{configs, terminal};

/// Lists experiments with their titles and how many of their runs are finished.
pub fn list(flags: &ListFlags) -> Result {
    let paths = configs::named_or_all(&flags.configs)?;
    let configs = configs::read(&paths, &flags.settings)?;
    if !flags.out.is_dir() {
        terminal::stderr(&format!("there is no folder {}: nothing was run there so far", flags.out.display()));
    }
    for plan in plan(&configs, &flags.out)? {
        let finished = plan.jobs.iter().map(plan::is_finished).collect::<Result<Vec<_>>>()?;
        let finished = finished.into_iter().filter(|finished| *finished).count();
        let state = format!("{finished} of {} finished", ::report::words::count(plan.jobs.len(), "run"));
        let path = plan.config.path.display();
        terminal::stdout(&format!("{path}\n  {state}  {}", plan.config.parsed.base.title));
    }
    Ok(Outcome::Success)
}

/// Prints the JSON Schema of the config language, as it is committed under schemas/.
pub fn schema() -> Result {
    terminal::stdout(schema_text::<Experiment>().trim_end());
    Ok(Outcome::Success)
}
