//! How the time of a sample grows with the width, the depth, the batch and the rows of the data, ours and burn's.
//!
//! `cargo run --release -p benches --bin growth [-- WORD…]` prints CSV with the header
//! `quantity,value,engine,nanoseconds_per_sample,peak_megabytes`, the last what the program has needed at most so far,
//! where the system tells. A word is a quantity (width, depth, batch, rows), one point of it
//! (`rows=1000`) or an engine; without any, all are measured. `peers/growth` asks JAX the same and makes tables and
//! figures of both. A network is 16-w-w-4 with 64 rows in a batch unless the quantity says otherwise, all in f32.

use std::time::{Duration, Instant};

use benches::Workload;
use engine::{Batch, Engine};
use experiment::spec::Device;

/// A measurement goes on until so much time has passed, but for three steps at least.
const TIME: Duration = Duration::from_millis(150);

/// Whose steps are measured.
const ENGINES: [&str; 2] = ["from-scratch", "burn-flex"];

/// One network of a series.
struct Point {
    value: usize,
    hidden: Vec<usize>,
    batch: usize,
    rows: usize,
}

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let (engines, quantities): (Vec<_>, Vec<_>) = words.into_iter().partition(|word| ENGINES.contains(&word.as_str()));
    from_scratch::threads::set_num_threads(std::thread::available_parallelism().map_or(1, usize::from));
    println!("quantity,value,engine,nanoseconds_per_sample,peak_megabytes");
    for (quantity, points) in series() {
        let is_named = |point: &Point, word: &str| word == quantity || word == format!("{quantity}={}", point.value);
        let is_wanted = |point: &Point| quantities.is_empty() || quantities.iter().any(|word| is_named(point, word));
        points.iter().filter(|point| is_wanted(point)).for_each(|point| measure(quantity, point, &engines));
    }
}

fn series() -> [(&'static str, Vec<Point>); 4] {
    let point = |value, hidden, batch, rows| Point { value, hidden, batch, rows };
    let powers = |from: u32, to: u32| (from..=to).map(|power| 1_usize << power);
    [
        ("width", powers(1, 12).map(|width| point(width, vec![width; 2], 64, 1024)).collect()),
        ("depth", powers(0, 6).map(|depth| point(depth, vec![32; depth], 64, 1024)).collect()),
        ("batch", powers(0, 12).map(|batch| point(batch, vec![64; 2], batch, 8192)).collect()),
        ("rows", (3..=7).map(|power| 10_usize.pow(power)).map(|rows| point(rows, vec![64; 2], 64, rows)).collect()),
    ]
}

/// Prints a line for each of these engines, or for all.
fn measure(quantity: &str, point: &Point, wanted: &[String]) {
    let workload = Workload::rectangle(16, &point.hidden, 4, point.batch, point.rows);
    let (spec, dataset) = (workload.spec(), workload.dataset());
    let parameters = workload.parameters(&spec);
    for name in ENGINES.into_iter().filter(|name| wanted.is_empty() || wanted.iter().any(|wanted| wanted == name)) {
        let mut engine = match name {
            "from-scratch" => from_scratch::engine(&spec, dataset.clone(), &parameters),
            _ => models::engine_on(Device::Flex, &spec, dataset.clone(), &parameters),
        };
        let time = nanoseconds(engine.as_mut(), &dataset.train, point.batch);
        println!("{quantity},{},{name},{time:.1},{}", point.value, peak().unwrap_or_default());
    }
}

/// The most memory that this program has had so far, in megabytes, as Linux tells it.
fn peak() -> Option<String> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let kilobytes: f64 =
        status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.strip_suffix("kB"))?.trim().parse().ok()?;
    Some(format!("{:.0}", kilobytes / 1024.0))
}

/// The time of a sample in steps over the data, the first of which is not counted.
fn nanoseconds(engine: &mut dyn Engine, rows: &[usize], batch: usize) -> f64 {
    let mut batches = rows.chunks_exact(batch).cycle();
    let mut step = || {
        engine.step(&Batch::of(batches.next().expect("it never ends")), 1e-3);
    };
    step();
    let (start, mut steps) = (Instant::now(), 0);
    while steps < 3 || start.elapsed() < TIME {
        step();
        steps += 1;
    }
    start.elapsed().as_secs_f64() * 1e9 / (steps * batch) as f64
}
