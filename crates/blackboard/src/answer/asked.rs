//! What another engine answers.

use engine::{Engine, Matrix};
use experiment::term::{LayerValue, Symbol, Term, TermKind};

use super::element::{column, columns, parameter};
use super::place::{batch, position};
use super::{Refusal, Situation};

impl Situation<'_> {
    /// The number by this engine, of what every engine can say.
    pub(super) fn asked(&self, engine: &mut dyn Engine, term: &Term) -> Result<f64, Refusal> {
        if matches!(term.element.symbol, Symbol::Epochs | Symbol::T) || is_input(term) || is_parameter(term) {
            return super::answer(self, term, &[]);
        }
        let update = batch(self, &self.update(term, &[])?, term.sample)?;
        let row = position(self.dataset, &update.rows, term.sample)?.unwrap_or(0);
        engine.restore(&update.before);
        let own = term.sample.map(|_| vec![update.rows[row]]);
        if own.is_some() && update.rows.len() > 1 && is_of_loss(term) && !self.may_be_alone() {
            return Err("is of one sample, whose batch statistics or weight another engine cannot leave out".into());
        }
        let alone = own.map(|rows| engine::Update { rows, masks: mask_of(&update, row), ..update.clone() });
        let whole = alone.as_ref().unwrap_or(&update).batch();
        match (term.element.symbol, term.kind) {
            (Symbol::Loss, _) => Ok(engine.objective(&whole) - engine.penalty()),
            (Symbol::Objective, _) => Ok(engine.objective(&whole)),
            (Symbol::X, TermKind::Derivative) => {
                let (dx, row) = (engine.input_gradients(&whole), if term.sample.is_some() { 0 } else { row });
                Ok(dx.at(row, column(&term.element, None, dx.columns())?))
            }
            (Symbol::Layer(layer, value), TermKind::Derivative) => {
                Ok(engine.gradients(&whole)[parameter(engine.layout(), layer, value, &term.element)?])
            }
            (Symbol::Layer(layer, value), TermKind::Value) => {
                let columns = columns(engine.layout(), layer, value)?;
                let of = traced(engine, &update, &format!("layers.{layer}.{}", value.as_str()));
                Ok(of.at(row, column(&term.element, None, columns)?))
            }
            _ => {
                let last = engine.layout().layer_count() - 1;
                let y = traced(engine, &update, &format!("layers.{last}.a"));
                Ok(y.at(row, column(&term.element, term.output, y.columns())?))
            }
        }
    }

    /// Whether the loss of a sample alone is that of the sample in its batch.
    fn may_be_alone(&self) -> bool {
        self.spec.network.batch_norm.is_none() && self.dataset.weights.is_none()
    }
}

fn is_of_loss(term: &Term) -> bool {
    term.kind == TermKind::Derivative || matches!(term.element.symbol, Symbol::Loss | Symbol::Objective)
}

fn is_input(term: &Term) -> bool {
    term.element.symbol == Symbol::X && term.kind == TermKind::Value
}

fn is_parameter(term: &Term) -> bool {
    use LayerValue as V;
    let Symbol::Layer(_, value) = term.element.symbol else { return false };
    term.kind == TermKind::Value && (value.is_parameter() || matches!(value, V::RunningMean | V::RunningVar))
}

fn traced(engine: &mut dyn Engine, update: &engine::Update, name: &str) -> Matrix {
    let traces = engine.trace(&update.batch());
    traces.into_iter().find(|trace| trace.name == name).expect("an engine traces z and a of every layer").values
}

/// The masks of one row of a batch.
fn mask_of(update: &engine::Update, row: usize) -> Vec<Vec<f64>> {
    let rows = update.rows.len();
    let part = |mask: &Vec<f64>| mask[row * mask.len() / rows..(row + 1) * mask.len() / rows].to_vec();
    update.masks.iter().map(part).collect()
}
