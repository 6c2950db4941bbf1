//! A perceptron's boundary after every correction, from light to dark, and its parameters along the way.
//!
//! Where the run found a cycle, the lines that repeat are drawn in a color of their own.

use experiment::record::{Outcome, Record};

use super::CaptionedFigure;
use super::arms::{Arm, TableView, numbered, sheet, whose, with};
use super::plane::points;
use crate::figure::{Axis, Figure, Layer, Panel};
use crate::markdown::plain;
use crate::palette::{COLORS, Dash, GREY, INK, Style, WHITE};
use crate::words::count;

type Point = (f64, f64);
type Bounds = (Point, Point);

/// The plate, if a perceptron was trained on two inputs.
pub fn draw(records: &[Record]) -> Vec<CaptionedFigure> {
    let arms = with(records, "corrections");
    let panels: Vec<Panel> = arms.iter().flat_map(|(arm, sheet)| [plane(arm, *sheet), weights(arm, *sheet)]).collect();
    if panels.is_empty() {
        return Vec::new();
    }
    let figure = Figure::new("corrections", "Boundary after every correction", panels).square().columns(2);
    vec![CaptionedFigure::still(figure, caption(&arms))]
}

/// The first epoch of the cycle, if there is one.
fn cycle(record: &Record) -> Option<f64> {
    record.run.outcomes.iter().find_map(|(_, outcome)| match outcome {
        Outcome::Cycle { epoch, length, .. } => Some((epoch - length) as f64),
        Outcome::Finished | Outcome::Stopped { .. } | Outcome::Clean { .. } | Outcome::Diverged { .. } => None,
    })
}

/// How many outputs the perceptron has; of several the first is shown, with its weights.
fn outputs(sheet: TableView) -> usize {
    sheet.names().iter().filter(|name| name.starts_with("layers.0.weight[0,")).count()
}

fn plane(arm: &Arm, sheet: TableView) -> Panel {
    let record = arm.first();
    let bounds = bounds(record);
    let repeats = cycle(record);
    let rows: Vec<&[f64]> = sheet.rows().map(|(_, values)| values).collect();
    let mut layers = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let [u, v, c] = [row[row.len() - 3], row[row.len() - 2], row[row.len() - 1]];
        let again = repeats.is_some_and(|epoch| row[0] > epoch);
        let (label, style) = look(at, rows.len(), again);
        layers.extend(across(bounds, u, v, c).map(|ends| Layer::line(label, style, ends.to_vec())));
    }
    layers.extend(points(record, 1));
    let names = super::arms::sheet(record, "decision-points").map(|points| points.names().to_vec()).unwrap_or_default();
    let axis = |at: usize, (low, high): Point| Axis::linear(names.get(at).map_or("", String::as_str)).range(low, high);
    Panel::plot(arm.label.clone(), axis(0, bounds.0), axis(1, bounds.1), layers)
}

/// From light grey to dark; the last is bold, those of a cycle are dashed.
fn look(at: usize, count: usize, again: bool) -> (&'static str, Style) {
    let share = at as f64 / (count - 1).max(1) as f64;
    let grey = Style::reference().dash(Dash::Solid).color(WHITE.mix(GREY, 0.35 + 0.65 * share));
    match (at + 1 == count, again) {
        (true, _) => ("final boundary", grey.color(INK).width(3.0)),
        (false, true) => ("repeats forever", grey.color(COLORS[4]).dash(Dash::Dashed).width(1.75)),
        (false, false) => ("earlier boundaries, the later the darker", grey),
    }
}

/// The data with a third of their range around them.
fn bounds(record: &Record) -> Bounds {
    let points = sheet(record, "decision-points");
    let range = |column: usize| {
        let values = points.into_iter().flat_map(|points| points.rows()).map(|(_, values)| values[column]);
        let (low, high) = values.fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), value| (l.min(value), h.max(value)));
        let air = if high > low { (high - low) / 3.0 } else { 1.0 };
        (low - air, high + air)
    };
    (range(0), range(1))
}

