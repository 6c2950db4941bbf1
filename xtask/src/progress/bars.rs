//! Progress bars: one for all runs, and one for each run under way. Lines are cut at the width of the terminal.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use experiment::record::Outcome;
use experiment::spec::EngineName;
use indicatif::{MultiProgress, ProgressBar, ProgressStyle};
use runner::observe::{Observer, Resumed};
use runner::store::StoreError;

use super::{TimeLeft, WarningsShown, damage_warning, resumed_state};
use crate::terminal;

/// How often a bar changes: many epochs take less than a millisecond.
const INTERVAL: Duration = Duration::from_millis(100);

/// The bars of all runs.
pub struct ProgressBars {
    all: MultiProgress,
    overall: ProgressBar,
    time_left: TimeLeft,
    runs: Mutex<BTreeMap<usize, RunBar>>,
    warnings: WarningsShown,
}

/// The bar of a run under way.
struct RunBar {
    bar: ProgressBar,
    label: String,
    epochs: usize,
    changed: Instant,
}

impl ProgressBars {
    /// Bars for runs of so many epochs.
    pub fn new(epochs: Vec<usize>) -> Self {
        let all = MultiProgress::new();
        let overall = all.add(ProgressBar::new(epochs.len() as u64));
        overall.set_style(style("{bar:10} {pos}/{len} runs  {wide_msg}"));
        overall.enable_steady_tick(Duration::from_millis(250));
        terminal::show_bars(all.clone());
        ProgressBars {
            all,
            overall,
            time_left: TimeLeft::new(epochs),
            runs: Mutex::default(),
            warnings: WarningsShown::default(),
        }
    }

    /// A run is over: its bar goes, and the bar of all runs moves.
    fn over(&self, run: usize) {
        self.time_left.end(run);
        if let Some(run) = self.runs.lock().expect("no thread panics while it holds the bars").remove(&run) {
            run.bar.finish_and_clear();
        }
        self.overall.inc(1);
        self.overall.set_message(self.time_left.text());
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).expect("the template is one that indicatif knows").progress_chars("━╸ ")
}

impl Observer for ProgressBars {
    fn begin(&self, run: usize, label: &str, epochs: usize) {
        let bar = self.all.add(ProgressBar::new(epochs as u64));
        bar.set_style(style("{bar:10} {wide_msg}"));
        bar.set_message(terminal::printable(label));
        let run_bar = RunBar { bar, label: terminal::printable(label), epochs, changed: Instant::now() };
        self.runs.lock().expect("no thread panics while it holds the bars").insert(run, run_bar);
    }

    fn epoch(&self, run: usize, epoch: usize, loss: f64) {
        let mut runs = self.runs.lock().expect("no thread panics while it holds the bars");
        let Some(run_bar) = runs.get_mut(&run) else { return };
        self.time_left.epoch(run, epoch, run_bar.epochs);
        if run_bar.changed.elapsed() >= INTERVAL {
            run_bar.changed = Instant::now();
            run_bar.bar.set_position(epoch as u64);
            let RunBar { label, epochs, .. } = run_bar;
            run_bar.bar.set_message(format!("epoch {epoch}/{epochs}, loss {loss:.3e}  {label}"));
            self.overall.set_message(self.time_left.text());
        }
    }

    fn end(&self, run: usize, _: &[(EngineName, Outcome)]) {
        self.over(run);
    }

    fn warn(&self, label: &str, warning: &str) {
        self.warnings.show(label, warning);
    }

    fn skip(&self, run: usize, _: &str) {
        self.over(run);
    }

    fn damaged(&self, _: usize, label: &str, damage: &StoreError) {
        terminal::stderr(&damage_warning(label, damage));
    }

    fn resumed(&self, _: usize, label: &str, from: Resumed) {
        terminal::stderr(&format!("{label}  {}", resumed_state(from)));
    }

    fn taken(&self, _: usize, label: &str) {
        terminal::stderr(&format!("{label}  another program trains it"));
    }
}

impl Drop for ProgressBars {
    fn drop(&mut self) {
        for run in self.runs.lock().expect("no thread panics while it holds the bars").values() {
            run.bar.finish_and_clear();
        }
        self.overall.finish_and_clear();
        terminal::clear_bars();
    }
}
