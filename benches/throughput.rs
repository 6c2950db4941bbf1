//! Samples per second of whole epochs through `Engine::step`, of every engine on every workload.
//!
//! `cargo run --release -p benches --bin throughput -- [--csv] [--rounds=N] [--engine=NAME] [WORKLOAD…]`: a table, or
//! CSV with the header `workload,engine,precision,samples_per_second`. Each number is the median of seven rounds after
//! one that is not counted, and the engines of a workload take turns, so that a busy machine slows all of them alike.
//! All cores may be used.
//!
//! `--export=FOLDER WORKLOAD` leaves the data, the start and the order of one epoch for another program, and prints the
//! loss of our engine after that epoch: `peers/compare` asks whether both have done the same work.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use benches::{WORKLOADS, Workload};
use engine::random::{Purpose, stream};
use engine::{Batch, Engine};
use experiment::Spec;
use experiment::spec::{Device, Precision};

/// A round goes on until so much time has passed.
const ROUND: Duration = Duration::from_millis(600);

/// What the command line asks for.
struct Wanted {
    csv: bool,
    rounds: u64,
    /// One engine instead of all.
    engine: Option<String>,
    /// Where to leave data for another program, instead of measuring.
    export: Option<PathBuf>,
    workloads: Vec<String>,
}

/// One line of the table: an engine on a workload.
struct Entry {
    name: &'static str,
    precision: &'static str,
    engine: Box<dyn Engine>,
    samples_per_second: Vec<f64>,
}

fn main() -> std::io::Result<()> {
    let wanted = wanted();
    from_scratch::threads::set_num_threads(std::thread::available_parallelism().map_or(1, usize::from));
    if wanted.csv {
        println!("workload,engine,precision,samples_per_second");
    }
    let named =
        |workload: &&Workload| wanted.workloads.is_empty() || wanted.workloads.iter().any(|n| n == workload.name);
    for workload in WORKLOADS.iter().filter(named) {
        match &wanted.export {
            Some(folder) => println!("{}", export(workload, folder)?),
            None => {
                let print = if wanted.csv { print_csv } else { print_row };
                measured(workload, &wanted).into_iter().for_each(|entry| print(workload, entry));
            }
        }
    }
    Ok(())
}

/// Flags and names, in any order.
fn wanted() -> Wanted {
    let mut wanted = Wanted { csv: false, rounds: 7, engine: None, export: None, workloads: Vec::new() };
    for word in std::env::args().skip(1) {
        match word.split_once('=') {
            None if word == "--csv" => wanted.csv = true,
            None => wanted.workloads.push(word),
            Some(("--rounds", count)) => wanted.rounds = count.parse().expect("--rounds=N takes a number"),
            Some(("--engine", name)) => wanted.engine = Some(name.to_owned()),
            Some(("--export", folder)) => wanted.export = Some(folder.into()),
            Some(_) => panic!("{word} is none of --csv, --rounds=N, --engine=NAME, --export=FOLDER"),
        }
    }
    wanted
}

fn print_csv(workload: &Workload, Entry { name, precision, samples_per_second, .. }: Entry) {
    println!("{},{name},{precision},{:.0}", workload.name, median(samples_per_second));
}

fn print_row(workload: &Workload, Entry { name, precision, samples_per_second, .. }: Entry) {
    println!("{:10} {name:14} {precision} {:>12.0}/s", workload.name, median(samples_per_second));
}

fn measured(workload: &Workload, wanted: &Wanted) -> Vec<Entry> {
    let mut entries = entries(workload);
    entries.retain(|entry| wanted.engine.as_ref().is_none_or(|name| name == entry.name));
    let mut order = workload.dataset().train.clone();
    for round in 0..=wanted.rounds {
        stream(1, Purpose::Order, round, 0).shuffle(&mut order);
        for entry in &mut entries {
            entry.samples_per_second.push(samples_per_second(entry.engine.as_mut(), &order, workload.batch));
        }
    }
    // In its first round a program gets its memory and starts its threads; the peers have that behind them, too.
    for entry in &mut entries {
        entry.samples_per_second.remove(0);
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

/// Leaves data, start and order of one epoch in a folder; gives the loss of our engine after it.
fn export(workload: &Workload, folder: &Path) -> std::io::Result<f64> {
    let (spec, dataset) = (workload.spec(), workload.dataset());
    let parameters = workload.parameters(&spec);
    let mut order = dataset.train.clone();
    stream(1, Purpose::Order, 0, 0).shuffle(&mut order);
    let single = |values: &[f64]| values.iter().flat_map(|&value| (value as f32).to_le_bytes()).collect::<Vec<u8>>();
    let whole = |values: &[usize]| values.iter().flat_map(|&value| (value as u32).to_le_bytes()).collect::<Vec<u8>>();
    let parts = [
        ("inputs", single(dataset.inputs.values())),
        ("labels", whole(&dataset.labels)),
        ("parameters", single(&parameters)),
        ("order", whole(&order)),
    ];
    for (part, bytes) in parts {
        std::fs::write(folder.join(format!("{}.{part}", workload.name)), bytes)?;
    }
    let mut engine = from_scratch::engine(&spec, dataset.clone(), &parameters);
    order.chunks_exact(workload.batch).for_each(|rows| {
        engine.step(&Batch::of(rows), 1e-3);
    });
    Ok(engine.evaluate(&dataset.train).loss)
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
