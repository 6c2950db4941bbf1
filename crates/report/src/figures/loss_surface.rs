//! The objective over the plane of the two parameters that travelled farthest, with the paths of all arms.

use experiment::record::Record;

use super::Plate;
use super::arms::{Arm, Sheet, sheet, whose, with};
use super::plane::{Lattice, lattice};
use crate::figure::{Axis, Contour, Figure, Grid, Heat, Layer, Panel, Shading};
use crate::palette::{ColorMap, Dash, INK, Style};

const LEVELS: usize = 14;
/// About so many updates of a path get its arm's marker.
const MARKS: usize = 12;

/// The plate: one panel for all arms that walk on one surface.
pub fn draw(records: &[Record]) -> Vec<Plate> {
    let mut rest = with(records, "loss-surface");
    let mut panels = Vec::new();
    let mut words = Vec::new();
    while let Some(first) = rest.first().map(|(arm, _)| arm.first()) {
        let (together, others): (Vec<_>, Vec<_>) = rest.into_iter().partition(|(arm, _)| same_surface(arm.first(), first));
        let ground = ground(&together);
        panels.push(panel(&together, ground));
        words.push(together[ground].0.label.clone());
        rest = others;
    }
    let Some(last) = panels.last() else { return Vec::new() };
    debug_assert!(!last.title.is_empty() || panels.len() == 1, "several surfaces have names");
    let caption = caption(records, &panels.len());
    vec![Plate::still(Figure::new("loss-surface", "Paths on the loss surface", panels).square(), caption)]
}

fn surface(lattice: &Lattice) -> Vec<Layer> {
    let values = &lattice.outputs[0];
    // Zero has no logarithm: it becomes the smallest positive value.
    let least = values.values.iter().copied().filter(|value| *value > 0.0).fold(f64::INFINITY, f64::min);
    let logs = values.values.iter().map(|value| libm::log10(value.max(least))).collect();
    let grid = Grid { values: logs, ..values.clone() };
    let (low, high) = grid.extremes().unwrap_or((0.0, 1.0));
    let levels = (1..=LEVELS).map(|k| low + (high - low) * k as f64 / (LEVELS + 1) as f64).collect();
    let style = Style::reference().dash(Dash::Solid).width(0.75);
    let map = ColorMap::Sequential { range: None };
    let heat = Heat { label: "log₁₀ objective".into(), grid: grid.clone(), map, shading: Shading::Smooth };
    vec![Layer::Heat(heat), Layer::Contour(Contour { label: String::new(), style, grid, levels })]
}

/// The path of an arm in the plane, if it recorded both parameters.
fn path(index: usize, arm: &Arm, lattice: &Lattice) -> Vec<Layer> {
    let Some(sheet) = sheet(arm.first(), "loss-path") else { return Vec::new() };
    let column = |name: &String| sheet.names().iter().position(|known| known == name);
    let (Some(x), Some(y)) = (column(&lattice.names[0]), column(&lattice.names[1])) else { return Vec::new() };
    let points: Vec<(f64, f64)> = sheet.rows().map(|(_, values)| (values[x], values[y])).collect();
    let label = if arm.label.is_empty() { "path" } else { arm.label.as_str() };
    // The ground is blue: paths begin with the second color. Dashes would hide single updates: markers tell arms apart.
    let style = Style::slot(index + 1).dash(Dash::Solid).width(1.75);
    let every = points.len().div_ceil(MARKS);
    let places = points.iter().copied().skip(every / 2).step_by(every).collect();
    let ends = [("start", points.first()), ("end of training", points.last())];
    let marks = ends.into_iter().filter_map(|(word, point)| {
        let style = match word {
            "start" => style.color(INK).marker(crate::palette::Marker::Square),
            _ => style.color(INK).marker(crate::palette::Marker::Circle).hollow(),
        };
        Some(Layer::points(word, style, vec![*point?]))
    });
    let marks: Vec<Layer> = marks.collect();
    [Layer::line(label, style, points), Layer::points(label, style, places)].into_iter().chain(marks).collect()
}

fn caption(ground: &Arm, arms: usize) -> String {
    let record = ground.first();
    let of = if ground.label.is_empty() { String::new() } else { format!(" of the arm {}", ground.label) };
    let rest = match record.run.data.parameters {
        2 => "these are all parameters".to_string(),
        all => format!("the other {} stay at their final values{of}, so only its end lies on the surface", all - 2),
    };
    let paths = if arms > 1 { "; paths that leave the picture are cut off" } else { "" };
    format!("The objective over the two parameters that travelled farthest: {rest}{paths} ({}).", whose(record))
}
