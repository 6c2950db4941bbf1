//! The numbers of a figure as CSV in long form: one row for each point.
//!
//! `panel,series,x,y`, and further columns where a layer needs them: `low,high` for bands (whose y is empty) and for
//! the two edges of a bar, `value` for surfaces, weights and the lead of a class, `text` for notes. Numbers have five
//! significant digits; a category is written by its name; other values are `NaN`, `inf` or `-inf`.

use crate::figure::{
    Axis, Band, Bar, Bars, Content, Figure, Grid, Heat, Network, Orientation, Plot, PlotLayer, Regions, Scale,
};
use crate::words::significant;

/// One row; cells that a layer does not have are empty.
#[derive(Debug, Clone, Default)]
struct Row {
    panel: String,
    series: String,
    x: String,
    y: String,
    low: String,
    high: String,
    value: String,
    text: String,
}

type Cell = fn(&Row) -> &String;

const ALWAYS: [(&str, Cell); 4] =
    [("panel", |row| &row.panel), ("series", |row| &row.series), ("x", |row| &row.x), ("y", |row| &row.y)];
const IF_USED: [(&str, Cell); 4] =
    [("low", |row| &row.low), ("high", |row| &row.high), ("value", |row| &row.value), ("text", |row| &row.text)];

/// The CSV of a figure, with a header, lines ending in `\n`.
pub fn csv(figure: &Figure) -> String {
    let rows = rows(figure);
    let used = |cell: &Cell| rows.iter().any(|row| !cell(row).is_empty());
    let columns: Vec<(&str, Cell)> =
        ALWAYS.into_iter().chain(IF_USED.into_iter().filter(|(_, cell)| used(cell))).collect();
    let header: Vec<&str> = columns.iter().map(|(name, _)| *name).collect();
    let mut written = header.join(",") + "\n";
    for row in &rows {
        let cells: Vec<String> = columns.iter().map(|(_, cell)| quoted(cell(row))).collect();
        written.push_str(&cells.join(","));
        written.push('\n');
    }
    written
}

/// The shortest form of a number with five significant digits.
pub fn digits(value: f64) -> String {
    if !value.is_finite() {
        return value.to_string();
    }
    let rounded = significant(value, 5);
    let size = rounded.abs();
    // Minus zero is zero; very large and very small numbers are written with an exponent.
    match size {
        0.0 => "0".to_owned(),
        _ if (1e-4..1e15).contains(&size) => rounded.to_string(),
        _ => format!("{rounded:e}"),
    }
}

/// A cell, in quotes where it contains a separator.
pub(crate) fn quoted(cell: &str) -> String {
    if cell.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
}

fn rows(figure: &Figure) -> Vec<Row> {
    let mut rows = Vec::new();
    for (index, panel) in figure.panels.iter().enumerate() {
        let name = if panel.title.is_empty() { (index + 1).to_string() } else { panel.title.clone() };
        let found = match &panel.content {
            Content::Plot(plot) => plot.layers.iter().flat_map(|layer| layer_rows(plot, layer)).collect(),
            Content::Network(network) => network_rows(network),
        };
        rows.extend(found.into_iter().map(|row| Row { panel: name.clone(), ..row }));
    }
    rows
}

fn layer_rows(plot: &Plot, layer: &PlotLayer) -> Vec<Row> {
    let at = |series: &str, point: (f64, f64)| placed(plot, series, point);
    let points = |series: &str, points: &[(f64, f64)]| points.iter().map(|&point| at(series, point)).collect();
    match layer {
        PlotLayer::Line(line) => points(&line.label, &line.points),
        PlotLayer::Points(layer) => points(&layer.label, &layer.points),
        PlotLayer::Band(band) => band_rows(plot, band),
        PlotLayer::Bars(bars) => bar_rows(plot, bars),
        PlotLayer::Heat(heat) => heat_rows(plot, heat),
        PlotLayer::Regions(regions) => region_rows(plot, regions),
        PlotLayer::Contour(contour) if in_heat(plot, &contour.grid) => Vec::new(),
        PlotLayer::Contour(contour) => grid_rows(plot, &contour.label, &contour.grid),
        PlotLayer::Reference(line) => match line.orientation {
            Orientation::Horizontal => vec![Row { x: String::new(), ..at(&line.label, (0.0, line.at)) }],
            Orientation::Vertical => vec![Row { y: String::new(), ..at(&line.label, (line.at, 0.0)) }],
        },
        PlotLayer::Annotation(words) => vec![Row { text: words.text.clone(), ..at("", words.at) }],
    }
}

