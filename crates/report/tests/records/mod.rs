//! Experiments with synthetic runs: metrics follow closed forms, so every number of a report can be derived.

pub mod asked;
mod configs;
mod tables;

#[allow(unused_imports)] // Not every test needs one of these experiments.
pub use configs::*;
#[allow(unused_imports)] // Not every test has classes.
pub use tables::confusion;

use std::collections::BTreeMap;

use experiment::record::{
    Agreement, Baseline, DataSummary, FinalMetrics, MetricRow, Metrics, MissingCells, Outcome, Record, Run,
};
use experiment::spec::{Arm, EngineName, Metric, Part, Quantity, Spec, Task};
use experiment::{Experiment, check, spec, sweep};
use report::claims::Judgeable;

/// An experiment and all its runs.
pub struct Fixture {
    /// The config.
    pub experiment: Experiment,
    /// Its runs, arm after arm.
    pub records: Vec<Record>,
}

impl Fixture {
    /// The runs of a config, which must be in order.
    pub fn of(config: &str) -> Fixture {
        let parsed =
            check::parse::<Experiment>("config.toml", config, &[], spec::check).expect("the config is in order");
        let mut records = Vec::new();
        for (index, arm) in parsed.arms.iter().enumerate() {
            let settings = sweep::arm(&arm.settings);
            records.extend(arm.value.specs().into_iter().map(|spec| record(index, settings.clone(), spec)));
        }
        Fixture { experiment: parsed.base, records }
    }

    /// The same runs after a change of each.
    pub fn with(mut self, change: impl Fn(usize, &mut Record)) -> Fixture {
        self.records.iter_mut().enumerate().for_each(|(index, record)| change(index, record));
        self
    }

    /// The runs of the first arm alone.
    pub fn with_one_arm(&self) -> Fixture {
        let first = &self.records[0].run.arm;
        let of_first = self.records.iter().filter(|record| record.run.arm == *first).cloned();
        let alone = |record: Record| Record { run: Run { arm: Vec::new(), ..record.run }, ..record };
        Fixture { experiment: self.experiment.clone(), records: of_first.map(alone).collect() }
    }

    /// The sentences after "In short".
    pub fn answer(&self) -> String {
        report::document::answer(&self.records)
    }

    /// The page.
    pub fn report(&self, name: &str) -> report::document::Report {
        let path = format!("configs/{name}.toml");
        report::document::experiment_report(&self.experiment, name, &path, &self.records, Judgeable::Yes)
    }

    /// The page that the experiment would have as a worked example.
    pub fn worked(&self, name: &str) -> String {
        let path = format!("configs/{name}.toml");
        let board = ("No number is printed here.", "## The network");
        report::document::worked_report(&self.experiment, name, &path, &self.records, board).markdown
    }
}

fn record(arm: usize, settings: Arm, spec: Spec) -> Record {
    let data = data(&spec);
    let metrics = metrics(arm, &spec, &data);
    let finals = spec.engines.iter().map(|&engine| last(&metrics, engine)).collect();
    let agreement = if spec.engines.len() > 1 {
        (0..=spec.training.epochs).map(|epoch| agreement(&spec, epoch)).collect()
    } else {
        Vec::new()
    };
    let run = Run {
        warnings: Vec::new(),
        findings: Vec::new(),
        certificate: None,
        id: format!("{arm:02}{:04}", spec.seed),
        arm: settings,
        outcomes: spec.engines.iter().map(|&engine| (engine, Outcome::Finished)).collect(),
        finals,
        baselines: vec![baseline(&data, &metrics.columns)],
        data,
        spec,
    };
    Record { run, metrics, agreement, tables: BTreeMap::new() }
}

fn data(spec: &Spec) -> DataSummary {
    let task = spec.task().unwrap_or(Task::Classification);
    let rows = 200;
    let share = |share: f64| (share * rows as f64) as usize;
    let (validation, test) = (share(spec.dataset.validation), share(spec.dataset.test));
    let test = if spec.dataset.test_path.is_some() { rows / 4 } else { test };
    let test = spec.dataset.folds.map_or(test, |folds| rows / folds);
    let names = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
    DataSummary {
        task,
        novikoff: None,
        missing: MissingCells::default(),
        inputs: names(&["x1", "x2"]),
        classes: if task == Task::Classification { names(&["setosa", "versicolor", "virginica"]) } else { Vec::new() },
        rows: [rows - validation - test, validation, test],
        parameters: 3 + spec.network.hidden.iter().sum::<usize>() * 4,
    }
}

/// The metrics of a task on the parts that have rows.
pub fn columns(data: &DataSummary) -> Vec<Metric> {
    let quantities: &[Quantity] = match data.task {
        Task::Classification => &[Quantity::Objective, Quantity::Loss, Quantity::Accuracy],
        Task::Regression => &[Quantity::Objective, Quantity::Loss, Quantity::R2, Quantity::Mae, Quantity::Rmse],
    };
    let parts = Part::ALL.into_iter().zip(data.rows).filter(|(_, rows)| *rows > 0);
    parts.flat_map(|(part, _)| quantities.iter().map(move |&quantity| Metric { part, quantity })).collect()
}

