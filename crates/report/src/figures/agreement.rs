//! How far the two engines are apart, epoch by epoch.
//!
//! Left: the errors at a shared snapshot, the worst over all runs, below the bounds that they must keep. Right: how far
//! the two whole trajectories drifted apart, beside a shadow of the hand-written engine that started one unit in the
//! last place away. An error of exactly zero has no place on a logarithmic axis and is left out.

use std::collections::BTreeMap;

use experiment::bounds::Bounds;
use experiment::record::{Agreement, Record};

use super::CaptionedFigure;
use crate::figure::{Axis, Direction, Figure, Layer, Panel, Rule};
use crate::palette::{Dash, Style};
use crate::words::{count, list, magnitude};

/// One plate; none where only one engine trained, or nothing was trained: a single point is no curve.
pub fn draw(records: &[Record]) -> Vec<CaptionedFigure> {
    if records.iter().all(|record| record.agreement.iter().all(|row| row.epoch == 0)) {
        return Vec::new();
    }
    let panels = vec![
        Panel::plot("at a shared snapshot", Axis::linear("epoch"), Axis::log("relative error"), errors(records)),
        Panel::plot("left to themselves", Axis::linear("epoch"), Axis::log("difference of parameters"), drift(records)),
    ];
    let alt =
        "How far the two engines are apart, epoch by epoch: errors below their bounds, and the drift of whole runs";
    vec![CaptionedFigure::still(Figure::new("agreement", alt, panels), caption(records))]
}

/// The most points of a line.
const MOST: usize = 400;

type Read = fn(&Agreement) -> f64;
const ERRORS: [(&str, Read); 3] =
    [("outputs", |row| row.outputs), ("gradients", |row| row.gradients), ("one step", |row| row.step)];

fn errors(records: &[Record]) -> Vec<Layer> {
    let line =
        |(index, (name, read)): (usize, &(&str, Read))| Layer::line(*name, Style::slot(index), worst(records, *read));
    let mut layers: Vec<Layer> = ERRORS.iter().enumerate().map(line).collect();
    let bounds = bounds(records);
    let only = bounds.len() == 1;
    let bounds = bounds.into_iter().enumerate();
    layers.extend(bounds.map(|(index, (names, at))| {
        let dash = [Dash::Dashed, Dash::Dotted, Dash::DashDot][index % 3];
        let style = Style::reference().dash(dash);
        let label = if only { "bound".to_owned() } else { format!("bound of {}", list(&names)) };
        Layer::Rule(Rule { label, style, direction: Direction::Horizontal, at })
    }));
    layers
}

fn drift(records: &[Record]) -> Vec<Layer> {
    vec![
        Layer::line("the two engines", Style::slot(3), worst(records, |row| row.trajectory)),
        Layer::line("the shadow", Style::slot(4), worst(records, |row| row.shadow)),
    ]
}

/// The largest value over all runs by epoch, of long runs by so many epochs; zeros and what is not finite are left out.
fn worst(records: &[Record], read: Read) -> Vec<(f64, f64)> {
    let rows = || records.iter().flat_map(|record| &record.agreement);
    let last = rows().map(|row| row.epoch).max().unwrap_or(0);
    let together = (last + 1).div_ceil(MOST);
    let mut blocks: BTreeMap<usize, (usize, f64)> = BTreeMap::new();
    for row in rows().filter(|row| read(row) > 0.0 && read(row).is_finite()) {
        let most = blocks.entry(row.epoch / together).or_default();
        if read(row) > most.1 {
            *most = (row.epoch, read(row));
        }
    }
    blocks.into_values().map(|(epoch, value)| (epoch as f64, value)).collect()
}

/// Each bound with what it bounds, the tightest first.
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
    let most = |read: Read| records.iter().flat_map(|record| &record.agreement).map(read).fold(0.0, f64::max);
    let errors: Vec<String> = ERRORS.iter().map(|(name, read)| format!("{name} {}", magnitude(most(*read)))).collect();
    format!(
        "How far the two engines are apart, the worst of {} at every epoch. Left, put at the same snapshot: the largest \
         errors are {}; grey lines are the bounds. Right, left to themselves from the same start: at most \
         {}, beside {} of a shadow that started one unit in the last place away. Exact zeros have no place on the axis.",
        count(runs, "run"),
        list(&errors),
        magnitude(most(|row| row.trajectory)),
        magnitude(most(|row| row.shadow))
    )
}
