//! A finished run read back to predict with, or the reason why the folder holds none.

use std::fmt;
use std::fs;
use std::path::Path;

use datasets::Recipe;
use experiment::record::Run;
use experiment::words::program;

use super::PredictError;
use crate::initial;
use crate::store;
use crate::tensors::Matrices;

/// A finished run as its files describe it.
pub struct StoredRun {
    /// What the run was.
    pub run: Run,
    /// How its data were made.
    pub recipe: Recipe,
    /// Its tensors by name.
    pub matrices: Matrices,
}

/// The run in a folder.
///
/// # Errors
/// In words and a remedy, if the folder holds no run, or not the whole of it, or one of another version.
pub fn read(folder: &Path) -> Result<StoredRun, PredictError> {
    if !folder.join("run.toml").is_file() {
        return Err(PredictError::Run(elsewhere(folder)));
    }
    store::verify(folder).map_err(|error| PredictError::Unreadable(error.to_string()))?;
    let text = |name: &str| fs::read_to_string(folder.join(name)).map_err(|error| broken(format!("{name}: {error}")));
    let run = Run::from_toml(&text("run.toml")?).map_err(|error| foreign("run.toml", &error))?;
    if run.outcomes[0].1.diverged() {
        return Err(PredictError::Run(DIVERGED.into()));
    }
    let recipe = Recipe::from_json(&text("recipe.json")?).map_err(|error| foreign("recipe.json", &error))?;
    let matrices = initial::read(&folder.join("parameters.csv"));
    let matrices = matrices.map_err(|what| broken(format!("parameters.csv {what}")))?;
    Ok(StoredRun { run, recipe, matrices })
}

const DIVERGED: &str = "its training diverged, so it left no network\n  = name a run with a lower learning rate";

/// A run that was written whole, and is no longer.
pub fn broken(what: String) -> PredictError {
    PredictError::Unreadable(format!(
        "{what}\n  = the run is damaged: train it again with {} run CONFIG --fresh",
        program()
    ))
}

/// A file in words that this program does not know.
fn foreign(name: &str, error: &dyn fmt::Display) -> PredictError {
    let error = error.to_string();
    let first = error.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or_default();
    PredictError::Unreadable(format!(
        "{name} is damaged or of another version of Longhand: {first}\n  \
         = train it again with {} run CONFIG --fresh",
        program()
    ))
}

/// What to say of a folder that is no run: which runs there are below it.
fn elsewhere(folder: &Path) -> String {
    let mut below: Vec<String> = [folder.to_path_buf(), folder.join("runs")]
        .iter()
        .flat_map(|folder| fs::read_dir(folder).into_iter().flatten().flatten())
        .filter(|entry| entry.path().join("run.toml").is_file())
        .map(|entry| entry.path().display().to_string())
        .collect();
    below.sort();
    match below.as_slice() {
        [] => "it has no run.toml\n  = name a folder like reports/mlp-iris/runs/0123456789abcdef".into(),
        runs => format!("it has no run.toml\n  = name one of its runs: {}", runs.join(", ")),
    }
}

/// A tensor of the run, if it is there in its size.
pub fn tensor(matrices: &Matrices, name: &str, [rows, columns]: [usize; 2]) -> Result<Vec<f64>, PredictError> {
    let found = matrices.get(name).ok_or_else(|| broken(format!("parameters.csv has no {name}")))?;
    let whole = found.len() == rows && found.iter().all(|row| row.len() == columns);
    if whole { Ok(found.concat()) } else { Err(broken(format!("parameters.csv has {name} in part"))) }
}
