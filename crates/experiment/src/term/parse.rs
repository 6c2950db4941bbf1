//! Reads a term: words between spaces, the first of which is a name. An error knows where in the text it is.

use std::fmt;
use std::ops::Range;

use super::{Element, LayerValue, Symbol, Term};
use crate::suggest::nearest;

/// What is wrong with a term, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermError {
    /// The bytes of the text that are meant.
    pub range: Range<usize>,
    /// What is wrong there.
    pub message: String,
    /// The remedy.
    pub help: String,
}

impl fmt::Display for TermError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}: {}", self.message, self.help)
    }
}

impl std::error::Error for TermError {}

/// The order in which the parts of a term are shown in a help.
const FORM: &str = "NAME[i,j] of QUANTITY sample s output o via unit u @ n";
/// The names that are not of a layer.
const NAMES: [(&str, Symbol); 6] = [
    ("x", Symbol::X),
    ("t", Symbol::T),
    ("output", Symbol::Output),
    ("loss", Symbol::Loss),
    ("objective", Symbol::Objective),
    ("epochs", Symbol::Epochs),
];
const KEYWORDS: [&str; 6] = ["of", "sample", "output", "via", "unit", "@"];

/// A word, and where it stands.
#[derive(Clone)]
struct Word<'a> {
    text: &'a str,
    at: usize,
}

impl Word<'_> {
    fn error(&self, message: impl Into<String>, help: impl Into<String>) -> TermError {
        TermError { range: self.at..self.at + self.text.len(), message: message.into(), help: help.into() }
    }
}

/// The whole of a term.
pub(super) fn term(text: &str) -> Result<Term, TermError> {
    let mut words = words(text).into_iter();
    let end = Word { text: "", at: text.len() };
    let first = words.next().ok_or_else(|| end.error("a quantity has a name", format!("write {FORM}")))?;
    let (derivative, element) = name(&first)?;
    let mut term = Term { element, derivative, of: None, sample: None, output: None, via: None, at: 0 };
    let mut at = None;
    while let Some(word) = words.next() {
        let mut next = || words.next().unwrap_or(end.clone());
        match word.text {
            "of" => once(&word, &mut term.of, element_of(&next())?)?,
            "sample" => once(&word, &mut term.sample, number(&next(), "sample")?)?,
            "output" => once(&word, &mut term.output, number(&next(), "output")?)?,
            "via" => {
                let unit = next();
                if unit.text != "unit" {
                    return Err(unit.error("\"via\" is followed by \"unit\"", "write via unit 0"));
                }
                once(&word, &mut term.via, number(&next(), "unit")?)?;
            }
            "@" => once(&word, &mut at, number(&next(), "@")?)?,
            _ => return Err(unknown(&word, "is not part of a quantity", KEYWORDS, FORM)),
        }
    }
    term.at = at.unwrap_or(0);
    sense(&first, term)
}

/// The words of a text; `@` is one by itself.
fn words(text: &str) -> Vec<Word<'_>> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        if letter.is_whitespace() || letter == '@' {
            found.extend(start.take().map(|start| Word { text: &text[start..at], at: start }));
            if letter == '@' {
                found.push(Word { text: &text[at..at + 1], at });
            }
        } else {
            start.get_or_insert(at);
        }
    }
    found
}

fn once<T>(word: &Word, slot: &mut Option<T>, value: T) -> Result<(), TermError> {
    match slot.replace(value) {
        None => Ok(()),
        Some(_) => Err(word.error(format!("{:?} stands here a second time", word.text), "write it once")),
    }
}

fn number(word: &Word, of: &str) -> Result<usize, TermError> {
    word.text.parse().map_err(|_| {
        let found =
            if word.text.is_empty() { "nothing follows".into() } else { format!("{:?} is no count", word.text) };
        word.error(format!("{found} behind {of:?}"), "write a count from 0")
    })
}

/// A name with its `d` and its index.
fn name(word: &Word) -> Result<(bool, Element), TermError> {
    match element(word) {
        Ok(element) => Ok((false, element)),
        Err(error) => match word.text.strip_prefix('d') {
            None => Err(error),
            Some(rest) => Ok((true, element(&Word { text: rest, at: word.at + 1 })?)),
        },
    }
}

fn element_of(word: &Word) -> Result<Element, TermError> {
    if word.text.is_empty() {
        return Err(word.error("nothing follows \"of\"", "write what is differentiated, such as: of output"));
    }
    element(word)
}

fn element(word: &Word) -> Result<Element, TermError> {
    let (text, index) = match word.text.split_once('[') {
        None => (word.text, Vec::new()),
        Some((name, rest)) => (name, index(word, rest)?),
    };
    Ok(Element { symbol: symbol(&Word { text, at: word.at })?, index })
}

/// `1,2]`
fn index(word: &Word, text: &str) -> Result<Vec<usize>, TermError> {
    let numbers = text.strip_suffix(']').map(|inner| inner.split(',').map(|n| n.trim().parse()).collect());
    match numbers {
        Some(Ok(numbers)) => Ok(numbers),
        Some(Err(_)) | None => {
            Err(word.error("an index is counts from 0 in brackets, without spaces", "write [1] or [0,1]"))
        }
    }
}

