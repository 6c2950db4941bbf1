//! The objective over the plane of the two parameters that changed most, with the paths of all arms.

use experiment::Spec;
use experiment::record::Record;
use experiment::spec::{Metric, Network, Part, Quantity};

use super::CaptionedFigure;
use super::plane::{Lattice, lattice};
use super::table_view::{TableView, arms_with, view};
use super::wording::{shown_run, spread};
use crate::arms::{Arm, last};
use crate::figure::{Axis, Contour, Figure, Grid, Heat, Panel, PlotLayer, Shading};
use crate::palette::{ColorMap, Dash, INK, Marker, Style};
use crate::symbols;

/// How many contour lines a surface has.
const LEVELS: usize = 14;
/// The number of markers on a path, approximately.
const MARKS: usize = 12;

/// One figure with a panel for each surface and the paths of the arms that share it.
pub fn draw(arms: &[Arm]) -> Vec<CaptionedFigure> {
    let shown = arms_with(arms, "loss-surface");
    let Some((first, _)) = shown.first() else { return Vec::new() };
    let mut rest = shown.clone();
    let mut panels = Vec::new();
    while let Some(record) = rest.first().map(|(arm, _)| arm.first_run()) {
        let (together, others): (Vec<_>, Vec<_>) =
            rest.into_iter().partition(|(arm, _)| same_surface(arm.first_run(), record));
        panels.push(panel(&together));
        rest = others;
    }
    let words = caption(first, panels.len(), shown.len());
    let figure = Figure::new("loss-surface", "Paths on the loss surface", panels).square().title(title(&shown));
    vec![CaptionedFigure::single_frame(figure, words)]
}

/// Where the paths end. Objectives of different losses are not compared.
fn title(arms: &[(Arm, TableView)]) -> String {
    let one_loss =
        arms.windows(2).all(|pair| pair[0].0.first_run().run.spec.loss() == pair[1].0.first_run().run.spec.loss());
    let metric = Metric { part: Part::Train, quantity: Quantity::Objective };
    let of_arm = |arm: &Arm| last(arm.first_run(), arm.first_run().run.spec.engines[0], metric);
    let ends = spread(arms.iter().filter_map(|(arm, _)| Some((of_arm(arm)?, arm.label.as_str()))));
    match ends.filter(|_| one_loss) {
        Some(ends) => format!("Paths end at an objective of {ends}"),
        None => "The path of each arm on a surface of its own".to_owned(),
    }
}

/// Whether two runs minimize the same function: the same network, data and objective.
fn same_surface(one: &Record, other: &Record) -> bool {
    let (one, other) = (&one.run.spec, &other.run.spec);
    let network = |spec: &Spec| Network { initializer: Default::default(), ..spec.network.clone() };
    network(one) == network(other)
        && one.dataset == other.dataset
        && one.loss() == other.loss()
        && one.training.penalty == other.training.penalty
}

/// A surface with the paths on it. The surface of a single arm has the arm's label as its title.
fn panel(arms: &[(Arm, TableView)]) -> Panel {
    let lattice = lattice(arms[widest(arms)].1, "point");
    let mut layers = surface(&lattice);
    let alone = arms.len() == 1 && !arms[0].0.label.is_empty();
    let mut ends = Vec::new();
    for (arm, _) in arms {
        // A panel of one arm has its name above; a legend would show the color of one panel alone.
        let label = if alone { "" } else { arm.label_or("path") };
        let Some(steps) = view(arm.first_run(), "loss-path") else { continue };
        let points = path_points(steps, &lattice);
        layers.extend(path(label, arm.style(), &points));
        ends.extend([points.first().copied(), points.last().copied()]);
    }
    layers.extend(start_and_end(&ends));
    let grid = &lattice.outputs[0];
    let [horizontal, vertical] = names(arms[0].0.first_run(), &lattice);
    let plane = plane(arms[0].0.first_run(), [&horizontal, &vertical]);
    let x = Axis::linear(horizontal).range(grid.x.0, grid.x.1);
    let y = Axis::linear(vertical).range(grid.y.0, grid.y.1);
    let alone = if alone { arms[0].0.label.as_str() } else { "" };
    let title = [alone, &plane].into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(": ");
    Panel::plot(title, x, y, layers)
}

