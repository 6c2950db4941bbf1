//! Linear regression by the normal equations: (XᵀX + λI)·w = Xᵀy, solved by Cholesky's method.
//!
//! X is standardized, with a column of ones. λ is 1e-10 of the rows' weight, on all but the intercept: far below
//! what a table of results shows, and enough for columns that depend on each other or outnumber the rows.

use engine::{Dataset, Matrix};

use super::standard::StandardizedRows;

const RIDGE: f64 = 1e-10;

/// Larger problems are left out: (rows + d)·d², the steps of the sums and of Cholesky's method, for some seconds.
const LARGEST: usize = 4_000_000_000;

/// A fitted linear regression.
#[derive(Debug, Clone, PartialEq)]
pub struct LinearRegression {
    standard: StandardizedRows,
    /// (out, 1 + in), for standardized inputs; the intercepts come first.
    weights: Matrix,
}

/// Fitted on the training part; `None` if the problem is too large.
pub fn fit(dataset: &Dataset) -> Option<LinearRegression> {
    let d = dataset.inputs.columns() + 1;
    ((dataset.train.len() + d).saturating_mul(d * d) <= LARGEST).then(|| solved(dataset))
}

fn solved(dataset: &Dataset) -> LinearRegression {
    let standard = StandardizedRows::new(dataset);
    let (d, out) = (standard.width(), dataset.targets.columns());
    let (mut gram, mut moments) = (Matrix::zeros(d, d), Matrix::zeros(out, d));
    let mut x = vec![0.0; d];
    for &row in &dataset.train {
        standard.write(dataset.inputs.row(row), &mut x);
        accumulate(&x, dataset.weight(row), dataset.targets.row(row), &mut gram, &mut moments);
    }
    let ridge = RIDGE * gram.at(0, 0);
    (1..d).for_each(|i| gram.row_mut(i)[i] += ridge);
    cholesky(&mut gram);
    (0..out).for_each(|target| solve(&gram, moments.row_mut(target)));
    LinearRegression { standard, weights: moments }
}

impl LinearRegression {
    /// inputs: (n, in)  ->  (n, out)
    pub fn predict(&self, inputs: &Matrix) -> Matrix {
        let mut outputs = Matrix::zeros(inputs.rows(), self.weights.rows());
        let mut x = vec![0.0; self.standard.width()];
        for row in 0..outputs.rows() {
            self.standard.write(inputs.row(row), &mut x);
            for (target, output) in outputs.row_mut(row).iter_mut().enumerate() {
                *output = dot(&x, self.weights.row(target));
            }
        }
        outputs
    }
}

/// Adds a row to the lower triangle of XᵀX and to Xᵀy.
fn accumulate(x: &[f64], weight: f64, y: &[f64], gram: &mut Matrix, moments: &mut Matrix) {
    for (i, &xi) in x.iter().enumerate() {
        gram.row_mut(i)[..=i].iter_mut().zip(x).for_each(|(sum, xj)| *sum += weight * xi * xj);
    }
    for (target, &y) in y.iter().enumerate() {
        moments.row_mut(target).iter_mut().zip(x).for_each(|(sum, x)| *sum += weight * y * x);
    }
}

/// A = L·Lᵀ: the lower triangle of a becomes L. A must be positive definite, which the ridge sees to.
fn cholesky(a: &mut Matrix) {
    for i in 0..a.rows() {
        for j in 0..=i {
            let sum = a.at(i, j) - dot(&a.row(i)[..j], &a.row(j)[..j]);
            a.row_mut(i)[j] = if i == j { sum.max(f64::MIN_POSITIVE).sqrt() } else { sum / a.at(j, j) };
        }
    }
}

/// L·Lᵀ·w = b: b becomes w.
fn solve(l: &Matrix, b: &mut [f64]) {
    for i in 0..b.len() {
        b[i] = (b[i] - dot(&l.row(i)[..i], &b[..i])) / l.at(i, i);
    }
    for i in (0..b.len()).rev() {
        let later: f64 = (i + 1..b.len()).map(|j| l.at(j, i) * b[j]).sum();
        b[i] = (b[i] - later) / l.at(i, i);
    }
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

#[cfg(test)]
mod tests {
    use engine::Matrix;

    use super::{cholesky, solve};

    /// A = L·Lᵀ with L = [[2, 0], [3, 1]] is [[4, 6], [6, 10]], and A·(1, −1) = (−2, −4): all exact in binary.
    #[test]
    fn solves_a_system_of_two() {
        let mut a = Matrix::new(2, 2, vec![4.0, 6.0, 6.0, 10.0]);
        cholesky(&mut a);
        let mut b = [-2.0, -4.0];
        solve(&a, &mut b);
        assert_eq!(b, [1.0, -1.0]);
    }
}
