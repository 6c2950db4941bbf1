//! Runs that failed: what went wrong is kept beside the runs, until the run is finished.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::is_absence;

/// How the files are called that say so.
const FAILED: &str = ".failed-";

fn file(runs: &Path, id: &str) -> PathBuf {
    runs.join(format!("{FAILED}{id}"))
}

/// What went wrong when the run was trained last; none if nothing did.
///
/// # Errors
/// If the system does not let that be known.
pub fn failure(runs: &Path, id: &str) -> io::Result<Option<String>> {
    match fs::read(file(runs, id)) {
        Ok(text) => Ok(Some(String::from_utf8_lossy(&text).into_owned())),
        Err(error) if is_absence(&error) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Keeps what went wrong. Where that cannot be written, the run counts as missing.
pub fn keep_failure(runs: &Path, id: &str, message: &str) {
    let _ = fs::create_dir_all(runs).and_then(|()| fs::write(file(runs, id), message));
}

/// The run is finished, so nothing is wrong with it.
pub fn forget_failure(runs: &Path, id: &str) {
    let _ = fs::remove_file(file(runs, id));
}
