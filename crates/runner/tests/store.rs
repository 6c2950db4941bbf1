//! The store of runs: what is finished stays, whoever is killed and whoever else writes.

mod common;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::Barrier;
use std::thread;
use std::time::{Duration, SystemTime};

use common::{planned, work};
use experiment::record::Outcome;
use experiment::spec::EngineName;
use runner::observe::{Observer, Silent};
use runner::plan::Job;
use runner::store;
use tempfile::TempDir;

const CONFIG: &str = "title = \"t\"\nengines = [\"from-scratch\"]\n[dataset]\nname = \"xor\"\n\
                      [network]\nhidden = [2]\n[training]\nepochs = 3\n";

fn desk() -> TempDir {
    TempDir::new().expect("there is room for temporary files")
}

/// Every file below a folder, with its content.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for path in fs::read_dir(folder).expect("it is there").flatten().map(|entry| entry.path()) {
        match path.is_dir() {
            true => found.extend(files(&path)),
            false => drop(found.insert(path.clone(), fs::read(&path).expect("it is there"))),
        }
    }
    found
}

fn names(runs: &Path) -> Vec<String> {
    let entries = fs::read_dir(runs).expect("it is there").flatten();
    entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
}

/// Begins when another one begins: both have seen that nothing is finished.
struct Together<'a>(&'a Barrier);

impl Observer for Together<'_> {
    fn begin(&self, _: usize, _: &str, _: usize) {
        self.0.wait();
    }
    fn epoch(&self, _: usize, _: usize, _: f64) {}
    fn end(&self, _: usize, _: &[(EngineName, Outcome)]) {}
    fn skip(&self, _: usize, _: &str) {}
}

#[test]
fn two_programs_may_finish_the_same_run_at_once() {
    for fresh in [false, true] {
        let folder = desk();
        let job = planned(CONFIG, folder.path()).expect("in order");
        let barrier = Barrier::new(2);
        let one = || assert!(work(fresh, &Together(&barrier)).run(&[&job]).swap_remove(0).is_ok());
        thread::scope(|scope| (0..2).for_each(|_| drop(scope.spawn(one))));
        assert_eq!(names(&job.runs), std::slice::from_ref(&job.id));
        assert!(store::read(&store::folder(&job.runs, &job.id)).is_ok());
    }
}

/// A finished run with its files.
fn finished(folder: &Path) -> (Job, BTreeMap<PathBuf, Vec<u8>>) {
    let job = planned(CONFIG, folder).expect("in order");
    assert!(work(false, &Silent).run(&[&job]).swap_remove(0).is_ok());
    let whole = files(&job.runs);
    assert!(whole.len() > 6);
    (job, whole)
}

#[test]
fn what_killed_programs_left_is_cleared_away() {
    let folder = desk();
    let (job, whole) = finished(folder.path());
    let left = |name: &str, age: u64| {
        let path = job.runs.join(name);
        fs::create_dir(&path).expect("there is room");
        let then = SystemTime::now() - Duration::from_secs(age);
        File::open(path).and_then(|folder| folder.set_modified(then)).expect("it is ours");
    };
    left(".unfinished-old", 7200);
    left(".unfinished-young", 5);
    // Killed between the two renames of a replacement: the old run is aside, and nothing at its place.
    let aside = job.runs.join(format!(".replaced-{}", job.id));
    fs::rename(store::folder(&job.runs, &job.id), aside).expect("it is ours");
    store::sweep(&job.runs);
    assert_eq!(files(&job.runs), whole);
    // Killed after them: the new run is there, the old one is not needed.
    left(&format!(".replaced-{}", job.id), 0);
    fs::write(job.runs.join(format!(".replaced-{}/run.toml", job.id)), "old").expect("there is room");
    store::sweep(&job.runs);
    assert_eq!(files(&job.runs), whole);
    let mut rest = names(&job.runs);
    rest.sort();
    assert_eq!(rest, [".unfinished-young".to_string(), job.id]);
}

#[test]
fn a_run_that_lost_its_bytes_is_not_finished_and_comes_back() {
    let folder = desk();
    let (job, whole) = finished(folder.path());
    fs::write(store::folder(&job.runs, &job.id).join("run.toml"), "").expect("there is room");
    assert!(!store::finished(&job.runs, &job.id));
    assert!(work(false, &Silent).run(&[&job]).swap_remove(0).is_ok());
    assert_eq!(files(&job.runs), whole);
    // And a fresh run of a whole one gives the same bytes.
    assert!(work(true, &Silent).run(&[&job]).swap_remove(0).is_ok());
    assert_eq!((files(&job.runs), names(&job.runs).len()), (whole, 1));
}
