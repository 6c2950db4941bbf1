//! A perceptron's boundary after every correction, from light to dark, and the course of its parameters.
//!
//! Where the weights entered a cycle, the boundaries of the cycle have a color of their own, and none is the final one.

use experiment::record::{Outcome, Record};

use super::CaptionedFigure;
use super::plane::data_points;
use super::table_view::{TableView, arms_with, view};
use super::wording::{shown_run, spread};
use crate::arms::Arm;
use crate::figure::{Axis, Figure, Panel, PlotLayer};
use crate::markdown::escaped;
use crate::palette::{COLORS, Dash, GREY, INK, Style, WHITE};
use crate::statistics::{extremes, with_margin};
use crate::symbols::{self, subscripted};
use crate::words::count;

type Point = (f64, f64);
type Bounds = (Point, Point);

/// One figure with two panels for each arm; none unless a perceptron was trained on two inputs.
pub fn draw(arms: &[Arm]) -> Vec<CaptionedFigure> {
    let arms = arms_with(arms, "corrections");
    let panels: Vec<Panel> = arms.iter().flat_map(|(arm, view)| [plane(arm, *view), weights(arm, *view)]).collect();
    if panels.is_empty() {
        return Vec::new();
    }
    // Two panels for each arm, two arms in a row.
    let columns = panels.len().min(4);
    let figure = Figure::new("corrections", "Boundary after every correction", panels).square().columns(columns);
    let figure = figure.title(title(&arms));
    vec![CaptionedFigure::single_frame(figure, caption(&arms))]
}

/// The first epoch of the cycle of weights, if there is one.
fn cycle(record: &Record) -> Option<f64> {
    record.run.outcomes.iter().find_map(|(_, outcome)| match outcome {
        Outcome::Cycle { epoch, length, .. } => Some((epoch - length) as f64),
        Outcome::Finished | Outcome::Stopped { .. } | Outcome::Clean { .. } | Outcome::Diverged { .. } => None,
    })
}

/// How training ended, where all arms ended alike, and after how many corrections.
fn title(arms: &[(Arm, TableView)]) -> String {
    let last = |view: TableView| view.rows().last().and_then(|(at, _)| at.parse::<f64>().ok());
    let made = spread(arms.iter().filter_map(|(arm, view)| Some((last(*view)?, arm.label.as_str()))));
    let made = made.unwrap_or_default();
    let cycles = arms.iter().filter(|(arm, _)| cycle(arm.first_run()).is_some()).count();
    let clean = |(arm, _): &&(Arm, TableView)| {
        arm.first_run().run.outcomes.iter().any(|(_, outcome)| matches!(outcome, Outcome::Clean { .. }))
    };
    match (arms.len(), cycles, arms.iter().filter(clean).count()) {
        (all, cycling, _) if all == cycling => format!("The boundaries repeat forever; seen after {made} corrections"),
        (all, _, clean) if all == clean => format!("Corrections until no mistake is left: {made}"),
        _ => format!("Corrections: {made}"),
    }
}

/// How many outputs the perceptron has. Only the first is shown.
fn outputs(view: TableView) -> usize {
    view.names().iter().filter(|name| name.starts_with("layers.0.weight[0,")).count()
}

fn plane(arm: &Arm, view: TableView) -> Panel {
    let record = arm.first_run();
    let bounds = bounds(record);
    let cycle_start = cycle(record);
    let rows: Vec<&[f64]> = view.rows().map(|(_, values)| values).collect();
    let mut layers = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let [u, v, c] = [row[row.len() - 3], row[row.len() - 2], row[row.len() - 1]];
        let (label, style) = match cycle_start.is_some_and(|epoch| row[0] > epoch) {
            true => ("repeats forever", Style::reference().color(COLORS[4]).dash(Dash::Dashed).width(2.25)),
            false if at + 1 == rows.len() => ("final boundary", grey(at, rows.len()).color(INK).width(3.0)),
            false => ("earlier boundaries, the later the darker", grey(at, rows.len())),
        };
        layers.extend(segment(bounds, u, v, c).map(|ends| PlotLayer::line(label, style, ends.to_vec())));
    }
    layers.extend(data_points(record, 1, (0.0, 1.0)));
    let names =
        super::table_view::view(record, "decision-points").map(|points| points.names().to_vec()).unwrap_or_default();
    let axis = |at: usize, (low, high): Point| {
        Axis::linear(names.get(at).map_or_else(String::new, |name| symbols::variable(name))).range(low, high)
    };
    Panel::plot(arm.label.clone(), axis(0, bounds.0), axis(1, bounds.1), layers)
}

/// Grey, darker from boundary to boundary.
fn grey(at: usize, count: usize) -> Style {
    let share = at as f64 / (count - 1).max(1) as f64;
    Style::reference().dash(Dash::Solid).color(WHITE.mix(GREY, 0.35 + 0.65 * share))
}

