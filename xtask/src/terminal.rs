//! Printing. A closed pipe, as in `longhand list | head`, is no error.

use std::io::Write;

/// A line of results, to stdout.
pub fn stdout(line: &str) {
    let _ = writeln!(std::io::stdout().lock(), "{line}");
}

/// A line about progress or an error, to stderr.
pub fn stderr(line: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}
