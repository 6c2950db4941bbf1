//! Logistic regression by Newton's method.
//!
//! minimizes  L(W) = Σᵢ wᵢ·(log Σⱼ exp zᵢⱼ − zᵢ,tᵢ) + ½·r·‖W‖²     z = x·W, x standardized with a leading 1
//! gradient   Xᵀ·(w∘(P − T)) + r·W                                   P: the probabilities
//! Hessian    V ↦ Xᵀ·(w∘P∘(Z − Σⱼ P∘Z)) + r·V, Z = X·V
//!
//! The ridge r keeps separable classes finite; the intercepts have none. It is 1, and 2 for two classes, whose
//! weights are equal and opposite here: both are what scikit-learn minimizes with its default C = 1. The Newton
//! step is solved by conjugate gradients, so no matrix of second derivatives is ever held.

use engine::{Dataset, Matrix};

use super::standard::StandardizedRows;

/// Larger problems (rows · inputs · classes) are left out.
const LARGEST: usize = 20_000_000;
const NEWTON_STEPS: usize = 50;
const SOLVER_STEPS: usize = 200;
/// Done when the largest gradient is this share of the rows' weight.
const TOLERANCE: f64 = 1e-7;

/// A fitted logistic regression.
#[derive(Debug, Clone, PartialEq)]
pub struct LogisticRegression {
    standard: StandardizedRows,
    /// (1 + in, k) row by row, for standardized inputs; the intercepts come first.
    weights: Vec<f64>,
    k: usize,
}

/// Fitted on the training part; `None` if the problem is too large.
pub fn fit(dataset: &Dataset) -> Option<LogisticRegression> {
    let k = dataset.schema.classes.len();
    if dataset.train.len() * (dataset.inputs.columns() + 1) * k > LARGEST {
        return None;
    }
    let standard = StandardizedRows::new(dataset);
    let problem = Problem::new(dataset, &standard);
    let mut weights = vec![0.0; problem.width * k];
    for _ in 0..NEWTON_STEPS {
        let (loss, gradient, probabilities) = problem.gradient(&weights);
        if gradient.iter().all(|g| g.abs() <= TOLERANCE * problem.total) {
            break;
        }
        let step = problem.newton_step(&gradient, &probabilities);
        if !problem.descend(&mut weights, loss, &gradient, &step) {
            break;
        }
    }
    Some(LogisticRegression { standard, weights, k })
}

impl LogisticRegression {
    /// inputs: (n, in)  ->  the probabilities of the classes: (n, k)
    pub fn predict(&self, inputs: &Matrix) -> Matrix {
        let every = 0..inputs.rows();
        let mut outputs = product(&standardized(&self.standard, inputs, every), &self.weights, self.k);
        outputs.chunks_exact_mut(self.k).for_each(|z| {
            softmax(z);
        });
        Matrix::new(inputs.rows(), self.k, outputs)
    }
}

/// The training part: x: (n, width) row by row.
struct Problem {
    x: Matrix,
    labels: Vec<usize>,
    weights: Vec<f64>,
    width: usize,
    k: usize,
    ridge: f64,
    total: f64,
}

/// These rows of the inputs, (n, in), standardized with a leading 1: (rows, 1 + in)
fn standardized(standard: &StandardizedRows, inputs: &Matrix, rows: impl ExactSizeIterator<Item = usize>) -> Matrix {
    let mut x = Matrix::zeros(rows.len(), standard.width());
    for (at, row) in rows.enumerate() {
        standard.write(inputs.row(row), x.row_mut(at));
    }
    x
}

impl Problem {
    fn new(dataset: &Dataset, standard: &StandardizedRows) -> Problem {
        let x = standardized(standard, &dataset.inputs, dataset.train.iter().copied());
        let weights: Vec<f64> = dataset.train.iter().map(|&row| dataset.weight(row)).collect();
        let k = dataset.schema.classes.len();
        Problem {
            labels: dataset.train.iter().map(|&row| dataset.labels[row]).collect(),
            total: weights.iter().sum(),
            weights,
            width: x.columns(),
            x,
            k,
            ridge: if k == 2 { 2.0 } else { 1.0 },
        }
    }

    /// L, its gradient, and the probabilities: (n, k).
    fn gradient(&self, weights: &[f64]) -> (f64, Vec<f64>, Vec<f64>) {
        let mut p = product(&self.x, weights, self.k);
        let mut loss = 0.5 * self.ridge * dot(&weights[self.k..], &weights[self.k..]);
        let mut difference = Vec::with_capacity(p.len());
        for ((p, &label), &weight) in p.chunks_exact_mut(self.k).zip(&self.labels).zip(&self.weights) {
            let z = p[label];
            loss += weight * (softmax(p) - z);
            difference.extend(p.iter().enumerate().map(|(j, p)| weight * (p - f64::from(u8::from(j == label)))));
        }
        let gradient = self.back(&difference, weights);
        (loss, gradient, p)
    }

