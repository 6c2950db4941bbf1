//! Work shared among the cores of a machine, inside one step of one network.
//!
//! A product of large matrices and an update of many parameters fall into parts that have nothing to do with each
//! other, so the results depend neither on how many threads there are nor on which of them is quick. Each thread begins
//! with parts of its own, the same in every step, whose numbers its cache may still hold; then it takes what the others
//! have not begun.
//!
//! Sharing has its price: a cache line that another core wrote last takes some tens of nanoseconds to come, and a step
//! of a small network would spend more on that than a second core saves.
//!
//! A step takes some ten microseconds; starting a thread would take fifty. So the helpers live as long as the program.
//! They look for work again and again, and go to sleep when there was none for a while. One that has not begun when the
//! work is done is not waited for. One that loses its core in the middle of a part is: on a crowded machine the next
//! pieces of work then go without helpers, for several times as long as was lost.
//!
//! How many threads a run may use is decided once, by [`set_num_threads`]; one is the default. Of two networks that
//! share work at the same time the second computes alone.
//!
//! Unsafe is one thing here: a helper outlives the work that it is lent, and the borrow checker cannot see that none is
//! in it any more when `on_all` returns.

mod crowd;

use std::cell::UnsafeCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicU8, AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::thread::Thread;
use std::time::Instant;

use crowd::LostTime;

/// The most helpers.
const HELPERS: usize = 7;
/// How often a helper looks for work before it goes to sleep: some tenths of a millisecond.
const PATIENCE: usize = 20_000;
/// The most parts of a piece of work.
pub const PARTS: usize = 16;
/// How often somebody looks whether a helper has ended before the clock is asked: some microseconds.
const SOON: usize = 200;

/// So many elements are worth a helper: fewer cost less than it costs to move what one core wrote to the other.
const WORTH: usize = 48_000;
/// Parts begin where a vector register begins.
const LINE: usize = 16;

/// Nobody needs the helper.
const IDLE: u8 = 0;
/// There is work that the helper has not begun.
const POSTED: u8 = 1;
/// The helper is at work.
const RUNNING: u8 = 2;
/// The helper sleeps.
const ASLEEP: u8 = 3;

/// How many threads a piece of work may use.
static ALLOWED: AtomicUsize = AtomicUsize::new(1);
/// Whether somebody's work is being shared.
static TAKEN: AtomicBool = AtomicBool::new(false);
/// What was lost by waiting for helpers.
static LOST: LostTime = LostTime::none();
static ALL: [Helper; HELPERS] = [const { Helper::new() }; HELPERS];

/// The work of a moment, whose lifetime has been forgotten.
type Work = &'static (dyn Fn(usize) + Sync);

/// A thread that waits for work. Its state has a cache line of its own, so that waiting disturbs nobody.
#[repr(align(128))]
struct Helper {
    state: AtomicU8,
    failed: AtomicBool,
    work: UnsafeCell<Option<Work>>,
    thread: OnceLock<Option<Thread>>,
}

// SAFETY: `work` is written by the one who holds `TAKEN` while the state is IDLE or ASLEEP, and read by the helper
// after it has turned POSTED into RUNNING.
#[allow(unsafe_code)]
unsafe impl Sync for Helper {}

/// Lets a piece of work use so many threads, this one included; at least one, and no more than a few.
pub fn set_num_threads(threads: usize) {
    ALLOWED.store(threads.clamp(1, HELPERS + 1), Ordering::Relaxed);
}

/// How many threads a piece of work may use. WebAssembly has one, and the compiler leaves out what others would do.
#[inline]
pub fn num_threads() -> usize {
    if cfg!(target_family = "wasm") { 1 } else { ALLOWED.load(Ordering::Relaxed) }
}

/// How many elements, each with work of its own, are a part; `None` where sharing them does not pay.
pub fn part(elements: usize) -> Option<usize> {
    let threads = num_threads();
    (threads > 1 && elements >= WORTH).then(|| elements.div_ceil(threads).next_multiple_of(LINE))
}

/// Does the work on each part, in no order, on all threads that are allowed and free.
pub fn share<P: Send>(parts: impl Iterator<Item = P>, work: impl Fn(P) + Sync) {
    let helpers = num_threads() - 1;
    if helpers == 0 || TAKEN.swap(true, Ordering::Acquire) {
        return parts.for_each(work);
    }
    let _release = Release;
    if LOST.is_too_large(now) {
        return parts.for_each(work);
    }
    let (mut slots, mut count) = ([const { Mutex::new(None) }; PARTS], 0);
    for part in parts {
        slots[count] = Mutex::new(Some(part));
        count += 1;
    }
    let slots = &slots[..count];
    on_all(&ALL[..helpers.min(count.saturating_sub(1))], &|thread| {
        let first = thread * count / (helpers + 1);
        for slot in slots[first..].iter().chain(&slots[..first]) {
            // Taken out before the work begins, so that nobody waits for the lock.
            let part = slot.lock().unwrap_or_else(PoisonError::into_inner).take();
            if let Some(part) = part {
                work(part);
            }
        }
    });
}

/// Lets others share their work again.
struct Release;

impl Drop for Release {
    fn drop(&mut self) {
        TAKEN.store(false, Ordering::Release);
    }
}

