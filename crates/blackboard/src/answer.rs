//! The number that a term names: `layers.0.z[1] sample 2 @ 10`.
//!
//! A point of a training is an update that was made or would come next ([`engine::FollowedTraining`]); the numbers
//! there are those of its [`working`](crate::working). Where numbers are given, or a path is kept through updates, the
//! updates in between are made again by hand.

mod asked;
mod element;
mod place;

use std::collections::BTreeSet;
use std::sync::Arc;

use engine::{Dataset, Engine, FollowedTraining, Layout, Matrix, Update};
use experiment::Spec;
use experiment::term::{Element, LayerValue, Symbol, Term};

use crate::aim::{Aim, Path};
use crate::given::{Given, Replacement, Replacements};
use crate::working::{Calculation, Working, step, work};
use element::{column, moments, parameter};
pub(crate) use place::batch;
use place::position;

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
pub fn wants_the_end(term: &Term) -> bool {
    term.element.symbol == Symbol::Epochs
}

/// The update from which on all are made by hand.
fn first_by_hand(term: &Term, given: &[Given]) -> Option<usize> {
    let along_a_path = moves_along_a_path(term).then_some(0);
    given.iter().map(|given| given.term.at).filter(|at| *at < term.at).chain(along_a_path).min()
}

fn moves_along_a_path(term: &Term) -> bool {
    term.via.is_some() && !term.derivative
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
        Symbol::Layer(layer, value) if value.is_parameter() && !term.derivative => {
            let index = parameter(&layout, layer, value, &term.element)?;
            let mut parameters = update.before.parameters.clone();
            let replacements = situation.replacements(given, term.at, &update)?;
            replacements.fix_parameters(&layout, None, false, &mut parameters);
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
            !term.derivative && term.output.is_none_or(|_| is_output(term))
        }
        Symbol::Layer(_, LayerValue::Z | LayerValue::A) => !term.derivative,
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
        term.sample.is_some() && term.derivative && (penalty.l1 != 0.0 || penalty.l2 != 0.0)
    }

    /// The update that a term is asked at.
    pub(crate) fn update(&self, term: &Term, given: &[Given]) -> Result<Update, Refusal> {
        let at = |number: usize| {
            let gone = || format!("is asked after {number} updates, and training ends before");
            self.followed.updates.get(&number).ok_or_else(gone)
        };
        let Some(first) = first_by_hand(term, given) else { return at(term.at).cloned() };
        let mut update = at(first)?.clone();
        for number in first..term.at {
            let calculation = Calculation {
                aim: Aim::Objective,
                path: if moves_along_a_path(term) { self.path(term)? } else { None },
                given: self.replacements(given, number, &update)?,
            };
            let (_, after) = step(self.spec, self.dataset, &update, &calculation);
            let after = after.ok_or("goes on from given numbers, which L-BFGS, searching for its step, cannot")?;
            update = Update { before: after, ..at(number + 1)?.clone() };
        }
        Ok(update)
    }

    /// The unit of the layer after the element's that all paths are held to.
    pub(crate) fn path(&self, term: &Term) -> Result<Option<Path>, Refusal> {
        let Some(unit) = term.via else { return Ok(None) };
        let layer = match term.element.symbol {
            Symbol::X => 0,
            Symbol::Layer(layer, _) => layer + 1,
            Symbol::T | Symbol::Output | Symbol::Loss | Symbol::Objective | Symbol::Epochs => usize::MAX,
        };
        let layout = self.layout();
        match layout.widths.get(1..).and_then(|widths| widths.get(layer)) {
            None => Err("goes via a unit of the layer after it, and there is none".into()),
            Some(width) if unit >= *width => Err(format!("goes via unit {unit}, and layer {layer} has {width}")),
            Some(_) => Ok(Some(Path { layer, unit })),
        }
    }

    /// The given numbers of one batch.
    pub(crate) fn replacements(&self, given: &[Given], at: usize, update: &Update) -> Result<Replacements, Refusal> {
        let of = |given: &Given| -> Result<Option<Replacement>, Refusal> {
            let Term { element, derivative, sample, output, .. } = &given.term;
            let says = |refusal: Refusal| format!("is given {}, which {refusal}", given.term);
            let (symbol, derivative) = match element.symbol {
                Symbol::Layer(layer, LayerValue::Delta) => (Symbol::Layer(layer, LayerValue::Z), true),
                symbol => (symbol, *derivative),
            };
            let row = match symbol.is_of_sample() {
                true => position(self.dataset, &update.rows, *sample).map_err(says)?,
                false => Some(0),
            };
            let Some(row) = row else { return Ok(None) };
            let column = self.width(symbol, element, *output).map_err(says)?;
            let own = derivative && sample.is_some();
            Ok(Some(Replacement { symbol, derivative, row, own, column, value: given.value }))
        };
        let now = given.iter().filter(|given| given.term.at == at).map(of);
        Ok(Replacements(now.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect()))
    }

    /// The place of an element in a row of its value, or in its tensor.
    fn width(&self, symbol: Symbol, element: &Element, output: Option<usize>) -> Result<usize, Refusal> {
        let layout = self.layout();
        match symbol {
            Symbol::X => column(element, None, layout.widths[0]),
            Symbol::T | Symbol::Output => column(element, output, self.dataset.targets.columns()),
            Symbol::Layer(layer, value) if value.is_parameter() => {
                let index = parameter(&layout, layer, value, element)?;
                let tensor = layout.tensors.iter().find(|tensor| tensor.range().contains(&index));
                Ok(index - tensor.map_or(0, |tensor| tensor.offset))
            }
            Symbol::Layer(layer, value) => column(element, None, element::columns(&layout, layer, value)?),
            Symbol::Loss | Symbol::Objective | Symbol::Epochs => Err("nothing else is computed from".into()),
        }
    }

    /// A number of the working of a batch.
    fn worked(&self, update: &Update, term: &Term, given: &[Given]) -> Result<f64, Refusal> {
        let (calculation, row) = self.calculation(update, term, given)?;
        let working = work(self.spec, self.dataset, update, &calculation);
        self.read(&working, term, row)
    }

    /// What a term asks of a batch, and the row in it that is meant.
    pub(crate) fn calculation(
        &self,
        update: &Update,
        term: &Term,
        given: &[Given],
    ) -> Result<(Calculation, usize), Refusal> {
        let row = position(self.dataset, &update.rows, term.sample)?.unwrap_or(0);
        let calculation = Calculation {
            aim: self.aim(term, row)?,
            path: if term.derivative || is_delta(term) { self.path(term)? } else { None },
            given: self.replacements(given, term.at, update)?,
        };
        Ok((calculation, row))
    }

    /// What is differentiated.
    fn aim(&self, term: &Term, row: usize) -> Result<Aim, Refusal> {
        let sample = term.sample.map(|_| row);
        let Some(of) = &term.of else {
            return Ok(match (sample, term.output) {
                (None, None) => Aim::Objective,
                _ if is_output(term) && sample.is_none() => Aim::Objective,
                _ if is_output(term) => Aim::Loss { sample, output: None },
                (sample, output) => Aim::Loss { sample, output },
            });
        };
        let output = |of: &Element| column(of, term.output, self.dataset.targets.columns());
        match of.symbol {
            Symbol::Objective if sample.is_none() && term.output.is_none() => Ok(Aim::Objective),
            Symbol::Loss | Symbol::Objective => Ok(Aim::Loss { sample, output: term.output }),
            Symbol::Output => Ok(Aim::Output { sample: row, output: output(of)? }),
            Symbol::Layer(layer, value) => {
                let unit = column(of, None, element::columns(&self.layout(), layer, value)?)?;
                match value {
                    LayerValue::Z => Ok(Aim::Z { layer, sample: row, unit }),
                    _ => Ok(Aim::A { layer, sample: row, unit }),
                }
            }
            Symbol::X | Symbol::T | Symbol::Epochs => Err(format!("is of {}, which is not a function", of.symbol)),
        }
    }

    /// The element of a working.
    fn read(&self, working: &Working, term: &Term, row: usize) -> Result<f64, Refusal> {
        let element = &term.element;
        let at = |matrix: &Matrix, output| Ok(matrix.at(row, column(element, output, matrix.columns())?));
        let own = |parts: &[f64]| parts[..].iter().sum::<f64>() * self.own_factor(working);
        match (element.symbol, term.derivative) {
            (Symbol::X, false) => at(&working.inputs, None),
            (Symbol::X, true) => at(&working.numbers.layers[0].dx, None),
            (Symbol::T, _) => at(&working.targets, term.output),
            (Symbol::Output, false) => at(&working.numbers.outputs, term.output),
            (Symbol::Output, true) => at(&working.numbers.doutputs, term.output),
            (Symbol::Loss | Symbol::Objective, _) => {
                let parts = |s: usize| -> Result<f64, Refusal> {
                    let all = working.parts.row(s);
                    match term.output {
                        None => Ok(own(all)),
                        Some(output) => Ok(own(&[all[column(element, Some(output), all.len())?]])),
                    }
                };
                match (term.sample, term.output) {
                    (Some(_), _) => parts(row),
                    (None, Some(_)) => (0..working.parts.rows()).map(|s| Ok(parts(s)? * working.shares[s])).sum(),
                    (None, None) if element.symbol == Symbol::Loss => Ok(working.loss),
                    (None, None) => Ok(working.loss + working.penalty),
                }
            }
            (Symbol::Layer(layer, value), derivative) if value.is_parameter() && derivative => {
                Ok(working.gradients[parameter(&working.layout, layer, value, element)?])
            }
            (Symbol::Layer(layer, value), derivative) => {
                element::columns(&working.layout, layer, value)?;
                let matrix = element::matrix(&working.numbers.layers[layer], value, derivative);
                let row = if matrix.rows() == 1 && !value.is_of_sample() { 0 } else { row };
                Ok(matrix.at(row, column(element, None, matrix.columns())?))
            }
            (Symbol::Epochs, _) => Err("is not a number of a batch".into()),
        }
    }

    /// What the parts of a sample's loss are multiplied by when they are added up: 1/m where the loss is a mean.
    fn own_factor(&self, working: &Working) -> f64 {
        let samples = from_scratch::batch_loss::Samples {
            targets: crate::numbers::view(&working.targets),
            weights: None,
            total: 1.0,
        };
        samples.scale(working.network.head, 0, working.targets.columns())
    }
}

fn is_delta(term: &Term) -> bool {
    matches!(term.element.symbol, Symbol::Layer(_, LayerValue::Delta))
}
