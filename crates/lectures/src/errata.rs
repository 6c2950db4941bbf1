//! The misprints of the lectures: where, what is printed, what is right, how that is known, and the check that says so.
//!
//! A misprint without a check is one that no number can settle: it was found by reading.

mod checks;
mod lecture_000;
mod lecture_001;
mod lecture_002;
mod lecture_003;
mod lecture_004;
mod page;

pub use page::{FIRST_LINE, Numbers, page};

/// A misprint.
#[derive(Debug, Clone, Copy)]
pub struct Erratum {
    /// The lecture, 0 to 4.
    pub lecture: u8,
    /// The lines of its text, the first of which it is known by.
    pub lines: &'static [u32],
    /// What is printed, in the signs of Longhand.
    pub printed: &'static str,
    /// What is right.
    pub right: &'static str,
    /// How that is known, in a sentence.
    pub known: &'static str,
    /// The checks that show it; none if it was found by reading.
    pub checks: &'static [Check],
}

/// Something that runs and fails if a misprint is none.
#[derive(Debug, Clone, Copy)]
pub enum Check {
    /// A function of the table of formulas, of the same lecture.
    Formula(&'static str),
    /// The `[[expect]]` of a worked config whose `source` is a line of the same lecture.
    Number(&'static str, u32),
    /// A computation made for this misprint alone.
    Computation(&'static str, fn() -> bool),
}

impl Erratum {
    /// Whether no number can settle it.
    pub fn is_by_reading(&self) -> bool {
        self.checks.is_empty()
    }
}

/// Every misprint, in the order of lectures and lines.
pub fn all() -> Vec<&'static Erratum> {
    let tables =
        [lecture_000::ERRATA, lecture_001::ERRATA, lecture_002::ERRATA, lecture_003::ERRATA, lecture_004::ERRATA];
    let mut all: Vec<&Erratum> = tables.into_iter().flatten().collect();
    all.sort_by_key(|erratum| (erratum.lecture, erratum.lines[0]));
    all
}

/// Rows of the table of one lecture.
macro_rules! errata {
    ($lecture:literal: $([$($line:literal),*] $printed:literal => $right:literal, $known:literal,
        [$($check:expr),*];)*) => {
        /// The misprints of this lecture.
        pub const ERRATA: &[$crate::errata::Erratum] = &[$($crate::errata::Erratum {
            lecture: $lecture,
            lines: &[$($line),*],
            printed: $printed,
            right: $right,
            known: $known,
            checks: &[$($check),*],
        }),*];
    };
}

use errata;
