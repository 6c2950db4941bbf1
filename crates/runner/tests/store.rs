//! The store of runs: what is finished stays, whoever is killed and whoever else writes.

mod common;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Barrier, Mutex};
use std::thread;
use std::time::{Duration, SystemTime};

use common::{files, planned, work};
use experiment::record::Outcome;
use experiment::spec::EngineName;
use runner::failure::Failure;
use runner::observe::{Observer, Silent};
use runner::plan::Job;
use runner::store::{self, ExistingRun, State};
use tempfile::TempDir;

const CONFIG: &str = "title = \"t\"\nengines = [\"from-scratch\"]\n[dataset]\nname = \"xor\"\n\
                      [network]\nhidden = [2]\n[training]\nepochs = 3\n";

fn temporary_folder() -> TempDir {
    TempDir::new().expect("there is room for temporary files")
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
    fn warn(&self, _: &str, _: &str) {}
    fn skip(&self, _: usize, _: &str) {}
    fn damaged(&self, _: usize, _: &str, _: &store::StoreError) {}
}

/// What is to be trained in any case is trained by both.
#[test]
fn two_programs_may_finish_the_same_run_at_once() {
    let folder = temporary_folder();
    let job = planned(CONFIG, folder.path()).expect("in order");
    let barrier = Barrier::new(2);
    let one = || assert!(work(ExistingRun::Replaced, &Together(&barrier)).run(&[&job]).swap_remove(0).is_ok());
    thread::scope(|scope| (0..2).for_each(|_| drop(scope.spawn(one))));
    assert_eq!(names(&job.runs), std::slice::from_ref(&job.id));
    assert!(store::read(&store::folder(&job.runs, &job.id)).is_ok());
}

/// Counts the runs that begin.
#[derive(Default)]
struct Begun(AtomicUsize);

impl Observer for Begun {
    fn warn(&self, _: &str, _: &str) {}
    fn begin(&self, _: usize, _: &str, _: usize) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
    fn epoch(&self, _: usize, _: usize, _: f64) {}
    fn end(&self, _: usize, _: &[(EngineName, Outcome)]) {}
    fn skip(&self, _: usize, _: &str) {}
    fn damaged(&self, _: usize, _: &str, _: &store::StoreError) {}
}

#[test]
fn of_four_programs_one_trains_a_run_and_the_others_wait_for_it() {
    let folder = temporary_folder();
    let job = planned(CONFIG, folder.path()).expect("in order");
    let begun = Begun::default();
    let one = || assert!(work(ExistingRun::Kept, &begun).run(&[&job]).swap_remove(0).is_ok());
    thread::scope(|scope| (0..4).for_each(|_| drop(scope.spawn(one))));
    assert_eq!((begun.0.into_inner(), names(&job.runs)), (1, vec![job.id.clone()]));
}

/// A finished run with its files.
fn finished(folder: &Path) -> (Job, BTreeMap<PathBuf, Vec<u8>>) {
    let job = planned(CONFIG, folder).expect("in order");
    assert!(work(ExistingRun::Kept, &Silent).run(&[&job]).swap_remove(0).is_ok());
    let whole = files(&job.runs);
    assert!(whole.len() > 6);
    (job, whole)
}

#[test]
fn what_killed_programs_left_is_cleared_away() {
    let folder = temporary_folder();
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
    left(".replaced-one", 0);
    let aside = job.runs.join(".replaced-one").join(&job.id);
    fs::rename(store::folder(&job.runs, &job.id), aside).expect("it is ours");
    store::clean_up(&job.runs);
    assert_eq!(files(&job.runs), whole);
    // Killed after them: the new run is there, the old one is not needed.
    left(".replaced-two", 0);
    left(&format!(".replaced-two/{}", job.id), 0);
    fs::write(job.runs.join(format!(".replaced-two/{}/run.toml", job.id)), "old").expect("there is room");
    store::clean_up(&job.runs);
    assert_eq!(files(&job.runs), whole);
    let mut rest = names(&job.runs);
    rest.sort();
    assert_eq!(rest, [".unfinished-young".to_string(), job.id]);
}

/// Hears of damaged runs.
#[derive(Default)]
struct Damages(Mutex<Vec<String>>);

impl Observer for Damages {
    fn begin(&self, _: usize, _: &str, _: usize) {}
    fn epoch(&self, _: usize, _: usize, _: f64) {}
    fn end(&self, _: usize, _: &[(EngineName, Outcome)]) {}
    fn warn(&self, _: &str, _: &str) {}
    fn skip(&self, _: usize, _: &str) {}
    fn damaged(&self, _: usize, _: &str, damage: &store::StoreError) {
        self.0.lock().expect("nobody panics").push(damage.to_string());
    }
}

