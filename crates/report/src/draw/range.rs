//! The values an axis reaches from and to, when the figure does not say.

use super::mapping::usable;
use crate::figure::{Axis, Content, Direction, Figure, Grid, Layer, Plot, Scale, Shading};

/// One of the two axes of a plot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Along {
    X,
    Y,
}

impl Along {
    /// The axis of `plot`.
    pub fn axis(self, plot: &Plot) -> &Axis {
        match self {
            Self::X => &plot.x,
            Self::Y => &plot.y,
        }
    }

    fn of(self, (x, y): (f64, f64)) -> f64 {
        match self {
            Self::X => x,
            Self::Y => y,
        }
    }
}

/// What the axis says, else what the data ask for with some air around, else 0 to 1 (1 to 10 on a logarithmic axis).
pub fn range(plot: &Plot, along: Along) -> (f64, f64) {
    let axis = along.axis(plot);
    let log = axis.scale == Scale::Log;
    if let Some((low, high)) = axis.range.filter(|&(low, high)| low < high && usable(low, log) && usable(high, log)) {
        return (low, high);
    }
    if let Scale::Category(names) = &axis.scale {
        return (-0.5, names.len().max(1) as f64 - 0.5);
    }
    match (extremes(plot, along), log) {
        (None, true) => (1.0, 10.0),
        (None, false) => (0.0, 1.0),
        (Some((low, high)), true) => airy_log(low, high),
        (Some((low, high)), false) => airy(plot, along, low, high),
    }
}

/// The smallest and largest values that have a place on the axis.
pub fn extremes(plot: &Plot, along: Along) -> Option<(f64, f64)> {
    let log = along.axis(plot).scale == Scale::Log;
    let points = plot.layers.iter().flat_map(corners);
    let values = points.map(|point| along.of(point)).filter(|&value| usable(value, log));
    values.fold(None, |found: Option<(f64, f64)>, value| {
        let (low, high) = found.unwrap_or((value, value));
        Some((low.min(value), high.max(value)))
    })
}

fn airy(plot: &Plot, along: Along, low: f64, high: f64) -> (f64, f64) {
    let size = low.abs().max(high.abs());
    if high - low <= 1e-9 * size || high == low {
        let around = if size == 0.0 { 0.5 } else { 0.1 * size };
        return (low - around, high + around);
    }
    if plot.layers.iter().any(fills_its_range) {
        return (low, high);
    }
    let bars = plot.layers.iter().any(|layer| matches!(layer, Layer::Bars(_)));
    let air = match along {
        Along::X => 0.02 * (high - low),
        Along::Y => 0.05 * (high - low),
    };
    // Bars stand on zero: air belongs above them only.
    let floor = if bars && along == Along::Y && low == 0.0 { 0.0 } else { low - air };
    (floor, high + air)
}

fn airy_log(low: f64, high: f64) -> (f64, f64) {
    if high <= low * (1.0 + 1e-9) {
        return (low / 3.0, high * 3.0);
    }
    let air = libm::exp10(0.04 * libm::log10(high / low));
    (low / air, high * air)
}

fn fills_its_range(layer: &Layer) -> bool {
    match layer {
        Layer::Heat(_) | Layer::Regions(_) | Layer::Contour(_) => true,
        Layer::Line(_) | Layer::Band(_) | Layer::Points(_) | Layer::Bars(_) => false,
        Layer::Rule(_) | Layer::Note(_) => false,
    }
}

/// Points that span the layer; NaN where it has no say.
pub fn corners(layer: &Layer) -> Vec<(f64, f64)> {
    match layer {
        Layer::Line(line) => line.points.clone(),
        Layer::Points(points) => points.points.clone(),
        Layer::Band(band) => band.points.iter().flat_map(|&(x, low, high)| [(x, low), (x, high)]).collect(),
        Layer::Bars(bars) => bars.bars.iter().flat_map(|bar| [(bar.from, 0.0), (bar.to, bar.height)]).collect(),
        Layer::Heat(heat) => match heat.shading {
            Shading::Cells | Shading::Numbers => grid_corners(&heat.grid, 0.5),
            Shading::Smooth => grid_corners(&heat.grid, 0.0),
        },
        Layer::Regions(regions) => regions.classes.iter().flat_map(|(_, _, grid)| grid_corners(grid, 0.0)).collect(),
        Layer::Contour(contour) => grid_corners(&contour.grid, 0.0),
        Layer::Rule(rule) => match rule.direction {
            Direction::Horizontal => vec![(f64::NAN, rule.at)],
            Direction::Vertical => vec![(rule.at, f64::NAN)],
        },
        Layer::Note(_) => Vec::new(),
    }
}

/// Two opposite corners, `beyond` steps outside of the outermost points.
fn grid_corners(grid: &Grid, beyond: f64) -> Vec<(f64, f64)> {
    if grid.values.is_empty() {
        return Vec::new();
    }
    let (step_x, step_y) = grid.step();
    vec![
        (grid.x.0 - beyond * step_x, grid.y.0 - beyond * step_y),
        (grid.x.1 + beyond * step_x, grid.y.1 + beyond * step_y),
    ]
}

/// Gives the same panel of every figure the same axes, wide enough for all: the frames of an animation must not jump.
pub fn share_ranges(figures: &mut [Figure]) {
    let panels = figures.iter().map(|figure| figure.panels.len()).max().unwrap_or(0);
    for panel in 0..panels {
        for along in [Along::X, Along::Y] {
            let shown = |plot: &&Plot| along.axis(plot).range.is_some() || extremes(plot, along).is_some();
            let found = plots(figures, panel).filter(shown).map(|plot| range(plot, along));
            let widest = found.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)));
            figures.iter_mut().for_each(|figure| fix(figure, panel, along, widest));
        }
    }
}

fn plots(figures: &[Figure], panel: usize) -> impl Iterator<Item = &Plot> {
    figures.iter().filter_map(move |figure| match &figure.panels.get(panel)?.content {
        Content::Plot(plot) => Some(plot),
        Content::Network(_) => None,
    })
}

fn fix(figure: &mut Figure, panel: usize, along: Along, range: Option<(f64, f64)>) {
    let Some(Content::Plot(plot)) = figure.panels.get_mut(panel).map(|panel| &mut panel.content) else {
        return;
    };
    match along {
        Along::X => plot.x.range = range,
        Along::Y => plot.y.range = range,
    }
}
