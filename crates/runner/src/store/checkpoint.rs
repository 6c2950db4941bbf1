//! The checkpoint of a run on disk: `.checkpoint-<run id>` beside the runs.
//!
//! The id hashes the spec, the data and the program, so a checkpoint of another one is never taken for this. The first
//! line holds the format and the SHA-256 of the rest: a damaged one is not used.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use sha2::{Digest, Sha256};

use super::UNFINISHED;
use super::manifest::hex;
use crate::checkpoint::{Checkpoints, Timer};

const CHECKPOINT: &str = ".checkpoint-";
const HEADER: &str = "# Longhand checkpoint, format 1, ";

/// The checkpoint of one run.
pub(crate) struct CheckpointFile {
    path: PathBuf,
    timer: Timer,
    state: Option<Vec<u8>>,
}

/// What is known of a run that did not end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CheckpointFound {
    /// Nothing.
    Nothing,
    /// A state to go on from.
    State,
    /// A file that is damaged, or of another version.
    Unusable,
}

impl CheckpointFile {
    /// Reads the checkpoint of the run `id`, if there is one, and keeps one whenever so much time has passed.
    pub(crate) fn open(runs: &Path, id: &str, every: Duration) -> (CheckpointFile, CheckpointFound) {
        let path = place(runs, id);
        let (state, kept) = match fs::read(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => (None, CheckpointFound::Nothing),
            Err(_) => (None, CheckpointFound::Unusable),
            Ok(bytes) => match state(&bytes) {
                None => (None, CheckpointFound::Unusable),
                state => (state, CheckpointFound::State),
            },
        };
        (CheckpointFile { path, timer: Timer::new(every), state }, kept)
    }

    fn write(&self, state: &[u8]) -> io::Result<()> {
        let runs = self.path.parent().unwrap_or(Path::new(""));
        fs::create_dir_all(runs)?;
        let mut file = tempfile::Builder::new().prefix(UNFINISHED).tempfile_in(runs)?;
        file.write_all(format!("{HEADER}{}\n", hex(&Sha256::digest(state))).as_bytes())?;
        file.write_all(state)?;
        file.as_file().sync_all()?;
        file.persist(&self.path).map(drop).map_err(|error| error.error)
    }
}

/// The checkpoints in a folder of runs that none of the runs with these ids would use.
pub fn checkpoints_of_others(runs: &Path, ids: &BTreeSet<&str>) -> Vec<PathBuf> {
    let entries = fs::read_dir(runs).into_iter().flatten().flatten();
    let other = |name: &OsString| name.to_str()?.strip_prefix(CHECKPOINT).map(|id| !ids.contains(id));
    let mut others: Vec<PathBuf> =
        entries.filter(|entry| other(&entry.file_name()).unwrap_or(false)).map(|entry| entry.path()).collect();
    others.sort();
    others
}

/// Removes the checkpoint of a run that is finished.
pub(crate) fn remove_checkpoint(runs: &Path, id: &str) {
    let _ = fs::remove_file(place(runs, id));
}

fn place(runs: &Path, id: &str) -> PathBuf {
    runs.join(format!("{CHECKPOINT}{id}"))
}

fn state(bytes: &[u8]) -> Option<Vec<u8>> {
    let line = bytes.iter().position(|&byte| byte == b'\n')?;
    let digest = std::str::from_utf8(&bytes[..line]).ok()?.strip_prefix(HEADER)?;
    let state = &bytes[line + 1..];
    (digest == hex(&Sha256::digest(state))).then(|| state.to_vec())
}

impl Checkpoints for CheckpointFile {
    fn load(&mut self) -> Option<Vec<u8>> {
        self.state.take()
    }

    fn is_due(&mut self) -> bool {
        self.timer.is_due()
    }

    fn save(&mut self, state: Vec<u8>) {
        let _ = self.write(&state);
    }
}
