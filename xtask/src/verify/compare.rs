//! What differs first between a report and the same made again.

use std::path::Path;

use ::report::comparable;
use experiment::digests::{Digests, NAME, RunDigests, keys_of_spec};
use experiment::spec::EngineName;
use runner::plan::Job;
use runner::store;

use super::given::GivenReport;
use super::keys::first_key;
use crate::flags::Formats;
use crate::outcome::{Error, Result};
use crate::plan::Plan;
use crate::report::{self, read_if_there, short, unreadable};

/// The first run that is not the one of the report, before anything is trained.
pub fn first_spec_difference(digests: &Digests, plan: &Plan) -> Option<String> {
    if let Some(first) = plan.jobs.first()
        && let Some(difference) = first_key(&digests.spec, &keys_of_spec(&first.spec))
    {
        return Some(difference);
    }
    let differs =
        digests.run.iter().zip(&plan.jobs).find_map(|(run, job)| spec(run, job, short(&job.label, plan.config)));
    if differs.is_some() {
        return differs;
    }
    let (there, again) = (digests.run.len(), plan.jobs.len());
    (there != again).then(|| format!("{there} runs in the report, {again} in its config"))
}

fn spec(there: &RunDigests, job: &Job, name: &str) -> Option<String> {
    if there.name != name {
        return Some(format!("the run {:?} of the report is {name:?} now", there.name));
    }
    let differs = there.spec != store::digest(job.spec.canonical().as_bytes());
    differs.then(|| format!("{name}: its spec has another digest in {NAME}"))
}

/// The first number of the chosen runs that is another.
pub fn runs(digests: &Digests, chosen: &[usize], again: &[RunDigests]) -> Option<String> {
    chosen.iter().zip(again).find_map(|(&number, again)| run(&digests.run[number], again))
}

fn run(there: &RunDigests, again: &RunDigests) -> Option<String> {
    let what = if there.metrics != again.metrics {
        let trails = there.trail.as_ref().zip(again.trail.as_ref());
        match trails.and_then(|(there, again)| there.first_difference(again)) {
            Some((first, last)) if first == last => format!("a number at epoch {first}"),
            Some((first, last)) => format!("a number between the epochs {first} and {last}"),
            None => "its metrics".to_owned(),
        }
    } else if there.parameters != again.parameters {
        "its final parameters".to_owned()
    } else if there.tables != again.tables {
        "a table for its figures".to_owned()
    } else if there.trail != again.trail {
        format!("its metrics are equal and its trail is not, so {NAME} is damaged")
    } else {
        return None;
    };
    Some(format!("{}: {what}", there.name))
}

/// Writes the report again and compares its tables and the numbers on its page; gives how many tables were equal, or
/// the first difference.
pub fn report(given: &GivenReport, plan: &Plan, reports: &Path) -> Result<std::result::Result<usize, String>> {
    report::write(plan, reports, Formats::NONE)?;
    let folder = reports.join(&plan.config.name);
    let first = plan.jobs.first().map_or(EngineName::FromScratch, |job| job.spec.engines[0]);
    let again = Digests::from_toml(&read(&folder, NAME)?.unwrap_or_default()).map_err(Error::failed)?;
    let names =
        given.digests.files.keys().chain(again.files.keys().filter(|name| !given.digests.files.contains_key(*name)));
    let mut equal = 0;
    for name in names {
        let part =
            |folder: &Path| Ok::<_, Error>(read(folder, name)?.and_then(|text| comparable::table(name, &text, first)));
        let (Some(there), Some(again_table)) = (part(&given.folder)?, part(&folder)?) else {
            return Ok(Err(format!("{name}: one of the two reports has no such table")));
        };
        if let Some(difference) = comparable::difference(&there, &again_table) {
            return Ok(Err(format!("{name}, {difference}")));
        }
        if given.digests.files.get(name) != again.files.get(name) {
            return Ok(Err(format!("{name}: {NAME} has another digest of it")));
        }
        equal += 1;
    }
    let page = |folder: &Path| Ok::<_, Error>(read(folder, "report.md")?.unwrap_or_default());
    let difference = comparable::page_difference(&page(&given.folder)?, &page(&folder)?);
    Ok(difference.map_or(Ok(equal), |difference| Err(format!("report.md, {difference}"))))
}

fn read(folder: &Path, name: &str) -> Result<Option<String>> {
    let path = folder.join(name);
    let bytes = read_if_there(&path).map_err(|error| unreadable(&path, &error))?;
    Ok(bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()))
}
