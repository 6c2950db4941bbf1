//! `merge`: the runs of several folders of reports, as parts of a sweep leave them, come together in one.

use std::fs;
use std::path::{Path, PathBuf};

use ::report::words::count;
use runner::store;

use crate::flags::MergeFlags;
use crate::outcome::{Error, Outcome, Result};
use crate::terminal;

/// Copies every finished run, checks it, and says how many there were.
pub fn merge(flags: &MergeFlags) -> Result {
    let mut outcome = Outcome::Success;
    for folder in &flags.from {
        let experiments = experiments(folder)?;
        if experiments.is_empty() {
            return Err(Error::usage(format!("{} holds no runs of an experiment", folder.display())));
        }
        for experiment in experiments {
            outcome = outcome.worse(one(&experiment, &flags.out)?);
        }
    }
    Ok(outcome)
}

/// The experiments with runs in a folder of reports.
fn experiments(folder: &Path) -> Result<Vec<PathBuf>> {
    let unreadable = |error: std::io::Error| Error::usage(format!("{} cannot be read: {error}", folder.display()));
    let entries = fs::read_dir(folder).map_err(unreadable)?;
    let mut paths = entries
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<std::io::Result<Vec<_>>>()
        .map_err(unreadable)?;
    paths.retain(|path| path.join("runs").is_dir());
    paths.sort();
    Ok(paths)
}

fn one(experiment: &Path, out: &Path) -> Result {
    let name = experiment.file_name().unwrap_or_default();
    let (from, runs) = (experiment.join("runs"), out.join(name).join("runs"));
    fs::create_dir_all(&runs).map_err(|error| Error::unwritten(&runs, &error))?;
    let merged = store::merge(&from, &runs)
        .map_err(|error| Error::failed(format!("cannot merge {} into {}: {error}", from.display(), runs.display())))?;
    terminal::stdout(&format!(
        "{}  {} copied, {} already there",
        experiment.display(),
        count(merged.copied, "run"),
        merged.known
    ));
    merged.failed.iter().for_each(|error| terminal::stderr(&format!("error: {error}")));
    Ok(if merged.failed.is_empty() { Outcome::Success } else { Outcome::Failed })
}
