//! The tables of a page.

use experiment::judged::PrintedMark;
use experiment::term::{LayerValue, Symbol, TermKind};

use super::{Printed, escaped};
use crate::board::{Line, ParameterTable};
use crate::format::{Results, cells, remark, stages};
use crate::formula::{named, number, over, sum};
use crate::given::Given;
use crate::markup::{Markup, Unicode};
use crate::same::is_same;
use crate::writing::{BoardRequest, called, line_of};

/// Lines of working with what is printed of them.
pub(super) fn lines(markup: &Unicode, lines: &[Line], printed: &[Printed], first: usize, shown: &mut [bool]) -> String {
    let mut text = "| | worked out | computed | printed | verdict |\n|---|---|---:|---:|---|".to_owned();
    for line in lines {
        let of: Vec<usize> = (0..printed.len()).filter(|at| is_printed_of(&printed[*at], line, first)).collect();
        of.iter().for_each(|at| shown[*at] = true);
        text.push_str(&row(markup, line, &of.iter().map(|at| &printed[*at]).collect::<Vec<_>>()));
    }
    text
}

/// Whether a printed number is that of a line: of the same name, and computed from the same numbers.
fn is_printed_of(printed: &Printed, line: &Line, first: usize) -> bool {
    let same = line.term.as_ref().zip(printed.term.as_ref()).is_some_and(|(a, b)| is_same(a, b, first));
    same && printed.given.is_empty() && printed.computed.is_none_or(|computed| equal(computed, line.value))
}

fn equal(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-12 * a.abs().max(b.abs())
}

/// A line; a number that is printed in several places has all of them beside it.
fn row(markup: &Unicode, line: &Line, of: &[&Printed]) -> String {
    let result = markup.number(line.shown()).0;
    let all = |cell: fn(&Printed) -> String| of.iter().map(|of| cell(of)).collect::<Vec<_>>().join("; ");
    let (digits, mark) = (all(digits), all(mark));
    let name = escaped(&markup.name(&line.name));
    format!("\n| {name} | {} | {result} | {digits} | {mark} |", worked_out(markup, line))
}

/// A formula in names and in numbers.
fn worked_out(markup: &Unicode, line: &Line) -> String {
    let mut stages = stages(markup, line, Results::Shown, "");
    stages.pop();
    let remark = remark(line, Results::Shown).map_or(String::new(), |remark| format!(" ({remark})"));
    escaped(&format!("{}{remark}", stages.join(" = ")))
}

fn digits(of: &Printed) -> String {
    escaped(of.printed.as_deref().unwrap_or(""))
}

fn mark(of: &Printed) -> String {
    let right = of
        .right
        .as_ref()
        .filter(|_| of.mark == PrintedMark::Misprint)
        .map_or(String::new(), |right| format!(", right {right}"));
    escaped(&format!("{}{right} ({})", sign(of.mark), of.source))
}

/// A matrix of parameters.
pub(super) fn parameters(markup: &Unicode, of: &ParameterTable) -> String {
    let cells = cells(markup, of, Results::Shown);
    let row =
        |row: &Vec<String>| format!("| {} |", row.iter().map(|cell| escaped(cell)).collect::<Vec<_>>().join(" | "));
    let columns = cells.first().map_or(0, Vec::len);
    let left_out = of.remark().map_or(String::new(), |what| format!(" ({what})"));
    let head = format!("{}, `{}`{left_out}", escaped(&markup.name(&of.name)), of.parameter);
    let mut rows = cells.iter().map(row);
    let first = rows.next().unwrap_or_default();
    format!("{head}\n\n{first}\n|{}\n{}", "---:|".repeat(columns), rows.collect::<Vec<_>>().join("\n"))
}

/// Printed numbers that stand at no line above: of later updates, of rounded intermediate results, of single rows.
pub(super) fn elsewhere(request: &BoardRequest, markup: &Unicode, rest: &[&Printed], heading: &str) -> String {
    if rest.is_empty() {
        return String::new();
    }
    let head = "| number | goes on from | worked out | computed | printed | verdict |\n|---|---|---|---:|---:|---|\n";
    let mut text = format!("{heading} Further printed numbers\n\n{head}");
    for of in rest {
        let computed = of.computed.map_or(String::new(), |value| markup.number(value).0);
        let given: Vec<String> = of.given.iter().map(|text| given(request, text)).collect();
        let worked = line(request, of).map_or_else(|| without_a_line(of), |line| worked_alone(markup, of, &line));
        let (number, given) = (number_called(request, of), given.join(", "));
        text.push_str(&format!("| {number} | {given} | {worked} | {computed} | {} | {} |\n", digits(of), mark(of)));
    }
    text + "\n"
}

