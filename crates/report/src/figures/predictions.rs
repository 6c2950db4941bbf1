//! Predictions: with one input the fitted curve and the data, with several the outputs against the targets and
//! residuals.

use experiment::spec::Figure as FigureRequest;

use super::CaptionedFigure;
use super::animation_frame::AnimationFrame;
use super::shared_axis::shared;
use super::table_view::{MOST_PANELS, TableView, arms_with, view};
use super::wording::{fit, shown_run};
use crate::arms::Arm;
use crate::figure::{Axis, Figure, Orientation, Panel, PlotLayer};
use crate::palette::{Dash, GREY, Style};
use crate::statistics::{extremes, with_margin};
use crate::symbols;

/// One figure; none where no run recorded its predictions.
pub fn draw(request: &FigureRequest, arms: &[Arm]) -> Vec<CaptionedFigure> {
    let arms = arms_with(arms, "fit-points");
    let Some((arm, _)) = arms.first() else { return Vec::new() };
    match view(arm.first_run(), "fit-curve") {
        Some(_) => vec![curves(request, &arms)],
        None => vec![scatter(&arms)],
    }
}

/// The column of each target, that of its output, and its name.
fn target_columns(view: TableView) -> Vec<(usize, usize, String)> {
    let names = view.names();
    let of = |name: &str| names.iter().position(|known| known == name);
    let targets = names.iter().enumerate().filter_map(|(at, name)| Some((at, name.strip_prefix("target:")?)));
    targets.filter_map(|(at, name)| Some((at, of(&format!("output:{name}"))?, name.to_string()))).collect()
}

/// Each part has a marker; those of held-out parts are hollow. All are grey, for colors are those of
/// the arms.
fn part_style(part: &str) -> Style {
    match part {
        "train" => Style::series(0).color(GREY),
        "validation" => Style::series(2).color(GREY).hollow(),
        _ => Style::series(1).color(GREY).hollow(),
    }
}

fn parts(view: TableView, point: impl Fn(&[f64]) -> (f64, f64)) -> Vec<PlotLayer> {
    let name = |part: &str| if part == "train" { "training" } else { part }.to_owned();
    let layer = |part: &str| PlotLayer::points(name(part), part_style(part), view.of(part).map(&point).collect());
    view.labels().into_iter().map(layer).collect()
}

fn curves(request: &FigureRequest, arms: &[(Arm, TableView)]) -> CaptionedFigure {
    let tables = arms.iter().filter_map(|(arm, _)| view(arm.first_run(), "fit-curve"));
    let (frames, cut): (Vec<Figure>, Vec<bool>) =
        AnimationFrame::all(request, tables).into_iter().map(|moment| curve_figure(arms, moment)).unzip();
    let record = arms[0].0.first_run();
    let over = if request.animate { " over the epochs" } else { "" };
    let cut_off = if cut.contains(&true) { " The curve is cut off at the edge." } else { "" };
    let held_out = if any_held_out(arms) { " Hollow points are held out." } else { "" };
    let truth = if view(record, "fit-truth").is_some() { " The dashed line is the curve without noise." } else { "" };
    let words = format!(
        "The output over the range of the input{over}, and the data ({}).{truth}{held_out}{cut_off}",
        shown_run(&arms[0].0)
    );
    CaptionedFigure::animated(frames, words)
}

/// Whether any held-out part is shown.
fn any_held_out(arms: &[(Arm, TableView)]) -> bool {
    arms.iter().any(|(_, points)| points.labels().iter().any(|part| *part != "train"))
}

/// The figure of a moment, and whether a curve leaves it.
fn curve_figure(arms: &[(Arm, TableView)], moment: AnimationFrame) -> (Figure, bool) {
    let ranges = ranges(arms);
    let panels = arms.iter().flat_map(|(arm, points)| curve_panels(arm, *points, moment, &ranges));
    let (panels, cut): (Vec<Panel>, Vec<bool>) = panels.take(MOST_PANELS).unzip();
    let figure = Figure::new("predictions", "Fitted curve", panels);
    let figure = figure.title(fit(arms).unwrap_or_default()).moment(moment.in_words());
    (figure, cut.contains(&true))
}

/// The vertical range of each output, which all panels share: that of the targets of all arms, widened by a third on
/// each side. A curve that overshoots between the data does not flatten them.
fn ranges(arms: &[(Arm, TableView)]) -> Vec<(f64, f64)> {
    let range = |target: usize| {
        let values = arms.iter().flat_map(|(_, view)| view.rows()).filter_map(|(_, row)| row.get(target).copied());
        with_margin(extremes(values).unwrap_or((0.0, 0.0)))
    };
    let most = arms.iter().map(|(_, view)| target_columns(*view)).max_by_key(Vec::len).unwrap_or_default();
    most.into_iter().map(|(target, _, _)| range(target)).collect()
}

