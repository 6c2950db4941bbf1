//! The number that a term names: `layers.0.z[1] sample 2 @ 10`.
//!
//! A point of a training is an update that was made or would come next ([`engine::FollowedTraining`]); the numbers
//! there are those of its [`working`](crate::working). Where numbers are given, or a path is kept through updates,
//! the updates in between are made again by hand.

mod asked;
mod by_hand;
mod calculation;
mod element;
mod given;
mod place;
mod read;

use std::collections::BTreeSet;
use std::sync::Arc;

use engine::{Dataset, Engine, FollowedTraining, Layout};
use experiment::Spec;
use experiment::term::{LayerValue, Symbol, Term, TermKind};

use crate::given::Given;
use by_hand::first_by_hand;
use element::{column, moments, parameter};
pub(crate) use place::batch;

/// A training that is asked for numbers.
#[derive(Debug, Clone)]
pub struct Situation<'a> {
    /// The config of the training, which names network, loss and rule.
    pub spec: &'a Spec,
    /// The rows that batches are taken from.
    pub dataset: &'a Arc<Dataset>,
    /// Its updates, those of [`wanted`] at least.
    pub followed: &'a FollowedTraining,
}

/// Why a term has no number here, in words that go on from it.
pub type Refusal = String;

/// The updates that a course has to hold so that a term can be answered, by how many were made before.
pub fn wanted(term: &Term, given: &[Given]) -> BTreeSet<usize> {
    let first = first_by_hand(term, given).unwrap_or(term.at);
    (first..=term.at).collect()
}

/// Whether a course has to be followed to its end for that.
pub fn needs_end_of_training(term: &Term) -> bool {
    term.element.symbol == Symbol::Epochs
}

/// The number that a term names, with the given ones in their places.
///
/// # Errors
/// If the network has no such number, or training was over before.
pub fn answer(situation: &Situation, term: &Term, given: &[Given]) -> Result<f64, Refusal> {
    if term.element.symbol == Symbol::Epochs {
        let end = situation.followed.end.ok_or("is known when training has been followed to its end")?;
        return Ok(end.epochs as f64);
    }
    let update = situation.update(term, given)?;
    let layout = situation.layout();
    match term.element.symbol {
        Symbol::Layer(layer, value) if value.is_parameter() && term.kind == TermKind::Value => {
            let index = parameter(&layout, layer, value, &term.element)?;
            let mut parameters = update.before.parameters.clone();
            let replacements = situation.replacements(given, term.at, &update)?;
            replacements.fix_parameters(&layout, &mut parameters);
            Ok(parameters[index])
        }
        Symbol::Layer(layer, value @ (LayerValue::RunningMean | LayerValue::RunningVar)) => {
            let moment = moments(&layout, layer, value)?;
            Ok(update.before.statistics[moment.start + column(&term.element, None, moment.len())?])
        }
        _ => situation.worked(&batch(situation, &update, term.sample)?, term, given),
    }
}

/// What another engine says, with nothing given: of inputs, targets, z, a, outputs and losses, of gradients of
/// parameters and inputs, and of parameters. `None` of everything else.
///
/// The engine is of the spec and the data of the situation, and the course is its own.
pub fn ask(engine: &mut dyn Engine, situation: &Situation, term: &Term) -> Option<Result<f64, Refusal>> {
    let plain = term.via.is_none() && term.of.is_none() && !situation.penalizes(term);
    let known = match term.element.symbol {
        Symbol::X | Symbol::T | Symbol::Epochs => true,
        Symbol::Output | Symbol::Loss | Symbol::Objective => {
            term.kind == TermKind::Value && term.output.is_none_or(|_| is_output(term))
        }
        Symbol::Layer(_, LayerValue::Z | LayerValue::A) => term.kind == TermKind::Value,
        Symbol::Layer(_, value) => value.is_parameter() && term.output.is_none(),
    };
    (plain && known).then(|| situation.asked(engine, term))
}

fn is_output(term: &Term) -> bool {
    term.element.symbol == Symbol::Output
}

impl Situation<'_> {
    fn layout(&self) -> Layout {
        Layout::of(self.spec, self.dataset.inputs.columns(), self.dataset.targets.columns())
    }

    /// Whether the number is a sample's own, which an engine gives together with the penalty.
    fn penalizes(&self, term: &Term) -> bool {
        let penalty = self.spec.training.penalty;
        let has_penalty = penalty.l1 != 0.0 || penalty.l2 != 0.0;
        term.sample.is_some() && term.kind == TermKind::Derivative && has_penalty
    }
}
