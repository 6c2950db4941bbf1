//! `verify`: makes reports again from their `digests.toml` and compares them.
//!
//! ```text
//! given      the digests of a report, its folder, and where its data may be
//! staged     its config and its data in a temporary folder, each file compared with its digest
//! remade     its runs trained there, and its report written there
//! compared   key by key, run by run, table by table: the first difference is named
//! ```
//! Numbers of burn differ between processors, so they are measured anew and must lie within their bounds.

mod compare;
mod given;
mod keys;
mod remade;
mod staged;

use ::report::words::count;

use crate::flags::VerifyFlags;
use crate::outcome::{Error, Outcome, Result};
use crate::{configs, terminal};
use given::GivenReport;
use remade::Retrained;
use staged::Staged;

/// What was found.
pub enum VerifyResult {
    /// Everything that was compared is equal, and what that was.
    Equal(String),
    /// What differs first.
    Different(String),
    /// Trained again, engines disagree or printed numbers do not come out; the terminal has it already.
    Disagreement,
}

/// Verifies reports one after the other; what cannot be read keeps no other from being verified.
pub fn verify(flags: &VerifyFlags) -> Result {
    let what = configs::named_or_all(&flags.what)?;
    let mut outcome = Outcome::Success;
    for path in &what {
        let one = GivenReport::read(path, &flags.out).and_then(|given| Ok((one(&given, flags)?, given)));
        outcome = outcome.worse(match one {
            Ok((verdict, given)) => print_verdict(&given, verdict),
            Err(error) if error.outcome == Outcome::Interrupted => return Ok(Outcome::Interrupted),
            Err(error) => Outcome::print_error(error),
        });
    }
    Ok(outcome)
}

fn print_verdict(given: &GivenReport, verdict: VerifyResult) -> Outcome {
    let (word, what, outcome) = match verdict {
        VerifyResult::Equal(what) => ("equal", what, Outcome::Success),
        VerifyResult::Different(what) => ("different", what, Outcome::Failed),
        VerifyResult::Disagreement => ("different", "what is said above".to_owned(), Outcome::Failed),
    };
    terminal::stdout(&format!("{}  {word}: {what}", given.shown()));
    outcome
}

fn one(given: &GivenReport, flags: &VerifyFlags) -> Result<VerifyResult> {
    let of_another = given.other_page()?;
    if let Some(difference) = of_another.map_or_else(|| given.changed_key(), |other| Ok(Some(other)))? {
        return Ok(VerifyResult::Different(difference));
    }
    let staged = match Staged::of(given, flags.data.as_deref())? {
        Ok(staged) => staged,
        Err(difference) => return Ok(VerifyResult::Different(difference)),
    };
    let config =
        configs::of_text(&staged.config, &given.shown_config(), &given.digests.config, &given.digests.settings)
            .map_err(Error::invalid)?;
    let configs = [config];
    let mut plans = crate::plan::plan(&configs, &staged.reports)?;
    let Some(mut plan) = plans.pop() else { return Err(Error::failed("a config has a plan")) };
    if let Some(difference) = compare::first_spec_difference(&given.digests, &plan) {
        return Ok(VerifyResult::Different(difference));
    }
    let chosen = remade::choose(&mut plan, flags.sample);
    let Retrained { engines, runs } = remade::train(&plan, flags.jobs, given.digests.run.len())?;
    if let Some(difference) = compare::runs(&given.digests, &chosen, &runs) {
        return Ok(VerifyResult::Different(difference));
    }
    let whole = chosen.len() == given.digests.run.len();
    let tables = if whole {
        match compare::report(given, &plan, &staged.reports)? {
            Ok(tables) => format!(", {}, the numbers of the page", count(tables, "table")),
            Err(difference) => return Ok(VerifyResult::Different(difference)),
        }
    } else {
        format!(" of {}", given.digests.run.len())
    };
    Ok(match engines {
        Outcome::Success => VerifyResult::Equal(format!("{}{tables}", count(runs.len(), "run"))),
        _ => VerifyResult::Disagreement,
    })
}
