//! What is said where a command needs a run that is not there: where it was looked for, whether the data have changed
//! since, what trains it, and how a run that is there predicts all the same.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use experiment::digests::{self, Digests};
use experiment::words;
use runner::store::{self, State};

use crate::configs::{Config, shell_quoted};
use crate::outcome::Error;
use crate::plan::Plan;

/// The error of a command that misses runs of a plan in the folder `out`; `flag` names another folder.
pub fn unfinished_error(what: &str, plan: &Plan, out: &Path, flag: &str) -> Error {
    let (program, config) = (words::program(), plan.config);
    let folder = out.join(&config.name);
    let elsewhere = match out == Path::new("reports") {
        true => String::new(),
        false => format!(" --out {}", shell_quoted(&out.display().to_string())),
    };
    let mut lines = vec![format!("{what} in {}", folder.display())];
    lines.extend(
        changed(plan, &folder).iter().map(|file| format!("{file} is another file than when they were trained")),
    );
    lines
        .push(format!("{program} run {}{elsewhere} trains it; {flag} DIR looks in another folder", config.arguments()));
    lines.extend(run_that_predicts(config, out));
    Error::usage(lines.join("\n  = "))
}

/// An error of the data of a config, with a run that needs none of them.
pub fn with_a_run(error: Error, config: &Config, out: &Path) -> Error {
    match run_that_predicts(config, out) {
        Some(line) => Error { message: format!("{}\n  = {line}\n", error.message.trim_end()), ..error },
        None => error,
    }
}

/// The data files that are not those of the report in a folder, if it is one of the same config.
fn changed(plan: &Plan, folder: &Path) -> Vec<String> {
    let text = fs::read_to_string(folder.join(digests::NAME)).unwrap_or_default();
    let Ok(before) = Digests::from_toml(&text) else { return Vec::new() };
    if before.config != plan.config.text() || before.settings != plan.config.settings() {
        return Vec::new();
    }
    let now = plan.jobs.iter().flat_map(|job| job.shared.files());
    let now: BTreeMap<&String, &String> = now.map(|file| (&file.path, &file.digest)).collect();
    let differs = |(path, digest): &(&String, &String)| now.get(path).is_some_and(|now| now != digest);
    before.data.iter().filter(differs).map(|(path, _)| path.clone()).collect()
}

/// What to type to predict with a run of this name that is there, whatever has become of its config and data.
fn run_that_predicts(config: &Config, out: &Path) -> Option<String> {
    let runs = out.join(&config.name).join("runs");
    let mut all: Vec<PathBuf> = fs::read_dir(&runs).ok()?.flatten().map(|entry| entry.path()).collect();
    all.sort();
    let is_whole = |run: &&PathBuf| {
        let id = run.file_name().unwrap_or_default().to_string_lossy();
        !id.starts_with('.') && matches!(store::state(&runs, &id), Ok(State::Finished))
    };
    let run = all.iter().find(is_whole)?;
    Some(format!(
        "{} predict {} DATA predicts with an earlier run",
        words::program(),
        shell_quoted(&run.display().to_string())
    ))
}
