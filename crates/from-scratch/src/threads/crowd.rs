//! How much time was lost by waiting for helpers, and whether it is too much.
//!
//! On a crowded machine a helper may lose its core in the middle of a part, and the one who waits for it loses some
//! milliseconds. Once in a while that costs less than to do without helpers. So lost time is a debt that the time
//! which passes pays back, eight for one, and work goes without helpers while the debt is large.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// No more than one nanosecond in so many is lost: it takes so many to pay for one.
const ONE_IN: u64 = 8;
/// How large the debt may be, in nanoseconds, before work goes without helpers: one long wait says nothing of the next.
const GRACE: u64 = 50_000_000;

/// When all lost time will have been paid for, in nanoseconds; 0 if none was lost. One thread at a time uses it.
#[derive(Debug)]
pub struct LostTime(AtomicU64);

impl LostTime {
    /// None so far.
    pub const fn none() -> LostTime {
        LostTime(AtomicU64::new(0))
    }

    /// Counts a wait that ends now.
    pub fn add(&self, now: u64, lost: Duration) {
        let until = self.0.load(Ordering::Relaxed).max(now);
        self.0.store(until + ONE_IN * lost.as_nanos() as u64, Ordering::Relaxed);
    }

    /// Whether so much is still to be paid for that work should go without helpers. The clock is asked only if anything
    /// was lost.
    pub fn is_too_large(&self, now: impl Fn() -> u64) -> bool {
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
    /// 14 ms, and paid at 64 ms.
    #[test]
    fn lost_time_is_paid_for() {
        let (lost_time, lost) = (LostTime::none(), Duration::from_millis(4));
        let too_large = |at: u64| lost_time.is_too_large(|| at * MILLISECOND);
        lost_time.add(0, lost);
        assert!(!too_large(0));
        lost_time.add(10 * MILLISECOND, lost);
        assert_eq!([10, 13, 14, 64].map(too_large), [true, true, false, false]);
        lost_time.add(100 * MILLISECOND, lost);
        assert!(!too_large(100));
    }

    /// Whoever loses half of the time with helpers does without them for most of it: of 8 s no more than 1 s is lost,
    /// and the 50/8 ms that the grace allows.
    #[test]
    fn no_more_than_an_eighth_is_lost() {
        let (lost_time, mut now, mut lost) = (LostTime::none(), 0, 0);
        while now < 8_000 {
            if lost_time.is_too_large(|| now * MILLISECOND) {
                now += 1;
            } else {
                now += 2;
                lost += 1;
                lost_time.add(now * MILLISECOND, Duration::from_millis(1));
            }
        }
        assert!((990..=1007).contains(&lost), "{lost} ms");
    }
}
