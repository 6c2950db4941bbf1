//! `blackboard`: one network worked by hand.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use ::blackboard::board::Board;
use ::blackboard::exercise::{ROWS, exercise};
use ::blackboard::format::{Results, latex, markdown, terminal as text};
use ::blackboard::writing::{BoardRequest, board};
use engine::{Dataset, FollowedTraining};
use experiment::Spec;
use experiment::spec::{Arm, EngineName, Precision};
use runner::follow::{FollowUntil, batch_of, follow, most_updates};
use runner::plan::Job;

use crate::configs::{self, Config};
use crate::flags::{BlackboardFlags, BoardFormat};
use crate::outcome::{Error, Outcome, Result};
use crate::plan::plan;
use crate::{engines, terminal};

/// Writes a training out, update by update.
pub fn blackboard(flags: &BlackboardFlags) -> Result {
    let configs = configs::read(std::slice::from_ref(&flags.config), &settings(flags)?)?;
    let plans = plan(&configs, Path::new("reports"))?;
    let labels = labeled(&plans[0].jobs);
    let job = chosen(&plans[0].jobs, &labels, flags)?;
    let (spec, dataset) = training(job, flags)?;
    // Training makes no more, however many are asked for.
    let steps = flags.steps.min(most_updates(&spec, &dataset));
    let wanted: BTreeSet<usize> = (0..=steps).collect();
    let followed = follow(&spec, &dataset, engines::build, &wanted, FollowUntil::LastWanted);
    let label = labels.iter().find(|(arm, _)| labels.len() > 1 && **arm == job.arm).map(|(_, label)| label.as_str());
    let title = title(&configs[0], label, flags, job.spec.seed);
    let samples = samples(flags, &dataset, &followed, steps)?;
    let (spec, dataset, followed, samples) = (&spec, &dataset, &followed, samples.as_slice());
    let board = board(&BoardRequest { title: &title, spec, dataset, followed, steps, samples });
    terminal::stdout(written(&board, flags).trim_end());
    Ok(Outcome::Success)
}

/// The training that is worked, in f64 whatever the run computes in: numbers on paper are exact. An exercise has new
/// numbers.
fn training(job: &Job, flags: &BlackboardFlags) -> Result<(Spec, Arc<Dataset>)> {
    let dataset = job.shared.dataset().map_err(|errors| Error::invalid(errors.to_string()))?;
    if let Some(sample) = flags.samples.iter().find(|sample| **sample >= dataset.train.len()) {
        let rows = match dataset.train.len() {
            1 => "one row, row 0".to_owned(),
            n => format!("{n} rows, counted from 0"),
        };
        return Err(Error::usage(format!("--sample {sample}: the training part has {rows}")));
    }
    let spec = Spec { engines: vec![EngineName::FromScratch], precision: Precision::F64, ..job.spec.clone() };
    if !flags.is_exercise() {
        return Ok((spec, dataset));
    }
    let (spec, dataset) = exercise(&spec, &dataset, spec.seed, &on_the_sheet(&spec, &dataset, flags));
    Ok((spec, Arc::new(dataset)))
}

/// The training rows that are written in full: those that are asked for, of an exercise all.
fn samples(flags: &BlackboardFlags, dataset: &Dataset, of: &FollowedTraining, steps: usize) -> Result<Vec<usize>> {
    let samples = if flags.is_exercise() { (0..dataset.train.len()).collect() } else { flags.samples.clone() };
    let shown = (0..steps.max(1)).filter_map(|made| of.updates.get(&made)).flat_map(|update| &update.rows);
    let rows: Vec<usize> = shown.copied().collect();
    match samples.iter().find(|sample| !rows.contains(&dataset.train[**sample])) {
        Some(sample) => Err(Error::usage(not_in_a_batch(*sample, &rows, dataset))),
        None => Ok(samples),
    }
}

/// The board in the format that is asked for.
fn written(board: &Board, flags: &BlackboardFlags) -> String {
    let (digits, results) = (usize::from(flags.digits), if flags.blank { Results::Blank } else { Results::Shown });
    match flags.format {
        BoardFormat::Terminal => text(board, digits, results),
        BoardFormat::Markdown => markdown(board, digits, results),
        BoardFormat::Latex => latex(board, digits, results),
    }
}

