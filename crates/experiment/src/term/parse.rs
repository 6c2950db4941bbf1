//! Reads a term: words between spaces, the first of which is a name. An error knows where in the text it is.

mod name;
mod sense;
mod word;

use std::fmt;
use std::ops::Range;

use super::{IndexedSymbol, Term, TermKind};
use name::{element, name, unknown};
use word::{Word, words};

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
const KEYWORDS: [&str; 6] = ["of", "sample", "output", "via", "unit", "@"];

/// A part of a term, and the bytes from its keyword to its end.
struct Part<T> {
    value: T,
    range: Range<usize>,
}

/// A term as it is written, each part with its place.
struct Read {
    kind: TermKind,
    name: Part<IndexedSymbol>,
    of: Option<Part<IndexedSymbol>>,
    sample: Option<Part<usize>>,
    output: Option<Part<usize>>,
    via: Option<Part<usize>>,
    at: Option<Part<usize>>,
}

/// The whole of a term.
pub(super) fn term(text: &str) -> Result<Term, TermError> {
    let read = read(text)?;
    sense::check(&read)?;
    let value = |part: Option<Part<usize>>| part.map(|part| part.value);
    Ok(Term {
        element: read.name.value,
        kind: read.kind,
        of: read.of.map(|part| part.value),
        sample: value(read.sample),
        output: value(read.output),
        via: value(read.via),
        at: value(read.at).unwrap_or(0),
    })
}

/// The parts of a term, whatever they say of each other.
fn read(text: &str) -> Result<Read, TermError> {
    let mut words = words(text).into_iter();
    let end = Word { text: "", at: text.len() };
    let first = words.next().ok_or_else(|| end.error("a quantity has a name", format!("write {FORM}")))?;
    let (kind, element) = name(&first)?;
    let name = Part { value: element, range: first.range() };
    let mut read = Read { kind, name, of: None, sample: None, output: None, via: None, at: None };
    while let Some(word) = words.next() {
        let mut next = || words.next().unwrap_or(end.clone());
        match word.text {
            "of" => once(&word, &mut read.of, of(&next())?)?,
            "sample" => once(&word, &mut read.sample, count(&next(), "sample")?)?,
            "output" => once(&word, &mut read.output, count(&next(), "output")?)?,
            "via" => {
                let unit = next();
                if unit.text != "unit" {
                    return Err(unit.error("\"via\" is followed by \"unit\"", "write via unit 0"));
                }
                once(&word, &mut read.via, count(&next(), "unit")?)?;
            }
            "@" => once(&word, &mut read.at, count(&next(), "@")?)?,
            _ => return Err(unknown(&word, "is not part of a quantity", KEYWORDS, FORM)),
        }
    }
    Ok(read)
}

/// Fills the slot of a keyword with what stands behind it.
fn once<T>(word: &Word, slot: &mut Option<Part<T>>, behind: Part<T>) -> Result<(), TermError> {
    match slot.replace(Part { range: word.at..behind.range.end, ..behind }) {
        None => Ok(()),
        Some(_) => Err(word.error(format!("{:?} stands here a second time", word.text), "write it once")),
    }
}

fn count(word: &Word, of: &str) -> Result<Part<usize>, TermError> {
    let value = word.count().ok_or_else(|| {
        let found =
            if word.text.is_empty() { "nothing follows".into() } else { format!("{:?} is not a count", word.text) };
        word.error(format!("{found} behind {of:?}"), "write a count from 0")
    })?;
    Ok(Part { value, range: word.range() })
}

/// What is differentiated.
fn of(word: &Word) -> Result<Part<IndexedSymbol>, TermError> {
    if word.text.is_empty() {
        return Err(word.error("nothing follows \"of\"", "write what is differentiated, such as: of output"));
    }
    Ok(Part { value: element(word)?, range: word.range() })
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
        assert_eq!(term("layers.0.delta").map(|term| term.kind), Ok(TermKind::Value));
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
        for text in ["x[+0]", "x[-1]", "x[]", "x[0", "x[99999999999999999999]"] {
            assert_eq!(complaint(text).1, "an index is counts from 0 in brackets, without spaces: write [1] or [0,1]");
        }
        assert_eq!(complaint("x @ +1").1, "\"+1\" is not a count behind \"@\": write a count from 0");
        assert_eq!(complaint("layers.+0.z").1, "\"+0\" is not the number of a layer: layers count from 0: layers.0.z");
        assert_eq!(
            complaint("output of loss").1,
            "output is not a derivative, so it is not of anything: write d before its name"
        );
        assert_eq!(complaint("").1, format!("a quantity has a name: write {FORM}"));
    }
}
