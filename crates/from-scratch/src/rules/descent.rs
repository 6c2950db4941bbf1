//! Rules that take the gradient as it is: gradient descent, by a length of its own, and with momentum.

use experiment::spec::Optimizer;

use super::{Rule, descend, slots, zeros};
use crate::buffer::Buffer;
use crate::path;
use crate::scalar::Scalar;
use crate::vector::{add_scaled, norm};

/// The rule of an optimizer, if it is in this file.
pub(super) fn rule<T: Scalar>(optimizer: Optimizer) -> Option<Box<dyn Rule<T>>> {
    Some(match optimizer {
        Optimizer::GradientDescent { .. } => Box::new(GradientDescent),
        Optimizer::NormalisedGradient { .. } => Box::new(NormalizedGradient),
        Optimizer::Momentum { momentum, .. } => Box::new(Momentum::classical(momentum)),
        Optimizer::Nesterov { momentum, .. } => Box::new(Momentum::nesterov(momentum)),
        _ => return None,
    })
}

/// Gradient descent: a step against the gradient.
///
/// θ ← θ − η·g
///
/// It has no constants and remembers nothing.
///
/// A. Cauchy, "Méthode générale pour la résolution des systèmes d'équations simultanées", 1847. With the gradient of a
/// part of the data it is stochastic: H. Robbins, S. Monro, "A stochastic approximation method", 1951.
///
/// The same in PyTorch, burn and Keras, where it is called SGD.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GradientDescent;

impl<T: Scalar> Rule<T> for GradientDescent {
    fn init(&self, _parameters: usize) -> Vec<Buffer<T>> {
        Vec::new()
    }

    fn apply(&self, _memory: &mut [&mut [T]], g: &mut [T], theta: &mut [T], rate: T, _step: u64) {
        add_scaled(theta, g, -rate);
    }

    fn by_hand(&self, _norm: f64) -> Vec<(&'static str, String)> {
        vec![("θ", "θ − η·g".into())]
    }
}

/// The normalized gradient: every step is as long as the rate says, however flat or steep the objective.
///
/// θ ← θ − η·g/‖g‖, ‖g‖ = √Σ gᵢ² over all parameters that are trained
///
/// It has no constants. Lecture 001 prints it. With a constant η it ends in a walk of steps of length η around the
/// minimum, so it wants a schedule. A gradient of 0 gives no step, where the formula has 0/0.
///
/// E. Hazan, K. Levy, S. Shalev-Shwartz, "Beyond convexity: stochastic quasi-convex optimization", 2015.
/// Neither PyTorch, burn nor Keras has it; clipping to a norm is the same wherever the clip is active.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NormalizedGradient;

impl<T: Scalar> Rule<T> for NormalizedGradient {
    fn init(&self, _parameters: usize) -> Vec<Buffer<T>> {
        Vec::new()
    }

    fn prepare(&self, g: &mut [T]) {
        let norm = norm(g);
        if norm > T::ZERO {
            g.iter_mut().for_each(|g| *g /= norm);
        }
    }

    fn apply(&self, _memory: &mut [&mut [T]], g: &mut [T], theta: &mut [T], rate: T, _step: u64) {
        add_scaled(theta, g, -rate);
    }

    fn by_hand(&self, norm: f64) -> Vec<(&'static str, String)> {
        vec![("θ", if norm > 0.0 { "θ − η·(g/‖g‖)" } else { "θ − η·g" }.into())]
    }
}

/// Momentum: a heavy ball that rolls down the objective.
///
/// classical   v ← μ·v + g      θ ← θ − η·v
/// Nesterov    v ← μ·v + g      θ ← θ − η·(g + μ·v)
///
/// | symbol | meaning | range | default |
/// |---|---|---|---|
/// | v | velocity, as long as θ, 0 at the start | | |
/// | μ | how much of the last step is kept | [0, 1) | 0.9 |
///
/// B. T. Polyak, "Some methods of speeding up the convergence of iteration methods", 1964.
/// Y. Nesterov, "A method of solving a convex programming problem with convergence rate O(1/k²)", 1983.
/// Nesterov's in the form of I. Sutskever et al., "On the importance of initialization and momentum in deep
/// learning", 2013, with θ standing at the point looked ahead to.
///
/// PyTorch's with dampening 0. burn multiplies g by 0.9 in v unless told otherwise. Keras keeps −η·v as the
/// velocity: the same while η is constant, another path under a schedule.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Momentum<T> {
    momentum: T,
    kind: Kind,
}

/// The two kinds of momentum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// The step is v.
    Classical,
    /// The step is g + μv: v as it will be if g stays.
    Nesterov,
}

impl<T: Scalar> Momentum<T> {
    /// momentum: μ in [0, 1)
    pub fn classical(momentum: f64) -> Momentum<T> {
        Momentum { momentum: T::from_f64(momentum), kind: Kind::Classical }
    }

    /// momentum: μ in [0, 1)
    pub fn nesterov(momentum: f64) -> Momentum<T> {
        Momentum { momentum: T::from_f64(momentum), kind: Kind::Nesterov }
    }

    /// v, g, theta: as long as one another. As [`Rule::apply`].
    #[inline(always)]
    fn roll(self, v: &mut [T], g: &mut [T], theta: &mut [T], rate: T) {
        let mu = self.momentum;
        for ((v, g), theta) in v.iter_mut().zip(g).zip(theta) {
            *v = mu * *v + *g;
            *g = match self.kind {
                Kind::Classical => *v,
                Kind::Nesterov => *g + mu * *v,
            };
            descend(theta, rate, *g);
        }
    }
}

impl<T: Scalar> Rule<T> for Momentum<T> {
    fn init(&self, parameters: usize) -> Vec<Buffer<T>> {
        vec![zeros(parameters)] // v
    }

    fn apply(&self, memory: &mut [&mut [T]], g: &mut [T], theta: &mut [T], rate: T, _step: u64) {
        let [v] = slots(memory);
        let rule = *self;
        path::run(move || rule.roll(v, g, theta, rate));
    }

    fn by_hand(&self, _norm: f64) -> Vec<(&'static str, String)> {
        let mu = self.momentum.to_f64();
        let step = match self.kind {
            Kind::Classical => "θ − η·v".to_owned(),
            Kind::Nesterov => format!("θ − η·(g + {mu}·v)"),
        };
        vec![("v", format!("{mu}·v + g")), ("θ", step)]
    }
}
