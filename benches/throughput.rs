//! Samples per second of whole epochs through `Engine::step`, of every engine on every workload.
//!
//! `cargo run --release -p benches --bin throughput -- [--csv] [WORKLOAD…]`: a table, or CSV with the header
//! `workload,engine,precision,samples_per_second`. Each number is the median of seven rounds, and the engines of a
//! workload take turns, so that a busy machine slows all of them alike.

use std::time::{Duration, Instant};

use benches::{WORKLOADS, Workload};
use engine::random::{Purpose, stream};
use engine::{Batch, Engine};
use experiment::Spec;
use experiment::spec::{Device, Precision};

const ROUNDS: usize = 7;
/// A round goes on until so much time has passed.
const ROUND: Duration = Duration::from_millis(300);

/// One line of the table: an engine on a workload.
struct Entry {
    name: &'static str,
    precision: &'static str,
    engine: Box<dyn Engine>,
    samples_per_second: Vec<f64>,
}

fn main() {
    let (flags, names): (Vec<String>, Vec<String>) = std::env::args().skip(1).partition(|word| word.starts_with("--"));
    let csv = flags.iter().any(|flag| flag == "--csv");
    if csv {
        println!("workload,engine,precision,samples_per_second");
    }
    for workload in WORKLOADS.iter().filter(|workload| names.is_empty() || names.iter().any(|n| n == workload.name)) {
        for entry in measured(workload) {
            let median = median(entry.samples_per_second);
            match csv {
                true => println!("{},{},{},{median:.0}", workload.name, entry.name, entry.precision),
                false => println!("{:10} {:14} {} {median:>12.0}/s", workload.name, entry.name, entry.precision),
            }
        }
    }
}

fn measured(workload: &Workload) -> Vec<Entry> {
    let mut entries = entries(workload);
    let mut order = workload.dataset().train.clone();
    for round in 0..ROUNDS as u64 {
        stream(1, Purpose::Order, round, 0).shuffle(&mut order);
        for entry in &mut entries {
            entry.samples_per_second.push(samples_per_second(entry.engine.as_mut(), &order, workload.batch));
        }
    }
    entries
}

fn entries(workload: &Workload) -> Vec<Entry> {
    let single = workload.spec();
    let double = Spec { precision: Precision::F64, ..single.clone() };
    let (dataset, parameters) = (workload.dataset(), workload.parameters(&single));
    let hand = |spec: &Spec| from_scratch::engine(spec, dataset.clone(), &parameters);
    let burn = |device| models::engine_on(device, &single, dataset.clone(), &parameters);
    let engines = [
        ("from-scratch", "f32", hand(&single)),
        ("from-scratch", "f64", hand(&double)),
        ("burn-flex", "f32", burn(Device::Flex)),
        ("burn-ndarray", "f32", burn(Device::Ndarray)),
    ];
    let entry = |(name, precision, engine)| Entry { name, precision, engine, samples_per_second: Vec::new() };
    engines.into_iter().map(entry).collect()
}

/// Whole passes over the data until the time of a round is up.
fn samples_per_second(engine: &mut dyn Engine, order: &[usize], batch: usize) -> f64 {
    let (start, mut samples) = (Instant::now(), 0);
    while start.elapsed() < ROUND {
        for rows in order.chunks_exact(batch) {
            engine.step(&Batch::of(rows), 1e-3);
            samples += rows.len();
        }
    }
    samples as f64 / start.elapsed().as_secs_f64()
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
