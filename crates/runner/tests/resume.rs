//! A long run that is stopped at any step, or killed after a checkpoint, ends with the bytes of an undisturbed run.

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use common::{figures, files, planned, work};
use experiment::record::Outcome;
use experiment::spec::EngineName;
use runner::failure::Failure;
use runner::observe::{Observer, Resumed, Silent};
use runner::plan::Job;
use runner::queue::Work;
use runner::store::{self, ExistingRun, State};
use tempfile::TempDir;

/// Both engines, dropout, batch normalization, early stopping, a plateau, and every probe that looks at each epoch.
const MOONS: &str = r#"
title = "moons"
engines = ["from-scratch", "burn"]
[dataset]
name = "moons"
samples = 50
test = 0.2
validation = 0.2
[network]
hidden = [4, 3]
activation = "relu"
dropout = 0.2
batch_norm = {}
[training]
epochs = 25
batch_size = 7
optimizer = { rule = "adam", learning_rate = 0.02 }
schedule = { kind = "plateau", monitor = "train-loss", patience = 2, factor = 0.5 }
early_stopping = { monitor = "validation-loss", patience = 20 }
"#;

const ONE: &str = r#"
title = "one output"
engines = ["from-scratch"]
[dataset]
name = "sine"
samples = 30
[network]
hidden = [5]
[training]
loss = "mean-squared-error"
epochs = 30
batch_size = 4
optimizer = { rule = "lbfgs" }
"#;

const PERCEPTRON: &str = r#"
title = "perceptron"
engines = ["from-scratch"]
[dataset]
name = "and"
[network]
kind = "perceptron"
[training]
epochs = 40
shuffle = false
"#;

fn configs() -> Vec<String> {
    let many = [
        "decision-regions",
        "weight-histograms",
        "activation-histograms",
        "gradient-norms",
        "layer-health",
        "loss-surface",
        "network",
        "range-test",
        "updates",
    ];
    vec![
        MOONS.to_owned() + &figures(&many),
        ONE.replace("optimizer = { rule = \"lbfgs\" }", "optimizer = { rule = \"momentum\", learning_rate = 0.05 }")
            + &figures(&["predictions"]),
        ONE.replace("batch_size = 4\n", "batch_size = \"full\"\n"),
        PERCEPTRON.to_owned() + &figures(&["corrections"]),
    ]
}

/// The run of a config in a folder of its own.
fn planned_in_folder(config: &str) -> (TempDir, Job) {
    let folder = TempDir::new().expect("there is room for temporary files");
    let job = planned(config, folder.path()).unwrap_or_else(|_| panic!("the config is in order"));
    (folder, job)
}

/// Below the folder of runs, so that two of them can be compared.
fn result(job: &Job) -> BTreeMap<PathBuf, Vec<u8>> {
    let below = |(path, bytes): (PathBuf, Vec<u8>)| (path.strip_prefix(&job.runs).expect("it is below").into(), bytes);
    files(&job.runs).into_iter().map(below).collect()
}

/// Raises the flag, or panics, at the end of some epochs; counts how often the run went on from a checkpoint.
struct Disturber<'a> {
    stop: &'a AtomicBool,
    epochs: Mutex<Vec<usize>>,
    way: Way,
    resumed: AtomicUsize,
}

#[derive(Clone, Copy)]
enum Way {
    Interrupt,
    Kill,
}

impl Observer for Disturber<'_> {
    fn warn(&self, _: &str, _: &str) {}
    fn begin(&self, _: usize, _: &str, _: usize) {}
    fn epoch(&self, _: usize, epoch: usize, _: f64) {
        let mut epochs = self.epochs.lock().expect("nothing panics while it holds the epochs");
        if epochs.last() == Some(&epoch) {
            epochs.pop();
            drop(epochs);
            match self.way {
                Way::Interrupt => self.stop.store(true, Ordering::Relaxed),
                Way::Kill => panic!("killed on purpose"),
            }
        }
    }
    fn end(&self, _: usize, _: &[(EngineName, Outcome)]) {}
    fn skip(&self, _: usize, _: &str) {}
    fn damaged(&self, _: usize, _: &str, _: &store::StoreError) {}
    fn resumed(&self, _: usize, _: &str, from: Resumed) {
        assert_eq!(from, Resumed::FromCheckpoint);
        self.resumed.fetch_add(1, Ordering::Relaxed);
    }
}

