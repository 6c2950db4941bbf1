//! Where records live: one folder for each finished run, named by its id.
//!
//! ```text
//! reports/<config>/runs/<run id>/run.toml          resolved spec, outcome, final metrics
//!                                metrics.csv       one row per engine and epoch
//!                                agreement.csv     one row per epoch
//!                                parameters.csv    engine,parameter,row,column,value
//!                                parameters.safetensors   the same of the first engine, for other programs
//!                                predictions.csv   one row per engine and sample
//!                                recipe.json       how new data are prepared like these
//!                                tables/*.csv      what figures asked for
//!                                digests.txt       the format of the folder, and the SHA-256 of every file above
//! ```
//! Beside the runs, while they are not finished: `.unfinished-*` (a folder being written), `.replaced-*` (a run that is
//! being replaced), `.lock-<run id>` (a program trains the run), `.checkpoint-<run id>` (the state of a long one),
//! `.failed-<run id>` (why it failed).
//!
//! A folder appears by one rename when its run is finished, so what is there is complete: to resume, to extend a
//! sweep and to merge the folders of two machines are the same non-feature. A run whose files are not those that its
//! digests name is damaged: it is told, trained again by `run`, and never shown.

mod checkpoint;
mod clean_up;
mod error;
mod failed;
mod id;
mod lock;
mod manifest;
mod merge;
mod number;
mod numbers;
mod publish;
mod read;
mod write;

pub use checkpoint::checkpoints_of_others;
pub(crate) use checkpoint::{CheckpointFile, CheckpointFound, remove_checkpoint};
pub use clean_up::{clean_up, remove_unfinished};
pub use error::{ReadProblem, StoreError};
pub use failed::{failure, forget_failure, keep_failure};
pub use id::run_id;
pub use lock::{LockAttempt, lock_run};
pub use merge::{Merged, merge};
pub use number::{output_precision, shortest};
pub use numbers::{digest, digest_of_file, digests};
pub use publish::ExistingRun;
pub use read::{read, read_metrics};
pub use write::{FinishedRun, metrics_csv, parameters_csv, write};

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use manifest::Manifest;

/// How files and folders are called that are being written: a rename gives them their names.
pub const UNFINISHED: &str = ".unfinished-";

/// What is at the place of a run.
#[derive(Debug)]
pub enum State {
    /// Nothing.
    Missing,
    /// A run with all its files, as they were written.
    Finished,
    /// A run that lost something, and what.
    Damaged(StoreError),
}

impl State {
    /// Whether the run need not be trained.
    pub fn is_finished(&self) -> bool {
        match self {
            State::Finished => true,
            State::Missing | State::Damaged(_) => false,
        }
    }
}

/// The folder of a run.
pub fn folder(runs: &Path, id: &str) -> PathBuf {
    runs.join(id)
}

/// Whether an error of reading says that nothing is there.
pub fn is_absence(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// What is at the place of a run; every byte of a finished one is looked at.
///
/// # Errors
/// If the system does not let that be known, or the folder is of another format.
pub fn state(runs: &Path, id: &str) -> Result<State, StoreError> {
    state_of(&folder(runs, id))
}

fn state_of(folder: &Path) -> Result<State, StoreError> {
    match fs::symlink_metadata(folder) {
        Ok(_) => {}
        Err(error) if is_absence(&error) => return Ok(State::Missing),
        Err(error) => return Err(StoreError { file: folder.to_path_buf(), problem: ReadProblem::Unreadable(error) }),
    }
    match Manifest::read(folder).and_then(|files| files.in_its_place(folder)?.verify(folder)) {
        Ok(()) => Ok(State::Finished),
        Err(error) => match error.problem {
            ReadProblem::Damaged(_) => Ok(State::Damaged(error)),
            ReadProblem::OtherFormat { .. } | ReadProblem::Unreadable(_) | ReadProblem::Unwritten(_) => Err(error),
        },
    }
}

/// Compares every file of the run in `folder`, whatever its name, with its digest.
///
/// # Errors
/// The first file that is not what the run wrote, or cannot be read.
pub fn verify(folder: &Path) -> Result<(), StoreError> {
    Manifest::read(folder)?.verify(folder)
}
