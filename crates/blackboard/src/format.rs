//! The formats of a board: text for a terminal, Markdown with formulas, a whole document for LaTeX, and its sections as
//! values for a page that sets them itself.

mod latex;
mod markdown;
mod sections;
mod terminal;

use crate::board::{Asked, Digits, Line, Summands};
use crate::formula::Formula;
use crate::markup::{Markup, Stage, Tex, Written, left_out, write};

pub use latex::latex;
pub use markdown::markdown;
pub use sections::{Section, WrittenLine, sections};
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

/// What stands behind the equals signs of a line: in names, in numbers, summand by summand, the result, or `room` for
/// what is to be found.
pub(crate) fn stages(markup: &dyn Markup, line: &Line, results: Results, room: &str) -> Vec<String> {
    let names = write(markup, &line.formula, Stage::Names).0;
    if is_blank(line, results) {
        let names = line.formula.has_names().then_some(names);
        return names.into_iter().chain([room.to_owned()]).collect();
    }
    let numbers = write(markup, &line.formula, Stage::Numbers).0;
    let summed = match line.summands {
        Summands::OneByOne => line.formula.summed(),
        Summands::Together => None,
    };
    let summed = summed.map(|sum| write(markup, &sum, Stage::Numbers).0);
    let Written(result, _) = markup.number(line.shown());
    let all = [Some(names), Some(numbers), summed, Some(result)];
    let mut stages: Vec<String> = all.into_iter().flatten().collect();
    stages.dedup();
    stages
}

/// Whether a line has room in the place of its result.
fn is_blank(line: &Line, results: Results) -> bool {
    results == Results::Blank && line.asked == Asked::For
}

/// The remark behind a line; an exercise keeps it to itself, since it may tell the result. Of a sum that is cut off it
/// says what the number behind the dots is, of one whose terms cancel that a computer does not find 0.
pub(crate) fn remark(line: &Line, results: Results) -> Option<String> {
    let cut = |count| format!("the number behind … is the sum of the other {count}");
    let rounding = (line.digits == Digits::Rounding).then(|| "but for rounding".to_owned());
    let all = [line.remark.clone(), left_out(&line.formula).map(cut), rounding];
    let all: Vec<String> = all.into_iter().flatten().filter(|_| !is_blank(line, results)).collect();
    (!all.is_empty()).then(|| all.join("; "))
}

/// Wider lines go on below, before an equals sign.
const WIDE: usize = 80;

/// A line of working in TeX, aligned at its first equals sign.
pub(crate) fn aligned(markup: &Tex, line: &Line, results: Results, room: &str) -> String {
    let stages = stages(markup, line, results, room);
    let remark = remark(line, results);
    let words = remark.as_ref().map_or(0, |remark| remark.chars().count());
    let wide = stages.iter().map(|stage| markup.width(stage)).sum::<usize>() + words > WIDE;
    let plain = |remark: String| format!(" \\quad \\text{{({})}}", latex::plain(&remark));
    let remark = remark.map_or(String::new(), plain);
    let between = if wide { " \\\\\n&= " } else { " = " };
    format!("{} &= {}{remark}", markup.name(&line.name), stages.join(between))
}

/// A formula in names.
pub(crate) fn in_names(markup: &dyn Markup, formula: &Formula) -> String {
    write(markup, formula, Stage::Names).0
}
