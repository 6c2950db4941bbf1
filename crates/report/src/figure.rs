//! A figure as plain data: what is drawn, but not how.
//!
//! A figure is a grid of panels with one legend. Its caption stands below the picture in a report, not in the picture.
//! Knows nothing of records, from which `figures` makes figures, and nothing of pixels, on which `draw` places them.

mod axis;
mod grid;
mod layer;
mod network;

pub use axis::{Axis, Scale};
pub use grid::Grid;
pub use layer::{
    Annotation, Band, Bar, Bars, Contour, Heat, Line, Orientation, PlotLayer, Points, ReferenceLine, Regions, Shading,
};
pub use network::{Network, Node};

/// One picture with everything needed to draw it.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// The file name without its ending, unique in a report.
    pub id: String,
    /// What the picture shows, in one sentence; the file has it as its alternative text.
    pub caption: String,
    /// What is seen, in a few words above all panels; empty for none.
    pub title: String,
    /// The moment that a frame of an animation shows, below the title; empty for a still.
    pub moment: String,
    /// The panels in reading order.
    pub panels: Vec<Panel>,
    /// How many panels stand in a row.
    pub columns: usize,
    /// The proportions of every panel.
    pub proportions: Proportions,
    /// Where the legend goes.
    pub legend: Legend,
}

/// The proportions of a panel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proportions {
    /// Wider than high: curves over time.
    Wide,
    /// As wide as high: planes and matrices.
    Square,
}

/// Where the legend goes; it never covers data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Legend {
    /// Below the panels, in rows.
    Below,
    /// Right of the panels, in one column.
    Right,
    /// There is none; titles and captions name everything.
    Hidden,
}

/// One of the pictures of a figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Panel {
    /// A few words above the panel; empty for none.
    pub title: String,
    /// A plot or a network.
    pub content: Content,
    /// Whether it stands beside what the figure is of: then its vertical axis is no other panel's.
    pub aside: bool,
}

/// What a panel shows.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// Layers in a coordinate system.
    Plot(Plot),
    /// Nodes and weighted edges, without axes.
    Network(Network),
}

/// Layers over two axes. Fills are drawn first, then bands, lines and points, each kind in the given order.
#[derive(Debug, Clone, PartialEq)]
pub struct Plot {
    /// The horizontal axis.
    pub x: Axis,
    /// The vertical axis.
    pub y: Axis,
    /// What is drawn over the axes.
    pub layers: Vec<PlotLayer>,
}

impl Figure {
    /// A figure of wide panels, at most three in a row and every row about as long, with its legend below.
    pub fn new(id: impl Into<String>, caption: impl Into<String>, panels: Vec<Panel>) -> Self {
        Self {
            id: id.into(),
            caption: caption.into(),
            title: String::new(),
            moment: String::new(),
            columns: balanced(panels.len(), 3),
            panels,
            proportions: Proportions::Wide,
            legend: Legend::Below,
        }
    }

    /// The same figure with square panels.
    pub fn square(self) -> Self {
        Self { proportions: Proportions::Square, ..self }
    }

    /// The same figure with `columns` panels in a row.
    pub fn columns(self, columns: usize) -> Self {
        Self { columns: columns.max(1), ..self }
    }

    /// The same figure with a title.
    pub fn title(self, title: impl Into<String>) -> Self {
        Self { title: title.into(), ..self }
    }

    /// The same figure at a moment of an animation.
    pub fn moment(self, moment: impl Into<String>) -> Self {
        Self { moment: moment.into(), ..self }
    }

    /// The same figure with its legend elsewhere.
    pub fn legend(self, legend: Legend) -> Self {
        Self { legend, ..self }
    }
}

impl Panel {
    /// A panel with axes.
    pub fn plot(title: impl Into<String>, x: Axis, y: Axis, layers: Vec<PlotLayer>) -> Self {
        Self { title: title.into(), content: Content::Plot(Plot { x, y, layers }), aside: false }
    }

    /// The same panel beside what the figure is of.
    pub fn aside(self) -> Self {
        Self { aside: true, ..self }
    }

    /// A panel with a network.
    pub fn network(title: impl Into<String>, network: Network) -> Self {
        Self { title: title.into(), content: Content::Network(network), aside: false }
    }
}

/// How many of `panels` stand in a row of at most `most`, so that no row is much shorter than the others: four panels
/// in rows of at most three are two and two.
pub fn balanced(panels: usize, most: usize) -> usize {
    panels.div_ceil(panels.div_ceil(most).max(1)).max(1)
}

#[cfg(test)]
mod tests {
    use super::balanced;

    #[test]
    fn rows_are_about_equally_long() {
        // 4 = 2 + 2, 5 = 3 + 2, 7 = 3 + 3 + 1; of at most 4, 9 = 3 + 3 + 3 and 10 = 4 + 4 + 2.
        assert_eq!([1, 2, 3, 4, 5, 7].map(|panels| balanced(panels, 3)), [1, 2, 3, 2, 3, 3]);
        assert_eq!([9, 10, 12].map(|panels| balanced(panels, 4)), [3, 4, 4]);
        assert_eq!(balanced(0, 3), 1);
    }
}
