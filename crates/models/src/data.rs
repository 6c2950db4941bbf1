//! The data set as tensors, made once: a batch selects rows of them.

use burn::tensor::Tensor;
use engine::{Batch, Dataset};
use experiment::Spec;

use crate::device::TensorOptions;
use crate::loss::{TargetBatch, prepared};

/// How many rows are evaluated at once: their hidden activations lie in memory together.
const CHUNK: usize = 1 << 14;

/// Inputs, targets and weights of all rows, without autodiff.
pub(crate) struct Data {
    options: TensorOptions,
    inputs: Tensor<2>,
    targets: Tensor<2>,
    /// The weight of each row, and the same as a column.
    weights: Option<(Vec<f64>, Tensor<2>)>,
}

impl Data {
    /// The tensors of a data set, targets prepared for the spec's loss.
    pub(crate) fn new(spec: &Spec, dataset: &Dataset, options: &TensorOptions) -> Data {
        let prepared = prepared(spec.loss(), dataset.schema.encoding, &dataset.targets);
        let weights = dataset.weights.as_ref().map(|weights| {
            let column = options.matrix([weights.len(), 1], weights);
            (weights.clone(), column)
        });
        Data {
            options: options.clone(),
            inputs: options.tensor(&dataset.inputs),
            targets: options.tensor(&prepared),
            weights,
        }
    }

    /// inputs: (rows, in), and the targets of these rows.
    pub(crate) fn rows(&self, rows: &[usize]) -> (Tensor<2>, TargetBatch) {
        (self.select(&self.inputs, rows), self.targets(rows))
    }

    /// inputs: (rows, in) in chunks, so that a large part is never copied as a whole.
    pub(crate) fn chunks<'a>(&'a self, rows: &'a [usize]) -> impl Iterator<Item = Tensor<2>> + 'a {
        rows.chunks(CHUNK).map(|chunk| self.select(&self.inputs, chunk))
    }

    /// The targets of these rows: (rows, out), and their weights.
    pub(crate) fn targets(&self, rows: &[usize]) -> TargetBatch {
        let weights = self.weights.as_ref().map(|(weights, column)| {
            let sum = rows.iter().map(|&row| weights[row]).sum();
            (self.select(column, rows), sum)
        });
        TargetBatch { values: self.select(&self.targets, rows), weights }
    }

    fn select(&self, all: &Tensor<2>, rows: &[usize]) -> Tensor<2> {
        let first = rows.first().copied().unwrap_or_default();
        let run = rows.iter().enumerate().all(|(at, &row)| row == first + at);
        match run {
            false => all.clone().select(0, self.options.indices(rows)),
            true if rows.len() == all.dims()[0] => all.clone(),
            true => all.clone().slice(first..first + rows.len()),
        }
    }

    /// The dropout masks of a batch, one for each hidden layer of these widths.
    pub(crate) fn masks(&self, batch: &Batch, widths: &[usize]) -> Vec<Tensor<2>> {
        let mask = |(mask, &width): (&Vec<f64>, &usize)| self.options.matrix([batch.rows.len(), width], mask);
        batch.masks.iter().zip(widths).map(mask).collect()
    }
}
