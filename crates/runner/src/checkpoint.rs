//! Checkpoints of a long run: where its state is kept, and when.

use std::time::{Duration, Instant};

/// Keeps the state of one run.
pub(crate) trait Checkpoints {
    /// The state from which the run goes on, if one was kept.
    fn load(&mut self) -> Option<Vec<u8>>;

    /// Whether it is time to keep the state. Called after every step.
    fn is_due(&mut self) -> bool;

    /// Keeps the state. Where that fails, the run goes on, and an earlier state stays.
    fn save(&mut self, state: Vec<u8>);
}

/// Keeps nothing.
pub(crate) struct NoCheckpoints;

impl Checkpoints for NoCheckpoints {
    fn load(&mut self) -> Option<Vec<u8>> {
        None
    }

    fn is_due(&mut self) -> bool {
        false
    }

    fn save(&mut self, _: Vec<u8>) {}
}

/// Says when some time has passed. A step may take less time than looking at the clock, so that is done after as many
/// steps as take about a millisecond.
pub(crate) struct Timer {
    every: Duration,
    started: Instant,
    looked: Instant,
    pause: u32,
    left: u32,
}

const SHORT: Duration = Duration::from_millis(1);
const LONGEST_PAUSE: u32 = 1 << 16;

impl Timer {
    /// Starts now.
    pub(crate) fn new(every: Duration) -> Timer {
        let now = Instant::now();
        Timer { every, started: now, looked: now, pause: 1, left: 1 }
    }

    /// Whether the time has passed; then it starts anew.
    pub(crate) fn is_due(&mut self) -> bool {
        self.left -= 1;
        if self.left > 0 {
            return false;
        }
        let now = Instant::now();
        self.pause =
            if now - self.looked < SHORT { (2 * self.pause).min(LONGEST_PAUSE) } else { (self.pause / 2).max(1) };
        (self.looked, self.left) = (now, self.pause);
        let due = now - self.started >= self.every;
        if due {
            self.started = now;
        }
        due
    }
}
