//! Verdicts are never wrong: random small experiments are run and checked, and none may end with "disagree" unless an
//! engine is spoiled; and a spoiled engine never passes where its defect moves a compared number by much.
//!
//! The suite tries a few. More, others, or one of them are tried by
//!
//! ```text
//! LONGHAND_VERDICTS=2000 LONGHAND_SEED=7 LONGHAND_CHECKED=2000 cargo test --workspace --test verdicts -- --nocapture
//! LONGHAND_ONLY=1688 LONGHAND_SEED=7 cargo test --workspace --test verdicts -- --nocapture
//! ```

mod cases;
mod certified;
mod config;
#[allow(dead_code, reason = "the command line also lists the planted faults")]
#[path = "../../src/engines.rs"]
mod engines;
mod extremes;
mod smallest;
mod spoiled;

use std::env;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use engine::Dataset;
use engine::certificate::{Certificate, VoteOutcome};
use engine::random::{Purpose, Stream, stream};
use engine::spoiled::{Defect, Number};
use experiment::check::parse;
use experiment::spec::EngineName;
use experiment::{Experiment, Spec, spec};
use runner::check::{FaultResult, check};

/// How many experiments the suite tries, and how many of them go through the slower check.
const EXPERIMENTS: u64 = 60;
const CHECKED: u64 = 12;

