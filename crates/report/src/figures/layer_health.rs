//! Layer health: how far updates move each layer, and how many of its units still pass gradient.
//!
//! A row of panels per arm: the update-to-weight ratio, the share of saturated units, the share of dead units.

use experiment::record::Record;

use super::CaptionedFigure;
use super::arms::{Arm, TableView, layer_name, layer_style, positive_range, whose, with};
use crate::figure::{Axis, Figure, Layer, Note, Panel};

/// The columns of the table.
const RATIO: usize = 1;
const SATURATED: usize = 2;
const DEAD: usize = 3;

/// The most rows of panels.
const ARMS: usize = 4;

/// The plate.
pub fn draw(records: &[Record]) -> Vec<CaptionedFigure> {
    let mut arms = with(records, "layer-health");
    arms.truncate(ARMS);
    let Some((arm, _)) = arms.first() else { return Vec::new() };
    let ratios = arms.iter().flat_map(|(_, sheet)| sheet.rows()).map(|(_, values)| values[RATIO]);
    let range = positive_range(ratios);
    let known =
        |column: usize| arms.iter().flat_map(|(_, sheet)| sheet.rows()).any(|(_, values)| values[column].is_finite());
    let shown: Vec<usize> = [RATIO, SATURATED, DEAD].into_iter().filter(|&column| known(column)).collect();
    if shown.is_empty() {
        return Vec::new();
    }
    let row = |(arm, sheet): &(Arm, TableView)| -> Vec<Panel> {
        shown.iter().map(|&column| panel(arm, *sheet, column, range)).collect()
    };
    let panels = arms.iter().flat_map(row).collect();
    let figure = Figure::new("layer-health", "Health of each layer", panels).columns(shown.len());
    vec![CaptionedFigure::still(figure, caption(arm.first(), &shown))]
}

fn panel(arm: &Arm, sheet: TableView, column: usize, range: Option<(f64, f64)>) -> Panel {
    let y = match column {
        RATIO => {
            let y = Axis::log("‖Δw‖ / ‖w‖ of one update");
            range.map_or(y.clone(), |(low, high)| y.range(low / 1.5, high * 1.5))
        }
        SATURATED => Axis::linear("share of saturated units").range(-0.02, 1.02),
        _ => Axis::linear("share of dead units").range(-0.02, 1.02),
    };
    let labels = sheet.labels();
    let line = |label: &&str| {
        let points = sheet.points(label, 0, column);
        let finite: Vec<_> = points.into_iter().filter(|(_, value)| value.is_finite()).collect();
        let (name, style) = (layer_name(label, labels.len()), layer_style(label, labels.len()));
        (!finite.is_empty()).then(|| Layer::line(name, style, finite))
    };
    let lines: Vec<Layer> = labels.iter().filter_map(line).collect();
    if !lines.is_empty() || column == RATIO {
        return Panel::plot(arm.label.clone(), Axis::linear("epoch"), y, lines);
    }
    // A slope that is nowhere flat, as that of leaky-relu, saturates no unit: the panel says so.
    let last = sheet.rows().map(|(_, values)| values[0]).fold(1.0, f64::max);
    let note = Layer::Note(Note { at: (0.5 * last, 0.5), text: "none: nowhere flat".into() });
    Panel::plot(arm.label.clone(), Axis::linear("epoch").range(0.0, last), y, vec![note])
}

fn caption(record: &Record, shown: &[usize]) -> String {
    let sentence = |column: &usize| match *column {
        RATIO => "How far the first update after each epoch moves the weights of a layer, as a share of their norm.",
        SATURATED => "Saturated: the slope of the activation is below a tenth of its largest at that sample.",
        _ => "Dead: so at every sample of the probed batch.",
    };
    let words: Vec<&str> = shown.iter().map(sentence).collect();
    format!("{} ({})", words.join(" "), whose(record))
}
