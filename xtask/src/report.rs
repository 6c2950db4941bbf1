//! Reports on disk: written from finished runs.

mod before;
mod browser;
mod collections;
mod digests;
mod files;
mod made_from;
mod owner;

use std::path::{Path, PathBuf};

use ::report::document::{experiment_report, worked_report};
use ::report::needed::{Reducer, drawn};
use ::report::{results_csv, terminal as answer};
use experiment::record::Record;
use runner::plan::Job;
use runner::store::{self, State, StoreError};

use crate::flags::{Formats, ReportFlags};
use crate::outcome::{Error, Outcome, Result};
use crate::plan::{Plan, plan, state};
use crate::terminal;
use crate::unfinished::unfinished_error;
use crate::{configs, judge};

pub use browser::open;
pub use collections::{collections_may_be_written, others, pages, write_collections};
pub use digests::{of_run, short};
use files::{Tables, save};
pub use files::{may_be_written, read_if_there, unreadable, whole};
pub use made_from::origin as config_kept;
pub use owner::may_be_reported;

/// A report on disk, with its answer for the terminal.
pub struct Written {
    /// Where the report is.
    pub path: PathBuf,
    /// The title of the experiment.
    pub title: String,
    /// The arms with the metric that judges, as lines of text.
    pub arms: String,
    /// The first sentence of the answer, as lines of text.
    pub sentence: String,
    /// What the doctor saw, as lines of text.
    pub doctor: String,
    /// What is not as in the report that was there, as lines of text.
    pub changes: String,
    /// How the report that was there comes back, if it was one with other settings of the command line.
    pub replaced: Option<String>,
    /// A failure where the engines or the witnesses disagree.
    pub outcome: Outcome,
}

/// `report`: draws reports again from finished runs. Without names, experiments with unfinished runs keep theirs.
pub fn redraw(flags: &ReportFlags) -> Result {
    let paths = configs::named_or_all(&flags.trained.configs)?;
    let configs = configs::read(&paths, &flags.trained.settings)?;
    collections_may_be_written(&flags.trained.out, flags.reports.page)?;
    may_be_reported(&configs, &flags.trained.out, flags.reports.owner.other())?;
    let mut outcome = Outcome::Success;
    let plans = plan(&configs, &flags.trained.out)?;
    judge::demands_can_be_met(&plans)?;
    for plan in &plans {
        outcome = outcome.worse(redraw_one(plan, flags).unwrap_or_else(Outcome::print_error));
    }
    write_collections(&flags.trained.out, flags.reports.page)?;
    Ok(outcome)
}

/// Draws one report again, if all its runs are there and whole.
fn redraw_one(plan: &Plan, flags: &ReportFlags) -> Result {
    for job in &plan.jobs {
        match state(job)? {
            State::Finished => {}
            State::Damaged(damage) => {
                return Err(Error::failed(format!("{}: {}", job.label, damage.message(&plan.config.arguments()))));
            }
            State::Missing if flags.trained.configs.is_empty() => {
                terminal::stderr(&format!("{}: not finished here, its report stays as it is", job.label));
                return Ok(Outcome::Success);
            }
            State::Missing => {
                let what = format!("{}: not finished", job.label);
                return Err(unfinished_error(&what, plan, &flags.trained.out, "--out"));
            }
        }
    }
    let written = write(plan, &flags.trained.out, flags.reports.formats)?;
    terminal::stdout(&written.path.display().to_string());
    Ok(written.outcome)
}

/// Writes the report of one experiment from its records.
pub fn write(plan: &Plan, out: &Path, formats: Formats) -> Result<Written> {
    let records = records(plan)?;
    let config = plan.config;
    let judged = judge::judge_expectations(plan)?;
    let (base, arguments) = (&config.parsed.base, config.portable_arguments());
    let report = match base.expect.is_empty() || !config.keeps_its_runs() {
        true => experiment_report(base, &config.name, &arguments, &records, config.judgeable()),
        false => {
            let (in_short, board) = judge::page(plan, &judged)?;
            worked_report(base, &config.name, &arguments, &records, (&in_short, &board))
        }
    };
    let folder = out.join(&config.name);
    clear_away(out, &folder);
    let (changes, replaced) = (before::changes(&folder, plan, &records), owner::replaced(config, out));
    let results = results_csv::results(&records);
    let digests = digests::digests(plan, &report, &results)?;
    save(&folder, &report, &Tables { results: &results, digests: &digests.to_toml() }, formats)
        .and_then(|()| made_from::save_origin(&config.path, &folder.join("runs")))
        .map_err(|error| Error::unwritten(&folder, &error))?;
    Ok(Written {
        path: folder.join("report.md"),
        title: config.parsed.base.title.clone(),
        arms: answer::results(&records),
        sentence: answer::sentence(&report.markdown),
        doctor: answer::doctor(&records),
        changes,
        replaced,
        outcome: verdict(plan, &records)
            .worse(claims_hold(&config.name, &report.failed))
            .worse(judge::verdict(plan, &judged)),
    })
}

/// Removes what killed programs left beside the reports and in this one.
fn clear_away(out: &Path, folder: &Path) {
    [out, folder, &folder.join("figures")].into_iter().for_each(store::remove_unfinished);
}

/// The records of a plan, as far as its report needs them: one after the other, so that those of a large sweep need
/// not fit into memory.
fn records(plan: &Plan) -> Result<Vec<Record>> {
    let failed = |error: StoreError| Error::failed(error.to_string());
    let folder = |job: &Job| store::folder(&job.runs, &job.id);
    let (mut records, mut reducer) = (Vec::new(), Reducer::of(&plan.config.parsed.base));
    for job in &plan.jobs {
        let mut record = store::read(&folder(job)).map_err(failed)?;
        // A finished run may have belonged to another sweep or judge: which arm it is, and who judges, the config says.
        record.run.arm = job.arm.clone();
        record.run.spec.judge = job.spec.judge.clone();
        reducer.reduce(&mut record);
        records.push(record);
    }
    for number in drawn(&records) {
        records[number].metrics = store::read_metrics(&folder(&plan.jobs[number])).map_err(failed)?;
    }
    Ok(records)
}

/// Whether engines and witnesses agree in all runs of a plan, and printed numbers come out.
pub fn verdict_of(plan: &Plan) -> Result {
    Ok(verdict(plan, &records(plan)?).worse(judge::verdict(plan, &judge::judge_expectations(plan)?)))
}

/// A claim that the runs do not bear out is a failure.
fn claims_hold(name: &str, failed: &[String]) -> Outcome {
    failed.iter().for_each(|claim| terminal::stderr(&format!("error: {name}: a claim fails: {claim}")));
    if failed.is_empty() { Outcome::Success } else { Outcome::Failed }
}

/// Engines that disagree are a failure; the message says where.
fn verdict(plan: &Plan, records: &[Record]) -> Outcome {
    let mut outcome = Outcome::Success;
    for (job, record) in plan.jobs.iter().zip(records) {
        if let Some(row) = record.agreement.iter().find(|row| !row.agree) {
            terminal::stderr(&format!(
                "error: {}: the engines disagree after epoch {}: \
                 outputs {:.1e}, gradients {:.1e} at {}, one step {:.1e}",
                job.label, row.epoch, row.outputs, row.gradients, row.worst, row.step
            ));
            outcome = Outcome::Failed;
        }
        for wrong in record.run.certificate.iter().flat_map(|certificate| &certificate.wrong) {
            terminal::stderr(&format!("error: {}: the gradient witnesses disagree on {wrong}", job.label));
            outcome = Outcome::Failed;
        }
    }
    outcome
}
