//! The report that was there before, in the version that git has committed, else as it is on disk.

use std::fs;
use std::path::Path;
use std::process::Command;

use ::report::changes::{self, PreviousReport};
use experiment::digests::{self, Digests, keys_of_spec};
use experiment::record::Record;

use crate::plan::Plan;
use ::report::results_csv;

/// The report of a sweep of more runs than this is not compared: its digests alone take seconds to read.
const RUNS: usize = 1_000;

/// What is not as in the report in this folder, as lines of text; nothing where there is none.
pub fn changes(folder: &Path, plan: &Plan, records: &[Record]) -> String {
    let told = || {
        let first = plan.jobs.first().filter(|_| plan.jobs.len() <= RUNS)?;
        let (which, before) = before(folder)?;
        let lines = changes::changes(&before, &keys_of_spec(&first.spec), records);
        (!lines.is_empty()).then(|| format!("Since the {which}:\n  {}\n", lines.join("\n  ")))
    };
    told().unwrap_or_default()
}

/// Which report it is, and what it says.
fn before(folder: &Path) -> Option<(&'static str, PreviousReport)> {
    let on_disk = |name: &str| fs::read_to_string(folder.join(name)).ok();
    let both = |read: &dyn Fn(&str) -> Option<String>| Some((read(digests::NAME)?, read(results_csv::NAME)?));
    let committed = both(&|name| committed(folder, name)).map(|files| ("committed report", files));
    let (which, (digests, results)) = committed.or_else(|| Some(("report before", both(&on_disk)?)))?;
    let spec = Digests::from_toml(&digests).ok()?.spec;
    Some((which, PreviousReport { spec, results }))
}

/// A file as the last commit has it; none where there is no git, no repository, or no such file in it.
fn committed(folder: &Path, name: &str) -> Option<String> {
    let git = Command::new("git").arg("-C").arg(folder).args(["show", &format!("HEAD:./{name}")]).output().ok()?;
    git.status.success().then(|| String::from_utf8(git.stdout).ok())?
}
