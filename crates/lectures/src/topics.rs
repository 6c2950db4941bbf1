//! Everything that the lectures treat, subject by subject: where Longhand shows it, where it is computed, and what
//! checks it.
//!
//! Whether all that is named exists, `tests/topics.rs` says. That a check fails, a fault planted in its subject shows.

mod lecture_000;
mod lecture_001;
mod lecture_002_practice;
mod lecture_002_units;
mod lecture_003;
mod lecture_004;
mod page;

pub use page::{FIRST_LINE, page};

/// One subject of a lecture.
#[derive(Debug, Clone, Copy)]
pub struct Topic {
    /// The lecture, 0 to 4.
    pub lecture: u8,
    /// How configs cite it: a letter for the lecture, and a number.
    pub id: &'static str,
    /// The lines of the lecture's text, as "12–14, 39".
    pub lines: &'static str,
    /// What it is, in a sentence.
    pub about: &'static str,
    /// What Longhand does with it.
    pub state: State,
}

/// What Longhand does with a subject.
#[derive(Debug, Clone, Copy)]
pub enum State {
    /// It is computed, shown and checked.
    Covered {
        /// Reports that are about it, as `CONFIG` or `CONFIG/FIGURE`.
        reports: &'static [&'static str],
        /// Where it is computed: `FILE#ITEM`, the path from the root of the repository.
        sources: &'static [&'static str],
        /// What is to fail when it is broken.
        checks: &'static [Check],
    },
    /// It is told to understand the rest, and holds nothing that could be computed; why.
    Background(&'static str),
    /// It could be offered and is not; why.
    NotOffered(&'static str),
}

/// Something that is to fail when its subject is broken.
#[derive(Debug, Clone, Copy)]
pub enum Check {
    /// The claims of a config that cite the subject.
    Claim(&'static str),
    /// The `[[expect]]` of a worked config whose `source` is this line of the lecture.
    Number(&'static str, u32),
    /// A function of the table of formulas, of the same lecture.
    Formula(&'static str),
    /// A test: `FILE#FUNCTION`.
    Test(&'static str),
}

/// Every subject, in the order of the lectures.
pub fn all() -> Vec<&'static Topic> {
    let tables = [
        lecture_000::TOPICS,
        lecture_001::TOPICS,
        lecture_002_units::TOPICS,
        lecture_002_practice::TOPICS,
        lecture_003::TOPICS,
        lecture_004::TOPICS,
    ];
    tables.into_iter().flatten().collect()
}

impl Topic {
    /// Its parts as first and last line.
    pub fn ranges(&self) -> Vec<(u32, u32)> {
        let number = |text: &str| text.trim().parse().expect("lines are numbers");
        let range = |part: &str| match part.split_once('–') {
            Some((first, last)) => (number(first), number(last)),
            None => (number(part), number(part)),
        };
        self.lines.split(',').map(range).collect()
    }

    /// Whether a line of the lecture is one of its own.
    pub fn contains_line(&self, line: u32) -> bool {
        self.ranges().iter().any(|(first, last)| (*first..=*last).contains(&line))
    }
}

const fn covered(
    reports: &'static [&'static str],
    sources: &'static [&'static str],
    checks: &'static [Check],
) -> State {
    State::Covered { reports, sources, checks }
}

const fn background(why: &'static str) -> State {
    State::Background(why)
}

const fn not_offered(why: &'static str) -> State {
    State::NotOffered(why)
}

/// Rows of the table of one lecture: how it is cited, lines, what it is, and its state.
macro_rules! topics {
    ($lecture:literal: $($id:ident $lines:literal $about:literal $state:ident $what:tt;)*) => {
        /// The subjects of this lecture.
        pub const TOPICS: &[$crate::topics::Topic] = &[$($crate::topics::Topic {
            lecture: $lecture,
            id: stringify!($id),
            lines: $lines,
            about: $about,
            state: $crate::topics::$state $what,
        }),*];
    };
}

use topics;
