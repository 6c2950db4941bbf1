//! The name of a term: `d`, a quantity, and the element of it that is meant.

use super::TermError;
use super::word::{Word, count};
use crate::suggest::nearest;
use crate::term::{IndexedSymbol, LayerValue, Symbol, TermKind};

/// The names that are not of a layer.
const NAMES: [(&str, Symbol); 6] = [
    ("x", Symbol::X),
    ("t", Symbol::T),
    ("output", Symbol::Output),
    ("loss", Symbol::Loss),
    ("objective", Symbol::Objective),
    ("epochs", Symbol::Epochs),
];

/// A name with its `d` and its index.
pub(super) fn name(word: &Word) -> Result<(TermKind, IndexedSymbol), TermError> {
    match element(word) {
        Ok(element) => Ok((TermKind::Value, element)),
        Err(error) => match word.text.strip_prefix('d') {
            None => Err(error),
            Some(rest) => Ok((TermKind::Derivative, element(&Word { text: rest, at: word.at + 1 })?)),
        },
    }
}

pub(super) fn element(word: &Word) -> Result<IndexedSymbol, TermError> {
    let (text, index) = match word.text.split_once('[') {
        None => (word.text, Vec::new()),
        Some((name, rest)) => (name, index(word, rest)?),
    };
    Ok(IndexedSymbol { symbol: symbol(&Word { text, at: word.at })?, index })
}

/// `1,2]`
fn index(word: &Word, text: &str) -> Result<Vec<usize>, TermError> {
    let numbers = text.strip_suffix(']').and_then(|inner| inner.split(',').map(count).collect());
    numbers.ok_or_else(|| word.error("an index is counts from 0 in brackets, without spaces", "write [1] or [0,1]"))
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
    let Some(layer) = count(layer) else {
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

pub(super) fn unknown<'a>(word: &Word, what: &str, known: impl IntoIterator<Item = &'a str>, help: &str) -> TermError {
    let meant = nearest(word.text, known).map_or(String::new(), |meant| format!("did you mean {meant:?}? "));
    word.error(format!("{:?} {what}", word.text), format!("{meant}{help}"))
}
