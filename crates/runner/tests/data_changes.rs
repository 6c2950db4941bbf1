//! A data file that changes while a program runs: numbers of one file never get the id of another.

mod common;

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use common::{planned, work};
use datasets::DataFile;
use experiment::check::parse;
use experiment::{Experiment, spec};
use runner::failure::Failure;
use runner::observe::Silent;
use runner::plan::{DatasetCache, ExperimentPaths, PlanError, job};
use runner::store::{self, ExistingRun};
use tempfile::TempDir;

const CONFIG: &str = "title = \"t\"\nengines = [\"from-scratch\"]\nseeds = [1, 2]\n[dataset]\nname = \"csv\"\n\
                      path = \"data.csv\"\ntarget = \"y\"\ntask = \"regression\"\ntest = 0.25\n\
                      [network]\nhidden = [2]\n[training]\nepochs = 1\n";

/// A thousand rows whose targets are `value` and a hundred more in turn.
fn table(value: f64) -> String {
    (0..1000).fold("x,y\n".to_owned(), |text, row| text + &format!("{row},{}\n", value + f64::from(row % 2) * 100.0))
}

fn replace(folder: &Path, value: f64) {
    let new = folder.join("new.csv");
    fs::write(&new, table(value)).and_then(|()| fs::rename(&new, folder.join("data.csv"))).expect("there is room");
}

fn message(error: &PlanError) -> String {
    match error {
        PlanError::Data(errors) => errors.to_string(),
        PlanError::Keys(errors) => panic!("{errors:?}"),
    }
}

/// While a writer swaps two files, every job has the id of the file whose numbers it has, or says that the data
/// changed.
#[test]
fn an_id_belongs_to_the_bytes_that_were_parsed() {
    let folder = TempDir::new().expect("there is room for temporary files");
    let ids = [1.0, 2.0].map(|value| {
        replace(folder.path(), value);
        planned(CONFIG, folder.path()).unwrap_or_else(|error| panic!("{}", message(&error))).id
    });
    assert_ne!(ids[0], ids[1]);
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                [1.0, 2.0].into_iter().for_each(|value| replace(folder.path(), value));
            }
        });
        for _ in 0..200 {
            let job = planned(CONFIG, folder.path()).unwrap_or_else(|error| panic!("{}", message(&error)));
            let target = job.shared.dataset().map(|dataset| dataset.targets.values()[0]);
            match target {
                Ok(target) => assert_eq!(job.id, ids[target as usize % 100 - 1], "the target is {target}"),
                Err(errors) => assert!(errors.to_string().contains("the data changed: data.csv"), "{errors}"),
            }
        }
        done.store(true, Ordering::Relaxed);
    });
}

/// The second seed reads the file again, as its split is another one.
#[test]
fn a_file_that_changes_between_two_runs_of_a_call_is_told() {
    let folder = TempDir::new().expect("there is room for temporary files");
    replace(folder.path(), 1.0);
    let parsed = parse::<Experiment>("test.toml", CONFIG, &[], spec::check).expect("the config is in order");
    let home = ExperimentPaths { name: "test", folder: folder.path(), runs: &folder.path().join("runs") };
    let mut cache = DatasetCache::default();
    let mut specs = parsed.base.specs().into_iter();
    let mut next = |cache: &mut DatasetCache| job(&home, &Vec::new(), specs.next().expect("two seeds"), cache);
    let first = next(&mut cache).unwrap_or_else(|error| panic!("{}", message(&error)));
    assert!(matches!(first.shared.files(), [DataFile { at: "dataset.path", .. }]));
    replace(folder.path(), 2.0);
    let said = message(&next(&mut cache).err().expect("the data changed"));
    assert!(said.contains("the data changed: data.csv is not the file that was read before"), "{said}");
    assert!(said.contains("start the same command again when nothing writes to the file any more"), "{said}");
}

/// A run that reads its data a second time, as they were not kept, compares them with the first reading.
#[test]
fn data_that_are_read_again_are_compared() {
    let folder = TempDir::new().expect("there is room for temporary files");
    replace(folder.path(), 1.0);
    let job = planned(CONFIG, folder.path()).unwrap_or_else(|error| panic!("{}", message(&error)));
    // The only run that waits for them lets the data go.
    drop(job.shared.dataset());
    replace(folder.path(), 2.0);
    let failure = work(ExistingRun::Kept, &Silent).run(&[&job]).swap_remove(0).expect_err("the data changed");
    let Failure::Data(errors) = failure else { panic!("{failure:?}") };
    assert!(errors.to_string().contains("the data changed"), "{errors}");
    assert!(matches!(store::state(&job.runs, &job.id), Ok(store::State::Missing)));
}
