//! A batch of the data set as matrices in the engine's precision.
//!
//! Rows that follow one another are read where they lie if the engine computes in `f64`; others are gathered into
//! buffers that are used again.

use engine::{Dataset, Matrix};

use crate::loss::Samples;
use crate::matrix::MatRef;
use crate::network::cache::fit;
use crate::scalar::Scalar;

/// The buffers of a batch.
#[derive(Debug, Clone, Default)]
pub struct Feed<T> {
    inputs: Vec<T>,
    targets: Vec<T>,
    weights: Vec<T>,
}

impl<T: Scalar> Feed<T> {
    /// x: (n, in) of these rows, and what their outputs are compared with.
    pub fn batch<'a>(&'a mut self, dataset: &'a Dataset, rows: &[usize]) -> (MatRef<'a, T>, Samples<'a, T>) {
        let weights = match &dataset.weights {
            None => None,
            Some(all) => {
                fit(&mut self.weights, rows.len());
                self.weights.iter_mut().zip(rows).for_each(|(weight, &row)| *weight = T::from_f64(all[row]));
                Some(self.weights.as_slice())
            }
        };
        let total = T::from_f64(total_weight(dataset, rows));
        let targets = select(&dataset.targets, rows, &mut self.targets);
        (select(&dataset.inputs, rows, &mut self.inputs), Samples { targets, weights, total })
    }
}

/// Σw over rows, added in `f64`: weights carry no derivative, and a long sum in `f32` loses digits.
pub fn total_weight(dataset: &Dataset, rows: &[usize]) -> f64 {
    dataset.weights.as_ref().map_or(rows.len() as f64, |weights| rows.iter().map(|&row| weights[row]).sum())
}

/// matrix: (N, m)  ->  these rows of it: (n, m)
pub fn select<'a, T: Scalar>(matrix: &'a Matrix, rows: &[usize], buffer: &'a mut Vec<T>) -> MatRef<'a, T> {
    let columns = matrix.columns();
    if let Some(all) = T::share(matrix.values())
        && rows.windows(2).all(|pair| pair[1] == pair[0] + 1)
    {
        let start = rows.first().map_or(0, |first| first * columns);
        return MatRef::new(&all[start..start + rows.len() * columns], rows.len(), columns);
    }
    fit(buffer, rows.len() * columns);
    for (target, &row) in buffer.chunks_exact_mut(columns.max(1)).zip(rows) {
        target.iter_mut().zip(matrix.row(row)).for_each(|(target, &value)| *target = T::from_f64(value));
    }
    MatRef::new(buffer, rows.len(), columns)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows in order are the data set's own memory in `f64`; out of order, or in `f32`, they are gathered.
    #[test]
    fn rows_are_gathered_or_shared() {
        let matrix = Matrix::new(3, 2, vec![1.0, 2.0, 3.0, 4.0, 5.0, 6.0]);
        let mut buffer = Vec::new();
        assert_eq!(select::<f64>(&matrix, &[1, 2], &mut buffer).values(), [3.0, 4.0, 5.0, 6.0]);
        assert!(buffer.is_empty(), "neighboring rows need no copy");
        assert_eq!(select::<f64>(&matrix, &[2, 0], &mut buffer).values(), [5.0, 6.0, 1.0, 2.0]);
        assert_eq!(select::<f32>(&matrix, &[1, 2], &mut Vec::new()).values(), [3.0f32, 4.0, 5.0, 6.0]);
    }
}
