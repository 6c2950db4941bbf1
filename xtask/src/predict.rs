//! `predict`: the rows of a CSV with the predictions of a finished run beside them; and how right these are, where the
//! data hold the targets.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ::report::choice::choice;
use experiment::words;
use runner::plan::Job;
use runner::predict::{Model, PredictError, PredictRequest, Predictions, predict as ask};
use runner::store::{self, ReadError};

use crate::flags::PredictFlags;
use crate::outcome::{Error, Outcome, Result};
use crate::plan::Plan;
use crate::report::whole;
use crate::{configs, engines, plan, terminal};

/// Predicts from new data.
pub fn predict(flags: &PredictFlags) -> Result {
    let input = Input::of(&flags.data)?;
    let predictions = if flags.run.is_dir() { by_run(flags, &input) } else { by_config(flags, &input) }?;
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

/// With the run of that folder.
fn by_run(flags: &PredictFlags, input: &Input) -> Result<Predictions> {
    if flags.ensemble || flags.baseline.is_some() {
        return Err(Error::usage("--ensemble and --baseline need the config in place of the folder of a run"));
    }
    answer(flags, std::slice::from_ref(&flags.run), Model::Networks, input)
}

/// With the run of a config that the report would choose, with all runs of its arm, or with a baseline.
fn by_config(flags: &PredictFlags, input: &Input) -> Result<Predictions> {
    let configs = configs::read(std::slice::from_ref(&flags.run), &flags.settings)?;
    let plans = plan::plan(&configs, &flags.reports)?;
    let jobs = finished(&plans[0])?;
    let read = |job: &&Job| {
        let mut record = store::read(&folder(job))?;
        record.run.spec.judge = job.spec.judge.clone();
        Ok(record)
    };
    let records = jobs.iter().map(read).collect::<std::result::Result<Vec<_>, ReadError>>();
    let records = records.map_err(|error| Error::failed(error.to_string()))?;
    let Some(chosen) = choice(&records) else {
        let (program, arguments) = (words::program(), configs[0].arguments());
        let message = format!("{}: no run is finished\n  = {program} run {arguments} trains it", flags.run.display());
        return Err(Error::usage(message));
    };
    let job = jobs[chosen.run];
    let runs: Vec<PathBuf> = match flags.ensemble {
        true if !chosen.arm.is_empty() => chosen.arm.iter().map(|run| folder(jobs[*run])).collect(),
        true | false => vec![folder(job)],
    };
    let of = if runs.len() > 1 { format!("{} runs like ", runs.len()) } else { String::new() };
    terminal::stderr(&format!("{of}{}  {}: {}", folder(job).display(), job.label, chosen.reason));
    match &flags.baseline {
        None => answer(flags, &runs, Model::Networks, input),
        Some(name) => {
            let dataset = job.shared.dataset().map_err(|errors| Error::invalid(errors.to_string()))?;
            answer(flags, &[folder(job)], Model::Baseline(name, &Arc::clone(&dataset)), input)
        }
    }
}

fn finished<'a>(plan: &'a Plan) -> Result<Vec<&'a Job>> {
    let jobs = plan.jobs.iter().map(|job| Ok(plan::is_finished(job)?.then_some(job)));
    Ok(jobs.collect::<Result<Vec<_>>>()?.into_iter().flatten().collect())
}

fn folder(job: &Job) -> PathBuf {
    store::folder(&job.runs, &job.id)
}

fn answer(flags: &PredictFlags, runs: &[PathBuf], model: Model, input: &Input) -> Result<Predictions> {
    let request = PredictRequest { runs, model, data: input.path(), unknown: flags.unknown.map(Into::into) };
    ask(&request, engines::build).map_err(|error| match error {
        PredictError::Run(message) => Error::usage(format!("cannot predict with {}: {message}", runs[0].display())),
        PredictError::Data(errors) => Error::invalid(errors.to_string()),
    })
}

/// Where the data are: a file, or standard input, which is kept as a file for as long as this value lives.
enum Input<'a> {
    File(&'a Path),
    Copy(tempfile::NamedTempFile),
}

impl<'a> Input<'a> {
    /// `-` is standard input.
    fn of(data: &'a Path) -> Result<Input<'a>> {
        if data != Path::new("-") {
            return Ok(Input::File(data));
        }
        let copy = || -> io::Result<tempfile::NamedTempFile> {
            let mut bytes = Vec::new();
            io::stdin().lock().read_to_end(&mut bytes)?;
            let file = tempfile::Builder::new().prefix("standard-input-").suffix(".csv").tempfile()?;
            fs::write(file.path(), bytes)?;
            Ok(file)
        };
        copy().map(Input::Copy).map_err(|error| Error::failed(format!("cannot read standard input: {error}")))
    }

    fn path(&self) -> &Path {
        match self {
            Input::File(path) => path,
            Input::Copy(file) => file.path(),
        }
    }
}
