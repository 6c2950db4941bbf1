//! What stands on a board, as data: headings, sentences, lines of working, tables of weights, a drawing.
//!
//! A format turns it into text: see [`crate::format`]. Nothing here is glued for one of them.

use experiment::term::Term;

use crate::formula::Formula;
use crate::name::Name;

/// The working of one or more updates, as blocks below one another.
#[derive(Debug, Clone, PartialEq)]
pub struct Board {
    /// Its title.
    pub title: String,
    /// What stands on it, from above.
    pub blocks: Vec<Block>,
}

/// One thing on a board.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A heading: 1 for an update, 2 for a part of it, 3 for a sample or a layer.
    Heading(usize, String),
    /// A paragraph.
    Words(Vec<Words>),
    /// Lines of working below one another.
    Lines(Vec<Line>),
    /// A matrix or a vector with its name.
    Table(ParameterTable),
    /// The network as a drawing.
    Drawing(Drawing),
}

/// A part of a sentence.
#[derive(Debug, Clone, PartialEq)]
pub enum Words {
    /// Text as it stands.
    Plain(String),
    /// A formula in names.
    Formula(Formula),
    /// The name of a number.
    Name(Name),
    /// A number.
    Number(f64),
}

/// A line of working: name = formula in names = formula in numbers = result.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// What is worked out.
    pub name: Name,
    /// The right-hand side, with names and numbers in one tree.
    pub formula: Formula,
    /// What comes out, by the hand-written engine.
    pub value: f64,
    /// What its digits say.
    pub digits: Digits,
    /// A remark behind it.
    pub remark: Option<String>,
    /// The same number in the language of configs.
    pub term: Option<Term>,
    /// Whether a sum shows what its summands come to.
    pub summands: Summands,
    /// Whether an exercise asks for it.
    pub asked: Asked,
}

/// What the digits of a result say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Digits {
    /// What the number is.
    Meant,
    /// Nothing but how its terms were rounded: they cancel, and it is 0.
    Rounding,
    /// Nothing, as it is computed from numbers that are 0 but for rounding.
    FromRounding,
}

/// Whether a number is to be found, or known before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// It is worked out.
    For,
    /// It is given: an input, a target, what is dropped.
    Known,
}

/// Whether the summands of a sum are worked out one by one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Summands {
    /// 0.4·0.1385 + 0.45·(−0.0381) = 0.0364.
    Together,
    /// 0.4·0.1385 + 0.45·(−0.0381) = 0.0554 − 0.0171 = 0.0364.
    OneByOne,
}

/// Whether updates change a parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trainability {
    /// They do.
    Trained,
    /// It is frozen.
    Frozen,
}

/// Numbers in rows and columns.
#[derive(Debug, Clone, PartialEq)]
pub struct ParameterTable {
    /// What they are, `w⁽¹⁾`, and the name in configs.
    pub name: Name,
    /// `layers.0.weight`.
    pub parameter: String,
    /// Whether updates change them.
    pub trainability: Trainability,
    /// The names of the rows; empty for a vector.
    pub rows: Vec<String>,
    /// The names of the columns.
    pub columns: Vec<String>,
    /// The elements, row by row, as many in each row as there are columns.
    pub values: Vec<Vec<f64>>,
    /// A sentence on the elements that are left out; none if all are shown.
    pub left_out: Option<String>,
}

/// A network as circles and arrows.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawing {
    /// For each layer from the inputs on: the names of the units that are drawn, and how many there are.
    pub layers: Vec<(Vec<Name>, usize)>,
    /// For each layer of weights: (from, to, weight) of the drawn units.
    pub edges: Vec<Vec<(usize, usize, f64)>>,
    /// For each layer of weights the biases of the drawn units; empty without.
    pub biases: Vec<Vec<f64>>,
}

impl Line {
    /// A line whose result is what its formula gives.
    pub fn new(name: Name, formula: Formula) -> Line {
        let value = formula.value();
        Line {
            name,
            formula,
            value,
            digits: Digits::Meant,
            remark: None,
            term: None,
            summands: Summands::Together,
            asked: Asked::For,
        }
    }

    /// The result as it is printed.
    pub fn shown(&self) -> f64 {
        match self.digits {
            Digits::Meant => self.value,
            Digits::Rounding | Digits::FromRounding => 0.0,
        }
    }

    /// The same with the result of the engine.
    pub fn worth(self, value: f64) -> Line {
        Line { value, ..self }
    }

    /// The same with a remark.
    pub fn remark(self, remark: impl Into<String>) -> Line {
        Line { remark: Some(remark.into()), ..self }
    }

    /// The same under its name in configs.
    pub fn term(self, term: Term) -> Line {
        Line { term: Some(term), ..self }
    }

    /// The same under its name in configs, if it has one.
    pub fn perhaps(self, term: Option<Term>) -> Line {
        Line { term, ..self }
    }

    /// The same, known before.
    pub fn known(self) -> Line {
        Line { asked: Asked::Known, ..self }
    }

    /// The same with its summands worked out one by one.
    pub fn one_by_one(self) -> Line {
        Line { summands: Summands::OneByOne, ..self }
    }
}

impl ParameterTable {
    /// What is said behind its name: that it is frozen, and what is left out.
    pub fn remark(&self) -> Option<String> {
        let frozen = (self.trainability == Trainability::Frozen).then(|| "frozen".to_owned());
        let left_out = self.left_out.as_ref().map(|what| format!("left out: {what}"));
        let both: Vec<String> = frozen.into_iter().chain(left_out).collect();
        (!both.is_empty()).then(|| both.join("; "))
    }
}

impl Board {
    /// All lines of working.
    pub fn lines(&self) -> impl Iterator<Item = &Line> {
        self.blocks.iter().flat_map(|block| match block {
            Block::Lines(lines) => lines.as_slice(),
            Block::Heading(..) | Block::Words(_) | Block::Table(_) | Block::Drawing(_) => &[],
        })
    }
}
