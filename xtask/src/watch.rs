//! `run --watch`: runs again whenever a config or its data are saved.
//!
//! Files are looked at several times a second: that works on every file system, and costs less than a notice that does
//! not come. What was finished is finished, so a change of words or of a figure trains nothing.

use std::fs;
use std::path::PathBuf;
use std::thread;
use std::time::{Duration, SystemTime};

use crate::flags::{PageFlags, RunFlags};
use crate::outcome::{Outcome, Result};
use crate::{configs, interrupt, run, terminal};

/// From one look at the files to the next.
const PAUSE: Duration = Duration::from_millis(200);

/// Runs the configs, and again after every change, until it is interrupted.
pub fn watch(flags: &RunFlags) -> Result {
    let mut page = flags.reports.page;
    let mut is_first = true;
    loop {
        // Taken before the run: what is saved meanwhile is a change.
        let files = files(flags);
        let seen = looks(&files);
        let outcome = run::run(flags, page).unwrap_or_else(Outcome::print_error);
        // Saving a config mends no command line; later a file may be missing for a moment.
        if outcome == Outcome::Interrupted || is_first && outcome == Outcome::Usage {
            return Ok(outcome);
        }
        is_first = false;
        page = PageFlags { html: page.wanted(), open: false };
        terminal::stderr("watching: save the config to run it again, Ctrl-C ends");
        interrupt::while_idle(|| wait(&files, &seen));
    }
}

/// The configs, and the data of those without errors.
fn files(flags: &RunFlags) -> Vec<PathBuf> {
    let read =
        |path: &PathBuf| configs::read(std::slice::from_ref(path), &flags.experiments.settings).unwrap_or_default();
    let data = flags.experiments.configs.iter().flat_map(read).flat_map(|config| {
        let dataset = &config.parsed.base.dataset;
        let paths = [&dataset.path, &dataset.labels, &dataset.test_path, &dataset.test_labels].into_iter().flatten();
        paths.map(|path| config.folder().join(path)).collect::<Vec<_>>()
    });
    flags.experiments.configs.iter().cloned().chain(data).collect()
}

/// What a look at a file shows: when it was changed, and its size.
type FileStamp = Option<(SystemTime, u64)>;

fn looks(files: &[PathBuf]) -> Vec<FileStamp> {
    let look = |file: &PathBuf| {
        let there = fs::metadata(file).ok()?;
        Some((there.modified().ok()?, there.len()))
    };
    files.iter().map(look).collect()
}

/// Waits until the files are not as seen, and nothing writes to them any more. An editor may replace a file, so one
/// that is gone may come again.
fn wait(files: &[PathBuf], seen: &[FileStamp]) {
    let mut before = seen.to_vec();
    loop {
        thread::sleep(PAUSE);
        let now = looks(files);
        let is_there = now.iter().zip(seen).all(|(now, seen)| now.is_some() || seen.is_none());
        if now != seen && now == before && is_there {
            return;
        }
        before = now;
    }
}
