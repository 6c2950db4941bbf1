//! Clears away what killed programs left: unfinished files and folders, and runs that were to be replaced.
//!
//! Nothing is removed that another program may still need: an unfinished thing must be an hour old, and a run that
//! was set aside goes only when a whole one is at its place.

use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use super::lock::{LOCK, remove_abandoned};
use super::publish::ASIDE;
use super::{UNFINISHED, state_of};

/// Nobody writes that long on a file or a run.
const STALE: Duration = Duration::from_secs(3600);

/// Clears away what is left among the runs of an experiment; a run that was to be replaced goes back.
pub fn clean_up(runs: &Path) {
    remove_unfinished(runs);
    entries(runs, LOCK).filter(|path| is_stale(path)).for_each(|path| remove_abandoned(&path));
    for path in entries(runs, ASIDE) {
        for earlier in entries(&path, "") {
            restore(&earlier, runs);
        }
        // Only an empty folder goes: one that still holds a run keeps it.
        let _ = fs::remove_dir(&path);
    }
}

/// An earlier run goes back to its place if nothing is there, and goes away if a whole run is.
fn restore(earlier: &Path, runs: &Path) {
    let place = runs.join(earlier.file_name().unwrap_or_default());
    match state_of(&place) {
        Ok(state) if state.is_finished() => drop(fs::remove_dir_all(earlier)),
        Ok(_) | Err(_) => drop(fs::rename(earlier, place)),
    }
}

/// Clears away the unfinished files and folders in a folder.
pub fn remove_unfinished(folder: &Path) {
    for path in entries(folder, UNFINISHED).filter(|path| is_stale(path)) {
        let _ = if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
    }
}

fn entries(folder: &Path, start: &str) -> impl Iterator<Item = std::path::PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.filter(move |entry| entry.file_name().to_string_lossy().starts_with(start)).map(|entry| entry.path())
}

fn is_stale(path: &Path) -> bool {
    let modified = fs::symlink_metadata(path).and_then(|about| about.modified());
    modified.is_ok_and(|then| SystemTime::now().duration_since(then).is_ok_and(|age| age > STALE))
}
