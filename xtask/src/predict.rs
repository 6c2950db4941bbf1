//! `predict`: what a finished run says of new data, as CSV.

use std::fs;
use std::path::Path;

use runner::predict::{Predictions, Refusal, predict as ask};

use crate::flags::PredictFlags;
use crate::outcome::{Error, Outcome, Result};
use crate::{engines, say};

/// Predicts from new data.
pub fn predict(flags: &PredictFlags) -> Result {
    let predictions = ask(&flags.run, &flags.data, engines::build).map_err(|refusal| match refusal {
        Refusal::Run(message) => Error::usage(format!("{} is no finished run: {message}", flags.run.display())),
        Refusal::Data(fault) => Error::invalid(format!("error: {fault}")),
    })?;
    let text = csv(&predictions);
    match &flags.out {
        None => say::out(text.trim_end()),
        Some(path) => {
            let folder = path.parent().unwrap_or(Path::new(""));
            let written = fs::create_dir_all(folder).and_then(|()| fs::write(path, text));
            written.map_err(|error| Error::failed(format!("cannot write {}: {error}", path.display())))?;
        }
    }
    Ok(Outcome::Well)
}

fn csv(predictions: &Predictions) -> String {
    let line = |cells: &Vec<String>| cells.iter().map(|cell| quoted(cell)).collect::<Vec<_>>().join(",") + "\n";
    [&predictions.header].into_iter().chain(&predictions.rows).map(line).collect()
}

/// A cell with a comma, a quote or a line end stands in quotes.
fn quoted(cell: &str) -> String {
    let plain = !cell.contains([',', '"', '\n', '\r']);
    if plain { cell.to_string() } else { format!("\"{}\"", cell.replace('"', "\"\"")) }
}
