//! Batches: rows of the data set as matrices in the engine's precision.
//!
//! The data are the data set's own, in `f64`: scaling, baselines, metrics and certificates are computed from them, also
//! where a network trains in `f32`. For `f32` there is a copy besides, of large data none: each batch is rounded anew.
//! Rows that follow one another are read where they lie; others are gathered into buffers that are used again.

use std::sync::Arc;

use engine::{Dataset, Matrix};

use crate::batch_loss::Samples;
use crate::buffer::Buffer;
use crate::matrix::MatRef;
use crate::path::{self, Vector, VectorKernel, load, store};
use crate::scalar::Scalar;
use crate::threads;

/// A data set, and the buffers of a batch of it.
#[derive(Debug)]
pub struct BatchGatherer<T> {
    dataset: Arc<Dataset>,
    /// All inputs and all targets in `f32`, once a batch has been asked for; of other numbers none.
    kept: Option<[Option<Buffer<T>>; 2]>,
    inputs: Buffer<T>,
    targets: Buffer<T>,
    weights: Buffer<T>,
}

impl<T: Scalar> BatchGatherer<T> {
    /// Batches of this data set.
    pub fn new(dataset: Arc<Dataset>) -> BatchGatherer<T> {
        BatchGatherer {
            dataset,
            kept: None,
            inputs: Buffer::default(),
            targets: Buffer::default(),
            weights: Buffer::default(),
        }
    }

    /// The data set.
    pub fn dataset(&self) -> &Arc<Dataset> {
        &self.dataset
    }

    /// x: (n, in) of these rows, and what their outputs are compared with. Inlined always, so that both are made where
    /// they are used: copying what has just been written stalls, as [`crate::path::Kernel`] says.
    #[inline(always)]
    pub fn batch(&mut self, rows: &[usize]) -> (MatRef<'_, T>, Samples<'_, T>) {
        let total = T::from_f64(self.total_weight(rows));
        let weights = self.dataset.weights.as_ref().map(|all| {
            self.weights.resize(rows.len());
            self.weights.iter_mut().zip(rows).for_each(|(weight, &row)| *weight = T::from_f64(all[row]));
            &self.weights[..]
        });
        let Dataset { inputs, targets, .. } = &*self.dataset;
        let kept = self.kept.get_or_insert_with(|| [T::keep(inputs.values()), T::keep(targets.values())]);
        let [kept_inputs, kept_targets] = kept.each_ref().map(Option::as_deref);
        let targets = select(targets, kept_targets, rows, &mut self.targets);
        (select(inputs, kept_inputs, rows, &mut self.inputs), Samples { targets, weights, total })
    }

    /// Any inputs: (n, in), as a matrix in the engine's precision.
    pub fn inputs<'a>(&'a mut self, inputs: &'a Matrix, rows: &[usize]) -> MatRef<'a, T> {
        select(inputs, None, rows, &mut self.inputs)
    }

    /// Σw over rows, added in `f64`: weights carry no derivative, and a long sum in `f32` loses digits.
    pub fn total_weight(&self, rows: &[usize]) -> f64 {
        self.dataset.weights.as_ref().map_or(rows.len() as f64, |weights| rows.iter().map(|&row| weights[row]).sum())
    }
}

/// matrix: (N, m), and perhaps all its values in this precision  ->  these rows of it: (n, m)
#[inline(always)]
fn select<'a, T: Scalar>(
    matrix: &'a Matrix,
    kept: Option<&'a [T]>,
    rows: &[usize],
    buffer: &'a mut Buffer<T>,
) -> MatRef<'a, T> {
    let (columns, all) = (matrix.columns(), kept.or_else(|| T::share(matrix.values())));
    if let Some(all) = all
        && rows.windows(2).all(|pair| pair[1] == pair[0] + 1)
    {
        let start = rows.first().map_or(0, |first| first * columns);
        return MatRef::new(&all[start..start + rows.len() * columns], rows.len(), columns);
    }
    buffer.resize(rows.len() * columns);
    match all {
        Some(all) => gather(all, columns, rows, buffer),
        None => {
            for (target, &row) in buffer.chunks_exact_mut(columns.max(1)).zip(rows) {
                target.iter_mut().zip(matrix.row(row)).for_each(|(to, &value)| *to = T::from_f64(value));
            }
        }
    }
    MatRef::new(buffer, rows.len(), columns)
}

/// all: (N, m)  ->  these rows of it, one after the other
fn gather<T: Scalar>(all: &[T], columns: usize, rows: &[usize], buffer: &mut [T]) {
    let copy = |(rows, to)| path::run_vectors::<T, T::Vectors>(Gather { all, columns, rows, to });
    let Some(part) = threads::part(buffer.len()) else { return copy((rows, buffer)) };
    let part = part.div_ceil(columns);
    threads::share(rows.chunks(part).zip(buffer.chunks_mut(part * columns)), copy);
}

/// Rows by vectors: a call into a library for each row would take longer than a short row.
struct Gather<'a, T> {
    all: &'a [T],
    columns: usize,
    rows: &'a [usize],
    to: &'a mut [T],
}

impl<T: Scalar> VectorKernel<T> for Gather<'_, T> {
    #[inline(always)]
    fn run<V: Vector<T>>(self) {
        for (to, &row) in self.to.chunks_exact_mut(self.columns.max(1)).zip(self.rows) {
            let from = &self.all[row * self.columns..][..self.columns];
            for (to, from) in to.chunks_mut(V::LANES).zip(from.chunks(V::LANES)) {
                store::<T, V>(load(from), to);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows in order are the data set's own memory in `f64`; out of order, or in `f32`, they are gathered.
    #[test]
    fn rows_are_gathered_or_shared() {
        let matrix = Matrix::new(3, 2, vec![1.0, 2.0, 3.0, 4.0, 5.0, 6.0]);
        let mut buffer = Buffer::default();
        assert_eq!(select::<f64>(&matrix, None, &[1, 2], &mut buffer).values(), [3.0, 4.0, 5.0, 6.0]);
        assert!(buffer.is_empty(), "neighboring rows need no copy");
        assert_eq!(select::<f64>(&matrix, None, &[2, 0], &mut buffer).values(), [5.0, 6.0, 1.0, 2.0]);
        assert_eq!(select::<f32>(&matrix, None, &[1, 2], &mut Buffer::default()).values(), [3.0f32, 4.0, 5.0, 6.0]);
        let kept = f32::keep(matrix.values()).expect("data in f32 are kept");
        assert_eq!(select(&matrix, Some(&kept), &[1, 2], &mut Buffer::default()).values(), [3.0f32, 4.0, 5.0, 6.0]);
        assert_eq!(select(&matrix, Some(&kept), &[2, 0], &mut Buffer::default()).values(), [5.0f32, 6.0, 1.0, 2.0]);
    }
}
