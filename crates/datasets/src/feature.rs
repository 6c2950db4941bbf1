//! Inputs computed from columns: `x1`, `x2`, `x1^2`, `x1*x2`, `sin(x1)`.
//!
//! ```text
//! sum     = product { ("+" | "-") product }
//! product = power { ("*" | "/") power }
//! power   = "-" power | atom [ "^" power ]
//! atom    = number | column | function "(" sum ")" | "(" sum ")"
//! ```
//! A column is named as in the header if that is a word, or by its position: x1 is the first. A sign binds
//! less than a power: -x1^2 is −(x₁²). Leaves out conditions and everything with more than one argument.

mod parse;

use crate::data_error::DataError;
pub use parse::parse;

/// A formula over the columns.
#[derive(Debug, Clone, PartialEq)]
pub enum Formula {
    /// A constant.
    Number(f64),
    /// The value of a column.
    Column(usize),
    /// A function of a formula.
    Call(Function, Box<Formula>),
    /// Two formulas and what is done with them.
    Pair(Operator, Box<Formula>, Box<Formula>),
}

/// What a formula may be put into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Function {
    Minus,
    Abs,
    Cos,
    Exp,
    Log,
    Sin,
    Sqrt,
    Tanh,
}

/// What may stand between two formulas.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    Plus,
    Minus,
    Times,
    Over,
    Power,
}

impl Formula {
    /// Whether a row knows every column that the formula uses.
    pub fn is_known(&self, row: &[f64]) -> bool {
        match self {
            Formula::Number(_) => true,
            Formula::Column(column) => !row[*column].is_nan(),
            Formula::Call(_, of) => of.is_known(row),
            Formula::Pair(_, left, right) => left.is_known(row) && right.is_known(row),
        }
    }

    /// The first column of the formula as it is written; none of a constant.
    pub fn first_column(&self) -> Option<usize> {
        match self {
            Formula::Number(_) => None,
            Formula::Column(column) => Some(*column),
            Formula::Call(_, of) => of.first_column(),
            Formula::Pair(_, left, right) => left.first_column().or_else(|| right.first_column()),
        }
    }

    /// The value on one row.
    pub fn value(&self, row: &[f64]) -> f64 {
        match self {
            Formula::Number(number) => *number,
            Formula::Column(column) => row[*column],
            Formula::Call(function, of) => function.value(of.value(row)),
            Formula::Pair(operator, left, right) => operator.value(left.value(row), right.value(row)),
        }
    }
}

impl Function {
    /// The functions with the names that formulas use.
    const NAMED: [(&'static str, Function); 7] = [
        ("abs", Function::Abs),
        ("cos", Function::Cos),
        ("exp", Function::Exp),
        ("log", Function::Log),
        ("sin", Function::Sin),
        ("sqrt", Function::Sqrt),
        ("tanh", Function::Tanh),
    ];

    fn value(self, x: f64) -> f64 {
        match self {
            Function::Minus => -x,
            Function::Abs => x.abs(),
            Function::Cos => libm::cos(x),
            Function::Exp => libm::exp(x),
            Function::Log => libm::log(x),
            Function::Sin => libm::sin(x),
            Function::Sqrt => x.sqrt(),
            Function::Tanh => libm::tanh(x),
        }
    }
}

impl Operator {
    fn value(self, a: f64, b: f64) -> f64 {
        match self {
            Operator::Plus => a + b,
            Operator::Minus => a - b,
            Operator::Times => a * b,
            Operator::Over => a / b,
            Operator::Power => power(a, b),
        }
    }
}

/// aᵇ; a small whole power is a product, so x^2 is x·x to the last bit.
fn power(a: f64, b: f64) -> f64 {
    if b.fract() == 0.0 && (0.0..=8.0).contains(&b) && !a.is_nan() {
        return (0..b as usize).fold(1.0, |product, _| product * a);
    }
    libm::pow(a, b)
}

/// All formulas of the config over these columns.
///
/// # Errors
/// The first formula that is none, with the place in it.
pub fn parse_all(features: &[String], columns: &[String]) -> Result<Vec<Formula>, DataError> {
    features
        .iter()
        .enumerate()
        .map(|(index, text)| parse(text, &format!("dataset.features[{index}]"), columns))
        .collect()
}