/// One panel for each output, and whether its curve leaves it.
fn curve_panels(arm: &Arm, points: TableView, moment: AnimationFrame, ranges: &[(f64, f64)]) -> Vec<(Panel, bool)> {
    let Some(curve) = view(arm.first_run(), "fit-curve") else { return Vec::new() };
    let panel = |(index, (target, _, name)): (usize, (usize, usize, String))| {
        let style = arm.style().dash(Dash::Solid).width(2.5);
        let (low, high) = ranges[index];
        let line = curve.points(moment.of(curve), 0, 1 + index);
        let cut = line.iter().any(|(_, y)| *y < low || *y > high);
        // A legend would show the color of one arm alone.
        let label = if arm.label.is_empty() { "network" } else { "" };
        let truth = view(arm.first_run(), "fit-truth").map(|truth| truth.points("without noise", 0, 1 + index));
        let mut layers: Vec<PlotLayer> =
            truth.map(|points| PlotLayer::line("without noise", Style::reference(), points)).into_iter().collect();
        layers.push(PlotLayer::line(label, style, line));
        layers.extend(parts(points, |row| (row[0], row[target])));
        let [x, y] = [&curve.names()[0], &name].map(|name| Axis::linear(symbols::variable(name)));
        let y = y.range(low, high);
        (Panel::plot(arm.label.clone(), x, y, layers), cut)
    };
    target_columns(points).into_iter().enumerate().map(panel).collect()
}

fn scatter(arms: &[(Arm, TableView)]) -> CaptionedFigure {
    let panels: Vec<Panel> =
        arms.iter().flat_map(|(arm, points)| scatter_panels(arm, *points, arms)).take(MOST_PANELS).collect();
    let words = format!(
        "Left: outputs against targets; a perfect prediction lies on the line. Right: residuals, output minus target \
         ({}).{}",
        shown_run(&arms[0].0),
        if any_held_out(arms) { " Hollow points are held out." } else { "" }
    );
    // Two panels for each output, of several two outputs in a row.
    let columns = panels.len().min(4);
    let figure = Figure::new("predictions", "Outputs against targets, and residuals", panels).square();
    CaptionedFigure::single_frame(figure.columns(columns).title(fit(arms).unwrap_or_default()), words)
}

/// From the least to the largest value of each arm.
fn ranges_of(arms: &[(Arm, TableView)], value: impl Fn(&[f64]) -> Option<f64>) -> Vec<(f64, f64)> {
    arms.iter().filter_map(|(_, view)| extremes(view.rows().filter_map(|(_, row)| value(row)))).collect()
}

/// Outputs against targets, and residuals against outputs, for each output.
fn scatter_panels(arm: &Arm, points: TableView, arms: &[(Arm, TableView)]) -> Vec<Panel> {
    let panels = |(target, output, name): (usize, usize, String)| {
        let mut against = vec![PlotLayer::line("output = target", Style::reference(), diagonal(points, target))];
        against.extend(parts(points, |row| (row[target], row[output])));
        let mut residuals = vec![PlotLayer::reference("output = target", Orientation::Horizontal, 0.0)];
        residuals.extend(parts(points, |row| (row[output], row[output] - row[target])));
        let axis = |word: &str| Axis::linear(format!("{word} {}", symbols::variable(&name)));
        let of = |column: usize| move |row: &[f64]| row.get(column).copied();
        let residual = |row: &[f64]| Some(row.get(output)? - row.get(target)?);
        let [truth, predicted] = [(target, "true"), (output, "predicted")]
            .map(|(column, word)| shared(axis(word), &ranges_of(arms, of(column))));
        let off = shared(axis("predicted − true"), &ranges_of(arms, residual));
        [
            Panel::plot(arm.label.clone(), truth, predicted.clone(), against),
            Panel::plot(arm.label.clone(), predicted, off, residuals),
        ]
    };
    target_columns(points).into_iter().flat_map(panels).collect()
}

/// From the smallest target to the largest.
fn diagonal(points: TableView, target: usize) -> Vec<(f64, f64)> {
    let values = points.rows().map(|(_, row)| row[target]);
    let (low, high) = extremes(values).unwrap_or((0.0, 0.0));
    vec![(low, low), (high, high)]
}
