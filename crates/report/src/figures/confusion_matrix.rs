//! The confusion matrix: how many samples of each class were predicted as each class, on the evaluation part.

use experiment::spec::Metric;

use super::CaptionedFigure;
use super::table_view::arms_with;
use super::wording::spread;
use crate::arms::{Arm, records_of};
use crate::confusion;
use crate::evaluation;
use crate::figure::{Axis, Figure, Grid, Heat, Legend, Panel, PlotLayer, Shading};
use crate::palette::ColorMap;

/// One figure with a panel for each arm; none in regression.
pub fn draw(arms: &[Arm]) -> Vec<CaptionedFigure> {
    let metric = evaluation::metric(records_of(arms));
    let arms = arms_with(arms, confusion::TABLE);
    let (Some((first, _)), Some(metric)) = (arms.first(), metric) else { return Vec::new() };
    let counted = arms.iter().filter_map(|(arm, _)| Some((arm, confusion::counts(arm, metric.part)?)));
    let counted: Vec<(&Arm, Vec<Vec<usize>>)> = counted.collect();
    let largest = counted.iter().flat_map(|(_, counts)| counts.iter().flatten()).copied().max().unwrap_or(0).max(1);
    let panels: Vec<Panel> = counted.iter().map(|(arm, counts)| panel(arm, counts, largest)).collect();
    let columns = panels.len().min(3);
    let figure = Figure::new(confusion::TABLE, "Confusion matrix", panels);
    let figure = figure.square().columns(columns).legend(Legend::Hidden).title(title(&counted, metric));
    vec![CaptionedFigure::single_frame(figure, caption(first, metric))]
}

/// How many rows lie on the diagonal.
fn title(counted: &[(&Arm, Vec<Vec<usize>>)], metric: Metric) -> String {
    let right = |counts: &[Vec<usize>]| -> usize { (0..counts.len()).map(|class| counts[class][class]).sum() };
    let all: usize = counted.first().map_or(0, |(_, counts)| counts.iter().flatten().sum());
    let rights = counted.iter().map(|(arm, counts)| (right(counts) as f64, arm.label.as_str()));
    let part = metric.part.in_words();
    format!("Of {all} predictions on the {part} part right: {}", spread(rights).unwrap_or_default())
}

fn caption(arm: &Arm, metric: Metric) -> String {
    let summed = match arm.runs.len() {
        1 => String::new(),
        runs => format!(", summed over {runs} runs"),
    };
    format!(
        "Samples of the {} part by their true class (row) and their predicted class (column){summed} ({}).",
        metric.part.in_words(),
        arm.first_run().run.spec.engines[0].as_str()
    )
}

/// The cells hold their numbers, so there is no color bar. All panels share their colors, from 0 to `largest`.
fn panel(arm: &Arm, counts: &[Vec<usize>], largest: usize) -> Panel {
    let counts: Vec<Vec<f64>> = counts.iter().map(|row| row.iter().map(|&count| count as f64).collect()).collect();
    let classes = &arm.first_run().run.data.classes;
    let map = ColorMap::Sequential { range: Some((0.0, largest as f64)) };
    let heat = Heat { label: String::new(), grid: Grid::of_categories(&counts), map, shading: Shading::Numbers };
    let axis = |label: &str| Axis::category(label, classes.clone());
    Panel::plot(arm.label.clone(), axis("predicted class"), axis("true class"), vec![PlotLayer::Heat(heat)])
}
