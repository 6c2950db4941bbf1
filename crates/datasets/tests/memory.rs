//! A large CSV is held once: the peak of memory stays within one and a half times the parsed numbers.
#![cfg(target_os = "linux")]

#[path = "datasets/common.rs"]
#[allow(dead_code, reason = "this test needs a part of it")]
mod common;

use std::fs::{self, File};
use std::io::{BufWriter, Write};

use common::spec;
use datasets::load;

const ROWS: usize = 50_000;
const COLUMNS: usize = 100;

/// The most memory this process has held, in bytes.
fn peak() -> usize {
    let status = fs::read_to_string("/proc/self/status").expect("Linux has it");
    let line = status.lines().find(|line| line.starts_with("VmHWM")).expect("Linux counts it");
    let kilobytes = line.split_whitespace().nth(1).and_then(|number| number.parse::<usize>().ok());
    1024 * kilobytes.expect("a number of kB")
}

#[test]
fn a_table_is_held_once() {
    let folder = tempfile::tempdir().expect("the temporary folder is writable");
    let mut file = BufWriter::new(File::create(folder.path().join("data.csv")).expect("a new file"));
    let names: Vec<String> = (0..COLUMNS).map(|column| format!("c{column}")).collect();
    writeln!(file, "{},y", names.join(",")).expect("disk");
    for row in 0..ROWS {
        let cells: Vec<String> = (0..COLUMNS).map(|column| format!("{}.5", (row * 31 + column * 7) % 1000)).collect();
        writeln!(file, "{},{}", cells.join(","), row % 3).expect("disk");
    }
    file.flush().expect("disk");
    let keys = "target = \"y\"\ntask = \"classification\"\nscale = \"standard\"\ntest = 0.2";
    let spec = spec(&format!("name = \"csv\"\npath = \"data.csv\"\n{keys}"));
    let before = peak();
    let loaded = load(&spec, folder.path());
    let used = peak() - before;
    let parsed = 8 * ROWS * COLUMNS;
    assert_eq!(loaded.map(|loaded| loaded.dataset.inputs.rows()), Ok(ROWS));
    assert!(2 * used <= 3 * parsed, "{used} bytes for {parsed} of numbers");
}