fn symbol(word: &Word) -> Result<Symbol, TermError> {
    if let Some((_, symbol)) = NAMES.iter().find(|(name, _)| *name == word.text) {
        return Ok(*symbol);
    }
    let Some(rest) = word.text.strip_prefix("layers.") else {
        let names = NAMES.iter().map(|(name, _)| *name).chain(["layers.0.z"]);
        let help = "one of: x, t, output, loss, objective, epochs, layers.0.z and its like, with d for a derivative";
        return Err(unknown(word, "names no quantity", names, help));
    };
    let (layer, value) = rest.split_once('.').unwrap_or((rest, ""));
    let Ok(layer) = layer.parse() else {
        return Err(word.error(format!("{layer:?} is not the number of a layer"), "layers count from 0: layers.0.z"));
    };
    let known = LayerValue::all().map(LayerValue::as_str).collect::<Vec<_>>();
    match LayerValue::all().find(|known| known.as_str() == value) {
        Some(value) => Ok(Symbol::Layer(layer, value)),
        None => {
            let place = Word { text: value, at: word.at + word.text.len() - value.len() };
            Err(unknown(
                &place,
                "is not a value of a layer",
                known.iter().copied(),
                &format!("one of: {}", known.join(", ")),
            ))
        }
    }
}

fn unknown<'a>(word: &Word, what: &str, known: impl IntoIterator<Item = &'a str>, help: &str) -> TermError {
    let meant = nearest(word.text, known).map_or(String::new(), |meant| format!("did you mean {meant:?}? "));
    word.error(format!("{:?} {what}", word.text), format!("{meant}{help}"))
}

/// What the parts say of each other, whatever the network is.
fn sense(first: &Word, term: Term) -> Result<Term, TermError> {
    let error = |message: String, help: &str| Err(first.error(message, help));
    let symbol = term.element.symbol;
    if term.derivative && !symbol.is_differentiated() {
        return error(
            format!("nothing is differentiated with respect to {symbol}"),
            "write d before x, output, a parameter, or affine, z, a, h of a layer",
        );
    }
    if let Some(of) = &term.of {
        if !term.derivative {
            return error(format!("{symbol} is not a derivative, so it is not of anything"), "write d before its name");
        }
        if !of.symbol.is_differentiable() {
            return error(
                format!("{} is not differentiated", of.symbol),
                "write of output, of loss, of objective, or of z or a of a layer",
            );
        }
    }
    let moves = symbol.is_parameter() && term.at > 0;
    if term.via.is_some() && !term.derivative && !moves {
        return error(
            format!("{symbol} goes along no path"),
            "via unit belongs to a derivative, or to a parameter after updates",
        );
    }
    Ok(term)
}

impl Symbol {
    fn is_parameter(self) -> bool {
        matches!(self, Symbol::Layer(_, value) if value.is_parameter())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_is_shown_as_it_is_read() {
        for text in [
            "x[1] sample 2",
            "layers.0.z[1] sample 2 @ 10",
            "dlayers.0.weight[0,1] of output sample 2 output 1",
            "dlayers.0.a[0] of loss output 1",
            "layers.0.weight[0,1] via unit 1 @ 1",
            "dx",
            "doutput[1]",
            "layers.1.running_mean[0] @ 3",
            "epochs",
        ] {
            assert_eq!(term(text).expect(text).to_string(), text);
        }
        assert_eq!(term("output @3"), term("output  @ 3"));
        assert_eq!(term("layers.0.delta").map(|term| term.derivative), Ok(false));
    }

    /// The wrong part of a text, and what is said of it.
    fn complaint(text: &str) -> (&str, String) {
        let error = term(text).expect_err("it is wrong");
        (&text[error.range.clone()], error.to_string())
    }

    #[test]
    fn errors_know_their_place() {
        assert_eq!(
            complaint("layers.0.wieght[0,0]"),
            (
                "wieght",
                "\"wieght\" is not a value of a layer: did you mean \"weight\"? one of: affine, mean, variance, \
                 normalized, z, a, h, derivative, delta, weight, bias, gamma, beta, slope, projection, \
                 running_mean, running_var"
                    .into()
            )
        );
        assert_eq!(complaint("output sampel 2").0, "sampel");
        assert_eq!(complaint("output sample two").0, "two");
        assert_eq!(complaint("output sample").1, "nothing follows behind \"sample\": write a count from 0");
        assert_eq!(complaint("output via 1").1, "\"via\" is followed by \"unit\": write via unit 0");
        assert_eq!(complaint("output sample 1 sample 2").0, "sample");
        assert_eq!(complaint("layers.0.z[a]").0, "layers.0.z[a]");
        assert_eq!(complaint("dloss").0, "dloss");
        assert_eq!(
            complaint("output of loss").1,
            "output is not a derivative, so it is not of anything: write d before its name"
        );
        assert_eq!(complaint("loss via unit 1").0, "loss");
        assert_eq!(complaint("").1, format!("a quantity has a name: write {FORM}"));
    }
}
