//! How formulas are written: in Unicode for a terminal, in TeX for a page. Both walk the same tree.

mod tex;
mod unicode;

use std::cell::Cell;

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
pub enum Precedence {
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
pub struct Written(pub String, pub Precedence);

/// A way to write formulas.
pub trait Markup {
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
    /// How wide a text is when it is printed, in letters.
    fn width(&self, text: &str) -> usize;
    /// What goes on with a long sum in the next line, and how wide a line may be; none where lines have no end.
    fn next_line(&self) -> Option<(&'static str, usize)>;
}

/// How many summands are written; of longer sums the first few, and what the others come to.
const SUMMANDS: usize = 10;
const FIRST: usize = 4;

/// How many summands are left out of the longest sum of a formula; none if all of them are written.
pub fn left_out(formula: &Formula) -> Option<usize> {
    let inside = |parts: &[Formula]| parts.iter().filter_map(left_out).max();
    match formula {
        Formula::Named(..) | Formula::Number(_) => None,
        Formula::Sum(of) | Formula::Over(_, _, of) if of.len() > SUMMANDS => Some(of.len() - FIRST),
        Formula::Sum(of) | Formula::Over(_, _, of) | Formula::Product(of) | Formula::Call(_, of) => inside(of),
        Formula::Negative(of) | Formula::Root(of) => left_out(of),
        Formula::Quotient(a, b) | Formula::Power(a, b) => left_out(a).max(left_out(b)),
    }
}

/// A formula in names or in numbers.
pub fn write(markup: &dyn Markup, formula: &Formula, stage: Stage) -> Written {
    let writer = Writer { markup, stage, inside: Cell::new(0) };
    writer.write(formula)
}

struct Writer<'a> {
    markup: &'a dyn Markup,
    stage: Stage,
    /// How many quotients, roots and functions the formula is inside of, where no line can end.
    inside: Cell<usize>,
}

impl Writer<'_> {
    fn write(&self, formula: &Formula) -> Written {
        match (formula, self.stage) {
            (Formula::Named(name, _), Stage::Names) => Written(self.markup.name(name), Precedence::Atom),
            (Formula::Named(_, value), Stage::Numbers) | (Formula::Number(value), _) => self.markup.number(*value),
            (Formula::Over(index, summand, _), Stage::Names) => {
                let summand = self.tight(summand, Precedence::Product);
                Written(self.markup.sigma(index, &summand), Precedence::Product)
            }
            (Formula::Sum(of), _) | (Formula::Over(_, _, of), Stage::Numbers) => self.sum(of),
            (Formula::Product(of), _) => {
                let factors: Vec<String> = of.iter().map(|factor| self.tight(factor, Precedence::Product)).collect();
                Written(factors.join(self.markup.times()), Precedence::Product)
            }
            (Formula::Negative(of), _) => {
                Written(format!("{}{}", self.markup.minus(), self.tight(of, Precedence::Product)), Precedence::Sign)
            }
            (Formula::Quotient(above, below), _) => self.markup.quotient(self.whole(above), self.whole(below)),
            (Formula::Power(base, exponent), _) => self.markup.power(self.whole(base), self.whole(exponent)),
            (Formula::Root(of), _) => self.markup.root(self.whole(of)),
            (Formula::Call(function, of), _) => {
                let arguments: Vec<String> = of.iter().map(|of| self.whole(of).0).collect();
                self.markup.call(*function, &arguments)
            }
        }
    }

    /// A formula in one line.
    fn whole(&self, formula: &Formula) -> Written {
        self.inside.set(self.inside.get() + 1);
        let written = self.write(formula);
        self.inside.set(self.inside.get() - 1);
        written
    }

    /// Adds a summand with its sign, in the next line if this one would grow too wide.
    fn add(&self, text: &mut String, line: &mut usize, summand: &str) {
        let width = self.markup.width(summand);
        match self.markup.next_line().filter(|(_, most)| self.inside.get() == 0 && *line + width > *most) {
            Some((next, _)) => {
                text.push_str(&format!("{next}{summand}"));
                *line = width;
            }
            None => {
                text.push_str(&format!(" {summand}"));
                *line += width;
            }
        }
    }

    /// A formula in parentheses, if it is looser than its surroundings.
    fn tight(&self, formula: &Formula, least: Precedence) -> String {
        let Written(text, precedence) = self.write(formula);
        if precedence < least { self.markup.parentheses(&text) } else { text }
    }

    fn sum(&self, of: &[Formula]) -> Written {
        if let [only] = of {
            return self.write(only);
        }
        if of.is_empty() {
            return self.markup.number(0.0);
        }
        let shown = if of.len() > SUMMANDS { FIRST } else { of.len() };
        let mut text = self.tight(&of[0], Precedence::Sign);
        let mut line = self.markup.width(&text);
        for part in &of[1..shown] {
            let summand = match part {
                Formula::Negative(inner) => {
                    format!("{} {}", self.markup.minus(), self.tight(inner, Precedence::Product))
                }
                part => format!("+ {}", self.tight(part, Precedence::Product)),
            };
            self.add(&mut text, &mut line, &summand);
        }
        if shown < of.len() {
            let rest = Formula::Number(of[shown..].iter().map(Formula::value).sum());
            self.add(&mut text, &mut line, &format!("+ {}", self.markup.dots()));
            if self.stage == Stage::Numbers {
                self.add(&mut text, &mut line, &format!("+ {}", self.tight(&rest, Precedence::Product)));
            }
        }
        Written(text, Precedence::Sum)
    }
}
