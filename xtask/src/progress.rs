//! What the user sees of runs: bars on a terminal, plain lines elsewhere. Both on stderr; results go to stdout.

use std::collections::BTreeMap;
use std::io::IsTerminal;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use experiment::record::Outcome;
use experiment::spec::EngineName;
use indicatif::{MultiProgress, ProgressBar, ProgressStyle};
use runner::observe::Observer;
use runner::store::ReadError;

use crate::terminal;

/// How often a run tells of itself where there is no terminal.
const PLAIN: Duration = Duration::from_secs(10);

/// Bars or lines.
pub fn observer(runs: usize) -> Box<dyn Observer> {
    let dumb = std::env::var("TERM").is_ok_and(|term| term == "dumb");
    if std::io::stderr().is_terminal() && !dumb { Box::new(Bars::new(runs)) } else { Box::new(Lines::new(runs)) }
}

/// One bar for all runs, and one for each run under way.
struct Bars {
    all: MultiProgress,
    overall: ProgressBar,
    runs: Mutex<BTreeMap<usize, ProgressBar>>,
}

impl Bars {
    fn new(runs: usize) -> Self {
        let all = MultiProgress::new();
        let overall = all.add(ProgressBar::new(runs as u64));
        overall.set_style(style("{bar:30} {pos}/{len} runs  {elapsed} gone, {eta} to go"));
        overall.enable_steady_tick(Duration::from_millis(250));
        Bars { all, overall, runs: Mutex::default() }
    }

    fn with(&self, run: usize, f: impl FnOnce(&ProgressBar)) {
        let runs = self.runs.lock().expect("no thread panics while it holds the bars");
        if let Some(bar) = runs.get(&run) {
            f(bar);
        }
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).expect("the template is one that indicatif knows").progress_chars("━╸ ")
}

impl Observer for Bars {
    fn begin(&self, run: usize, label: &str, epochs: usize) {
        let bar = self.all.add(ProgressBar::new(epochs as u64));
        bar.set_style(style("{bar:30} epoch {pos}/{len}, {eta} to go, loss {msg}  {prefix}"));
        bar.set_prefix(terminal::printable(label));
        self.runs.lock().expect("no thread panics while it holds the bars").insert(run, bar);
    }

    fn epoch(&self, run: usize, epoch: usize, loss: f64) {
        self.with(run, |bar| {
            bar.set_position(epoch as u64);
            bar.set_message(format!("{loss:.4e}"));
        });
    }

    fn end(&self, run: usize, _: &[(EngineName, Outcome)]) {
        self.with(run, ProgressBar::finish_and_clear);
        self.runs.lock().expect("no thread panics while it holds the bars").remove(&run);
        self.overall.inc(1);
    }

    fn skip(&self, _: usize, _: &str) {
        self.overall.inc(1);
    }

    fn damaged(&self, _: usize, label: &str, damage: &ReadError) {
        self.all.suspend(|| terminal::stderr(&again(label, damage)));
    }
}

impl Drop for Bars {
    fn drop(&mut self) {
        for bar in self.runs.lock().expect("no thread panics while it holds the bars").values() {
            bar.finish_and_clear();
        }
        self.overall.finish_and_clear();
    }
}

/// A line when a run ends, and one every ten seconds of a long one.
struct Lines {
    runs: usize,
    under_way: Mutex<BTreeMap<usize, Line>>,
}

struct Line {
    label: String,
    epochs: usize,
    told: Instant,
    loss: f64,
}

impl Lines {
    fn new(runs: usize) -> Self {
        Lines { runs, under_way: Mutex::default() }
    }
}

impl Observer for Lines {
    fn begin(&self, run: usize, label: &str, epochs: usize) {
        let line = Line { label: label.to_string(), epochs, told: Instant::now(), loss: f64::NAN };
        self.under_way.lock().expect("no thread panics while it holds the lines").insert(run, line);
    }

    fn epoch(&self, run: usize, epoch: usize, loss: f64) {
        let mut under_way = self.under_way.lock().expect("no thread panics while it holds the lines");
        let Some(line) = under_way.get_mut(&run) else { return };
        line.loss = loss;
        if line.told.elapsed() >= PLAIN {
            line.told = Instant::now();
            terminal::stderr(&format!(
                "run {}/{}  {}  epoch {epoch}/{}  loss {loss:.4e}",
                run + 1,
                self.runs,
                line.label,
                line.epochs
            ));
        }
    }

    fn end(&self, run: usize, outcomes: &[(EngineName, Outcome)]) {
        let line = self.under_way.lock().expect("no thread panics while it holds the lines").remove(&run);
        let Some(line) = line else { return };
        let diverged = outcomes.iter().any(|(_, outcome)| outcome.diverged());
        let end = if diverged { "diverged".to_string() } else { format!("done, loss {:.4e}", line.loss) };
        terminal::stderr(&format!("run {}/{}  {}  {end}", run + 1, self.runs, line.label));
    }

    fn skip(&self, run: usize, label: &str) {
        terminal::stderr(&format!("run {}/{}  {label}  finished earlier", run + 1, self.runs));
    }

    fn damaged(&self, _: usize, label: &str, damage: &ReadError) {
        terminal::stderr(&again(label, damage));
    }
}

/// What is said of a run that is damaged, where it is being trained again.
fn again(label: &str, damage: &ReadError) -> String {
    let damage = damage.to_string();
    format!("warning: {label}: {}\n  = it is trained again", damage.lines().next().unwrap_or_default())
}
