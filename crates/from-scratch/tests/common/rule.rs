//! What the tests of update rules need: every rule, and a step of it.

use engine::{Layout, Role, TensorInfo};
use experiment::spec::{Clip, Optimizer};
use from_scratch::optimizer::{Chain, UpdateMethod};
use from_scratch::state::OptimizerState;

/// Every rule, with dyadic constants, so that closed forms hold to the last bits; the rate
/// at which it comes down on every objective.
pub const RULES: [(Optimizer, f64); 11] = [
    (Optimizer::GradientDescent { learning_rate: 0.5 }, 0.01),
    (Optimizer::Momentum { learning_rate: 0.5, momentum: 0.875 }, 0.002),
    (Optimizer::Nesterov { learning_rate: 0.5, momentum: 0.875 }, 0.002),
    (Optimizer::Adagrad { learning_rate: 0.5, epsilon: 0.25 }, 0.5),
    (Optimizer::Rmsprop { learning_rate: 0.5, decay: 0.75, epsilon: 0.25 }, 0.01),
    (Optimizer::Adam { learning_rate: 0.5, beta1: 0.5, beta2: 0.75, epsilon: 0.25 }, 0.05),
    (ADAMW, 0.05),
    (Optimizer::NormalisedGradient { learning_rate: 0.5 }, 0.01),
    (Optimizer::Lbfgs { learning_rate: 1.0, history: 3, iterations: 4 }, 1.0),
    (Optimizer::Adamax { learning_rate: 0.5, beta1: 0.5, beta2: 0.75, epsilon: 0.25 }, 0.05),
    (Optimizer::Amsgrad { learning_rate: 0.5, beta1: 0.5, beta2: 0.75, epsilon: 0.25 }, 0.25),
];

/// AdamW among them.
pub const ADAMW: Optimizer =
    Optimizer::Adamw { learning_rate: 0.5, beta1: 0.5, beta2: 0.75, epsilon: 0.25, weight_decay: 0.125 };

/// Tensors of these lengths, frozen or not.
pub fn layout(tensors: &[(usize, bool)]) -> Layout {
    let mut layout = Layout { widths: vec![1, 1], ..Layout::default() };
    for &(columns, frozen) in tensors {
        let offset = layout.len();
        let name = format!("layers.{offset}.weight");
        layout.tensors.push(TensorInfo { name, layer: 0, role: Role::Weight, rows: 1, columns, offset, frozen });
    }
    layout
}

/// The chain of a rule that works from one gradient.
pub fn chain(optimizer: Optimizer, clip: Option<Clip>, layout: &Layout) -> Chain<f64> {
    match UpdateMethod::new(optimizer, clip, layout) {
        UpdateMethod::Chain(chain) => chain,
        UpdateMethod::Lbfgs(_) => panic!("L-BFGS is no chain"),
    }
}

/// One step of any method on an objective that gives value and gradient.
pub fn step(
    method: &UpdateMethod<f64>,
    state: &mut OptimizerState<f64>,
    theta: &mut [f64],
    rate: f64,
    f: impl Fn(&[f64]) -> (f64, Vec<f64>),
) {
    match method {
        UpdateMethod::Chain(chain) => {
            let (_, mut gradients) = f(theta);
            chain.apply(state, theta, &mut gradients, rate);
        }
        UpdateMethod::Lbfgs(lbfgs) => {
            lbfgs.step(state, theta, rate, |theta, gradients| {
                let (value, gradient) = f(theta);
                gradients.copy_from_slice(&gradient);
                value
            });
        }
    }
}
