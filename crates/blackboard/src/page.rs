//! The page of a worked example: the board with the printed numbers beside the computed ones, and a mark at each.
//!
//! Plain Markdown with formulas in Unicode, which every reader of Markdown shows as it is. It holds the network with
//! its weights, one update in full, the same in matrices, further updates or the passes of a perceptron in one table,
//! every printed number, and of each misprint the reason.

mod further;
mod matrices;
mod passes;
mod short;
mod table;

use engine::FollowedTraining;
use engine::schema::Scaling;
use experiment::Spec;
use experiment::judged::PrintedMark;
use experiment::term::Term;
use experiment::words::is_unseen;

use crate::board::{Block, Board, ParameterTable, Words};
use crate::markup::Unicode;
use crate::writing::{BoardRequest, NETWORK, board};

pub use short::in_short;

/// A printed number with its verdict.
#[derive(Debug, Clone, PartialEq)]
pub struct Printed {
    /// Which number it is; a lost one need not be a number of the network.
    pub term: Option<Term>,
    /// The same as the config has it.
    pub quantity: String,
    /// The digits; none where a text asks for a number and prints none.
    pub printed: Option<String>,
    /// The lecture and the line where it is printed: `004 l.208`.
    pub source: String,
    /// What comes out, in the unit of the printed number; none of a lost one.
    pub computed: Option<f64>,
    /// What became of it.
    pub mark: PrintedMark,
    /// The digits that are right, of a misprint.
    pub right: Option<String>,
    /// The reason in a sentence.
    pub why: Option<String>,
    /// The numbers that it goes on from, `output sample 2 = 0.142`.
    pub given: Vec<String>,
    /// How a number was scaled whose printed digits are in the unit of the data.
    pub scaling: Option<Scaling>,
}

/// What the marks in the column of verdicts say.
const LEGEND: &str = "✓ stands for a number that comes out as printed, rounded or cut off, ✗ for one that does not, \
                      ? for one that cannot be computed.";

/// How many digits computed numbers have beside printed ones, of which lectures have nine at most.
const DIGITS: usize = 10;
/// The elements of matrices have fewer, so that a matrix fits in a line.
const DIGITS_OF_MATRICES: usize = 4;
/// How many updates follow the one that is written in full.
const FURTHER: usize = 2;

/// How many updates a course has to hold for the page.
pub fn updates_needed(spec: &Spec) -> usize {
    if spec.is_rosenblatts() { passes::SAMPLES } else { 1 + FURTHER }
}

/// The page of one training: everything below the title, `above` is how many headings it stands below, 1 below a title
/// alone. `steps` of the request is 1. `known` are the tables of weights of the page above it, which are not shown
/// again where they are the same.
///
/// An update that training no longer makes is written, too: an example of a forward pass alone has a way back.
pub fn page(request: &BoardRequest, printed: &[Printed], above: usize, known: &mut Vec<ParameterTable>) -> String {
    let followed = FollowedTraining { end: None, ..request.followed.clone() };
    let request = &BoardRequest { followed: &followed, ..request.clone() };
    let markup = Unicode { digits: DIGITS };
    let first = first_row(request);
    let mut shown = vec![false; printed.len()];
    let mut text = if printed.iter().any(|of| of.printed.is_some()) { format!("{LEGEND}\n\n") } else { String::new() };
    for block in on_the_page(&board(request), known) {
        let part = match &block {
            Block::Heading(level, words) => format!("{} {words}", "#".repeat(level + above)),
            Block::Words(words) => escaped(&crate::format::sentence(&markup, words)),
            Block::Lines(lines) => table::lines(&markup, lines, printed, first, &mut shown),
            Block::Table(of) => table::parameters(&markup, of),
            Block::Drawing(_) => continue,
        };
        text.push_str(&format!("{part}\n\n"));
    }
    let heading = "#".repeat(above + 1);
    text.push_str(&matrices::section(request, DIGITS_OF_MATRICES, &heading));
    text.push_str(&match request.spec.is_rosenblatts() {
        true => passes::table(request, &markup, &heading),
        false => further::table(request, &markup, FURTHER, &heading),
    });
    let rest: Vec<&Printed> = printed.iter().zip(&shown).filter(|(_, shown)| !**shown).map(|(of, _)| of).collect();
    text.push_str(&table::elsewhere(request, &markup, &rest, &heading));
    text.push_str(&table::reasons(request, printed, &heading));
    text
}

/// The blocks of a page: lines that follow one another in one table, and tables of weights that are known already in a
/// sentence.
fn on_the_page(board: &Board, known: &mut Vec<ParameterTable>) -> Vec<Block> {
    let of_weights = |block: &Block| if let Block::Table(table) = block { Some(table.clone()) } else { None };
    let tables: Vec<ParameterTable> = before_the_end(board).iter().filter_map(of_weights).collect();
    let again = !tables.is_empty() && tables == *known;
    let mut blocks: Vec<Block> = Vec::new();
    for block in before_the_end(board) {
        match (blocks.last_mut(), block) {
            (_, Block::Lines(lines)) if lines.is_empty() => {}
            (Some(Block::Lines(before)), Block::Lines(lines)) => before.extend(lines.iter().cloned()),
            (_, Block::Table(_)) if again => {}
            _ => blocks.push(block.clone()),
        }
    }
    if again {
        let at = blocks.iter().position(|block| matches!(block, Block::Heading(1, words) if words != NETWORK));
        let same = "The weights are the same as above.";
        blocks.insert(at.unwrap_or(blocks.len()), Block::Words(vec![Words::Plain(same.into())]));
    }
    *known = tables;
    blocks
}

/// The training row that the first batch begins with.
fn first_row(request: &BoardRequest) -> usize {
    let row = request.followed.updates.values().next().and_then(|update| update.rows.first());
    request.dataset.train.iter().position(|known| Some(known) == row).unwrap_or(0)
}

/// The blocks up to the summary behind the last update, which the table of further updates holds.
fn before_the_end(board: &Board) -> &[Block] {
    let is_end = |block: &Block| matches!(block, Block::Heading(1, words) if words.starts_with("After "));
    let end = board.blocks.iter().position(is_end).unwrap_or(board.blocks.len());
    &board.blocks[..end]
}

/// Words that Markdown takes for words, in a table, too.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        if "\\`*_<>[]|".contains(letter) {
            escaped.push('\\');
        }
        escaped.push(if is_unseen(letter) { char::REPLACEMENT_CHARACTER } else { letter });
    }
    escaped
}
