//! The columns of the results, and the cells of a row.

use experiment::spec::Metric;

use super::{ending, judged};
use crate::arms::{Arm, trained};
use crate::comparison;
use crate::evaluation::{self, engine_difference};
use crate::judge::RankingMeasure;
use crate::markdown::escaped;
use crate::statistics::{Estimate, extremes};
use crate::tables::Align;
use crate::words::{leaves, magnitude};

/// The columns of some arms.
pub struct Columns<'c, 'a> {
    /// The arms, in the order of the rows.
    pub arms: &'c [Arm<'a>],
    /// The metrics, each in a column.
    pub metrics: Vec<Metric>,
    /// The further measure that judges, if one does.
    pub judged: Option<judged::Column>,
    /// The mean in bold in each column of a metric.
    bests: Vec<Option<f64>>,
    /// How the training of each arm ended; none where a sentence says it of all.
    endings: Option<Vec<String>>,
}

impl<'c, 'a> Columns<'c, 'a> {
    /// The columns of these metrics, and of the further measure that judges.
    pub fn of(arms: &'c [Arm<'a>], metrics: Vec<Metric>, judge: Option<&RankingMeasure>) -> Columns<'c, 'a> {
        let asked = arms.first().and_then(|arm| arm.first_run().run.spec.judge.results_metric());
        let bests = metrics.iter().map(|&metric| best(arms, metric).filter(|_| Some(metric) == asked)).collect();
        let endings = ending::same_for_all(arms).is_none().then(|| arms.iter().map(ending::words).collect());
        Columns { arms, metrics, judged: judge.map(|judge| judged::column(judge, arms)), bests, endings }
    }

    /// The names of the columns.
    pub fn heads(&self) -> Vec<(String, Align)> {
        let mut heads = vec![(String::new(), Align::Left)];
        heads.extend(self.judged.as_ref().map(|column| (column.name.clone(), Align::Right)));
        heads.extend(self.metrics.iter().map(|&metric| (evaluation::name(metric), Align::Right)));
        if self.endings.is_some() {
            heads.push(("how training ended".to_owned(), Align::Left));
        }
        if self.both_engines() {
            heads.push(("burn differs by".to_owned(), Align::Right));
        }
        heads
    }

    /// The cells of an arm.
    pub fn arm(&self, index: usize) -> Vec<String> {
        let arm = &self.arms[index];
        let mut cells = vec![escaped(arm.label_or(arm.reported_engine().as_str()))];
        cells.extend(self.judged.as_ref().map(|column| column.cells[index].clone()));
        cells.extend(self.metrics.iter().zip(&self.bests).map(|(&metric, &best)| value(arm, metric, best)));
        cells.extend(self.endings.as_ref().map(|endings| endings[index].clone()));
        if self.both_engines() {
            cells.push(engine_difference(arm, &self.metrics).map_or_else(|| "–".to_owned(), magnitude));
        }
        cells
    }

    /// The cells of a baseline, which has values of the metrics alone.
    pub fn baseline(&self, name: String, values: Vec<String>) -> Vec<String> {
        let mut cells = vec![name];
        cells.extend(self.judged.as_ref().map(|_| String::new()));
        cells.extend(values);
        cells.resize(self.heads().len(), String::new());
        cells
    }

    /// Whether both engines trained.
    pub fn both_engines(&self) -> bool {
        self.arms.iter().any(|arm| arm.runs[0].run.spec.engines.len() > 1)
    }

    /// Whether an interval is cut at an end of the range of its metric or of the measure that judges.
    pub fn has_cut(&self) -> bool {
        let is_cut =
            |arm: &Arm, metric: Metric| arm.result(metric).is_some_and(|mean| leaves(mean, metric.quantity.range()));
        self.judged.as_ref().is_some_and(|column| column.has_cut)
            || self.arms.iter().any(|arm| self.metrics.iter().any(|&metric| is_cut(arm, metric)))
    }

    /// Whether a number is in bold.
    pub fn has_bold(&self) -> bool {
        self.bests.iter().any(Option::is_some) || self.judged.as_ref().is_some_and(|column| column.has_bold)
    }
}

fn value(arm: &Arm, metric: Metric, best: Option<f64>) -> String {
    let Some(mean) = arm.result(metric) else {
        // R² is 0/0 where all targets are equal: it is undefined, whatever the training.
        return if arm.diverged() > 0 { "diverged" } else { "–" }.to_owned();
    };
    let counted =
        if mean.count < arm.runs.len() { format!(" ({} of {})", mean.count, arm.runs.len()) } else { String::new() };
    let text = evaluation::estimate(metric, mean);
    if Some(mean.mean) == best { format!("**{text}**{counted}") } else { format!("{text}{counted}") }
}

/// The best mean among arms without a diverged run; none where all arms are equal, nothing was trained, or the arms are
/// on different rows.
fn best(arms: &[Arm], metric: Metric) -> Option<f64> {
    if !trained(arms.iter().flat_map(|arm| arm.runs.iter().copied())) || !comparison::comparable(arms) {
        return None;
    }
    let complete = |mean: &Estimate, arm: &Arm| mean.count == arm.runs.len();
    let of = |arm: &Arm| arm.result(metric).filter(|mean| complete(mean, arm)).map(|mean| mean.mean);
    let means = arms.iter().filter_map(of);
    let (low, high) = extremes(means)?;
    (low != high).then_some(if metric.quantity.higher_is_better() { high } else { low })
}
