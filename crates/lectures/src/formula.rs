//! One printed formula and its judge: how far what is printed is from the truth, and the right one, where they differ.
//!
//! The truth is a derivative by dual numbers or a value computed directly, never the formula itself.

/// How far a right formula may be from the truth: sums of a few terms of size 1 in f64, times a hundred.
pub const RIGHT: f64 = 1e-13;
/// How far a misprinted formula is from the truth at least: the closest slip moves a second-layer gradient by 1e-5.
pub const WRONG: f64 = 1e-6;

/// A formula of a lecture.
#[derive(Debug, Clone, Copy)]
pub struct Formula {
    /// The lecture, 0 to 4.
    pub lecture: u8,
    /// The line of its text.
    pub line: u32,
    /// What the formula is about.
    pub about: &'static str,
    /// The formula as the lecture prints it, in the signs of Longhand.
    pub printed: &'static str,
    /// Whether it is right.
    pub verdict: FormulaVerdict,
    /// The name of the function that judges it.
    pub function: &'static str,
    /// That function.
    pub judge: fn() -> Deviation,
}

/// Whether a formula is right as printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormulaVerdict {
    /// It is.
    Right,
    /// It is not, and this is what it should be.
    Misprint(&'static str),
}

/// Distances from the truth: the largest of any element; infinite where shapes do not fit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Deviation {
    /// Of the formula as printed.
    pub printed: f64,
    /// Of the corrected formula, if the printed one is wrong.
    pub corrected: Option<f64>,
}

impl Formula {
    /// Whether the lecture prints it wrong.
    pub fn is_misprint(&self) -> bool {
        self.verdict != FormulaVerdict::Right
    }

    /// Whether the judge says what the verdict says: a right formula holds, a misprinted one fails and its correction
    /// holds.
    pub fn is_confirmed(&self) -> bool {
        let Deviation { printed, corrected } = (self.judge)();
        match (self.verdict, corrected) {
            (FormulaVerdict::Right, None) => printed <= RIGHT,
            (FormulaVerdict::Misprint(_), Some(corrected)) => printed >= WRONG && corrected <= RIGHT,
            (FormulaVerdict::Right, Some(_)) | (FormulaVerdict::Misprint(_), None) => false,
        }
    }
}

impl Deviation {
    /// Of a formula that needs no correction.
    pub fn of(printed: f64) -> Self {
        Deviation { printed, corrected: None }
    }

    /// Of a formula and its correction.
    pub fn with_correction(printed: f64, corrected: f64) -> Self {
        Deviation { printed, corrected: Some(corrected) }
    }

    /// Of a statement that holds or does not: 0 or 1.
    pub fn holds(statement: bool) -> Self {
        Deviation::of(if statement { 0.0 } else { 1.0 })
    }
}

/// Rows of the table of one lecture: line, subject, formula, the correction of a misprint, judge.
macro_rules! formulas {
    ($lecture:literal: $($line:literal, $about:literal, $printed:literal $(=> $right:literal)?, $judge:ident;)*) => {
        /// The formulas that this module judges.
        pub const FORMULAS: &[$crate::Formula] = &[$($crate::Formula {
            lecture: $lecture,
            line: $line,
            about: $about,
            printed: $printed,
            verdict: $crate::formula::verdict!($($right)?),
            function: stringify!($judge),
            judge: $judge,
        }),*];
    };
}

/// Right without a correction.
macro_rules! verdict {
    () => {
        $crate::FormulaVerdict::Right
    };
    ($right:literal) => {
        $crate::FormulaVerdict::Misprint($right)
    };
}

pub(crate) use {formulas, verdict};
