//! The lattice of outputs and the data points, which all figures over the plane of two inputs share.
//!
//! A point of a regression has the color of its target: where it vanishes in the surface, the network is right.

use experiment::record::Record;
use experiment::spec::Task;

use super::table_view::{TableView, view};
use super::wording::class_name;
use crate::figure::{Grid, PlotLayer, Points};
use crate::palette::{INK, Marker, Style, sequential};

/// The outputs of a network over the plane of two inputs.
pub struct Lattice {
    /// The names of x, y and each output.
    pub names: Vec<String>,
    /// One grid for each output.
    pub outputs: Vec<Grid>,
}

/// The lattice of one frame. The rows of the table are x, y, outputs; x changes fastest.
pub fn lattice(view: TableView, frame: &str) -> Lattice {
    let rows: Vec<&[f64]> = view.of(frame).collect();
    let columns = rows.iter().take_while(|row| row[1] == rows[0][1]).count();
    let last = rows[rows.len() - 1];
    let grid = |output: usize| Grid {
        columns,
        rows: rows.len() / columns,
        x: (rows[0][0], last[0]),
        y: (rows[0][1], last[1]),
        values: rows.iter().map(|row| row[2 + output]).collect(),
    };
    let outputs = (0..view.names().len() - 2).map(grid).collect();
    Lattice { names: view.names().to_vec(), outputs }
}

/// Every `every`-th data point: a marker for each class, filled for training data, hollow for held-out data. Of a
/// regression a marker for each part, in the color of the target between the ends of a sequential map.
pub fn data_points(record: &Record, every: usize, ends: (f64, f64)) -> Vec<PlotLayer> {
    let Some(view) = view(record, "decision-points") else { return Vec::new() };
    match record.run.data.task {
        Task::Regression => points_by_value(view, every, ends),
        Task::Classification => classes(record, view, every),
    }
}

/// So many colors are told apart among points.
const SHADES: usize = 16;

fn points_by_value(view: TableView, every: usize, (low, high): (f64, f64)) -> Vec<PlotLayer> {
    let shade = |value: f64| (((value - low) / (high - low) * SHADES as f64) as usize).min(SHADES - 1);
    let part = |(name, marker, train): (&str, Marker, bool)| {
        let style = Style::series(0).color(INK).marker(marker);
        let rows: Vec<&[f64]> = view
            .rows()
            .filter(|(part, _)| (*part == "train") == train)
            .map(|(_, row)| row)
            .step_by(every.max(1))
            .collect();
        let legend = Points { label: name.to_owned(), style, points: Vec::new() };
        let of = move |at: usize| {
            let points = rows.iter().filter(|row| shade(row[2]) == at).map(|row| (row[0], row[1])).collect();
            let color = sequential((at as f64 + 0.5) / SHADES as f64);
            Points { label: String::new(), style: style.filled(color), points }
        };
        std::iter::once(legend).chain((0..SHADES).map(of)).filter(|of| !of.label.is_empty() || !of.points.is_empty())
    };
    let held_out = view.rows().any(|(part, _)| part != "train");
    let parts = [("data", Marker::Circle, true), ("data, held out", Marker::Square, false)];
    parts.into_iter().take(if held_out { 2 } else { 1 }).flat_map(part).map(PlotLayer::Points).collect()
}

/// The legend lists the classes in their order; the rarest class is drawn last, so that others do not hide it.
fn classes(record: &Record, view: TableView, every: usize) -> Vec<PlotLayer> {
    let names = record.run.data.classes.iter().enumerate();
    let of = |(class, name): (usize, &String)| {
        samples(view, &class_name(name), Style::series(class), every, move |value| value == class as f64)
    };
    let mut layers: Vec<Points> = names.flat_map(of).collect();
    let legend: Vec<Points> = layers.iter().map(|layer| Points { points: Vec::new(), ..layer.clone() }).collect();
    layers.sort_by_key(|layer| std::cmp::Reverse(layer.points.len()));
    legend.into_iter().chain(layers).map(PlotLayer::Points).collect()
}

/// The samples whose class or target is `wanted`: training data, and held-out data if there are any.
fn samples(view: TableView, name: &str, style: Style, every: usize, wanted: impl Fn(f64) -> bool) -> Vec<Points> {
    let of = |train: bool| -> Vec<(f64, f64)> {
        let rows = view.rows().filter(|(part, values)| (*part == "train") == train && wanted(values[2]));
        rows.map(|(_, values)| (values[0], values[1])).step_by(every.max(1)).collect()
    };
    let filled = Points { label: name.to_string(), style, points: of(true) };
    let held_out = of(false);
    let label = format!("{name}, held out");
    let hollow = (!held_out.is_empty()).then(|| Points { label, style: style.hollow(), points: held_out });
    [filled].into_iter().chain(hollow).collect()
}
