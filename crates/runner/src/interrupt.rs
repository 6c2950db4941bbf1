//! Interruption: a flag that a caller raises, on Ctrl-C for example, and that long computations look at.

use std::sync::atomic::{AtomicBool, Ordering};

/// The flag was raised, and the work was left unfinished.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interrupted;

/// Goes on unless the flag is raised.
///
/// # Errors
/// [`Interrupted`], if it is.
pub fn poll(stop: &AtomicBool) -> Result<(), Interrupted> {
    if stop.load(Ordering::Relaxed) { Err(Interrupted) } else { Ok(()) }
}
