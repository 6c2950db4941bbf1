//! Reads a formula in Unicode sign by sign, and writes it in TeX.

use super::signs::{SIGNS, function, shifted};

/// Deeper parentheses, roots and exponents are no formula of a table.
const DEEPEST: usize = 24;

/// A formula that is being read.
pub(super) struct Reader<'t> {
    /// What is not read yet.
    pub rest: &'t str,
    depth: usize,
}

impl<'t> Reader<'t> {
    pub fn new(text: &'t str) -> Self {
        Reader { rest: text, depth: 0 }
    }

    /// Everything up to the end, or to the parenthesis that closes.
    pub fn sequence(&mut self) -> Option<String> {
        let mut tex = String::new();
        loop {
            self.rest = self.rest.trim_start();
            match self.rest.chars().next() {
                None => return (self.depth == 0).then_some(tex),
                Some(')') => return (self.depth > 0).then_some(tex),
                Some(_) => tex.push_str(&self.item()?),
            }
        }
    }

    /// One sign, number, name or parenthesis, with what stands at it below and above.
    fn item(&mut self) -> Option<String> {
        let letter = self.rest.chars().next()?;
        let base = match letter {
            '(' => format!("({})", self.parenthesis()?),
            '√' => return Some(format!("\\sqrt{{{}}}", self.behind(letter)?)),
            '^' => return Some(format!("^{{{}}}", self.behind(letter)?)),
            '∂' => return self.partial(),
            letter if letter.is_ascii_digit() => self.run(|letter| letter.is_ascii_digit() || letter == '.').to_owned(),
            letter if letter.is_alphabetic() && shifted(letter).is_none() => self.name()?,
            letter => {
                self.rest = &self.rest[letter.len_utf8()..];
                SIGNS.iter().find(|(sign, _)| *sign == letter)?.1.to_owned()
            }
        };
        Some(base + &self.attached())
    }

    /// What a root is of, or what an exponent is: a parenthesis without its signs, or one item.
    fn behind(&mut self, sign: char) -> Option<String> {
        self.rest = &self.rest[sign.len_utf8()..];
        match self.rest.starts_with('(') {
            true => self.parenthesis(),
            false => self.deeper(Self::item),
        }
    }

    /// What stands between parentheses.
    fn parenthesis(&mut self) -> Option<String> {
        self.rest = self.rest.strip_prefix('(')?;
        let inner = self.deeper(Self::sequence)?;
        self.rest = self.rest.strip_prefix(')')?;
        Some(inner)
    }

    fn deeper(&mut self, read: impl FnOnce(&mut Self) -> Option<String>) -> Option<String> {
        if self.depth == DEEPEST {
            return None;
        }
        self.depth += 1;
        let read = read(self);
        self.depth -= 1;
        read
    }

    /// ∂a/∂b as a fraction; ∂a as it is.
    fn partial(&mut self) -> Option<String> {
        let above = self.differential("∂")?;
        if !self.rest.starts_with("/∂") {
            return Some(format!("\\partial {above}"));
        }
        let below = self.differential("/∂")?;
        Some(format!("\\frac{{\\partial {above}}}{{\\partial {below}}}"))
    }

    /// What a derivative is of, or by: behind its sign a word is a name, too.
    fn differential(&mut self, sign: &str) -> Option<String> {
        self.rest = self.rest.strip_prefix(sign)?;
        let word = self.run(|letter| letter.is_alphabetic() && shifted(letter).is_none());
        let name = match word.chars().count() {
            0 => return None,
            1 => format!("{word} "),
            _ => format!("\\mathrm{{{word}}}"),
        };
        Some(name + &self.attached())
    }

    /// A letter, the name of a function, or letters side by side, one of which no word of English has.
    fn name(&mut self) -> Option<String> {
        let word = self.run(|letter| letter.is_alphabetic() && shifted(letter).is_none());
        match word.chars().count() {
            0 => None,
            1 => Some(format!("{word} ")),
            _ => match function(word) {
                Some(function) => Some(format!("{function} ")),
                None if word.is_ascii() => None,
                None => Some(word.chars().map(|letter| format!("{letter} ")).collect()),
            },
        }
    }

    /// The letters from here on that are of a kind.
    fn run(&mut self, is_one: impl Fn(char) -> bool) -> &'t str {
        let end = self.rest.find(|letter| !is_one(letter)).unwrap_or(self.rest.len());
        let (run, tail) = self.rest.split_at(end);
        self.rest = tail;
        run
    }

    /// Indices below, exponents above, primes; `_ho` is an index, too.
    fn attached(&mut self) -> String {
        let (mut below, mut above, mut primes) = (String::new(), String::new(), String::new());
        while let Some(letter) = self.rest.chars().next() {
            match shifted(letter) {
                Some((plain, true)) => below.push(plain),
                Some((plain, false)) => above.push(plain),
                None if letter == '′' => primes.push('\''),
                None if letter == '_' => {
                    self.rest = &self.rest[1..];
                    below.push_str(self.run(|letter| letter.is_ascii_alphanumeric()));
                    continue;
                }
                None => break,
            }
            self.rest = &self.rest[letter.len_utf8()..];
        }
        // A layer is no factor: as a text it has no signs that could stretch, and a page a third of the bytes.
        let above = if above.contains('(') { format!("\\text{{{above}}}") } else { above };
        let part = |sign: &str, text: String| match text.chars().count() {
            0 => text,
            1 => format!("{sign}{text}"),
            _ => format!("{sign}{{{text}}}"),
        };
        format!("{primes}{}{}", part("_", below), part("^", above)).trim_end().to_owned()
    }
}
