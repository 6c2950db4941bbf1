//! Samples per second of both engines: one epoch of each workload, shuffled, in f32.

use std::sync::Arc;

use benches::{WORKLOADS, Workload};
use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use engine::random::{Purpose, stream};
use engine::{Batch, Dataset, Engine};
use experiment::Spec;

type Build = fn(&Spec, Arc<Dataset>, &[f64]) -> Box<dyn Engine>;

/// Updates of one measured piece of an epoch: enough to see the caches warm, few enough for the largest net.
const UPDATES: usize = 32;

fn epoch(criterion: &mut Criterion) {
    for workload in &WORKLOADS {
        let mut group = criterion.benchmark_group(workload.name);
        group.sample_size(10).throughput(Throughput::Elements((UPDATES * workload.batch) as u64));
        for (name, build) in [("from-scratch", from_scratch::engine as Build), ("burn-flex", models::engine)] {
            let (spec, dataset) = (workload.spec(), workload.dataset());
            let mut engine = build(&spec, dataset.clone(), &workload.parameters(&spec));
            let mut order = dataset.train.clone();
            stream(1, Purpose::Order, 0, 0).shuffle(&mut order);
            group.bench_function(name, |bencher| {
                bencher.iter_batched(|| (), |()| piece(engine.as_mut(), workload, &order), BatchSize::PerIteration);
            });
        }
    }
}

fn piece(engine: &mut dyn Engine, workload: &Workload, order: &[usize]) {
    for rows in order.chunks(workload.batch).take(UPDATES) {
        engine.step(&Batch::of(rows), 1e-3);
    }
}

criterion_group!(benches, epoch);
criterion_main!(benches);
