//! Where parameters start. in, out: the rows and columns of a weight.
//!
//! | name | weights |
//! |---|---|
//! | zeros | 0 |
//! | uniform | U(low, high), biases too |
//! | normal | N(0, deviation²), biases too |
//! | xavier | U(±√(6/(in+out))) or N(0, 2/(in+out)) (Glorot and Bengio 2010) |
//! | he | U(±√(6/in)) or N(0, 2/in) (He, Zhang, Ren and Sun 2015) |
//! | lecun | U(±√(3/in)) or N(0, 1/in) (LeCun, Bottou, Orr and Müller 1998) |
//!
//! Biases and beta start at 0, gamma at 1, a prelu slope at its configured value.
//!
//! Draws are addressed by layer and role, so a weight is drawn alike whatever parts the network has besides.

use experiment::Spec;
use experiment::spec::{Activation, Initializer};

use crate::random::{Purpose, Stream, stream};
use crate::{Layout, Role, TensorInfo, explicit};

/// The initial parameters of a run: drawn, then overwritten by the explicit values of `[initial]`.
///
/// Names and shapes of `[initial]` must fit the layout, which [`explicit::violations`] sees to.
pub fn initial(spec: &Spec, layout: &Layout) -> Vec<f64> {
    let mut parameters = vec![0.0; layout.len()];
    for tensor in &layout.tensors {
        let mut draws = stream(spec.seed, Purpose::Initial, tensor.layer as u64, tensor.role as u64);
        draw(spec, tensor, &mut draws, &mut parameters[tensor.range()]);
        if let Some(value) = spec.initial.get(&tensor.name) {
            explicit::write(value, &mut parameters[tensor.range()]);
        }
    }
    parameters
}

fn draw(spec: &Spec, tensor: &TensorInfo, draws: &mut Stream, values: &mut [f64]) {
    match tensor.role {
        Role::Weight | Role::Projection => weights(spec.network.initializer.0, tensor, draws, values),
        Role::Bias => biases(spec.network.initializer.0, draws, values),
        Role::Gamma => values.fill(1.0),
        Role::Beta => values.fill(0.0),
        Role::Slope => values.fill(slope(spec.activations()[tensor.layer])),
    }
}

fn slope(activation: Activation) -> f64 {
    match activation {
        Activation::Prelu { slope } => slope,
        other => unreachable!("{} has no learned slope", other.as_str()),
    }
}

fn weights(initializer: Initializer, tensor: &TensorInfo, draws: &mut Stream, values: &mut [f64]) {
    let (fan_in, both) = (tensor.rows as f64, (tensor.rows + tensor.columns) as f64);
    match initializer {
        Initializer::Zeros => values.fill(0.0),
        Initializer::Uniform { low, high } => values.fill_with(|| draws.between(low, high)),
        Initializer::Normal { deviation } => normal(deviation, draws, values),
        Initializer::XavierUniform => uniform((6.0 / both).sqrt(), draws, values),
        Initializer::XavierNormal => normal((2.0 / both).sqrt(), draws, values),
        Initializer::HeUniform => uniform((6.0 / fan_in).sqrt(), draws, values),
        Initializer::HeNormal => normal((2.0 / fan_in).sqrt(), draws, values),
        Initializer::LecunUniform => uniform((3.0 / fan_in).sqrt(), draws, values),
        Initializer::LecunNormal => normal((1.0 / fan_in).sqrt(), draws, values),
    }
}

fn biases(initializer: Initializer, draws: &mut Stream, values: &mut [f64]) {
    match initializer {
        Initializer::Uniform { low, high } => values.fill_with(|| draws.between(low, high)),
        Initializer::Normal { deviation } => normal(deviation, draws, values),
        Initializer::Zeros
        | Initializer::XavierUniform
        | Initializer::XavierNormal
        | Initializer::HeUniform
        | Initializer::HeNormal
        | Initializer::LecunUniform
        | Initializer::LecunNormal => values.fill(0.0),
    }
}

fn uniform(bound: f64, draws: &mut Stream, values: &mut [f64]) {
    values.fill_with(|| draws.between(-bound, bound));
}

fn normal(deviation: f64, draws: &mut Stream, values: &mut [f64]) {
    values.fill_with(|| deviation * draws.normal());
}
