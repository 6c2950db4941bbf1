//! The confusion matrix: which class was taken for which, in numbers of samples of the test part, else of training.

use experiment::record::Record;

use super::Plate;
use super::arms::{Arm, Sheet, sheet, with};
use crate::figure::{Axis, Figure, Grid, Heat, Layer, Legend, Panel, Shading};
use crate::palette::ColorMap;

/// The plate, if classes are predicted.
pub fn draw(records: &[Record]) -> Vec<Plate> {
    let arms = with(records, "confusion-matrix");
    let Some((arm, sheet)) = arms.first() else { return Vec::new() };
    let part = if sheet.labels().contains(&"test") { "test" } else { "train" };
    let panels: Vec<Panel> = arms.iter().map(|(arm, _)| panel(arm, part)).collect();
    let columns = panels.len().min(2);
    let figure = Figure::new("confusion-matrix", "Confusion matrix", panels);
    let seeds = match arm.runs.len() {
        1 => String::new(),
        runs => format!(", summed over {runs} runs"),
    };
    let engine = arm.first().run.spec.engines[0].as_str();
    let words = format!(
        "How many samples of the {part} part of each class (row) were taken for each class (column){seeds} ({engine})."
    );
    vec![Plate::still(figure.square().columns(columns).legend(Legend::Hidden), words)]
}

fn panel(arm: &Arm, part: &str) -> Panel {
    let classes = &arm.first().run.data.classes;
    let mut counts = vec![vec![0.0; classes.len()]; classes.len()];
    let sheets = arm.runs.iter().filter_map(|run| sheet(run, "confusion-matrix"));
    sheets.for_each(|sheet| add(&mut counts, sheet, part));
    let heat = Heat {
        label: "samples".into(),
        grid: Grid::table(&counts),
        map: ColorMap::Sequential { range: None },
        shading: Shading::Numbers,
    };
    let axis = |label: &str| Axis::category(label, classes.clone());
    Panel::plot(arm.label.clone(), axis("predicted class"), axis("true class"), vec![Layer::Heat(heat)])
}

/// Adds the samples of one run.
fn add(counts: &mut [Vec<f64>], sheet: Sheet, part: &str) {
    for row in sheet.of(part) {
        if let Some(count) = counts.get_mut(row[0] as usize).and_then(|counts| counts.get_mut(row[1] as usize)) {
            *count += row[2];
        }
    }
}
