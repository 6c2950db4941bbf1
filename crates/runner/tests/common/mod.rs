//! Trains small runs into a folder.

#![allow(dead_code, reason = "each test file uses its share")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use engine::{Dataset, Engine};
use experiment::check::parse;
use experiment::spec::{self, EngineName};
use experiment::{Experiment, Spec};
use runner::check::CheckEngines;
use runner::observe::{Observer, Silent};
use runner::plan::{DatasetCache, ExperimentPaths, Job, PlanError, job};
use runner::queue::{AfterFailure, Work};
use runner::store::{self, ExistingRun};

/// The hand-written engine, whatever its name: these tests are about what surrounds it.
pub fn build(_: EngineName, spec: &Spec, dataset: Arc<Dataset>, parameters: &[f64]) -> Box<dyn Engine> {
    from_scratch::engine(spec, dataset, parameters)
}

/// The first run of a config that lies in `folder`.
pub fn planned(config: &str, folder: &Path) -> Result<Job, PlanError> {
    let parsed = parse::<Experiment>("test.toml", config, &[], spec::check).expect("the config is in order");
    let paths = ExperimentPaths { name: "test", folder, runs: &folder.join("runs") };
    job(&paths, &Vec::new(), parsed.base.specs().swap_remove(0), &mut DatasetCache::default())
}

/// A queue of one worker that nobody stops.
pub fn work(existing: ExistingRun, observer: &dyn Observer) -> Work<'_> {
    static STOP: AtomicBool = AtomicBool::new(false);
    let check_engines = CheckEngines {
        build,
        engines: |_, _, _| Vec::new(),
        witnesses: |_, _, _, _| Vec::new(),
        faults: |_, _, _| Vec::new(),
    };
    Work {
        check_engines,
        workers: 1,
        existing,
        after_failure: AfterFailure::GoOn,
        checkpoint_every: Duration::from_secs(60),
        stop: &STOP,
        observer,
    }
}

/// Trains the first run of a config that lies in `folder`, and gives the folder of the run.
pub fn train(config: &str, folder: &Path) -> Result<PathBuf, PlanError> {
    let job = planned(config, folder)?;
    work(ExistingRun::Replaced, &Silent).run(&[&job]).swap_remove(0).expect("the run ends");
    Ok(store::folder(&job.runs, &job.id))
}

/// Figures of these kinds, animated where they can be.
pub fn figures(kinds: &[&str]) -> String {
    let moves = |kind: &str| ["decision-regions", "predictions"].contains(&kind);
    kinds.iter().map(|kind| format!("[[figure]]\nkind = \"{kind}\"\nanimate = {}\n", moves(kind))).collect()
}

/// Every file below a folder, with its content.
pub fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for path in fs::read_dir(folder).expect("it is there").flatten().map(|entry| entry.path()) {
        match path.is_dir() {
            true => found.extend(files(&path)),
            false => drop(found.insert(path.clone(), fs::read(&path).expect("it is there"))),
        }
    }
    found
}
