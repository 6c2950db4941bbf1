//! Every loss with every output that it is defined on, and the penalty, by themselves: see `common::part`.

mod common;

use common::draws;
use common::part::{Part, check};
use experiment::spec::{AtZero, Loss, Output, Penalty};
use from_scratch::Scalar;
use from_scratch::head::{Head, output_forward};
use from_scratch::loss::{Samples, loss_backward, loss_forward};
use from_scratch::matrix::{MatMut, MatRef};
use from_scratch::penalty::{penalty_backward, penalty_forward};
use proptest::prelude::*;

/// An output activation with a loss; targets and weights of samples stay where they are.
struct Criterion {
    head: Head,
    n: usize,
    targets: Vec<f64>,
    weights: Vec<f64>,
}

impl Criterion {
    fn m(&self) -> usize {
        self.targets.len() / self.n
    }
    fn pass<T: Scalar, R>(&self, z: &[T], then: impl FnOnce(MatRef<T>, MatRef<T>, Samples<T>) -> R) -> R {
        let of = |values: &[f64]| values.iter().map(|&value| T::from_f64(value)).collect::<Vec<T>>();
        let (targets, weights, mut y) = (of(&self.targets), of(&self.weights), z.to_vec());
        let z = MatRef::new(z, self.n, self.m());
        output_forward(self.head, z, MatMut::new(&mut y, self.n, self.m()));
        let total = weights.iter().fold(T::ZERO, |sum, &weight| sum + weight);
        let targets = MatRef::new(&targets, self.n, self.m());
        then(z, MatRef::new(&y, self.n, self.m()), Samples { targets, weights: Some(&weights), total })
    }
}

impl Part for Criterion {
    fn lengths(&self) -> Vec<usize> {
        vec![self.targets.len()]
    }
    fn forward<T: Scalar>(&self, inputs: &[Vec<T>]) -> Vec<T> {
        vec![self.pass(&inputs[0], |z, y, samples| loss_forward(self.head, z, y, samples))]
    }
    fn backward(&self, inputs: &[Vec<f64>], upstream: &[f64]) -> Vec<Vec<f64>> {
        let mut dz = vec![9.0; self.targets.len()];
        self.pass(&inputs[0], |z, y, samples| {
            loss_backward(self.head, z, y, samples, MatMut::new(&mut dz, self.n, self.m()))
        });
        vec![dz.into_iter().map(|dz| dz * upstream[0]).collect()]
    }
}

struct Weights(usize);

const PENALTY: Penalty = Penalty { l1: 0.3, l2: 0.7 };

impl Part for Weights {
    fn lengths(&self) -> Vec<usize> {
        vec![self.0]
    }
    fn forward<T: Scalar>(&self, inputs: &[Vec<T>]) -> Vec<T> {
        vec![penalty_forward(PENALTY, &inputs[0])]
    }
    fn backward(&self, inputs: &[Vec<f64>], upstream: &[f64]) -> Vec<Vec<f64>> {
        let mut dw = vec![0.0; self.0];
        penalty_backward(PENALTY, &inputs[0], &mut dw);
        vec![dw.into_iter().map(|dw| dw * upstream[0]).collect()]
    }
}

/// Every loss with every output that it is defined on.
fn heads() -> impl Strategy<Value = (Loss, Output)> {
    let distances = [
        Loss::SquaredError,
        Loss::SumSquaredError,
        Loss::TotalSquaredError,
        Loss::MeanSquaredError,
        Loss::AbsoluteError,
        Loss::Huber { delta: 0.5 },
    ];
    let outputs = [Output::Identity, Output::Sigmoid, Output::Tanh, Output::Softmax];
    let mut heads: Vec<_> = distances.into_iter().flat_map(|loss| outputs.map(|output| (loss, output))).collect();
    heads.extend([
        (Loss::BinaryCrossEntropy { smoothing: 0.0 }, Output::Sigmoid),
        (Loss::BinaryCrossEntropy { smoothing: 0.2 }, Output::Sigmoid),
        (Loss::CrossEntropy { smoothing: 0.0 }, Output::Softmax),
        (Loss::CrossEntropy { smoothing: 0.2 }, Output::Softmax),
        (Loss::Hinge, Output::Identity),
        (Loss::Perceptron, Output::Step),
    ]);
    prop::sample::select(heads)
}

proptest! {
    #[test]
    fn loss((loss, output) in heads(), n in 1..5usize, m in 1..4usize, seed: u64) {
        let mut draws = draws(seed ^ 1);
        let head = Head { output, loss, at_zero: AtZero::Upper, low: 0.0, high: 1.0 };
        let targets = (0..n * m).map(|_| f64::from(u8::from(draws.uniform() < 0.5))).collect();
        let weights = (0..n).map(|_| draws.between(0.5, 1.5)).collect();
        check(&Criterion { head, n, targets, weights }, seed)?;
    }

    #[test]
    fn penalty(length in 1..9usize, seed: u64) {
        check(&Weights(length), seed)?;
    }
}
