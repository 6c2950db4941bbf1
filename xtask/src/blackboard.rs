//! `blackboard`: one network worked by hand.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use ::blackboard::exercise::exercise;
use ::blackboard::face::{Results, latex, markdown, terminal as text};
use ::blackboard::writing::{Wish, board};
use experiment::Spec;
use experiment::spec::{EngineName, Precision};
use runner::course::{Length, course};
use runner::plan::Job;

use crate::configs::{self, Config};
use crate::flags::{BlackboardFlags, Face};
use crate::outcome::{Error, Outcome, Result};
use crate::plan::plan;
use crate::{engines, terminal};

/// Writes a training out, update by update.
pub fn blackboard(flags: &BlackboardFlags) -> Result {
    let configs = configs::read(std::slice::from_ref(&flags.config), &settings(flags)?)?;
    let plans = plan(&configs, Path::new("reports"))?;
    let job = chosen(&plans[0].jobs, flags)?;
    let dataset = job.shared.dataset().map_err(|errors| Error::invalid(errors.to_string()))?;
    if let Some(sample) = flags.samples.iter().find(|sample| **sample >= dataset.train.len()) {
        let message = format!("--sample {sample}: the training part has {} rows, counted from 0", dataset.train.len());
        return Err(Error::usage(message));
    }
    // Worked in f64 whatever the run computes in: the numbers of a sum on paper are exact.
    let spec = Spec { engines: vec![EngineName::FromScratch], precision: Precision::F64, ..job.spec.clone() };
    let (spec, dataset) = match flags.blank || flags.solution {
        true => {
            let (spec, dataset) = exercise(&spec, &dataset, spec.seed);
            (spec, Arc::new(dataset))
        }
        false => (spec, dataset),
    };
    let wanted: BTreeSet<usize> = (0..=flags.steps).collect();
    let course = course(&spec, &dataset, engines::build, &wanted, Length::UpToTheLast);
    let title = title(&configs[0], job, flags);
    let (steps, samples) = (flags.steps, flags.samples.as_slice());
    let board = board(&Wish { title: &title, spec: &spec, dataset: &dataset, course: &course, steps, samples });
    let (digits, results) = (usize::from(flags.digits), if flags.blank { Results::Blank } else { Results::Shown });
    let page = match flags.format {
        Face::Terminal => text(&board, digits, results),
        Face::Markdown => markdown(&board, digits, results),
        Face::Latex => latex(&board, digits, results),
    };
    terminal::data(page.trim_end());
    Ok(Outcome::Success)
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

/// The first run of the arm that was asked for.
fn chosen<'a>(jobs: &'a [Job], flags: &BlackboardFlags) -> Result<&'a Job> {
    let Some(arm) = &flags.arm else { return Ok(&jobs[0]) };
    let name = |job: &Job| job.arm.iter().map(|(key, value)| format!("{key} = {value}")).collect::<Vec<_>>().join("  ");
    let plain = |text: &str| text.replace(['"', ' '], "");
    let values = |job: &Job| job.arm.iter().map(|(_, value)| value.as_str()).collect::<Vec<_>>().join(",");
    let last = |job: &Job| {
        let setting = |(key, value): &(String, String)| format!("{}={value}", key.rsplit('.').next().unwrap_or(key));
        job.arm.iter().map(setting).collect::<Vec<_>>().join(",")
    };
    let asked = plain(arm);
    let is_it = |job: &&Job| [name(job), values(job), last(job)].iter().any(|known| plain(known) == asked);
    jobs.iter().find(is_it).ok_or_else(|| {
        let mut arms: Vec<String> = jobs.iter().map(name).collect();
        arms.dedup();
        let known = match arms.as_slice() {
            [only] if only.is_empty() => "this experiment has no sweep: leave --arm out".to_owned(),
            arms => format!("one of:\n    {}", arms.join("\n    ")),
        };
        Error::usage(format!("no arm is named {arm:?}\n  = {known}"))
    })
}

/// The title of the experiment, and which run it is.
fn title(config: &Config, job: &Job, flags: &BlackboardFlags) -> String {
    let title = &config.parsed.base.title;
    let arm: Vec<String> = job.arm.iter().map(|(key, value)| format!("{key} = {value}")).collect();
    let exercise = match (flags.blank, flags.solution) {
        (true, _) => vec![format!("exercise {}", job.spec.seed)],
        (_, true) => vec![format!("solution {}", job.spec.seed)],
        (false, false) => Vec::new(),
    };
    let parts: Vec<String> = arm.into_iter().chain(exercise).collect();
    if parts.is_empty() { title.clone() } else { format!("{title} ({})", parts.join(", ")) }
}
