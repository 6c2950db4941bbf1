//! Figures and documents: pictures and words made of records on disk, never of a network.
//!
//! A [`figure::Figure`] is plain data. [`draw::svg`] draws it; [`convert`] makes the files that people open;
//! [`csv::csv`] writes the numbers that it was drawn from; [`animate::animated`] shows several figures in turn.
//! [`figures::figures`] makes figures from records, [`document::experiment_report`] the report around them. The same
//! input gives the same bytes: there is no clock, no name of the host and no font of the system in them.
//!
//! ```
//! use report::figure::{Axis, Figure, Panel, PlotLayer};
//! use report::palette::Style;
//! use report::{convert, draw};
//!
//! let losses = vec![(0.0, 0.69), (1.0, 0.41), (2.0, 0.28), (3.0, 0.21)];
//! let line = PlotLayer::line("training", Style::series(0), losses);
//! let panel = Panel::plot("", Axis::linear("epoch"), Axis::linear("loss").unit("nats"), vec![line]);
//! let figure = Figure::new("loss", "The loss falls from epoch to epoch.", vec![panel]);
//!
//! let svg = draw::svg(&figure);
//! assert!(svg.contains(">loss (nats)</text>"));
//! // Words become outlines, so that the file looks the same where the font is missing.
//! assert!(!convert::outlined(&svg, &figure.caption)?.contains("<text"));
//! # Ok::<(), usvg::Error>(())
//! ```

pub mod animate;
mod arms;
pub mod changes;
pub mod choice;
pub mod claims;
pub mod comparable;
mod comparison;
mod confusion;
pub mod convert;
pub mod csv;
pub mod document;
pub mod draw;
mod evaluation;
pub mod figure;
pub mod figures;
mod findings;
pub mod framework;
pub mod html;
pub mod index;
mod judge;
mod markdown;
pub mod needed;
pub mod palette;
pub mod results_csv;
mod seeds;
pub mod site;
pub mod statistics;
mod symbols;
mod tables;
pub mod terminal;
pub mod words;
mod xml;

pub use arms::arm_labels;
