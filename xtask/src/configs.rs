//! Reading and checking configs: all of them are checked, and every error is shown, before anything runs.

use std::collections::BTreeMap;
use std::fs;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use experiment::check::{Parsed, parse};
use experiment::diagnostic::{Diagnostics, TextStyle};
use experiment::{Experiment, spec};

use crate::outcome::{Error, Result};

/// A config without errors.
pub struct Config {
    /// Where it is, as the user wrote it.
    pub path: PathBuf,
    /// Its name without folder and ending: that of its report.
    pub name: String,
    /// Its arms and values, checked.
    pub parsed: Parsed<Experiment>,
    settings: Vec<String>,
}

impl Config {
    /// What names this experiment on the command line: the config and its `--set`s, quoted for a shell.
    pub fn arguments(&self) -> String {
        let quoted = |text: &str| {
            let plain = text.chars().all(|letter| letter.is_ascii_alphanumeric() || "._-/=".contains(letter));
            if plain { text.to_string() } else { format!("'{}'", text.replace('\'', "'\\''")) }
        };
        let settings = self.settings.iter().map(|setting| format!(" --set {}", quoted(setting)));
        quoted(&self.path.display().to_string()) + &settings.collect::<String>()
    }

    /// The folder that paths in the config are relative to.
    pub fn folder(&self) -> &Path {
        self.path.parent().unwrap_or(Path::new(""))
    }
}

/// Reads all configs with the same overrides.
pub fn read(paths: &[PathBuf], settings: &[String]) -> Result<Vec<Config>> {
    let mut configs = Vec::new();
    let mut errors = ConfigErrors::default();
    for path in paths {
        match read_one(path, settings) {
            Ok(config) => configs.push(config),
            Err(error) => errors.push(error),
        }
    }
    errors.into_result()?;
    distinct(&configs)?;
    Ok(configs)
}

/// The configs named, or all in `configs/`.
pub fn named_or_all(paths: &[PathBuf]) -> Result<Vec<PathBuf>> {
    if !paths.is_empty() {
        return Ok(paths.to_vec());
    }
    let entries = fs::read_dir("configs").map_err(|error| Error::usage(format!("configs/: {error}; name a config")))?;
    let mut all: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    all.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
    all.sort();
    Ok(all)
}

fn read_one(path: &Path, settings: &[String]) -> std::result::Result<Config, String> {
    let file = path.display().to_string();
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let bytes = fs::read(path).map_err(|error| format!("error: {file} cannot be read: {error}\n"))?;
    let text = String::from_utf8(bytes).map_err(|error| not_text(&file, &error))?;
    let parsed = parse::<Experiment>(&file, &text, settings, spec::check).map_err(|errors| render(&errors))?;
    Ok(Config { path: path.to_path_buf(), name, parsed, settings: settings.to_vec() })
}

fn not_text(file: &str, error: &std::string::FromUtf8Error) -> String {
    let (before, _) = error.as_bytes().split_at(error.utf8_error().valid_up_to());
    let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
    format!("error: {file} is not text in UTF-8\n  --> {file}:{line}\n  = save it as UTF-8\n")
}

/// Errors as text, in color on a terminal.
pub fn render(errors: &Diagnostics) -> String {
    let colored = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    errors.render(if colored { TextStyle::Colored } else { TextStyle::Plain })
}

/// Two configs of one name would write into one folder.
fn distinct(configs: &[Config]) -> Result<()> {
    let mut seen: BTreeMap<&str, &Path> = BTreeMap::new();
    for config in configs {
        if let Some(first) = seen.insert(&config.name, &config.path) {
            let (first, second) = (first.display(), config.path.display());
            return Err(Error::usage(format!(
                "{first} and {second} would both write the report {:?}: rename one, or use --out for one of them",
                config.name
            )));
        }
    }
    Ok(())
}

/// The errors of several configs, gathered so that all are shown at once.
#[derive(Default)]
pub struct ConfigErrors {
    text: String,
    configs: usize,
}

impl ConfigErrors {
    /// Adds the errors of one config, already rendered.
    pub fn push(&mut self, text: impl AsRef<str>) {
        self.text.push_str(text.as_ref());
        self.configs += 1;
    }

    /// Fails with all of them if there are any.
    pub fn into_result(self) -> Result<()> {
        if self.configs == 0 { Ok(()) } else { Err(Error::invalid(self.text)) }
    }
}