/// The symbols of the two parameters.
fn names(record: &Record, lattice: &Lattice) -> [String; 2] {
    let layers = record.run.spec.network.hidden.len() + 1;
    [0, 1].map(|at| symbols::parameter(&lattice.names[at], layers))
}

/// Which plane is shown, where there are more than two parameters.
fn plane(record: &Record, [horizontal, vertical]: [&str; 2]) -> String {
    match record.run.data.parameters.saturating_sub(2) {
        0 => String::new(),
        others => format!("plane of {horizontal} and {vertical}, {others} others as at the end"),
    }
}

/// The arm whose recorded surface is shown: the first. A network of two parameters has one surface for every arm, and
/// the largest recorded one is shown.
fn widest(arms: &[(Arm, TableView)]) -> usize {
    if arms[0].0.first_run().run.data.parameters != 2 {
        return 0;
    }
    let area = |(_, view): &(Arm, TableView)| {
        let grid = &lattice(*view, "point").outputs[0];
        (grid.x.1 - grid.x.0) * (grid.y.1 - grid.y.0)
    };
    let areas = arms.iter().map(area).enumerate();
    areas.reduce(|best, next| if next.1 > best.1 { next } else { best }).map_or(0, |(index, _)| index)
}

fn surface(lattice: &Lattice) -> Vec<PlotLayer> {
    let values = &lattice.outputs[0];
    // Zero has no logarithm, so it is replaced by the smallest positive value.
    let least = values.values.iter().copied().filter(|value| *value > 0.0).fold(f64::INFINITY, f64::min);
    let logs = values.values.iter().map(|value| libm::log10(value.max(least))).collect();
    let grid = Grid { values: logs, ..values.clone() };
    let (low, high) = grid.extremes().unwrap_or((0.0, 1.0));
    let levels = (1..=LEVELS).map(|k| low + (high - low) * k as f64 / (LEVELS + 1) as f64).collect();
    // The surface is grey, since colors are those of the arms.
    let style = Style::reference().dash(Dash::Solid).width(0.75);
    let map = ColorMap::Grey;
    let heat = Heat { label: "log₁₀ objective".into(), grid: grid.clone(), map, shading: Shading::Smooth };
    vec![PlotLayer::Heat(heat), PlotLayer::Contour(Contour { label: String::new(), style, grid, levels })]
}

/// The two parameters of an arm after each update; empty if they were not recorded.
fn path_points(view: TableView, lattice: &Lattice) -> Vec<(f64, f64)> {
    let column = |name: &String| view.names().iter().position(|known| known == name);
    let (Some(x), Some(y)) = (column(&lattice.names[0]), column(&lattice.names[1])) else { return Vec::new() };
    view.rows().map(|(_, values)| (values[x], values[y])).collect()
}

/// Arms have different markers, since dashes would hide single updates.
fn path(label: &str, style: Style, points: &[(f64, f64)]) -> [PlotLayer; 2] {
    let style = style.dash(Dash::Solid).width(1.75);
    let every = points.len().div_ceil(MARKS).max(1);
    let places = points.iter().copied().skip(every / 2).step_by(every).collect();
    [PlotLayer::line(label, style, points.to_vec()), PlotLayer::points(label, style, places)]
}

/// The starts and the ends of all paths, drawn above them; `ends` alternates between a start and an end.
fn start_and_end(ends: &[Option<(f64, f64)>]) -> [PlotLayer; 2] {
    let every_second = |from: usize| ends.iter().skip(from).step_by(2).flatten().copied().collect();
    let style = Style::series(0).color(INK);
    [
        PlotLayer::points("start", style.marker(Marker::Square), every_second(0)),
        PlotLayer::points("end of training", style.marker(Marker::Circle).hollow(), every_second(1)),
    ]
}

/// Describes the surfaces of `arms` arms in `panels` panels.
fn caption(arm: &Arm, panels: usize, arms: usize) -> String {
    let what = match arm.first_run().run.data.parameters {
        2 => "The objective over both parameters of the network".to_owned(),
        all => {
            let others = match panels == arms {
                true => {
                    "the others are held at their final values, so a path lies on its surface only at its end".into()
                }
                false => format!(
                    "the other {} are held at the first arm's final values, so its path lies on the surface only at \
                     its end",
                    all - 2
                ),
            };
            format!("The objective over the two parameters that changed most: {others}")
        }
    };
    let run = shown_run(arm);
    format!("{what}. Each axis has a scale of its own, and paths are cut off at the edge ({run}).")
}
