//! Ctrl-C: the first asks all runs to stop after their batch, the second ends the program at once.

use std::sync::atomic::{AtomicBool, Ordering};

use crate::terminal;

static STOP: AtomicBool = AtomicBool::new(false);

/// True after the first Ctrl-C. The first call installs the handler.
pub fn flag() -> &'static AtomicBool {
    // Where no handler can be installed, Ctrl-C ends the program at once; an unfinished run leaves nothing behind.
    let _ = ctrlc::set_handler(|| {
        if STOP.swap(true, Ordering::Relaxed) {
            std::process::exit(130);
        }
        terminal::stderr("interrupted: runs stop after their batch (once more to end at once)");
    });
    &STOP
}
