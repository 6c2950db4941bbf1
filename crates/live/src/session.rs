//! A session: one training under way, and what a page has seen of it.

use std::sync::Arc;

use datasets::{Folder, Loaded};
use engine::{Dataset, TensorInfo};
use experiment::Spec;
use experiment::finding::{DIVERGED, Finding};
use experiment::record::{Baseline, MetricRow, Outcome};
use experiment::spec::{self, EngineName};
use experiment::words::count;
use runner::metrics;
use runner::probe::look;
use runner::raw::Raw;
use runner::store::{digest, metrics_csv, parameters_csv};
use runner::trained::TrainedEngine;
use runner::training::Training;
use runner::{BuildEngine, tensors};
use serde_json::{Map, Value, json};

use crate::config::{Obstacle, Ready, read, ready};
use crate::data::data;
use crate::lattice::Lattice;
use crate::limits;
use crate::request::Result;
use crate::units::Units;

/// The hand-written engine alone.
pub const BUILD: BuildEngine = |_, spec, dataset, parameters| from_scratch::engine(spec, dataset, parameters);

/// A training under way.
pub struct Session {
    toml: String,
    /// What is trained.
    pub spec: Spec,
    /// On what.
    pub dataset: Arc<Dataset>,
    /// The network and how far it is.
    pub training: Training,
    /// The columns before features and scaling, where there are one or two of them.
    pub raw: Option<Raw>,
    /// The lattice of the last view.
    pub lattice: Option<Lattice>,
    /// The units, at any inputs.
    pub units: Units,
    /// The rows that a view looks at.
    pub looked_at: Vec<usize>,
    baselines: Option<Vec<Baseline>>,
    trained: Option<TrainedEngine>,
    updates: usize,
    rows_sent: usize,
    /// Whether its numbers are those of the config: not after it went on under other settings or other parameters.
    pub(crate) of_config: bool,
    /// Whether a parameter was set since the curves were measured.
    pub(crate) is_touched: bool,
}

impl Session {
    /// A training before its first update.
    pub fn open(toml: &str, arm: u64, seed: u64, files: &Folder) -> Result<Session> {
        let parsed = read(toml).map_err(Obstacle::text)?;
        let Ready { spec, loaded } = ready(&parsed, arm, seed, files).map_err(Obstacle::text)?;
        let raw = raw(&spec, &loaded, files);
        let dataset = Arc::new(loaded.dataset);
        let training = Training::new(&spec, &dataset, BUILD);
        let looked_at = look::rows(&dataset);
        let (toml, units) = (toml.to_owned(), Units::new(&spec, &dataset));
        let (lattice, baselines, trained, updates, rows_sent) = (None, None, None, 0, 0);
        Ok(Session {
            toml,
            spec,
            dataset,
            training,
            raw,
            lattice,
            units,
            looked_at,
            baselines,
            trained,
            updates,
            rows_sent,
            of_config: true,
            is_touched: false,
        })
    }

    /// What a page draws before the first update.
    pub fn initial_view(&mut self) -> Value {
        let (spec, widths) = (&self.spec, &self.training.layout().widths);
        let activations = spec.activations().into_iter().map(|activation| activation.as_str());
        let names = activations.chain([spec.output().as_str()]);
        let layers: Vec<Value> =
            widths[1..].iter().zip(names).map(|(units, name)| json!({ "units": units, "activation": name })).collect();
        json!({
            "data": data(&self.dataset, self.raw.as_ref()), "layers": layers, "epochs": spec.training.epochs,
            "batches_per_epoch": self.training.batches(), "parameters": self.training.layout().len(),
            "formulas": { "rule": spec.training.optimizer.facts().formula, "loss": spec.loss().facts().formula },
            "curves": self.curves(),
        })
    }

    /// Goes on from the network as it stands as another config says, if that changes no more than what
    /// [`Training::can_continue_with`] allows; else nothing happens. The epoch under way is finished first as it began.
    pub fn continue_with(&mut self, toml: &str, arm: u64, seed: u64, files: &Folder) -> Result<Value> {
        let parsed = read(toml).map_err(Obstacle::text)?;
        let Ready { spec, .. } = ready(&parsed, arm, seed, files).map_err(Obstacle::text)?;
        if self.training.position().step > 0 {
            self.advance(None, Some(1))?;
        }
        let goes_on = self.training.can_continue_with(&spec);
        if goes_on {
            self.of_config &= self.training.equals_training_under(&spec);
            self.training.continue_with(&spec, BUILD);
            (self.toml, self.spec, self.trained) = (toml.to_owned(), spec, None);
        }
        let (epochs, batches) = (self.spec.training.epochs, self.training.batches());
        Ok(json!({
            "goes_on": goes_on, "epochs": epochs, "batches_per_epoch": batches, "of_config": self.of_config,
        }))
    }

    /// Goes on by so many batches, or so many epochs from where it is; ends earlier where training ends.
    pub fn advance(&mut self, batches: Option<u64>, epochs: Option<u64>) -> Result<Value> {
        let most = limits::UPDATES as u64;
        let (batches, epochs) = match (batches, epochs) {
            (Some(batches), None) => (batches.min(most), u64::MAX),
            (None, Some(epochs)) => (most, epochs),
            _ => return Err("to advance takes either \"batches\" or \"epochs\"".to_owned()),
        };
        let mut over = 0;
        for _ in 0..batches {
            if over == epochs || self.training.has_ended() {
                break;
            }
            over += u64::from(self.training.advance().is_some());
            self.updates += 1;
            self.is_touched = false;
        }
        if self.training.has_ended() && self.trained.is_none() {
            self.trained = self.training.trained_engines().into_iter().next();
        }
        Ok(self.state())
    }

