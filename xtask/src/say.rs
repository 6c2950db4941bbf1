//! Printing. A reader that has gone away (`longhand list | head`) is no error.

use std::io::{Write, stderr, stdout};

/// A line of results, to stdout.
pub fn out(line: &str) {
    let _ = writeln!(stdout().lock(), "{line}");
}

/// A line about what goes on, to stderr.
pub fn err(line: &str) {
    let _ = writeln!(stderr().lock(), "{line}");
}