    /// Xᵀ·d + r·W without the intercepts' share of the ridge.
    fn back(&self, d: &[f64], weights: &[f64]) -> Vec<f64> {
        let mut sum = vec![0.0; self.width * self.k];
        for (row, d) in d.chunks_exact(self.k).enumerate() {
            for (sum, x) in sum.chunks_exact_mut(self.k).zip(self.x.row(row)) {
                sum.iter_mut().zip(d).for_each(|(sum, d)| *sum += x * d);
            }
        }
        sum[self.k..].iter_mut().zip(&weights[self.k..]).for_each(|(sum, w)| *sum += self.ridge * w);
        sum
    }

    fn hessian(&self, v: &[f64], probabilities: &[f64]) -> Vec<f64> {
        let mut z = product(&self.x, v, self.k);
        let rows = z.chunks_exact_mut(self.k).zip(probabilities.chunks_exact(self.k));
        for ((z, p), weight) in rows.zip(&self.weights) {
            let mean = dot(z, p);
            z.iter_mut().zip(p).for_each(|(z, p)| *z = weight * p * (*z - mean));
        }
        self.back(&z, v)
    }

    /// The step s with H·s = −g, to a tenth of the gradient or better as it vanishes: enough for Newton's method
    /// to converge faster than linearly (Dembo, Eisenstat and Steihaug 1982).
    fn newton_step(&self, gradient: &[f64], probabilities: &[f64]) -> Vec<f64> {
        let start = dot(gradient, gradient);
        let goal = start * (start.sqrt() / self.total).min(0.01);
        let mut step = vec![0.0; gradient.len()];
        let mut residual: Vec<f64> = gradient.iter().map(|g| -g).collect();
        let mut direction = residual.clone();
        let mut size = start;
        for _ in 0..SOLVER_STEPS {
            let curved = self.hessian(&direction, probabilities);
            let along = size / dot(&direction, &curved);
            add(&mut step, along, &direction);
            add(&mut residual, -along, &curved);
            let next = dot(&residual, &residual);
            if next <= goal || !along.is_finite() {
                break;
            }
            direction.iter_mut().zip(&residual).for_each(|(d, r)| *d = r + next / size * *d);
            size = next;
        }
        step
    }

    /// Halves the step until L falls as it should (Armijo); false if it never does.
    fn descend(&self, weights: &mut [f64], loss: f64, gradient: &[f64], step: &[f64]) -> bool {
        let slope = dot(gradient, step);
        let mut length = 1.0;
        for _ in 0..30 {
            let mut next = weights.to_vec();
            add(&mut next, length, step);
            if self.loss(&next) <= loss + 1e-4 * length * slope {
                weights.copy_from_slice(&next);
                return true;
            }
            length /= 2.0;
        }
        false
    }

    fn loss(&self, weights: &[f64]) -> f64 {
        let mut z = product(&self.x, weights, self.k);
        let rows = z.chunks_exact_mut(self.k).zip(&self.labels).zip(&self.weights);
        let data: f64 = rows
            .map(|((z, &label), weight)| {
                let own = z[label];
                weight * (softmax(z) - own)
            })
            .sum();
        data + 0.5 * self.ridge * dot(&weights[self.k..], &weights[self.k..])
    }
}

/// x: (n, d)  w: (d, k)  ->  (n, k)
fn product(x: &Matrix, w: &[f64], k: usize) -> Vec<f64> {
    let mut z = vec![0.0; x.rows() * k];
    for (row, z) in z.chunks_exact_mut(k).enumerate() {
        for (x, w) in x.row(row).iter().zip(w.chunks_exact(k)) {
            z.iter_mut().zip(w).for_each(|(z, w)| *z += x * w);
        }
    }
    z
}

/// z becomes its probabilities; returns log Σ exp z.
fn softmax(z: &mut [f64]) -> f64 {
    let greatest = z.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    z.iter_mut().for_each(|z| *z = libm::exp(*z - greatest));
    let sum: f64 = z.iter().sum();
    z.iter_mut().for_each(|z| *z /= sum);
    greatest + libm::log(sum)
}

fn add(a: &mut [f64], factor: f64, b: &[f64]) {
    a.iter_mut().zip(b).for_each(|(a, b)| *a += factor * b);
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}
