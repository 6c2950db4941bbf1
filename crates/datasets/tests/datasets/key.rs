//! Which runs share their data.

use std::path::Path;

use crate::common::spec_with;
use datasets::{cache_key, load};
use experiment::Spec;

fn moons(dataset: &str, network: &str, training: &str) -> Spec {
    spec_with(&format!("name = \"moons\"\nsamples = 20\nfolds = 2\n{dataset}"), network, training)
}

#[test]
fn what_changes_the_data_changes_the_key() {
    let first = moons("", "", "");
    let others = [
        moons("noise = 0.3", "", ""),
        moons("seed = 9", "", ""),
        moons("scale = \"standard\"", "", ""),
        moons("", "output = \"tanh\"", ""),
        moons("", "output = \"sigmoid\"", ""),
        moons("", "", "loss = \"hinge\""),
        moons("", "", "class_weights = [1, 2]"),
        Spec { seed: 2, ..first.clone() },
        Spec { fold: Some(1), ..first.clone() },
    ];
    let data = |spec: &Spec| load(spec, Path::new(".")).expect("in order").dataset;
    for other in others {
        assert_ne!(data(&other), data(&first));
        assert_ne!(cache_key(&other), cache_key(&first));
    }
}

#[test]
fn what_leaves_the_data_alone_leaves_the_key() {
    let first = moons("seed = 3", "", "");
    let other = moons("seed = 3", "hidden = [7]\nactivation = \"relu\"", "epochs = 9\nbatch_size = 2");
    assert_eq!(cache_key(&Spec { seed: 5, ..other }), cache_key(&first));
}