/// The piece of u·x + v·y + c = 0 within the bounds.
fn across(((left, right), (bottom, top)): Bounds, u: f64, v: f64, c: f64) -> Option<[Point; 2]> {
    let upright = [left, right].map(|x| (x, -(u * x + c) / v)).into_iter().filter(|(_, y)| (bottom..=top).contains(y));
    let level = [bottom, top].map(|y| (-(v * y + c) / u, y)).into_iter().filter(|(x, _)| (left..=right).contains(x));
    let ends: Vec<Point> = upright.chain(level).collect();
    let first = *ends.first()?;
    let apart = |end: &Point| (end.0 - first.0).abs() + (end.1 - first.1).abs();
    let last = *ends.iter().max_by(|a, b| apart(a).total_cmp(&apart(b)))?;
    (apart(&last) > 0.0).then_some([first, last])
}

/// The parameters after each correction.
fn weights(arm: &Arm, sheet: TableView) -> Panel {
    let names = sheet.names();
    let of_first = |column: &usize| !names[*column].contains(',') || names[*column].ends_with(",0]");
    let parameters = (1..names.len() - 3).filter(of_first).enumerate();
    let line = |(slot, column): (usize, usize)| {
        let points = sheet.rows().map(|(at, values)| (at.parse().unwrap_or(f64::NAN), values[column])).collect();
        Layer::line(short(&names[column]), Style::slot(slot), points)
    };
    Panel::plot(
        arm.label.clone(),
        Axis::linear("correction"),
        Axis::linear("parameter"),
        parameters.map(line).collect(),
    )
}

/// `layers.0.weight[1,0]` is w₂, the bias is b.
fn short(name: &str) -> String {
    let row = name.strip_prefix("layers.0.weight[").and_then(|rest| rest.split(',').next()?.parse::<usize>().ok());
    row.map_or_else(|| "b".to_string(), |row| numbered("w", row + 1))
}

fn caption(arms: &[(Arm, TableView)]) -> String {
    let (arm, sheet) = &arms[0];
    let corrections = kept(*sheet);
    let first_alone = match outputs(*sheet) {
        0 | 1 => String::new(),
        several => format!(" Only the first of {several} outputs is shown; a correction may be one of another."),
    };
    let end = match cycle(arm.first()) {
        Some(_) => "The weights come back to where they were: the dashed lines repeat forever",
        None => "The bold line is the last",
    };
    let first = if arms.len() > 1 { format!(" ({})", plain(&arm.label)) } else { String::new() };
    let whose = whose(arm.first());
    format!("The boundary after {corrections}{first}, and the parameters ({whose}). {end}.{first_alone}")
}

/// Which corrections the table holds: all, or the first ones and the last.
fn kept(sheet: TableView) -> String {
    let rows = sheet.rows().count().saturating_sub(1);
    match sheet.rows().last().and_then(|(at, _)| at.parse().ok()) {
        Some(all) if rows < all => format!("each of the first {} of {all} corrections and after the last", rows - 1),
        Some(_) | None => format!("each of {}", count(rows, "correction")),
    }
}

#[cfg(test)]
mod tests {
    use super::across;

    #[test]
    fn a_line_is_cut_at_the_bounds() {
        let square = ((0.0, 2.0), (0.0, 2.0));
        // x + y = 1 meets the left side at (0, 1) and the floor at (1, 0).
        assert_eq!(across(square, 1.0, 1.0, -1.0), Some([(0.0, 1.0), (1.0, 0.0)]));
        // x = 1 is upright, y = 5 passes above, 0 = 0 is no line.
        assert_eq!(across(square, 1.0, 0.0, -1.0), Some([(1.0, 0.0), (1.0, 2.0)]));
        assert_eq!(across(square, 0.0, 1.0, -5.0), None);
        assert_eq!(across(square, 0.0, 0.0, 0.0), None);
    }
}
