//! Rows of a matrix one after the other, very short ones as arrays.
//!
//! Softmax and the losses treat each sample by itself. A loop over the two or three outputs of a sample takes longer
//! than what it does with them. So work on rows is compiled for these lengths, too: with a length that it knows the
//! compiler writes that loop out, and fills vectors with samples instead. The order of operations within a sample is
//! the same, and so are its bits.

use crate::path::{Vector, Vectors};
use crate::scalar::Scalar;

/// How numbers that follow one another fall into rows.
pub trait Rows: Copy {
    /// Row after row.
    fn of<T>(self, values: &[T]) -> impl Iterator<Item = &[T]>;

    /// Row after row, to write.
    fn of_mut<T>(self, values: &mut [T]) -> impl Iterator<Item = &mut [T]>;
}

/// Rows of M numbers.
#[derive(Debug, Clone, Copy)]
struct Known<const M: usize>;

impl<const M: usize> Rows for Known<M> {
    #[inline(always)]
    fn of<T>(self, values: &[T]) -> impl Iterator<Item = &[T]> {
        values.as_chunks::<M>().0.iter().map(|row| &row[..])
    }

    #[inline(always)]
    fn of_mut<T>(self, values: &mut [T]) -> impl Iterator<Item = &mut [T]> {
        values.as_chunks_mut::<M>().0.iter_mut().map(|row| &mut row[..])
    }
}

/// Rows of any length.
#[derive(Debug, Clone, Copy)]
struct Any(usize);

impl Rows for Any {
    #[inline(always)]
    fn of<T>(self, values: &[T]) -> impl Iterator<Item = &[T]> {
        values.chunks_exact(self.0)
    }

    #[inline(always)]
    fn of_mut<T>(self, values: &mut [T]) -> impl Iterator<Item = &mut [T]> {
        values.chunks_exact_mut(self.0)
    }
}

/// Work on rows. Its method is `#[inline(always)]`, as what a [`crate::path::Kernel`] runs.
pub trait ByRow {
    /// What it gives.
    type Output;

    /// Does the work on matrices with such rows.
    fn run(self, rows: impl Rows) -> Self::Output;
}

/// Does the work on rows of so many numbers, at least one.
#[inline(always)]
pub fn by_row<T: Scalar, W: ByRow>(columns: usize, work: W) -> W::Output {
    match columns {
        columns if <T::Vectors as Vectors<T>>::Plain::BRIEF => work.run(Any(columns)),
        1 => work.run(Known::<1>),
        2 => work.run(Known::<2>),
        3 => work.run(Known::<3>),
        columns => work.run(Any(columns)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The second number of each row and the sum of all, whatever the length.
    struct Seconds<'a>(&'a mut [f64]);

    impl ByRow for Seconds<'_> {
        type Output = (Vec<f64>, f64);

        fn run(self, rows: impl Rows) -> (Vec<f64>, f64) {
            rows.of_mut(self.0).for_each(|row| row[0] += 10.0);
            let seconds = rows.of(self.0).map(|row| row.get(1).copied().unwrap_or_default()).collect();
            (seconds, rows.of(self.0).flatten().sum())
        }
    }

    /// 0, 1, …, 11 in rows of m: the first number of each of the 12/m rows grows by 10.
    #[test]
    fn numbers_fall_into_rows() {
        for (columns, seconds) in [
            (1, vec![0.0; 12]),
            (2, vec![1.0, 3.0, 5.0, 7.0, 9.0, 11.0]),
            (3, vec![1.0, 4.0, 7.0, 10.0]),
            (6, vec![1.0, 7.0]),
        ] {
            let mut numbers: [f64; 12] = std::array::from_fn(|index| index as f64);
            let sum = 66.0 + 10.0 * 12.0 / columns as f64;
            assert_eq!(by_row::<f64, _>(columns, Seconds(&mut numbers)), (seconds, sum));
        }
    }
}
