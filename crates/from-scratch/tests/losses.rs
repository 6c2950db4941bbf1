//! Every loss with every output that it is defined on, and the penalty, by themselves: see `common::part`.

mod common;

use common::draws;
use common::part::{Part, check};
use experiment::spec::{AtZero, Loss, Named, OutputActivation, Penalty};
use from_scratch::Scalar;
use from_scratch::batch_loss::{Samples, loss_backward, loss_forward};
use from_scratch::head::{Head, output_forward};
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

/// Every loss with every output that it is defined on; some a second time, with details that show.
fn heads() -> impl Strategy<Value = (Loss, OutputActivation)> {
    let detailed = [
        Loss::Huber { delta: 0.5 },
        Loss::Quantile { level: 0.25 },
        Loss::BinaryCrossEntropy { smoothing: 0.2 },
        Loss::CrossEntropy { smoothing: 0.2 },
    ];
    let outputs = |loss: Loss| match loss.output() {
        Some(output) => vec![output],
        None => vec![
            OutputActivation::Identity,
            OutputActivation::Sigmoid,
            OutputActivation::Tanh,
            OutputActivation::Softmax,
            OutputActivation::Softplus,
            OutputActivation::Gelu,
        ],
    };
    let losses = Named::<Loss>::every().into_iter().chain(detailed);
    let heads: Vec<_> = losses.flat_map(|loss| outputs(loss).into_iter().map(move |output| (loss, output))).collect();
    prop::sample::select(heads)
}

/// A head of classes that are coded as 0 and 1.
fn head(output: OutputActivation, loss: Loss) -> Head {
    Head { output, loss, at_zero: AtZero::Upper, low: 0.0, high: 1.0 }
}

proptest! {
    #[test]
    fn loss((loss, output) in heads(), n in 1..5usize, m in 1..4usize, seed: u64) {
        let mut draws = draws(seed ^ 1);
        let head = head(output, loss);
        let targets = (0..n * m).map(|_| f64::from(u8::from(draws.uniform() < 0.5))).collect();
        let weights = (0..n).map(|_| draws.between(0.5, 1.5)).collect();
        check(&Criterion { head, n, targets, weights }, seed)?;
    }

    #[test]
    fn penalty(length in 1..9usize, seed: u64) {
        check(&Weights(length), seed)?;
    }
}

/// Errors (1, 2) and (0, 0) with weights 3 and 1: the mean of the samples is ¾ of the first one's loss.
#[test]
fn losses_of_a_distance_by_hand() {
    let (y, t) = ([1.0, 3.0, 5.0, 5.0], [0.0, 1.0, 5.0, 5.0]);
    let of = |loss, weights: Option<&[f64]>| {
        let total = weights.map_or(2.0, |weights| weights.iter().sum());
        let samples = Samples { targets: MatRef::new(&t, 2, 2), weights, total };
        let y = MatRef::new(&y, 2, 2);
        loss_forward(head(OutputActivation::Identity, loss), y, y, samples)
    };
    let value = |loss| of(loss, Some(&[3.0, 1.0]));
    assert_eq!(value(Loss::SquaredError), 0.75 * 2.5);
    assert_eq!(value(Loss::SumSquaredError), 0.75 * 5.0);
    assert_eq!(value(Loss::TotalSquaredError), 3.0 * 2.5);
    assert_eq!(value(Loss::MeanSquaredError), 0.75 * 2.5);
    assert_eq!(value(Loss::AbsoluteError), 0.75 * 1.5);
    // δ = 1: ½ for the first output, 2 − ½ for the second, and their mean.
    assert_eq!(value(Loss::Huber { delta: 1.0 }), 0.75);
    // The outputs are too high by 1 and 2, which costs 1 − τ for each unit.
    assert_eq!(value(Loss::Quantile { level: 0.25 }), 0.75 * 0.75 * 1.5);
    assert_eq!(value(Loss::Quantile { level: 0.75 }), 0.75 * 0.25 * 1.5);
    // Without weights the mean of ½·(1 + 4) and 0.
    assert_eq!([Loss::SquaredError, Loss::TotalSquaredError].map(|loss| of(loss, None)), [1.25, 2.5]);
    // The mean of ln cosh 1 and ln cosh 2, to a few units in the last place.
    let expected = 0.75 * (libm::log(libm::cosh(1.0)) + libm::log(libm::cosh(2.0))) / 2.0;
    assert!((value(Loss::LogCosh) - expected).abs() <= 1e-15);
}

/// Means of what `from_scratch::losses` has for one output: binary ln 2 at z = 0, hinge 1 + 2 at z = 2 against −1.
#[test]
fn losses_of_classes_by_hand() {
    let value = |output, loss, z: &[f64], t: &[f64]| {
        let (head, n) = (head(output, loss), z.len() / 2);
        let samples = Samples { targets: MatRef::new(t, n, 2), weights: None, total: n as f64 };
        loss_forward(head, MatRef::new(z, n, 2), MatRef::new(z, n, 2), samples)
    };
    let ln2 = std::f64::consts::LN_2;
    let binary = Loss::BinaryCrossEntropy { smoothing: 0.0 };
    assert_eq!(value(OutputActivation::Sigmoid, binary, &[0.0, 0.0], &[1.0, 0.0]), ln2);
    let categorical = Loss::CrossEntropy { smoothing: 0.0 };
    assert_eq!(value(OutputActivation::Softmax, categorical, &[4.0, 4.0], &[1.0, 0.0]), ln2);
    assert_eq!(value(OutputActivation::Identity, Loss::Hinge, &[2.0, 2.0], &[0.0, 1.0]), 1.5);
    // A mean over both samples, ln 2 and 0 but for e⁻¹⁰⁰⁰.
    assert_eq!(
        value(OutputActivation::Softmax, categorical, &[4.0, 4.0, 1000.0, 0.0], &[1.0, 0.0, 1.0, 0.0]),
        ln2 / 2.0
    );
    // Two samples: the first has both outputs wrong by 2 and 1, the second none.
    assert_eq!(value(OutputActivation::Step, Loss::Perceptron, &[2.0, -1.0, 3.0, -3.0], &[0.0, 1.0, 1.0, 0.0]), 1.5);
}
