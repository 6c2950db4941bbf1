//! The data set as tensors, made once: a batch selects rows of them.

use burn::tensor::Tensor;
use engine::{Batch, Dataset};
use experiment::Spec;
use experiment::spec::{ClassWeights, WeightRule};

use crate::device::Place;
use crate::loss::{Answers, targets};

/// Inputs, targets and weights of all rows, without autodiff.
pub(crate) struct Data {
    place: Place,
    inputs: Tensor<2>,
    targets: Tensor<2>,
    /// The weight of each row, and the same as a column.
    weights: Option<(Vec<f64>, Tensor<2>)>,
}

impl Data {
    /// The tensors of a data set, targets prepared for the spec's loss.
    pub(crate) fn new(spec: &Spec, dataset: &Dataset, place: &Place) -> Data {
        let prepared = targets(spec.loss(), dataset.encoding, &dataset.targets);
        let weights = weights(spec, dataset).map(|weights| {
            let column = place.matrix([weights.len(), 1], &weights);
            (weights, column)
        });
        Data { place: place.clone(), inputs: place.tensor(&dataset.inputs), targets: place.tensor(&prepared), weights }
    }

    /// inputs: (rows, in), and what their outputs are compared with.
    pub(crate) fn rows(&self, rows: &[usize]) -> (Tensor<2>, Answers) {
        let whole = rows.len() == self.inputs.dims()[0] && rows.iter().enumerate().all(|(at, &row)| at == row);
        let indices = (!whole).then(|| self.place.indices(rows));
        let select = |all: &Tensor<2>| match &indices {
            Some(indices) => all.clone().select(0, indices.clone()),
            None => all.clone(),
        };
        let weights = self.weights.as_ref().map(|(weights, column)| {
            let sum = rows.iter().map(|&row| weights[row]).sum();
            (select(column), sum)
        });
        (select(&self.inputs), Answers { targets: select(&self.targets), weights })
    }

    /// The dropout masks of a batch, one for each hidden layer of these widths.
    pub(crate) fn masks(&self, batch: &Batch, widths: &[usize]) -> Vec<Tensor<2>> {
        let mask = |(mask, &width): (&Vec<f64>, &usize)| self.place.matrix([batch.rows.len(), width], mask);
        batch.masks.iter().zip(widths).map(mask).collect()
    }
}

/// The weight of each row: its own times that of its class; `None` if all are 1.
fn weights(spec: &Spec, dataset: &Dataset) -> Option<Vec<f64>> {
    let classes = spec.training.class_weights.as_ref().map(|weights| class_weights(weights, dataset));
    let own = |row: usize| dataset.weights.as_ref().map_or(1.0, |weights| weights[row]);
    match (&dataset.weights, classes) {
        (None, None) => None,
        (weights, None) => weights.clone(),
        (_, Some(classes)) => {
            Some(dataset.labels.iter().enumerate().map(|(row, &label)| own(row) * classes[label]).collect())
        }
    }
}

/// The weight of each class. A class without training samples weighs nothing.
fn class_weights(weights: &ClassWeights, dataset: &Dataset) -> Vec<f64> {
    match weights {
        ClassWeights::Each(weights) => weights.clone(),
        ClassWeights::Rule(WeightRule::Balanced) => {
            let classes = dataset.classes.len();
            let mut counts = vec![0.0; classes];
            dataset.train.iter().for_each(|&row| counts[dataset.labels[row]] += 1.0);
            let each = dataset.train.len() as f64 / classes as f64;
            counts.into_iter().map(|count| if count == 0.0 { 0.0 } else { each / count }).collect()
        }
    }
}