fn band_rows(plot: &Plot, band: &Band) -> Vec<Row> {
    let row = |&(x, low, high): &(f64, f64, f64)| Row {
        y: String::new(),
        low: digits(low),
        high: digits(high),
        ..placed(plot, &band.label, (x, low))
    };
    band.points.iter().map(row).collect()
}

fn bar_rows(plot: &Plot, bars: &Bars) -> Vec<Row> {
    let row = |bar: &Bar| Row {
        low: digits(bar.from),
        high: digits(bar.to),
        ..placed(plot, &bars.label, (0.5 * (bar.from + bar.to), bar.height))
    };
    bars.bars.iter().map(row).collect()
}

fn placed(plot: &Plot, series: &str, (x, y): (f64, f64)) -> Row {
    Row { series: series.to_owned(), x: on(&plot.x, x), y: on(&plot.y, y), ..Row::default() }
}

/// A value as its axis writes it: by its name on an axis of categories.
fn on(axis: &Axis, value: f64) -> String {
    let named = match &axis.scale {
        Scale::Category(names) => names.iter().enumerate().find(|(index, _)| *index as f64 == value),
        Scale::Linear | Scale::Log => None,
    };
    named.map_or_else(|| digits(value), |(_, name)| name.clone())
}

fn heat_rows(plot: &Plot, heat: &Heat) -> Vec<Row> {
    grid_rows(plot, &heat.label, &heat.grid)
}

fn grid_rows(plot: &Plot, series: &str, grid: &Grid) -> Vec<Row> {
    let places = (0..grid.rows).flat_map(|row| (0..grid.columns).map(move |column| (column, row)));
    let row =
        |(column, row)| Row { value: digits(grid.value(column, row)), ..placed(plot, series, grid.point(column, row)) };
    places.map(row).collect()
}

/// Whether a surface of the same panel has already written the values of a contour.
fn in_heat(plot: &Plot, grid: &Grid) -> bool {
    plot.layers.iter().any(|layer| matches!(layer, PlotLayer::Heat(heat) if heat.grid == *grid))
}

/// One row for each point: the predicted class and its margin over the next.
fn region_rows(plot: &Plot, regions: &Regions) -> Vec<Row> {
    let margins: Vec<Grid> = (0..regions.classes.len()).map(|class| regions.margin(class)).collect();
    let tables = margins.iter().zip(&regions.classes).map(|(margin, (name, _, _))| grid_rows(plot, name, margin));
    let margins_of = |index: usize| margins.iter().map(move |margin| margin.values[index]);
    let leader = |index: usize| {
        let best = margins_of(index).enumerate().max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
        best.map_or(0, |(class, _)| class)
    };
    let tables: Vec<Vec<Row>> = tables.collect();
    let places = margins.first().map_or(0, |margin| margin.values.len());
    (0..places).map(|index| tables[leader(index)][index].clone()).collect()
}

/// One row for each weight; x and y are the two units that it connects, counted from 0.
fn network_rows(network: &Network) -> Vec<Row> {
    let mut rows = Vec::new();
    for (layer, weights) in network.weights.iter().enumerate() {
        for (i, row) in weights.iter().enumerate() {
            rows.extend(row.iter().enumerate().map(|(j, &weight)| Row {
                series: format!("weights {layer}"),
                x: i.to_string(),
                y: j.to_string(),
                value: digits(weight),
                ..Row::default()
            }));
        }
    }
    rows
}
