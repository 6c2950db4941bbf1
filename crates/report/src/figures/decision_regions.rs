//! Decision regions: the output of the network over the plane of two inputs, with the data.
//!
//! Two classes are shaded by their probability, with the boundary where it is a half. With more classes every point has
//! the tint of the predicted class. Each arm has a panel.

use experiment::record::Record;
use experiment::spec::{Figure as FigureRequest, OutputActivation, Task};

use super::CaptionedFigure;
use super::animation_frame::AnimationFrame;
use super::plane::{Lattice, data_points, lattice};
use super::table_view::{TableView, arms_with, view};
use super::wording::{class_name, fit, shown_run};
use crate::arms::Arm;
use crate::csv::digits;
use crate::figure::{Axis, Contour, Figure, Grid, Heat, Panel, PlotLayer, Regions, Shading, balanced};
use crate::palette::{COLORS, ColorMap, Dash, INK, Style};
use crate::statistics::extremes;
use crate::symbols;

/// The number of data points in all panels together, approximately.
const POINTS: usize = 900;
/// The most points along x that the CSV holds; of a finer lattice it holds every second or third.
const CSV_COLUMNS: usize = 60;
/// How many neighbors to each side enter the average of a step output.
const NEIGHBORS: usize = 4;

/// One figure with a panel for each arm; none unless the data have two inputs.
pub fn draw(request: &FigureRequest, arms: &[Arm]) -> Vec<CaptionedFigure> {
    let arms = arms_with(arms, "decision-regions");
    if arms.is_empty() {
        return Vec::new();
    }
    let moments = AnimationFrame::all(request, arms.iter().map(|(_, view)| *view));
    let frames: Vec<Figure> = moments.into_iter().map(|moment| figure(&arms, moment)).collect();
    let over = if request.animate { ", over the epochs" } else { "" };
    let caption = caption(&arms, over);
    let figure = CaptionedFigure::animated(frames, caption);
    vec![match outputs_csv(&arms) {
        Some(numbers) => figure.csv(numbers),
        None => figure,
    }]
}

/// n where every n-th data point is drawn: many panels have no room for thousands of points.
fn thinning(arms: &[(Arm, TableView)]) -> usize {
    let points = view(arms[0].0.first_run(), "decision-points").map_or(0, |points| points.rows().count());
    points.div_ceil((POINTS / arms.len()).max(100))
}

/// The final outputs of all arms side by side, a row for each point of the lattice, rounded to a thousandth of their
/// range. None if the lattices differ.
fn outputs_csv(arms: &[(Arm, TableView)]) -> Option<String> {
    let lattices: Vec<Lattice> = arms.iter().map(|(_, view)| lattice(*view, "final")).collect();
    let place = |lattice: &Lattice| (lattice.outputs[0].x, lattice.outputs[0].y, lattice.outputs[0].columns);
    let first = &lattices[0];
    if lattices.iter().any(|lattice| place(lattice) != place(first)) {
        return None;
    }
    // The probabilities of two classes sum to 1, so one column is enough.
    let skipped = usize::from(first.outputs.len() == 2 && arms[0].0.first_run().run.data.task == Task::Classification);
    let columns = || {
        arms.iter().zip(&lattices).flat_map(move |((arm, _), lattice)| {
            let outputs = lattice.outputs.iter().zip(&lattice.names[2..]).skip(skipped);
            outputs.map(move |output| (arm, output))
        })
    };
    let header = columns().map(|(arm, (_, name))| [arm.label.as_str(), name].join(" ").trim().to_string());
    let header: Vec<String> =
        first.names[..2].iter().cloned().chain(header).map(|name| crate::csv::quoted(&name)).collect();
    let grid = &first.outputs[0];
    let extremes = columns().filter_map(|(_, (grid, _))| grid.extremes());
    let (low, high) = extremes.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1))).unwrap_or((0.0, 1.0));
    let rounded = |value: f64, (low, high): (f64, f64)| digits(rounded(value, high - low));
    let row = |index: usize| {
        let (x, y) = grid.point(index % grid.columns, index / grid.columns);
        let values = columns().map(|(_, (grid, _))| rounded(grid.values[index], (low, high)));
        [rounded(x, grid.x), rounded(y, grid.y)].into_iter().chain(values).collect::<Vec<_>>().join(",") + "\n"
    };
    let kept = |index: &usize| {
        let every = grid.columns.div_ceil(CSV_COLUMNS);
        (index % grid.columns).is_multiple_of(every) && (index / grid.columns).is_multiple_of(every)
    };
    let rows: String = (0..grid.values.len()).filter(kept).map(row).collect();
    Some(header.join(",") + "\n" + &rows)
}

/// A value rounded to a thousandth of `range` or a little finer.
fn rounded(value: f64, range: f64) -> f64 {
    let decimals = (3 - crate::draw::exponent(range)).max(0) as usize;
    format!("{value:.decimals$}").parse().expect("a number that was just written")
}

fn figure(arms: &[(Arm, TableView)], moment: AnimationFrame) -> Figure {
    let columns = balanced(arms.len(), 3);
    let shared = Shared { every: thinning(arms), ends: ends(arms) };
    let panels = arms.iter().enumerate().map(|(at, (arm, view))| {
        let is_at_the_edge = (at + 1) % columns == 0;
        let color_bar = if is_at_the_edge { ColorBar::Shown } else { ColorBar::LeftOut };
        panel(arm, *view, moment, &shared, color_bar)
    });
    let panels = panels.collect();
    let figure = Figure::new("decision-regions", "Decision regions", panels).square().columns(columns);
    figure.title(fit(arms).unwrap_or_default()).moment(moment.in_words())
}