/// Every file in turn is emptied, cut by a line, changed in its last byte, and removed; the last one is the list of
/// digests itself. No damage is believed, each is told once, and the run comes back byte for byte.
#[test]
fn a_damaged_run_is_told_never_shown_and_comes_back() {
    let folder = temporary_folder();
    let (job, whole) = finished(folder.path());
    let place = store::folder(&job.runs, &job.id);
    for (path, content) in &whole {
        let last_line = content[..content.len() - 1].iter().rposition(|&byte| byte == b'\n').unwrap_or(0);
        let mut flipped = content.clone();
        flipped[content.len() - 2] ^= 1;
        for damaged in [Some(Vec::new()), Some(content[..last_line].to_vec()), Some(flipped), None] {
            match damaged {
                Some(bytes) => fs::write(path, bytes).expect("there is room"),
                None => fs::remove_file(path).expect("it is there"),
            }
            assert!(matches!(store::state(&job.runs, &job.id), Ok(State::Damaged(_))), "{}", path.display());
            let read = store::read(&place);
            let shown = path.extension().is_some_and(|ending| ending == "csv" || ending == "toml" || ending == "txt")
                && !path.ends_with("parameters.csv")
                && !path.ends_with("predictions.csv");
            assert_eq!(read.is_err(), shown, "{}", path.display());
            let damages = Damages::default();
            assert!(work(ExistingRun::Kept, &damages).run(&[&job]).swap_remove(0).is_ok());
            let told = damages.0.into_inner().expect("nobody panics");
            assert_eq!(told.len(), 1, "{told:?}");
            assert!(told[0].contains(" is damaged: "), "{told:?}");
            assert!(files(&job.runs) == whole && names(&job.runs).len() == 1, "{}", path.display());
        }
    }
    // A fresh run of a whole one gives the same bytes, too.
    assert!(work(ExistingRun::Replaced, &Silent).run(&[&job]).swap_remove(0).is_ok());
    assert_eq!((files(&job.runs), names(&job.runs).len()), (whole, 1));
}

#[test]
fn a_run_of_another_format_or_another_id_is_told_and_stays() {
    let folder = temporary_folder();
    let (job, _) = finished(folder.path());
    let digests = store::folder(&job.runs, &job.id).join("digests.txt");
    let text = fs::read_to_string(&digests).expect("it is there");
    fs::write(&digests, text.replace("format 1,", "format 7,")).expect("there is room");
    let before = files(&job.runs);
    let failure = work(ExistingRun::Kept, &Silent).run(&[&job]).swap_remove(0).expect_err("it cannot be read");
    let Failure::Unreadable(error) = failure else { panic!("{failure:?}") };
    assert!(error.to_string().contains("digests.txt has format 7, this program reads format 1\n"), "{error}");
    assert_eq!(files(&job.runs), before);
    // The folder of one run under the name of another is not believed.
    fs::write(&digests, text).expect("there is room");
    fs::rename(store::folder(&job.runs, &job.id), job.runs.join("0123456789abcdef")).expect("it is ours");
    let state = store::state(&job.runs, "0123456789abcdef").expect("it can be read");
    assert!(matches!(state, State::Damaged(error) if error.to_string().contains("it belongs to the run ")));
}

/// What the system refuses is not taken for absence: a run that cannot be looked at stays as it is.
#[test]
fn an_error_of_the_system_is_no_missing_run() {
    let folder = temporary_folder();
    let (job, _) = finished(folder.path());
    // A name that no file system takes, which fails for every user, unlike permissions.
    let long = "a".repeat(5000);
    assert!(store::state(&job.runs, &long).is_err());
    assert!(matches!(store::state(&job.runs, "0123456789abcdef"), Ok(State::Missing)));
}

/// Six programs replace one finished run again and again, and others sweep meanwhile: all succeed, nothing is left.
#[test]
fn fresh_runs_side_by_side_replace_each_other() {
    let folder = temporary_folder();
    let (job, whole) = finished(folder.path());
    let job = &job;
    thread::scope(|scope| {
        for _ in 0..6 {
            scope.spawn(|| {
                (0..20).for_each(|_| assert!(work(ExistingRun::Replaced, &Silent).run(&[job]).swap_remove(0).is_ok()))
            });
        }
    });
    store::clean_up(&job.runs);
    assert_eq!((files(&job.runs), names(&job.runs).len()), (whole, 1));
}
