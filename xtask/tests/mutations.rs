//! Configs, tables, idx files and run folders that are changed at random: nothing panics, nothing takes forever, a
//! fault writes nothing, and nothing that is damaged is believed.
//!
//! `LONGHAND_MUTATIONS=2500` changes so many of each kind. A failure prints its number, and `LONGHAND_FIRST=NUMBER`
//! begins there.

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use common::{Completed, Draws, TestFolder, XOR, trials};
use experiment::digests::Digests;

/// So long a plan may take; most take a hundredth of a second.
const PATIENCE: Duration = Duration::from_secs(60);

/// What random changes would hardly ever write.
const TOKENS: [&str; 20] = [
    "NaN",
    "inf",
    "-",
    "1e308",
    "-1e-308",
    "99999999999999999999",
    "0",
    "-1",
    "\0",
    "\"",
    "'''",
    "[[",
    "]",
    "{",
    "=",
    "\n",
    "\r",
    ",,,,",
    "\u{feff}",
    "../../../x",
];

fn trial_numbers() -> std::ops::Range<usize> {
    let first = trials("LONGHAND_FIRST", 0);
    first..first + trials("LONGHAND_MUTATIONS", 40)
}

/// One to three changes: bits, pieces that go, come twice or change places, tokens, an early end.
fn mutated(bytes: &[u8], draws: &mut Draws) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=draws.below(3) {
        let from = draws.below(bytes.len() + 1);
        let to = (from + 1 + draws.below(12)).min(bytes.len());
        match draws.below(6) {
            0 if from < bytes.len() => bytes[from] ^= 1 << draws.below(8),
            1 if from < to => drop(bytes.drain(from..to)),
            2 if from < to => {
                let piece = bytes[from..to].to_vec();
                let at = draws.below(bytes.len());
                bytes.splice(at..at, piece);
            }
            3 => bytes.truncate(from),
            _ => drop(bytes.splice(from..from, TOKENS[draws.below(TOKENS.len())].bytes())),
        }
    }
    bytes
}

/// Runs the program with little memory and little patience.
fn limited(folder: &TestFolder, arguments: &[&str], what: &str) -> Completed {
    let mut command = std::process::Command::new("sh");
    command.args(["-c", "ulimit -v 8000000; exec \"$0\" \"$@\"", env!("CARGO_BIN_EXE_longhand")]).args(arguments);
    command.current_dir(folder.path()).env_remove("CARGO").stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("there is a shell");
    let begin = Instant::now();
    let (out, err) = (child.stdout.take(), child.stderr.take());
    let out = thread::spawn(move || text(out));
    let err = thread::spawn(move || text(err));
    let status = loop {
        if let Some(status) = child.try_wait().expect("it was started here") {
            break status;
        }
        if begin.elapsed() > PATIENCE {
            let _ = child.kill();
            panic!("{what}: no end after {PATIENCE:?}");
        }
        thread::sleep(Duration::from_millis(2));
    };
    let [out, err] = [out, err].map(|reader| reader.join().expect("a reader does not panic"));
    let completed = Completed { code: status.code().unwrap_or(-1), out, err };
    let sound = [0, 1, 2, 3].contains(&completed.code) && !completed.err.contains("a bug in Longhand");
    assert!(sound, "{what}: {completed:?}");
    completed
}

fn text(stream: Option<impl std::io::Read>) -> String {
    let mut bytes = Vec::new();
    stream.into_iter().for_each(|mut stream| drop(stream.read_to_end(&mut bytes)));
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Plans the config; a fault is exit 2 or 3, and neither the plan nor the run writes anything then.
fn faults_write_nothing(folder: &TestFolder, config: &str, what: &str) {
    let before = names(folder.path());
    let planned = limited(folder, &["run", config, "--dry-run"], what);
    assert!([0, 2, 3].contains(&planned.code), "{what}: {planned:?}");
    if planned.code != 0 {
        assert!(planned.err.starts_with("error: "), "{what}: {planned:?}");
        assert_eq!(limited(folder, &["run", config], what).code, planned.code, "{what}");
    }
    assert!(names(folder.path()) == before, "{what}: something was written");
}

fn names(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for path in fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            found.extend(names(&path));
        }
        found.push(path);
    }
    found.sort();
    found
}

fn configs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../configs")
}

fn read(path: &Path) -> Vec<u8> {
    fs::read(path).expect("it is there")
}

/// A folder with the data of the configs.
fn with_data() -> TestFolder {
    let folder = TestFolder::new();
    for entry in fs::read_dir(configs().join("data")).expect("it is there").flatten() {
        folder.write(&format!("data/{}", entry.file_name().to_string_lossy()), read(&entry.path()));
    }
    folder
}

#[test]
fn configs_that_are_changed() {
    let folder = with_data();
    let mut all: Vec<PathBuf> =
        fs::read_dir(configs()).expect("it is there").flatten().map(|entry| entry.path()).collect();
    all.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
    all.sort();
    for number in trial_numbers() {
        let mut draws = Draws::new(number as u64);
        let config = &all[draws.below(all.len())];
        folder.write("config.toml", mutated(&read(config), &mut draws));
        faults_write_nothing(&folder, "config.toml", &format!("config {number}, {}", config.display()));
    }
}

