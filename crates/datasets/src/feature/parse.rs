//! Reads a formula by recursive descent; an error points to the character that does not fit.

use experiment::diagnostic::Elsewhere;

use super::{Formula, Function, Operator};
use crate::data_error::DataError;

/// Formulas within formulas beyond this depth are refused, so that no text can exhaust the stack.
const DEEPEST: usize = 64;
/// So are longer texts: a sum of many terms is deep too.
const LONGEST: usize = 1000;

/// The formula of a text over named columns; `at` is the path of the text in the config.
///
/// # Errors
/// What does not fit, and where.
pub fn parse(text: &str, at: &str, columns: &[String]) -> Result<Formula, DataError> {
    let mut parser = Parser { text, at, columns, position: 0, depth: 0 };
    if text.len() > LONGEST {
        return Err(parser.error(1, "the formula is too long".into()).help(format!("at most {LONGEST} characters")));
    }
    let formula = parser.sum()?;
    match parser.peek() {
        None => Ok(formula),
        Some(c) => {
            Err(parser.error(1, format!("\"{c}\" does not fit here")).help("between two terms stands + - * / or ^"))
        }
    }
}

struct Parser<'a> {
    text: &'a str,
    at: &'a str,
    columns: &'a [String],
    position: usize,
    depth: usize,
}

impl<'a> Parser<'a> {
    fn sum(&mut self) -> Result<Formula, DataError> {
        self.chain(&[('+', Operator::Plus), ('-', Operator::Minus)], Self::product)
    }

    fn product(&mut self) -> Result<Formula, DataError> {
        self.chain(&[('*', Operator::Times), ('/', Operator::Over)], Self::power)
    }

    /// Terms with operators of one rank between them, from the left.
    fn chain(
        &mut self,
        operators: &[(char, Operator)],
        term: fn(&mut Self) -> Result<Formula, DataError>,
    ) -> Result<Formula, DataError> {
        let mut left = term(self)?;
        while let Some((_, operator)) = operators.iter().find(|(sign, _)| self.peek() == Some(*sign)) {
            self.position += 1;
            left = Formula::Pair(*operator, Box::new(left), Box::new(term(self)?));
        }
        Ok(left)
    }

    fn power(&mut self) -> Result<Formula, DataError> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.error(1, "the formula is too deep".into()).help(format!("at most {DEEPEST} levels")));
        }
        let formula = if self.skip('-') {
            Formula::Call(Function::Minus, Box::new(self.power()?))
        } else {
            let base = self.atom()?;
            match self.skip('^') {
                true => Formula::Pair(Operator::Power, Box::new(base), Box::new(self.power()?)),
                false => base,
            }
        };
        self.depth -= 1;
        Ok(formula)
    }

    fn atom(&mut self) -> Result<Formula, DataError> {
        match self.peek() {
            Some('(') => self.parenthesis(),
            Some(c) if c.is_ascii_digit() || c == '.' => self.number(),
            Some(c) if c.is_alphabetic() || c == '_' => self.word(),
            Some('*') if self.text[..self.position].ends_with('*') => {
                Err(self.error(1, "\"**\" is no operator".into()).help("write ^ for a power: x1^2"))
            }
            Some(c) => Err(self.error(1, format!("\"{c}\" starts no term")).help(WHAT_FITS)),
            None => Err(self.error(0, "the formula ends where a term should stand".into()).help(WHAT_FITS)),
        }
    }

    fn parenthesis(&mut self) -> Result<Formula, DataError> {
        self.position += 1;
        let inner = self.sum()?;
        match self.skip(')') {
            true => Ok(inner),
            false => Err(self.error(0, "a parenthesis is not closed".into()).help("write )")),
        }
    }

    fn number(&mut self) -> Result<Formula, DataError> {
        let text = self.take(|c| c.is_ascii_digit() || c == '.');
        text.parse().map(Formula::Number).map_err(|_| {
            self.position -= text.len();
            self.error(text.len(), format!("{text:?} is not a number")).help("write 2 or 0.5")
        })
    }

    fn word(&mut self) -> Result<Formula, DataError> {
        let name = self.take(|c| c.is_alphanumeric() || c == '_');
        let function = Function::NAMED.iter().find(|(known, _)| *known == name);
        match (self.peek(), function) {
            (Some('('), Some((_, function))) => Ok(Formula::Call(*function, Box::new(self.parenthesis()?))),
            (Some('('), None) => {
                self.position -= name.len();
                let known: Vec<String> = Function::NAMED.map(|(known, _)| known.to_owned()).to_vec();
                Err(self.error(name.len(), format!("there is no function {name:?}")).unknown(name, "functions", &known))
            }
            _ => self.column(name).map(Formula::Column),
        }
    }

    /// By name, else by position.
    fn column(&mut self, name: &str) -> Result<usize, DataError> {
        let by_name = self.columns.iter().position(|known| known == name);
        let by_position = || {
            let number: usize = name.strip_prefix('x')?.parse().ok()?;
            (1..=self.columns.len()).contains(&number).then(|| number - 1)
        };
        by_name.or_else(by_position).ok_or_else(|| {
            self.position -= name.len();
            let error = self.error(name.chars().count(), format!("there is no column {name:?}"));
            let error = error.unknown(name, "columns", self.columns);
            error.help(format!("or by position, x1 to x{}", self.columns.len()))
        })
    }

    /// The characters from here on that fit, which are at least one.
    fn take(&mut self, fits: impl Fn(char) -> bool) -> &'a str {
        let rest = &self.text[self.position..];
        let word = &rest[..rest.find(|c| !fits(c)).unwrap_or(rest.len())];
        self.position += word.len();
        word
    }

    fn skip(&mut self, sign: char) -> bool {
        let found = self.peek() == Some(sign);
        self.position += usize::from(found);
        found
    }

    /// The next character that is not blank.
    fn peek(&mut self) -> Option<char> {
        let rest = &self.text[self.position..];
        self.position += rest.len() - rest.trim_start().len();
        self.text[self.position..].chars().next()
    }

    fn error(&self, width: usize, message: String) -> DataError {
        let column = self.text[..self.position].chars().count() + 1;
        let (file, text, label) = (self.at.to_owned(), self.text.to_owned(), String::new());
        DataError::new(self.at, message).with_data_place(Elsewhere { file, text, line: 1, column, width, label })
    }
}

const WHAT_FITS: &str = "a number, a column, a function of a formula, or a formula in parentheses";