    /// Where training stands.
    pub fn state(&mut self) -> Value {
        let step = if self.training.has_ended() { 0 } else { self.training.position().step };
        json!({
            "epoch": self.epoch(), "step": step, "updates": self.updates, "ended": self.training.has_ended(),
            "outcome": self.trained.as_ref().map(|trained| outcome(&trained.outcome)), "curves": self.curves(),
            "now": if step > 0 || self.is_touched { self.now() } else { Value::Null }, "of_config": self.of_config,
        })
    }

    /// The epoch that the network is from: how many are over, or the epoch of the trained network.
    pub fn epoch(&self) -> usize {
        self.trained.as_ref().map_or(self.training.position().epoch - 1, |trained| trained.last.epoch)
    }

    /// The columns of the curves within an epoch, of the network at this moment.
    fn now(&mut self) -> Value {
        let columns = self.training.metrics().columns.clone();
        let values = metrics::measure(self.training.first(), &self.spec, &self.dataset, &columns);
        [Value::Null, Value::Null].into_iter().chain(values.into_iter().map(Value::from)).collect()
    }

    /// The metrics that the page has not seen yet.
    fn curves(&mut self) -> Value {
        let metrics = self.training.metrics();
        let columns: Vec<String> = ["epoch".into(), "rate".into()]
            .into_iter()
            .chain(metrics.columns.iter().map(ToString::to_string))
            .collect();
        let row = |row: &MetricRow| -> Value {
            [row.epoch as f64, row.rate].into_iter().chain(row.values.iter().copied()).collect()
        };
        let rows: Vec<Value> = metrics.rows[self.rows_sent..].iter().map(row).collect();
        self.rows_sent = metrics.rows.len();
        json!({ "columns": columns, "rows": rows })
    }

    /// What the doctor sees. The simple models that it compares with are made once.
    pub fn findings(&mut self) -> Value {
        let Session { spec, dataset, training, baselines, .. } = self;
        let baselines = baselines.get_or_insert_with(|| metrics::baselines(spec, dataset));
        training.findings(baselines).iter().map(finding).collect()
    }

    /// The digest of `parameters.csv`, as the program computes it.
    pub fn digest(&mut self) -> Value {
        let metrics = digest(&metrics_csv(self.training.metrics()));
        json!({
            "parameters": digest(&self.parameters()), "metrics": metrics, "epoch": self.epoch(),
            "of_config": self.of_config,
        })
    }

    /// What the program would write.
    pub fn files(&mut self) -> Value {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        json!({
            "config.toml": self.toml, "parameters.csv": text(&self.parameters()),
            "metrics.csv": text(&metrics_csv(self.training.metrics())),
        })
    }

    /// The parameters as they are, by the names under which `[initial]` takes them.
    pub fn initial(&mut self) -> Value {
        let parameters = self.training.first().snapshot().parameters;
        let rows = |tensor: &TensorInfo| -> Value {
            parameters[tensor.range()].chunks(tensor.columns).map(|row| json!(row)).collect()
        };
        let tensors = &self.training.layout().tensors;
        tensors.iter().map(|tensor| (tensor.name.clone(), rows(tensor))).collect::<Map<_, _>>().into()
    }

    fn parameters(&mut self) -> Vec<u8> {
        let snapshot = self.training.first().snapshot();
        let tensors = tensors::all(self.training.layout(), &snapshot.parameters, &snapshot.statistics);
        parameters_csv(&[(EngineName::FromScratch, tensors)], self.spec.precision)
    }
}

/// The columns before features and scaling, one or two of them. Where features leave no trace of one, the same data
/// are loaded without features.
fn raw(spec: &Spec, loaded: &Loaded, files: &Folder) -> Option<Raw> {
    let of = |loaded: &Loaded| [1, 2].into_iter().find_map(|count| Raw::of(&loaded.dataset, &loaded.recipe, count));
    let plain = || {
        let plain = Spec { dataset: spec::Dataset { features: None, ..spec.dataset.clone() }, ..spec.clone() };
        Some(of(&datasets::load(&plain, files.clone()).ok()?)?.for_recipe(&loaded.recipe))
    };
    of(loaded).or_else(|| spec.dataset.features.as_ref().and_then(|_| plain()))
}

fn finding(of: &Finding) -> Value {
    json!({
        "kind": of.kind.as_str(), "title": of.kind.title(), "number": of.value, "threshold": of.threshold,
        "layer": of.layer, "text": of.what(), "why": of.kind.why(), "try": of.kind.remedy(),
    })
}

/// How training ended, by a name and in a sentence.
fn outcome(outcome: &Outcome) -> Value {
    let (kind, text) = match outcome {
        Outcome::Finished => ("finished", "All epochs are done.".to_owned()),
        Outcome::Stopped { epoch, best } => {
            ("stopped", format!("Stopped early after epoch {epoch}; the network is that of epoch {best}."))
        }
        Outcome::Clean { epoch, corrections } => {
            ("clean", format!("Epoch {epoch} went by without a mistake, after {}.", count(*corrections, "correction")))
        }
        Outcome::Cycle { epoch, length, .. } => (
            "cycle",
            format!("After epoch {epoch} the weights came back to those of {} before.", count(*length, "epoch")),
        ),
        Outcome::Diverged { epoch } => ("diverged", format!("Training diverged in epoch {epoch}: {DIVERGED}.")),
    };
    json!({ "kind": kind, "text": text })
}
