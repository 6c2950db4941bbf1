//! What the user sees of runs: bars on a terminal, plain lines elsewhere. Both on stderr; results go to stdout.

mod bars;
mod lines;
mod time_left;

use std::collections::BTreeSet;
use std::sync::Mutex;

use runner::observe::{Observer, Resumed};
use runner::plan::Job;
use runner::store::StoreError;

use crate::terminal;
use bars::ProgressBars;
use lines::ProgressLines;
use time_left::TimeLeft;

/// Bars or lines for these jobs.
pub fn observer(jobs: &[&Job]) -> Box<dyn Observer> {
    let epochs: Vec<usize> = jobs.iter().map(|job| job.spec.training.epochs).collect();
    match terminal::has_cursor() {
        true => Box::new(ProgressBars::new(epochs)),
        false => Box::new(ProgressLines::new(epochs)),
    }
}

/// The warnings that were shown: what is true of every seed is said once.
#[derive(Default)]
struct WarningsShown(Mutex<BTreeSet<String>>);

impl WarningsShown {
    /// Shows a warning about a run, unless it was shown for another.
    fn show(&self, label: &str, warning: &str) {
        if self.0.lock().expect("no thread panics while it holds the warnings").insert(warning.to_owned()) {
            terminal::stderr(&format!("warning: {label}: {warning}"));
        }
    }
}

/// The warning about a finished run that is damaged and is trained again.
fn damage_warning(label: &str, damage: &StoreError) -> String {
    let damage = damage.to_string();
    format!("warning: {label}: {}\n  = it is trained again", damage.lines().next().unwrap_or_default())
}

/// What becomes of the checkpoint of a run.
fn resumed_state(from: Resumed) -> &'static str {
    match from {
        Resumed::FromCheckpoint => "goes on from its checkpoint",
        Resumed::NotUsable => "begins anew, as its checkpoint is damaged or of another version",
    }
}
