//! How formulas are written: in Unicode for a terminal, in TeX for a page. Both walk the same tree.

mod tex;
mod unicode;

use crate::formula::{Formula, Function};
use crate::name::Name;

pub use tex::Tex;
pub use unicode::Unicode;

/// Whether names or numbers are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// z = x₁·w₁ + b.
    Names,
    /// z = 0.05·0.15 + 0.35.
    Numbers,
}

/// How tightly a text holds together: what is looser than its surroundings stands in parentheses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Binding {
    /// a + b
    Sum,
    /// −a
    Sign,
    /// a·b
    Product,
    /// a²
    Power,
    /// a
    Atom,
}

/// A text, and how tightly it holds together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written(pub String, pub Binding);

/// A way to write formulas.
pub trait Script {
    /// A name.
    fn name(&self, name: &Name) -> String;
    /// A number.
    fn number(&self, value: f64) -> Written;
    /// The sign of a product.
    fn times(&self) -> &'static str;
    /// A minus sign.
    fn minus(&self) -> &'static str;
    /// What stands for summands that are left out.
    fn dots(&self) -> &'static str;
    /// A text in parentheses.
    fn parentheses(&self, inner: &str) -> String;
    /// A quotient.
    fn quotient(&self, above: Written, below: Written) -> Written;
    /// A power.
    fn power(&self, base: Written, exponent: Written) -> Written;
    /// A root.
    fn root(&self, inner: Written) -> Written;
    /// A function of arguments.
    fn call(&self, function: Function, arguments: &[String]) -> Written;
    /// Σ over an index.
    fn sigma(&self, index: &str, summand: &str) -> String;
}

/// How many summands are written; of longer sums the first few, and what the others come to.
const SUMMANDS: usize = 10;
const FIRST: usize = 4;

/// A formula in names or in numbers.
pub fn write(script: &dyn Script, formula: &Formula, stage: Stage) -> Written {
    let writer = Writer { script, stage };
    writer.write(formula)
}

struct Writer<'a> {
    script: &'a dyn Script,
    stage: Stage,
}

impl Writer<'_> {
    fn write(&self, formula: &Formula) -> Written {
        match (formula, self.stage) {
            (Formula::Named(name, _), Stage::Names) => Written(self.script.name(name), Binding::Atom),
            (Formula::Named(_, value), Stage::Numbers) | (Formula::Number(value), _) => self.script.number(*value),
            (Formula::Over(index, summand, _), Stage::Names) => {
                let summand = self.tight(summand, Binding::Product);
                Written(self.script.sigma(index, &summand), Binding::Sum)
            }
            (Formula::Sum(of), _) | (Formula::Over(_, _, of), Stage::Numbers) => self.sum(of),
            (Formula::Product(of), _) => {
                let factors: Vec<String> = of.iter().map(|factor| self.tight(factor, Binding::Product)).collect();
                Written(factors.join(self.script.times()), Binding::Product)
            }
            (Formula::Negative(of), _) => {
                Written(format!("{}{}", self.script.minus(), self.tight(of, Binding::Product)), Binding::Sign)
            }
            (Formula::Quotient(above, below), _) => self.script.quotient(self.write(above), self.write(below)),
            (Formula::Power(base, exponent), _) => self.script.power(self.write(base), self.write(exponent)),
            (Formula::Root(of), _) => self.script.root(self.write(of)),
            (Formula::Call(function, of), _) => {
                let arguments: Vec<String> = of.iter().map(|of| self.write(of).0).collect();
                self.script.call(*function, &arguments)
            }
        }
    }

    /// A formula in parentheses, if it is looser than its surroundings.
    fn tight(&self, formula: &Formula, least: Binding) -> String {
        let Written(text, binding) = self.write(formula);
        if binding < least { self.script.parentheses(&text) } else { text }
    }

    fn sum(&self, of: &[Formula]) -> Written {
        if let [only] = of {
            return self.write(only);
        }
        if of.is_empty() {
            return self.script.number(0.0);
        }
        let shown = if of.len() > SUMMANDS { FIRST } else { of.len() };
        let mut text = String::new();
        for (number, part) in of[..shown].iter().enumerate() {
            match (number, part) {
                (0, part) => text.push_str(&self.tight(part, Binding::Sign)),
                (_, Formula::Negative(inner)) => {
                    text.push_str(&format!(" {} {}", self.script.minus(), self.tight(inner, Binding::Product)));
                }
                (_, part) => text.push_str(&format!(" + {}", self.tight(part, Binding::Product))),
            }
        }
        if shown < of.len() {
            let rest = of[shown..].iter().map(Formula::value).sum();
            let rest = match self.stage {
                Stage::Names => self.script.dots().to_owned(),
                Stage::Numbers => {
                    format!("{} + {}", self.script.dots(), self.tight(&Formula::Number(rest), Binding::Product))
                }
            };
            text.push_str(&format!(" + {rest}"));
        }
        Written(text, Binding::Sum)
    }
}
