//! What was measured of networks: epoch by epoch, at the end, and of simple models on the same rows.

use serde::{Deserialize, Serialize};

use crate::spec::{EngineName, Metric};

/// Metrics by engine and epoch; epoch 0 is before the first update.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Metrics {
    /// The metric of each column.
    pub columns: Vec<Metric>,
    /// One row for each engine and epoch.
    pub rows: Vec<MetricRow>,
}

/// The metrics of one engine at the end of one epoch.
#[derive(Debug, Clone, PartialEq)]
pub struct MetricRow {
    /// The engine.
    pub engine: EngineName,
    /// The epoch; 0 is before the first update.
    pub epoch: usize,
    /// The learning rate of that epoch.
    pub rate: f64,
    /// One value for each column.
    pub values: Vec<f64>,
}

impl Metrics {
    /// The values of `metric` by epoch, for one engine.
    pub fn series(&self, engine: EngineName, metric: Metric) -> Vec<(usize, f64)> {
        let Some(column) = self.columns.iter().position(|known| *known == metric) else { return Vec::new() };
        self.rows.iter().filter(|row| row.engine == engine).map(|row| (row.epoch, row.values[column])).collect()
    }

    /// The last value of `metric`, for one engine.
    pub fn last(&self, engine: EngineName, metric: Metric) -> Option<f64> {
        let column = self.columns.iter().position(|known| *known == metric)?;
        self.rows.iter().rev().find(|row| row.engine == engine).map(|row| row.values[column])
    }
}

/// The metrics of the network that an engine leaves.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FinalMetrics {
    /// The engine.
    pub engine: EngineName,
    /// The epoch whose parameters they are.
    pub epoch: usize,
    /// The metrics of that epoch, each in its own unit.
    pub values: Vec<(Metric, f64)>,
}

impl FinalMetrics {
    /// The value of one metric.
    pub fn get(&self, metric: Metric) -> Option<f64> {
        self.values.iter().find(|(known, _)| *known == metric).map(|(_, value)| *value)
    }
}

/// A simple model and its metrics on the same split.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Baseline {
    /// Its name: "majority class", "logistic regression", "mean", "linear regression".
    pub name: String,
    /// Its metrics, each in its own unit.
    pub values: Vec<(Metric, f64)>,
}
