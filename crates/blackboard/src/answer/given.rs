//! Where given numbers go: each to its row of the batch and its element.

use engine::Update;
use experiment::term::{IndexedSymbol, LayerValue, Symbol, Term, TermKind};

use super::element::{column, columns, parameter};
use super::place::position;
use super::{Refusal, Situation};
use crate::given::{Given, Replacement, Replacements};

impl Situation<'_> {
    /// The given numbers of one batch.
    pub(crate) fn replacements(&self, given: &[Given], at: usize, update: &Update) -> Result<Replacements, Refusal> {
        let of = |given: &Given| -> Result<Option<Replacement>, Refusal> {
            let Term { element, kind, sample, output, .. } = &given.term;
            let says = |refusal: Refusal| format!("is given {}, which {refusal}", given.term);
            let (symbol, kind) = match element.symbol {
                Symbol::Layer(layer, LayerValue::Delta) => (Symbol::Layer(layer, LayerValue::Z), TermKind::Derivative),
                symbol => (symbol, *kind),
            };
            let row = match symbol.is_of_sample() {
                true => position(self.dataset, &update.rows, *sample).map_err(says)?,
                false => Some(0),
            };
            let Some(row) = row else { return Ok(None) };
            let column = self.width(symbol, element, *output).map_err(says)?;
            let own = kind == TermKind::Derivative && sample.is_some();
            Ok(Some(Replacement { symbol, kind, row, own, column, value: given.value }))
        };
        let now = given.iter().filter(|given| given.term.at == at).map(of);
        Ok(Replacements(now.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect()))
    }

    /// The place of an element in a row of its value, or in its tensor.
    fn width(&self, symbol: Symbol, element: &IndexedSymbol, output: Option<usize>) -> Result<usize, Refusal> {
        let layout = self.layout();
        match symbol {
            Symbol::X => column(element, None, layout.widths[0]),
            Symbol::T | Symbol::Output => column(element, output, self.dataset.targets.columns()),
            Symbol::Layer(layer, value) if value.is_parameter() => {
                let index = parameter(&layout, layer, value, element)?;
                let tensor = layout.tensors.iter().find(|tensor| tensor.range().contains(&index));
                Ok(index - tensor.map_or(0, |tensor| tensor.offset))
            }
            Symbol::Layer(layer, value) => column(element, None, columns(&layout, layer, value)?),
            Symbol::Loss | Symbol::Objective | Symbol::Epochs => Err("nothing else is computed from".into()),
        }
    }
}
