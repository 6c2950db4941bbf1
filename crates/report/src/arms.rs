//! The arms of a sweep: which records belong together, what an arm is called, which engine speaks for it.

mod label;

use experiment::record::{Outcome, Record};
use experiment::spec::{Arm, EngineName, Metric, Quantity};

use crate::statistics::Estimate;
use label::label;

/// The runs of one arm, seed after seed.
#[derive(Debug, Clone)]
pub struct Group<'a> {
    /// What tells it from the other arms, "relu" or "batch size 32"; empty where nothing is swept.
    pub label: String,
    /// Its runs, at least one.
    pub runs: Vec<&'a Record>,
}

/// The arms in the order of the records.
pub fn groups(records: &[Record]) -> Vec<Group<'_>> {
    let arms: Vec<&Arm> = records.iter().map(|record| &record.run.arm).collect();
    let mut groups: Vec<Group> = Vec::new();
    for record in records {
        match groups.iter_mut().find(|group| group.runs[0].run.arm == record.run.arm) {
            Some(group) => group.runs.push(record),
            None => groups.push(Group { label: label(&record.run.arm, &arms), runs: vec![record] }),
        }
    }
    groups
}

impl Group<'_> {
    /// The values of a metric that `engine` ended with, of those runs that have one.
    pub fn finals(&self, engine: EngineName, metric: Metric) -> Vec<f64> {
        self.runs.iter().filter_map(|record| last(record, engine, metric)).collect()
    }

    /// The names of the simple models beside it, the very simplest first.
    pub fn baselines(&self) -> Vec<&str> {
        self.runs[0].run.baselines.iter().map(|baseline| baseline.name.as_str()).collect()
    }

    /// What a simple model reaches by a metric, over the runs.
    pub fn baseline(&self, name: &str, metric: Metric) -> Option<Estimate> {
        let all = self.runs.iter().flat_map(|record| &record.run.baselines).filter(|baseline| baseline.name == name);
        let values = all.filter_map(|baseline| baseline.values.iter().find(|(known, _)| *known == metric));
        self.estimate(&values.map(|(_, value)| without_noise(metric, *value)).collect::<Vec<_>>())
    }

    /// What its runs end with by a metric; none where no run has a value.
    pub fn result(&self, metric: Metric) -> Option<Estimate> {
        self.estimate(&self.finals(self.reported_engine(), metric))
    }

    /// The mean of values of its runs. Folds share the rows they train on, so the share of the rows that judge to those
    /// that train widens its interval.
    pub fn estimate(&self, values: &[f64]) -> Option<Estimate> {
        let [train, _, test] = self.runs[0].run.data.rows;
        let ratio = self.runs[0].run.spec.dataset.folds.map_or(0.0, |_| test as f64 / train.max(1) as f64);
        Estimate::correlated(values, ratio)
    }

    /// The engine that speaks for the arm: the hand-written one where it trained.
    pub fn reported_engine(&self) -> EngineName {
        reported_engine(self.runs[0])
    }
}

/// Whether any run went beyond its initial parameters.
pub fn trained<'a>(records: impl IntoIterator<Item = &'a Record>) -> bool {
    records.into_iter().any(|record| record.metrics.rows.iter().any(|row| row.epoch > 0))
}

/// The R² of a mean is zero but for the rounding of two sums of squares.
fn without_noise(metric: Metric, value: f64) -> f64 {
    if metric.quantity == Quantity::R2 && value.abs() < 1e-12 { 0.0 } else { value }
}

/// The engine that speaks for a run: the hand-written one where it trained.
pub fn reported_engine(record: &Record) -> EngineName {
    let engines = &record.run.spec.engines;
    let ours = engines.iter().find(|engine| **engine == EngineName::FromScratch);
    ours.or(engines.first()).copied().unwrap_or(EngineName::FromScratch)
}

/// How training of an engine ended.
pub fn outcome(record: &Record, engine: EngineName) -> Option<&Outcome> {
    record.run.outcomes.iter().find(|(name, _)| *name == engine).map(|(_, outcome)| outcome)
}

/// The value of a metric that `engine` ended with; none where training diverged.
pub fn last(record: &Record, engine: EngineName, metric: Metric) -> Option<f64> {
    let diverged = outcome(record, engine).is_some_and(Outcome::diverged);
    let value = record.run.final_of(engine)?.get(metric)?;
    (!diverged && value.is_finite()).then_some(value)
}

/// The axes of the sweep: their paths, in the order of the file.
pub fn axes(records: &[Record]) -> Vec<String> {
    records.first().map_or_else(Vec::new, |record| record.run.arm.iter().map(|(path, _)| path.clone()).collect())
}
