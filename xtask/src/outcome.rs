//! How the program ends: its exit codes, and what a user reads when something failed.

use std::panic::PanicHookInfo;
use std::process::ExitCode;

use crate::say;

/// How the program ends, from good to bad; the codes are explained in `--help`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// All is well.
    Well,
    /// A run or a check failed.
    Failed,
    /// The command line is wrong.
    Usage,
    /// A config or its data is wrong.
    Invalid,
    /// Somebody asked to stop.
    Interrupted,
}

/// What stops the program early.
#[derive(Debug)]
pub struct Error {
    /// How the program ends.
    pub outcome: Outcome,
    /// What the user reads.
    pub message: String,
}

/// What a command gives.
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

    /// A config or its data is wrong; the message is complete.
    pub fn invalid(message: impl Into<String>) -> Self {
        Error { outcome: Outcome::Invalid, message: message.into() }
    }
}

impl Outcome {
    /// The worse of two ends.
    pub fn and(self, other: Self) -> Self {
        self.max(other)
    }

    /// Prints an error and ends as it says.
    pub fn of_error(error: Error) -> Self {
        match error.outcome {
            Outcome::Invalid => say::err(error.message.trim_end()),
            Outcome::Well | Outcome::Failed | Outcome::Usage | Outcome::Interrupted => {
                say::err(&format!("error: {}", error.message));
            }
        }
        error.outcome
    }
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        ExitCode::from(match outcome {
            Outcome::Well => 0,
            Outcome::Failed => 1,
            Outcome::Usage => 2,
            Outcome::Invalid => 3,
            Outcome::Interrupted => 130,
        })
    }
}

/// A panic is a bug of this program: it is told as one, without a backtrace.
pub fn explain_bugs() {
    std::panic::set_hook(Box::new(|info: &PanicHookInfo| {
        let place = info.location().map_or(String::new(), |place| format!(" ({}:{})", place.file(), place.line()));
        let message = info.payload_as_str().unwrap_or("no message");
        say::err(&format!("error: this is a bug in Longhand, please report it{place}: {message}"));
    }));
}