/// Runs the work here, as thread 0, and on these helpers at the same time.
fn on_all(helpers: &'static [Helper], work: &(dyn Fn(usize) + Sync)) {
    // SAFETY: the guard waits, even in a panic, until no helper is in the work or will begin it.
    #[allow(unsafe_code)]
    let lent = unsafe { std::mem::transmute::<&(dyn Fn(usize) + Sync), Work>(work) };
    let guard = TakeBackOnDrop(helpers);
    let start = Instant::now();
    helpers.iter().enumerate().for_each(|(index, helper)| helper.post(index + 1, lent));
    work(0);
    if helpers.iter().any(Helper::is_late) {
        let worked = start.elapsed();
        drop(guard);
        let lost = start.elapsed() - worked;
        // A shorter wait is that of parts which are merely unequal.
        if lost > worked / 2 {
            LOST.add(now(), lost);
        }
    } else {
        drop(guard);
    }
    let failed = helpers.iter().any(|helper| helper.failed.load(Ordering::Relaxed));
    assert!(!failed, "a thread that shared the work has panicked");
}

/// Nanoseconds since the first call.
fn now() -> u64 {
    static START: OnceLock<Instant> = OnceLock::new();
    START.get_or_init(Instant::now).elapsed().as_nanos() as u64
}

/// Work that helpers may be in.
struct TakeBackOnDrop(&'static [Helper]);

impl Drop for TakeBackOnDrop {
    fn drop(&mut self) {
        self.0.iter().for_each(Helper::take_back);
    }
}

impl Helper {
    const fn new() -> Helper {
        Helper {
            state: AtomicU8::new(IDLE),
            failed: AtomicBool::new(false),
            work: UnsafeCell::new(None),
            thread: OnceLock::new(),
        }
    }

    /// Offers work; of a helper that cannot be started nothing is expected.
    fn post(&'static self, index: usize, work: Work) {
        let start = || std::thread::Builder::new().name("helper".to_owned()).spawn(move || self.wait(index));
        let Some(thread) = self.thread.get_or_init(|| start().ok().map(|handle| handle.thread().clone())) else {
            return;
        };
        self.failed.store(false, Ordering::Relaxed);
        // SAFETY: nobody else writes, and the helper reads only after the state has become POSTED.
        #[allow(unsafe_code)]
        unsafe {
            *self.work.get() = Some(work);
        }
        if self.state.swap(POSTED, Ordering::AcqRel) == ASLEEP {
            thread.unpark();
        }
    }

    /// Whether it is still at work after a few looks.
    fn is_late(&self) -> bool {
        (0..SOON).all(|_| {
            std::hint::spin_loop();
            self.state.load(Ordering::Acquire) == RUNNING
        })
    }

    /// Takes work back that has not been begun, or waits for its end.
    fn take_back(&self) {
        if self.turn(POSTED, IDLE) {
            return;
        }
        let mut looks = 0;
        while self.state.load(Ordering::Acquire) == RUNNING {
            looks += 1;
            match looks % PATIENCE {
                0 => std::thread::yield_now(),
                _ => std::hint::spin_loop(),
            }
        }
    }

    /// The life of the helper with this index.
    fn wait(&self, index: usize) {
        let mut looks = 0;
        loop {
            if self.turn(POSTED, RUNNING) {
                self.work(index);
                looks = 0;
            }
            looks += 1;
            std::hint::spin_loop();
            if looks > PATIENCE && self.turn(IDLE, ASLEEP) {
                while self.state.load(Ordering::Acquire) == ASLEEP {
                    std::thread::park();
                }
                looks = 0;
            }
        }
    }

    fn work(&self, index: usize) {
        // SAFETY: the state is RUNNING, so nobody writes, and the work is lent until it is IDLE again.
        #[allow(unsafe_code)]
        let work = unsafe { *self.work.get() }.expect("posted work is there");
        if catch_unwind(AssertUnwindSafe(|| work(index))).is_err() {
            self.failed.store(true, Ordering::Relaxed);
        }
        self.state.store(IDLE, Ordering::Release);
    }

    /// From one state to another, unless it is in neither.
    fn turn(&self, from: u8, to: u8) -> bool {
        self.state.load(Ordering::Relaxed) == from
            && self.state.compare_exchange(from, to, Ordering::AcqRel, Ordering::Relaxed).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every part is done once, on one thread and on several, whether a helper comes in time or not.
    #[test]
    fn every_part_is_done_once() {
        for threads in [1, 2, 4] {
            set_num_threads(threads);
            for length in [0, 1, 7, 48] {
                let mut numbers = vec![1; length];
                share(numbers.chunks_mut(3), |part| part.iter_mut().for_each(|number| *number += 1));
                assert_eq!(numbers, vec![2; length]);
            }
        }
    }

    /// A part that panics, here or on a helper, is a panic of the one who shared it, and nothing is left taken.
    #[test]
    fn a_panic_is_handed_on() {
        set_num_threads(2);
        let failing = || share(0..PARTS, |part| assert!(part < 8, "part {part}"));
        assert!(catch_unwind(failing).is_err());
        let done = AtomicUsize::new(0);
        share(0..PARTS, |_| {
            done.fetch_add(1, Ordering::Relaxed);
        });
        assert_eq!(done.into_inner(), PARTS);
    }
}
