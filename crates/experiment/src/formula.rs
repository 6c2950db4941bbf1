//! Formulas in LaTeX, as far as a page shows them without a network: what is wrong with one.
//!
//! pulldown-latex reads them and says why it cannot, but not where. A command or an environment that it does not know
//! is found by reading each by itself; of other faults the whole formula is the place. Leaves out how a formula looks,
//! which is the business of pages.

use std::error::Error;
use std::ops::Range;

use pulldown_latex::{Parser, Storage};

use crate::suggest::nearest;

/// What is wrong with a formula.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormulaError {
    /// Its place in the formula, in bytes.
    pub at: Range<usize>,
    /// What is wrong, in one line.
    pub message: String,
    /// What to write instead.
    pub help: Option<String>,
}

/// The first error of a formula; none if a page can show it.
pub fn error(tex: &str) -> Option<FormulaError> {
    if tex.trim().is_empty() {
        let help = Some("write \\$ for the sign itself".to_owned());
        return Some(FormulaError { at: 0..tex.len(), message: "the formula is empty".to_owned(), help });
    }
    let reason = reason(tex)?;
    let narrow = unknown(tex, "\\", "command", reads, &COMMANDS);
    let narrow = narrow.or_else(|| unknown(tex, "\\begin{", "environment", has_environment, &ENVIRONMENTS));
    Some(narrow.unwrap_or_else(|| FormulaError {
        at: 0..tex.len(),
        message: format!("no formula: {reason}"),
        help: None,
    }))
}

/// Why a text is no formula, in the words of its reader.
fn reason(tex: &str) -> Option<String> {
    let storage = Storage::new();
    let error = Parser::new(tex, &storage).find_map(Result::err)?;
    let reason = error.source().map_or_else(|| error.to_string(), ToString::to_string);
    Some(reason.replace("unkown", "unknown"))
}

/// Whether a command is known: alone it may lack its arguments, but not its meaning.
fn reads(command: &str) -> bool {
    reason(&format!("\\{command}")).is_none_or(|reason| !reason.contains("unknown primitive"))
}

fn has_environment(name: &str) -> bool {
    reason(&format!("\\begin{{{name}}} \\end{{{name}}}")).is_none_or(|reason| !reason.contains("unknown math"))
}

/// The first name behind `start` that is not known.
fn unknown(tex: &str, start: &str, kind: &str, is_known: fn(&str) -> bool, common: &[&str]) -> Option<FormulaError> {
    tex.match_indices(start).find_map(|(at, _)| {
        let behind = &tex[at + start.len()..];
        let length = behind.find(|letter: char| !letter.is_ascii_alphabetic()).unwrap_or(behind.len());
        let name = &behind[..length];
        let message = format!("{name} is no {kind} of formulas that pages know");
        let help = nearest(name, common.iter().copied()).map(|meant| format!("did you mean {start}{meant}?"));
        (!name.is_empty() && !is_known(name)).then(|| FormulaError { at: at..at + start.len() + length, message, help })
    })
}

/// Commands that textbooks use, for "did you mean".
const COMMANDS: [&str; 60] = [
    "alpha",
    "bar",
    "begin",
    "beta",
    "cdot",
    "cdots",
    "cosh",
    "dots",
    "delta",
    "Delta",
    "end",
    "epsilon",
    "eta",
    "exp",
    "frac",
    "gamma",
    "ge",
    "hat",
    "in",
    "infty",
    "int",
    "lambda",
    "ldots",
    "le",
    "left",
    "leftarrow",
    "lim",
    "ln",
    "log",
    "mathbb",
    "mathbf",
    "mathrm",
    "max",
    "min",
    "mu",
    "nabla",
    "ne",
    "odot",
    "operatorname",
    "partial",
    "pi",
    "pm",
    "prod",
    "quad",
    "rho",
    "right",
    "sigma",
    "sqrt",
    "sum",
    "tanh",
    "text",
    "tfrac",
    "theta",
    "times",
    "to",
    "top",
    "underbrace",
    "varepsilon",
    "vec",
    "xi",
];

/// Environments that textbooks use.
const ENVIRONMENTS: [&str; 7] = ["aligned", "array", "bmatrix", "cases", "gathered", "matrix", "pmatrix"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_of_a_textbook_has_no_fault() {
        for tex in [
            "z_j^{(l)} = \\sum_i w_{ij}^{(l)} a_i^{(l-1)} + b_j^{(l)}",
            "\\frac{\\partial E}{\\partial w} = \\delta\\, x^\\top",
            "\\begin{aligned} a &= b \\\\ &= c \\end{aligned}",
            "f(x) = \\begin{cases} x & x > 0 \\\\ 0 & \\text{else} \\end{cases}",
            "\\left\\lVert g \\right\\rVert \\le \\tfrac12 \\sqrt{\\hat v} + \\varepsilon",
            "W = \\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}",
            "\\mathbb{R}^n, \\underbrace{a}_{b}, \\operatorname{sign} x",
        ] {
            assert_eq!(error(tex), None, "{tex}");
        }
    }

    /// What is meant is a common name nearby; what every command in the list is called, the reader knows.
    #[test]
    fn an_unknown_name_is_found_in_its_place() {
        let command = error("a + \\fracc{1}{2}").expect("no such command");
        assert_eq!((command.at, command.help.as_deref()), (4..10, Some("did you mean \\frac?")));
        let environment = error("\\begin{alignd} a \\end{alignd}").expect("no such environment");
        assert_eq!((environment.at, environment.help.as_deref()), (0..13, Some("did you mean \\begin{aligned?")));
        COMMANDS.iter().for_each(|command| assert!(reads(command), "{command}"));
        ENVIRONMENTS.iter().for_each(|name| assert!(has_environment(name), "{name}"));
    }

    #[test]
    fn other_faults_are_those_of_the_whole_formula() {
        for tex in ["{a", "a}", "a_b_c", "\\left( a", "a & b", "\\frac{a}"] {
            let error = error(tex).unwrap_or_else(|| panic!("{tex} is no formula"));
            assert_eq!(error.at, 0..tex.len(), "{tex}");
            assert!(error.message.starts_with("no formula: "), "{}", error.message);
        }
        assert_eq!(error(" ").expect("nothing is there").message, "the formula is empty");
    }
}
