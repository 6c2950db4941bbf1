//! Formulas in TeX: z_1^{(1)} = x_1 w_{11}^{(1)} + b_1^{(1)}.

use super::{Markup, Precedence, Written};
use crate::digits::printed;
use crate::formula::Function;
use crate::name::{Name, UpdateSide};

/// TeX, with this many significant digits.
#[derive(Debug, Clone, Copy)]
pub struct Tex {
    /// Significant digits.
    pub digits: usize,
}

impl Markup for Tex {
    fn name(&self, name: &Name) -> String {
        match name {
            Name::Letter { letter, layer, index, side } => {
                let numbers: Vec<String> = index.iter().map(usize::to_string).collect();
                let below = numbers.join(if index.iter().any(|n| *n > 9) { "," } else { "" });
                let below = if below.is_empty() { below } else { format!("_{{{below}}}") };
                let mark = if *side == UpdateSide::After { "+" } else { "" };
                let above = layer.map_or(mark.to_owned(), |layer| format!("({layer}){mark}"));
                let above = if above.is_empty() { above } else { format!("^{{{above}}}") };
                format!("{}{below}{above}", letter.1)
            }
            Name::Slope(of) => format!("f'\\left({}\\right)", self.name(of)),
            Name::Partial(of, by) => {
                format!("\\frac{{\\partial {}}}{{\\partial {}}}", self.name(of), self.name(by))
            }
        }
    }

    fn number(&self, value: f64) -> Written {
        let number = printed(value, self.digits);
        let sign = if number.negative { "-" } else { "" };
        let digits = match number.digits.as_str() {
            "∞" => "\\infty",
            "NaN" => "\\mathrm{NaN}",
            digits => digits,
        };
        let power = number.exponent.map_or(String::new(), |exponent| format!(" \\cdot 10^{{{exponent}}}"));
        let precedence = match (number.negative, number.exponent) {
            (true, _) => Precedence::Sign,
            (false, Some(_)) => Precedence::Product,
            (false, None) => Precedence::Atom,
        };
        Written(format!("{sign}{digits}{power}"), precedence)
    }

    fn times(&self) -> &'static str {
        " \\cdot "
    }

    fn minus(&self) -> &'static str {
        "-"
    }

    fn dots(&self) -> &'static str {
        "\\cdots"
    }

    fn parentheses(&self, inner: &str) -> String {
        // A pair of \left and \right would have to stand in one line.
        match inner.contains("\\frac") || inner.contains("\\sum") {
            true => format!("\\Bigl({inner}\\Bigr)"),
            false => format!("({inner})"),
        }
    }

    fn quotient(&self, above: Written, below: Written) -> Written {
        Written(format!("\\frac{{{}}}{{{}}}", above.0, below.0), Precedence::Power)
    }

    fn power(&self, base: Written, exponent: Written) -> Written {
        // A name may have an exponent already, its layer.
        let plain = base.1 == Precedence::Atom && !base.0.contains('^');
        let base = if plain { base.0 } else { self.parentheses(&base.0) };
        Written(format!("{base}^{{{}}}", exponent.0), Precedence::Power)
    }

    fn root(&self, inner: Written) -> Written {
        Written(format!("\\sqrt{{{}}}", inner.0), Precedence::Atom)
    }

    fn call(&self, function: Function, arguments: &[String]) -> Written {
        let arguments = arguments.join(", ");
        let text = match function {
            Function::Exp => return Written(format!("e^{{{arguments}}}"), Precedence::Power),
            Function::Abs => format!("\\left|{arguments}\\right|"),
            _ => format!("{}\\left({arguments}\\right)", function.name().1),
        };
        Written(text, Precedence::Atom)
    }

    fn sigma(&self, index: &str, summand: &str) -> String {
        format!("\\sum_{{{index}}} {summand}")
    }

    /// Commands count as one letter, braces as none.
    fn width(&self, text: &str) -> usize {
        let (mut width, mut command) = (0, false);
        for letter in text.chars() {
            match letter {
                '\\' => (width, command) = (width + 1, true),
                '{' | '}' | '^' | '_' | ' ' => command = false,
                letter if command && letter.is_ascii_alphabetic() => {}
                _ => (width, command) = (width + 1, false),
            }
        }
        width
    }

    fn next_line(&self) -> Option<(&'static str, usize)> {
        Some((" \\\\\n&\\qquad {}", 72))
    }
}
