//! A board as a whole document for pdflatex, with amsmath and a drawing in TikZ.

mod drawing;
mod plain;

use super::terminal::cells;
use super::{Results, aligned, in_names};
use crate::board::{Block, Board, Line, ParameterTable, Words};
use crate::markup::{Markup, Tex, Unicode};
use drawing::drawing;
pub(super) use plain::plain;

/// A document, with so many significant digits.
pub fn latex(board: &Board, digits: usize, results: Results) -> String {
    let markup = Tex { digits };
    let mut text =
        format!("{PREAMBLE}\\title{{{}}}\n\\date{{}}\n\\begin{{document}}\n\\maketitle\n", plain(&board.title));
    for block in &board.blocks {
        let part = match block {
            Block::Heading(1, words) => format!("\\section*{{{}}}", plain(words)),
            Block::Heading(2, words) => format!("\\subsection*{{{}}}", plain(words)),
            Block::Heading(_, words) => format!("\\subsubsection*{{{}}}", plain(words)),
            Block::Words(words) => sentence(&markup, words),
            Block::Lines(lines) if lines.is_empty() => continue,
            Block::Lines(of) => lines(&markup, of, results),
            Block::Table(of) => table(&markup, digits, of, results),
            Block::Drawing(of) => drawing(digits, of),
        };
        text.push_str(&format!("\n{part}\n"));
    }
    text.push_str("\n\\end{document}\n");
    text
}

const PREAMBLE: &str = r"\documentclass[a4paper,10pt,fleqn]{article}
\usepackage[T1]{fontenc}
\usepackage[utf8]{inputenc}
\usepackage[margin=2cm]{geometry}
\usepackage{amsmath,amssymb,textcomp}
\usepackage{tikz}
\allowdisplaybreaks
\setlength{\parindent}{0pt}
\setlength{\parskip}{4pt}
\setlength{\emergencystretch}{4em}
\setlength{\mathindent}{0pt}
\AtBeginDocument{\setlength{\abovedisplayskip}{2pt}\setlength{\belowdisplayskip}{4pt}}
";

/// Room for a result.
const ROOM: &str = "\\underline{\\hspace{3cm}}";

fn lines(markup: &Tex, lines: &[Line], results: Results) -> String {
    let all: Vec<String> = lines.iter().map(|of| aligned(markup, of, results, ROOM)).collect();
    format!("\\begin{{align*}}\n{}\n\\end{{align*}}", all.join(" \\\\\n"))
}

fn sentence(markup: &Tex, words: &[Words]) -> String {
    let one = |words: &Words| match words {
        Words::Plain(text) => plain(text),
        Words::Formula(formula) => format!("${}$", in_names(markup, formula)),
        Words::Name(name) => format!("${}$", markup.name(name)),
        Words::Number(value) => format!("${}$", markup.number(*value).0),
    };
    words.iter().map(one).collect()
}

/// Tables of more letters in a row, the name before them included, are set smaller, in lines of their own.
const WIDE: usize = 80;
/// Tables of more letters in a row are set smaller still.
const WIDEST: usize = 104;

fn table(markup: &Tex, digits: usize, of: &ParameterTable, results: Results) -> String {
    let cells = cells(&Unicode { digits }, of, results);
    let letters = |row: &Vec<String>| row.iter().map(|cell| cell.chars().count() + 2).sum::<usize>();
    let widest = cells.iter().map(letters).max().unwrap_or(0);
    let row = |row: &Vec<String>| row.iter().map(|cell| plain(cell)).collect::<Vec<_>>().join(" & ");
    let columns = "r".repeat(cells.first().map_or(1, Vec::len));
    let body: Vec<String> = cells.iter().map(row).collect();
    let left_out = of.remark().map_or(String::new(), |what| format!(" ({})", plain(&what)));
    let head = format!("${}$, \\texttt{{{}}}{left_out}", markup.name(&of.name), plain(&of.parameter));
    let table = format!("\\begin{{tabular}}{{{columns}}}\n{}\n\\end{{tabular}}", body.join(" \\\\\n"));
    let size = if widest > WIDEST { "scriptsize" } else { "footnotesize" };
    match widest + of.parameter.chars().count() + left_out.chars().count() {
        0..=WIDE => format!("{head}:\\quad\n{table}"),
        _ => format!("{head}:\n\n{{\\{size}\\setlength{{\\tabcolsep}}{{3pt}}\n{table}}}"),
    }
}
