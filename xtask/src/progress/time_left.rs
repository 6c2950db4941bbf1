//! How long the runs will take: the epochs that are left, at the pace of those that are done.

use std::sync::Mutex;
use std::time::{Duration, Instant};

/// Counts the epochs of all runs.
pub struct TimeLeft {
    start: Instant,
    counts: Mutex<Counts>,
}

struct Counts {
    /// The epochs of each run that may still come, in the order of the runs.
    left: Vec<usize>,
    /// Their sum, which is asked for whenever a run ends.
    left_in_all: usize,
    done: usize,
}

impl Counts {
    fn set(&mut self, run: usize, left: usize) {
        self.left_in_all = self.left_in_all - self.left[run] + left;
        self.left[run] = left;
    }
}

impl TimeLeft {
    /// Begins to count; `epochs` are those of each run.
    pub fn new(epochs: Vec<usize>) -> Self {
        let counts = Counts { left_in_all: epochs.iter().sum(), left: epochs, done: 0 };
        TimeLeft { start: Instant::now(), counts: Mutex::new(counts) }
    }

    /// A run has finished so many of its epochs.
    pub fn epoch(&self, run: usize, epoch: usize, of: usize) {
        let mut counts = self.counts.lock().expect("no thread panics while it counts");
        let left = of.saturating_sub(epoch);
        counts.done += counts.left[run].saturating_sub(left);
        counts.set(run, left);
    }

    /// A run is over: its other epochs, if early stopping left any, will not come.
    pub fn end(&self, run: usize) {
        self.counts.lock().expect("no thread panics while it counts").set(run, 0);
    }

    /// `12s, 40s left`; without an estimate until the first epoch is done.
    pub fn text(&self) -> String {
        let elapsed = self.start.elapsed();
        let counts = self.counts.lock().expect("no thread panics while it counts");
        match estimate(elapsed, counts.done, counts.left_in_all) {
            Some(left) => format!("{}, {} left", short(elapsed), short(left)),
            None => short(elapsed),
        }
    }
}

/// The time that `left` epochs take if `done` took `elapsed`.
fn estimate(elapsed: Duration, done: usize, left: usize) -> Option<Duration> {
    (done > 0).then(|| elapsed.mul_f64(left as f64 / done as f64))
}

/// `45s`, `3m 20s`, `2h 05m`.
fn short(time: Duration) -> String {
    let seconds = time.as_secs();
    match seconds {
        0..60 => format!("{seconds}s"),
        60..3600 => format!("{}m {:02}s", seconds / 60, seconds % 60),
        _ => format!("{}h {:02}m", seconds / 3600, seconds / 60 % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_epochs_give_an_estimate() {
        let second = Duration::from_secs(1);
        assert_eq!(estimate(second, 0, 100), None);
        // 4 of 100 epochs took a second: the other 96 take 24.
        assert_eq!(estimate(second, 4, 96), Some(24 * second));
    }

    #[test]
    fn epochs_that_will_not_come_take_no_time() {
        let time_left = TimeLeft::new(vec![10, 10]);
        time_left.epoch(0, 4, 10);
        time_left.end(0);
        time_left.epoch(1, 2, 10);
        time_left.epoch(1, 3, 10);
        let counts = time_left.counts.lock().expect("nobody panicked");
        assert_eq!((counts.done, counts.left.clone(), counts.left_in_all), (7, vec![0, 7], 7));
    }

    #[test]
    fn times_are_short() {
        let shown = [5, 75, 3900, 7512].map(|seconds| short(Duration::from_secs(seconds)));
        assert_eq!(shown, ["5s", "1m 15s", "1h 05m", "2h 05m"]);
    }
}
