//! The figures that a config asks for, and what is in them.

use experiment::record::LabeledTable;
use experiment::spec::{Figure as FigureRequest, FigureKind};
use report::figure::{Content, Figure, Panel, Plot, PlotLayer};
use report::figures;
use report::palette::Style;

use super::Fixture;

/// The figures of one kind that a report has where a config asks for one.
pub fn asked(mut fixture: Fixture, kind: FigureKind) -> Vec<Figure> {
    fixture.experiment.figure = vec![FigureRequest::of(kind)];
    drawn(&fixture)
}

/// The figures that a config asks for, the last frame of each.
pub fn drawn(fixture: &Fixture) -> Vec<Figure> {
    let (figures, missing) = figures::requested(&fixture.experiment, &fixture.records);
    assert!(missing.is_empty(), "{missing:?}");
    figures.iter().map(|figure| figure.last().clone()).collect()
}

pub fn curves(fixture: Fixture) -> Figure {
    asked(fixture, FigureKind::LearningCurves).remove(0)
}

pub fn plots(figure: &Figure) -> Vec<&Plot> {
    let plot = |panel: &'_ Panel| match panel {
        Panel { content: Content::Plot(_), .. } => true,
        Panel { content: Content::Network(_), .. } => false,
    };
    assert!(figure.panels.iter().all(plot), "no panel is a network");
    figure
        .panels
        .iter()
        .filter_map(|panel| if let Content::Plot(plot) = &panel.content { Some(plot) } else { None })
        .collect()
}

pub fn layers(figure: &Figure) -> impl Iterator<Item = &PlotLayer> {
    plots(figure).into_iter().flat_map(|plot| &plot.layers)
}

/// The style of the entry of the legend with this label.
pub fn entry(figure: &Figure, label: &str) -> Option<Style> {
    layers(figure).find_map(|layer| match layer {
        PlotLayer::Line(line) if line.label == label => Some(line.style),
        _ => None,
    })
}

/// A table of a run.
pub fn table<const N: usize>(columns: [&str; N], rows: &[(&str, &[f64])]) -> LabeledTable {
    let rows = rows.iter().map(|(label, values)| ((*label).to_owned(), values.to_vec())).collect();
    LabeledTable { columns: columns.map(str::to_owned).to_vec(), rows }
}
