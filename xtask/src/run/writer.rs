//! Writes the report of each experiment as soon as its last run is done, while others still train.

use std::sync::Mutex;

use experiment::record::Outcome as RunOutcome;
use experiment::spec::EngineName;
use runner::observe::{Observer, Resumed};
use runner::store::StoreError;

use crate::flags::RunFlags;
use crate::outcome::Result;
use crate::plan::Plan;
use crate::report::{self, Written};

/// Passes everything on to the progress, and counts the runs that are not done.
pub struct ReportWriter<'a> {
    progress: Box<dyn Observer>,
    plans: &'a [Plan<'a>],
    flags: &'a RunFlags,
    /// For each plan how many runs are not done.
    left: Mutex<Vec<usize>>,
    /// For each plan what became of its report.
    reports: Mutex<Vec<Option<Result<Written>>>>,
}

impl<'a> ReportWriter<'a> {
    /// Waits for the runs of these plans, which are numbered one plan after the other. The report of a plan is written
    /// after so many `runs` of it, which are more than it has where some of them are left out.
    pub fn new(plans: &'a [Plan<'a>], runs: Vec<usize>, flags: &'a RunFlags, progress: Box<dyn Observer>) -> Self {
        let left = Mutex::new(runs);
        let reports = Mutex::new(plans.iter().map(|_| None).collect());
        ReportWriter { progress, plans, flags, left, reports }
    }

    /// What became of the report of each plan; none where a run is missing.
    pub fn finish(self) -> Vec<Option<Result<Written>>> {
        self.reports.into_inner().expect("no thread panics while it holds the reports")
    }

    fn done(&self, run: usize) {
        let plan = self.plan_of(run);
        let last = {
            let mut left = self.left.lock().expect("no thread panics while it counts");
            left[plan] -= 1;
            left[plan] == 0
        };
        if last {
            let written = report::write(&self.plans[plan], &self.flags.out, self.flags.reports.formats);
            self.reports.lock().expect("no thread panics while it holds the reports")[plan] = Some(written);
        }
    }

    fn plan_of(&self, run: usize) -> usize {
        let ends = self.plans.iter().scan(0, |end, plan| {
            *end += plan.jobs.len();
            Some(*end)
        });
        ends.take_while(|end| *end <= run).count()
    }
}

impl Observer for ReportWriter<'_> {
    fn begin(&self, run: usize, label: &str, epochs: usize) {
        self.progress.begin(run, label, epochs);
    }

    fn epoch(&self, run: usize, epoch: usize, loss: f64) {
        self.progress.epoch(run, epoch, loss);
    }

    fn end(&self, run: usize, outcomes: &[(EngineName, RunOutcome)]) {
        self.progress.end(run, outcomes);
        self.done(run);
    }

    fn warn(&self, label: &str, warning: &str) {
        self.progress.warn(label, warning);
    }

    fn skip(&self, run: usize, label: &str) {
        self.progress.skip(run, label);
        self.done(run);
    }

    fn damaged(&self, run: usize, label: &str, damage: &StoreError) {
        self.progress.damaged(run, label, damage);
    }

    fn resumed(&self, run: usize, label: &str, from: Resumed) {
        self.progress.resumed(run, label, from);
    }

    fn taken(&self, run: usize, label: &str) {
        self.progress.taken(run, label);
    }
}
