//! The weight of each row in the loss: its own, times that of its class.
//!
//! balanced   n/(k·n_c): n rows train, n_c of them are of class c, k classes. A class without training rows
//! weighs 1. Nothing is divided by the sum here: the losses do that.

use experiment::Spec;
use experiment::spec::{ClassWeights, WeightRule};
use experiment::words::count;

use crate::data_error::{DataError, list};
use crate::split::Split;

/// The weight of each row, `None` if all are 1.
///
/// # Errors
/// Class weights of a regression, or of another number of classes; a part whose weights sum to 0, or to a number that
/// f64 cannot divide by.
pub fn sample_weights(
    spec: &Spec,
    own: Option<Vec<f64>>,
    labels: &[usize],
    classes: &[String],
    split: &Split,
) -> Result<Option<Vec<f64>>, DataError> {
    let at = if own.is_some() { "dataset.weights" } else { "training.class_weights" };
    let weights = match &spec.training.class_weights {
        None => own,
        Some(rule) => {
            let of_class = class_weights(rule, labels, classes, split)?;
            let own = own.unwrap_or_else(|| vec![1.0; labels.len()]);
            Some(own.into_iter().zip(labels).map(|(weight, &label)| weight * of_class[label]).collect())
        }
    };
    if let Some(weights) = &weights {
        every_part_weighs(weights, split, at)?;
    }
    Ok(weights)
}

/// Sums of weights that a loss and its square can be multiplied with and divided by, and be far from the ends of f64.
const SUMS: std::ops::Range<f64> = 1e-100..1e100;

/// A loss is divided by the sum of the weights of a part.
fn every_part_weighs(weights: &[f64], split: &Split, at: &str) -> Result<(), DataError> {
    let parts = [("training", &split.train), ("validation", &split.validation), ("test", &split.test)];
    for (part, rows) in parts {
        let sum: f64 = rows.iter().map(|&row| weights[row]).sum();
        if sum != 0.0 && !SUMS.contains(&sum) {
            let size = if sum < SUMS.start { "small" } else { "large" };
            return Err(DataError::new(
                at,
                format!("the weights of the {part} part sum to {sum:e}, which is too {size}"),
            )
            .help("a loss is divided by the sum of the weights: multiply all of them by one number"));
        }
        if sum == 0.0 && !rows.is_empty() {
            return Err(DataError::new(at, format!("the weights of the {part} part sum to 0"))
                .help("a loss is divided by the sum of the weights, so one of them is above 0"));
        }
    }
    Ok(())
}

fn class_weights(
    rule: &ClassWeights,
    labels: &[usize],
    classes: &[String],
    split: &Split,
) -> Result<Vec<f64>, DataError> {
    let error = |message: String| DataError::new("training.class_weights", message);
    match rule {
        _ if classes.is_empty() => {
            Err(error("a regression has no classes to weigh".into()).help("leave out class_weights"))
        }
        ClassWeights::Rule(WeightRule::Balanced) => Ok(balanced(labels, classes.len(), &split.train)),
        ClassWeights::Each(weights) if weights.len() == classes.len() => Ok(weights.clone()),
        ClassWeights::Each(weights) => {
            let message = format!("{} for {} classes", count(weights.len(), "weight"), classes.len());
            Err(error(message).help(format!("one for each, in this order: {}", list(classes))))
        }
    }
}

fn balanced(labels: &[usize], classes: usize, train: &[usize]) -> Vec<f64> {
    let mut counts = vec![0usize; classes];
    train.iter().for_each(|&row| counts[labels[row]] += 1);
    let weight = |count: usize| if count == 0 { 1.0 } else { train.len() as f64 / (classes * count) as f64 };
    counts.into_iter().map(weight).collect()
}
