//! A formula with the numbers in it: one tree is printed with names, is printed with numbers, and is computed.
//!
//! So a board cannot show a number that its formula does not give: tests compute every line again.

use experiment::spec::Activation;
use from_scratch::Scalar;
use from_scratch::layers::activation::activation_at;

use crate::name::Name;

/// A formula as a tree, whose leaves are numbers with or without names.
#[derive(Debug, Clone, PartialEq)]
pub enum Formula {
    /// A number with a name.
    Named(Name, f64),
    /// A number that is written as such.
    Number(f64),
    /// A sum of at least one summand, in the order in which it is written.
    Sum(Vec<Formula>),
    /// A sum over the samples of a batch, or the units of a layer: how one summand is written, and all of them.
    Over(&'static str, Box<Formula>, Vec<Formula>),
    /// A product of factors, in the order in which it is written.
    Product(Vec<Formula>),
    /// A formula with a minus sign before it.
    Negative(Box<Formula>),
    /// Numerator and denominator.
    Quotient(Box<Formula>, Box<Formula>),
    /// Base and exponent.
    Power(Box<Formula>, Box<Formula>),
    /// A square root.
    Root(Box<Formula>),
    /// A function of numbers.
    Call(Function, Vec<Formula>),
}

/// A function that a board writes by its name.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Function {
    /// eˣ.
    Exp,
    /// The natural logarithm.
    Ln,
    /// tanh.
    Tanh,
    /// ln cosh.
    LnCosh,
    /// −1, 0 or 1.
    Sign,
    /// The absolute value.
    Abs,
    /// The largest of several.
    Max,
    /// The least of several.
    Min,
    /// An activation.
    Activation(Activation),
    /// The derivative of an activation.
    Derivative(Activation),
}

/// A number with a name.
pub fn named(name: Name, value: f64) -> Formula {
    Formula::Named(name, value)
}

/// A number.
pub fn number(value: f64) -> Formula {
    Formula::Number(value)
}

/// a − b.
pub fn minus(a: Formula, b: Formula) -> Formula {
    Formula::Sum(vec![a, Formula::Negative(Box::new(b))])
}

/// a·b·c….
pub fn times(factors: impl Into<Vec<Formula>>) -> Formula {
    Formula::Product(factors.into())
}

/// a/b.
pub fn over(a: Formula, b: Formula) -> Formula {
    Formula::Quotient(Box::new(a), Box::new(b))
}

/// a².
pub fn square(a: Formula) -> Formula {
    Formula::Power(Box::new(a), Box::new(number(2.0)))
}

/// f(a).
pub fn call(function: Function, argument: Formula) -> Formula {
    Formula::Call(function, vec![argument])
}

/// A sum, or its only summand; 0 if there is none.
pub fn sum(mut summands: Vec<Formula>) -> Formula {
    match summands.len() {
        0 => number(0.0),
        1 => summands.remove(0),
        _ => Formula::Sum(summands),
    }
}

impl Formula {
    /// The number that the formula gives, in f64.
    pub fn value(&self) -> f64 {
        match self {
            Formula::Named(_, value) | Formula::Number(value) => *value,
            Formula::Sum(of) | Formula::Over(_, _, of) => of.iter().map(Formula::value).sum(),
            Formula::Product(of) => of.iter().map(Formula::value).product(),
            Formula::Negative(of) => -of.value(),
            Formula::Quotient(above, below) => above.value() / below.value(),
            Formula::Power(base, exponent) => power(base.value(), exponent.value()),
            Formula::Root(of) => Scalar::sqrt(of.value()),
            Formula::Call(function, of) => function.value(&of.iter().map(Formula::value).collect::<Vec<_>>()),
        }
    }

    /// Whether numbers take the place of names anywhere.
    pub fn has_names(&self) -> bool {
        match self {
            Formula::Named(..) | Formula::Over(..) => true,
            Formula::Number(_) => false,
            Formula::Sum(of) | Formula::Product(of) | Formula::Call(_, of) => of.iter().any(Formula::has_names),
            Formula::Negative(of) | Formula::Root(of) => of.has_names(),
            Formula::Quotient(a, b) | Formula::Power(a, b) => a.has_names() || b.has_names(),
        }
    }

