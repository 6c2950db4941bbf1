//! Who trains a run: one program at a time, on this machine or on another that sees the same folder.
//!
//! The system holds the lock and lets it go when its owner ends, however that ends, so no lock survives its owner.
//! Where a file system has no locks, two programs may train the same run: that costs time and spoils nothing.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

/// How the files are called that are locked.
pub const LOCK: &str = ".lock-";

/// A run that nobody else trains while this value lives.
pub struct RunLock {
    path: PathBuf,
    /// Closing the file unlocks it.
    _file: File,
}

/// Whether a run was locked.
pub enum LockAttempt {
    /// It is ours.
    Ours(RunLock),
    /// Another program trains it.
    Taken,
}

/// Locks the run `id`, unless another program holds it.
///
/// # Errors
/// Those of the file system; a system without locks is none.
pub fn lock_run(runs: &Path, id: &str) -> io::Result<LockAttempt> {
    fs::create_dir_all(runs)?;
    let path = runs.join(format!("{LOCK}{id}"));
    let file = File::options().create(true).append(true).open(&path)?;
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => Ok(LockAttempt::Taken),
        Ok(()) | Err(TryLockError::Error(_)) => Ok(LockAttempt::Ours(RunLock { path, _file: file })),
    }
}

/// The file goes while it is still locked. A program that has opened it before and locks it afterwards finds the run
/// finished.
impl Drop for RunLock {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}

/// Removes a file that nobody holds.
pub fn remove_abandoned(path: &Path) {
    if let Ok(file) = File::options().append(true).open(path)
        && file.try_lock().is_ok()
    {
        let _ = fs::remove_file(path);
    }
}
