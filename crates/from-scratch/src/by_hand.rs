//! How a formula is written by hand, as a text beside the code that computes it.
//!
//! The code of a formula keeps digits and fills vectors; by hand one writes what a textbook has. Both stand in one
//! file, and `blackboard` reads the text, puts names and numbers in, and computes it: a test compares the two.
//!
//! ```text
//! sum      [−] product { (+ | −) product }
//! product  power { (· | /) power }
//! power    atom [² | ^ atom]
//! atom     number | ½ | name | √ atom | function(sum, …) | (sum)
//! number   0.25 | -0.25
//! ```
//!
//! Functions are exp, ln, tanh, ln cosh, sign, abs, max and min; names are those that each trait lists. The sign of an
//! operation is −; the - of a negative number is how `format!` writes a constant of a config. Such a number stands
//! where an atom may: `z − -0.5`. Leaves out reading the text, which `blackboard` does.

/// A formula as a text, at the point where it is used: of a function in pieces, the piece that holds there.
#[derive(Debug, Clone, PartialEq)]
pub struct ByHand {
    /// The formula.
    pub formula: String,
    /// Why this piece, as in "as z < 0".
    pub reason: Option<&'static str>,
}

impl ByHand {
    /// The same formula everywhere.
    pub fn new(formula: impl Into<String>) -> ByHand {
        ByHand { formula: formula.into(), reason: None }
    }

    /// One piece of several, and why it is this one.
    pub fn piece(formula: impl Into<String>, reason: &'static str) -> ByHand {
        ByHand { formula: formula.into(), reason: Some(reason) }
    }
}