fn number(name: &str, otherwise: u64) -> u64 {
    env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

/// How many experiments are tried.
fn size() -> u64 {
    number("LONGHAND_VERDICTS", EXPERIMENTS)
}

/// The experiments of a search that the config language lets through, each with its text.
fn experiments() -> impl Iterator<Item = (u64, String, Spec, Arc<Dataset>)> {
    let seed = number("LONGHAND_SEED", 1);
    let only = number("LONGHAND_ONLY", u64::MAX);
    let indices = if only < u64::MAX { only..only + 1 } else { 0..size() };
    indices.filter_map(move |index| {
        let text = config::random(&mut stream(seed, Purpose::Check, 9, index));
        let (spec, mut dataset) = load(&text)?;
        sample_weights(&mut stream(seed, Purpose::Check, 10, index), Arc::get_mut(&mut dataset).expect("it is new"));
        Some((index, text, spec, dataset))
    })
}

/// The first spec of a config with its data, if both are accepted.
fn load(text: &str) -> Option<(Spec, Arc<Dataset>)> {
    let spec = parse::<Experiment>("random.toml", text, &[], spec::check).ok()?.base.first_spec();
    let dataset = Arc::new(datasets::load(&spec, Path::new("")).ok()?.dataset);
    let too_few = spec.network.batch_norm.is_some() && dataset.train.len() < 2;
    (!too_few).then_some((spec, dataset))
}

/// Gives the rows of every fifth data set weights of their own, some of them 0: no inline table has a column for them.
fn sample_weights(stream: &mut Stream, dataset: &mut Dataset) {
    if stream.below(5) > 0 {
        return;
    }
    let given = dataset.weights.take().unwrap_or_else(|| vec![1.0; dataset.inputs.rows()]);
    let mut weights: Vec<f64> =
        given.iter().map(|given| if stream.below(6) == 0 { 0.0 } else { given * stream.between(1e-3, 10.0) }).collect();
    // A part whose weights sum to 0 is refused by the language, so one of its rows keeps its weight.
    for part in [&dataset.train, &dataset.validation, &dataset.test] {
        part.first().into_iter().for_each(|&row| weights[row] = weights[row].max(1.0));
    }
    dataset.weights = Some(weights);
}

/// Half of the experiments, or none of a single one, are let through by the language.
fn experiments_at_least() -> u64 {
    if number("LONGHAND_ONLY", u64::MAX) < u64::MAX { 0 } else { size() / 2 }
}

/// Whether an experiment goes through the slower check, too.
fn is_checked(index: u64) -> bool {
    let each = size().div_ceil(number("LONGHAND_CHECKED", CHECKED));
    index.is_multiple_of(each) || number("LONGHAND_ONLY", u64::MAX) == index
}

/// What is wrong with the verdicts on an experiment with honest engines; empty if nothing.
fn false_alarms(spec: &Spec, dataset: &Arc<Dataset>) -> Vec<String> {
    let stop = AtomicBool::new(false);
    let trained =
        runner::run::train_unrecorded(spec, dataset, engines::build, &stop, |_, _| {}).expect("nobody interrupts");
    let apart = trained.agreement.iter().filter(|row| !row.agree);
    apart.map(|row| format!("run: {row:?}")).collect()
}

/// The disputed tensors of a certificate, each with what the witnesses say of its worst element.
fn disputed(certificate: &Certificate) -> String {
    let disputed = certificate.tensors.iter().filter(|tensor| matches!(tensor.verdict, VoteOutcome::Disagree { .. }));
    let values = |worst: usize| certificate.witnesses.iter().zip(&certificate.values[worst]).collect::<Vec<_>>();
    disputed.map(|tensor| format!("\n#   {tensor:?}\n#   {:?}", values(tensor.worst))).collect()
}

/// The same of the certificates and the planted faults.
fn false_certificates(spec: &Spec, dataset: &Arc<Dataset>) -> Vec<String> {
    let checked = check(spec, dataset, &engines::ENGINES, &AtomicBool::new(false)).expect("nobody interrupts");
    let wrong = |certificate: &Certificate, point: &str| {
        (!certificate.holds()).then(|| format!("check {point}: {:?}{}", certificate.forward, disputed(certificate)))
    };
    let missed = checked.faults.iter().filter(|(_, _, result)| *result == FaultResult::Missed);
    let single = checked.single.iter().filter(|single| !single.holds()).map(|single| format!("check f32: {single:?}"));
    let certificates = [wrong(&checked.initial, "at the start"), wrong(&checked.trained, "after training")];
    certificates.into_iter().flatten().chain(single).chain(missed.map(|(name, ..)| format!("missed {name}"))).collect()
}

/// The number of an experiment that is judged wrongly; it is printed with its text and what was found.
fn alarm(index: u64, text: &str, spec: &Spec, dataset: &Arc<Dataset>) -> Option<u64> {
    let mut found = false_alarms(spec, dataset);
    if is_checked(index) {
        found.extend(false_certificates(spec, dataset));
    }
    if found.is_empty() {
        return None;
    }
    println!("# experiment {index}\n{text}\n# {}\n", found.join("\n# "));
    Some(index)
}

#[test]
fn honest_engines_never_disagree() {
    let (mut tried, mut alarms) = (0, Vec::new());
    for (index, text, spec, dataset) in experiments() {
        tried += 1;
        alarms.extend(alarm(index, &text, &spec, &dataset));
    }
    println!("{tried} experiments, {} false alarms", alarms.len());
    assert!(tried >= experiments_at_least(), "the language refuses most: {tried} are left");
    assert!(alarms.is_empty(), "false alarms in experiments {alarms:?}");
}

/// At least one experiment in twenty shows each defect, so that its being caught means something.
#[test]
fn spoiled_engines_are_always_caught() {
    for defect in spoiled::COMPARED {
        let (shown, passed) = tried(|_, spec, dataset| {
            spoiled::shows(defect, spec, dataset).then(|| spoiled::is_caught(defect, spec, dataset))
        });
        println!("{defect:?} shows in {shown} runs, and passed in {}", passed.len());
        assert!(10 * shown as u64 >= experiments_at_least(), "{defect:?} shows in {shown} experiments");
        assert!(passed.is_empty(), "{defect:?} passed in experiments {passed:?}");
    }
}

/// Both ways: the hand-written engine spoiled, and burn. Each kind shows in half of the checks or more, and without a
/// defect the same checks hold.
#[test]
fn certificates_of_spoiled_engines_always_fall() {
    let checked = experiments().filter(|(index, ..)| is_checked(*index)).count();
    let engines = [EngineName::FromScratch, EngineName::Burn].into_iter();
    for (engine, (kind, name)) in
        engines.flat_map(|engine| certified::KINDS.iter().enumerate().map(move |kind| (engine, kind)))
    {
        let (shown, passed) = tried(|index, spec, dataset| {
            let defect = is_checked(index).then(|| certified::defects(spec, dataset)[kind]).flatten()?;
            Some(certified::falls(engine, defect, spec, dataset))
        });
        println!("{engine:?} with {name} shows in {shown} of {checked} checks, and passed in {}", passed.len());
        assert!(2 * shown >= checked, "{name} shows in {shown} of {checked} checks");
        assert!(passed.is_empty(), "{engine:?} with {name} passed in experiments {passed:?}");
    }
    let nothing = Defect::Nudge(Number::Output, 0.0);
    for (index, _, spec, dataset) in experiments().filter(|(index, ..)| is_checked(*index)) {
        assert!(
            !certified::falls(EngineName::Burn, nothing, &spec, &dataset),
            "experiment {index} falls without a defect"
        );
    }
}

/// In how many experiments a defect shows, and in which of them it passed. is_caught: nothing where it does not show.
fn tried(is_caught: impl Fn(u64, &Spec, &Arc<Dataset>) -> Option<bool>) -> (usize, Vec<u64>) {
    let (mut shown, mut passed) = (0, Vec::new());
    for (index, text, spec, dataset) in experiments() {
        let Some(caught) = is_caught(index, &spec, &dataset) else { continue };
        shown += 1;
        if !caught {
            println!("# passed in experiment {index}\n{text}");
            passed.push(index);
        }
    }
    (shown, passed)
}
