//! Reading and checking configs: all of them are checked, and every error is shown, before anything runs.

mod arguments;
mod names;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use experiment::Experiment;
use experiment::check::Parsed;
use experiment::claims::{UnchangedPart, are_judged};
use experiment::diagnostic::Diagnostics;
use report::claims::Judgeable;

use crate::outcome::{Error, Result};
use crate::terminal;
use arguments::configs_in;
pub use arguments::{FOLDER, complaint};
pub use names::shell_quoted;
use names::{portable, report_name};

/// A config without errors.
pub struct Config {
    /// Where it is, as the user wrote it.
    pub path: PathBuf,
    /// Its name without folder and ending: that of its report.
    pub name: String,
    /// Its arms and values, checked.
    pub parsed: Parsed<Experiment>,
    settings: Vec<String>,
    /// What the settings leave of the experiment of the file.
    kept: UnchangedPart,
}

impl Config {
    /// What names this experiment on the command line: the config and its `--set`s, quoted for a shell.
    pub fn arguments(&self) -> String {
        self.arguments_of(&self.path)
    }

    /// The same as a report shows it, which holds no path of this machine.
    pub fn portable_arguments(&self) -> String {
        self.arguments_of(&portable(&self.path))
    }

    /// Whether keys were set on the command line.
    pub fn is_changed(&self) -> bool {
        !self.settings.is_empty()
    }

    /// The path of the config as a report shows it.
    pub fn portable_name(&self) -> String {
        portable(&self.path).display().to_string()
    }

    /// The overrides of the command line.
    pub fn settings(&self) -> &[String] {
        &self.settings
    }

    /// The text of the config.
    pub fn text(&self) -> &str {
        &self.parsed.document.sources()[0].text
    }

    fn arguments_of(&self, path: &Path) -> String {
        let settings = self.settings.iter().map(|setting| format!(" --set {}", shell_quoted(setting)));
        shell_quoted(&path.display().to_string()) + &settings.collect::<String>()
    }

    /// Whether the command line set nothing that belongs to a run.
    pub fn keeps_its_runs(&self) -> bool {
        self.kept == UnchangedPart::Runs
    }

    /// Whether its claims are judged: where the command line leaves its arms, and enough runs of them.
    pub fn judgeable(&self) -> Judgeable {
        match self.kept {
            UnchangedPart::Nothing => Judgeable::OfAnotherExperiment,
            kept if are_judged(kept, &self.parsed) => Judgeable::Yes,
            UnchangedPart::Runs | UnchangedPart::Arms => Judgeable::OfTooFewRuns,
        }
    }

    /// The folder that paths in the config are relative to.
    pub fn folder(&self) -> &Path {
        self.path.parent().unwrap_or(Path::new(""))
    }
}

/// Reads all configs with the same overrides.
pub fn read(paths: &[PathBuf], settings: &[String]) -> Result<Vec<Config>> {
    let complaints: Vec<String> = paths.iter().filter_map(|path| complaint(path)).collect();
    if !complaints.is_empty() {
        return Err(Error::usage(complaints.join("\nerror: ")));
    }
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
    let all = all_here();
    if all.is_empty() {
        return Err(Error::usage(format!("there is no config in {FOLDER}/ here\n  = name a config")));
    }
    Ok(all)
}

/// All configs in `configs/`.
pub fn all_here() -> Vec<PathBuf> {
    configs_in(Path::new(FOLDER))
}

fn read_one(path: &Path, settings: &[String]) -> std::result::Result<Config, String> {
    let file = path.display().to_string();
    let bytes = fs::read(path).map_err(|error| format!("error: {file} cannot be read: {error}\n"))?;
    let text = String::from_utf8(bytes).map_err(|error| not_text(&file, &error))?;
    of_text(path, &file, &text, settings)
}

/// The config of this text, whose place is `path`; errors call it `file`.
pub fn of_text(path: &Path, file: &str, text: &str, settings: &[String]) -> std::result::Result<Config, String> {
    let name = report_name(path).map_err(|what| format!("error: {file} cannot name a report: {what}\n"))?;
    let parsed = experiment::parse_experiment(file, text, settings).map_err(|errors| render(&errors))?;
    let kept = UnchangedPart::of(file, text, settings, &parsed);
    Ok(Config { path: path.to_path_buf(), name, parsed, settings: settings.to_vec(), kept })
}

fn not_text(file: &str, error: &std::string::FromUtf8Error) -> String {
    let (before, _) = error.as_bytes().split_at(error.utf8_error().valid_up_to());
    let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
    format!("error: {file} is not text in UTF-8\n  --> {file}:{line}\n  = save it as UTF-8\n")
}

/// Errors as text, in color on a terminal.
pub fn render(errors: &Diagnostics) -> String {
    errors.render(terminal::text_style())
}

/// Two configs of one name would write into one folder.
fn distinct(configs: &[Config]) -> Result<()> {
    let mut seen: BTreeMap<&str, &Path> = BTreeMap::new();
    for config in configs {
        if let Some(first) = seen.insert(&config.name, &config.path) {
            let (first, second) = (first.display(), config.path.display());
            return Err(Error::invalid(format!(
                "error: {first} and {second} would both write the report {:?}\n  \
                 = rename one, or use --out for one of them\n",
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