    /// How large the terms are that it is made of: the sum of their absolute values, where it is a sum.
    pub fn size(&self) -> f64 {
        match self {
            Formula::Sum(of) | Formula::Over(_, _, of) => of.iter().map(Formula::size).sum(),
            Formula::Product(of) => of.iter().map(Formula::size).product(),
            Formula::Negative(of) => of.size(),
            Formula::Quotient(above, below) => above.size() / below.value().abs(),
            Formula::Power(base, exponent) => power(base.size(), exponent.value()),
            Formula::Named(..) | Formula::Number(_) | Formula::Root(_) | Formula::Call(..) => self.value().abs(),
        }
    }

    /// The same with a formula in the place of a name.
    pub fn with(&self, name: &Name, formula: &Formula) -> Formula {
        self.replaced(&|known, _| (known == name).then(|| formula.clone()))
    }

    /// The same with other formulas in the places of named numbers.
    pub fn replaced(&self, by: &dyn Fn(&Name, f64) -> Option<Formula>) -> Formula {
        let one = |of: &Formula| Box::new(of.replaced(by));
        let all = |of: &[Formula]| of.iter().map(|part| part.replaced(by)).collect();
        match self {
            Formula::Named(name, value) => by(name, *value).unwrap_or_else(|| self.clone()),
            Formula::Number(_) => self.clone(),
            Formula::Sum(of) => Formula::Sum(all(of)),
            Formula::Over(index, of, parts) => Formula::Over(index, one(of), all(parts)),
            Formula::Product(of) => Formula::Product(all(of)),
            Formula::Negative(of) => Formula::Negative(one(of)),
            Formula::Quotient(a, b) => Formula::Quotient(one(a), one(b)),
            Formula::Power(a, b) => Formula::Power(one(a), one(b)),
            Formula::Root(of) => Formula::Root(one(of)),
            Formula::Call(function, of) => Formula::Call(*function, all(of)),
        }
    }

    /// The same with every summand of a sum worked out; `None` if it is no sum of more than numbers.
    pub fn summed(&self) -> Option<Formula> {
        let (Formula::Sum(of) | Formula::Over(_, _, of)) = self else { return None };
        let simple = |part: &Formula| matches!(part, Formula::Named(..) | Formula::Number(_));
        let plain = |part: &Formula| match part {
            Formula::Negative(inner) => simple(inner),
            part => simple(part),
        };
        (of.len() > 1 && !of.iter().all(plain))
            .then(|| Formula::Sum(of.iter().map(|part| number(part.value())).collect()))
    }
}

/// Whole exponents by products, so that squares are exact.
fn power(base: f64, exponent: f64) -> f64 {
    match exponent.fract() == 0.0 && (0.0..=64.0).contains(&exponent) {
        true => (0..exponent as usize).fold(1.0, |product, _| product * base),
        false => Scalar::exp(exponent * Scalar::ln(base)),
    }
}

impl Function {
    fn value(self, of: &[f64]) -> f64 {
        let x = of[0];
        match self {
            Function::Exp => Scalar::exp(x),
            Function::Ln => Scalar::ln(x),
            Function::Tanh => Scalar::tanh(x),
            Function::LnCosh => x.abs() + Scalar::ln_1p(Scalar::exp(-2.0 * x.abs())) - std::f64::consts::LN_2,
            Function::Sign => from_scratch::penalty::sign(x),
            Function::Abs => x.abs(),
            Function::Max => of.iter().copied().fold(f64::NEG_INFINITY, f64::max),
            Function::Min => of.iter().copied().fold(f64::INFINITY, f64::min),
            Function::Activation(f) => activation_at(f, x).0,
            Function::Derivative(f) => activation_at(f, x).1,
        }
    }

    /// Its name in Unicode and in TeX.
    pub fn name(self) -> (String, String) {
        let both = |name: &str, tex: &str| (name.to_owned(), tex.to_owned());
        match self {
            Function::Exp => both("exp", "\\exp"),
            Function::Ln => both("ln", "\\ln"),
            Function::Tanh => both("tanh", "\\tanh"),
            Function::LnCosh => both("ln cosh", "\\ln\\cosh"),
            Function::Sign => both("sign", "\\operatorname{sign}"),
            Function::Abs => both("abs", "\\operatorname{abs}"),
            Function::Max => both("max", "\\max"),
            Function::Min => both("min", "\\min"),
            Function::Activation(f) => (f.as_str().to_owned(), format!("\\operatorname{{{}}}", f.as_str())),
            Function::Derivative(f) => (format!("{}′", f.as_str()), format!("\\operatorname{{{}}}'", f.as_str())),
        }
    }
}
