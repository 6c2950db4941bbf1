//! The doctor: each finding on its sick network and not on the cured one, and ten runs that it was not made for.

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use common::work;
use experiment::Experiment;
use experiment::check::parse;
use experiment::finding::{Finding, FindingKind};
use experiment::record::Run;
use experiment::spec::{self, EngineName};
use runner::observe::Silent;
use runner::plan::{DatasetCache, ExperimentPaths, Job, job};
use runner::store;
use tempfile::TempDir;

/// The findings of every arm of a config, those of all its seeds together. Data files are relative to `folder`.
fn arms(config: &str, folder: &Path) -> Vec<Vec<Finding>> {
    let parsed = parse::<Experiment>("test.toml", config, &[], spec::check).unwrap_or_else(|faults| panic!("{faults}"));
    let runs = TempDir::new().expect("there is room for temporary files");
    let paths = ExperimentPaths { name: "test", folder, runs: runs.path() };
    let mut cache = DatasetCache::default();
    let mut findings = Vec::new();
    for arm in &parsed.arms {
        let mut jobs: Vec<Job> = Vec::new();
        for mut spec in arm.value.specs() {
            spec.engines = vec![EngineName::FromScratch];
            jobs.push(job(&paths, &Vec::new(), spec, &mut cache).unwrap_or_else(|_| panic!("its data are there")));
        }
        let all: Vec<&Job> = jobs.iter().collect();
        work(true, &Silent).run(&all).into_iter().for_each(|result| result.expect("the run ends"));
        findings.push(jobs.iter().flat_map(|job| found(&store::folder(&job.runs, &job.id))).collect());
    }
    findings
}

/// The findings in the record of a run.
fn found(folder: &Path) -> Vec<Finding> {
    let text = fs::read_to_string(folder.join("run.toml")).expect("the run wrote it");
    Run::from_toml(&text).expect("the run wrote it").findings
}

fn configs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../configs")
}

const KINDS: [FindingKind; 15] = [
    FindingKind::Leakage,
    FindingKind::UnscaledInputs,
    FindingKind::SymmetricUnits,
    FindingKind::VanishingGradients,
    FindingKind::ExplodingGradients,
    FindingKind::SaturatedUnits,
    FindingKind::DeadUnits,
    FindingKind::MismatchedLoss,
    FindingKind::RateTooHigh,
    FindingKind::UnstableTraining,
    FindingKind::RateTooLow,
    FindingKind::TooFewEpochs,
    FindingKind::ClassImbalance,
    FindingKind::Overfitting,
    FindingKind::Underfitting,
];

/// The first arm of `doctor-KIND.toml` is sick in most of its runs, the last is healthy in all of them.
#[test]
fn each_finding_is_seen_on_its_config_and_gone_where_it_is_cured() {
    let mut wrong = Vec::new();
    for kind in KINDS {
        let path = configs().join(format!("doctor-{}.toml", kind.as_str()));
        let config = fs::read_to_string(&path).expect("every finding has its config");
        let seeds = parse::<Experiment>("t", &config, &[], spec::check).expect("it is in order").base.seeds().len();
        let arms = arms(&config, &configs());
        let [sick, cured] = &arms[..] else { panic!("{}: a sick arm and a cured one", path.display()) };
        let seen = sick.iter().filter(|finding| finding.kind == kind).count();
        if 2 * seen <= seeds || !cured.is_empty() {
            let lines = |findings: &[Finding]| findings.iter().map(Finding::line).collect::<Vec<_>>().join("\n    ");
            wrong.push(format!(
                "{} {seen} of {seeds}\n  sick\n    {}\n  cured\n    {}",
                kind.as_str(),
                lines(sick),
                lines(cured)
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
