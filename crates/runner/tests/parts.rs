//! Schedules, early stopping and the perceptron's end, against closed forms.

use experiment::record::Outcome;
use experiment::spec::{Metric, Part, Quantity, Schedule};
use runner::early_stopping::ImprovementTracker;
use runner::perceptron::{Corrections, EpochUpdates};
use runner::schedule::RateSchedule;

const LOSS: Metric = Metric { part: Part::Validation, quantity: Quantity::Loss };
const ACCURACY: Metric = Metric { part: Part::Validation, quantity: Quantity::Accuracy };

fn close(left: f64, right: f64) {
    // A handful of roundings: four units in the last place.
    assert!((left - right).abs() <= 4.0 * f64::EPSILON * right.abs(), "{left} is not {right}");
}

#[test]
fn schedules_are_their_formulas() {
    let factor = |schedule, epoch| RateSchedule::new(schedule, 11).factor(epoch);
    close(factor(Schedule::Constant, 7), 1.0);
    close(factor(Schedule::Step { every: 3, factor: 0.5 }, 8), 0.25);
    close(factor(Schedule::Exponential { factor: 0.5 }, 4), 0.0625);
    close(factor(Schedule::InverseTime { decay: 0.5 }, 6), 0.25);
}

#[test]
fn cosine_warms_up_and_ends_on_its_floor() {
    let rate = RateSchedule::new(Schedule::Cosine { warmup: 2, floor: 0.2 }, 11);
    close(rate.factor(0), 1.0 / 3.0);
    close(rate.factor(1), 2.0 / 3.0);
    close(rate.factor(2), 1.0);
    // Epoch 6 is the middle of the nine epochs 2 to 10, where the cosine is 0.
    close(rate.factor(6), 0.6);
    close(rate.factor(10), 0.2);
}

#[test]
fn a_plateau_lowers_the_rate_once_for_each_patience() {
    let mut rate = RateSchedule::new(Schedule::Plateau { monitor: LOSS, patience: 2, factor: 0.5 }, 20);
    let factors: Vec<f64> = (1..=9)
        .map(|epoch| {
            rate.on_epoch_end(epoch, |_| 1.0);
            rate.factor(epoch)
        })
        .collect();
    // Best in epoch 1; patience bears epochs 2 and 3, epoch 4 lowers the rate; it bears 5 and 6, epoch 7 lowers.
    assert_eq!(factors, [1.0, 1.0, 1.0, 0.5, 0.5, 0.5, 0.25, 0.25, 0.25]);
}

#[test]
fn the_quantity_says_which_way_is_better() {
    let mut loss = ImprovementTracker::new(LOSS, 1, 0.0);
    let mut accuracy = ImprovementTracker::new(ACCURACY, 1, 0.0);
    for (epoch, value) in [(0, 1.0), (1, 2.0)] {
        assert_eq!(loss.on_epoch_end(epoch, value).improved, epoch == 0);
        assert!(accuracy.on_epoch_end(epoch, value).improved);
    }
    assert!(loss.on_epoch_end(2, f64::NAN).ended, "a value that is no number never improves");
    assert_eq!(loss.patience_from(), 0);
}

#[test]
fn an_improvement_below_the_threshold_is_none() {
    let mut tracker = ImprovementTracker::new(LOSS, 5, 0.5);
    tracker.on_epoch_end(0, 2.0);
    assert!(!tracker.on_epoch_end(1, 1.5).improved);
    assert!(tracker.on_epoch_end(2, 1.4).improved);
}

#[test]
fn a_clean_epoch_ends_a_perceptron() {
    let mut corrections = Corrections::default();
    assert_eq!(corrections.on_epoch_end(1, 3, &[1.0], EpochUpdates::Identical), None);
    assert_eq!(corrections.on_epoch_end(2, 1, &[2.0], EpochUpdates::Identical), None);
    assert_eq!(
        corrections.on_epoch_end(3, 0, &[2.0], EpochUpdates::Identical),
        Some(Outcome::Clean { epoch: 3, corrections: 4 })
    );
}

#[test]
fn weights_that_come_back_are_a_cycle() {
    let mut corrections = Corrections::default();
    let ends = [[1.0, 0.0], [0.0, 1.0], [2.0, 2.0], [0.0, 1.0]];
    let outcomes: Vec<_> = ends
        .iter()
        .enumerate()
        .map(|(at, weights)| corrections.on_epoch_end(at + 1, 1, weights, EpochUpdates::Identical))
        .collect();
    assert_eq!(outcomes[..3], [None, None, None]);
    assert_eq!(outcomes[3], Some(Outcome::Cycle { epoch: 4, length: 2, corrections: 4 }));
}

#[test]
fn weights_tell_no_cycle_when_the_order_changes() {
    let mut corrections = Corrections::default();
    assert!((1..5).all(|epoch| corrections.on_epoch_end(epoch, 1, &[0.0], EpochUpdates::Varying).is_none()));
}
