//! All runs of a call, over scoped threads and one queue.
//!
//! A run is computed by one thread from its own data, so results are independent of how many threads there are.

use std::collections::BTreeSet;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

use engine::Dataset;
use experiment::record::{CertificateSummary, DataSummary, Outcome, Run};

use crate::check::{self, CheckEngines};
use crate::interrupt::Interrupted;
use crate::observe::Observer;
use crate::plan::Job;
use crate::probe::Probes;
use crate::run;
use crate::store::{ExistingRun, FinishedRun, ReadError, State};
use crate::trained::Trained;
use crate::{novikoff, store};

/// Why a run left no record.
#[derive(Debug)]
pub enum Failure {
    /// It was interrupted, or had not begun.
    Interrupted,
    /// A data file has changed since it was checked.
    Data(datasets::DataErrors),
    /// What is at the place of the run cannot be read, so nothing was done there.
    Unreadable(ReadError),
    /// The record could not be written.
    Unwritten(io::Error),
    /// The program has a bug; its message is on stderr.
    Bug,
}

/// The settings of a queue.
pub struct Work<'a> {
    /// How engines are built, and the witnesses that check their gradients.
    pub check_engines: CheckEngines,
    /// The number of threads.
    pub workers: usize,
    /// Whether finished runs are run again.
    pub fresh: bool,
    /// Raised to stop all runs.
    pub stop: &'a AtomicBool,
    /// Is told how runs go on.
    pub observer: &'a dyn Observer,
}

impl Work<'_> {
    /// Runs all jobs; the results are in their order. A failed run does not keep the others from theirs.
    pub fn run(&self, jobs: &[&Job]) -> Vec<Result<(), Failure>> {
        jobs.iter().map(|job| &job.runs).collect::<BTreeSet<_>>().into_iter().for_each(|runs| store::sweep(runs));
        let next = AtomicUsize::new(0);
        let results: Mutex<Vec<_>> = Mutex::new(jobs.iter().map(|_| Err(Failure::Interrupted)).collect());
        let work = || {
            while let Some((number, job)) = self.take(&next, jobs) {
                let result = catch_unwind(AssertUnwindSafe(|| self.one(number, job))).unwrap_or(Err(Failure::Bug));
                results.lock().expect("no thread panics while it holds the results")[number] = result;
            }
        };
        // This thread works, too, so a system that gives no further thread still gets the work done.
        thread::scope(|scope| {
            let more = 1..self.workers.min(jobs.len());
            more.map_while(|_| thread::Builder::new().spawn_scoped(scope, work).ok()).for_each(drop);
            work();
        });
        results.into_inner().expect("no thread panics while it holds the results")
    }

    fn take<'j>(&self, next: &AtomicUsize, jobs: &[&'j Job]) -> Option<(usize, &'j Job)> {
        if self.stop.load(Ordering::Relaxed) {
            return None;
        }
        let number = next.fetch_add(1, Ordering::Relaxed);
        jobs.get(number).map(|job| (number, *job))
    }

    fn one(&self, number: usize, job: &Job) -> Result<(), Failure> {
        if !self.fresh {
            match store::state(&job.runs, &job.id).map_err(Failure::Unreadable)? {
                State::Finished => return Ok(self.observer.skip(number, &job.label)),
                State::Damaged(damage) => self.observer.damaged(number, &job.label, &damage),
                State::Missing => {}
            }
        }
        self.observer.begin(number, &job.label, job.spec.training.epochs);
        let dataset = job.shared.dataset().map_err(Failure::Data)?;
        let epoch = |epoch, loss| self.observer.epoch(number, epoch, loss);
        let probes = Probes::new(&job.spec, &dataset, job.shared.recipe());
        let trained = run::run_with_probes(&job.spec, &dataset, probes, self.check_engines.build, self.stop, epoch);
        let trained = trained.map_err(|Interrupted| Failure::Interrupted)?;
        let certificate =
            job.certify.then(|| check::summary(&job.spec, &dataset, &self.check_engines, &trained)).flatten();
        let run = record(job, &dataset, &trained, certificate);
        let existing = if self.fresh { ExistingRun::Replaced } else { ExistingRun::Kept };
        let (recipe, left_out) = (job.shared.recipe(), job.shared.left_out());
        let finished = FinishedRun { run: &run, trained: &trained, dataset: &dataset, recipe, left_out };
        store::write(&job.runs, &finished, existing).map_err(Failure::Unwritten)?;
        self.observer.end(number, &run.outcomes);
        Ok(())
    }
}

fn record(job: &Job, dataset: &Dataset, trained: &Trained, certificate: Option<CertificateSummary>) -> Run {
    let clean = matches!(trained.engines[0].outcome, Outcome::Clean { .. });
    let novikoff = clean.then(|| novikoff::bound(&job.spec, dataset)).flatten();
    Run {
        id: job.id.clone(),
        arm: job.arm.clone(),
        outcomes: trained.engines.iter().map(|engine| (engine.name, engine.outcome.clone())).collect(),
        finals: trained.engines.iter().map(|engine| engine.last.clone()).collect(),
        baselines: job.shared.baselines(dataset).to_vec(),
        certificate,
        data: DataSummary { novikoff, ..job.data.clone() },
        spec: job.spec.clone(),
    }
}