/// The rows of the data set that an exercise has: those that are asked for, or the first of the first batch.
fn on_the_sheet(spec: &Spec, dataset: &Dataset, flags: &BlackboardFlags) -> Vec<usize> {
    if !flags.samples.is_empty() {
        return flags.samples.iter().map(|sample| dataset.train[*sample]).collect();
    }
    batch_of(spec, dataset, 0).into_iter().take(ROWS).collect()
}

/// What is said of a row that no update on the board sees.
fn not_in_a_batch(sample: usize, rows: &[usize], dataset: &Dataset) -> String {
    let known = rows.iter().filter_map(|row| dataset.train.iter().position(|train| train == row));
    let known: Vec<String> = known.map(|row| row.to_string()).collect();
    let shown = if known.len() > 12 { format!("{}, …", known[..12].join(", ")) } else { known.join(", ") };
    format!("--sample {sample}: row {sample} is in no batch on this board; they have the rows {shown}")
}

/// The settings of the config, with the seed as the config names seeds.
fn settings(flags: &BlackboardFlags) -> Result<Vec<String>> {
    let mut settings = flags.settings.clone();
    if let Some(seed) = flags.seed {
        let configs = configs::read(std::slice::from_ref(&flags.config), &flags.settings)?;
        let several = configs.iter().any(|config| config.parsed.base.seeds.is_some());
        settings.push(if several { format!("seeds=[{seed}]") } else { format!("seed={seed}") });
    }
    Ok(settings)
}

/// The first run of the arm that was asked for: by its label in reports, its settings or their values.
fn chosen<'a>(jobs: &'a [Job], labels: &[(&Arm, String)], flags: &BlackboardFlags) -> Result<&'a Job> {
    let Some(asked) = &flags.arm else { return Ok(&jobs[0]) };
    let plain = |text: &str| text.replace(['"', ' '], "").to_lowercase();
    let is_it = |(arm, label): &&(&Arm, String)| {
        let settings = |name: fn(&str) -> &str, between: &str| {
            arm.iter().map(|(key, value)| format!("{}={value}", name(key))).collect::<Vec<_>>().join(between)
        };
        let values = arm.iter().map(|(_, value)| value.as_str()).collect::<Vec<_>>().join(",");
        let last = settings(|key| key.rsplit('.').next().unwrap_or(key), ",");
        [label.clone(), settings(|key| key, ""), values, last].iter().any(|known| plain(known) == plain(asked))
    };
    let found = labels.iter().find(is_it).and_then(|(arm, _)| jobs.iter().find(|job| job.arm == **arm));
    found.ok_or_else(|| {
        let known = match labels {
            [] | [_] => "this experiment has no sweep: leave --arm out".to_owned(),
            several => {
                let names: Vec<&str> = several.iter().map(|(_, label)| label.as_str()).collect();
                format!("one of:\n    {}", names.join("\n    "))
            }
        };
        Error::usage(format!("no arm is named {asked:?}\n  = {known}"))
    })
}

/// The arms with their labels.
fn labeled(jobs: &[Job]) -> Vec<(&Arm, String)> {
    let mut arms: Vec<&Arm> = jobs.iter().map(|job| &job.arm).collect();
    arms.dedup();
    let labels = report::arm_labels(&arms);
    arms.into_iter().zip(labels).collect()
}

/// The title of the experiment, and which run it is.
fn title(config: &Config, label: Option<&str>, flags: &BlackboardFlags, seed: u64) -> String {
    let title = &config.parsed.base.title;
    let exercise = match (flags.blank, flags.solution) {
        (true, _) => Some(format!("exercise {seed}")),
        (_, true) => Some(format!("solution {seed}")),
        (false, false) => None,
    };
    let parts: Vec<String> = label.map(str::to_owned).into_iter().chain(exercise).collect();
    if parts.is_empty() { title.clone() } else { format!("{title} ({})", parts.join(", ")) }
}
