//! The layers of a plot: lines, bands, points, bars, surfaces, reference lines, words.
//!
//! A layer with an empty label is left out of the legend; layers with the same label share one entry. A point that is
//! not finite is dropped and breaks its line.

use super::Grid;
use crate::palette::{ColorMap, Style};

/// One thing drawn in a panel.
#[derive(Debug, Clone, PartialEq)]
pub enum PlotLayer {
    /// Points joined in their order.
    Line(Line),
    /// The area between two curves.
    Band(Band),
    /// Points alone.
    Points(Points),
    /// Upright bars: counts of a histogram, or one value per name.
    Bars(Bars),
    /// A number as color, over a rectangle.
    Heat(Heat),
    /// The class with the highest score as color, over a rectangle.
    Regions(Regions),
    /// Lines of equal value.
    Contour(Contour),
    /// A straight line across the panel, at a value to compare with.
    Reference(ReferenceLine),
    /// Words at a point.
    Annotation(Annotation),
}

/// Points joined in their order; a single point between gaps is drawn as a dot.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The entry in the legend.
    pub label: String,
    /// Color, dash and width.
    pub style: Style,
    /// (x, y) in the order of the line.
    pub points: Vec<(f64, f64)>,
}

/// The area between two curves, filled with the opaque tint of the style's color.
#[derive(Debug, Clone, PartialEq)]
pub struct Band {
    /// The entry in the legend; mostly empty, because the line in the middle of the band has one.
    pub label: String,
    /// Only its color is used.
    pub style: Style,
    /// (x, low, high) in the order of x.
    pub points: Vec<(f64, f64, f64)>,
}

/// Points alone, in the marker of the style.
#[derive(Debug, Clone, PartialEq)]
pub struct Points {
    /// The entry in the legend.
    pub label: String,
    /// Color, marker and filling.
    pub style: Style,
    /// (x, y).
    pub points: Vec<(f64, f64)>,
}

/// One bar, which stands on zero or, on a logarithmic axis, on the lower end of the axis.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bar {
    /// x of the left edge.
    pub from: f64,
    /// x of the right edge.
    pub to: f64,
    /// y at the top.
    pub height: f64,
}

/// Upright bars.
#[derive(Debug, Clone, PartialEq)]
pub struct Bars {
    /// The entry in the legend.
    pub label: String,
    /// Only its color is used.
    pub style: Style,
    /// The bars from left to right.
    pub bars: Vec<Bar>,
}

/// How a heat layer fills the plane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shading {
    /// One rectangle per value.
    Cells,
    /// One rectangle per value with the number in it: tables such as a confusion matrix.
    Numbers,
    /// Filled contours between the points, for functions of the plane.
    Smooth,
}

/// Values on a grid, shown as colors.
#[derive(Debug, Clone, PartialEq)]
pub struct Heat {
    /// The title of the color bar; empty for no color bar.
    pub label: String,
    /// The values.
    pub grid: Grid,
    /// Their colors.
    pub map: ColorMap,
    /// How the plane is filled.
    pub shading: Shading,
}

/// Decision regions: each place has the tint of the class whose score is highest there.
#[derive(Debug, Clone, PartialEq)]
pub struct Regions {
    /// Entry in the legend, style and scores of each class; all grids have the same points.
    pub classes: Vec<(String, Style, Grid)>,
}

/// Lines of equal value.
#[derive(Debug, Clone, PartialEq)]
pub struct Contour {
    /// The entry in the legend.
    pub label: String,
    /// Color, dash and width.
    pub style: Style,
    /// The values at the points of a grid.
    pub grid: Grid,
    /// At which values lines are drawn.
    pub levels: Vec<f64>,
}

/// How a reference line lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Orientation {
    /// y = at.
    Horizontal,
    /// x = at.
    Vertical,
}

/// A straight line across the panel, at a value to compare with.
#[derive(Debug, Clone, PartialEq)]
pub struct ReferenceLine {
    /// The entry in the legend.
    pub label: String,
    /// Color, dash and width.
    pub style: Style,
    /// Horizontal or vertical.
    pub orientation: Orientation,
    /// The value on the axis that the line crosses.
    pub at: f64,
}

/// Words centered at a point.
#[derive(Debug, Clone, PartialEq)]
pub struct Annotation {
    /// (x, y) of their middle.
    pub at: (f64, f64),
    /// A few words; they are not broken into lines.
    pub text: String,
}

impl PlotLayer {
    /// A layer that joins these points, with a label for the legend.
    pub fn line(label: impl Into<String>, style: Style, points: Vec<(f64, f64)>) -> Self {
        Self::Line(Line { label: label.into(), style, points })
    }

    /// A band without an entry of its own in the legend.
    pub fn band(style: Style, points: Vec<(f64, f64, f64)>) -> Self {
        Self::Band(Band { label: String::new(), style, points })
    }

    /// A layer of markers at these points, with a label for the legend.
    pub fn points(label: impl Into<String>, style: Style, points: Vec<(f64, f64)>) -> Self {
        Self::Points(Points { label: label.into(), style, points })
    }

    /// The bars of a histogram: `counts[i]` lies between `edges[i]` and `edges[i + 1]`.
    pub fn histogram(label: impl Into<String>, style: Style, edges: &[f64], counts: &[f64]) -> Self {
        let sides = edges.windows(2).zip(counts);
        let bars = sides.map(|(side, &height)| Bar { from: side[0], to: side[1], height });
        Self::Bars(Bars { label: label.into(), style, bars: bars.collect() })
    }

    /// One bar per category, the `index`-th of `series` bars that share a category.
    pub fn bars(label: impl Into<String>, style: Style, (index, series): (usize, usize), heights: &[f64]) -> Self {
        let width = 0.8 / series.max(1) as f64;
        let bars = heights.iter().enumerate().map(|(at, &height)| {
            let from = at as f64 - 0.4 + index as f64 * width;
            Bar { from, to: from + width, height }
        });
        Self::Bars(Bars { label: label.into(), style, bars: bars.collect() })
    }

    /// A reference line in the style of reference lines.
    pub fn reference(label: impl Into<String>, orientation: Orientation, at: f64) -> Self {
        Self::Reference(ReferenceLine { label: label.into(), style: Style::reference(), orientation, at })
    }

    /// Words at a point.
    pub fn annotation(at: (f64, f64), text: impl Into<String>) -> Self {
        Self::Annotation(Annotation { at, text: text.into() })
    }
}

impl Regions {
    /// The margin of a class at each point of the grid: its score less the best score of the others.
    ///
    /// `class` is an index into `classes`.
    pub fn margin(&self, class: usize) -> Grid {
        let own = &self.classes[class].2;
        let margin = |index: usize| {
            let others = self.classes.iter().enumerate().filter(|&(other, _)| other != class);
            let best = others.map(|(_, (_, _, grid))| grid.values[index]).fold(f64::MIN, f64::max);
            own.values[index] - best
        };
        Grid { values: (0..own.values.len()).map(margin).collect(), ..own.clone() }
    }
}
