//! A board as a whole document for pdflatex, with amsmath and a drawing in TikZ.

use experiment::words::is_unseen;

use super::terminal::cells;
use super::{Results, aligned, in_names};
use crate::board::{Block, Board, Drawing, Line, ParameterTable, Words};
use crate::script::{Script, Tex, Unicode};

/// A document, with so many significant digits.
pub fn latex(board: &Board, digits: usize, results: Results) -> String {
    let script = Tex { digits };
    let mut text =
        format!("{PREAMBLE}\\title{{{}}}\n\\date{{}}\n\\begin{{document}}\n\\maketitle\n", plain(&board.title));
    for block in &board.blocks {
        let part = match block {
            Block::Heading(1, words) => format!("\\section*{{{}}}", plain(words)),
            Block::Heading(2, words) => format!("\\subsection*{{{}}}", plain(words)),
            Block::Heading(_, words) => format!("\\paragraph{{{}}}", plain(words)),
            Block::Words(words) => sentence(&script, words),
            Block::Lines(lines) if lines.is_empty() => continue,
            Block::Lines(of) => lines(&script, of, results),
            Block::Table(of) => table(&script, digits, of, results),
            Block::Drawing(of) => drawing(&script, of),
        };
        text.push_str(&format!("\n{part}\n"));
    }
    text.push_str("\n\\end{document}\n");
    text
}

const PREAMBLE: &str = r"\documentclass[a4paper,10pt]{article}
\usepackage[T1]{fontenc}
\usepackage[utf8]{inputenc}
\usepackage[margin=2cm]{geometry}
\usepackage{amsmath,amssymb,textcomp}
\usepackage{tikz}
\allowdisplaybreaks
\setlength{\parindent}{0pt}
\setlength{\parskip}{4pt}
";

/// Room for a result.
const ROOM: &str = "\\underline{\\hspace{3cm}}";

fn lines(script: &Tex, lines: &[Line], results: Results) -> String {
    let all: Vec<String> = lines.iter().map(|of| aligned(script, of, results, ROOM)).collect();
    format!("\\begin{{align*}}\n{}\n\\end{{align*}}", all.join(" \\\\\n"))
}

fn sentence(script: &Tex, words: &[Words]) -> String {
    let one = |words: &Words| match words {
        Words::Plain(text) => plain(text),
        Words::Formula(formula) => format!("${}$", in_names(script, formula)),
        Words::Name(name) => format!("${}$", script.name(name)),
        Words::Number(value) => format!("${}$", script.number(*value).0),
    };
    words.iter().map(one).collect()
}

fn table(script: &Tex, digits: usize, of: &ParameterTable, results: Results) -> String {
    let cells = cells(&Unicode { digits }, of, results);
    let row = |row: &Vec<String>| row.iter().map(|cell| plain(cell)).collect::<Vec<_>>().join(" & ");
    let columns = "r".repeat(cells.first().map_or(1, Vec::len));
    let body: Vec<String> = cells.iter().map(row).collect();
    let left_out = of.left_out.as_ref().map_or(String::new(), |what| format!(" (left out: {})", plain(what)));
    let head = format!("${}$, \\texttt{{{}}}{left_out}", script.name(&of.name), plain(&of.parameter));
    format!("{head}:\\quad\n\\begin{{tabular}}{{{columns}}}\n{}\n\\end{{tabular}}", body.join(" \\\\\n"))
}

/// Circles in columns, arrows with their weights where there are few.
fn drawing(script: &Tex, of: &Drawing) -> String {
    let mut text = String::from("\\begin{center}\n\\begin{tikzpicture}[x=3.4cm,y=1.5cm,>=stealth]\n");
    for (layer, (units, width)) in of.layers.iter().enumerate() {
        let middle = (units.len() as f64 - 1.0) / 2.0;
        for (unit, name) in units.iter().enumerate() {
            let y = middle - unit as f64;
            text.push_str(&format!(
                "\\node[circle,draw,minimum size=9mm,inner sep=1pt] (n{layer}-{unit}) at ({layer},{y}) {{${}$}};\n",
                script.name(name)
            ));
        }
        if units.len() < *width {
            let y = middle - units.len() as f64 + 0.3;
            text.push_str(&format!("\\node at ({layer},{y}) {{$\\vdots$ ({width})}};\n"));
        }
    }
    for (layer, edges) in of.edges.iter().enumerate() {
        let labeled = edges.len() <= 9;
        let last = edges.iter().map(|(from, _, _)| *from).max().unwrap_or(0);
        for (from, to, weight) in edges {
            // Arrows that cross have their weights at different places.
            let place = if last == 0 { 0.5 } else { 0.2 + 0.6 * *from as f64 / last as f64 };
            let label = match labeled {
                true => format!(
                    " node[pos={place:.2},fill=white,inner sep=1pt,font=\\scriptsize] {{${}$}}",
                    script.number(*weight).0
                ),
                false => String::new(),
            };
            text.push_str(&format!("\\draw[->] (n{layer}-{from}) --{label} (n{}-{to});\n", layer + 1));
        }
    }
    for (layer, biases) in of.biases.iter().enumerate() {
        for (unit, bias) in biases.iter().enumerate() {
            let value = script.number(*bias).0;
            let place = format!("(n{}-{unit}.south)", layer + 1);
            text.push_str(&format!("\\node[below,font=\\scriptsize,inner sep=1pt] at {place} {{$b={value}$}};\n"));
        }
    }
    text.push_str("\\end{tikzpicture}\n\\end{center}");
    text
}

