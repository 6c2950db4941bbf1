//! Where records live: one folder for each finished run, named by its id.
//!
//! ```text
//! reports/<config>/runs/<run id>/run.toml          resolved spec, outcome, final metrics
//!                                metrics.csv       one row per engine and epoch
//!                                agreement.csv     one row per epoch
//!                                parameters.csv    engine,parameter,row,column,value
//!                                parameters.safetensors   the same of the first engine, for other programs
//!                                predictions.csv   one row per engine and sample
//!                                recipe.json       how new data are prepared like these
//!                                tables/*.csv      what figures asked for
//! ```
//! A folder appears by one rename when its run is finished, so what is there is complete: to resume, to extend a
//! sweep and to merge the folders of two machines are the same non-feature.

mod id;
mod number;
mod publish;
mod read;
mod write;

pub use id::{digest, run_id};
pub use number::{of_outputs, shortest};
pub use publish::{Earlier, sweep};
pub use read::{ReadError, read};
pub use write::write;

use std::fs;
use std::path::{Path, PathBuf};

/// The folder of a run.
pub fn folder(runs: &Path, id: &str) -> PathBuf {
    runs.join(id)
}

/// Whether a run has been finished.
pub fn finished(runs: &Path, id: &str) -> bool {
    is_finished(&folder(runs, id))
}

/// An empty `run.toml` is what a loss of power leaves.
fn is_finished(folder: &Path) -> bool {
    fs::metadata(folder.join("run.toml")).is_ok_and(|about| about.is_file() && about.len() > 0)
}
