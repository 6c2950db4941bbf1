//! What a report needs of its records, so that a sweep of many runs need not be in memory at once.
//!
//! Records are reduced one after the other: tables stay with the run that represents its arm in a figure, curves are
//! left out, and of the comparisons only the places of the largest errors are named. Then [`drawn`] says of which runs
//! curves are shown, and those alone are read once more.

use std::collections::BTreeMap;

use experiment::Experiment;
use experiment::record::{Agreement, Record};
use experiment::spec::{self, Claim, Figure, FigureKind};

use crate::claims;
use crate::confusion;
use crate::document::targets;
use crate::figures::{MOST_PANELS, reliability};

pub use crate::figures::drawn;

/// Tables that are summed over all runs of an arm.
const OF_EVERY_RUN: [&str; 4] = [confusion::TABLE, targets::TABLE, reliability::TABLE, claims::TABLE];
/// A table that is shown of every arm.
const OF_EVERY_ARM: &str = "functions";

/// Reduces records in their order, arm after arm.
#[derive(Debug, Default)]
pub struct Reducer {
    arm: Option<spec::Arm>,
    /// In how many arms each table was kept.
    kept: BTreeMap<String, usize>,
    /// Whether the curves of all runs are needed.
    keeps_curves: bool,
    /// The seeds whose runs a figure shows in place of the first.
    seeds: Vec<u64>,
}

impl Reducer {
    /// For the records of an experiment. Claims about epochs need the curves of all runs, and so do figures of chosen
    /// arms.
    pub fn of(experiment: &Experiment) -> Reducer {
        let chosen = |figure: &Figure| figure.kind == FigureKind::LearningCurves && figure.arms.is_some();
        let keeps_curves = experiment.claim.iter().any(Claim::is_of_epochs) || experiment.figure.iter().any(chosen);
        let seeds = experiment.figure.iter().filter_map(|figure| figure.seed).collect();
        Reducer { keeps_curves, seeds, ..Reducer::default() }
    }

    /// Leaves out of a record what no report shows, and its curves.
    pub fn reduce(&mut self, record: &mut Record) {
        let first = self.arm.as_ref() != Some(&record.run.arm);
        if first {
            self.arm = Some(record.run.arm.clone());
        }
        // A figure may combine several tables of a run, so all of them stay while one may still be shown.
        let represents = first || self.seeds.contains(&record.run.spec.seed);
        let shown =
            represents && record.tables.keys().any(|name| self.kept.get(name).is_none_or(|kept| *kept < MOST_PANELS));
        record.tables.retain(|name, _| {
            shown || OF_EVERY_RUN.contains(&name.as_str()) || (first && name.as_str() == OF_EVERY_ARM)
        });
        if shown {
            record.tables.keys().for_each(|name| *self.kept.entry(name.clone()).or_default() += 1);
        }
        if !self.keeps_curves {
            // The last row says that something was trained.
            let last = record.metrics.rows.pop();
            record.metrics.rows = last.into_iter().collect();
        }
        forget_places(&mut record.agreement);
    }
}

/// Only the largest errors of gradients are shown with their parameter, and those beyond their bound.
fn forget_places(rows: &mut [Agreement]) {
    let largest = rows.iter().map(|row| row.gradients).fold(f64::NEG_INFINITY, f64::max);
    for row in rows.iter_mut().filter(|row| row.agree && row.gradients < largest) {
        row.worst = String::new();
    }
}
