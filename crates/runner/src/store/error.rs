//! Why a run cannot be read: damage, another format, or a file that cannot be opened.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use experiment::words::program;

/// A run that cannot be read.
#[derive(Debug)]
pub struct StoreError {
    /// The file that could not be read or written.
    pub file: PathBuf,
    /// What is wrong with it.
    pub problem: ReadProblem,
}

/// What is wrong with a file of a run.
#[derive(Debug)]
pub enum ReadProblem {
    /// It is gone, or not what the run wrote: the run has to be trained again.
    Damaged(String),
    /// The folder has the layout of another version of Longhand.
    OtherFormat {
        /// The number of its layout.
        found: u32,
        /// The number that this program reads.
        known: u32,
    },
    /// The system does not let it be read; nothing is known about the run.
    Unreadable(io::Error),
    /// A copy of it cannot be written.
    Unwritten(io::Error),
}

impl StoreError {
    /// A file that is not there is damage; every other error of the system says nothing about the run.
    pub fn of_io(file: &Path, error: io::Error) -> StoreError {
        use io::ErrorKind::{InvalidData, IsADirectory, NotADirectory, NotFound};
        let problem = match error.kind() {
            NotFound | NotADirectory => ReadProblem::Damaged("it is missing".to_owned()),
            InvalidData => ReadProblem::Damaged("it is not text in UTF-8".to_owned()),
            IsADirectory => ReadProblem::Damaged("it is a folder".to_owned()),
            _ => ReadProblem::Unreadable(error),
        };
        StoreError { file: file.to_path_buf(), problem }
    }
}

impl StoreError {
    /// What a user reads, with the arguments that name the config of the run on the command line.
    pub fn message(&self, arguments: &str) -> String {
        let file = self.file.display();
        match &self.problem {
            ReadProblem::Damaged(what) => {
                format!("{file} is damaged: {what}\n  = {} run {arguments} trains the run again", program())
            }
            ReadProblem::OtherFormat { found, known } => format!(
                "{file} has format {found}, this program reads format {known}\n  \
                 = use the version of Longhand that wrote it, or train the run again"
            ),
            ReadProblem::Unwritten(error) => format!("{file} cannot be written: {error}"),
            ReadProblem::Unreadable(error) => {
                format!("{file} cannot be read: {error}\n  = nothing was changed; try again when it can be read")
            }
        }
    }
}

/// The same where nobody knows the config.
impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.message("CONFIG"))
    }
}

impl std::error::Error for StoreError {}
