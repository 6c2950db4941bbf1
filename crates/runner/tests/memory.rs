//! However many runs share their data, those are read once and held once.
#![cfg(target_os = "linux")]

mod common;

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;
use std::sync::Arc;

use experiment::check::parse;
use experiment::spec;
use experiment::{Experiment, Spec};
use runner::plan::{DatasetCache, ExperimentPaths, Job, job};

const ROWS: usize = 40_000;
const COLUMNS: usize = 50;

/// The most memory this process has held, in bytes.
fn peak() -> usize {
    let status = fs::read_to_string("/proc/self/status").expect("Linux has it");
    let line = status.lines().find(|line| line.starts_with("VmHWM")).expect("Linux counts it");
    let kilobytes = line.split_whitespace().nth(1).and_then(|number| number.parse::<usize>().ok());
    1024 * kilobytes.expect("a number of kB")
}

fn write(path: &Path) {
    let mut file = BufWriter::new(File::create(path).expect("a new file"));
    let names: Vec<String> = (0..COLUMNS).map(|column| format!("c{column}")).collect();
    writeln!(file, "{},y", names.join(",")).expect("disk");
    for row in 0..ROWS {
        let cells: Vec<String> = (0..COLUMNS).map(|column| format!("{}.5", (row * 31 + column * 7) % 1000)).collect();
        writeln!(file, "{},{}", cells.join(","), row % 3).expect("disk");
    }
    file.flush().expect("disk");
}

#[test]
fn twenty_arms_hold_one_table() {
    let folder = tempfile::tempdir().expect("the temporary folder is writable");
    write(&folder.path().join("data.csv"));
    let config = "title = \"t\"\nengines = [\"from-scratch\"]\n[dataset]\nname = \"csv\"\npath = \"data.csv\"\n\
                  target = \"y\"\ntask = \"classification\"\ntest = 0.2\n[network]\n[training]\nepochs = 1\n";
    let parsed = parse::<Experiment>("test.toml", config, &[], spec::check).expect("the config is in order");
    let first = parsed.base.specs().swap_remove(0);
    let paths = ExperimentPaths { name: "test", folder: folder.path(), runs: folder.path() };
    let mut dataset_cache = DatasetCache::default();
    let before = peak();
    let mut plan = |epochs| {
        let mut spec = Spec { ..first.clone() };
        spec.training.epochs = epochs;
        job(&paths, &Vec::new(), spec, &mut dataset_cache).unwrap_or_else(|trouble| panic!("{trouble:?}"))
    };
    let jobs: Vec<Job> = (1..=20).map(&mut plan).collect();
    let (used, parsed) = (peak() - before, 8 * ROWS * COLUMNS);
    assert!(2 * used <= 3 * parsed, "{used} bytes for {parsed} of numbers");
    let held: Vec<_> = jobs.iter().map(|job| job.shared.dataset().expect("it was read")).collect();
    assert!(held.iter().all(|dataset| Arc::ptr_eq(dataset, &held[0])));
    // Nobody waits any more, so the data go with the last run that has them.
    let last = Arc::downgrade(&held[0]);
    drop(held);
    assert!(last.upgrade().is_none());
    // Who asks again reads again.
    assert_eq!(jobs[0].shared.dataset().map(|dataset| dataset.inputs.rows()), Ok(ROWS));
}
