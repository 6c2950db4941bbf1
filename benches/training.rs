//! Samples per second of both engines: updates of each workload, shuffled, in f32, on one core.

use std::sync::Arc;

use benches::WORKLOADS;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use engine::random::{Purpose, stream};
use engine::{Batch, Dataset, Engine};
use experiment::Spec;

type BuildEngine = fn(&Spec, Arc<Dataset>, &[f64]) -> Box<dyn Engine>;

/// Updates of one measured piece of an epoch: enough that the call around them costs nothing.
const UPDATES: usize = 32;

fn updates(criterion: &mut Criterion) {
    for workload in &WORKLOADS {
        let mut group = criterion.benchmark_group(workload.name);
        group.sample_size(10).throughput(Throughput::Elements((UPDATES * workload.batch) as u64));
        for (name, build) in [("from-scratch", from_scratch::engine as BuildEngine), ("burn-flex", models::engine)] {
            let (spec, dataset) = (workload.spec(), workload.dataset());
            let mut engine = build(&spec, dataset.clone(), &workload.parameters(&spec));
            let mut order = dataset.train.clone();
            stream(1, Purpose::Order, 0, 0).shuffle(&mut order);
            let mut batches = order.chunks_exact(workload.batch).cycle();
            group.bench_function(name, |bencher| bencher.iter(|| piece(engine.as_mut(), &mut batches)));
        }
    }
}

/// The next updates of an epoch that never ends.
fn piece<'a>(engine: &mut dyn Engine, batches: &mut impl Iterator<Item = &'a [usize]>) {
    for rows in batches.take(UPDATES) {
        engine.step(&Batch::of(rows), 1e-3);
    }
}

criterion_group!(benches, updates);
criterion_main!(benches);
