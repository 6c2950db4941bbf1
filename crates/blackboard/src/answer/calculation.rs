//! What a term asks of a batch: what is differentiated, along which paths, from which given numbers.

use engine::Update;
use experiment::term::{IndexedSymbol, LayerValue, Symbol, Term};

use super::element::{column, columns};
use super::place::position;
use super::{Refusal, Situation, is_output};
use crate::differentiated::{Differentiated, Path};
use crate::given::Given;
use crate::working::Calculation;

impl Situation<'_> {
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

    /// What a term asks of a batch, and the row in it that is meant.
    pub(crate) fn calculation(
        &self,
        update: &Update,
        term: &Term,
        given: &[Given],
    ) -> Result<(Calculation, usize), Refusal> {
        let row = position(self.dataset, &update.rows, term.sample)?.unwrap_or(0);
        let calculation = Calculation {
            differentiated: self.differentiated(term, row)?,
            path: if term.is_derivative() { self.path(term)? } else { None },
            given: self.replacements(given, term.at, update)?,
        };
        Ok((calculation, row))
    }

    /// What is differentiated.
    fn differentiated(&self, term: &Term, row: usize) -> Result<Differentiated, Refusal> {
        let sample = term.sample.map(|_| row);
        let Some(of) = &term.of else {
            return Ok(match (sample, term.output) {
                (None, None) => Differentiated::Objective,
                _ if is_output(term) && sample.is_none() => Differentiated::Objective,
                _ if is_output(term) => Differentiated::Loss { sample, output: None },
                (sample, output) => Differentiated::Loss { sample, output },
            });
        };
        let output = |of: &IndexedSymbol| column(of, term.output, self.dataset.targets.columns());
        match of.symbol {
            Symbol::Objective if sample.is_none() && term.output.is_none() => Ok(Differentiated::Objective),
            Symbol::Loss | Symbol::Objective => Ok(Differentiated::Loss { sample, output: term.output }),
            Symbol::Output => Ok(Differentiated::Output { sample: row, output: output(of)? }),
            Symbol::Layer(layer, value) => {
                let unit = column(of, None, columns(&self.layout(), layer, value)?)?;
                match value {
                    LayerValue::Z => Ok(Differentiated::Z { layer, sample: row, unit }),
                    _ => Ok(Differentiated::A { layer, sample: row, unit }),
                }
            }
            Symbol::X | Symbol::T | Symbol::Epochs => Err(format!("is of {}, which is not a function", of.symbol)),
        }
    }
}
