//! What burn 0.22.1 does not compute exactly in f64, or not as the conventions say, written from operations that it
//! does compute exactly.
//!
//! Each function stands beside the arm that calls it, where a table says what is wrong with burn's own; `framework`
//! measures that. Everything else of a network is burn's own, but for update rules: see `rule`.

pub use crate::activation::*;
pub use crate::loss::*;
