//! Ctrl-C: the first asks all runs to stop after their batch, the second ends the program at once.

use std::sync::atomic::{AtomicBool, Ordering};

use crate::say;

static STOP: AtomicBool = AtomicBool::new(false);

/// Raised by the first Ctrl-C.
pub fn flag() -> &'static AtomicBool {
    // Without a handler Ctrl-C ends the program at once, and an unfinished run leaves nothing: still correct.
    let _ = ctrlc::set_handler(|| {
        if STOP.swap(true, Ordering::Relaxed) {
            std::process::exit(130);
        }
        say::err("interrupted: runs stop after their batch (once more to end at once)");
    });
    &STOP
}
