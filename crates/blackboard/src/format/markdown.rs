//! A board as Markdown with formulas between dollars, as code hosts show them.
//!
//! Lines of working stand in blocks of their own, a few in each, aligned at their equals signs.

use experiment::words::is_unseen;

use super::terminal::{cells, sentence};
use super::{Results, aligned};
use crate::board::{Block, Board, Line, ParameterTable};
use crate::markup::{Markup, Tex, Unicode};

/// A board in Markdown, with so many significant digits.
pub fn markdown(board: &Board, digits: usize, results: Results) -> String {
    let markup = Tex { digits };
    let mut text = format!("# {}\n", plain(&board.title));
    for block in &board.blocks {
        let part = match block {
            Block::Heading(level, words) => format!("{} {}", "#".repeat(level + 1), plain(words)),
            Block::Words(words) => plain(&sentence(&Unicode { digits }, words)),
            Block::Lines(lines) if lines.is_empty() => continue,
            Block::Lines(of) => lines(&markup, of, results),
            Block::Table(of) => table(&markup, digits, of, results),
            Block::Drawing(_) => continue,
        };
        text.push_str(&format!("\n{part}\n"));
    }
    text
}

/// Room for a result.
const ROOM: &str = "\\underline{\\qquad\\qquad}";
/// So many lines stand in one block: hosts refuse formulas that are too long.
const LINES: usize = 8;

/// Lines of working below one another.
fn lines(markup: &Tex, lines: &[Line], results: Results) -> String {
    let block = |lines: &[Line]| {
        let all: Vec<String> = lines.iter().map(|of| aligned(markup, of, results, ROOM)).collect();
        format!("```math\n\\begin{{aligned}}\n{}\n\\end{{aligned}}\n```", all.join(" \\\\\n"))
    };
    lines.chunks(LINES).map(block).collect::<Vec<_>>().join("\n\n")
}

fn table(markup: &Tex, digits: usize, of: &ParameterTable, results: Results) -> String {
    let cells = cells(&Unicode { digits }, of, results);
    let row = |row: &Vec<String>| format!("| {} |", row.join(" | "));
    let columns = cells.first().map_or(0, Vec::len);
    let rule = format!("|{}", "---:|".repeat(columns));
    let left_out = of.remark().map_or(String::new(), |what| format!(" ({what})"));
    let head = format!("${}$, `{}`{left_out}", markup.name(&of.name), of.parameter);
    let body: Vec<String> = cells.iter().skip(1).map(row).collect();
    format!("{head}\n\n{}\n{rule}\n{}", cells.first().map_or(String::new(), row), body.join("\n"))
}

/// Words that Markdown takes for words.
fn plain(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        if "\\`*_<>[]|$#".contains(letter) {
            escaped.push('\\');
        }
        escaped.push(if is_unseen(letter) { char::REPLACEMENT_CHARACTER } else { letter });
    }
    escaped
}
