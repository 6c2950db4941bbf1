//! The data set as tensors, made once: a batch selects rows of them.

use burn::tensor::Tensor;
use engine::{Batch, Dataset};
use experiment::Spec;

use crate::device::Place;
use crate::loss::{Answers, targets};

/// How many rows are evaluated at once.
const PIECE: usize = 1 << 14;

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
        let weights = dataset.weights.as_ref().map(|weights| {
            let column = place.matrix([weights.len(), 1], weights);
            (weights.clone(), column)
        });
        Data { place: place.clone(), inputs: place.tensor(&dataset.inputs), targets: place.tensor(&prepared), weights }
    }

    /// inputs: (rows, in), and what their outputs are compared with.
    pub(crate) fn rows(&self, rows: &[usize]) -> (Tensor<2>, Answers) {
        (self.select(&self.inputs, rows), self.answers(rows))
    }

    /// inputs: (rows, in) in pieces, so that a large part is never copied as a whole.
    pub(crate) fn pieces<'a>(&'a self, rows: &'a [usize]) -> impl Iterator<Item = Tensor<2>> + 'a {
        rows.chunks(PIECE).map(|piece| self.select(&self.inputs, piece))
    }

    /// What the outputs of these rows are compared with.
    pub(crate) fn answers(&self, rows: &[usize]) -> Answers {
        let weights = self.weights.as_ref().map(|(weights, column)| {
            let sum = rows.iter().map(|&row| weights[row]).sum();
            (self.select(column, rows), sum)
        });
        Answers { targets: self.select(&self.targets, rows), weights }
    }

    fn select(&self, all: &Tensor<2>, rows: &[usize]) -> Tensor<2> {
        let first = rows.first().copied().unwrap_or_default();
        let run = rows.iter().enumerate().all(|(at, &row)| row == first + at);
        match run {
            false => all.clone().select(0, self.place.indices(rows)),
            true if rows.len() == all.dims()[0] => all.clone(),
            true => all.clone().slice(first..first + rows.len()),
        }
    }

    /// The dropout masks of a batch, one for each hidden layer of these widths.
    pub(crate) fn masks(&self, batch: &Batch, widths: &[usize]) -> Vec<Tensor<2>> {
        let mask = |(mask, &width): (&Vec<f64>, &usize)| self.place.matrix([batch.rows.len(), width], mask);
        batch.masks.iter().zip(widths).map(mask).collect()
    }
}
