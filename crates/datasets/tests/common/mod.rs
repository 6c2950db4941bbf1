//! Specs and files for the tests.

#![allow(dead_code, reason = "each test file uses its own part")]

use std::fs;
use std::path::Path;

use datasets::{DataError, Loaded, load};
use experiment::{Experiment, Spec, check};
use tempfile::TempDir;

/// The first run of an experiment with this `[dataset]` table, and further text after it.
pub fn spec_with(dataset: &str, network: &str, training: &str) -> Spec {
    let text = format!("title = \"t\"\n[dataset]\n{dataset}\n[network]\n{network}\n[training]\n{training}\n");
    match check::parse::<Experiment>("test.toml", &text, &[], |_| Vec::new()) {
        Ok(parsed) => parsed.base.specs().remove(0),
        Err(faults) => panic!("{text}\n{:?}", faults.list()),
    }
}

/// The same for a network of classes by its softmax, or of numbers where the set says so.
pub fn spec(dataset: &str) -> Spec {
    spec_with(dataset, "", "")
}

/// Loads a set that needs no file.
pub fn loaded(dataset: &str) -> Loaded {
    load(&spec(dataset), Path::new(".")).unwrap_or_else(|fault| panic!("{fault}"))
}

/// A folder with these files.
pub fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = TempDir::new().expect("the temporary folder is writable");
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).expect("the temporary folder is writable");
    }
    folder
}

/// Loads `data.csv` with this text and these keys of `[dataset]` besides name and path.
pub fn csv_with(bytes: &[u8], keys: &str, network: &str, training: &str) -> Result<Loaded, String> {
    let folder = folder(&[("data.csv", bytes)]);
    let spec = spec_with(&format!("name = \"csv\"\npath = \"data.csv\"\n{keys}"), network, training);
    load(&spec, folder.path()).map_err(|fault| text(&fault, folder.path()))
}

/// The same for the default network.
pub fn csv(text: &str, keys: &str) -> Result<Loaded, String> {
    csv_with(text.as_bytes(), keys, "", "")
}

/// The text of a fault, without the temporary folder.
pub fn text(fault: &DataError, folder: &Path) -> String {
    fault.to_string().replace(&format!("{}/", folder.display()), "")
}

/// The text of the fault of a set that needs no file.
pub fn fault(dataset: &str, network: &str, training: &str) -> String {
    match load(&spec_with(dataset, network, training), Path::new(".")) {
        Ok(_) => panic!("no fault: {dataset}"),
        Err(fault) => fault.to_string(),
    }
}
