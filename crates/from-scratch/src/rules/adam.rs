//! Rules that divide a moving mean of the gradient by a measure of its size: Adam, AdamW, AMSGrad and AdaMax.

use experiment::spec::Optimizer;

use super::{Rule, each, slots, zeros};
use crate::buffer::Buffer;
use crate::scalar::Scalar;

/// The rule of an optimizer, if it is in this file.
pub(super) fn rule<T: Scalar>(optimizer: Optimizer) -> Option<Box<dyn Rule<T>>> {
    Some(match optimizer {
        Optimizer::Adam { beta1, beta2, epsilon, .. } => Box::new(Adam::new(beta1, beta2, epsilon)),
        Optimizer::Adamw { beta1, beta2, epsilon, weight_decay, .. } => {
            Box::new(Adam::new(beta1, beta2, epsilon).with_weight_decay(weight_decay))
        }
        Optimizer::Amsgrad { beta1, beta2, epsilon, .. } => Box::new(Amsgrad::new(beta1, beta2, epsilon)),
        Optimizer::Adamax { beta1, beta2, epsilon, .. } => Box::new(Adamax::new(beta1, beta2, epsilon)),
        _ => return None,
    })
}

/// Adam: momentum over RMSProp, both corrected for their start at 0; AdamW, which also shrinks θ.
///
/// m ← β₁·m + (1 − β₁)·g      m̂ = m/(1 − β₁ᵗ)
/// v ← β₂·v + (1 − β₂)·g²     v̂ = v/(1 − β₂ᵗ)
/// θ ← θ − η·λ·θ (AdamW)      θ ← θ − η·m̂/(√v̂ + ε)
///
/// | symbol | meaning | range | default |
/// |---|---|---|---|
/// | m, v | running means of g and g², as long as θ, 0 at the start | | |
/// | t | which step this is, the first is 1 | | |
/// | β₁, β₂ | how much of the means is kept | [0, 1) | 0.9, 0.999 |
/// | ε | keeps 0/0 away | > 0 | 1e-8 |
/// | λ | AdamW's decay, on every tensor that is not frozen | ≥ 0 | 0.01 |
///
/// D. P. Kingma, J. Ba, "Adam: a method for stochastic optimization", 2015.
/// I. Loshchilov, F. Hutter, "Decoupled weight decay regularization", 2019.
///
/// PyTorch's. Keras adds ε to √v before the correction, which makes it larger in the first steps (the paper's
/// "ε̂"), and has ε = 1e-7, λ = 0.004. burn has ε = 1e-5 and computes its constants and both corrections in f32.
/// The paper on AdamW multiplies λ by the schedule's factor alone; PyTorch, and we, by η as a whole.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Adam<T> {
    betas: [f64; 2],
    epsilon: T,
    weight_decay: Option<f64>,
}

impl<T: Scalar> Adam<T> {
    /// beta1, beta2: in [0, 1), epsilon: ε > 0.
    pub fn new(beta1: f64, beta2: f64, epsilon: f64) -> Adam<T> {
        Adam { betas: [beta1, beta2], epsilon: T::from_f64(epsilon), weight_decay: None }
    }

    /// AdamW: the same with a decay of all parameters. weight_decay: λ ≥ 0.
    pub fn with_weight_decay(self, weight_decay: f64) -> Adam<T> {
        Adam { weight_decay: Some(weight_decay), ..self }
    }
}

impl<T: Scalar> Rule<T> for Adam<T> {
    fn init(&self, parameters: usize) -> Vec<Buffer<T>> {
        vec![zeros(parameters), zeros(parameters)] // m, v
    }