/// Words that TeX takes for words: its own signs escaped, Unicode as commands.
pub(super) fn plain(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut tex = String::new();
    for (at, &of) in letters.iter().enumerate() {
        match (of, letters.get(at + 1)) {
            (HAT, _) => {}
            (of, Some(&HAT)) => tex.push_str(&format!("\\ensuremath{{\\hat {of}}}")),
            (of, _) => tex.push_str(&letter(of)),
        }
    }
    tex
}

/// A hat over the letter before it.
const HAT: char = '\u{302}';

fn letter(letter: char) -> String {
    let math = |tex: &str| format!("\\ensuremath{{{tex}}}");
    if let Some(lower) = "₀₁₂₃₄₅₆₇₈₉".chars().position(|known| known == letter) {
        return math(&format!("_{{{lower}}}"));
    }
    if let Some(upper) = "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|known| known == letter) {
        return math(&format!("^{{{upper}}}"));
    }
    match letter {
        '\n' | '\t' => " ".into(),
        '\\' => "\\textbackslash{}".into(),
        '&' | '%' | '$' | '#' | '_' | '{' | '}' => format!("\\{letter}"),
        '~' => "\\textasciitilde{}".into(),
        '^' => "\\textasciicircum{}".into(),
        '<' | '>' | '|' => math(&letter.to_string()),
        known => TEX.iter().find(|(of, _)| *of == known).map_or_else(
            || if !is_unseen(known) && known < '\u{180}' { known.to_string() } else { "?".into() },
            |(_, tex)| math(tex),
        ),
    }
}

/// Signs of formulas in words.
const TEX: [(char, &str); 60] = [
    ('−', "-"),
    ('·', "\\cdot "),
    ('×', "\\times "),
    ('±', "\\pm "),
    ('∓', "\\mp "),
    ('½', "\\tfrac12"),
    ('≥', "\\ge "),
    ('≤', "\\le "),
    ('≠', "\\ne "),
    ('√', "\\surd "),
    ('∂', "\\partial "),
    ('Σ', "\\Sigma "),
    ('∞', "\\infty "),
    ('→', "\\to "),
    ('←', "\\leftarrow "),
    ('‖', "\\Vert "),
    ('…', "\\ldots "),
    ('′', "'"),
    ('⁺', "^{+}"),
    ('⁻', "^{-}"),
    ('⁽', "^{(}"),
    ('⁾', "^{)}"),
    ('₊', "_{+}"),
    ('₋', "_{-}"),
    ('ₛ', "_{s}"),
    ('ᵢ', "_{i}"),
    ('ⱼ', "_{j}"),
    ('ₖ', "_{k}"),
    ('ₙ', "_{n}"),
    ('ₘ', "_{m}"),
    ('ₚ', "_{p}"),
    ('ₓ', "_{x}"),
    ('ₐ', "_{a}"),
    ('ₑ', "_{e}"),
    ('ᶻ', "^{z}"),
    ('ˣ', "^{x}"),
    ('ᵗ', "^{t}"),
    ('ⁿ', "^{n}"),
    ('ʲ', "^{j}"),
    ('ᵏ', "^{k}"),
    ('ᵀ', "^{T}"),
    ('α', "\\alpha "),
    ('β', "\\beta "),
    ('γ', "\\gamma "),
    ('δ', "\\delta "),
    ('ε', "\\varepsilon "),
    ('η', "\\eta "),
    ('θ', "\\theta "),
    ('λ', "\\lambda "),
    ('μ', "\\mu "),
    ('π', "\\pi "),
    ('ρ', "\\rho "),
    ('σ', "\\sigma "),
    ('τ', "\\tau "),
    ('φ', "\\varphi "),
    ('Φ', "\\Phi "),
    ('Ω', "\\Omega "),
    ('ℓ', "\\ell "),
    ('∇', "\\nabla "),
    ('–', "\\text{--}"),
];
