//! A run goes to its place: whole on disk first, then by one rename, with an earlier run of that id out of the way.
//!
//! At every moment a run that was finished is at its place or aside, so a program that is killed loses none; what it
//! left behind, the next one [`sweep`]s. Two programs that finish the same run at once both succeed: an id hashes all
//! that numbers depend on, so their folders hold the same.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use tempfile::TempDir;

use super::is_finished;

/// What becomes of a run that is at its place already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Earlier {
    /// It stays.
    Kept,
    /// The new one takes its place.
    Replaced,
}

/// How the folder of a run is called that is being written.
pub const UNFINISHED: &str = ".unfinished-";
/// How the folder of a run is called that is being replaced.
const ASIDE: &str = ".replaced-";
/// Nobody writes that long on a run.
const STALE: Duration = Duration::from_secs(3600);

/// Puts a written folder in its place.
pub fn publish(folder: TempDir, place: &Path, earlier: Earlier) -> io::Result<()> {
    sync(folder.path())?;
    if earlier == Earlier::Kept && is_finished(place) {
        return Ok(());
    }
    let aside = aside(place);
    put_aside(place, &aside)?;
    match fs::rename(folder.path(), place) {
        Ok(()) => drop(folder.keep()),
        // Another program finished the same run since.
        Err(_) if is_finished(place) => {}
        Err(error) => {
            let _ = fs::rename(&aside, place);
            return Err(error);
        }
    }
    let _ = fs::remove_dir_all(&aside);
    sync_names(place.parent().unwrap_or(place));
    Ok(())
}

/// Where an earlier run of that id waits until it is replaced.
fn aside(place: &Path) -> PathBuf {
    let id = place.file_name().unwrap_or_default().to_string_lossy();
    place.with_file_name(format!("{ASIDE}{id}"))
}

fn put_aside(place: &Path, aside: &Path) -> io::Result<()> {
    if !place.exists() {
        return Ok(());
    }
    let _ = fs::remove_dir_all(aside);
    match fs::rename(place, aside) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Everything is on the disk before the name is: else an empty file would count as finished after a loss of power.
fn sync(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() { sync(&path)? } else { OpenOptions::new().append(true).open(path)?.sync_all()? }
    }
    sync_names(folder);
    Ok(())
}

/// Not every file system can do that with a folder.
fn sync_names(folder: &Path) {
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
}

/// Clears away what programs that were killed left among the runs; a run that was to be replaced goes back.
pub fn sweep(runs: &Path) {
    for path in fs::read_dir(runs).into_iter().flatten().flatten().map(|entry| entry.path()) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if let Some(id) = name.strip_prefix(ASIDE) {
            let _ = fs::rename(&path, runs.join(id)).or_else(|_| fs::remove_dir_all(&path));
        }
        if name.starts_with(UNFINISHED) && is_stale(&path) {
            let _ = fs::remove_dir_all(&path);
        }
    }
}

fn is_stale(path: &Path) -> bool {
    let modified = fs::metadata(path).and_then(|about| about.modified());
    modified.is_ok_and(|then| SystemTime::now().duration_since(then).is_ok_and(|age| age > STALE))
}
