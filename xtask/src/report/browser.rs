//! Opening a page: with `$BROWSER` if it is set, else as the system opens files.

use std::ffi::OsStr;
use std::process::{Command, Stdio};

use crate::outcome::{Error, Result};

/// Opens a file or an address and does not wait for it to be closed.
pub fn open(page: impl AsRef<OsStr>) -> Result<()> {
    let system = match () {
        () if cfg!(target_os = "macos") => "open",
        () if cfg!(windows) => "explorer",
        () => "xdg-open",
    };
    let program = std::env::var("BROWSER").ok().filter(|program| !program.is_empty());
    let program = program.unwrap_or_else(|| system.to_string());
    let mut command = Command::new(&program);
    command.arg(page.as_ref()).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().map(drop).map_err(|error| {
        Error::failed(format!("cannot open {} with {program}: {error}\n  = open it yourself", page.as_ref().display()))
    })
}
