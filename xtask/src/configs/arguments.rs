//! Arguments that name no config: a folder, a name without its ending, a misspelled path, a file of another kind.
//! Each is answered with what was probably meant.

use std::fs;
use std::path::{Path, PathBuf};

use experiment::suggest::nearest;
use experiment::words;

/// The folder in which a project keeps its configs.
pub const FOLDER: &str = "configs";

/// The endings of tables, for which `new` writes a config.
const TABLES: [&str; 4] = ["csv", "tsv", "txt", "data"];

/// Words with which a line of an experiment begins.
const KEYS: [&str; 6] = ["title", "[dataset", "dataset", "[network", "network", "[training"];

/// What is wrong with an argument that should be a config, and what to type instead; none if it may be one.
pub fn complaint(path: &Path) -> Option<String> {
    let shown = path.display();
    if path.is_dir() {
        return Some(format!("{shown} is a folder\n  = {}", in_folder(path)));
    }
    if !path.exists() {
        return Some(format!("there is no file {shown}\n  = {}", meant(path)));
    }
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    if TABLES.contains(&ending.as_str()) || path.display().to_string().ends_with(".csv.gz") {
        let program = words::program();
        return Some(format!("{shown} is a table, not a config\n  = {program} new {shown} writes a config for it"));
    }
    let foreign = ending != "toml" || fs::read_to_string(path).is_ok_and(|text| !is_experiment(&text));
    foreign.then(|| format!("{shown} is not a config of an experiment\n  = {}", an_example()))
}

/// Whether a TOML file has any of the keys of an experiment; an empty file is one that lacks them all.
fn is_experiment(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim_start).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let begins = |line: &str| KEYS.iter().any(|key| line.starts_with(key));
    text.trim().is_empty() || lines.any(begins)
}

fn in_folder(folder: &Path) -> String {
    let pattern = folder.join("*.toml");
    match configs_in(folder).len() {
        0 => "it holds no config; a config is a TOML file".to_string(),
        number => format!("{} for its {number} configs", pattern.display()),
    }
}

/// The config that was probably meant: one of the same or a similar name, in `configs/` or beside the path.
fn meant(path: &Path) -> String {
    let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let known: Vec<PathBuf> = [folder, Path::new(FOLDER)].into_iter().flat_map(configs_in).collect();
    let stem = |path: &Path| path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let stems: Vec<String> = known.iter().map(|path| stem(path)).collect();
    let found = nearest(&stem(path), stems.iter().map(String::as_str));
    match found.and_then(|name| known.iter().find(|path| stem(path) == name)) {
        Some(config) => format!("did you mean {}?", config.strip_prefix(".").unwrap_or(config).display()),
        None => an_example(),
    }
}

fn an_example() -> String {
    let program = words::program();
    match configs_in(Path::new(FOLDER)).first() {
        Some(config) => format!("a config is a TOML file such as {}; {program} list shows them all", config.display()),
        None => format!("a config is a TOML file; {program} new DATA.csv writes one for a table"),
    }
}

/// The TOML files of a folder, in alphabetic order.
pub fn configs_in(folder: &Path) -> Vec<PathBuf> {
    let mut all: Vec<PathBuf> =
        fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    all.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
    all.sort();
    all
}

#[cfg(test)]
mod tests {
    use super::is_experiment;

    #[test]
    fn a_manifest_is_no_experiment() {
        assert!(is_experiment("# mine\ntitle = \"x\"\n"));
        assert!(is_experiment(""));
        assert!(!is_experiment("[package]\nname = \"x\"\n"));
    }
}
