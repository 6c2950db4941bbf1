//! What figures over the plane of two inputs share: the lattice of outputs, and the data.

use experiment::record::Record;
use experiment::spec::Task;

use super::arms::{TableView, class_name, sheet};
use crate::figure::{Grid, Layer, Points};
use crate::palette::{INK, Style};

/// Outputs over the plane.
pub struct Lattice {
    /// The names of x, y and each output.
    pub names: Vec<String>,
    /// One grid for each output.
    pub outputs: Vec<Grid>,
}

/// The lattice of one frame of a table whose rows are x, y, outputs, x running fastest.
pub fn lattice(sheet: TableView, frame: &str) -> Lattice {
    let rows: Vec<&[f64]> = sheet.of(frame).collect();
    let columns = rows.iter().take_while(|row| row[1] == rows[0][1]).count();
    let last = rows[rows.len() - 1];
    let grid = |output: usize| Grid {
        columns,
        rows: rows.len() / columns,
        x: (rows[0][0], last[0]),
        y: (rows[0][1], last[1]),
        values: rows.iter().map(|row| row[2 + output]).collect(),
    };
    let outputs = (0..sheet.names().len() - 2).map(grid).collect();
    Lattice { names: sheet.names().to_vec(), outputs }
}

/// Every `every`-th point of the data: a marker for each class, filled where it trains, hollow where it was held out.
pub fn points(record: &Record, every: usize) -> Vec<Layer> {
    let Some(sheet) = sheet(record, "decision-points") else { return Vec::new() };
    match record.run.data.task {
        Task::Regression => {
            let points = samples(sheet, "data", Style::slot(0).color(INK), every, |_| true);
            points.into_iter().map(Layer::Points).collect()
        }
        Task::Classification => classes(record, sheet, every),
    }
}

/// The classes in their order, but the rarest is drawn last: what there is little of must not be hidden.
fn classes(record: &Record, sheet: TableView, every: usize) -> Vec<Layer> {
    let names = record.run.data.classes.iter().enumerate();
    let of = |(class, name): (usize, &String)| {
        samples(sheet, &class_name(name), Style::slot(class), every, move |value| value == class as f64)
    };
    let mut layers: Vec<Points> = names.flat_map(of).collect();
    let key: Vec<Points> = layers.iter().map(|layer| Points { points: Vec::new(), ..layer.clone() }).collect();
    layers.sort_by_key(|layer| std::cmp::Reverse(layer.points.len()));
    key.into_iter().chain(layers).map(Layer::Points).collect()
}

/// The samples whose class or target is `wanted`, those that train and those held out.
fn samples(sheet: TableView, name: &str, style: Style, every: usize, wanted: impl Fn(f64) -> bool) -> Vec<Points> {
    let of = |train: bool| -> Vec<(f64, f64)> {
        let rows = sheet.rows().filter(|(part, values)| (*part == "train") == train && wanted(values[2]));
        rows.map(|(_, values)| (values[0], values[1])).step_by(every.max(1)).collect()
    };
    let filled = Points { label: name.to_string(), style, points: of(true) };
    let held_out = of(false);
    let label = format!("{name}, held out");
    let hollow = (!held_out.is_empty()).then(|| Points { label, style: style.hollow(), points: held_out });
    [filled].into_iter().chain(hollow).collect()
}
