//! Decision regions: what the network says at every place of the plane of two inputs, with the data on it.
//!
//! Two classes are shaded by their probability, with the boundary where it is a half; more classes take the tint
//! of the one that leads. One panel per arm, side by side.

use experiment::record::Record;
use experiment::spec::{Figure as Asked, Output, Task};

use super::Plate;
use super::arms::{Arm, Sheet, class_name, sheet, whose, with};
use super::plane::{Lattice, lattice, points};
use crate::csv::digits;
use crate::figure::{Axis, Contour, Figure, Grid, Heat, Layer, Panel, Regions, Shading};
use crate::palette::{COLORS, ColorMap, Dash, INK, Style};

/// The plate, if the data have two inputs.
pub fn draw(asked: &Asked, records: &[Record]) -> Vec<Plate> {
    let arms = with(records, "decision-regions");
    let Some((_, sheet)) = arms.first() else { return Vec::new() };
    let labels = sheet.labels();
    let shown = if asked.animate { labels.as_slice() } else { &labels[labels.len() - 1..] };
    let frames: Vec<Figure> = shown.iter().map(|frame| figure(&arms, frame)).collect();
    let plate = Plate::moving(frames, caption(&arms, asked.animate));
    vec![match numbers(&arms) {
        Some(numbers) => plate.csv(numbers),
        None => plate,
    }]
}

/// The final outputs of all arms side by side, four digits, one row per place; none if their places differ.
fn numbers(arms: &[(Arm, Sheet)]) -> Option<String> {
    let lattices: Vec<Lattice> = arms.iter().map(|(_, sheet)| lattice(*sheet, "final")).collect();
    let place = |lattice: &Lattice| (lattice.outputs[0].x, lattice.outputs[0].y, lattice.outputs[0].columns);
    let first = &lattices[0];
    if lattices.iter().any(|lattice| place(lattice) != place(first)) {
        return None;
    }
    let columns = || {
        arms.iter().zip(&lattices).flat_map(|((arm, _), l)| l.outputs.iter().zip(&l.names[2..]).map(move |o| (arm, o)))
    };
    let header = columns().map(|(arm, (_, name))| [arm.label.as_str(), name].join(" ").trim().to_string());
    let header: Vec<String> =
        first.names[..2].iter().cloned().chain(header).map(|name| crate::csv::quoted(&name)).collect();
    let row = |index: usize| {
        let grid = &first.outputs[0];
        let (x, y) = grid.point(index % grid.columns, index / grid.columns);
        let values = columns().map(|(_, (grid, _))| digits(four_digits(grid.values[index])));
        [digits(four_digits(x)), digits(four_digits(y))].into_iter().chain(values).collect::<Vec<_>>().join(",") + "\n"
    };
    let rows: String = (0..first.outputs[0].values.len()).map(row).collect();
    Some(header.join(",") + "\n" + &rows)
}

fn four_digits(value: f64) -> f64 {
    format!("{value:.3e}").parse().expect("a number that was just written")
}

fn figure(arms: &[(Arm, Sheet)], frame: &str) -> Figure {
    let panels: Vec<Panel> = arms.iter().map(|(arm, sheet)| panel(arm, *sheet, frame)).collect();
    let columns = panels.len().min(3);
    Figure::new("decision-regions", "Decision regions", panels).square().columns(columns)
}

fn panel(arm: &Arm, sheet: Sheet, frame: &str) -> Panel {
    // An arm that ended earlier stays as it ended.
    let known = sheet.labels().contains(&frame);
    let lattice = lattice(sheet, if known { frame } else { "final" });
    let mut layers = fills(arm.first(), &lattice);
    layers.extend(points(arm.first()));
    let [x, y] = [&lattice.names[0], &lattice.names[1]].map(|name| Axis::linear(name.as_str()));
    Panel::plot(title(arm, frame), x, y, layers)
}

fn title(arm: &Arm, frame: &str) -> String {
    match (frame, arm.label.as_str()) {
        ("final", label) => label.to_string(),
        (epoch, "") => format!("epoch {epoch}"),
        (epoch, label) => format!("{label}, epoch {epoch}"),
    }
}

fn fills(record: &Record, lattice: &Lattice) -> Vec<Layer> {
    let classes = &record.run.data.classes;
    match (record.run.data.task, lattice.outputs.as_slice()) {
        (Task::Regression, outputs) => outputs.first().map(|grid| number(lattice, grid)).unwrap_or_default(),
        (Task::Classification, [share]) | (Task::Classification, [_, share]) => shaded(record, share),
        (Task::Classification, scores) => {
            let class = |(index, grid): (usize, &Grid)| {
                (classes.get(index).map(|name| class_name(name)).unwrap_or_default(), Style::slot(index), grid.clone())
            };
            vec![Layer::Regions(Regions { classes: scores.iter().enumerate().map(class).collect() })]
        }
    }
}

/// Two classes: from the color of one to that of the other, and the line in the middle.
fn shaded(record: &Record, share: &Grid) -> Vec<Layer> {
    let name = class_name(record.run.data.classes.last().map_or("1", String::as_str));
    let label = match record.run.spec.output() {
        Output::Sigmoid | Output::Softmax => format!("probability of {name}"),
        Output::Identity | Output::Tanh | Output::Step => format!("output, 1 is {name}"),
    };
    let map = ColorMap::Share { from: COLORS[0], to: COLORS[1] };
    let heat = Heat { label, grid: share.clone(), map, shading: Shading::Smooth };
    let style = Style::reference().color(INK).dash(Dash::Solid).width(1.75);
    let boundary = Contour { label: "boundary".into(), style, grid: share.clone(), levels: vec![0.5] };
    vec![Layer::Heat(heat), Layer::Contour(boundary)]
}

fn number(lattice: &Lattice, grid: &Grid) -> Vec<Layer> {
    let map = ColorMap::Sequential { range: None };
    let label = lattice.names.get(2).cloned().unwrap_or_default();
    vec![Layer::Heat(Heat { label, grid: grid.clone(), map, shading: Shading::Smooth })]
}

fn caption(arms: &[(Arm, Sheet)], animate: bool) -> String {
    let record = arms[0].0.first();
    let what = match (record.run.data.task, record.run.data.classes.len()) {
        (Task::Regression, _) => "The output over the plane of the inputs",
        (Task::Classification, 2) => "The output over the plane of the inputs; the line is where the class changes",
        (Task::Classification, _) => "The predicted class over the plane of the inputs",
    };
    let held_out = sheet(record, "decision-points").is_some_and(|points| points.labels().len() > 1);
    let points =
        if held_out { "Filled points train, hollow ones are held out" } else { "Points are the training data" };
    let moving = if animate { ", over the epochs" } else { "" };
    format!("{what}{moving} ({}). {points}.", whose(record))
}
