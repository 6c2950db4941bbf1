//! What watches the epochs of a training: schedules, plateaus, early stopping.

use experiment::check::parse;
use experiment::spec::{self, Metric, Named, Part, Quantity, Schedule};
use experiment::{Experiment, Spec};
use runner::early_stopping::ImprovementTracker;
use runner::schedule::RateSchedule;

use crate::{assert_near, numbers, reference};

const LOSS: Metric = Metric { part: Part::Train, quantity: Quantity::Loss };

/// Twelve roundings at most: factor^e is one power here and a product of factors in PyTorch.
const PRODUCTS: f64 = 3e-15;

fn schedule(text: &str) -> Schedule {
    let text = format!("title = \"t\"\n[dataset]\nname = \"xor\"\n[network]\n[training]\nschedule = {text}\n");
    let parsed = parse::<Experiment>("schedule.toml", &text, &[], spec::check).unwrap_or_else(|e| panic!("{e}"));
    let Spec { training, .. } = parsed.base.first_spec();
    let Named(schedule) = training.schedule;
    schedule
}

#[test]
fn schedules_are_those_of_pytorch() {
    for (text, right) in reference("schedules").as_object().expect("schedules by their text") {
        let right = numbers(right);
        let rate = RateSchedule::new(schedule(text), right.len());
        for (epoch, right) in right.into_iter().enumerate() {
            assert_near(&format!("{text}, epoch {epoch}"), rate.factor(epoch), right, PRODUCTS);
        }
    }
}

/// PyTorch's counts bad epochs, ours the epochs since the best.
#[test]
fn plateaus_are_those_of_pytorch() {
    for case in reference("plateaus").as_array().expect("plateaus") {
        let (patience, factor) =
            (case["patience"].as_u64().expect("a count"), case["factor"].as_f64().expect("a factor"));
        let (losses, right) = (numbers(&case["losses"]), numbers(&case["factors"]));
        let plateau = Schedule::Plateau { monitor: LOSS, patience: patience as usize, factor };
        let mut rate = RateSchedule::new(plateau, losses.len());
        for (epoch, (loss, right)) in losses.into_iter().zip(right).enumerate() {
            rate.on_epoch_end(epoch, |_| loss);
            assert_near(&format!("patience {patience}, epoch {epoch}"), rate.factor(epoch + 1), right, PRODUCTS);
        }
    }
}

/// The epoch at which training ends, and the one whose parameters it goes back to.
#[test]
fn training_stops_where_patience_has_run_out() {
    for case in reference("stops").as_array().expect("stops") {
        let higher = case["higher"].as_bool().expect("yes or no");
        let quantity = if higher { Quantity::Accuracy } else { Quantity::Loss };
        let patience = case["patience"].as_u64().expect("a count") as usize;
        let delta = case["min_delta"].as_f64().expect("a number");
        let mut tracker = ImprovementTracker::new(Metric { quantity, ..LOSS }, patience, delta);
        let values = numbers(&case["values"]).into_iter().enumerate();
        let end =
            values.map(|(epoch, value)| (epoch, tracker.on_epoch_end(epoch, value).ended)).find(|(_, ended)| *ended);
        assert_eq!(end.map(|(epoch, _)| epoch as u64), case["end"].as_u64(), "{case}");
        assert_eq!(Some(tracker.patience_from() as u64), case["best"].as_u64(), "{case}");
    }
}