/// The range of the data, widened by a third on each side.
fn bounds(record: &Record) -> Bounds {
    let points = view(record, "decision-points");
    let range = |column: usize| {
        let values = points.into_iter().flat_map(|points| points.rows()).map(|(_, values)| values[column]);
        with_margin(extremes(values).unwrap_or((0.0, 0.0)))
    };
    (range(0), range(1))
}

/// The segment of the line u·x + v·y + c = 0 that lies within the bounds.
fn segment(((left, right), (bottom, top)): Bounds, u: f64, v: f64, c: f64) -> Option<[Point; 2]> {
    let upright = [left, right].map(|x| (x, -(u * x + c) / v)).into_iter().filter(|(_, y)| (bottom..=top).contains(y));
    let level = [bottom, top].map(|y| (-(v * y + c) / u, y)).into_iter().filter(|(x, _)| (left..=right).contains(x));
    let ends: Vec<Point> = upright.chain(level).collect();
    let first = *ends.first()?;
    let apart = |end: &Point| (end.0 - first.0).abs() + (end.1 - first.1).abs();
    let last = *ends.iter().max_by(|a, b| apart(a).total_cmp(&apart(b)))?;
    (apart(&last) > 0.0).then_some([first, last])
}

/// The parameters after each correction.
fn weights(arm: &Arm, view: TableView) -> Panel {
    let names = view.names();
    let of_first = |column: &usize| !names[*column].contains(',') || names[*column].ends_with(",0]");
    let parameters = (1..names.len() - 3).filter(of_first).enumerate();
    let line = |(series, column): (usize, usize)| {
        let points = view.rows().map(|(at, values)| (at.parse().unwrap_or(f64::NAN), values[column])).collect();
        PlotLayer::line(parameter_name(&names[column]), Style::series(series), points)
    };
    Panel::plot(
        arm.label.clone(),
        Axis::linear("correction"),
        Axis::linear("parameter"),
        parameters.map(line).collect(),
    )
}

/// `layers.0.weight[1,0]` is w₂, the bias is b.
fn parameter_name(name: &str) -> String {
    let row = name.strip_prefix("layers.0.weight[").and_then(|rest| rest.split(',').next()?.parse::<usize>().ok());
    row.map_or_else(|| "b".to_string(), |row| subscripted("w", row + 1))
}

fn caption(arms: &[(Arm, TableView)]) -> String {
    let (arm, view) = &arms[0];
    let corrections = shown_corrections(*view);
    let first_alone = match outputs(*view) {
        0 | 1 => String::new(),
        several => format!(" Only the first of {several} outputs is shown; some corrections concern the others."),
    };
    let end = match cycle(arm.first_run()) {
        Some(_) => "The weights return to earlier values, so the dashed boundaries repeat forever",
        None => "The bold line is the final boundary",
    };
    let first = if arms.len() > 1 { format!(" ({})", escaped(&arm.label)) } else { String::new() };
    let run = shown_run(arm);
    format!("The boundary after {corrections}{first}, and the parameters ({run}). {end}.{first_alone}")
}

/// The corrections of the table in words: all of them, or the first ones and the last.
fn shown_corrections(view: TableView) -> String {
    let rows = view.rows().count().saturating_sub(1);
    match view.rows().last().and_then(|(at, _)| at.parse().ok()) {
        Some(all) if rows < all => format!("each of the first {} of {all} corrections and after the last", rows - 1),
        Some(_) | None => format!("each of {}", count(rows, "correction")),
    }
}

#[cfg(test)]
mod tests {
    use super::segment;

    #[test]
    fn a_line_is_cut_at_the_bounds() {
        let square = ((0.0, 2.0), (0.0, 2.0));
        // x + y = 1 meets the left side at (0, 1) and the floor at (1, 0).
        assert_eq!(segment(square, 1.0, 1.0, -1.0), Some([(0.0, 1.0), (1.0, 0.0)]));
        // 2x + y = 3 meets the floor at 1.5 and the ceiling at 0.5, x + 2y = 3 the left side at 1.5, the right at 0.5.
        assert_eq!(segment(square, 2.0, 1.0, -3.0), Some([(1.5, 0.0), (0.5, 2.0)]));
        assert_eq!(segment(square, 1.0, 2.0, -3.0), Some([(0.0, 1.5), (2.0, 0.5)]));
        // x = 1 is upright, y = 5 passes above, 0 = 0 is no line.
        assert_eq!(segment(square, 1.0, 0.0, -1.0), Some([(1.0, 0.0), (1.0, 2.0)]));
        assert_eq!(segment(square, 0.0, 1.0, -5.0), None);
        assert_eq!(segment(square, 0.0, 0.0, 0.0), None);
    }
}