fn metrics(arm: usize, spec: &Spec, data: &DataSummary) -> Metrics {
    let columns = columns(data);
    let row = |engine: EngineName, epoch: usize| MetricRow {
        engine,
        epoch,
        rate: spec.training.optimizer.learning_rate(),
        values: columns.iter().map(|&metric| value(arm, spec, epoch, metric)).collect(),
    };
    let epochs = 0..=spec.training.epochs;
    let rows = epochs.flat_map(|epoch| spec.engines.iter().map(move |&engine| (engine, epoch)));
    let rows = rows.map(|(engine, epoch)| row(engine, epoch)).collect();
    Metrics { columns, rows }
}

/// A fit that gets better with the epochs, more slowly from arm to arm, a little worse on held-out parts, and that
/// wobbles with the seed. At the last epoch of 60, q = exp(−60/(8·(arm + 1))).
pub fn value(arm: usize, spec: &Spec, epoch: usize, metric: Metric) -> f64 {
    let seed = spec.seed as f64 + 0.37 * spec.fold.unwrap_or(0) as f64;
    let slowness = 8.0 * (arm + 1) as f64 * spec.training.epochs.max(1) as f64 / 60.0;
    let left = libm::exp(-(epoch as f64) / slowness);
    let worse = metric.part as usize as f64;
    let wobble = 0.02 * libm::sin(2.1 * seed + 0.15 * epoch as f64) * (0.3 + left);
    let loss = 0.03 + 0.04 * worse + (1.06 + 2.0 * wobble) * left;
    match metric.quantity {
        Quantity::Loss | Quantity::LogLoss => loss,
        Quantity::Objective => loss + 0.02,
        Quantity::BrierScore | Quantity::CalibrationError => loss / 4.0,
        Quantity::Accuracy
        | Quantity::BalancedAccuracy
        | Quantity::Recall
        | Quantity::Precision
        | Quantity::F1
        | Quantity::Auc
        | Quantity::AveragePrecision => (0.99 - 0.02 * worse - 0.6 * left + wobble).clamp(0.0, 1.0),
        Quantity::R2 => 0.5 - 0.05 * worse - 2.5 * left + wobble,
        Quantity::Mae => 40.0 + 60.0 * left + 100.0 * wobble,
        Quantity::Rmse => 50.0 + 70.0 * left + 100.0 * wobble,
    }
}

fn last(metrics: &Metrics, engine: EngineName) -> FinalMetrics {
    let row = metrics.rows.iter().rfind(|row| row.engine == engine).expect("every engine has rows");
    let values = metrics.columns.iter().copied().zip(row.values.iter().copied()).collect();
    FinalMetrics { engine, epoch: row.epoch, values }
}

fn baseline(data: &DataSummary, columns: &[Metric]) -> Baseline {
    let (name, judge, reached) = match data.task {
        Task::Classification => ("majority class", Quantity::Accuracy, 0.36),
        Task::Regression => ("linear regression", Quantity::R2, 0.31),
    };
    let values = columns.iter().filter(|metric| metric.quantity == judge).map(|&metric| (metric, reached)).collect();
    Baseline { name: name.to_owned(), values }
}

/// Errors near the rounding of f64; trajectories drift like their shadow.
fn agreement(spec: &Spec, epoch: usize) -> Agreement {
    let noise = 1.0 + 0.5 * libm::sin(spec.seed as f64 + 1.3 * epoch as f64);
    let drift = libm::exp(0.05 * epoch as f64);
    Agreement {
        epoch,
        outputs: 1.1e-16 * noise,
        gradients: 3.0e-16 * noise,
        worst: "layers.0.weight[1,2]".to_owned(),
        step: 2.2e-16 * noise,
        agree: true,
        trajectory: 2e-16 * drift * noise,
        shadow_trajectory: 3e-16 * drift,
    }
}

/// The line of a text that starts so.
pub fn line<'a>(text: &'a str, start: &str) -> &'a str {
    let found = text.lines().find(|line| line.starts_with(start));
    found.unwrap_or_else(|| panic!("no line starts with {start:?} in:\n{text}"))
}

/// Sets the final test accuracy of every engine.
pub fn set_test_accuracy(record: &mut Record, value: f64) {
    set_accuracy(record, Part::Test, value);
}

/// Sets the final accuracy of every engine on a part.
pub fn set_accuracy(record: &mut Record, part: Part, value: f64) {
    set_final(record, Metric { part, quantity: Quantity::Accuracy }, value);
}

/// Sets the final value of a metric for every engine.
pub fn set_final(record: &mut Record, changed: Metric, value: f64) {
    for last in &mut record.run.finals {
        last.values.iter_mut().filter(|(metric, _)| *metric == changed).for_each(|(_, known)| *known = value);
    }
}