/// What all panels share.
struct Shared {
    /// Every such point is drawn.
    every: usize,
    /// The values at both ends of the colors of a regression.
    ends: (f64, f64),
}

/// The smallest and the largest output or target of a regression; 0 and 1 where there is none.
fn ends(arms: &[(Arm, TableView)]) -> (f64, f64) {
    let outputs = arms.iter().filter_map(|(_, view)| lattice(*view, "final").outputs.first()?.extremes());
    let points = arms.iter().filter_map(|(arm, _)| view(arm.first_run(), "decision-points"));
    let targets = points.flat_map(|points| points.rows()).filter_map(|(_, row)| row.get(2).copied());
    let (low, high) = extremes(outputs.flat_map(|(low, high)| [low, high]).chain(targets)).unwrap_or((0.0, 1.0));
    if low < high { (low, high) } else { (low - 0.5, high + 0.5) }
}

/// Whether a panel has a color bar: all panels share their colors, so only those at the right edge have one.
#[derive(PartialEq)]
enum ColorBar {
    Shown,
    LeftOut,
}

fn panel(arm: &Arm, view: TableView, moment: AnimationFrame, shared: &Shared, color_bar: ColorBar) -> Panel {
    let lattice = lattice(view, moment.of(view));
    let mut layers = fills(arm.first_run(), &lattice, shared.ends);
    if let Some(PlotLayer::Heat(heat)) = layers.first_mut().filter(|_| color_bar == ColorBar::LeftOut) {
        heat.label.clear();
    }
    layers.extend(data_points(arm.first_run(), shared.every, shared.ends));
    let [x, y] = [&lattice.names[0], &lattice.names[1]].map(|name| Axis::linear(symbols::variable(name)));
    Panel::plot(arm.label.clone(), x, y, layers)
}

fn fills(record: &Record, lattice: &Lattice, ends: (f64, f64)) -> Vec<PlotLayer> {
    match (record.run.data.task, record.run.spec.output(), lattice.outputs.as_slice()) {
        (Task::Regression, _, outputs) => outputs.first().map(|grid| number(lattice, grid, ends)).unwrap_or_default(),
        (Task::Classification, OutputActivation::Step, [share]) => step_regions(record, share),
        (Task::Classification, _, [share] | [_, share]) => probability(record, share),
        (Task::Classification, _, scores) => vec![regions(record, scores.to_vec())],
    }
}

/// Each class where its score is the largest.
fn regions(record: &Record, scores: Vec<Grid>) -> PlotLayer {
    let classes = &record.run.data.classes;
    let class = |(index, grid): (usize, Grid)| {
        (classes.get(index).map(|name| class_name(name)).unwrap_or_default(), Style::series(index), grid)
    };
    PlotLayer::Regions(Regions { classes: scores.into_iter().enumerate().map(class).collect() })
}

/// A step output is 0 or 1, so its boundary on the lattice would be a staircase. The average over neighboring points is
/// smooth and leaves a straight boundary where it was.
fn step_regions(record: &Record, share: &Grid) -> Vec<PlotLayer> {
    let upper = share.smoothed(NEIGHBORS);
    let lower = Grid { values: upper.values.iter().map(|value| 1.0 - value).collect(), ..upper.clone() };
    vec![regions(record, vec![lower, upper])]
}

/// Two classes: shades from the color of one to that of the other, and the boundary between them.
fn probability(record: &Record, share: &Grid) -> Vec<PlotLayer> {
    let name = class_name(record.run.data.classes.last().map_or("1", String::as_str));
    let label = match record.run.spec.output() {
        OutputActivation::Sigmoid | OutputActivation::Softmax => format!("probability of {name}"),
        _ => format!("output, 1 is {name}"),
    };
    let map = ColorMap::Share { from: COLORS[0], to: COLORS[1] };
    let heat = Heat { label, grid: share.clone(), map, shading: Shading::Smooth };
    let style = Style::reference().color(INK).dash(Dash::Solid).width(1.75);
    let boundary = Contour { label: "boundary".into(), style, grid: share.clone(), levels: vec![0.5] };
    vec![PlotLayer::Heat(heat), PlotLayer::Contour(boundary)]
}

fn number(lattice: &Lattice, grid: &Grid, ends: (f64, f64)) -> Vec<PlotLayer> {
    let map = ColorMap::Sequential { range: Some(ends) };
    let label = lattice.names.get(2).map(|name| symbols::variable(name)).unwrap_or_default();
    vec![PlotLayer::Heat(Heat { label, grid: grid.clone(), map, shading: Shading::Smooth })]
}

/// `over`: what an animation goes through, in words.
fn caption(arms: &[(Arm, TableView)], over: &str) -> String {
    let record = arms[0].0.first_run();
    let what = match (record.run.data.task, record.run.data.classes.len()) {
        (Task::Regression, _) => "The output over the plane of the inputs",
        (Task::Classification, 2) => "The output over the plane of the inputs; the line is where the class changes",
        (Task::Classification, _) => "The predicted class over the plane of the inputs",
    };
    let held_out = view(record, "decision-points").is_some_and(|points| points.labels().len() > 1);
    let points = match (record.run.data.task, held_out) {
        (Task::Regression, true) => {
            "Points have the color of their target: circles are training data, squares are held out"
        }
        (Task::Regression, false) => "Points are the training data, in the color of their target",
        (Task::Classification, true) => "Filled points are training data, hollow points are held out",
        (Task::Classification, false) => "Points are the training data",
    };
    let every = match thinning(arms) {
        0 | 1 => String::new(),
        2 => " Only every second point is drawn.".to_string(),
        3 => " Only every third point is drawn.".to_string(),
        more => format!(" Only every {more}th point is drawn."),
    };
    format!("{what}{over} ({}). {points}.{every}", shown_run(&arms[0].0))
}
