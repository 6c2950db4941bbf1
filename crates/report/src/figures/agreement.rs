//! The differences of the two engines, epoch by epoch.
//!
//! Left: the errors at a shared snapshot, the largest over all runs, and their bounds. Right: the difference of the two
//! whole trajectories, beside that of a shadow: the hand-written engine started one unit in the last place away. An
//! error of zero has no place on a logarithmic axis, and one far below the last digit says nothing: they are left out.

use std::collections::BTreeMap;

use experiment::bounds::Bounds;
use experiment::record::{Agreement, Record};

use super::CaptionedFigure;
use crate::draw::short;
use crate::figure::{Annotation, Axis, Figure, Orientation, Panel, PlotLayer, ReferenceLine};
use crate::palette::{Dash, Style};
use crate::words::{count, list, magnitude};

/// One figure; none where only one engine trained, or where nothing was trained, since a single point is no curve.
pub fn draw(records: &[Record]) -> Vec<CaptionedFigure> {
    if records.iter().all(|record| record.agreement.iter().all(|row| row.epoch == 0)) {
        return Vec::new();
    }
    let panels = vec![
        at_a_snapshot(records),
        Panel::plot("trained separately", Axis::linear("epoch"), Axis::log("difference of parameters"), drift(records)),
    ];
    let alt = "Differences of the two engines, epoch by epoch: errors and their bounds, and the drift of whole runs";
    let figure = Figure::new("agreement", alt, panels).title(title(records));
    vec![CaptionedFigure::single_frame(figure, caption(records))]
}

/// The errors at a shared snapshot. Where all are exactly zero, the panel says so, above nothing to draw.
fn at_a_snapshot(records: &[Record]) -> Panel {
    let (name, x, y) = ("at a shared snapshot", Axis::linear("epoch"), Axis::log("relative error"));
    if ERRORS.iter().any(|(_, read)| most(records, *read) >= FLOOR) {
        return Panel::plot(name, x, y, errors(records));
    }
    let last = records.iter().flat_map(|record| &record.agreement).map(|row| row.epoch).max().unwrap_or(1) as f64;
    let is_zero = ERRORS.iter().all(|(_, read)| most(records, *read) == 0.0);
    let nothing = if is_zero { "all are exactly 0".into() } else { format!("all are below {FLOOR:e}") };
    let note = PlotLayer::Annotation(Annotation { at: (0.5 * last, 1e-14), text: nothing });
    Panel::plot(name, x.range(0.0, last), y.range(1e-16, 1e-11), [errors(records), vec![note]].concat())
}

/// The largest of all errors at a shared snapshot.
fn title(records: &[Record]) -> String {
    let error = ERRORS.iter().map(|(_, read)| most(records, *read)).fold(0.0, f64::max);
    match error {
        0.0 => "From one snapshot the engines compute the same bits".to_owned(),
        error => format!("From one snapshot the engines differ by at most {}, relative to the numbers", short(error)),
    }
}

/// The largest value over all runs and epochs.
fn most(records: &[Record], read: Read) -> f64 {
    records.iter().flat_map(|record| &record.agreement).map(read).fold(0.0, f64::max)
}

/// The most points of a line.
const MOST_POINTS: usize = 400;

/// A ten thousandth of the last digit of 1, relative to which numbers near 0 are compared: less is not drawn.
const FLOOR: f64 = 1e-20;

type Read = fn(&Agreement) -> f64;
const ERRORS: [(&str, Read); 3] =
    [("outputs", |row| row.outputs), ("gradients", |row| row.gradients), ("one step", |row| row.step)];

fn errors(records: &[Record]) -> Vec<PlotLayer> {
    let line = |(index, (name, read)): (usize, &(&str, Read))| {
        PlotLayer::line(*name, Style::series(index), worst(records, *read))
    };
    let mut layers: Vec<PlotLayer> = ERRORS.iter().enumerate().map(line).collect();
    let bounds = bounds(records);
    let only = bounds.len() == 1;
    let bounds = bounds.into_iter().enumerate();
    layers.extend(bounds.map(|(index, (names, at))| {
        let dash = [Dash::Dashed, Dash::Dotted, Dash::DashDot][index % 3];
        let style = Style::reference().dash(dash);
        let label = if only { "bound".to_owned() } else { format!("bound of {}", list(&names)) };
        PlotLayer::Reference(ReferenceLine { label, style, orientation: Orientation::Horizontal, at })
    }));
    layers
}

fn drift(records: &[Record]) -> Vec<PlotLayer> {
    vec![
        PlotLayer::line("the two engines", Style::series(3), worst(records, |row| row.trajectory)),
        PlotLayer::line("the shadow", Style::series(4), worst(records, |row| row.shadow_trajectory)),
    ]
}

/// The largest value over all runs for each epoch, of long runs for each block of epochs. Values below the floor and
/// those that are not finite are left out.
fn worst(records: &[Record], read: Read) -> Vec<(f64, f64)> {
    let rows = || records.iter().flat_map(|record| &record.agreement);
    let last = rows().map(|row| row.epoch).max().unwrap_or(0);
    let together = (last + 1).div_ceil(MOST_POINTS);
    let mut blocks: BTreeMap<usize, (usize, f64)> = BTreeMap::new();
    for row in rows().filter(|row| read(row) >= FLOOR && read(row).is_finite()) {
        let most = blocks.entry(row.epoch / together).or_default();
        if read(row) > most.1 {
            *most = (row.epoch, read(row));
        }
    }
    blocks.into_values().map(|(epoch, value)| (epoch as f64, value)).collect()
}

/// The bounds in ascending order, each with the names of what it bounds.
fn bounds(records: &[Record]) -> Vec<(Vec<&'static str>, f64)> {
    let mut found: Vec<(Vec<&'static str>, f64)> = Vec::new();
    for record in records {
        let Bounds { outputs, gradients, step } = Bounds::of(&record.run.spec);
        for (name, at) in [("outputs", outputs), ("gradients", gradients), ("one step", step)] {
            match found.iter_mut().find(|(_, known)| *known == at) {
                Some((names, _)) if names.contains(&name) => (),
                Some((names, _)) => names.push(name),
                None => found.push((vec![name], at)),
            }
        }
    }
    found.sort_by(|a, b| a.1.total_cmp(&b.1));
    found
}

fn caption(records: &[Record]) -> String {
    let runs = records.iter().filter(|record| !record.agreement.is_empty()).count();
    let most = |read: Read| most(records, read);
    let errors: Vec<String> = ERRORS.iter().map(|(name, read)| format!("{name} {}", magnitude(most(*read)))).collect();
    format!(
        "Differences of the two engines, at every epoch the largest of {}. Left: both engines at the same snapshot. \
         The largest errors are {}; grey lines are the bounds. Right: both engines trained separately from the same \
         start. The largest difference is {}, compared with {} for a shadow that started one unit in the last place \
         away. Differences of zero, and those below {FLOOR:e}, which are of numbers near zero, are not drawn.",
        count(runs, "run"),
        list(&errors),
        magnitude(most(|row| row.trajectory)),
        magnitude(most(|row| row.shadow_trajectory))
    )
}
