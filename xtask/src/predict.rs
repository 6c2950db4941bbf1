//! `predict`: the rows of a CSV with the predictions of a finished run beside them; and how right these are, where the
//! data hold the targets.

use std::fmt::Display;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use ::report::choice::choice;
use datasets::NewFile;
use experiment::words;
use runner::plan::Job;
use runner::predict::{Model, PredictError, PredictRequest, Predictions, are_predictions, predict as ask};
use runner::store::{self, State, StoreError};

use crate::flags::PredictFlags;
use crate::outcome::{Error, Outcome, Result};
use crate::plan::Plan;
use crate::report::{self, read_if_there, whole};
use crate::unfinished::{unfinished_error, with_a_run};
use crate::{configs, engines, plan, terminal};

/// Predicts from new data.
pub fn predict(flags: &PredictFlags) -> Result {
    flags.out.as_deref().map_or(Ok(()), |out| may_be_written(out, &flags.data))?;
    let data = data(&flags.data)?;
    let predictions = if flags.run.is_dir() { by_run(flags, &data) } else { by_config(flags, &data) }?;
    let text = predictions.csv();
    match &flags.out {
        None => terminal::data(text.trim_end()),
        Some(path) => {
            let folder = path.parent().unwrap_or(Path::new(""));
            let written = fs::create_dir_all(folder).and_then(|()| whole(path, text.as_bytes()));
            written.map_err(|error| Error::unwritten(path, &error))?;
        }
    }
    predictions.scores.iter().for_each(|score| terminal::stderr(&score.to_string()));
    predictions.outside.iter().for_each(|outside| terminal::stderr(&format!("note: {outside}")));
    Ok(Outcome::Success)
}

/// Fails where a file exists that holds anything but predictions, such as the data themselves.
fn may_be_written(out: &Path, data: &Path) -> Result<()> {
    let same = || Some(fs::canonicalize(out).ok()? == fs::canonicalize(data).ok()?);
    let is = if same().unwrap_or(false) {
        "holds the data"
    } else if out.is_dir() {
        "is a folder"
    } else {
        let there = read_if_there(out).map_err(|error| report::unreadable(out, &error))?.unwrap_or_default();
        match there.is_empty() || are_predictions(&String::from_utf8_lossy(&there)) {
            true => return Ok(()),
            false => "holds something else than predictions",
        }
    };
    Err(Error::usage(format!("{} {is}, and would be replaced\n  = name another file with --out", out.display())))
}

/// With the run of that folder.
fn by_run(flags: &PredictFlags, data: &NewFile) -> Result<Predictions> {
    if flags.ensemble || flags.baseline.is_some() {
        return Err(Error::usage("--ensemble and --baseline need the config in place of the folder of a run"));
    }
    answer(flags, Path::new(""), std::slice::from_ref(&flags.run), Model::Networks, data)
}

/// With the run of a config that the report would choose, with all runs of its arm, or with a baseline.
fn by_config(flags: &PredictFlags, data: &NewFile) -> Result<Predictions> {
    let configs = configs::read(std::slice::from_ref(&flags.run), &flags.settings)?;
    let plans = plan::plan(&configs, &flags.reports).map_err(|error| with_a_run(error, &configs[0], &flags.reports))?;
    let folder_of_config = configs[0].folder();
    let (jobs, damaged) = finished(&plans[0])?;
    let read = |job: &&Job| {
        let mut record = store::read(&folder(job))?;
        record.run.spec.judge = job.spec.judge.clone();
        Ok(record)
    };
    let records = jobs.iter().map(read).collect::<std::result::Result<Vec<_>, StoreError>>();
    let records = records.map_err(|error| unreadable(&error))?;
    let Some(chosen) = choice(&records) else {
        let (program, arguments) = (words::program(), configs[0].arguments());
        let trains = format!("  = {program} run {arguments} trains it");
        return Err(match damaged {
            0 => {
                let what = format!("{}: no run is finished", flags.run.display());
                unfinished_error(&what, &plans[0], &flags.reports, "--reports")
            }
            _ => unreadable(&format!("{}: every finished run is damaged\n{trains} again", flags.run.display())),
        });
    };
    let job = jobs[chosen.run];
    let runs: Vec<PathBuf> = match flags.ensemble {
        true if !chosen.arm.is_empty() => chosen.arm.iter().map(|run| folder(jobs[*run])).collect(),
        true | false => vec![folder(job)],
    };
    let of = if runs.len() > 1 { format!("{} runs like ", runs.len()) } else { String::new() };
    terminal::stderr(&format!("{of}{}  {}: {}", folder(job).display(), job.label, chosen.reason));
    match &flags.baseline {
        None => answer(flags, folder_of_config, &runs, Model::Networks, data),
        Some(name) => {
            let dataset = job.shared.dataset().map_err(|errors| Error::invalid(errors.to_string()))?;
            answer(flags, folder_of_config, &[folder(job)], Model::Baseline(name, &dataset), data)
        }
    }
}

/// The finished runs, and how many are damaged.
fn finished<'a>(plan: &'a Plan) -> Result<(Vec<&'a Job>, usize)> {
    let (mut finished, mut damaged) = (Vec::new(), 0);
    for job in &plan.jobs {
        match store::state(&job.runs, &job.id).map_err(|error| unreadable(&error))? {
            State::Finished => finished.push(job),
            State::Missing => {}
            State::Damaged(damage) => {
                terminal::stderr(&format!("warning: {}: {}", job.label, damage.message(&plan.config.arguments())));
                damaged += 1;
            }
        }
    }
    Ok((finished, damaged))
}

/// A run that cannot be read is data that are wrong.
fn unreadable(what: &dyn Display) -> Error {
    Error::invalid(format!("error: {what}"))
}

fn folder(job: &Job) -> PathBuf {
    store::folder(&job.runs, &job.id)
}

fn answer(flags: &PredictFlags, folder: &Path, runs: &[PathBuf], model: Model, data: &NewFile) -> Result<Predictions> {
    let request = PredictRequest { runs, model, data, folder, unknown: flags.unknown.map(Into::into) };
    let with = |message: String| format!("cannot predict with {}: {message}", runs[0].display());
    ask(&request, engines::build).map_err(|error| match error {
        PredictError::Run(message) => Error::usage(with(message)),
        PredictError::Unreadable(message) => unreadable(&with(message)),
        PredictError::Data(errors) => Error::invalid(errors.to_string()),
    })
}

/// The rows to predict for; `-` is standard input.
fn data(path: &Path) -> Result<NewFile> {
    if path != Path::new("-") {
        return Ok(path.into());
    }
    let mut bytes = Vec::new();
    match io::stdin().lock().read_to_end(&mut bytes) {
        Ok(_) => Ok(NewFile::InMemory("standard input".to_owned(), bytes.into())),
        Err(error) => Err(Error::failed(format!("cannot read standard input: {error}"))),
    }
}
