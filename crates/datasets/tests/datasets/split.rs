//! Parts: their sizes, their classes, and that together they are the whole.

use crate::common::{loaded, spec};
use datasets::load;
use engine::Dataset;
use experiment::Spec;
use std::path::Path;

fn counts(set: &Dataset, rows: &[usize]) -> Vec<usize> {
    (0..set.schema.classes.len()).map(|class| rows.iter().filter(|&&row| set.labels[row] == class).count()).collect()
}

fn whole(set: &Dataset) -> Vec<usize> {
    let mut rows = [set.train.clone(), set.validation.clone(), set.test.clone()].concat();
    rows.sort_unstable();
    rows
}

/// 0.25·150 = 37.5 rounds to 38: 12.5 of each class, 12 and two more by remainder (equal ones: the first
/// classes). 0.2·150 = 30 of the 38, 37, 37 left in each class: 10.18, 9.91, 9.91, so 10 each.
#[test]
fn stratified_parts_have_exact_sizes() {
    let set = loaded("name = \"iris\"\ntest = 0.25\nvalidation = 0.2").dataset;
    assert_eq!(counts(&set, &set.test), [13, 13, 12]);
    assert_eq!(counts(&set, &set.validation), [10, 10, 10]);
    assert_eq!(counts(&set, &set.train), [27, 27, 28]);
    assert_eq!(whole(&set), (0..150).collect::<Vec<_>>());
    for part in [&set.train, &set.validation, &set.test] {
        assert!(part.is_sorted(), "rows keep the order of the table");
    }
}

#[test]
fn without_shares_nothing_is_held_out() {
    let set = loaded("name = \"iris\"").dataset;
    assert_eq!(set.train, (0..150).collect::<Vec<_>>());
    assert!(set.validation.is_empty() && set.test.is_empty());
}

#[test]
fn numbers_are_cut_without_strata() {
    let set = loaded("name = \"diabetes\"\ntest = 0.25").dataset;
    assert_eq!((set.train.len(), set.test.len()), (331, 111));
    let set = loaded("name = \"and\"\ntest = 0.25\nstratify = false").dataset;
    assert_eq!((set.train.len(), set.test.len()), (3, 1));
}

fn fold(text: &str, fold: usize) -> Dataset {
    let spec = Spec { fold: Some(fold), ..spec(text) };
    load(&spec, Path::new(".")).unwrap_or_else(|error| panic!("{error}")).dataset
}

/// 178 wines of 59, 71 and 48 in 10 folds: 8 folds of 18 and 2 of 17; of each class ⌊n/10⌋ or one more.
#[test]
fn every_row_is_held_out_by_one_fold() {
    let text = "name = \"wine\"\nfolds = 10\nvalidation = 0.1";
    let mut held_out = Vec::new();
    for index in 0..10 {
        let set = fold(text, index);
        assert_eq!(whole(&set), (0..178).collect::<Vec<_>>());
        assert_eq!(set.test.len(), if index < 8 { 18 } else { 17 });
        assert_eq!(set.validation.len(), 18);
        for (count, all) in counts(&set, &set.test).into_iter().zip([59, 71, 48]) {
            assert!(count == all / 10 || count == all / 10 + 1, "fold {index}: {count} of {all}");
        }
        held_out.extend(set.test);
    }
    held_out.sort_unstable();
    assert_eq!(held_out, (0..178).collect::<Vec<_>>());
}

#[test]
fn seeds_cut_differently() {
    let with = |seed: u64| {
        let spec = Spec { seed, ..spec("name = \"iris\"\ntest = 0.3") };
        load(&spec, Path::new(".")).unwrap_or_else(|error| panic!("{error}")).dataset
    };
    assert_eq!(with(5).test, with(5).test);
    assert_ne!(with(5).test, with(6).test);
}
