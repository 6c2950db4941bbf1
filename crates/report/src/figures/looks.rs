//! The looks that a config gives a figure: which runs it shows, its title, its axes and its legend.
//!
//! They are put on a figure that is drawn already, so no kind of figure knows of them, and no run either.

use experiment::claims;
use experiment::record::Record;
use experiment::spec::{Figure as FigureRequest, LegendPlace, LogAxes};

use super::CaptionedFigure;
use crate::arms::Arm;
use crate::figure::{Axis, Content, Figure, Legend, Panel, Scale};

/// The arms that a figure shows, with the runs of the seed that it names. They keep their labels and their colors.
///
/// Names that fit nothing, as they may when the command line changes the sweep, are passed over.
pub fn chosen<'r>(request: &FigureRequest, arms: &[Arm<'r>]) -> Vec<Arm<'r>> {
    let names: Vec<_> = arms.iter().map(|arm| arm.first_run().run.arm.clone()).collect();
    let wanted = request.arms.iter().flatten().filter_map(|name| claims::find(name, &names).ok());
    let wanted: Vec<usize> = wanted.collect();
    let shown = arms.iter().enumerate().filter(|(index, _)| wanted.is_empty() || wanted.contains(index));
    let of_seed = |record: &&Record| request.seed.is_none_or(|seed| seed == record.run.spec.seed);
    let with_runs = |(_, arm): (usize, &Arm<'r>)| {
        let runs: Vec<&'r Record> = arm.runs.iter().copied().filter(of_seed).collect();
        (!runs.is_empty()).then(|| Arm { runs, ..arm.clone() })
    };
    shown.filter_map(with_runs).collect()
}

/// A figure with the looks that the config gives it.
pub fn applied(request: &FigureRequest, figure: CaptionedFigure) -> CaptionedFigure {
    let frames = figure.frames.into_iter().map(|frame| looked(request, frame)).collect();
    CaptionedFigure { frames, width: request.width, ..figure }
}

fn looked(request: &FigureRequest, figure: Figure) -> Figure {
    let title = request.title.clone().unwrap_or(figure.title);
    let legend = match request.legend {
        None => figure.legend,
        Some(LegendPlace::Below) => Legend::Below,
        Some(LegendPlace::Right) => Legend::Right,
        Some(LegendPlace::None) => Legend::Hidden,
    };
    let panels = figure.panels.into_iter().map(|panel| with_axes(request, panel)).collect();
    Figure { title, legend, panels, ..figure }
}

fn with_axes(request: &FigureRequest, mut panel: Panel) -> Panel {
    if let Content::Plot(plot) = &mut panel.content {
        let log = request.log;
        if log.is_some_and(LogAxes::includes_x) {
            to_log(&mut plot.x);
        }
        adapt(&mut plot.x, request.x_label.as_ref(), request.x_range);
        if !panel.aside {
            if log.is_some_and(LogAxes::includes_y) {
                to_log(&mut plot.y);
            }
            adapt(&mut plot.y, request.y_label.as_ref(), request.y_range);
        }
    }
    panel
}

/// Makes an axis logarithmic, unless it is one of names.
fn to_log(axis: &mut Axis) {
    if !matches!(axis.scale, Scale::Category(_)) {
        // A range that reaches zero, as of an accuracy, is none on such an axis.
        axis.range = axis.range.filter(|(low, _)| *low > 0.0);
        axis.scale = Scale::Log;
    }
}

/// Gives an axis its label and its range; one of names keeps its range.
fn adapt(axis: &mut Axis, label: Option<&String>, range: Option<[f64; 2]>) {
    if let Some(label) = label {
        (axis.label, axis.unit) = (label.clone(), String::new());
    }
    if let Some([low, high]) = range.filter(|_| !matches!(axis.scale, Scale::Category(_))) {
        axis.range = Some((low, high));
    }
}
