//! `check`: the gradient certificate of experiments, and the planted faults that prove the check can fail.

mod files;
mod json;
mod table;

use std::path::Path;

use ::report::terminal::wrapped;
use runner::check::{Checked, check as certificate};
use runner::interrupt::Interrupted;

use crate::flags::{CheckFlags, Format};
use crate::outcome::{Error, Outcome, Result};
use crate::plan::{Plan, plan};
use crate::{configs, engines, interrupt, judge, terminal};

/// Checks the gradients of every arm, or lists the planted faults.
pub fn check(flags: &CheckFlags) -> Result {
    if flags.faults {
        engines::planted_faults().for_each(|(name, what)| {
            terminal::stdout(&format!("{name}\n{}", wrapped(what, 4).trim_end()));
        });
        return Ok(Outcome::Success);
    }
    let configs = configs::read(&flags.configs, &flags.settings)?;
    configs.iter().try_for_each(|config| files::may_be_saved(&flags.out.join(&config.name)))?;
    let plans = plan(&configs, &flags.out)?;
    judge::demands_can_be_met(&plans)?;
    let mut outcome = Outcome::Success;
    for plan in &plans {
        outcome = outcome.worse(check_plan(plan, flags)?);
    }
    Ok(outcome)
}

/// Every arm of one experiment with its first seed; the files are those of the first arm.
fn check_plan(plan: &Plan, flags: &CheckFlags) -> Result {
    let mut outcome = Outcome::Success;
    for (number, (_, job)) in plan.first_jobs().enumerate() {
        let dataset = job.shared.dataset().map_err(|error| Error::failed(error.to_string()))?;
        let checked = match certificate(&job.spec, &dataset, &engines::ENGINES, interrupt::flag()) {
            Ok(checked) => checked,
            Err(Interrupted) => return Ok(Outcome::Interrupted),
        };
        match flags.format {
            Format::Table => terminal::stdout(&table::table(&job.label, &checked)),
            Format::Json => terminal::stdout(&json::json(&job.label, &checked)),
        }
        if number == 0 {
            save(&flags.out.join(&plan.config.name), &checked)?;
        }
        outcome = outcome.worse(if checked.holds() { Outcome::Success } else { Outcome::Failed });
    }
    Ok(outcome)
}

fn save(folder: &Path, checked: &Checked) -> Result<()> {
    let failed = |error| Error::failed(format!("cannot write the gradients in {}: {error}", folder.display()));
    files::save_gradients(folder, checked).map_err(failed)
}
