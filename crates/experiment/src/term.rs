//! A number of a network's working, named in one line: `NAME[i,j] of QUANTITY sample s output o via unit u @ n`.
//!
//! | NAME | what it is |
//! |---|---|
//! | `x`, `t` | an input and a target of a sample, as engines see them |
//! | `output` | an output of the network |
//! | `loss` | the data loss of the batch; with `sample s` that sample's own, with `output o` the part of that output |
//! | `objective` | loss plus penalty |
//! | `epochs` | how many epochs training took |
//! | `layers.k.affine` | x·w + b of a layer |
//! | `layers.k.mean`, `.variance`, `.normalized` | of batch normalization, in training |
//! | `layers.k.z`, `.a`, `.h` | what the activation sees, what it gives, and what the block hands on |
//! | `layers.k.derivative` | f′(z) |
//! | `layers.k.delta` | the same as `dlayers.k.z` |
//! | `layers.k.weight`, `.bias`, … | a parameter, or a running statistic, under its name in CONVENTIONS.md |
//!
//! - `d` before a name is the derivative of the objective with respect to it; with `of QUANTITY` that of what is named
//!   there; with `sample s` that of the sample's own loss, not divided by n.
//! - `sample s` is a row of the training part. Without it a number of one sample is that of the first of its batch.
//! - `via unit u` keeps of a derivative the paths through that unit of the layer after it.
//! - `@ n` is after n updates, 0 if it is absent; with `via unit u`, after n updates along those paths.
//! - The batch is the one that the next update sees, or would see if training went on.
//!
//! Everything counts from 0, and everything but NAME may be absent; an element of a vector or a matrix needs no index
//! where there is only one. Leaves out what these numbers are: an engine knows.

mod parse;
mod symbol;

use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

pub use parse::TermError;
pub use symbol::{LayerValue, Symbol};

/// A number of a network's working.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Term {
    /// What it is, or what is differentiated with respect to.
    pub element: IndexedSymbol,
    /// Whether its value is meant, or a derivative with respect to it.
    pub kind: TermKind,
    /// What is differentiated, if it is not the objective.
    pub of: Option<IndexedSymbol>,
    /// A row of the training part.
    pub sample: Option<usize>,
    /// An output: that of `output`, or the part of the loss that is meant.
    pub output: Option<usize>,
    /// The unit of the layer after it that all paths go through.
    pub via: Option<usize>,
    /// After how many updates.
    pub at: usize,
}

/// What a term means of its element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TermKind {
    /// Its value.
    Value,
    /// A derivative with respect to it, written with a `d` before the name.
    Derivative,
}

impl Term {
    /// Whether it is a derivative, by its `d` or by its own name.
    pub fn is_derivative(&self) -> bool {
        self.kind == TermKind::Derivative || self.element.symbol.is_derivative()
    }

    /// Whether it is a parameter that updates have moved along one path.
    pub fn moves_along_a_path(&self) -> bool {
        self.via.is_some() && !self.is_derivative()
    }
}

/// A named value, and which element of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IndexedSymbol {
    /// The value.
    pub symbol: Symbol,
    /// Row and column of a matrix, or the place in a vector; empty where there is only one.
    pub index: Vec<usize>,
}

impl fmt::Display for IndexedSymbol {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}", self.symbol)?;
        match self.index.as_slice() {
            [] => Ok(()),
            index => write!(f, "[{}]", index.iter().map(usize::to_string).collect::<Vec<_>>().join(",")),
        }
    }
}

/// As it is read: `dlayers.0.weight[0,1] of output sample 2 via unit 1 @ 3`.
impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let d = match self.kind {
            TermKind::Value => "",
            TermKind::Derivative => "d",
        };
        write!(f, "{d}{}", self.element)?;
        self.of.iter().try_for_each(|of| write!(f, " of {of}"))?;
        let at = Some(self.at).filter(|at| *at > 0);
        let numbers = [(" sample", self.sample), (" output", self.output), (" via unit", self.via), (" @", at)];
        let mut there = numbers.into_iter().filter_map(|(word, number)| Some((word, number?)));
        there.try_for_each(|(word, number)| write!(f, "{word} {number}"))
    }
}

impl FromStr for Term {
    type Err = TermError;

    fn from_str(text: &str) -> Result<Term, TermError> {
        parse::term(text)
    }
}

impl Serialize for Term {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Term {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Term, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(|error: TermError| D::Error::custom(error.to_string()))
    }
}

impl JsonSchema for Term {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Term".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "A number of a network's working: NAME[i,j] of QUANTITY sample s output o via unit u @ n.",
        })
    }
}
