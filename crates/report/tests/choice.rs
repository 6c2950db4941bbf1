//! Which run predicts, of which arm.

#[allow(dead_code, unused_imports, reason = "each test file uses its share")]
mod records;

use experiment::record::{Outcome, Record};
use experiment::spec::{Metric, Part, Quantity};
use records::Fixture;
use report::choice::choice;

const CONFIG: &str = r#"
title = "Choice"
seeds = [1, 2, 3]

[dataset]
name = "iris"
test = 0.2
VALIDATION

[network]

[training]
epochs = 3

[sweep]
"network.hidden" = [[2], [4, 3]]
"#;

/// Two arms of three seeds, whose accuracy on every part is that of the list.
fn fixture(validation: &str, accuracies: [f64; 6]) -> Fixture {
    let set = |index: usize, record: &mut Record| {
        for value in record.run.finals.iter_mut().flat_map(|last| &mut last.values) {
            if value.0.quantity == Quantity::Accuracy {
                value.1 = accuracies[index];
            }
        }
    };
    Fixture::of(&CONFIG.replace("VALIDATION", validation)).with(set)
}

#[test]
fn the_best_run_of_the_best_arm_predicts() {
    let made = fixture("validation = 0.2", [0.9, 0.5, 0.5, 0.7, 0.8, 0.75]);
    let chosen = choice(&made.records).expect("there are runs");
    // The second arm has the better mean; of its runs the second is the best.
    assert_eq!((chosen.run, chosen.arm), (4, vec![3, 4, 5]));
    assert!(chosen.reason.ends_with("the best arm, the best run by validation accuracy"), "{}", chosen.reason);
}

#[test]
fn without_a_validation_part_it_is_the_first_seed() {
    let made = fixture("", [0.5, 0.5, 0.5, 0.7, 0.8, 0.75]);
    let chosen = choice(&made.records).expect("there are runs");
    assert_eq!(chosen.run, 3);
    assert!(chosen.reason.ends_with("the best arm, the first seed"), "{}", chosen.reason);
}

#[test]
fn runs_that_diverged_are_left_out() {
    let made = fixture("validation = 0.2", [0.5; 6]).with(|index, record| {
        if index != 4 {
            record.run.outcomes.iter_mut().for_each(|(_, outcome)| *outcome = Outcome::Diverged { epoch: 1 });
        }
    });
    let chosen = choice(&made.records).expect("there are runs");
    assert_eq!((chosen.run, chosen.arm), (4, vec![4]));
    let measured = Metric { part: Part::Validation, quantity: Quantity::Accuracy };
    assert!(made.records[4].run.finals[0].get(measured).is_some());
    assert_eq!(choice(&[]), None);
}
