//! How much time was lost by waiting for helpers, and whether it is too much.
//!
//! On a crowded machine a helper may lose its core in the middle of a part, and the one who waits for it loses some
//! milliseconds. Once in a while that costs less than to do without helpers. So losses are a debt: time that passes
//! pays it back, an eighth of it being allowed for losses, and work goes without helpers while the debt is large.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// How many times as long as the time that was lost it takes to make up for it: no more than an eighth is lost.
const ALONE: u64 = 8;
/// How much of that time, in nanoseconds, may be spent with helpers: a single loss says nothing of the next one.
const GRACE: u64 = 50_000_000;

/// When all losses will have been made up for, in nanoseconds; 0 if nothing was lost. One thread at a time uses it.
#[derive(Debug)]
pub struct Losses(AtomicU64);

impl Losses {
    /// None so far.
    pub const fn none() -> Losses {
        Losses(AtomicU64::new(0))
    }

    /// A wait that ends now.
    pub fn add(&self, now: u64, lost: Duration) {
        let until = self.0.load(Ordering::Relaxed).max(now);
        self.0.store(until + ALONE * lost.as_nanos() as u64, Ordering::Relaxed);
    }

    /// Whether so much is still to be made up for that work should go without helpers. The clock is asked where it
    /// matters.
    pub fn are_too_large(&self, now: impl Fn() -> u64) -> bool {
        let until = self.0.load(Ordering::Relaxed);
        if until == 0 {
            return false;
        }
        let left = until.saturating_sub(now());
        if left == 0 {
            self.0.store(0, Ordering::Relaxed);
        }
        left > GRACE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MILLISECOND: u64 = 1_000_000;

    /// 4 ms lost want 32 ms, less than the grace of 50. Another 4 ms at 10 ms make it 64 ms in all: too much until
    /// 14 ms, and paid back at 64 ms.
    #[test]
    fn losses_are_made_up_for() {
        let (losses, lost) = (Losses::none(), Duration::from_millis(4));
        let too_large = |at: u64| losses.are_too_large(|| at * MILLISECOND);
        losses.add(0, lost);
        assert!(!too_large(0));
        losses.add(10 * MILLISECOND, lost);
        assert_eq!([10, 13, 14, 64].map(too_large), [true, true, false, false]);
        losses.add(100 * MILLISECOND, lost);
        assert!(!too_large(100));
    }

    /// Whoever loses half of the time with helpers does without them for most of it: of 8 s no more than 1 s is lost,
    /// and the 50/8 ms that the grace allows.
    #[test]
    fn no_more_than_an_eighth_is_lost() {
        let (losses, mut now, mut lost) = (Losses::none(), 0, 0);
        while now < 8_000 {
            if losses.are_too_large(|| now * MILLISECOND) {
                now += 1;
            } else {
                now += 2;
                lost += 1;
                losses.add(now * MILLISECOND, Duration::from_millis(1));
            }
        }
        assert!((990..=1007).contains(&lost), "{lost} ms");
    }
}
