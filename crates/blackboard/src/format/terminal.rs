//! A board as plain text in Unicode.

use super::{Results, in_names, remark, stages};
use crate::board::{Block, Board, Line, ParameterTable, Words};
use crate::markup::{Markup, Unicode};

/// The width at which a line of working is broken before an equals sign.
const WIDTH: usize = 100;

/// A board for a terminal, with so many significant digits.
pub fn terminal(board: &Board, digits: usize, results: Results) -> String {
    let markup = Unicode { digits };
    let mut text = format!("{}\n{}\n", board.title, "═".repeat(board.title.chars().count()));
    for block in &board.blocks {
        let part = match block {
            Block::Heading(1, words) => format!("{words}\n{}", "─".repeat(words.chars().count())),
            Block::Heading(_, words) => words.clone(),
            Block::Words(words) => wrapped(&sentence(&markup, words)),
            Block::Lines(lines) if lines.is_empty() => continue,
            Block::Lines(lines) => lines.iter().map(|of| line(&markup, of, results)).collect::<Vec<_>>().join("\n"),
            Block::Table(of) => table(&markup, of, results),
            Block::Drawing(_) => continue,
        };
        text.push_str(&format!("\n{part}\n"));
    }
    text
}

pub(crate) fn sentence(markup: &dyn Markup, words: &[Words]) -> String {
    let one = |words: &Words| match words {
        Words::Plain(text) => text.clone(),
        Words::Formula(formula) => in_names(markup, formula),
        Words::Name(name) => markup.name(name),
        Words::Number(value) => markup.number(*value).0,
    };
    words.iter().map(one).collect()
}

/// `  z₁⁽¹⁾ = names = numbers = result   (remark)`, broken before equals signs where it is long.
fn line(markup: &Unicode, of: &Line, results: Results) -> String {
    let name = markup.name(&of.name);
    let stages = stages(markup, of, results, "__________");
    let remark = remark(of, results).map_or(String::new(), |remark| format!("   ({remark})"));
    let whole = format!("  {name} = {}{remark}", stages.join(" = "));
    if whole.chars().count() <= WIDTH {
        return whole;
    }
    let indent = " ".repeat(name.chars().count() + 3);
    format!("  {name} = {}{remark}", stages.join(&format!("\n{indent}= ")))
}

fn wrapped(text: &str) -> String {
    let (mut lines, mut line) = (Vec::new(), String::new());
    for word in text.split_whitespace() {
        if !line.is_empty() && line.chars().count() + word.chars().count() + 1 > WIDTH {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    lines.push(line);
    lines.join("\n")
}

/// The cells of a table: names of rows and columns, and numbers or room for them.
pub(crate) fn cells(markup: &dyn Markup, of: &ParameterTable, results: Results) -> Vec<Vec<String>> {
    // What is known before stays on an exercise sheet; what is to be found does not.
    let is_asked = matches!(&of.name, crate::name::Name::Letter { side: crate::name::UpdateSide::After, .. });
    let number = |value: &f64| match (results, is_asked) {
        (Results::Blank, true) => "____".to_owned(),
        _ => markup.number(*value).0,
    };
    let corner = if of.rows.is_empty() { Vec::new() } else { vec![String::new()] };
    let head = corner.into_iter().chain(of.columns.iter().cloned()).collect();
    let body = of
        .values
        .iter()
        .enumerate()
        .map(|(row, values)| of.rows.get(row).cloned().into_iter().chain(values.iter().map(number)).collect());
    std::iter::once(head).chain(body).collect()
}

fn table(markup: &Unicode, of: &ParameterTable, results: Results) -> String {
    let cells = cells(markup, of, results);
    let columns = cells.first().map_or(0, Vec::len);
    let width = |column: usize| cells.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max();
    let widths: Vec<usize> = (0..columns).map(|column| width(column).unwrap_or(0)).collect();
    let row = |row: &Vec<String>| {
        let padded = |(cell, width): (&String, &usize)| format!("{}{cell}", " ".repeat(width - cell.chars().count()));
        format!("  {}", row.iter().zip(&widths).map(padded).collect::<Vec<_>>().join("  "))
    };
    let left_out = of.remark().map_or(String::new(), |what| format!(" ({what})"));
    let head = format!("{}  {}{left_out}", markup.name(&of.name), of.parameter);
    std::iter::once(head).chain(cells.iter().map(row)).collect::<Vec<_>>().join("\n")
}
