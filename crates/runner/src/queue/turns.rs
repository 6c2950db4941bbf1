//! Whose turn it is: every run once, in their order, then those that other programs were training.

use std::collections::{BTreeSet, VecDeque};
use std::sync::Mutex;
use std::thread;
use std::time::Duration;

use crate::failure::Failure;

/// How often is looked whether another program has ended a run.
const PAUSE: Duration = Duration::from_millis(200);

/// The runs by their numbers.
pub struct Turns(Mutex<State>);

struct State {
    next: usize,
    deferred: VecDeque<usize>,
    announced: BTreeSet<usize>,
    results: Vec<Option<Result<(), Failure>>>,
    failed: bool,
}

impl Turns {
    /// So many runs, none of which has begun.
    pub fn new(runs: usize) -> Turns {
        let results = (0..runs).map(|_| None).collect();
        Turns(Mutex::new(State {
            next: 0,
            deferred: VecDeque::new(),
            announced: BTreeSet::new(),
            results,
            failed: false,
        }))
    }

    /// The next run; none after the last, and once `stop` says so.
    pub fn next(&self, stop: impl Fn() -> bool) -> Option<usize> {
        let number = {
            let mut state = self.state();
            if state.next < state.results.len() {
                state.next += 1;
                return Some(state.next - 1);
            }
            state.deferred.pop_front()?
        };
        thread::sleep(PAUSE);
        if stop() { None } else { Some(number) }
    }

    /// Another program trains this run: it has another turn at the end. True the first time.
    pub fn defer(&self, number: usize) -> bool {
        let mut state = self.state();
        state.deferred.push_back(number);
        state.announced.insert(number)
    }

    /// A run has ended.
    pub fn end(&self, number: usize, result: Result<(), Failure>) {
        let mut state = self.state();
        state.failed |= result.is_err();
        state.results[number] = Some(result);
    }

    /// Whether any run has failed.
    pub fn has_failed(&self) -> bool {
        self.state().failed
    }

    /// What became of every run, with `rest` for those that had no turn.
    pub fn results(self, rest: fn() -> Failure) -> Vec<Result<(), Failure>> {
        let state = self.0.into_inner().expect("no thread panics while it holds the turns");
        state.results.into_iter().map(|result| result.unwrap_or_else(|| Err(rest()))).collect()
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.0.lock().expect("no thread panics while it holds the turns")
    }
}
