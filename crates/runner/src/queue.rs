//! All runs of a call, over scoped threads and one queue.
//!
//! A run is computed by one thread from its own data, so results are independent of how many threads there are.

mod turns;

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use engine::Dataset;
use experiment::record::{CertificateSummary, DataSummary, Outcome, Run};

use crate::check::{self, CheckEngines};
use crate::doctor::{self, Case};
use crate::failure::Failure;
use crate::interrupt::Interrupted;
use crate::observe::{Observer, Resumed};
use crate::plan::Job;
use crate::probe::Probes;
use crate::run;
use crate::store::{CheckpointFile, CheckpointFound, ExistingRun, FinishedRun, LockAttempt, State};
use crate::trained::Trained;
use crate::training::Training;
use crate::{novikoff, store, warnings};
use turns::Turns;

/// What a failed run means for the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AfterFailure {
    /// The other runs are trained all the same.
    GoOn,
    /// Those that have not begun do not begin.
    Stop,
}

/// The settings of a queue.
pub struct Work<'a> {
    /// How engines are built, and the witnesses that check their gradients.
    pub check_engines: CheckEngines,
    /// The number of runs that are trained at a time.
    pub workers: usize,
    /// What becomes of finished runs: they are kept and skipped, or trained again and replaced.
    pub existing: ExistingRun,
    /// What a failed run means for the others.
    pub after_failure: AfterFailure,
    /// How often the state of a long run is kept, from which it goes on.
    pub checkpoint_every: Duration,
    /// Raised to stop all runs.
    pub stop: &'a AtomicBool,
    /// Is told how runs go on.
    pub observer: &'a dyn Observer,
}

impl Work<'_> {
    /// Runs all jobs; the results are in their order. A failed run does not keep the others from theirs, unless asked.
    pub fn run(&self, jobs: &[&Job]) -> Vec<Result<(), Failure>> {
        jobs.iter().map(|job| &job.runs).collect::<BTreeSet<_>>().into_iter().for_each(|runs| store::clean_up(runs));
        let turns = Turns::new(jobs.len());
        let work = || {
            while let Some(number) = self.next(&turns) {
                match self.kept(number, jobs[number]) {
                    Ok(Attempt::Done) => turns.end(number, Ok(())),
                    Ok(Attempt::Taken) if turns.defer(number) => self.observer.taken(number, &jobs[number].label),
                    Ok(Attempt::Taken) => {}
                    Err(failure) => turns.end(number, Err(failure)),
                }
            }
        };
        // This thread works, too, so a system that gives no further thread still gets the work done.
        thread::scope(|scope| {
            let more = 1..self.workers.min(jobs.len());
            more.map_while(|_| thread::Builder::new().spawn_scoped(scope, work).ok()).for_each(drop);
            work();
        });
        let rest = if self.stop.load(Ordering::Relaxed) { || Failure::Interrupted } else { || Failure::NotStarted };
        turns.results(rest)
    }

    fn next(&self, turns: &Turns) -> Option<usize> {
        let stop = || self.stop.load(Ordering::Relaxed);
        if stop() || self.after_failure == AfterFailure::Stop && turns.has_failed() { None } else { turns.next(stop) }
    }

    /// One run, whose failure is kept beside the runs until it is finished.
    fn kept(&self, number: usize, job: &Job) -> Result<Attempt, Failure> {
        let turn = catch_unwind(AssertUnwindSafe(|| self.one(number, job)));
        let turn = turn.unwrap_or_else(|panic| {
            let text = panic.downcast_ref::<String>().map(String::as_str);
            let text = text.or_else(|| panic.downcast_ref::<&str>().copied());
            Err(Failure::Bug(text.unwrap_or("no message").to_owned()))
        });
        match &turn {
            // Where nothing can be read, nothing is written.
            Ok(_) | Err(Failure::Unreadable(_)) => {}
            Err(failure) => {
                failure.message(job).into_iter().for_each(|what| store::keep_failure(&job.runs, &job.id, &what));
            }
        }
        turn
    }

    /// A run is trained by one program at a time, but for one that is to be trained again in any case.
    fn one(&self, number: usize, job: &Job) -> Result<Attempt, Failure> {
        let state = || store::state(&job.runs, &job.id).map_err(Failure::Unreadable);
        let skipped = || {
            self.observer.skip(number, &job.label);
            Ok(Attempt::Done)
        };
        if self.existing == ExistingRun::Replaced {
            return self.train(number, job).map(|()| Attempt::Done);
        }
        if state()?.is_finished() {
            return skipped();
        }
        let LockAttempt::Ours(_lock) = store::lock_run(&job.runs, &job.id).map_err(Failure::Unwritten)? else {
            return Ok(Attempt::Taken);
        };
        // Another program may have finished it before this one got the lock.
        match state()? {
            State::Finished => return skipped(),
            State::Damaged(damage) => self.observer.damaged(number, &job.label, &damage),
            State::Missing => {}
        }
        self.train(number, job).map(|()| Attempt::Done)
    }

    fn train(&self, number: usize, job: &Job) -> Result<(), Failure> {
        self.observer.begin(number, &job.label, job.spec.training.epochs);
        let dataset = job.shared.dataset().map_err(Failure::Data)?;
        let epoch = |epoch, loss| self.observer.epoch(number, epoch, loss);
        let probes = Probes::new(&job.spec, &dataset, job.shared.recipe());
        let training = Training::with_probes(&job.spec, &dataset, probes, self.check_engines.build);
        let mut checkpoints = self.checkpoints(number, job);
        let trained = run::train(training, &mut checkpoints, self.stop, epoch);
        let trained = trained.map_err(|Interrupted| Failure::Interrupted)?;
        let certificate =
            job.certify.then(|| check::summary(&job.spec, &dataset, &self.check_engines, &trained)).flatten();
        let run = record(job, &dataset, &trained, certificate);
        let (recipe, left_out) = (job.shared.recipe(), job.shared.left_out());
        let finished = FinishedRun { run: &run, trained: &trained, dataset: &dataset, recipe, left_out };
        store::write(&job.runs, &finished, self.existing).map_err(Failure::Unwritten)?;
        store::forget_failure(&job.runs, &job.id);
        store::remove_checkpoint(&job.runs, &job.id);
        run.warnings.iter().for_each(|warning| self.observer.warn(&job.label, warning));
        self.observer.end(number, &run.outcomes);
        Ok(())
    }
}

