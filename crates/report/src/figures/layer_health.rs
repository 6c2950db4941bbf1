//! Layer health: the relative size of a layer's updates, and how many of its units pass a gradient.
//!
//! Each arm has a row of panels: the update-to-weight ratio, the share of saturated activations, and where there are
//! any the share of dead units.

use super::CaptionedFigure;
use super::layers::{layer_name, layer_style};
use super::table_view::{TableView, arms_with};
use super::wording::{shown_run, spread};
use crate::arms::Arm;
use crate::figure::{Annotation, Axis, Figure, Panel, PlotLayer};
use crate::statistics::extremes;

/// The columns of the table.
const RATIO: usize = 1;
const SATURATED: usize = 2;
const DEAD: usize = 3;

/// The most arms, each a row of panels.
const ARMS: usize = 4;

/// One figure with a row for each arm and a column for each quantity that is finite somewhere, for dead units where
/// there are any.
pub fn draw(arms: &[Arm]) -> Vec<CaptionedFigure> {
    let mut arms = arms_with(arms, "layer-health");
    arms.truncate(ARMS);
    let Some((arm, _)) = arms.first() else { return Vec::new() };
    let ratios = arms.iter().flat_map(|(_, view)| view.rows()).map(|(_, values)| values[RATIO]);
    let range = extremes(ratios.filter(|ratio| *ratio > 0.0));
    let anywhere = |column: usize, is_worth: fn(f64) -> bool| {
        arms.iter().flat_map(|(_, view)| view.rows()).any(|(_, values)| is_worth(values[column]))
    };
    let is_shown =
        |column: &usize| anywhere(*column, if *column == DEAD { |share| share > 0.0 } else { f64::is_finite });
    let shown: Vec<usize> = [RATIO, SATURATED, DEAD].into_iter().filter(is_shown).collect();
    if shown.is_empty() {
        return Vec::new();
    }
    let row = |(arm, view): &(Arm, TableView)| -> Vec<Panel> {
        shown.iter().map(|&column| panel(arm, *view, column, range)).collect()
    };
    let panels = arms.iter().flat_map(row).collect();
    let figure = Figure::new("layer-health", "Health of each layer", panels).columns(shown.len());
    let figure = figure.title(title(&arms, &shown));
    vec![CaptionedFigure::single_frame(figure, caption(arm, &shown))]
}

/// The last of the quantities shown, in the first layer after training.
fn title(arms: &[(Arm, TableView)], shown: &[usize]) -> String {
    let (column, what) = match shown.last() {
        Some(&DEAD) => (DEAD, "Share of dead units"),
        Some(&SATURATED) => (SATURATED, "Share of saturated activations"),
        Some(_) | None => (RATIO, "‖Δw‖ / ‖w‖ of one update"),
    };
    let end = |view: TableView| view.of(view.labels().first()?).last().map(|values| values[column]);
    let ends = arms.iter().filter_map(|(arm, view)| Some((end(*view)?, arm.label.as_str())));
    let ends = spread(ends).map(|ends| format!(": {ends}")).unwrap_or_default();
    format!("{what} of the first layer after training{ends}")
}

fn panel(arm: &Arm, view: TableView, column: usize, range: Option<(f64, f64)>) -> Panel {
    let y = match column {
        RATIO => {
            let y = Axis::log("‖Δw‖ / ‖w‖ of one update");
            range.map_or(y.clone(), |(low, high)| y.range(low / 1.5, high * 1.5))
        }
        SATURATED => Axis::linear("saturated: slope < max/10").range(-0.02, 1.02),
        _ => Axis::linear("dead: slope 0 at all samples").range(-0.02, 1.02),
    };
    let labels = view.labels();
    let line = |label: &&str| {
        let points = view.points(label, 0, column);
        let finite: Vec<_> = points.into_iter().filter(|(_, value)| value.is_finite()).collect();
        let (name, style) = (layer_name(label, labels.len()), layer_style(label, labels.len()));
        (!finite.is_empty()).then(|| PlotLayer::line(name, style, finite))
    };
    let lines: Vec<PlotLayer> = labels.iter().filter_map(line).collect();
    if !lines.is_empty() || column == RATIO {
        return Panel::plot(arm.label.clone(), Axis::linear("epoch"), y, lines);
    }
    // An activation that is nowhere flat, as leaky-relu, saturates no unit.
    let last = view.rows().map(|(_, values)| values[0]).fold(1.0, f64::max);
    let note = PlotLayer::Annotation(Annotation { at: (0.5 * last, 0.5), text: "none: nowhere flat".into() });
    Panel::plot(arm.label.clone(), Axis::linear("epoch").range(0.0, last), y, vec![note])
}

fn caption(arm: &Arm, shown: &[usize]) -> String {
    let sentence = |column: &usize| match *column {
        RATIO => "The length of the first update after each epoch relative to that of the layer's weights, ‖Δw‖ / ‖w‖.",
        SATURATED => {
            "The share of saturated activations: pairs of a sample and a unit at which the slope is below a tenth of \
             the largest slope that the activation has."
        }
        _ => "The share of dead units: the slope is 0 at every sample looked at.",
    };
    let mut words: Vec<&str> = shown.iter().map(sentence).collect();
    if shown.contains(&SATURATED) && !shown.contains(&DEAD) {
        words.push("No unit is dead, with slope 0 at every sample.");
    }
    format!("{} Epoch 0 is before training. ({})", words.join(" "), shown_run(arm))
}
