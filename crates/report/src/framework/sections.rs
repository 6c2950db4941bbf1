//! The sections of the page about the framework.

use super::{EXACT, ErrorSize, Framework, LargestErrors, Replacement, Row, SINGLE};
use crate::document::ANSWERED;
use crate::markdown::{code, escaped};
use crate::tables::{Align, MarkdownTable};
use crate::words::{bound, count, list, magnitude};

/// The title, the answer in one sentence, and the method of measurement.
pub fn opening(framework: &Framework) -> String {
    let Framework { name, points, rows, .. } = framework;
    let exact = rows.iter().filter(|row| row.exact()).count();
    let method = format!(
        "Every operation of {name} that a multilayer perceptron uses was run in f64 on both of its processor devices. \
         Its value, and the gradients of its autodiff for a random upstream gradient, are compared with a reference: \
         the formula in f64 with functions from libm, differentiated by dual numbers, so that no derivative of the \
         reference is written by hand.\n\n\
         An error is the largest difference in a tensor, divided by the largest element of the reference; the tables \
         show the largest of {}. *Near* means points drawn from N(0, 2²), *far* means inputs from −1000 to 1000. An \
         error is *exact* up to {}, *single precision* up to {}, and *wrong* beyond. \"not finite\" is NaN or ∞ where \
         the reference is finite; – means that the reference itself overflows.\n",
        count(*points, "point"),
        bound(EXACT),
        bound(SINGLE),
    );
    let short = format!("{ANSWERED}Of {}, {exact} are exact.{}", measurements(framework), wrong(rows));
    format!("# What the framework computes\n\n{short}\n\n{method}")
}

fn measurements(framework: &Framework) -> String {
    format!("{} (operations times devices)", count(framework.rows.len(), "measurement"))
}

/// The operations that are wrong at ordinary points.
fn wrong(rows: &[Row]) -> String {
    let wrong = rows.iter().filter(|row| ErrorSize::of(row.near.worst()) == ErrorSize::Wrong);
    let named =
        wrong.map(|row| format!("{} on {} ({})", code(&row.operation), row.device, error(Some(row.near.worst()))));
    match list(&named.collect::<Vec<_>>()) {
        none if none.is_empty() => String::new(),
        wrong => format!(" Wrong at ordinary inputs: {wrong}."),
    }
}

/// The operations that are not exact, with their replacements.
pub fn inexact_operations(framework: &Framework) -> String {
    let mut table = table(&["verdict", "used instead"]);
    for row in framework.rows.iter().filter(|row| !row.exact()) {
        table.row([cells(row), vec![row.verdict(), replacement(framework, row)]].concat());
    }
    format!("## Not exact\n\n{}", table.markdown())
}

fn replacement(framework: &Framework, row: &Row) -> String {
    let found = framework.replacements.iter().find(|replacement| replacement.of == row.operation);
    let name = found.and_then(|replacement| replacement.rows.first()).map(|row| code(&row.operation));
    name.unwrap_or_else(|| "none: it is used unchanged".into())
}

/// The replacements with their own errors.
pub fn replacements(framework: &Framework) -> String {
    let mut table = table(&["verdict", "instead of", "because"]);
    for Replacement { of, because, rows } in &framework.replacements {
        for row in rows {
            table.row([cells(row), vec![row.verdict(), code(of), escaped(because)]].concat());
        }
    }
    format!("## Used instead\n\nMeasured against the same references at the same points.\n\n{}", table.markdown())
}

/// The measurements of every operation.
pub fn all(framework: &Framework) -> String {
    let mut table = table(&["verdict"]);
    framework.rows.iter().for_each(|row| table.row([cells(row), vec![row.verdict()]].concat()));
    format!("## Every operation\n\n{}", table.markdown())
}

/// The defaults that differ from those of other programs.
pub fn defaults(framework: &Framework) -> String {
    let names = ["setting", framework.name.as_str(), "elsewhere", "here"];
    let mut table = MarkdownTable::new(names.map(|name| (name, Align::Left)));
    for default in &framework.defaults {
        let cells = [&default.setting, &default.framework, &default.usual, &default.ours];
        table.row(cells.map(|cell| escaped(cell)).to_vec());
    }
    let words = "The values that apply where a program passes none. Here every constant is passed, so none is used.";
    format!("## Defaults that differ\n\n{words}\n\n{}", table.markdown())
}

/// A table with the columns of a measurement and `further` columns.
fn table(further: &[&str]) -> MarkdownTable {
    let words = ["operation", "formula", "device"].map(|name| (name, Align::Left));
    let errors = ["value", "gradient", "value, far", "gradient, far"].map(|name| (name, Align::Right));
    MarkdownTable::new(words.into_iter().chain(errors).chain(further.iter().map(|&name| (name, Align::Left))))
}

fn cells(row: &Row) -> Vec<String> {
    let LargestErrors { value, gradient } = row.near;
    let errors = [value, gradient, row.far.value, row.far.gradient].map(error);
    let words = [code(&row.operation), escaped(&row.formula), row.device.clone()];
    words.into_iter().chain(errors).collect()
}

fn error(error: Option<f64>) -> String {
    match error {
        None => "–".into(),
        Some(error) if error.is_finite() => magnitude(error),
        Some(_) => "not finite".into(),
    }
}
