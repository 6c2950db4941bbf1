//! The layers of a panel: lines, bands, points, bars, surfaces, reference lines, words.
//!
//! An empty label keeps a layer out of the legend; layers of one label share one entry. A point that is not finite
//! is dropped and breaks its line.

use super::Grid;
use crate::palette::{ColorMap, Style};

/// One thing drawn in a panel.
#[derive(Debug, Clone, PartialEq)]
pub enum Layer {
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
    /// A straight line across the panel.
    Rule(Rule),
    /// Words at a point.
    Note(Note),
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
    /// The entry in the legend; bands mostly leave it to their line.
    pub label: String,
    /// Gives the color.
    pub style: Style,
    /// (x, low, high) in the order of x.
    pub points: Vec<(f64, f64, f64)>,
}

/// Points alone, in the marker of the style.
#[derive(Debug, Clone, PartialEq)]
pub struct Points {
    /// The entry in the legend.
    pub label: String,
    /// Color and marker.
    pub style: Style,
    /// (x, y).
    pub points: Vec<(f64, f64)>,
}

/// One bar from the axis, or from the floor of a logarithmic axis, to its height.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bar {
    /// The left edge.
    pub from: f64,
    /// The right edge.
    pub to: f64,
    /// The value at the top.
    pub height: f64,
}

/// Upright bars.
#[derive(Debug, Clone, PartialEq)]
pub struct Bars {
    /// The entry in the legend.
    pub label: String,
    /// Gives the color.
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

/// A number as color.
#[derive(Debug, Clone, PartialEq)]
pub struct Heat {
    /// The words beside the color bar; empty for no color bar.
    pub label: String,
    /// The values.
    pub grid: Grid,
    /// Their colors.
    pub map: ColorMap,
    /// How the plane is filled.
    pub shading: Shading,
}

/// Each place in the tint of the class whose score is highest there: decision regions with smooth borders.
#[derive(Debug, Clone, PartialEq)]
pub struct Regions {
    /// Entry in the legend, style and scores of each class; the grids are equally laid out.
    pub classes: Vec<(String, Style, Grid)>,
}

/// Lines of equal value.
#[derive(Debug, Clone, PartialEq)]
pub struct Contour {
    /// The entry in the legend.
    pub label: String,
    /// Color, dash and width.
    pub style: Style,
    /// The values on a lattice.
    pub grid: Grid,
    /// At which values lines are drawn.
    pub levels: Vec<f64>,
}

/// Along which axis a reference value is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// A level: y = at.
    Horizontal,
    /// An upright line: x = at.
    Vertical,
}

/// A straight line across the panel.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    /// The entry in the legend.
    pub label: String,
    /// Color, dash and width.
    pub style: Style,
    /// Level or upright.
    pub direction: Direction,
    /// Where on the axis.
    pub at: f64,
}

/// Words centered at a point.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// Where.
    pub at: (f64, f64),
    /// The words.
    pub text: String,
}

impl Layer {
    /// A line.
    pub fn line(label: impl Into<String>, style: Style, points: Vec<(f64, f64)>) -> Self {
        Self::Line(Line { label: label.into(), style, points })
    }

    /// A band without an entry of its own in the legend.
    pub fn band(style: Style, points: Vec<(f64, f64, f64)>) -> Self {
        Self::Band(Band { label: String::new(), style, points })
    }

    /// Points.
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

    /// A reference line.
    pub fn rule(label: impl Into<String>, direction: Direction, at: f64) -> Self {
        Self::Rule(Rule { label: label.into(), style: Style::reference(), direction, at })
    }

    /// Words at a point.
    pub fn note(at: (f64, f64), text: impl Into<String>) -> Self {
        Self::Note(Note { at, text: text.into() })
    }
}

impl Regions {
    /// By how much a class leads at each point of the lattice: its score less the best of the others.
    ///
    /// `classes[class]` must exist.
    pub fn lead(&self, class: usize) -> Grid {
        let own = &self.classes[class].2;
        let lead = |index: usize| {
            let others = self.classes.iter().enumerate().filter(|&(other, _)| other != class);
            let best = others.map(|(_, (_, _, grid))| grid.values[index]).fold(f64::MIN, f64::max);
            own.values[index] - best
        };
        Grid { values: (0..own.values.len()).map(lead).collect(), ..own.clone() }
    }
}
