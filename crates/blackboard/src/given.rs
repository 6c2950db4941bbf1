//! Numbers that are given instead of computed: where a text goes on from a rounded number, everything behind it has to.

use engine::{Layout, Matrix};
use experiment::term::{LayerValue, Symbol, Term};

/// A number in the place of a computed one.
#[derive(Debug, Clone, PartialEq)]
pub struct Given {
    /// The number that is replaced, in the language of configs.
    pub term: Term,
    /// What it is replaced by.
    pub value: f64,
}

/// A given number in one batch.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Replacement {
    /// What it replaces; `delta` is the derivative of `z`.
    pub symbol: Symbol,
    /// Whether it is a derivative.
    pub derivative: bool,
    /// The place in the batch; 0 of what no sample has.
    pub row: usize,
    /// The sample of a derivative, if it is that of the sample's own loss.
    pub own: bool,
    /// The element of a row, or of a parameter.
    pub column: usize,
    /// What is put in the place of the computed number.
    pub value: f64,
}

/// All given numbers of one batch.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Replacements(pub Vec<Replacement>);

impl Replacements {
    /// Puts the given numbers into values of `columns` columns. `share`: what the own loss of each sample is multiplied
    /// by; empty for what is no derivative of a loss.
    pub fn fix(&self, symbol: Symbol, derivative: bool, columns: usize, values: &mut [f64], shares: &[f64]) {
        for of in self.0.iter().filter(|of| of.symbol == symbol && of.derivative == derivative) {
            let share = if of.own { shares.get(of.row).copied().unwrap_or(1.0) } else { 1.0 };
            values[of.row * columns + of.column] = of.value * share;
        }
    }

    /// dz = f′·da where f′ is given. da: (n, out)  dz: (n, out), of maxout (n, out·k)
    pub fn through_slopes(&self, layer: usize, da: &Matrix, dz: &mut Matrix) {
        let slope = Symbol::Layer(layer, LayerValue::Derivative);
        let pieces = dz.columns() / da.columns();
        for of in self.0.iter().filter(|of| of.symbol == slope) {
            dz.row_mut(of.row)[of.column] = of.value * da.at(of.row, of.column / pieces);
        }
    }

    /// Whether this value is given anywhere.
    pub fn has(&self, symbol: Symbol) -> bool {
        self.0.iter().any(|of| of.symbol == symbol && !of.derivative)
    }

    /// Puts given parameters, or given derivatives with respect to them, into a flat buffer: those of a layer, or all.
    pub fn fix_parameters(&self, layout: &Layout, layer: Option<usize>, derivative: bool, values: &mut [f64]) {
        for tensor in layout.tensors.iter().filter(|tensor| layer.is_none_or(|layer| layer == tensor.layer)) {
            let value = LayerValue::all().find(|value| value.as_str() == tensor.role.as_str());
            let symbol = Symbol::Layer(tensor.layer, value.expect("every role is a value of a layer"));
            self.fix(symbol, derivative, tensor.len(), &mut values[tensor.range()], &[]);
        }
    }
}