/// Trains until the run is finished, whatever comes in between.
fn disturbed(job: &Job, way: Way, every: Duration) -> usize {
    let stop = AtomicBool::new(false);
    let epochs = Mutex::new(vec![19, 12, 11, 7, 3, 2, 0]);
    let disturber = Disturber { stop: &stop, epochs, way, resumed: AtomicUsize::new(0) };
    for _ in 0..20 {
        stop.store(false, Ordering::Relaxed);
        let work = Work { stop: &stop, checkpoint_every: every, ..work(ExistingRun::Kept, &disturber) };
        match work.run(&[job]).swap_remove(0) {
            Ok(()) => return disturber.resumed.into_inner(),
            Err(Failure::Interrupted | Failure::Bug(_)) => {}
            Err(failure) => panic!("{failure:?}"),
        }
    }
    panic!("the run never ends");
}

#[test]
fn a_run_that_is_interrupted_goes_on_to_the_same_bytes() {
    for config in configs() {
        let (_whole, undisturbed) = planned_in_folder(&config);
        assert!(work(ExistingRun::Kept, &Silent).run(&[&undisturbed]).swap_remove(0).is_ok());
        let (_parts, job) = planned_in_folder(&config);
        let resumed = disturbed(&job, Way::Interrupt, Duration::from_secs(60));
        assert!(resumed >= 1, "{config}");
        assert!(result(&job) == result(&undisturbed), "{config}");
    }
}

/// With a checkpoint whenever the clock is looked at, and a panic in place of a signal, which leaves nothing in order.
#[test]
fn a_run_that_is_killed_goes_on_to_the_same_bytes() {
    for config in configs() {
        let (_whole, undisturbed) = planned_in_folder(&config);
        assert!(work(ExistingRun::Kept, &Silent).run(&[&undisturbed]).swap_remove(0).is_ok());
        let (_parts, job) = planned_in_folder(&config);
        let resumed = disturbed(&job, Way::Kill, Duration::ZERO);
        assert!(resumed >= 1, "{config}");
        assert!(result(&job) == result(&undisturbed), "{config}");
    }
}

/// What is said of checkpoints.
#[derive(Default)]
struct Said(Mutex<Vec<Resumed>>);

impl Observer for Said {
    fn warn(&self, _: &str, _: &str) {}
    fn begin(&self, _: usize, _: &str, _: usize) {}
    fn epoch(&self, _: usize, _: usize, _: f64) {}
    fn end(&self, _: usize, _: &[(EngineName, Outcome)]) {}
    fn skip(&self, _: usize, _: &str) {}
    fn damaged(&self, _: usize, _: &str, _: &store::StoreError) {}
    fn resumed(&self, _: usize, _: &str, from: Resumed) {
        self.0.lock().expect("nothing panics while it holds them").push(from);
    }
}

#[test]
fn a_damaged_checkpoint_is_told_and_not_used() {
    let (_folder, job) = planned_in_folder(PERCEPTRON);
    fs::create_dir_all(&job.runs).expect("there is room");
    let checkpoint = job.runs.join(format!(".checkpoint-{}", job.id));
    for content in ["", "# Longhand checkpoint, format 1, 00\nstate", "# Longhand checkpoint, format 9, 00\n"] {
        fs::write(&checkpoint, content).expect("there is room");
        let said = Said::default();
        assert!(work(ExistingRun::Kept, &said).run(&[&job]).swap_remove(0).is_ok());
        assert_eq!(said.0.into_inner().expect("nothing panics"), [Resumed::NotUsable]);
        assert!(matches!(store::state(&job.runs, &job.id), Ok(State::Finished)));
        assert!(!checkpoint.exists());
        fs::remove_dir_all(store::folder(&job.runs, &job.id)).expect("it is ours");
    }
}
