//! Formulas in Unicode: z₁⁽¹⁾ = x₁·w₁₁⁽¹⁾ + b₁⁽¹⁾.

use super::{Markup, Precedence, Written};
use crate::digits::printed;
use crate::formula::Function;
use crate::name::{Name, UpdateSide};

/// Unicode, with this many significant digits.
#[derive(Debug, Clone, Copy)]
pub struct Unicode {
    /// Significant digits.
    pub digits: usize,
}

const LOWERED: [char; 10] = ['₀', '₁', '₂', '₃', '₄', '₅', '₆', '₇', '₈', '₉'];
const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

fn shifted(text: &str, to: [char; 10], minus: char) -> String {
    text.chars().map(|letter| letter.to_digit(10).map_or(minus, |digit| to[digit as usize])).collect()
}

/// The indices side by side; with commas where one has two digits.
fn lowered(index: &[usize]) -> String {
    let numbers: Vec<String> = index.iter().map(|n| shifted(&n.to_string(), LOWERED, '₋')).collect();
    numbers.join(if index.iter().any(|n| *n > 9) { "," } else { "" })
}

fn raised(text: &str) -> String {
    shifted(text, RAISED, '⁻')
}

impl Markup for Unicode {
    fn name(&self, name: &Name) -> String {
        match name {
            Name::Letter { letter, layer, index, side } => {
                let mark = if *side == UpdateSide::After { "⁺" } else { "" };
                let layer = layer.map_or(String::new(), |layer| format!("⁽{}⁾", raised(&layer.to_string())));
                format!("{}{}{layer}{mark}", letter.0, lowered(index))
            }
            Name::Slope(of) => format!("f′({})", self.name(of)),
            Name::Partial(of, by) => format!("∂{}/∂{}", self.name(of), self.name(by)),
        }
    }

    fn number(&self, value: f64) -> Written {
        let number = printed(value, self.digits);
        let sign = if number.negative { "−" } else { "" };
        let power = number.exponent.map_or(String::new(), |e| format!("·10{}", raised(&e.to_string())));
        let precedence = match (number.negative, number.exponent) {
            (true, _) => Precedence::Sign,
            (false, Some(_)) => Precedence::Product,
            (false, None) => Precedence::Atom,
        };
        Written(format!("{sign}{}{power}", number.digits), precedence)
    }

    fn times(&self) -> &'static str {
        "·"
    }

    fn minus(&self) -> &'static str {
        "−"
    }

    fn dots(&self) -> &'static str {
        "…"
    }

    fn parentheses(&self, inner: &str) -> String {
        format!("({inner})")
    }

    fn quotient(&self, above: Written, below: Written) -> Written {
        let above = if above.1 < Precedence::Product { self.parentheses(&above.0) } else { above.0 };
        let below = if below.1 < Precedence::Power { self.parentheses(&below.0) } else { below.0 };
        Written(format!("{above}/{below}"), Precedence::Product)
    }

    fn power(&self, base: Written, exponent: Written) -> Written {
        let base = if base.1 < Precedence::Atom { self.parentheses(&base.0) } else { base.0 };
        let whole = exponent.0.chars().all(|letter| letter.is_ascii_digit());
        let exponent = if whole { raised(&exponent.0) } else { format!("^({})", exponent.0) };
        Written(format!("{base}{exponent}"), Precedence::Power)
    }

    fn root(&self, inner: Written) -> Written {
        let inner = if inner.1 < Precedence::Atom { self.parentheses(&inner.0) } else { inner.0 };
        Written(format!("√{inner}"), Precedence::Atom)
    }

    fn call(&self, function: Function, arguments: &[String]) -> Written {
        let arguments = arguments.join(", ");
        let text = match function {
            Function::Exp => return Written(format!("e^({arguments})"), Precedence::Power),
            Function::Abs => format!("|{arguments}|"),
            _ => format!("{}({arguments})", function.name().0),
        };
        Written(text, Precedence::Atom)
    }

    fn sigma(&self, index: &str, summand: &str) -> String {
        let index = match index {
            "s" => "ₛ",
            "i" => "ᵢ",
            "j" => "ⱼ",
            "k" => "ₖ",
            _ => "",
        };
        format!("Σ{index} {summand}")
    }

    fn width(&self, text: &str) -> usize {
        text.chars().count()
    }

    fn next_line(&self) -> Option<(&'static str, usize)> {
        None
    }
}
