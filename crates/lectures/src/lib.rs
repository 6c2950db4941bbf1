//! The five lectures that Longhand works through: every formula they print with the computation that judges it
//! ([`formulas`]), their misprints ([`errata`]), all their subjects ([`topics`]), their notations side by side
//! ([`notations`]), and one small network in scalars and in matrices ([`matrix_form`]).
//!
//! The lectures are cited by number and line; their texts are no part of the project. Numbers of worked examples stand
//! in `configs/worked-*.toml`, where each is an `[[expect]]` that running the config judges.
//!
//! ```
//! let table = lectures::formulas::all();
//! let misprinted = table.iter().filter(|formula| formula.is_misprint()).count();
//! assert_eq!((table.len(), misprinted), (96, 36));
//! ```

mod calculus;
pub mod errata;
pub mod formula;
pub mod formulas;
pub mod matrix_form;
mod network;
pub mod notations;
pub mod topics;
pub mod worked;

pub use formula::{Deviation, Formula, FormulaVerdict};
