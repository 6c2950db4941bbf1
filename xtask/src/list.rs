//! `list` and `schema`: what there is.

use experiment::Experiment;
use experiment::check::schema_text;

use crate::flags::ListFlags;
use crate::outcome::{Outcome, Result};
use crate::plan::{self, plan};
use crate::{configs, terminal};

/// Lists experiments with their titles and how many of their runs are finished.
pub fn list(flags: &ListFlags) -> Result {
    let paths = configs::named_or_all(&flags.configs)?;
    let configs = configs::read(&paths, &[])?;
    for plan in plan(&configs, &flags.out)? {
        let finished = plan.jobs.iter().map(plan::is_finished).collect::<Result<Vec<_>>>()?;
        let finished = finished.into_iter().filter(|finished| *finished).count();
        let state = format!("{finished} of {} finished", ::report::words::count(plan.jobs.len(), "run"));
        let path = plan.config.path.display();
        terminal::stdout(&format!("{path:<36}  {state:<24}  {}", plan.config.parsed.base.title));
    }
    Ok(Outcome::Success)
}

/// Prints the JSON Schema of the config language, as it is committed under schemas/.
pub fn schema() -> Result {
    terminal::stdout(schema_text::<Experiment>().trim_end());
    Ok(Outcome::Success)
}
