//! Predictions: for one input the fitted curve over the data; for several, outputs against targets, and residuals.

use experiment::record::Record;
use experiment::spec::Figure as Asked;

use super::CaptionedFigure;
use super::arms::{Arm, MOST, TableView, sheet, whose, with};
use super::moment::Moment;
use crate::figure::{Axis, Direction, Figure, Layer, Panel};
use crate::palette::{Dash, Style};

/// The plate.
pub fn draw(asked: &Asked, records: &[Record]) -> Vec<CaptionedFigure> {
    let arms = with(records, "fit-points");
    let Some((arm, _)) = arms.first() else { return Vec::new() };
    match sheet(arm.first(), "fit-curve") {
        Some(_) => vec![curves(asked, &arms)],
        None => vec![scatter(&arms)],
    }
}

/// The columns of targets, and those of the outputs behind them.
fn pairs(sheet: TableView) -> Vec<(usize, usize, String)> {
    let names = sheet.names();
    let of = |name: &str| names.iter().position(|known| known == name);
    let targets = names.iter().enumerate().filter_map(|(at, name)| Some((at, name.strip_prefix("target:")?)));
    targets.filter_map(|(at, name)| Some((at, of(&format!("output:{name}"))?, name.to_string()))).collect()
}

/// A marker for each part; held-out parts are hollow.
fn part_style(part: &str) -> Style {
    match part {
        "train" => Style::slot(0),
        "validation" => Style::slot(2).hollow(),
        _ => Style::slot(1).hollow(),
    }
}

fn parts(sheet: TableView, point: impl Fn(&[f64]) -> (f64, f64)) -> Vec<Layer> {
    let name = |part: &str| if part == "train" { "training" } else { part }.to_owned();
    let layer = |part: &str| Layer::points(name(part), part_style(part), sheet.of(part).map(&point).collect());
    sheet.labels().into_iter().map(layer).collect()
}

fn curves(asked: &Asked, arms: &[(Arm, TableView)]) -> CaptionedFigure {
    let tables = arms.iter().filter_map(|(arm, _)| sheet(arm.first(), "fit-curve"));
    let (frames, cut): (Vec<Figure>, Vec<bool>) =
        Moment::all(asked, tables).into_iter().map(|moment| curve_figure(arms, moment)).unzip();
    let record = arms[0].0.first();
    let over = if asked.animate { " over the epochs" } else { "" };
    let leaves = if cut.contains(&true) { " What leaves the picture is cut off." } else { "" };
    let held_out = if hollow(arms) { " Hollow points are held out." } else { "" };
    let words =
        format!("The output over the range of the input{over}, and the data ({}).{held_out}{leaves}", whose(record));
    CaptionedFigure::moving(frames, words)
}

/// Whether any part but the training part is shown.
fn hollow(arms: &[(Arm, TableView)]) -> bool {
    arms.iter().any(|(_, points)| points.labels().iter().any(|part| *part != "train"))
}

/// The picture of a moment, and whether a curve leaves it.
fn curve_figure(arms: &[(Arm, TableView)], moment: Moment) -> (Figure, bool) {
    let ranges = ranges(arms);
    let panels = arms.iter().flat_map(|(arm, points)| curve_panels(arm, *points, moment, &ranges));
    let (panels, cut): (Vec<Panel>, Vec<bool>) = panels.take(MOST).unzip();
    let figure = Figure::new("predictions", "Fitted curve", panels).heading(moment.heading());
    (figure, cut.contains(&true))
}

/// For each output the targets of all arms with a third of their range around them: all panels share it, and a curve
/// that shoots off between the data does not press them flat.
fn ranges(arms: &[(Arm, TableView)]) -> Vec<(f64, f64)> {
    let range = |target: usize| {
        let values = arms.iter().flat_map(|(_, sheet)| sheet.rows()).filter_map(|(_, row)| row.get(target).copied());
        let (low, high) = values.fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), value| (l.min(value), h.max(value)));
        let air = if high > low { (high - low) / 3.0 } else { 1.0 };
        (low - air, high + air)
    };
    let most = arms.iter().map(|(_, sheet)| pairs(*sheet)).max_by_key(Vec::len).unwrap_or_default();
    most.into_iter().map(|(target, _, _)| range(target)).collect()
}

/// One panel for each output, and whether its curve leaves it.
fn curve_panels(arm: &Arm, points: TableView, moment: Moment, ranges: &[(f64, f64)]) -> Vec<(Panel, bool)> {
    let Some(curve) = sheet(arm.first(), "fit-curve") else { return Vec::new() };
    let panel = |(index, (target, _, name)): (usize, (usize, usize, String))| {
        let style = Style::slot(4).dash(Dash::Solid).width(2.5);
        let (low, high) = ranges[index];
        let line = curve.points(moment.of(curve), 0, 1 + index);
        let cut = line.iter().any(|(_, y)| *y < low || *y > high);
        let mut layers = vec![Layer::line("network", style, line)];
        layers.extend(parts(points, |row| (row[0], row[target])));
        let (x, y) = (Axis::linear(curve.names()[0].as_str()), Axis::linear(name).range(low, high));
        (Panel::plot(arm.label.clone(), x, y, layers), cut)
    };
    pairs(points).into_iter().enumerate().map(panel).collect()
}

fn scatter(arms: &[(Arm, TableView)]) -> CaptionedFigure {
    let panels: Vec<Panel> = arms.iter().flat_map(|(arm, points)| scatter_panels(arm, *points)).take(MOST).collect();
    let record = arms[0].0.first();
    let words = format!(
        "Left: outputs against targets, perfect on the line. Right: what is left over, output less target \
         ({}).{}",
        whose(record),
        if hollow(arms) { " Hollow points are held out." } else { "" }
    );
    CaptionedFigure::still(
        Figure::new("predictions", "Outputs against targets, and residuals", panels).square().columns(2),
        words,
    )
}

/// Outputs against targets, and residuals against outputs, for each output.
fn scatter_panels(arm: &Arm, points: TableView) -> Vec<Panel> {
    let panels = |(target, output, name): (usize, usize, String)| {
        let mut against = vec![Layer::line("output = target", Style::reference(), diagonal(points, target))];
        against.extend(parts(points, |row| (row[target], row[output])));
        let mut left = vec![Layer::rule("output = target", Direction::Horizontal, 0.0)];
        left.extend(parts(points, |row| (row[output], row[output] - row[target])));
        let axis = |word: &str| Axis::linear(format!("{word} {name}"));
        [
            Panel::plot(arm.label.clone(), axis("true"), axis("predicted"), against),
            Panel::plot(arm.label.clone(), axis("predicted"), axis("predicted − true"), left),
        ]
    };
    pairs(points).into_iter().flat_map(panels).collect()
}

/// From the smallest target to the largest.
fn diagonal(points: TableView, target: usize) -> Vec<(f64, f64)> {
    let values = points.rows().map(|(_, row)| row[target]);
    let (low, high) = values.fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), value| (l.min(value), h.max(value)));
    vec![(low, low), (high, high)]
}
