//! From checked configs to jobs, with the errors of all their data shown at once.

use std::path::Path;
use std::sync::Arc;

use experiment::diagnostic::Diagnostics;
use experiment::sweep;
use runner::plan::{DatasetCache, ExperimentPaths, Job, job};
use runner::store::{self, State};

use crate::configs::{Config, ConfigErrors, render};
use crate::outcome::{Error, Result};
use crate::terminal;

/// The jobs of one config, in the order of arms and seeds.
pub struct Plan<'a> {
    /// The config.
    pub config: &'a Config,
    /// Its jobs.
    pub jobs: Vec<Job>,
}

impl Plan<'_> {
    /// The first job of each arm that has one, with the number of the arm among all.
    pub fn first_jobs(&self) -> impl Iterator<Item = (usize, &Job)> {
        let mut arms = self.config.parsed.arms.iter().map(|arm| sweep::arm(&arm.settings)).enumerate();
        let mut number = move |job: &Job| arms.find(|(_, arm)| *arm == job.arm).map(|(number, _)| number);
        let firsts = self.jobs.chunk_by(|a, b| a.arm == b.arm).map(|jobs| &jobs[0]);
        firsts.filter_map(move |job| Some((number(job)?, job)))
    }
}

/// Plans all configs; nothing is written.
pub fn plan<'a>(configs: &'a [Config], out: &Path) -> Result<Vec<Plan<'a>>> {
    let mut plans = Vec::new();
    let mut errors = ConfigErrors::default();
    let mut dataset_cache = DatasetCache::default();
    for config in configs {
        match jobs(config, out, &mut dataset_cache) {
            Ok(jobs) => plans.push(Plan { config, jobs }),
            Err(diagnostics) => errors.push(render(&diagnostics)),
        }
    }
    errors.into_result()?;
    Ok(plans)
}

fn jobs(config: &Config, out: &Path, dataset_cache: &mut DatasetCache) -> std::result::Result<Vec<Job>, Diagnostics> {
    let runs = out.join(&config.name).join("runs");
    let paths = ExperimentPaths { name: &config.name, folder: config.folder(), runs: &runs };
    let mut jobs = Vec::new();
    // The same error in every seed is shown once: `Diagnostics` drops repetitions.
    let mut errors = Vec::new();
    for arm in &config.parsed.arms {
        let settings = sweep::arm(&arm.settings);
        for (number, spec) in arm.value.specs().into_iter().enumerate() {
            match job(&paths, &settings, spec, dataset_cache) {
                Ok(mut job) => {
                    job.certify = number == 0;
                    jobs.push(job);
                }
                Err(error) => errors.extend(error.diagnostics(&arm.document)),
            }
        }
    }
    let sources = Arc::clone(config.parsed.document.sources());
    if errors.is_empty() { Ok(jobs) } else { Err(Diagnostics::new(sources, errors)) }
}

/// What is at the place of a run.
pub fn state(job: &Job) -> Result<State> {
    store::state(&job.runs, &job.id).map_err(|error| Error::failed(error.to_string()))
}

/// Whether a run failed when it was trained last, or is damaged.
pub fn has_failed(job: &Job) -> Result<bool> {
    let unreadable = |error| Error::failed(format!("{} cannot be read: {error}", job.runs.display()));
    let failed = store::failure(&job.runs, &job.id).map_err(unreadable)?.is_some();
    Ok(match state(job)? {
        State::Finished => false,
        State::Damaged(_) => true,
        State::Missing => failed,
    })
}

/// Whether a run need not be trained; one that is damaged is told, and is not finished.
pub fn is_finished(job: &Job, config: &Config) -> Result<bool> {
    let state = state(job)?;
    if let State::Damaged(damage) = &state {
        terminal::stderr(&format!("warning: {}: {}", job.label, damage.message(&config.arguments())));
    }
    Ok(state.is_finished())
}
