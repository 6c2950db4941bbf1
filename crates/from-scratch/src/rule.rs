//! The update rules: what an optimizer of the config does to the parameters.
//!
//! A [`Chain`] is a fold, and its memory lies outside of it, in a [`State`]:
//!
//! g ← clip(g)    g ← rule(state, g)    θ ← θ − η·g
//!
//! The formulas of the parts stand in [`crate::rules`]. L-BFGS is no chain, because it asks for the gradient at
//! points of its own choice: see [`crate::lbfgs`].
//!
//! A frozen tensor has its gradient set to 0 first. Every part answers 0 with 0, so its parameters and its memory
//! stay as they are, and it counts in no norm.
//!
//! Leaves out what the rate η is (schedules belong to the runner) and the penalty (it belongs to the objective).

use std::ops::Range;

use engine::{Layout, Snapshot};
use experiment::Spec;
use experiment::spec::{self, Optimizer};

use crate::Scalar;
use crate::lbfgs::Lbfgs;
use crate::rules::adagrad::Adagrad;
use crate::rules::adam::Adam;
use crate::rules::clip::Clip;
use crate::rules::momentum::{Kind, Momentum};
use crate::rules::normalized;
use crate::rules::rmsprop::Rmsprop;

/// How parameters are updated.
#[derive(Debug, Clone, PartialEq)]
pub enum Method<T> {
    /// From one gradient.
    Chain(Chain<T>),
    /// By searching along lines.
    Lbfgs(Lbfgs),
}

/// The memory of an optimizer. What each slot is stands at [`Snapshot`]; for L-BFGS at [`crate::lbfgs`].
#[derive(Debug, Clone, PartialEq, Default)]
pub struct State<T> {
    /// None before the first step.
    pub slots: Vec<Vec<T>>,
    /// How many steps have been made.
    pub steps: u64,
}

/// clip -> rule -> step, for parameters of one layout.
#[derive(Debug, Clone, PartialEq)]
pub struct Chain<T> {
    clip: Option<Clip<T>>,
    decay: Option<T>,
    rule: Rule<T>,
    slots: usize,
    frozen: Vec<Range<usize>>,
    trained: Vec<Range<usize>>,
}

/// The rules that turn one gradient into one direction.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Rule<T> {
    GradientDescent,
    Momentum(Momentum<T>),
    Adagrad(Adagrad<T>),
    Rmsprop(Rmsprop<T>),
    Adam(Adam<T>),
    Normalized,
}

impl<T: Scalar> Method<T> {
    /// The optimizer and the clip of a spec, for parameters of this layout.
    pub fn of(spec: &Spec, layout: &Layout) -> Method<T> {
        Method::new(spec.training.optimizer, spec.training.clip, layout)
    }

    /// The optimizer, behind the clip if there is one, for parameters of this layout. L-BFGS takes no clip.
    pub fn new(optimizer: Optimizer, clip: Option<spec::Clip>, layout: &Layout) -> Method<T> {
        let slots = optimizer.memory().len();
        let chain = |rule, decay| Method::Chain(Chain::new((rule, slots), decay, clip, layout));
        let (of, plain) = (T::from_f64, None);
        match optimizer {
            Optimizer::GradientDescent { .. } => chain(Rule::GradientDescent, plain),
            Optimizer::Momentum { momentum, .. } => {
                chain(Rule::Momentum(Momentum { momentum: of(momentum), kind: Kind::Classical }), plain)
            }
            Optimizer::Nesterov { momentum, .. } => {
                chain(Rule::Momentum(Momentum { momentum: of(momentum), kind: Kind::Nesterov }), plain)
            }
            Optimizer::Adagrad { epsilon, .. } => chain(Rule::Adagrad(Adagrad { epsilon: of(epsilon) }), plain),
            Optimizer::Rmsprop { decay, epsilon, .. } => chain(Rule::Rmsprop(Rmsprop::new(decay, epsilon)), plain),
            Optimizer::Adam { beta1, beta2, epsilon, .. } => chain(Rule::Adam(Adam::new(beta1, beta2, epsilon)), plain),
            Optimizer::Adamw { beta1, beta2, epsilon, weight_decay, .. } => {
                chain(Rule::Adam(Adam::new(beta1, beta2, epsilon)), Some(weight_decay))
            }
            Optimizer::NormalisedGradient { .. } => chain(Rule::Normalized, plain),
            Optimizer::Lbfgs { history, iterations, .. } => Method::Lbfgs(Lbfgs::new(history, iterations, layout)),
        }
    }
}

