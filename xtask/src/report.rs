//! Reports on disk: written from finished runs.

mod files;
mod owner;

use std::fs;
use std::io;
use std::path::Path;

use ::report::document::{Report, experiment_report, named_config};
use ::report::html::{Page, html};
use ::report::index::{Entry, index};
use experiment::record::Record;
use runner::plan::Job;
use runner::store::{self, ReadError, State};

use crate::configs;
use crate::flags::{Formats, ReportFlags};
use crate::outcome::{Error, Outcome, Result};
use crate::plan::{Plan, plan, state};
use crate::terminal;

pub use files::{INDEX, may_be_written, whole};
use files::{PAGE, read_if_there, save, unreadable};
pub use owner::may_be_reported;

/// `report`: draws reports again from finished runs. Without names, experiments with unfinished runs keep theirs.
pub fn redraw(flags: &ReportFlags) -> Result {
    let paths = configs::named_or_all(&flags.configs)?;
    let configs = configs::read(&paths, &flags.settings)?;
    INDEX.may_be_written_in(&flags.out)?;
    may_be_reported(&configs, &flags.out, flags.owner.other())?;
    if flags.html {
        PAGE.may_be_written_in(&flags.out)?;
    }
    let mut outcome = Outcome::Success;
    for plan in &plan(&configs, &flags.out)? {
        outcome = outcome.worse(redrawn(plan, flags).unwrap_or_else(Outcome::print_error));
    }
    write_index(&flags.out)?;
    if flags.html {
        write_page(&flags.out)?;
    }
    Ok(outcome)
}

/// Draws one report again, if all its runs are there and whole.
fn redrawn(plan: &Plan, flags: &ReportFlags) -> Result {
    for job in &plan.jobs {
        match state(job)? {
            State::Finished => {}
            State::Damaged(damage) => return Err(Error::failed(format!("{}: {damage}", job.label))),
            State::Missing if flags.configs.is_empty() => {
                terminal::stderr(&format!("{}: not finished here, its report stays as it is", job.label));
                return Ok(Outcome::Success);
            }
            State::Missing => {
                let arguments = plan.config.arguments();
                return Err(Error::usage(format!(
                    "{}: not finished: cargo xtask run {arguments} does that",
                    job.label
                )));
            }
        }
    }
    Ok(write(plan, &flags.out, flags.formats))
}

/// Writes the report of one experiment from its records. An error is printed, so that the other reports are written.
pub fn write(plan: &Plan, out: &Path, formats: Formats) -> Outcome {
    one(plan, out, formats).unwrap_or_else(Outcome::print_error)
}

fn one(plan: &Plan, out: &Path, formats: Formats) -> Result {
    let records = records(plan)?;
    let report = document(plan, &records);
    let folder = out.join(&plan.config.name);
    clear_away(out, &folder);
    save(&folder, &report, formats)
        .map_err(|error| Error::failed(format!("cannot write the report in {}: {error}", folder.display())))?;
    terminal::stdout(&format!("{}", folder.join("report.md").display()));
    Ok(verdict(plan, &records))
}

/// Removes what killed programs left beside the reports and in this one.
fn clear_away(out: &Path, folder: &Path) {
    [out, folder, &folder.join("figures")].into_iter().for_each(store::sweep_unfinished);
}

fn records(plan: &Plan) -> Result<Vec<Record>> {
    // A finished run may have belonged to another sweep: which arm it is now, the config says.
    let read = |job: &Job| {
        let mut record = store::read(&store::folder(&job.runs, &job.id))?;
        record.run.arm = job.arm.clone();
        Ok::<Record, ReadError>(record)
    };
    plan.jobs.iter().map(read).collect::<std::result::Result<_, _>>().map_err(|error| Error::failed(error.to_string()))
}

fn document(plan: &Plan, records: &[Record]) -> Report {
    experiment_report(&plan.config.parsed.base, &plan.config.name, &plan.config.portable_arguments(), records)
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

/// Writes the list of all reports in a folder.
pub fn write_index(out: &Path) -> Result<()> {
    let entries: Vec<Entry> = pages(out)?.iter().filter_map(|page| Entry::read(&page.name, &page.markdown)).collect();
    let path = out.join(INDEX.name);
    whole(&path, index(&entries).as_bytes()).map_err(|error| unwritten(&path, &error))
}

/// Writes all reports of a folder as one page.
fn write_page(out: &Path) -> Result<()> {
    let path = out.join(PAGE.name);
    whole(&path, html(&pages(out)?).as_bytes()).map_err(|error| unwritten(&path, &error))?;
    terminal::stdout(&path.display().to_string());
    Ok(())
}

fn unwritten(path: &Path, error: &io::Error) -> Error {
    Error::failed(format!("cannot write {}: {error}", path.display()))
}

/// The reports in a folder, as they are on disk. What cannot be read is an error: it must not drop out of the list.
fn pages(out: &Path) -> Result<Vec<Page>> {
    let mut folders = Vec::new();
    for entry in fs::read_dir(out).map_err(|error| unreadable(out, &error))? {
        folders.push(entry.map_err(|error| unreadable(out, &error))?.path());
    }
    folders.sort();
    folders.iter().filter_map(|folder| page(folder).map_err(|error| unreadable(folder, &error)).transpose()).collect()
}

/// The report in a folder; none if there is none, or one that Longhand did not write.
fn page(folder: &Path) -> io::Result<Option<Page>> {
    let Some(markdown) = read_if_there(&folder.join("report.md"))? else { return Ok(None) };
    let markdown = String::from_utf8_lossy(&markdown).into_owned();
    if named_config(&markdown).is_none() {
        return Ok(None);
    }
    let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Ok(Some(Page { name, figures: figures(&folder.join("figures"))?, markdown }))
}

/// The drawings in a folder by their stems; a report without figures may have no such folder.
fn figures(folder: &Path) -> io::Result<Vec<(String, String)>> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut figures = Vec::new();
    for entry in entries {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "svg") {
            let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            figures.push((stem, String::from_utf8_lossy(&fs::read(&path)?).into_owned()));
        }
    }
    figures.sort();
    Ok(figures)
}
