//! Products, sums and means.
//!
//! ```text
//! product    Σₖ x[i,k]·y[k,j]            affine     the same + b[j]
//! sum rows   Σₛ x[s,j] of each column    mean rows  1/n of it
//! ```

use super::Grid;
use crate::matrix::MatMut;
use crate::product::set_product;
use crate::scalar::Scalar;

/// x: (n, m)  y: (m, k)  ->  (n, k)
pub fn product<T: Scalar>(x: &Grid<T>, y: &Grid<T>) -> Grid<T> {
    let (rows, columns) = (x.rows(), y.columns());
    let mut values = vec![T::ZERO; rows * columns];
    set_product(x.view(), y.view(), MatMut::new(&mut values, rows, columns));
    Grid { rows, columns, values }
}

/// x: (n, m)  y: (1, m)  ->  x + y: (n, m)
pub fn add_row<T: Scalar>(x: &Grid<T>, y: &Grid<T>) -> Grid<T> {
    Grid::build(x.rows(), x.columns(), |s, j| x.at(s, j) + y.at(0, j))
}

/// x: (n, m)  w: (m, k)  b: (1, k)  ->  x·w + b: (n, k)
pub fn affine<T: Scalar>(x: &Grid<T>, w: &Grid<T>, b: &Grid<T>) -> Grid<T> {
    add_row(&product(x, w), b)
}

/// x: (n, m)  ->  Σ x: (1, 1)
pub fn sum<T: Scalar>(x: &Grid<T>) -> Grid<T> {
    Grid::single(total(x.values().iter().copied()))
}

/// x: (n, m)  ->  1/(nm) Σ x: (1, 1)
pub fn mean<T: Scalar>(x: &Grid<T>) -> Grid<T> {
    let count = T::from_f64(x.values().len() as f64);
    sum(x).map(|sum| sum / count)
}

/// x: (n, m)  ->  Σₛ x: (1, m)
pub fn sum_rows<T: Scalar>(x: &Grid<T>) -> Grid<T> {
    Grid::build(1, x.columns(), |_, j| total((0..x.rows()).map(|s| x.at(s, j))))
}

/// x: (n, m)  ->  1/n Σₛ x: (1, m)
pub fn mean_rows<T: Scalar>(x: &Grid<T>) -> Grid<T> {
    let count = T::from_f64(x.rows() as f64);
    sum_rows(x).map(|sum| sum / count)
}

fn total<T: Scalar>(values: impl Iterator<Item = T>) -> T {
    values.fold(T::ZERO, |sum, value| sum + value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use engine::Matrix;

    /// (1 2; 3 4): sums of the columns (4, 6), means (2, 3), in all 10 and 2½.
    #[test]
    fn sums_and_means_by_hand() {
        let x: Grid<f64> = Grid::of(&Matrix::new(2, 2, vec![1.0, 2.0, 3.0, 4.0]));
        assert_eq!(sum_rows(&x).values(), [4.0, 6.0]);
        assert_eq!(mean_rows(&x).values(), [2.0, 3.0]);
        assert_eq!((sum(&x).values()[0], mean(&x).values()[0]), (10.0, 2.5));
        assert_eq!(add_row(&x, &sum_rows(&x)).values(), [5.0, 8.0, 7.0, 10.0]);
    }
}
