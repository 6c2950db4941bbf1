//! Which formula each operation of burn is to compute, with the constants that it was given.

use engine::Matrix;
use experiment::spec::Activation;
use from_scratch::Scalar;
use from_scratch::dual::Dual;
use from_scratch::reference::{Grid, Reference, arithmetic, functions, losses, reference};
use models::framework::Kind;

/// The right value and the right gradients of an operation.
pub fn of(kind: Kind, inputs: &[Matrix], upstream: &Matrix) -> Reference {
    reference(inputs, upstream, |inputs| forward(kind, inputs))
}

/// The formulas, in the order of the kinds.
fn forward(kind: Kind, i: &[Grid<Dual>]) -> Grid<Dual> {
    let f = |activation| functions::activation(activation, &i[0]);
    match kind {
        Kind::Matmul => arithmetic::product(&i[0], &i[1]),
        Kind::Linear => arithmetic::affine(&i[0], &i[1], &i[2]),
        Kind::AddRow => arithmetic::add_row(&i[0], &i[1]),
        Kind::Multiply => i[0].zip(&i[1], |x, y| x * y),
        Kind::Divide => i[0].zip(&i[1], |x, y| x / y),
        Kind::MultiplyScalar | Kind::DivideScalar => i[0].map(|x| x / Dual::from_f64(7.0)),
        Kind::Sum => arithmetic::sum(&i[0]),
        Kind::Mean => arithmetic::mean(&i[0]),
        Kind::SumRows => arithmetic::sum_rows(&i[0]),
        Kind::MeanRows => arithmetic::mean_rows(&i[0]),
        Kind::Abs => i[0].map(Scalar::abs),
        Kind::Square => i[0].map(|x| x * x),
        Kind::Power => i[0].map(functions::power),
        Kind::Sqrt => i[0].map(Scalar::sqrt),
        Kind::Reciprocal => i[0].map(|x| Dual::ONE / x),
        Kind::Exp => i[0].map(Scalar::exp),
        Kind::Log => i[0].map(Scalar::ln),
        Kind::Log1p => i[0].map(Scalar::ln_1p),
        Kind::Erf => i[0].map(Scalar::erf),
        Kind::Clamp => i[0].map(functions::cut_to_unit),
        Kind::MaxPair => i[0].zip(&i[1], Scalar::max),
        Kind::MaxColumns => functions::max_columns(&i[0]),
        Kind::Tanh => f(Activation::Tanh),
        Kind::Arctan => f(Activation::Arctan),
        Kind::Sigmoid => f(Activation::Sigmoid),
        Kind::LogSigmoid => i[0].map(functions::log_sigmoid),
        Kind::Relu => f(Activation::Relu),
        Kind::LeakyRelu => f(Activation::LeakyRelu { slope: 0.1 }),
        Kind::Prelu => functions::prelu(&i[0], &i[1]),
        Kind::Elu => f(Activation::Elu { alpha: 1.0 }),
        Kind::Selu => f(Activation::Selu),
        Kind::Softplus => f(Activation::Softplus),
        Kind::Gelu => f(Activation::Gelu),
        Kind::Silu => f(Activation::Silu),
        Kind::Softsign => f(Activation::Softsign),
        Kind::Mish => f(Activation::Mish),
        Kind::Softmax => functions::softmax(&i[0]),
        Kind::LogSoftmax => functions::log_softmax(&i[0]),
        Kind::BatchNorm => losses::batch_norm(&i[0], &i[1], &i[2], 1e-5),
        Kind::MseLoss => losses::squared_error(&i[0], &i[1]),
        Kind::HuberLoss => losses::huber(&i[0], &i[1], 0.3),
        Kind::CrossEntropy => losses::cross_entropy(&i[0], &i[1], 0.0),
        Kind::CrossEntropySmoothed => losses::cross_entropy(&i[0], &i[1], 0.1),
        Kind::BinaryCrossEntropy => losses::binary_cross_entropy(&i[0], &i[1], 0.0),
        Kind::BinaryCrossEntropySmoothed => losses::binary_cross_entropy(&i[0], &i[1], 0.1),
    }
}
