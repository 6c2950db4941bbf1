//! Progress without a terminal: a line when a run ends, and one every ten seconds of a long run.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use experiment::record::Outcome;
use experiment::spec::EngineName;
use runner::observe::{Observer, Resumed};
use runner::store::ReadError;

use super::{TimeLeft, WarningsShown, damage_warning, resumed_state};
use crate::terminal;

/// How often a long run prints a line.
const INTERVAL: Duration = Duration::from_secs(10);

/// The lines of all runs.
pub struct ProgressLines {
    runs: usize,
    time_left: TimeLeft,
    under_way: Mutex<BTreeMap<usize, RunUnderWay>>,
    warnings: WarningsShown,
}

/// What is known of a run under way.
struct RunUnderWay {
    label: String,
    epochs: usize,
    printed: Instant,
    loss: f64,
}

impl ProgressLines {
    /// Lines for runs of so many epochs.
    pub fn new(epochs: Vec<usize>) -> Self {
        ProgressLines {
            runs: epochs.len(),
            time_left: TimeLeft::new(epochs),
            under_way: Mutex::default(),
            warnings: WarningsShown::default(),
        }
    }

    fn print(&self, run: usize, state: &str, label: &str) {
        terminal::stderr(&format!("run {}/{}  {state}  {label}", run + 1, self.runs));
    }
}

impl Observer for ProgressLines {
    fn begin(&self, run: usize, label: &str, epochs: usize) {
        let under_way = RunUnderWay { label: label.to_string(), epochs, printed: Instant::now(), loss: f64::NAN };
        self.under_way.lock().expect("no thread panics while it holds the runs").insert(run, under_way);
    }

    fn epoch(&self, run: usize, epoch: usize, loss: f64) {
        let mut under_way = self.under_way.lock().expect("no thread panics while it holds the runs");
        let Some(about) = under_way.get_mut(&run) else { return };
        about.loss = loss;
        self.time_left.epoch(run, epoch, about.epochs);
        if about.printed.elapsed() >= INTERVAL {
            about.printed = Instant::now();
            let state = format!("epoch {epoch}/{}, loss {loss:.3e}, {}", about.epochs, self.time_left.text());
            self.print(run, &state, &about.label);
        }
    }

    fn end(&self, run: usize, outcomes: &[(EngineName, Outcome)]) {
        self.time_left.end(run);
        let about = self.under_way.lock().expect("no thread panics while it holds the runs").remove(&run);
        let Some(about) = about else { return };
        let diverged = outcomes.iter().any(|(_, outcome)| outcome.diverged());
        let end = if diverged { "diverged".to_string() } else { format!("done, loss {:.3e}", about.loss) };
        self.print(run, &end, &about.label);
    }

    fn warn(&self, label: &str, warning: &str) {
        self.warnings.show(label, warning);
    }

    fn skip(&self, run: usize, label: &str) {
        self.time_left.end(run);
        self.print(run, "finished earlier", label);
    }

    fn damaged(&self, _: usize, label: &str, damage: &ReadError) {
        terminal::stderr(&damage_warning(label, damage));
    }

    fn resumed(&self, run: usize, label: &str, from: Resumed) {
        self.print(run, resumed_state(from), label);
    }

    fn taken(&self, run: usize, label: &str) {
        self.print(run, "another program trains it", label);
    }
}