#[test]
fn tables_that_are_changed() {
    let folder = with_data();
    let config = String::from_utf8(read(&configs().join("csv-your-own.toml"))).expect("it is text");
    folder.write("table.toml", config.replace("houses", "changed"));
    let table = read(&configs().join("data/houses.csv"));
    for number in trial_numbers() {
        let changed = mutated(&table, &mut Draws::new(1_000_000 + number as u64));
        folder.write("data/changed.csv", changed);
        faults_write_nothing(&folder, "table.toml", &format!("table {number}"));
    }
}

/// Sixteen images of 2 x 2 pixels, after the format's description by Y. LeCun; and the gzipped files of the configs.
#[test]
fn idx_files_that_are_changed() {
    let folder = with_data();
    let images: Vec<u8> =
        [0, 0, 8, 3, 0, 0, 0, 16, 0, 0, 0, 2, 0, 0, 0, 2].into_iter().chain((0..64).map(|x| x * 3)).collect();
    let labels: Vec<u8> = [0, 0, 8, 1, 0, 0, 0, 16].into_iter().chain((0..16).map(|x| x % 2)).collect();
    folder.write("data/plain-images", &images).write("data/plain-labels", &labels);
    let plain = "title = \"images\"\ndataset = { name = \"idx\", path = \"data/a\", labels = \"data/b\", \
    test = 0.25 }\n\
                 network = { hidden = [2] }\ntraining = {}\n";
    let packed = String::from_utf8(read(&configs().join("mlp-idx-bars.toml"))).expect("it is text");
    let packed =
        packed.replace("data/bars-images.idx3-ubyte.gz", "data/a").replace("data/bars-labels.idx1-ubyte.gz", "data/b");
    folder.write("plain.toml", plain).write("packed.toml", packed);
    for number in trial_numbers() {
        let mut draws = Draws::new(2_000_000 + number as u64);
        let (config, names) = match draws.below(2) {
            0 => ("plain.toml", ["plain-images", "plain-labels"]),
            _ => ("packed.toml", ["bars-images.idx3-ubyte.gz", "bars-labels.idx1-ubyte.gz"]),
        };
        let changed = draws.below(2);
        for (at, place) in ["data/a", "data/b"].into_iter().enumerate() {
            let whole = read(&folder.path().join("data").join(names[at]));
            folder.write(place, if at == changed { mutated(&whole, &mut draws) } else { whole });
        }
        faults_write_nothing(&folder, config, &format!("idx file {number}"));
    }
}

/// A changed file of a run is told or makes no difference, and training mends it.
#[test]
fn run_folders_that_are_changed() {
    let folder = TestFolder::new();
    folder.write("xor.toml", XOR.to_owned() + "\n[[figure]]\nkind = \"decision-regions\"\n");
    assert_eq!(folder.run(&["run", "xor.toml"]).code, 0);
    let whole = folder.files("reports");
    // `runs/.config` says whose the report is, and no number.
    let of_runs = |path: &PathBuf| path.starts_with("xor/runs") && !path.ends_with(".config");
    let files: Vec<&(PathBuf, Vec<u8>)> = whole.iter().filter(|(path, _)| of_runs(path)).collect();
    for number in trial_numbers() {
        let what = format!("run folder {number}");
        let mut draws = Draws::new(3_000_000 + number as u64);
        let (path, bytes) = files[draws.below(files.len())];
        let place = format!("reports/{}", path.display());
        let changed = match draws.below(8) {
            0 => {
                fs::remove_file(folder.path().join(&place)).expect("it is there");
                true
            }
            _ => {
                let changed = mutated(bytes, &mut draws);
                folder.write(&place, &changed);
                changed != *bytes
            }
        };
        let told = limited(&folder, &["report", "xor.toml"], &what);
        let believed = told.code == 0;
        // Words behind the digests of digests.txt may change without any harm.
        assert!(!believed || !changed || path.ends_with("digests.txt"), "{what}: {} is believed", path.display());
        assert!(believed || told.err.contains("damaged") || told.err.contains("has format"), "{what}: {told:?}");
        if draws.below(10) == 0 && !told.err.contains("has format") {
            assert_eq!(limited(&folder, &["run", "xor.toml"], &what).code, 0, "{what}");
        }
        folder.write(&place, bytes);
        let after: Vec<_> =
            folder.files("reports").into_iter().filter(|(path, _)| !path.starts_with("xor/runs")).collect();
        let before = whole.iter().filter(|(path, _)| !path.starts_with("xor/runs"));
        assert!(after.iter().eq(before), "{what}: the report changed");
    }
}

/// Changed digests are different or unreadable, unless they say the same in other signs; a config may have other
/// comments. Nothing is written beside them.
#[test]
fn digests_that_are_changed() {
    let folder = TestFolder::new();
    folder.write("xor.toml", XOR);
    assert_eq!(folder.run(&["run", "xor.toml"]).code, 0);
    let place = "reports/xor/digests.toml";
    let digests = read(&folder.path().join(place));
    let said = |bytes: &[u8]| {
        let said = Digests::from_toml(&String::from_utf8_lossy(bytes)).expect("it was read");
        Digests { config: String::new(), ..said }
    };
    let before = names(folder.path());
    for number in trial_numbers() {
        let what = format!("digests {number}");
        let changed = mutated(&digests, &mut Draws::new(4_000_000 + number as u64));
        folder.write(place, &changed);
        let completed = limited(&folder, &["verify", "reports/xor", "--jobs", "1"], &what);
        assert!([0, 1, 3].contains(&completed.code), "{what}: {completed:?}");
        assert!(completed.code != 0 || said(&changed) == said(&digests), "{what} are believed");
        assert!(names(folder.path()) == before, "{what}: something was written");
    }
}