    /// Whatever is the same for all elements is computed in f64 and then rounded to T; both corrections are factors,
    /// because a division takes as long as ten multiplications.
    fn apply(&self, memory: &mut [&mut [T]], g: &mut [T], theta: &mut [T], rate: T, step: u64) {
        let [m, v] = slots(memory);
        let [beta1, beta2] = self.betas.map(T::from_f64);
        let [rest1, rest2] = self.betas.map(|beta| T::from_f64(1.0 - beta));
        let [correction1, correction2] = self.betas.map(|beta| one_less_power(beta, step));
        let (correction, root) = (T::from_f64(1.0 / correction1), T::from_f64(1.0 / correction2.sqrt()));
        each(m.iter_mut().zip(v.iter_mut()), g, theta, rate, |(m, v), g| {
            *m = beta1 * *m + rest1 * g;
            *v = beta2 * *v + rest2 * (g * g);
            *m * correction / (v.sqrt() * root + self.epsilon)
        });
    }

    fn weight_decay(&self) -> Option<f64> {
        self.weight_decay
    }

    fn by_hand(&self, _norm: f64) -> Vec<(&'static str, String)> {
        let ([beta1, beta2], [rest1, rest2]) = (self.betas, self.betas.map(|beta| 1.0 - beta));
        let theta = self.weight_decay.map_or("θ".to_owned(), |decay| format!("(1 − η·{decay})·θ"));
        vec![
            ("m", format!("{beta1}·m + {rest1}·g")),
            ("v", format!("{beta2}·v + {rest2}·g²")),
            ("m̂", format!("m/(1 − {beta1}^t)")),
            ("v̂", format!("v/(1 − {beta2}^t)")),
            ("θ", format!("{theta} − η·(m̂/(√v̂ + ε))")),
        ]
    }
}

/// 1 − βᵗ = −(e^(t·ln β) − 1), also of a β next to 1: βᵗ would lose what it differs from 1 by, and 1 − β is exact.
fn one_less_power(beta: f64, step: u64) -> f64 {
    -libm::expm1(step as f64 * libm::log1p(-(1.0 - beta)))
}

/// AMSGrad: Adam that divides by the largest mean square so far, so that no step grows because large gradients are
/// forgotten.
///
/// m ← β₁·m + (1 − β₁)·g      m̂ = m/(1 − β₁ᵗ)
/// v ← β₂·v + (1 − β₂)·g²     u ← max(u, v)      û = u/(1 − β₂ᵗ)
/// θ ← θ − η·m̂/(√û + ε)
///
/// | symbol | meaning | range | default |
/// |---|---|---|---|
/// | m, v | running means of g and g², as long as θ, 0 at the start | | |
/// | u | the largest v so far, as long as θ, 0 at the start | | |
/// | t | which step this is, the first is 1 | | |
/// | β₁, β₂ | how much of the means is kept | [0, 1) | 0.9, 0.999 |
/// | ε | keeps 0/0 away | > 0 | 1e-8 |
///
/// S. J. Reddi, S. Kale, S. Kumar, "On the convergence of Adam and beyond", 2018, without corrections and without ε.
///
/// PyTorch's, and burn's but for its constants in f32. Keras adds ε to √u before the correction, as in its
/// Adam.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Amsgrad<T> {
    betas: [f64; 2],
    epsilon: T,
}

impl<T: Scalar> Amsgrad<T> {
    /// beta1, beta2: in [0, 1), epsilon: ε > 0.
    pub fn new(beta1: f64, beta2: f64, epsilon: f64) -> Amsgrad<T> {
        Amsgrad { betas: [beta1, beta2], epsilon: T::from_f64(epsilon) }
    }
}

impl<T: Scalar> Rule<T> for Amsgrad<T> {
    fn init(&self, parameters: usize) -> Vec<Buffer<T>> {
        vec![zeros(parameters), zeros(parameters), zeros(parameters)] // m, v, u
    }

    /// Whatever is the same for all elements is computed in f64 and then rounded to T.
    fn apply(&self, memory: &mut [&mut [T]], g: &mut [T], theta: &mut [T], rate: T, step: u64) {
        let [m, v, u] = slots(memory);
        let [beta1, beta2] = self.betas.map(T::from_f64);
        let [rest1, rest2] = self.betas.map(|beta| T::from_f64(1.0 - beta));
        let [correction1, correction2] = self.betas.map(|beta| one_less_power(beta, step));
        let (correction, root) = (T::from_f64(1.0 / correction1), T::from_f64(1.0 / correction2.sqrt()));
        each(m.iter_mut().zip(v.iter_mut()).zip(u.iter_mut()), g, theta, rate, |((m, v), u), g| {
            *m = beta1 * *m + rest1 * g;
            *v = beta2 * *v + rest2 * (g * g);
            *u = u.max(*v);
            *m * correction / (u.sqrt() * root + self.epsilon)
        });
    }

