//! The arms of a sweep: which runs belong to an arm, how it is labeled, and which engine's results are reported.

mod colors;
mod label;
mod toml;
mod words;

use std::collections::BTreeMap;

use experiment::record::{Outcome, Record};
use experiment::spec::{self, EngineName, Metric, Quantity, Resampling};

use crate::palette::Style;
use crate::statistics::Estimate;

pub use label::arm_labels;

/// One arm of a sweep with its runs, seed after seed.
#[derive(Debug, Clone)]
pub struct Arm<'a> {
    /// What distinguishes it from the other arms, "relu" or "batch size 32"; empty where nothing is swept.
    pub label: String,
    /// Its place among the colors, dashes and markers, in every figure that shows it.
    pub place: usize,
    /// At least one run.
    pub runs: Vec<&'a Record>,
    /// How many runs the experiment has of it, of which `runs` may be a choice.
    pub repeats: usize,
}

/// The arms, in the order of their first records.
pub fn arms(records: &[Record]) -> Vec<Arm<'_>> {
    let mut runs: Vec<Vec<&Record>> = Vec::new();
    let mut numbers: BTreeMap<&spec::Arm, usize> = BTreeMap::new();
    for record in records {
        let number = *numbers.entry(&record.run.arm).or_insert(runs.len());
        runs.resize(runs.len().max(number + 1), Vec::new());
        runs[number].push(record);
    }
    let labels = arm_labels(&runs.iter().map(|runs| &runs[0].run.arm).collect::<Vec<_>>());
    let places = colors::places(&labels);
    let all = labels.into_iter().zip(places).zip(runs);
    all.map(|((label, place), runs)| Arm { label, place, repeats: runs.len(), runs }).collect()
}

impl<'a> Arm<'a> {
    /// The run of the first seed. It represents the arm in a figure of a single run.
    pub fn first_run(&self) -> &'a Record {
        self.runs[0]
    }

    /// How its curves and points are drawn.
    pub fn style(&self) -> Style {
        Style::series(self.place)
    }

    /// The label, or `alone` where the arm is the only one and has none.
    pub fn label_or<'l>(&'l self, alone: &'l str) -> &'l str {
        if self.label.is_empty() { alone } else { &self.label }
    }

    /// What its runs repeat: "seed", "fold", or "run" where both change.
    pub fn repetition(&self) -> &'static str {
        let first = &self.first_run().run.spec;
        let seeds = self.runs.iter().any(|record| record.run.spec.seed != first.seed);
        let folds = self.runs.iter().any(|record| record.run.spec.fold != first.fold);
        match (seeds, folds) {
            (true, false) => "seed",
            (false, true) => "fold",
            (true, true) | (false, false) => "run",
        }
    }
}

impl Arm<'_> {
    /// The final values of a metric for `engine`; runs without one are left out.
    pub fn finals(&self, engine: EngineName, metric: Metric) -> Vec<f64> {
        self.runs.iter().filter_map(|record| last(record, engine, metric)).collect()
    }

    /// The names of its baselines, the simplest first.
    pub fn baselines(&self) -> Vec<&str> {
        self.first_run().run.baselines.iter().map(|baseline| baseline.name.as_str()).collect()
    }

    /// The mean of a baseline's metric over the runs, as far as it is finite: a sum of squares of 1e308 is not.
    pub fn baseline(&self, name: &str, metric: Metric) -> Option<Estimate> {
        let all = self.runs.iter().flat_map(|record| &record.run.baselines).filter(|baseline| baseline.name == name);
        let values = all.filter_map(|baseline| baseline.values.iter().find(|(known, _)| *known == metric));
        let finite = values.map(|(_, value)| without_rounding(metric, *value)).filter(|value| value.is_finite());
        self.estimate(&finite.collect::<Vec<_>>()).filter(|estimate| estimate.mean.is_finite())
    }

    /// The mean of a metric over its runs after training; none where no run has a value.
    pub fn result(&self, metric: Metric) -> Option<Estimate> {
        self.estimate(&self.finals(self.reported_engine(), metric))
    }

    /// The mean of values of its runs. Rows that its runs share widen the interval.
    pub fn estimate(&self, values: &[f64]) -> Option<Estimate> {
        Estimate::correlated(values, self.overlap())
    }

    /// The ratio of evaluated rows to training rows, where its runs share rows; else 0. It is r of [`Estimate`].
    pub fn overlap(&self) -> f64 {
        let run = &self.first_run().run;
        let [train, validation, test] = run.data.rows;
        let evaluated = if test > 0 { test } else { validation };
        match run.spec.dataset.resampling() {
            Resampling::Folds | Resampling::NewSplits => evaluated as f64 / train.max(1) as f64,
            Resampling::NewSamples | Resampling::SameRows => 0.0,
        }
    }

    /// How many of its runs diverged.
    pub fn diverged(&self) -> usize {
        let ended = self.runs.iter().filter_map(|record| outcome(record, self.reported_engine()));
        ended.filter(|outcome| outcome.diverged()).count()
    }

    /// The engine whose results are reported for the arm.
    pub fn reported_engine(&self) -> EngineName {
        reported_engine(self.runs[0])
    }
}

/// The runs of some arms, arm after arm.
pub fn records_of<'g, 'a>(arms: &'g [Arm<'a>]) -> impl Iterator<Item = &'a Record> + Clone + use<'g, 'a> {
    arms.iter().flat_map(|arm| arm.runs.iter().copied())
}

/// Whether any run trained for at least one epoch.
pub fn trained<'a>(records: impl IntoIterator<Item = &'a Record>) -> bool {
    records.into_iter().any(|record| record.metrics.rows.iter().any(|row| row.epoch > 0))
}

/// The R² of the mean is 0; two sums of squares that are rounded differently leave about 1e-16.
fn without_rounding(metric: Metric, value: f64) -> f64 {
    if metric.quantity == Quantity::R2 && value.abs() < 1e-12 { 0.0 } else { value }
}

/// The engine whose results are reported for a run: the hand-written one if it trained, else the first.
pub fn reported_engine(record: &Record) -> EngineName {
    let engines = &record.run.spec.engines;
    let ours = engines.iter().find(|engine| **engine == EngineName::FromScratch);
    ours.or(engines.first()).copied().unwrap_or(EngineName::FromScratch)
}

/// How training ended for an engine.
pub fn outcome(record: &Record, engine: EngineName) -> Option<&Outcome> {
    record.run.outcomes.iter().find(|(name, _)| *name == engine).map(|(_, outcome)| outcome)
}

/// The final value of a metric for `engine`; none where training diverged.
pub fn last(record: &Record, engine: EngineName, metric: Metric) -> Option<f64> {
    let diverged = outcome(record, engine).is_some_and(Outcome::diverged);
    let value = record.run.final_of(engine)?.get(metric)?;
    (!diverged && value.is_finite()).then_some(value)
}

/// The keys that are swept, as dotted paths in the order of the config.
pub fn axes(records: &[Record]) -> Vec<String> {
    records.first().map_or_else(Vec::new, |record| record.run.arm.iter().map(|(path, _)| path.clone()).collect())
}
