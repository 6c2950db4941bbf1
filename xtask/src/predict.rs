//! `predict`: what a finished run says of new data, as CSV; and how right it is, where the data hold the answers.

use std::fs;
use std::path::{Path, PathBuf};

use runner::predict::{Refusal, predict as ask};
use runner::store;

use crate::flags::PredictFlags;
use crate::outcome::{Error, Outcome, Result};
use crate::report::whole;
use crate::{configs, engines, plan, terminal};

/// Predicts from new data.
pub fn predict(flags: &PredictFlags) -> Result {
    let run = run(flags)?;
    let predictions = ask(&run, &flags.data, engines::build).map_err(|refusal| match refusal {
        Refusal::Run(message) => Error::usage(format!("cannot predict with {}: {message}", run.display())),
        Refusal::Data(errors) => Error::invalid(errors.to_string()),
    })?;
    let text = predictions.csv();
    match &flags.out {
        None => terminal::data(text.trim_end()),
        Some(path) => {
            let folder = path.parent().unwrap_or(Path::new(""));
            let written = fs::create_dir_all(folder).and_then(|()| whole(path, text.as_bytes()));
            written.map_err(|error| Error::failed(format!("cannot write {}: {error}", path.display())))?;
        }
    }
    if let Some(score) = predictions.score {
        terminal::stderr(&score.to_string());
    }
    Ok(Outcome::Success)
}

/// The folder of the run: as it was named, or the first finished one of a config, which is told.
fn run(flags: &PredictFlags) -> Result<PathBuf> {
    if !flags.run.is_file() {
        return Ok(flags.run.clone());
    }
    let configs = configs::read(std::slice::from_ref(&flags.run), &flags.settings)?;
    let plans = plan::plan(&configs, &flags.reports)?;
    for job in plans.iter().flat_map(|plan| &plan.jobs) {
        if plan::is_finished(job)? {
            let folder = store::folder(&job.runs, &job.id);
            terminal::stderr(&format!("{}  {}", folder.display(), job.label));
            return Ok(folder);
        }
    }
    let arguments = configs[0].arguments();
    Err(Error::usage(format!("{}: no run is finished: cargo xtask run {arguments} does that", flags.run.display())))
}
