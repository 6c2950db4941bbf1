//! The number of a working that a term names.

use engine::{Matrix, Update};
use experiment::term::{Symbol, Term, TermKind};
use from_scratch::batch_loss::Samples;

use super::element::{self, column, parameter};
use super::{Refusal, Situation};
use crate::given::Given;
use crate::numbers::view;
use crate::working::{Working, work};

impl Situation<'_> {
    /// A number of the working of a batch.
    pub(super) fn worked(&self, update: &Update, term: &Term, given: &[Given]) -> Result<f64, Refusal> {
        let (calculation, row) = self.calculation(update, term, given)?;
        let working = work(self.spec, self.dataset, update, &calculation);
        self.read(&working, term, row)
    }

    /// The element of a working.
    fn read(&self, working: &Working, term: &Term, row: usize) -> Result<f64, Refusal> {
        let element = &term.element;
        let at = |matrix: &Matrix, output| Ok(matrix.at(row, column(element, output, matrix.columns())?));
        match (element.symbol, term.kind) {
            (Symbol::X, TermKind::Value) => at(&working.inputs, None),
            (Symbol::X, TermKind::Derivative) => at(&working.numbers.layers[0].dx, None),
            (Symbol::T, _) => at(&working.targets, term.output),
            (Symbol::Output, TermKind::Value) => at(&working.numbers.outputs, term.output),
            (Symbol::Output, TermKind::Derivative) => at(&working.numbers.doutputs, term.output),
            (Symbol::Loss, _) => self.loss(working, term, row),
            (Symbol::Objective, _) => Ok(working.loss + working.penalty),
            (Symbol::Layer(layer, value), TermKind::Derivative) if value.is_parameter() => {
                Ok(working.gradients[parameter(&working.layout, layer, value, element)?])
            }
            (Symbol::Layer(layer, value), kind) => {
                element::columns(&working.layout, layer, value)?;
                let matrix = element::matrix(&working.numbers.layers[layer], value, kind);
                let row = if matrix.rows() == 1 && !value.is_of_sample() { 0 } else { row };
                Ok(matrix.at(row, column(element, None, matrix.columns())?))
            }
            (Symbol::Epochs, _) => Err("is not a number of a batch".into()),
        }
    }

    /// The loss of the batch, that of a sample, or the part of one output.
    fn loss(&self, working: &Working, term: &Term, row: usize) -> Result<f64, Refusal> {
        let own = |s: usize| -> Result<f64, Refusal> {
            let all = working.parts.row(s);
            let parts: f64 = match term.output {
                None => all.iter().sum(),
                Some(output) => all[column(&term.element, Some(output), all.len())?],
            };
            Ok(parts * self.own_factor(working))
        };
        match (term.sample, term.output) {
            (Some(_), _) => own(row),
            (None, Some(_)) => (0..working.parts.rows()).map(|s| Ok(own(s)? * working.shares[s])).sum(),
            (None, None) => Ok(working.loss),
        }
    }

    /// What the parts of a sample's loss are multiplied by when they are added up: 1/m where the loss is a mean.
    fn own_factor(&self, working: &Working) -> f64 {
        let samples = Samples { targets: view(&working.targets), weights: None, total: 1.0 };
        samples.scale(working.network.head, 0, working.targets.columns())
    }
}
