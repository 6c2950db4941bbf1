//! Figures and documents: pictures and words made of records on disk, never of a network.
//!
//! A [`figure::Figure`] is plain data. [`draw::svg`] draws it once; [`convert`] makes the files people open;
//! [`csv::csv`] writes the numbers it was drawn from; [`animate::animated`] shows several one after the other.
//! [`figures::figures`] makes figures from records, [`document::experiment_report`] the page around them. Same input,
//! same bytes: no clock, no host, no font of the system.

pub mod animate;
mod arms;
mod comparison;
mod confusion;
pub mod convert;
pub mod csv;
pub mod document;
pub mod draw;
mod evaluation;
pub mod figure;
pub mod figures;
pub mod framework;
pub mod html;
pub mod index;
mod markdown;
pub mod palette;
pub mod statistics;
mod tables;
pub mod words;
mod xml;