    fn by_hand(&self, _norm: f64) -> Vec<(&'static str, String)> {
        let ([beta1, beta2], [rest1, rest2]) = (self.betas, self.betas.map(|beta| 1.0 - beta));
        vec![
            ("m", format!("{beta1}·m + {rest1}·g")),
            ("v", format!("{beta2}·v + {rest2}·g²")),
            ("u", "max(u, v)".into()),
            ("m̂", format!("m/(1 − {beta1}^t)")),
            ("θ", format!("θ − η·(m̂/(√(u/(1 − {beta2}^t)) + ε))")),
        ]
    }
}

/// AdaMax: Adam that divides by the largest gradient it remembers instead of the root of a mean square.
///
/// m ← β₁·m + (1 − β₁)·g      m̂ = m/(1 − β₁ᵗ)
/// u ← max(β₂·u, |g|)         θ ← θ − η·m̂/(u + ε)
///
/// | symbol | meaning | range | default |
/// |---|---|---|---|
/// | m | running mean of g, as long as θ, 0 at the start | | |
/// | u | largest |g| so far, each shrunk by β₂ since, as long as θ, 0 at the start | | |
/// | t | which step this is, the first is 1 | | |
/// | β₁, β₂ | how much of the mean and of the largest value is kept | [0, 1) | 0.9, 0.999 |
/// | ε | keeps 0/0 away | > 0 | 1e-8 |
///
/// D. P. Kingma, J. Ba, "Adam: a method for stochastic optimization", 2015, section 7.1, without ε.
///
/// u needs no correction for its start: max(β₂·0, |g|) is |g|. PyTorch adds ε to |g| before the largest is taken, Keras
/// to u as here.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Adamax<T> {
    betas: [f64; 2],
    epsilon: T,
}

impl<T: Scalar> Adamax<T> {
    /// beta1, beta2: in [0, 1), epsilon: ε > 0.
    pub fn new(beta1: f64, beta2: f64, epsilon: f64) -> Adamax<T> {
        Adamax { betas: [beta1, beta2], epsilon: T::from_f64(epsilon) }
    }
}

impl<T: Scalar> Rule<T> for Adamax<T> {
    fn init(&self, parameters: usize) -> Vec<Buffer<T>> {
        vec![zeros(parameters), zeros(parameters)] // m, u
    }

    /// Whatever is the same for all elements is computed in f64 and then rounded to T.
    fn apply(&self, memory: &mut [&mut [T]], g: &mut [T], theta: &mut [T], rate: T, step: u64) {
        let [m, u] = slots(memory);
        let [beta1, beta2] = self.betas.map(T::from_f64);
        let rest = T::from_f64(1.0 - self.betas[0]);
        let correction = T::from_f64(1.0 / one_less_power(self.betas[0], step));
        each(m.iter_mut().zip(u.iter_mut()), g, theta, rate, |(m, u), g| {
            *m = beta1 * *m + rest * g;
            *u = (beta2 * *u).max(g.abs());
            *m * correction / (*u + self.epsilon)
        });
    }

    fn by_hand(&self, _norm: f64) -> Vec<(&'static str, String)> {
        let ([beta1, beta2], rest) = (self.betas, 1.0 - self.betas[0]);
        vec![
            ("m", format!("{beta1}·m + {rest}·g")),
            ("u", format!("max({beta2}·u, abs(g))")),
            ("m̂", format!("m/(1 − {beta1}^t)")),
            ("θ", "θ − η·(m̂/(u + ε))".into()),
        ]
    }
}
