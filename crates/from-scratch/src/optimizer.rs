//! The optimizer of a config: what it does to the parameters.
//!
//! A [`Chain`] is a fold, and its memory lies outside of it, in an [`OptimizerState`]:
//!
//! g ← clip(g)    g ← rule(state, g)    θ ← θ − η·g
//!
//! The formulas of the rules stand in [`crate::rules`]. L-BFGS is no chain, because it asks for the gradient at
//! points of its own choice: see [`crate::lbfgs`].
//!
//! A frozen tensor has its gradient set to 0 first. Clip and rule answer 0 with 0, so its parameters and its memory
//! stay as they are, and it counts in no norm.
//!
//! Leaves out what the rate η is (schedules belong to the runner) and the penalty (it belongs to the objective).

use std::ops::Range;

use engine::{Layout, TensorInfo};
use experiment::Spec;
use experiment::spec::{self, Optimizer};

use crate::clip::Clip;
use crate::lbfgs::Lbfgs;
use crate::rules::{self, Rule};
use crate::scalar::Scalar;
use crate::state::OptimizerState;
use crate::threads;
use crate::vector::add_scaled;

/// How parameters are updated.
#[derive(Debug)]
pub enum UpdateMethod<T> {
    /// From one gradient.
    Chain(Chain<T>),
    /// By searching along lines.
    Lbfgs(Lbfgs),
}

/// clip -> rule -> step, for parameters of one layout.
#[derive(Debug)]
pub struct Chain<T> {
    clip: Option<Clip<T>>,
    rule: Box<dyn Rule<T>>,
    frozen: Vec<Range<usize>>,
    trained: Vec<Range<usize>>,
}

/// The slots that a piece has room for; the rules here have three at the most.
const SLOTS: usize = 4;
/// The most parameters that are updated at once where threads share them: their memory fits into the second cache.
const PIECE: usize = 8192;

/// Some parameters, with their gradient and the memory of them.
struct Piece<'a, T> {
    memory: [&'a mut [T]; SLOTS],
    gradients: &'a mut [T],
    parameters: &'a mut [T],
}

/// What has not been cut off yet, and how much is cut off at a time.
struct Pieces<'a, T>(Piece<'a, T>, usize);

impl<'a, T> Iterator for Pieces<'a, T> {
    type Item = Piece<'a, T>;

    fn next(&mut self) -> Option<Piece<'a, T>> {
        let Piece { memory, gradients, parameters } = &mut self.0;
        let length = self.1.min(parameters.len());
        let cut = |slice: &mut &'a mut [T]| slice.split_off_mut(..length.min(slice.len())).unwrap_or_default();
        (length > 0).then(|| Piece {
            memory: memory.each_mut().map(cut),
            gradients: cut(gradients),
            parameters: cut(parameters),
        })
    }
}

impl<T: Scalar> UpdateMethod<T> {
    /// The optimizer and the clip of a spec, for parameters of this layout.
    pub fn of(spec: &Spec, layout: &Layout) -> UpdateMethod<T> {
        UpdateMethod::new(spec.training.optimizer, spec.training.clip, layout)
    }

    /// The optimizer, behind the clip if there is one, for parameters of this layout. L-BFGS takes no clip.
    pub fn new(optimizer: Optimizer, clip: Option<spec::Clip>, layout: &Layout) -> UpdateMethod<T> {
        if let Optimizer::Lbfgs { history, iterations, .. } = optimizer {
            return UpdateMethod::Lbfgs(Lbfgs::new(history, iterations, layout));
        }
        let rule = rules::rule_of(optimizer);
        let rule = rule.unwrap_or_else(|| panic!("{} is in none of the files of rules", optimizer.as_str()));
        UpdateMethod::Chain(Chain::new(rule, clip, layout))
    }
}

impl<T: Scalar> Chain<T> {
    fn new(rule: Box<dyn Rule<T>>, clip: Option<spec::Clip>, layout: &Layout) -> Chain<T> {
        let clip = clip.and_then(|clip| Clip::of(clip, layout));
        let (frozen, trained): (Vec<_>, Vec<_>) = layout.tensors.iter().partition(|tensor| tensor.frozen);
        let ranges = |tensors: Vec<&TensorInfo>| tensors.into_iter().map(TensorInfo::range).collect();
        Chain { clip, rule, frozen: ranges(frozen), trained: ranges(trained) }
    }

    /// One step. parameters, gradients: in the order of the layout; rate: η.
    ///
    /// The gradients are used up: the direction of the step is left in their place. Allocates in the first step
    /// alone.
    pub fn apply(&self, state: &mut OptimizerState<T>, parameters: &mut [T], gradients: &mut [T], rate: T) {
        self.frozen.iter().for_each(|range| gradients[range.clone()].fill(T::ZERO));
        if let Some(clip) = &self.clip {
            clip.apply(gradients);
        }
        if state.slots.is_empty() {
            state.slots = self.rule.init(parameters.len());
        }
        state.steps += 1;
        self.rule.prepare(gradients);
        self.decay_weights(parameters, rate);
        self.pieces(state, parameters, gradients, rate);
    }

    /// Rule and step. Where threads share them, a second loop moves θ, and the rule is given a buffer in its place:
    /// measured on two cores, a step of 784-256-128-10 takes 1 to 10 percent longer in one loop.
    fn pieces(&self, state: &mut OptimizerState<T>, parameters: &mut [T], gradients: &mut [T], rate: T) {
        let (count, step) = (state.slots.len(), state.steps);
        let mut memory: [&mut [T]; SLOTS] = Default::default();
        memory.iter_mut().zip(&mut state.slots).for_each(|(memory, slot)| *memory = slot);
        let Some(part) = threads::part(parameters.len()) else {
            return self.rule.apply(&mut memory[..count], gradients, parameters, rate, step);
        };
        let update = |piece: Piece<T>| {
            let Piece { mut memory, gradients, parameters } = piece;
            T::with_buffer(parameters.len(), |buffer| {
                self.rule.apply(&mut memory[..count], gradients, buffer, T::ZERO, step);
            });
            add_scaled(parameters, gradients, -rate);
        };
        let all = Piece { memory, gradients, parameters };
        threads::share(Pieces(all, part), |part| Pieces(part, PIECE).for_each(update));
    }

    /// θ ← θ − η·λ·θ, AdamW's decay. The factor 1 − ηλ is taken once, as PyTorch does.
    fn decay_weights(&self, parameters: &mut [T], rate: T) {
        let Some(decay) = self.rule.weight_decay() else { return };
        let factor = T::ONE - rate * T::from_f64(decay);
        for range in &self.trained {
            parameters[range.clone()].iter_mut().for_each(|theta| *theta *= factor);
        }
    }
}
