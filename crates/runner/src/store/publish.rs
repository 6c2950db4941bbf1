//! A run goes to its place: whole on disk first, then by one rename, with an earlier run of that id out of the way.
//!
//! At every moment a run that was finished is at its place or aside, so a program that is killed loses none; what it
//! left behind, the next one removes ([`clean_up`](super::clean_up())). Programs that finish the same run at once all
//! succeed: an id hashes all that numbers depend on, so their folders hold the same. Each sets an earlier run aside
//! under a name of its own.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::thread;

use tempfile::{Builder, TempDir};

use super::{State, state_of};

/// What becomes of a finished run of the same id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExistingRun {
    /// The folder that was there stays as it is.
    Kept,
    /// The new one takes its place.
    Replaced,
}

/// The prefix of the folder of a run that is being replaced.
pub const ASIDE: &str = ".replaced-";
/// How often other programs may take the place before this one gives up.
const ATTEMPTS: usize = 100;

/// Puts a written folder in its place. A run that is damaged does not stay.
pub fn publish(folder: TempDir, place: &Path, existing: ExistingRun) -> io::Result<()> {
    sync(folder.path())?;
    for attempt in 1.. {
        if existing == ExistingRun::Kept && matches!(state_of(place), Ok(State::Finished)) {
            return Ok(());
        }
        let aside = put_aside(place)?;
        match fs::rename(folder.path(), place) {
            Ok(()) => {
                drop(folder.keep());
                let _ = aside.map(fs::remove_dir_all);
                break;
            }
            Err(error) => {
                let _ = aside.map(|aside| give_back(&aside, place));
                // Another program came first.
                let taken = matches!(error.kind(), io::ErrorKind::DirectoryNotEmpty | io::ErrorKind::AlreadyExists);
                if !taken || attempt == ATTEMPTS {
                    return Err(error);
                }
            }
        }
    }
    sync_names(place.parent().unwrap_or(place));
    Ok(())
}

/// Moves the run that is at the place, if any, into a new folder beside it.
fn put_aside(place: &Path) -> io::Result<Option<PathBuf>> {
    if fs::symlink_metadata(place).is_err_and(|error| error.kind() == io::ErrorKind::NotFound) {
        return Ok(None);
    }
    let runs = place.parent().unwrap_or(Path::new(""));
    // It must outlive this program, so nothing removes it by itself.
    let aside = Builder::new().prefix(ASIDE).tempdir_in(runs)?.keep();
    match fs::rename(place, aside.join(name(place))) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            let _ = fs::remove_dir(aside);
            Err(error)
        }
        Ok(()) | Err(_) => Ok(Some(aside)),
    }
}

/// Moves what was set aside back, unless another run is there by now.
fn give_back(aside: &Path, place: &Path) -> io::Result<()> {
    let _ = fs::rename(aside.join(name(place)), place);
    fs::remove_dir(aside)
}

fn name(place: &Path) -> &std::ffi::OsStr {
    place.file_name().unwrap_or_default()
}

/// Everything is on the disk before the name is: else an empty file would count as finished after a loss of power.
///
/// The files of a folder go there side by side, so that the file system writes its journal once and not for each of
/// them: that is 4 ms for a small run where one after the other took 40.
fn sync(folder: &Path) -> io::Result<()> {
    let paths = fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<Vec<_>>>()?;
    let (folders, files): (Vec<PathBuf>, Vec<PathBuf>) = paths.into_iter().partition(|path| path.is_dir());
    folders.iter().try_for_each(|folder| sync(folder))?;
    thread::scope(|scope| {
        let start = |path| thread::Builder::new().spawn_scoped(scope, move || sync_file(path));
        let started: Vec<_> = files.iter().map(|path| (path, start(path))).collect();
        let end = |(path, thread): (&PathBuf, io::Result<thread::ScopedJoinHandle<io::Result<()>>>)| match thread {
            Ok(thread) => thread.join().expect("a file that goes to the disk does not panic"),
            // The system gives no further thread.
            Err(_) => sync_file(path),
        };
        started.into_iter().try_for_each(end)
    })?;
    sync_names(folder);
    Ok(())
}

fn sync_file(path: &Path) -> io::Result<()> {
    OpenOptions::new().append(true).open(path)?.sync_all()
}

/// Not every file system can do that with a folder.
fn sync_names(folder: &Path) {
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
}
