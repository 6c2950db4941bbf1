//! What judges share: distances, derivatives by dual numbers, points on a line, and matrices in plain f64.

use engine::Matrix;
use engine::random::{Purpose, stream};
use from_scratch::Scalar;
use from_scratch::dual::Dual;
use from_scratch::reference::{Grid, arithmetic, reference};

/// A matrix of numbers between −1 and 1 without any pattern, always the same for the same `seed`.
pub fn sample(rows: usize, columns: usize, seed: u64) -> Matrix {
    let mut stream = stream(seed, Purpose::Check, rows as u64, columns as u64);
    Matrix::new(rows, columns, (0..rows * columns).map(|_| stream.between(-1.0, 1.0)).collect())
}

/// The gradient of a function with respect to each of its inputs, by dual numbers.
pub fn gradients(inputs: &[Matrix], function: impl Fn(&[Grid<Dual>]) -> Dual) -> Vec<Matrix> {
    reference(inputs, &Matrix::new(1, 1, vec![1.0]), |inputs| Grid::single(function(inputs))).gradients
}

/// f′(x), by a dual number.
pub fn slope(f: impl Fn(Dual) -> Dual, x: f64) -> f64 {
    f(Dual::seed(x)).derivative
}

/// The largest difference of two elements in one place; infinite for different shapes.
pub fn distance(found: &Grid<f64>, truth: &Matrix) -> f64 {
    if (found.rows(), found.columns()) != (truth.rows(), truth.columns()) {
        return f64::INFINITY;
    }
    worst(found.values().iter().zip(truth.values()).map(|(found, truth)| found - truth))
}

/// The largest size of some numbers; infinite if one is not a number.
pub fn worst(values: impl IntoIterator<Item = f64>) -> f64 {
    values
        .into_iter()
        .fold(0.0, |worst, value| if value.is_nan() { f64::INFINITY } else { f64::max(worst, value.abs()) })
}

/// 120 points between −6 and 6, symmetric, without 0 and without any kink.
pub fn points() -> impl Iterator<Item = f64> {
    (0..120).map(|number| f64::from(2 * number - 119) / 20.0)
}

/// A row of numbers.
pub fn row(values: &[f64]) -> Grid<f64> {
    Grid::of(&Matrix::new(1, values.len(), values.to_vec()))
}

/// A square of four numbers, row by row.
pub fn square(values: [f64; 4]) -> Grid<f64> {
    Grid::of(&Matrix::new(2, 2, values.to_vec()))
}

/// x: (n, m)  ->  xᵀ: (m, n)
pub fn transposed<T: Scalar>(x: &Grid<T>) -> Grid<T> {
    Grid::build(x.columns(), x.rows(), |i, j| x.at(j, i))
}

/// a: (1, n)  d: (1, m)  ->  aᵀ·d: (n, m)
pub fn outer(a: &Grid<f64>, d: &Grid<f64>) -> Grid<f64> {
    arithmetic::product(&transposed(a), d)
}

/// Element by element.
pub fn times(x: &Grid<f64>, y: &Grid<f64>) -> Grid<f64> {
    x.zip(y, |x, y| x * y)
}

/// Whether the product of two matrices exists.
pub fn conformable(x: &Grid<f64>, y: &Grid<f64>) -> bool {
    x.columns() == y.rows()
}

/// 1/(1 + e⁻ᶻ), as every lecture prints it.
pub fn sigmoid<T: Scalar>(z: T) -> T {
    T::ONE / (T::ONE + (-z).exp())
}

/// The number of this type.
pub fn number<T: Scalar>(value: f64) -> T {
    T::from_f64(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// d(xy)/dx = y, (x²)′ = 2x; a row is no column.
    #[test]
    fn by_hand() {
        let found =
            gradients(&[Matrix::new(1, 1, vec![3.0]), Matrix::new(1, 1, vec![5.0])], |i| i[0].at(0, 0) * i[1].at(0, 0));
        assert_eq!(found[0].values(), [5.0]);
        assert_eq!(slope(|x| x * x, 4.0), 8.0);
        assert_eq!(distance(&row(&[1.0, 2.0]), &Matrix::new(2, 1, vec![1.0, 2.0])), f64::INFINITY);
        assert_eq!(distance(&row(&[1.0, 2.5]), &Matrix::new(1, 2, vec![1.0, 2.0])), 0.5);
        assert_eq!(worst([1.0, f64::NAN]), f64::INFINITY);
        assert!(points().all(|x| x != 0.0 && points().any(|y| y == -x)));
    }
}
