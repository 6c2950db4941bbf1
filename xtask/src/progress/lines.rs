//! Progress without a terminal: a line when a run ends, and one every ten seconds of a long run.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use ::report::terminal::{COLUMNS, end};
use experiment::record::Outcome;
use experiment::spec::EngineName;
use runner::observe::{Observer, Resumed};
use runner::store::StoreError;

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
        terminal::stderr(&line(&format!("run {}/{}  {state}", run + 1, self.runs), label));
    }
}

/// The fewest columns that show which run a label means.
const LEAST: usize = 16;

/// A state and the end of a label, in 60 columns; on a line of its own where there is too little room.
fn line(state: &str, label: &str) -> String {
    match COLUMNS.saturating_sub(state.chars().count() + 2) {
        room if room >= LEAST.min(label.chars().count()) => format!("{state}  {}", end(label, room)),
        _ => format!("{state}\n  {}", end(label, COLUMNS - 2)),
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

    fn damaged(&self, _: usize, label: &str, damage: &StoreError) {
        terminal::stderr(&damage_warning(label, damage));
    }

    fn resumed(&self, run: usize, label: &str, from: Resumed) {
        self.print(run, resumed_state(from), label);
    }

    fn taken(&self, run: usize, label: &str) {
        self.print(run, "another program trains it", label);
    }
}

#[cfg(test)]
mod tests {
    use super::line;

    #[test]
    fn lines_fit_and_say_which_run() {
        let label = "losses-class-weights  class_weights = [1.0, 1.0]  seed 1";
        let short = line("run 1/15  done, loss 1.648e-1", label);
        assert_eq!(short, "run 1/15  done, loss 1.648e-1  …weights = [1.0, 1.0]  seed 1");
        assert_eq!(short.chars().count(), 60);
        let long = line("run 10/15  epoch 1000/3000, loss 1.648e-1, 12m 10s, 1h 20m left", "xor  seed 1");
        assert!(long.ends_with("left\n  xor  seed 1"), "{long}");
    }
}
