//! Every measure that a claim may be about, read from the record of a run: the one place where they are computed.

use experiment::record::{Outcome, Record};
use experiment::spec::{At, BatchSize, EngineName, Further, Measure, Metric, Named, Part};

use crate::arms::{last, outcome};
use crate::evaluation::oriented;

/// The value of a measure in one run.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measurement {
    /// The value. Of what never happened it is that of the epoch after the last one.
    pub value: f64,
    /// Whether it never happened.
    pub never: bool,
}

impl Measurement {
    fn of(value: f64) -> Measurement {
        Measurement { value, never: false }
    }
}

/// The value of a measure; none where it was not measured or is undefined.
pub fn measurement(measure: &Measure, at: Option<At>, record: &Record, engine: EngineName) -> Option<Measurement> {
    match measure {
        Measure::Metric(metric) => value(*metric, at, record, engine).map(Measurement::of),
        Measure::Further(Named(further)) => match further {
            Further::EpochsUntil { of, value } => Some(epochs_until(*of, *value, record, engine)),
            Further::UpdatesUntil { of, value } => {
                let epochs = epochs_until(*of, *value, record, engine);
                Some(Measurement { value: epochs.value * updates_per_epoch(record), ..epochs })
            }
            other => number(other, at, record, engine).map(Measurement::of),
        },
    }
}

/// A metric at a moment.
fn value(metric: Metric, at: Option<At>, record: &Record, engine: EngineName) -> Option<f64> {
    let series = || record.metrics.series(engine, metric).into_iter().filter(|(_, value)| value.is_finite());
    match at {
        None => last(record, engine, metric),
        Some(At::Epoch(epoch)) => series().find(|(known, _)| *known == epoch).map(|(_, value)| value),
        Some(At::Best(_)) => {
            series().map(|(_, value)| value).max_by(|a, b| oriented(metric, *a).total_cmp(&oriented(metric, *b)))
        }
    }
}

fn number(further: &Further, at: Option<At>, record: &Record, engine: EngineName) -> Option<f64> {
    let recorded = |name: &str| claimed(record, name, at);
    match further {
        Further::ShareReaching { of, value: goal } => {
            let reached = value(*of, at, record, engine).is_some_and(|value| reaches(*of, value, *goal));
            Some(f64::from(reached))
        }
        Further::ShareDiverged => outcome(record, engine).map(|outcome| f64::from(outcome.diverged())),
        Further::GradientRatio { layers: [first, second] } => {
            Some(recorded(&format!("gradient-norm {first}"))? / recorded(&format!("gradient-norm {second}"))?)
        }
        Further::GradientNorm { layer } => recorded(&format!("gradient-norm {layer}")),
        Further::UpdateRatio { layer } => recorded(&format!("update-ratio {layer}")),
        Further::Dead { layer } => share_of_units("dead", *layer, at, record),
        Further::Saturated { layer } => share_of_units("saturated", *layer, at, record),
        Further::Fluctuation => recorded("fluctuation"),
        Further::Distance => recorded("distance"),
        Further::WeightNorm => recorded("weight-norm"),
        Further::SmallWeights { below } => recorded(&format!("small-weights {below}")),
        Further::OverBaseline { of, baseline } => {
            let known = record.run.baselines.iter().find(|known| known.name == baseline.in_words())?;
            let (_, reached) = known.values.iter().find(|(known, _)| known == of)?;
            Some(last(record, engine, *of)? - reached)
        }
        Further::ClassRecall { class, part } => share_of_class(record, class, *part, Counted::Recall),
        Further::ClassPrecision { class, part } => share_of_class(record, class, *part, Counted::Precision),
        Further::UpdatesPerEpoch => Some(updates_per_epoch(record)),
        Further::Parameters => Some(record.run.data.parameters as f64),
        Further::Corrections => match outcome(record, engine)? {
            Outcome::Clean { corrections, .. } | Outcome::Cycle { corrections, .. } => Some(*corrections as f64),
            Outcome::Finished | Outcome::Stopped { .. } | Outcome::Diverged { .. } => None,
        },
        Further::EpochsUntil { .. } | Further::UpdatesUntil { .. } | Further::Bits => None,
    }
}

fn reaches(metric: Metric, value: f64, goal: f64) -> bool {
    oriented(metric, value) >= oriented(metric, goal)
}

/// The first epoch at whose end a metric reaches a value; else the one after the last, and never.
fn epochs_until(metric: Metric, goal: f64, record: &Record, engine: EngineName) -> Measurement {
    let series = record.metrics.series(engine, metric);
    let reached = series.iter().find(|(_, value)| reaches(metric, *value, goal));
    match reached {
        Some((epoch, _)) => Measurement::of(*epoch as f64),
        None => Measurement { value: (record.run.spec.training.epochs + 1) as f64, never: true },
    }
}

/// The batches of an epoch. A last batch of a single row joins the one before where batch norm needs two.
fn updates_per_epoch(record: &Record) -> f64 {
    let rows = record.run.data.rows[0].max(1);
    match record.run.spec.training.batch_size {
        BatchSize::Full(_) => 1.0,
        BatchSize::Count(size) => {
            let alone = record.run.spec.network.batch_norm.is_some() && rows > size && rows % size == 1;
            (rows.div_ceil(size) - usize::from(alone)) as f64
        }
    }
}

/// What was recorded because a claim asked for it.
fn claimed(record: &Record, name: &str, at: Option<At>) -> Option<f64> {
    let is_at = |epoch: f64| match at {
        Some(At::Epoch(wanted)) => epoch == wanted as f64,
        Some(At::Best(_)) | None => epoch.is_nan(),
    };
    let rows = &record.tables.get(super::TABLE)?.rows;
    rows.iter().find(|(known, row)| known == name && is_at(row[0])).map(|(_, row)| row[1])
}

/// A share of one hidden layer, or of all units of all hidden layers.
fn share_of_units(name: &str, layer: Option<usize>, at: Option<At>, record: &Record) -> Option<f64> {
    let share = |layer: usize| claimed(record, &format!("{name} {layer}"), at);
    let hidden = &record.run.spec.network.hidden;
    match layer {
        Some(layer) => share(layer),
        None => {
            let units: usize = hidden.iter().sum();
            let counts: Option<f64> =
                hidden.iter().enumerate().map(|(layer, width)| Some(share(layer)? * *width as f64)).sum();
            (units > 0).then_some(counts? / units as f64)
        }
    }
}

enum Counted {
    Recall,
    Precision,
}

/// The last part that has rows.
pub fn last_part(record: &Record) -> Part {
    Part::last(|part| record.run.data.rows[part as usize] > 0)
}

/// Recall or precision of a class, from the counts of a part.
fn share_of_class(record: &Record, class: &str, part: Option<Part>, counted: Counted) -> Option<f64> {
    let class = record.run.data.classes.iter().position(|known| known == class)? as f64;
    let part = part.unwrap_or_else(|| last_part(record));
    let table = record.tables.get("confusion-matrix")?;
    let of_part = || table.rows.iter().filter(|(label, _)| label == part.as_str()).map(|(_, row)| row);
    let column = match counted {
        Counted::Recall => 0,
        Counted::Precision => 1,
    };
    let all: f64 = of_part().filter(|row| row[column] == class).map(|row| row[2]).sum();
    let hits: f64 = of_part().filter(|row| row[0] == class && row[1] == class).map(|row| row[2]).sum();
    (all > 0.0).then_some(hits / all)
}
