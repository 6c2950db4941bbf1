//! The digests of a report: what it was made from, and the numbers that came out.

use std::collections::BTreeMap;

use ::report::comparable;
use ::report::document::Report;
use ::report::results_csv;
use experiment::digests::{Digests, FORMAT, RunDigests, keys_of_spec};
use experiment::spec::Initial;
use runner::plan::Job;
use runner::store;

use crate::configs::Config;
use crate::outcome::{Error, Result};
use crate::plan::Plan;

/// How many marks of metrics a report has in all, and a run at most and at least.
const MARKS: (usize, usize, usize) = (100_000, 1_000, 8);

/// The digests of the report of a plan; `results` is its `results.csv`.
pub fn digests(plan: &Plan, report: &Report, results: &str) -> Result<Digests> {
    let config = plan.config;
    let run = plan.jobs.iter().map(|job| of_run(job, config, plan.jobs.len())).collect::<Result<_>>()?;
    Ok(Digests {
        format: FORMAT,
        name: config.name.clone(),
        settings: config.settings().to_vec(),
        config: config.text().to_owned(),
        data: data(plan)?,
        spec: plan.jobs.first().map(|job| keys_of_spec(&job.spec)).unwrap_or_default(),
        files: files(plan, report, results),
        run,
    })
}

/// The digests of one of so many runs.
pub fn of_run(job: &Job, config: &Config, runs: usize) -> Result<RunDigests> {
    let (all, most, least) = MARKS;
    let marks = (all / runs.max(1)).clamp(least, most);
    let folder = store::folder(&job.runs, &job.id);
    store::digests(&folder, &job.spec, short(&job.label, config), marks)
        .map_err(|error| Error::failed(error.to_string()))
}

/// The name of a run within its experiment.
pub fn short<'a>(label: &'a str, config: &Config) -> &'a str {
    label.strip_prefix(&config.name).unwrap_or(label).trim_start()
}

/// Every file that a run read: its data, and initial parameters.
fn data(plan: &Plan) -> Result<BTreeMap<String, String>> {
    let files = plan.jobs.iter().flat_map(|job| job.shared.files());
    let mut data: BTreeMap<String, String> = files.map(|file| (file.path.clone(), file.digest.clone())).collect();
    for arm in &plan.config.parsed.arms {
        if let Some(Initial::File(path)) = arm.value.initial.get("file") {
            let digest = store::digest_of_file(&plan.config.folder().join(path));
            data.insert(path.clone(), digest.map_err(|error| Error::failed(error.to_string()))?);
        }
    }
    Ok(data)
}

/// `results.csv` and the tables of the figures, as far as they can be compared.
fn files(plan: &Plan, report: &Report, results: &str) -> BTreeMap<String, String> {
    let Some(first) = plan.jobs.first().map(|job| job.spec.engines[0]) else { return BTreeMap::new() };
    let figures = report.figures.iter().map(|figure| (format!("figures/{}.csv", figure.stem), figure.csv.as_str()));
    let all = figures.chain([(results_csv::NAME.to_owned(), results)]);
    let digest = |(path, text): (String, &str)| {
        let own = comparable::table(&path, text, first)?;
        Some((path, store::digest(own.as_bytes())))
    };
    all.filter_map(digest).collect()
}
