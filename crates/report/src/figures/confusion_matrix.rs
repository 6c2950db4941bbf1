//! The confusion matrix: which class was taken for which, in numbers of samples of the part that judges.

use experiment::record::Record;

use super::CaptionedFigure;
use super::arms::{Arm, TableView, sheet, with};
use crate::figure::{Axis, Figure, Grid, Heat, Layer, Legend, Panel, Shading};
use crate::judging;
use crate::palette::ColorMap;

/// The plate, if classes are predicted.
pub fn draw(records: &[Record]) -> Vec<CaptionedFigure> {
    let arms = with(records, "confusion-matrix");
    let (Some((arm, _)), Some(judge)) = (arms.first(), judging::metric(records)) else { return Vec::new() };
    let tables: Vec<Vec<Vec<f64>>> = arms.iter().map(|(arm, _)| counts(arm, judge.part.as_str())).collect();
    let most = tables.iter().flatten().flatten().copied().fold(1.0, f64::max);
    let panels: Vec<Panel> = arms.iter().zip(tables).map(|((arm, _), table)| panel(arm, &table, most)).collect();
    let columns = panels.len().min(3);
    let figure = Figure::new("confusion-matrix", "Confusion matrix", panels);
    let seeds = match arm.runs.len() {
        1 => String::new(),
        runs => format!(", summed over {runs} runs"),
    };
    let engine = arm.first().run.spec.engines[0].as_str();
    let words = format!(
        "How many samples of the {} part of each class (row) were taken for each class (column){seeds} ({engine}).",
        judging::part(judge.part)
    );
    vec![CaptionedFigure::still(figure.square().columns(columns).legend(Legend::Hidden), words)]
}

/// The samples of all runs of an arm: \[truth\]\[predicted\].
fn counts(arm: &Arm, part: &str) -> Vec<Vec<f64>> {
    let classes = arm.first().run.data.classes.len();
    let mut counts = vec![vec![0.0; classes]; classes];
    let sheets = arm.runs.iter().filter_map(|run| sheet(run, "confusion-matrix"));
    sheets.for_each(|sheet| add(&mut counts, sheet, part));
    counts
}

/// No color bar: the numbers stand in the cells. All panels share their colors, from 0 to `most`.
fn panel(arm: &Arm, counts: &[Vec<f64>], most: f64) -> Panel {
    let classes = &arm.first().run.data.classes;
    let map = ColorMap::Sequential { range: Some((0.0, most)) };
    let heat = Heat { label: String::new(), grid: Grid::table(counts), map, shading: Shading::Numbers };
    let axis = |label: &str| Axis::category(label, classes.clone());
    Panel::plot(arm.label.clone(), axis("predicted class"), axis("true class"), vec![Layer::Heat(heat)])
}

/// Adds the samples of one run.
fn add(counts: &mut [Vec<f64>], sheet: TableView, part: &str) {
    for row in sheet.of(part) {
        if let Some(count) = counts.get_mut(row[0] as usize).and_then(|counts| counts.get_mut(row[1] as usize)) {
            *count += row[2];
        }
    }
}
