//! The folders that a run writes into: proved writable before anything trains, and locked against a second program.

use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::outcome::{Error, Result};
use crate::plan::Plan;

/// Whether other programs may write into the folders at the same time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// They may not: this program writes the reports.
    Alone,
    /// They may: each run has a lock of its own, and nobody writes a report.
    Shared,
}

/// The folders of all experiments of a call, for as long as this value lives.
pub struct Folders {
    paths: Vec<PathBuf>,
    locks: Vec<File>,
}

impl Folders {
    /// Makes the folders and writes a file into each. Unless they are shared with other programs, which then train
    /// other runs, it locks them.
    ///
    /// # Errors
    /// If a folder cannot be written, or another program holds one.
    pub fn claim(plans: &[Plan], out: &Path, access: Access) -> Result<Folders> {
        let mut folders = Folders { paths: Vec::new(), locks: Vec::new() };
        writable(out)?;
        for plan in plans {
            let path = out.join(&plan.config.name);
            writable(&path)?;
            match access {
                Access::Alone => folders.locks.extend(lock(&path)?),
                Access::Shared => {}
            }
            folders.paths.push(path);
        }
        Ok(folders)
    }
}

/// A folder without a single finished run goes.
impl Drop for Folders {
    fn drop(&mut self) {
        self.locks.clear();
        for path in &self.paths {
            // Both fail where the folder holds something.
            let _ = fs::remove_dir(path.join("runs"));
            let _ = fs::remove_dir(path);
        }
    }
}

fn writable(folder: &Path) -> Result<()> {
    let proof = || -> io::Result<()> {
        fs::create_dir_all(folder)?;
        tempfile::Builder::new().prefix(".unfinished-").tempfile_in(folder)?.write_all(b"longhand")
    };
    proof().map_err(|error| Error::unwritten(folder, &error))
}

/// A lock on the folder itself leaves no file behind, and ends with the program. Where the system locks no folders,
/// there is none: two programs that write the same run both succeed.
fn lock(folder: &Path) -> Result<Option<File>> {
    let Ok(file) = File::open(folder) else { return Ok(None) };
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Err(Error::failed(format!(
            "another program is writing {}\n  = wait until it ends, or name another folder with --out",
            folder.display()
        ))),
        Err(TryLockError::Error(_)) => Ok(None),
    }
}
