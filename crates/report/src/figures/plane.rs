//! What figures over the plane of two inputs share: the lattice of outputs, and the data.

use experiment::record::Record;
use experiment::spec::Task;

use super::arms::{Sheet, class_name, sheet};
use crate::figure::{Grid, Layer};
use crate::palette::{INK, Style};

/// Outputs over the plane.
pub struct Lattice {
    /// The names of x, y and each output.
    pub names: Vec<String>,
    /// One grid for each output.
    pub outputs: Vec<Grid>,
}

/// The lattice of one frame of a table whose rows are x, y, outputs, x running fastest.
pub fn lattice(sheet: Sheet, frame: &str) -> Lattice {
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
        Task::Regression => samples(sheet, "data", Style::slot(0).color(INK), every, |_| true),
        Task::Classification => {
            let classes = record.run.data.classes.iter().enumerate();
            classes
                .flat_map(|(class, name)| {
                    samples(sheet, &class_name(name), Style::slot(class), every, move |v| v == class as f64)
                })
                .collect()
        }
    }
}

/// The samples whose class or target is `wanted`, those that train and those held out.
fn samples(sheet: Sheet, name: &str, style: Style, every: usize, wanted: impl Fn(f64) -> bool) -> Vec<Layer> {
    let of = |train: bool| -> Vec<(f64, f64)> {
        let rows = sheet.rows().filter(|(part, values)| (*part == "train") == train && wanted(values[2]));
        rows.map(|(_, values)| (values[0], values[1])).step_by(every.max(1)).collect()
    };
    let filled = Layer::points(name, style, of(true));
    let held_out = of(false);
    let hollow = (!held_out.is_empty()).then(|| Layer::points(format!("{name}, held out"), style.hollow(), held_out));
    [filled].into_iter().chain(hollow).collect()
}
