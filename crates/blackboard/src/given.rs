//! Numbers that are given instead of computed: where a text goes on from a rounded number, everything behind it has to.

use engine::{Layout, Matrix, TensorInfo};
use experiment::term::{LayerValue, Symbol, Term, TermKind};

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
    /// Whether its value is replaced, or the derivative with respect to it.
    pub kind: TermKind,
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
    /// Puts the given numbers into values of `columns` columns.
    pub fn fix(&self, symbol: Symbol, columns: usize, values: &mut [f64]) {
        for of in self.of(symbol, TermKind::Value) {
            values[of.row * columns + of.column] = of.value;
        }
    }

    /// Puts the given derivatives into those with respect to such values. `shares`: what the own loss of each sample is
    /// multiplied by.
    pub fn fix_derivatives(&self, symbol: Symbol, columns: usize, derivatives: &mut [f64], shares: &[f64]) {
        for of in self.of(symbol, TermKind::Derivative) {
            let share = if of.own { shares.get(of.row).copied().unwrap_or(1.0) } else { 1.0 };
            derivatives[of.row * columns + of.column] = of.value * share;
        }
    }

    fn of(&self, symbol: Symbol, kind: TermKind) -> impl Iterator<Item = &Replacement> {
        self.0.iter().filter(move |of| of.symbol == symbol && of.kind == kind)
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
        self.of(symbol, TermKind::Value).next().is_some()
    }

    /// Whether the derivative with respect to this value is given anywhere.
    pub fn has_derivative(&self, symbol: Symbol) -> bool {
        self.of(symbol, TermKind::Derivative).next().is_some()
    }

    /// Puts the given parameters into the flat buffer.
    pub fn fix_parameters(&self, layout: &Layout, parameters: &mut [f64]) {
        for tensor in &layout.tensors {
            self.fix(symbol(tensor), tensor.len(), &mut parameters[tensor.range()]);
        }
    }

    /// Puts the given derivatives with respect to parameters of a layer into the flat buffer.
    pub fn fix_gradients(&self, layout: &Layout, layer: usize, gradients: &mut [f64]) {
        for tensor in layout.tensors.iter().filter(|tensor| tensor.layer == layer) {
            self.fix_derivatives(symbol(tensor), tensor.len(), &mut gradients[tensor.range()], &[]);
        }
    }
}

/// A tensor in the language of configs.
fn symbol(tensor: &TensorInfo) -> Symbol {
    let value = LayerValue::all().find(|value| value.as_str() == tensor.role.as_str());
    Symbol::Layer(tensor.layer, value.expect("every role is a value of a layer"))
}
