//! Ctrl-C, and a request to terminate: the first asks all runs to stop after their batch, the second ends the program.
//!
//! A batch, a measurement of all rows or a line search may take longer than anybody waits: after half a second the
//! program ends by itself, so that the system has the other half to take its memory back. Nothing is lost by that,
//! since finished runs are on disk and an unfinished one has no name yet.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use crate::terminal;

static STOP: AtomicBool = AtomicBool::new(false);
/// Whether nothing runs, so that the program may end at once.
static IDLE: AtomicBool = AtomicBool::new(false);
/// How long runs have to stop by themselves.
const PATIENCE: Duration = Duration::from_millis(500);
/// How long a terminal or a pipe has to take the last line.
const LAST_LINE: Duration = Duration::from_millis(100);
/// The exit code of an interrupted program.
const INTERRUPTED: i32 = 130;

/// True after the first Ctrl-C. The first call installs the handler.
pub fn flag() -> &'static AtomicBool {
    // Where no handler can be installed, Ctrl-C ends the program at once; an unfinished run leaves nothing behind.
    let _ = ctrlc::set_handler(|| {
        if IDLE.load(Ordering::Relaxed) {
            terminal::clear_bars();
            std::process::exit(0);
        }
        if STOP.swap(true, Ordering::Relaxed) {
            std::process::exit(INTERRUPTED);
        }
        // Before anything is printed: a terminal may be slow to take it.
        let _ = thread::Builder::new().spawn(end_after_patience);
        terminal::clear_bars();
        terminal::stderr("interrupted: runs stop after their batch\n  = press Ctrl-C again to end at once");
    });
    &STOP
}

fn end_after_patience() {
    thread::sleep(PATIENCE);
    let _ = thread::Builder::new().spawn(|| {
        terminal::stderr("interrupted: finished runs are kept, the same command continues from there");
        std::process::exit(INTERRUPTED);
    });
    thread::sleep(LAST_LINE);
    std::process::exit(INTERRUPTED);
}

/// Does what waits for something and loses nothing when it ends: meanwhile the first Ctrl-C ends the program.
pub fn while_idle(wait: impl FnOnce()) {
    flag();
    IDLE.store(true, Ordering::Relaxed);
    wait();
    IDLE.store(false, Ordering::Relaxed);
}
