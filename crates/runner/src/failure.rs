//! Why a run left no record, and what a user reads of it.

use std::io;

use crate::plan::Job;
use crate::store::StoreError;

/// Why a run left no record.
#[derive(Debug)]
pub enum Failure {
    /// It was interrupted, or had not begun.
    Interrupted,
    /// It had not begun when another run failed.
    NotStarted,
    /// A data file has changed since it was checked.
    Data(datasets::DataErrors),
    /// What is at the place of the run cannot be read, so nothing was done there.
    Unreadable(StoreError),
    /// The record could not be written.
    Unwritten(io::Error),
    /// The program has a bug, and what it said.
    Bug(String),
}

impl Failure {
    /// What went wrong with the run of a job; none if nothing did.
    pub fn message(&self, job: &Job) -> Option<String> {
        match self {
            Failure::Interrupted | Failure::NotStarted => None,
            Failure::Data(errors) => Some(errors.list()[0].to_string().trim_end().to_owned()),
            Failure::Unreadable(error) => Some(error.to_string()),
            Failure::Unwritten(error) => Some(format!("cannot write {}: {error}", job.runs.display())),
            Failure::Bug(message) => Some(format!("the run ended with a bug: {message}")),
        }
    }
}
