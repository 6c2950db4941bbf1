//! Reads a formula that stands as a text beside the code of a part ([`from_scratch::by_hand`]), with names and numbers
//! put in for its letters.
//!
//! These texts are the program's own: a wrong one is a bug, and says so.

use crate::formula::{Formula, Function, number, over, square, sum, times};

/// The formula of a text; `letters` gives what a letter stands for.
pub(crate) fn read(text: &str, letters: &dyn Fn(&str) -> Option<Formula>) -> Formula {
    let mut reader = Reader { text, rest: text, letters };
    let formula = reader.sum();
    assert!(reader.rest.is_empty(), "{:?} in the formula {text:?} is not read", reader.rest);
    formula
}

struct Reader<'a> {
    text: &'a str,
    /// What is not read yet.
    rest: &'a str,
    letters: &'a dyn Fn(&str) -> Option<Formula>,
}

impl<'a> Reader<'a> {
    /// [−] product { (+ | −) product }
    fn sum(&mut self) -> Formula {
        let first = if self.takes("−") { negative(self.product()) } else { self.product() };
        let mut summands = vec![first];
        loop {
            if self.takes("+") {
                summands.push(self.product());
            } else if self.takes("−") {
                summands.push(negative(self.product()));
            } else {
                return sum(summands);
            }
        }
    }

    /// power { (· | /) power }
    fn product(&mut self) -> Formula {
        let mut factors = vec![self.power()];
        loop {
            if self.takes("·") {
                factors.push(self.power());
            } else if self.takes("/") {
                factors = vec![over(product(factors), self.power())];
            } else {
                return product(factors);
            }
        }
    }

    /// atom [² | ^ atom]
    fn power(&mut self) -> Formula {
        let base = self.atom();
        if self.takes("²") {
            return square(base);
        }
        if self.takes("^") { Formula::Power(Box::new(base), Box::new(self.atom())) } else { base }
    }

    /// 0.25 | ½ | name | √ atom | function(sum, …) | (sum)
    fn atom(&mut self) -> Formula {
        if self.takes("½") {
            return number(0.5);
        }
        if self.takes("√") {
            return Formula::Root(Box::new(self.atom()));
        }
        if self.takes("(") {
            return self.inside().remove(0);
        }
        let function = FUNCTIONS.iter().find(|(name, _)| self.rest.starts_with(name));
        if let Some((name, function)) = function {
            self.takes(name);
            return Formula::Call(*function, self.inside());
        }
        let figures = self.cut(|c| c.is_ascii_digit() || ['.', '-'].contains(&c));
        if !figures.is_empty() {
            return number(figures.parse().unwrap_or_else(|_| panic!("{figures:?} in {:?} is no number", self.text)));
        }
        let letter = self.cut(|c| c.is_alphabetic() || HATS.contains(&c) || c == '‖');
        (self.letters)(letter).unwrap_or_else(|| panic!("{letter:?} in the formula {:?} is no letter of it", self.text))
    }

    /// What stands between two parentheses, the first of which is read.
    fn inside(&mut self) -> Vec<Formula> {
        let mut arguments = vec![self.sum()];
        while self.takes(",") {
            arguments.push(self.sum());
        }
        assert!(self.takes(")"), "a parenthesis of the formula {:?} is not closed", self.text);
        arguments
    }

    /// Whether this sign comes next; it is read, with the blanks around it.
    fn takes(&mut self, sign: &str) -> bool {
        let rest = self.rest.trim_start().strip_prefix(sign).map(str::trim_start);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    /// The characters of a kind that come next.
    fn cut(&mut self, kind: impl Fn(char) -> bool) -> &'a str {
        let end = self.rest.find(|c| !kind(c)).unwrap_or(self.rest.len());
        let (cut, rest) = self.rest.split_at(end);
        self.rest = rest;
        cut
    }
}

/// Accents above a letter, which follow it in Unicode.
const HATS: std::ops::RangeInclusive<char> = '\u{300}'..='\u{36f}';

/// The functions, each with the parenthesis that opens its arguments.
const FUNCTIONS: [(&str, Function); 8] = [
    ("exp(", Function::Exp),
    ("ln(", Function::Ln),
    ("tanh(", Function::Tanh),
    ("ln cosh(", Function::LnCosh),
    ("sign(", Function::Sign),
    ("abs(", Function::Abs),
    ("max(", Function::Max),
    ("min(", Function::Min),
];

fn negative(of: Formula) -> Formula {
    Formula::Negative(Box::new(of))
}

fn product(mut factors: Vec<Formula>) -> Formula {
    if factors.len() == 1 { factors.remove(0) } else { times(factors) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formula::{call, minus, named};
    use crate::name::{Letter, Name};

    fn letter(name: &str) -> Option<Formula> {
        let value = match name {
            "x" => 3.0,
            "m̂" => 4.0,
            "‖g‖" => 5.0,
            _ => return None,
        };
        Some(named(Name::plain(Letter::X), value))
    }

    /// With x = 3, m̂ = 4 and ‖g‖ = 5: signs bind as in a textbook, and a quotient goes on to the left.
    #[test]
    fn a_text_is_what_a_textbook_means_by_it() {
        for (text, value) in [
            ("x − 1 − 1", 1.0),
            ("−x² + 10", 1.0),
            ("−(x·m̂)", -12.0),
            ("12/x/m̂", 1.0),
            ("1/(1 + x)²", 0.0625),
            ("√m̂ + 2^x", 10.0),
            ("max(0, 1 − x)", 0.0),
            ("½·‖g‖ − -0.5", 3.0),
            ("0.25·x·m̂/2", 1.5),
        ] {
            assert_eq!(read(text, &letter).value(), value, "{text}");
        }
    }

    #[test]
    fn a_text_makes_the_tree_that_it_shows() {
        let x = || letter("x").expect("x is a letter");
        assert_eq!(read("x·(1 − x)", &letter), times([x(), minus(number(1.0), x())]));
        assert_eq!(read("exp(−x)", &letter), call(Function::Exp, negative(x())));
    }

    #[test]
    fn wrong_texts_are_named() {
        for text in ["q + 1", "(x + 1", "x + 1)", "1.2.3", "x·"] {
            let caught = std::panic::catch_unwind(|| read(text, &letter));
            let message = caught.expect_err(text).downcast::<String>().expect("a message");
            assert!(message.contains(&format!("{text:?}")), "{message}");
        }
    }
}
