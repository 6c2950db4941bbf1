//! Bringing the runs of several machines together: a copy that checks every byte before and after.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::publish::{ExistingRun, publish};
use super::{ReadProblem, State, StoreError, UNFINISHED, state_of, verify};

/// What became of the runs of a folder.
#[derive(Debug, Default)]
pub struct Merged {
    /// The number of runs that the destination lacked.
    pub copied: usize,
    /// How many were there already.
    pub known: usize,
    /// Those that could not be read or written, and why.
    pub failed: Vec<StoreError>,
}

/// Copies all finished runs of the folder `from` into the folder `runs`. A run that is damaged is told and left out.
///
/// # Errors
/// If one of the two folders cannot be read or made.
pub fn merge(from: &Path, runs: &Path) -> io::Result<Merged> {
    let mut merged = Merged::default();
    let mut folders: Vec<PathBuf> =
        fs::read_dir(from)?.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<_>>()?;
    // Hidden names are those of unfinished things.
    folders.retain(|path| path.file_name().is_some_and(|name| !name.to_string_lossy().starts_with('.')));
    folders.sort();
    fs::create_dir_all(runs)?;
    for folder in folders {
        match one(&folder, &runs.join(folder.file_name().unwrap_or_default())) {
            Ok(Copied::New) => merged.copied += 1,
            Ok(Copied::Known) => merged.known += 1,
            Err(error) => merged.failed.push(error),
        }
    }
    Ok(merged)
}

enum Copied {
    New,
    Known,
}

fn one(folder: &Path, place: &Path) -> Result<Copied, StoreError> {
    match state_of(folder)? {
        State::Damaged(damage) => return Err(damage),
        State::Finished | State::Missing => {}
    }
    if state_of(place)?.is_finished() {
        return Ok(Copied::Known);
    }
    let unwritten = |error| StoreError { file: place.to_path_buf(), problem: ReadProblem::Unwritten(error) };
    let runs = place.parent().unwrap_or(Path::new(""));
    let copy = tempfile::Builder::new().prefix(UNFINISHED).tempdir_in(runs).map_err(unwritten)?;
    copy_files(folder, copy.path()).map_err(unwritten)?;
    verify(copy.path())?;
    publish(copy, place, ExistingRun::Kept).map_err(unwritten)?;
    Ok(Copied::New)
}

fn copy_files(from: &Path, to: &Path) -> io::Result<()> {
    fs::set_permissions(to, fs::metadata(from)?.permissions())?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let place = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            fs::create_dir(&place)?;
            copy_files(&entry.path(), &place)?;
        } else {
            fs::copy(entry.path(), place)?;
        }
    }
    Ok(())
}