/// What a printed number is called; one that is no number of the network as the config calls it.
fn number_called(request: &BoardRequest, of: &Printed) -> String {
    escaped(&of.term.as_ref().map_or_else(|| of.quantity.clone(), |term| called(request, term)))
}

/// A number that is put in the place of a computed one.
fn given(request: &BoardRequest, text: &str) -> String {
    let parts = text.rsplit_once(" = ").and_then(|(name, value)| Some((name.parse().ok()?, value)));
    escaped(&parts.map_or_else(|| text.to_owned(), |(term, value)| format!("{} = {value}", called(request, &term))))
}

/// The line of a number by itself, where there is one that comes to the same.
fn line(request: &BoardRequest, of: &Printed) -> Option<Line> {
    let read = |text: &String| -> Option<Given> {
        let (name, value) = text.rsplit_once(" = ")?;
        Some(Given { term: name.parse().ok()?, value: value.parse().ok()? })
    };
    let given = of.given.iter().map(read).collect::<Option<Vec<Given>>>()?;
    let line = line_of(request, of.term.as_ref()?, &given)?;
    let own = of.scaling.map_or(line.value, |scaling| scaling.invert(line.value));
    of.computed.is_some_and(|computed| equal(computed, own)).then_some(line)
}

/// A line with its name; of a number in the unit of the data the way back from the scaled one.
fn worked_alone(markup: &Unicode, of: &Printed, line: &Line) -> String {
    let name = escaped(&markup.name(&line.name));
    let Some(scaling) = of.scaling.filter(|scaling| scaling.factor != 0.0) else {
        return format!("{name} = {}", worked_out(markup, line));
    };
    let scaled = named(line.name.clone(), line.value);
    let back = sum(vec![over(scaled, number(scaling.factor)), number(scaling.shift)]);
    format!("{} (in the unit of the data)", worked_out(markup, &Line::new(line.name.clone(), back)))
}

/// What is said of a number that no line of working gives.
fn without_a_line(of: &Printed) -> String {
    let Some(term) = of.term.as_ref().filter(|_| of.computed.is_some()) else { return String::new() };
    match term.element.symbol {
        Symbol::Epochs => "counted until training ends".into(),
        Symbol::Layer(_, value) if value.is_parameter() && term.kind == TermKind::Value && term.at == 0 => {
            "as training begins".into()
        }
        Symbol::Layer(_, LayerValue::Slope) => {
            "every unit below 0 has a part in it, in every row: its sum is not written out".into()
        }
        _ if term.is_derivative() => "the batch is worked as a whole, and no single line gives it".into(),
        _ => String::new(),
    }
}

/// What is wrong with each misprint, why nothing can be said of a lost number, and what is to be known of the others.
pub(super) fn reasons(request: &BoardRequest, printed: &[Printed], heading: &str) -> String {
    let list = |title: &str, lines: Vec<String>| match lines.as_slice() {
        [] => String::new(),
        lines => format!("{heading} {title}\n\n{}\n\n", lines.join("\n")),
    };
    list("What is not as printed", printed.iter().filter_map(|of| reason(request, of)).collect())
        + &list("Where numbers come from", printed.iter().filter_map(|of| origin(request, of)).collect())
}

/// What a number that comes out, or is not printed, is made of.
fn origin(request: &BoardRequest, of: &Printed) -> Option<String> {
    let why = of.why.as_deref().filter(|_| matches!(of.mark, PrintedMark::Met | PrintedMark::Shown))?;
    Some(format!("- {}, {}: {}", of.source, number_called(request, of), escaped(why.trim())))
}

fn reason(request: &BoardRequest, of: &Printed) -> Option<String> {
    let number = number_called(request, of);
    let why = escaped(of.why.as_deref().unwrap_or("").trim());
    let printed = of.printed.as_deref().map_or("nothing".to_owned(), escaped);
    let right = of.right.as_deref().map_or(String::new(), |right| format!(", right {}", escaped(right)));
    match of.mark {
        PrintedMark::Misprint => Some(format!("- {}, {number}: printed {printed}{right}. {why}", of.source)),
        PrintedMark::Lost => Some(format!("- {}, {number}: printed {printed}, lost. {why}", of.source)),
        PrintedMark::Failed(_) => {
            Some(format!("- **{}, {number}: printed {printed}{right}, and it does not come out.** {why}", of.source))
        }
        PrintedMark::Met | PrintedMark::Shown | PrintedMark::NotJudged => None,
    }
}

/// A sign that stands beside a number.
fn sign(mark: PrintedMark) -> &'static str {
    match mark {
        PrintedMark::Met => "✓",
        PrintedMark::Misprint => "✗ misprint",
        PrintedMark::Lost => "? lost",
        PrintedMark::Shown | PrintedMark::NotJudged => "computed here",
        PrintedMark::Failed(_) => "✗ FAILS",
    }
}
