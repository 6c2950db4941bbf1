//! The faces of a board: text for a terminal, Markdown with formulas, a whole document for LaTeX.

mod latex;
mod markdown;
mod terminal;

use crate::board::Line;
use crate::formula::Formula;
use crate::script::{Script, Stage, Written, write};

pub use latex::latex;
pub use markdown::markdown;
pub use terminal::terminal;
pub(crate) use terminal::{cells, sentence};

/// Whether the results stand on a board.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Results {
    /// Names, numbers, results.
    Shown,
    /// Names alone, and room for the rest: an exercise sheet.
    Blank,
}

/// What stands behind the equals signs of a line: in names, in numbers, summand by summand, the result.
pub(crate) fn stages(script: &dyn Script, line: &Line, results: Results) -> Vec<String> {
    let names = write(script, &line.formula, Stage::Names).0;
    if results == Results::Blank {
        return if line.formula.has_names() { vec![names] } else { Vec::new() };
    }
    let numbers = write(script, &line.formula, Stage::Numbers).0;
    let summed = match line.paths {
        crate::board::Paths::OneByOne => line.formula.summed(),
        crate::board::Paths::Together => None,
    };
    let summed = summed.map(|sum| write(script, &sum, Stage::Numbers).0);
    let Written(result, _) = script.number(line.value);
    let all = [Some(names), Some(numbers), summed, Some(result)];
    let mut stages: Vec<String> = all.into_iter().flatten().collect();
    stages.dedup();
    stages
}

/// A formula in names.
pub(crate) fn in_names(script: &dyn Script, formula: &Formula) -> String {
    write(script, formula, Stage::Names).0
}
