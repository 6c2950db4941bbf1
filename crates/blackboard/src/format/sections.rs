//! A board as values: headings with the words and the lines of working below them, for a page that sets them itself.

use super::{Results, in_names, remark, sentence};
use crate::board::{Block, Board, Line};
use crate::markup::{Markup, Stage, Unicode, Written, write};

/// What stands below one heading.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Section {
    /// The heading; the title of the board above the first one.
    pub title: String,
    /// Sentences, one paragraph each.
    pub words: Vec<String>,
    /// Lines of working.
    pub lines: Vec<WrittenLine>,
}

/// A line of working in Unicode: symbol = formula = numbers = result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenLine {
    /// What is worked out, `z₁⁽¹⁾`.
    pub symbol: String,
    /// The formula in names, `x₁·w₁₁⁽¹⁾ + b₁⁽¹⁾`.
    pub formula: String,
    /// The formula in numbers, `0.05·0.15 + 0.35`.
    pub numbers: String,
    /// What comes out.
    pub result: String,
    /// A remark behind it.
    pub remark: Option<String>,
}

/// A board in sections, with so many significant digits. Tables and the drawing are left out: a page shows the network.
pub fn sections(board: &Board, digits: usize) -> Vec<Section> {
    let markup = Unicode { digits };
    let mut sections = vec![Section { title: board.title.clone(), ..Section::default() }];
    for block in &board.blocks {
        let last = sections.last_mut().expect("the first section is there from the start");
        match block {
            Block::Heading(_, words) => sections.push(Section { title: words.clone(), ..Section::default() }),
            Block::Words(words) => last.words.push(sentence(&markup, words)),
            Block::Lines(lines) => last.lines.extend(lines.iter().map(|line| working(&markup, line))),
            Block::Table(_) | Block::Drawing(_) => {}
        }
    }
    sections.retain(|section| !(section.words.is_empty() && section.lines.is_empty()));
    sections
}

fn working(markup: &Unicode, line: &Line) -> WrittenLine {
    let Written(result, _) = markup.number(line.shown());
    WrittenLine {
        symbol: markup.name(&line.name),
        formula: in_names(markup, &line.formula),
        numbers: write(markup, &line.formula, Stage::Numbers).0,
        result,
        remark: remark(line, Results::Shown),
    }
}