impl Work<'_> {
    /// The checkpoint of a run; the observer hears whether it goes on from there.
    fn checkpoints(&self, number: usize, job: &Job) -> CheckpointFile {
        if self.existing == ExistingRun::Replaced {
            store::remove_checkpoint(&job.runs, &job.id);
        }
        let (file, kept) = CheckpointFile::open(&job.runs, &job.id, self.checkpoint_every);
        match kept {
            CheckpointFound::Nothing => {}
            CheckpointFound::State => self.observer.resumed(number, &job.label, Resumed::FromCheckpoint),
            CheckpointFound::Unusable => self.observer.resumed(number, &job.label, Resumed::NotUsable),
        }
        file
    }
}

/// What became of a turn.
enum Attempt {
    /// The run is finished.
    Done,
    /// Another program trains it.
    Taken,
}

fn record(job: &Job, dataset: &Dataset, trained: &Trained, certificate: Option<CertificateSummary>) -> Run {
    let clean = matches!(trained.engines[0].outcome, Outcome::Clean { .. });
    let novikoff = clean.then(|| novikoff::bound(&job.spec, dataset)).flatten();
    let baselines = job.shared.baselines(dataset);
    Run {
        id: job.id.clone(),
        arm: job.arm.clone(),
        outcomes: trained.engines.iter().map(|engine| (engine.name, engine.outcome.clone())).collect(),
        finals: trained.engines.iter().map(|engine| engine.last.clone()).collect(),
        baselines: baselines.to_vec(),
        warnings: warnings::warnings(&job.spec, dataset, trained),
        findings: doctor::findings(&Case::of(&job.spec, dataset, trained, baselines)),
        certificate,
        data: DataSummary { novikoff, ..job.data.clone() },
        spec: job.spec.clone(),
    }
}
