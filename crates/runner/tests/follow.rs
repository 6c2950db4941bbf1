//! Following a training: its updates are those of the run, and the network behind the last is the finished one.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use engine::{Dataset, Layout, initializer};
use experiment::check::parse;
use experiment::{Experiment, Spec, spec};
use runner::follow::{FollowUntil, follow};

const CONFIG: &str = r#"
title = "Five points"
engines = ["from-scratch"]
network = { hidden = [3], dropout = 0.5 }
training = { epochs = 3, batch_size = 2, optimizer = { rule = "momentum", learning_rate = 0.1 } }

[dataset]
name = "inline"
task = "regression"
inputs = [[0], [1], [2], [3], [4]]
targets = [[1], [3], [5], [7], [9]]
"#;

const BUILD: runner::BuildEngine = |_, spec, dataset, parameters| from_scratch::engine(spec, dataset, parameters);

fn case() -> (Spec, Arc<Dataset>) {
    of(CONFIG)
}

fn of(config: &str) -> (Spec, Arc<Dataset>) {
    let spec = parse::<Experiment>("five.toml", config, &[], spec::check).expect("it is right").base.first_spec();
    let dataset = datasets::load(&spec, Path::new("")).expect("the data are inline").dataset;
    (spec, Arc::new(dataset))
}

/// Each update, made again from its notes alone, leads to the next; five samples in batches of two are three updates an
/// epoch, and the ninth leads to what the run leaves.
#[test]
fn the_updates_are_those_of_the_run() {
    let (spec, dataset) = case();
    let wanted: BTreeSet<usize> = (0..=20).collect();
    let followed = follow(&spec, &dataset, BUILD, &wanted, FollowUntil::End);
    let end = followed.end.expect("it was followed to the end");
    assert_eq!((end.updates, end.epochs), (9, 3));
    assert_eq!(followed.updates.keys().copied().collect::<Vec<_>>(), (0..=9).collect::<Vec<_>>());
    let layout = Layout::of(&spec, 1, 1);
    let mut engine = from_scratch::engine(&spec, dataset.clone(), &initializer::initial(&spec, &layout));
    for (number, update) in &followed.updates {
        assert_eq!(engine.snapshot(), update.before, "update {number}");
        assert_eq!(update.epoch, number / 3 + 1);
        assert_eq!(update.masks[0].len(), update.rows.len() * 3);
        engine.step(&update.batch(), update.rate);
    }
    let trained = runner::run::train_unrecorded(&spec, &dataset, BUILD, &AtomicBool::new(false), |_, _| {})
        .expect("nobody stops it");
    assert_eq!(followed.updates[&9].before, trained.engines[0].snapshot);
}

/// Training goes no further than the last update that is wanted, and what is not wanted is not kept.
#[test]
fn it_ends_behind_what_is_wanted() {
    let (spec, dataset) = case();
    let followed = follow(&spec, &dataset, BUILD, &BTreeSet::from([1, 4]), FollowUntil::LastWanted);
    assert_eq!(followed.updates.keys().copied().collect::<Vec<_>>(), [1, 4]);
    assert_eq!(followed.end, None);
    let none = follow(&spec, &dataset, BUILD, &BTreeSet::new(), FollowUntil::LastWanted);
    assert!(none.updates.is_empty());
}

/// By one sample, by a few, by all: each of the five rows is in one batch of each of the three epochs, and unless one
/// batch has them all, each epoch has an order of its own.
#[test]
fn each_row_is_in_one_batch_of_an_epoch() {
    for (size, lengths) in [("1", vec![1; 5]), ("2", vec![2, 2, 1]), ("\"full\"", vec![5])] {
        let (spec, dataset) = of(&CONFIG.replace("batch_size = 2", &format!("batch_size = {size}")));
        let wanted: BTreeSet<usize> = (0..3 * lengths.len()).collect();
        let updates = follow(&spec, &dataset, BUILD, &wanted, FollowUntil::End).updates;
        let batches: Vec<Vec<usize>> = updates.into_values().take(wanted.len()).map(|update| update.rows).collect();
        let epochs: Vec<&[Vec<usize>]> = batches.chunks(lengths.len()).collect();
        for epoch in &epochs {
            assert_eq!(epoch.iter().map(Vec::len).collect::<Vec<_>>(), lengths, "batches of {size}");
            let mut rows = epoch.concat();
            rows.sort_unstable();
            assert_eq!(rows, [0, 1, 2, 3, 4], "batches of {size}");
        }
        assert_eq!(epochs[0] != epochs[1] && epochs[1] != epochs[2], lengths.len() > 1, "batches of {size}");
    }
}
