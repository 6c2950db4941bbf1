//! Specs and files for the tests.

use std::fs;
use std::path::Path;

use datasets::{DataErrors, Loaded, load};
use experiment::diagnostic::Elsewhere;
use experiment::{Experiment, Spec, check};
use tempfile::TempDir;

/// The first run of an experiment with this `[dataset]` table, and further text after it.
pub fn spec_with(dataset: &str, network: &str, training: &str) -> Spec {
    let text = format!("title = \"t\"\n[dataset]\n{dataset}\n[network]\n{network}\n[training]\n{training}\n");
    match check::parse::<Experiment>("test.toml", &text, &[], |_| Vec::new()) {
        Ok(parsed) => parsed.base.specs().remove(0),
        Err(errors) => panic!("{text}\n{:?}", errors.list()),
    }
}

/// The same for a network of classes by its softmax, or of numbers where the set says so.
pub fn spec(dataset: &str) -> Spec {
    spec_with(dataset, "", "")
}

/// Loads a set that needs no file.
pub fn loaded(dataset: &str) -> Loaded {
    load(&spec(dataset), Path::new(".")).unwrap_or_else(|error| panic!("{error}"))
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
    load(&spec, folder.path()).map_err(|error| text(&error, folder.path()))
}

/// The same for the default network.
pub fn csv(text: &str, keys: &str) -> Result<Loaded, String> {
    csv_with(text.as_bytes(), keys, "", "")
}

/// Every problem with all that is said of it, without the temporary folder.
pub fn text(errors: &DataErrors, folder: &Path) -> String {
    listing(errors).replace(&format!("{}/", folder.display()), "")
}

/// A line for each field of each problem: message, config key, label, data file with the marked part, help.
pub fn listing(errors: &DataErrors) -> String {
    let mut text = String::new();
    for error in errors.list() {
        text += &format!("{}\n", error.message);
        if !error.at.is_empty() {
            text += &format!("  at {}\n", error.at);
        }
        text.extend(error.label.iter().map(|label| format!("  {label}\n")));
        text.extend(error.elsewhere.iter().map(|place| marked(place)));
        text.extend(error.help.iter().map(|help| format!("  = {help}\n")));
    }
    text
}

fn marked(place: &Elsewhere) -> String {
    let Elsewhere { file, text, line, column, width, label } = place;
    let mark = format!("{}{} {label}", " ".repeat(column - 1), "^".repeat((*width).max(1)));
    format!("  --> {file}:{line}:{column}\n  | {text}\n  | {}\n", mark.trim_end())
}

/// The errors of a set that needs no file.
pub fn errors(dataset: &str, network: &str, training: &str) -> String {
    match load(&spec_with(dataset, network, training), Path::new(".")) {
        Ok(_) => panic!("no problem: {dataset}"),
        Err(errors) => listing(&errors),
    }
}
