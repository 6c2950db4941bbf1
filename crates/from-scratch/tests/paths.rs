//! Training gives the same bits on every code path that this machine has, on one thread and on two.

mod common;

use std::sync::Arc;

use common::{CASES, Case, Rows, Targets, case, dataset};
use engine::{Batch, Dataset, Snapshot};
use experiment::Spec;
use experiment::spec::Precision;
use from_scratch::path::Path;
use from_scratch::threads;

/// Everything that a network has become after some steps on the current path and threads, and what it predicts.
fn trained(case: &Case, precision: Precision, data: &Arc<Dataset>, batch: &Batch) -> (Snapshot, Vec<f64>) {
    let spec = Spec { precision, ..case.spec() };
    let mut engine = from_scratch::engine(&spec, Arc::clone(data), &case.parameters(data));
    for _ in 0..3 {
        engine.step(batch, 0.05);
    }
    (engine.snapshot(), engine.predict(&data.inputs).values().to_vec())
}

/// The bits of all numbers: NaN is equal to itself, and 0 is not −0.
fn bits((snapshot, predictions): &(Snapshot, Vec<f64>)) -> Vec<u64> {
    let parts = [&snapshot.parameters, &snapshot.statistics, predictions].into_iter().chain(&snapshot.state);
    parts.flatten().map(|value| value.to_bits()).collect()
}

fn check(case: &Case, data: &Arc<Dataset>, batch: &Batch) {
    for precision in [Precision::F32, Precision::F64] {
        let here = |path: Path, count| {
            path.take();
            threads::set_num_threads(count);
            bits(&trained(case, precision, data, batch))
        };
        let plain = here(Path::Plain, 1);
        for (path, count) in Path::available().into_iter().flat_map(|path| [(path, 1), (path, 2)]) {
            let same = here(path, count) == plain;
            assert!(same, "{path:?} on {count} differs in {precision:?} on\n{}\n{}", case.network, case.training);
        }
    }
}

#[test]
fn small_networks_of_every_part() {
    for case in CASES {
        check(case, &case.weighted_dataset(), &Rows::of(&case.spec()).batch());
    }
}

/// Widths of whole vectors and of odd rests, and more inputs than a panel holds; products and updates that are shared.
#[test]
fn networks_in_tiles() {
    let rows: Vec<usize> = (0..50).rev().collect();
    let adam = case("hidden = [170, 33]\nactivation = \"relu\"", "optimizer = { rule = \"adam\" }");
    let tanh = case("hidden = [40]\nactivation = \"tanh\"", "loss = \"cross-entropy\"").on(Targets::OneHot(10));
    for case in [adam, tanh] {
        let data = Arc::new(dataset(50, 300, case.targets, 1));
        check(&case, &data, &Batch::of(&rows));
    }
}
