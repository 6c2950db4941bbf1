//! The range of an axis: from its figure, else from the data.

use super::coordinates::Spacing;
use crate::figure::{Axis, Content, Figure, Grid, Orientation, Plot, PlotLayer, Scale, Shading};
use crate::statistics::extremes;

/// One of the two axes of a plot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dimension {
    X,
    Y,
}

impl Dimension {
    /// The axis of `plot`.
    pub fn axis(self, plot: &Plot) -> &Axis {
        match self {
            Self::X => &plot.x,
            Self::Y => &plot.y,
        }
    }

    fn coordinate(self, (x, y): (f64, f64)) -> f64 {
        match self {
            Self::X => x,
            Self::Y => y,
        }
    }
}

/// The range that the axis names, else that of the data with a margin, else 0 to 1 (1 to 10 on a logarithmic axis).
pub fn range(plot: &Plot, dimension: Dimension) -> (f64, f64) {
    let axis = dimension.axis(plot);
    let spacing = Spacing::of(axis);
    if let Some((low, high)) = axis.range.filter(|&(low, high)| low < high && spacing.holds(low) && spacing.holds(high))
    {
        return (low, high);
    }
    if let Scale::Category(names) = &axis.scale {
        return (-0.5, names.len().max(1) as f64 - 0.5);
    }
    match (data_range(plot, dimension), spacing) {
        (None, Spacing::Linear) => (0.0, 1.0),
        (None, Spacing::Logarithmic) => (1.0, 10.0),
        (Some((low, high)), Spacing::Linear) => with_margin(plot, dimension, low, high),
        (Some((low, high)), Spacing::Logarithmic) => with_logarithmic_margin(low, high),
    }
}

/// The smallest and the largest value that can be drawn on the axis.
pub fn data_range(plot: &Plot, dimension: Dimension) -> Option<(f64, f64)> {
    let spacing = Spacing::of(dimension.axis(plot));
    let points = plot.layers.iter().flat_map(spanning_points);
    extremes(points.map(|point| dimension.coordinate(point)).filter(|&value| spacing.holds(value)))
}

fn with_margin(plot: &Plot, dimension: Dimension, low: f64, high: f64) -> (f64, f64) {
    let size = low.abs().max(high.abs());
    if high - low <= 1e-9 * size || high == low {
        return match (size == 0.0, dimension) {
            // Losses and counts that are 0 throughout lie on the ground: there is nothing below.
            (true, Dimension::Y) => (-0.05, 1.0),
            (true, Dimension::X) => (-0.5, 0.5),
            (false, _) => (low - 0.1 * size, high + 0.1 * size),
        };
    }
    if plot.layers.iter().any(fills_its_range) {
        return (low, high);
    }
    let bars = plot.layers.iter().any(|layer| matches!(layer, PlotLayer::Bars(_)));
    let margin = match dimension {
        Dimension::X => 0.02 * (high - low),
        Dimension::Y => 0.05 * (high - low),
    };
    // Bars stand on zero, so they have a margin above them only.
    let bottom = if bars && dimension == Dimension::Y && low == 0.0 { 0.0 } else { low - margin };
    (bottom, high + margin)
}

fn with_logarithmic_margin(low: f64, high: f64) -> (f64, f64) {
    if high <= low * (1.0 + 1e-9) {
        return (low / 3.0, high * 3.0);
    }
    let factor = libm::exp10(0.04 * libm::log10(high / low));
    (low / factor, high * factor)
}

fn fills_its_range(layer: &PlotLayer) -> bool {
    match layer {
        PlotLayer::Heat(_) | PlotLayer::Regions(_) | PlotLayer::Contour(_) => true,
        PlotLayer::Line(_) | PlotLayer::Band(_) | PlotLayer::Points(_) | PlotLayer::Bars(_) => false,
        PlotLayer::Reference(_) | PlotLayer::Annotation(_) => false,
    }
}

/// Points that span the layer; a coordinate that it leaves open is NaN.
pub fn spanning_points(layer: &PlotLayer) -> Vec<(f64, f64)> {
    match layer {
        PlotLayer::Line(line) => line.points.clone(),
        PlotLayer::Points(points) => points.points.clone(),
        PlotLayer::Band(band) => band.points.iter().flat_map(|&(x, low, high)| [(x, low), (x, high)]).collect(),
        PlotLayer::Bars(bars) => bars.bars.iter().flat_map(|bar| [(bar.from, 0.0), (bar.to, bar.height)]).collect(),
        PlotLayer::Heat(heat) => match heat.shading {
            Shading::Cells | Shading::Numbers => grid_corners(&heat.grid, 0.5),
            Shading::Smooth => grid_corners(&heat.grid, 0.0),
        },
        PlotLayer::Regions(regions) => {
            regions.classes.iter().flat_map(|(_, _, grid)| grid_corners(grid, 0.0)).collect()
        }
        PlotLayer::Contour(contour) => grid_corners(&contour.grid, 0.0),
        PlotLayer::Reference(line) => match line.orientation {
            Orientation::Horizontal => vec![(f64::NAN, line.at)],
            Orientation::Vertical => vec![(line.at, f64::NAN)],
        },
        PlotLayer::Annotation(_) => Vec::new(),
    }
}

/// Two opposite corners, `beyond` steps outside of the outermost points.
fn grid_corners(grid: &Grid, beyond: f64) -> Vec<(f64, f64)> {
    if grid.values.is_empty() {
        return Vec::new();
    }
    let (step_x, step_y) = grid.spacing();
    vec![
        (grid.x.0 - beyond * step_x, grid.y.0 - beyond * step_y),
        (grid.x.1 + beyond * step_x, grid.y.1 + beyond * step_y),
    ]
}

/// Gives the same panel of every figure the same axes, wide enough for all: the frames of an animation must not jump.
pub fn share_ranges(figures: &mut [Figure]) {
    let panels = figures.iter().map(|figure| figure.panels.len()).max().unwrap_or(0);
    for panel in 0..panels {
        for dimension in [Dimension::X, Dimension::Y] {
            let known = |plot: &&Plot| dimension.axis(plot).range.is_some() || data_range(plot, dimension).is_some();
            let ranges = plots(figures, panel).filter(known).map(|plot| range(plot, dimension));
            let widest = ranges.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)));
            figures.iter_mut().for_each(|figure| set_range(figure, panel, dimension, widest));
        }
    }
}

fn plots(figures: &[Figure], panel: usize) -> impl Iterator<Item = &Plot> {
    figures.iter().filter_map(move |figure| match &figure.panels.get(panel)?.content {
        Content::Plot(plot) => Some(plot),
        Content::Network(_) => None,
    })
}

fn set_range(figure: &mut Figure, panel: usize, dimension: Dimension, range: Option<(f64, f64)>) {
    let Some(Content::Plot(plot)) = figure.panels.get_mut(panel).map(|panel| &mut panel.content) else {
        return;
    };
    match dimension {
        Dimension::X => plot.x.range = range,
        Dimension::Y => plot.y.range = range,
    }
}