impl<T: Scalar> Chain<T> {
    /// rule: with the number of values that it remembers of each parameter.
    fn new(rule: (Rule<T>, usize), decay: Option<f64>, clip: Option<spec::Clip>, layout: &Layout) -> Chain<T> {
        let (rule, slots) = rule;
        let clip = clip.and_then(|clip| Clip::of(clip, layout));
        let (frozen, trained) = (ranges(layout, true), ranges(layout, false));
        Chain { clip, decay: decay.map(T::from_f64), rule, slots, frozen, trained }
    }

    /// One step. parameters, gradients: in the order of the layout; rate: η.
    ///
    /// The gradients are used up: the direction of the step is left in their place. Allocates in the first step
    /// alone.
    pub fn apply(&self, state: &mut State<T>, parameters: &mut [T], gradients: &mut [T], rate: T) {
        self.frozen.iter().for_each(|range| gradients[range.clone()].fill(T::ZERO));
        if let Some(clip) = &self.clip {
            clip.apply(gradients);
        }
        state.begin(self.slots, parameters.len());
        self.rule.apply(state, gradients);
        self.shrink(parameters, rate);
        for (theta, g) in parameters.iter_mut().zip(gradients) {
            *theta -= rate * *g;
        }
    }

    /// θ ← θ − η·λ·θ, AdamW's decay. The factor 1 − ηλ is taken once, as PyTorch does.
    fn shrink(&self, parameters: &mut [T], rate: T) {
        let Some(decay) = self.decay else { return };
        let factor = T::ONE - rate * decay;
        for range in &self.trained {
            parameters[range.clone()].iter_mut().for_each(|theta| *theta *= factor);
        }
    }
}

impl<T: Scalar> Rule<T> {
    fn apply(&self, state: &mut State<T>, gradients: &mut [T]) {
        let slots = &mut state.slots;
        match self {
            Rule::GradientDescent => {}
            Rule::Momentum(rule) => rule.apply(&mut slots[0], gradients),
            Rule::Adagrad(rule) => rule.apply(&mut slots[0], gradients),
            Rule::Rmsprop(rule) => rule.apply(&mut slots[0], gradients),
            Rule::Adam(rule) => {
                let (means, squares) = slots.split_at_mut(1);
                rule.apply(&mut means[0], &mut squares[0], gradients, state.steps);
            }
            Rule::Normalized => normalized::apply(gradients),
        }
    }
}

impl<T: Scalar> State<T> {
    /// The state in a snapshot.
    pub fn of(snapshot: &Snapshot) -> State<T> {
        let slots = snapshot.state.iter().map(|slot| slot.iter().map(|&value| T::from_f64(value)).collect());
        State { slots: slots.collect(), steps: snapshot.steps }
    }

    /// The slots as a snapshot takes them.
    pub fn values(&self) -> Vec<Vec<f64>> {
        self.slots.iter().map(|slot| slot.iter().map(|value| value.to_f64()).collect()).collect()
    }

    /// Counts the step that begins; before the first one, fills the memory with zeros.
    fn begin(&mut self, slots: usize, parameters: usize) {
        self.steps += 1;
        if self.slots.is_empty() {
            self.slots.resize_with(slots, || vec![T::ZERO; parameters]);
        }
    }
}

/// Where the tensors lie that are frozen, or that are not.
pub(crate) fn ranges(layout: &Layout, frozen: bool) -> Vec<Range<usize>> {
    layout.tensors.iter().filter(|tensor| tensor.frozen == frozen).map(|tensor| tensor.range()).collect()
}
