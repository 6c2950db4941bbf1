//! Exit codes, and the messages a user reads when something failed.

pub mod unwritten;

use std::io;
use std::panic::PanicHookInfo;
use std::path::Path;
use std::process::ExitCode;

use crate::terminal;

/// How the program ends, the best outcome first; `--help` explains the exit codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// Everything was done.
    Success,
    /// A run or a check failed.
    Failed,
    /// The command line is wrong.
    Usage,
    /// A config or its data is wrong.
    Invalid,
    /// The user pressed Ctrl-C.
    Interrupted,
}

/// An error that ends a command.
#[derive(Debug)]
pub struct Error {
    /// The outcome it leads to.
    pub outcome: Outcome,
    /// What the user reads.
    pub message: String,
}

/// The result of a command.
pub type Result<T = Outcome> = std::result::Result<T, Error>;

impl Error {
    /// Something could not be done.
    pub fn failed(message: impl Into<String>) -> Self {
        Error { outcome: Outcome::Failed, message: message.into() }
    }

    /// The command line asks for something that is not there.
    pub fn usage(message: impl Into<String>) -> Self {
        Error { outcome: Outcome::Usage, message: message.into() }
    }

    /// A file or folder that cannot be written: what is in its way, and that `--out` names another.
    pub fn unwritten(path: &Path, error: &io::Error) -> Self {
        Error::failed(unwritten::message(path, error, "--out"))
    }

    /// A config or its data is wrong; the message is complete.
    pub fn invalid(message: impl Into<String>) -> Self {
        Error { outcome: Outcome::Invalid, message: message.into() }
    }
}

impl Outcome {
    /// The worse of two outcomes.
    pub fn worse(self, other: Self) -> Self {
        self.max(other)
    }

    /// Prints an error and returns the outcome it leads to.
    pub fn print_error(error: Error) -> Self {
        match error.outcome {
            Outcome::Invalid => terminal::rendered(error.message.trim_end()),
            Outcome::Success | Outcome::Failed | Outcome::Usage | Outcome::Interrupted => {
                terminal::stderr(&format!("error: {}", error.message));
            }
        }
        error.outcome
    }
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        ExitCode::from(match outcome {
            Outcome::Success => 0,
            Outcome::Failed => 1,
            Outcome::Usage => 2,
            Outcome::Invalid => 3,
            Outcome::Interrupted => 130,
        })
    }
}

/// A panic is a bug of this program, and its message says so; there is no backtrace.
pub fn report_panics_as_bugs() {
    std::panic::set_hook(Box::new(|info: &PanicHookInfo| {
        let place = info.location().map_or(String::new(), |place| format!(" ({}:{})", place.file(), place.line()));
        let message = info.payload_as_str().unwrap_or("no message");
        terminal::stderr(&format!("error: this is a bug in Longhand, please report it{place}: {message}"));
    }));
}
