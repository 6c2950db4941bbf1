//! A board as Markdown with formulas between dollars, as code hosts show them.
//!
//! Formulas stand in blocks of their own, one aligned environment for each line of working, so that none grows too
//! wide or too long for a host.

use super::terminal::{cells, sentence};
use super::{Results, remark, stages};
use crate::board::{Block, Board, Line, Table};
use crate::script::{Script, Tex, Unicode};

/// A board in Markdown, with so many significant digits.
pub fn markdown(board: &Board, digits: usize, results: Results) -> String {
    let script = Tex { digits };
    let mut text = format!("# {}\n", plain(&board.title));
    for block in &board.blocks {
        let part = match block {
            Block::Heading(level, words) => format!("{} {}", "#".repeat(level + 1), plain(words)),
            Block::Words(words) => plain(&sentence(&Unicode { digits }, words)),
            Block::Lines(lines) if lines.is_empty() => continue,
            Block::Lines(lines) => lines.iter().map(|of| line(&script, of, results)).collect::<Vec<_>>().join("\n\n"),
            Block::Table(of) => table(&script, digits, of, results),
            Block::Drawing(_) => continue,
        };
        text.push_str(&format!("\n{part}\n"));
    }
    text
}

/// A line of working: each stage below the one before.
fn line(script: &Tex, of: &Line, results: Results) -> String {
    let stages = stages(script, of, results, "\\underline{\\qquad\\qquad}");
    let remark = remark(of, results).map_or(String::new(), |remark| format!(" \\quad \\text{{{remark}}}"));
    let name = script.name(&of.name);
    match stages.as_slice() {
        [only] => format!("$${name} = {only}{remark}$$"),
        [first, rest @ ..] => {
            let rest: Vec<String> = rest.iter().map(|stage| format!("&= {stage}")).collect();
            let all = format!("{name} &= {first} \\\\\n{}{remark}", rest.join(" \\\\\n"));
            format!("```math\n\\begin{{aligned}}\n{all}\n\\end{{aligned}}\n```")
        }
        [] => String::new(),
    }
}

fn table(script: &Tex, digits: usize, of: &Table, results: Results) -> String {
    let cells = cells(&Unicode { digits }, of, results);
    let row = |row: &Vec<String>| format!("| {} |", row.join(" | "));
    let columns = cells.first().map_or(0, Vec::len);
    let rule = format!("|{}", "---:|".repeat(columns));
    let left_out = of.left_out.as_ref().map_or(String::new(), |what| format!(" (left out: {what})"));
    let head = format!("${}$, `{}`{left_out}", script.name(&of.name), of.parameter);
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
        escaped.push(letter);
    }
    escaped
}
