//! What a report needs of its records, so that a sweep of many runs need not be in memory at once.
//!
//! Records are reduced one after the other: large tables stay with the run that represents its arm in a figure, curves
//! are left out, and of the comparisons only the places of the largest errors are named. Then [`drawn`] says of which
//! runs curves are shown, and those alone are read once more.

use std::collections::BTreeMap;

use experiment::Experiment;
use experiment::record::{Agreement, Record};
use experiment::spec::{self, Claim, Figure, FigureKind};

use crate::figures::MOST_PANELS;

pub use crate::figures::drawn;

/// The large tables, of figures that show one run of an arm and so many arms at most. All others stay: a figure may
/// look at them in every run.
const LARGE: [&str; 7] =
    ["decision-points", "decision-regions", "fit-curve", "fit-points", "fit-truth", "loss-path", "loss-surface"];

/// Reduces records in their order, arm after arm.
#[derive(Debug, Default)]
pub struct Reducer {
    arm: Option<spec::Arm>,
    /// In how many arms each large table was kept.
    kept: BTreeMap<&'static str, usize>,
    /// Whether the curves of all runs are needed.
    keeps_curves: bool,
    /// Whether a figure names its arms or its seed, so that the first arms need not be those that are shown.
    chooses: bool,
    /// The seeds whose runs a figure shows in place of the first.
    seeds: Vec<u64>,
}

impl Reducer {
    /// For the records of an experiment. Claims about epochs need the curves of all runs, and so do figures of chosen
    /// arms.
    pub fn of(experiment: &Experiment) -> Reducer {
        let chooses = |figure: &&Figure| figure.arms.is_some();
        let chosen = |figure: &Figure| figure.kind == FigureKind::LearningCurves;
        Reducer {
            keeps_curves: experiment.claim.iter().any(Claim::is_of_epochs)
                || experiment.figure.iter().filter(chooses).any(chosen),
            chooses: experiment.figure.iter().any(|figure| chooses(&figure) || figure.seed.is_some()),
            seeds: experiment.figure.iter().filter_map(|figure| figure.seed).collect(),
            ..Reducer::default()
        }
    }

    /// Leaves out of a record what no report shows, and its curves.
    pub fn reduce(&mut self, record: &mut Record) {
        let is_first_of_its_arm = self.arm.as_ref() != Some(&record.run.arm);
        if is_first_of_its_arm || self.seeds.contains(&record.run.spec.seed) {
            self.keep_tables_that_may_be_shown(record);
        } else {
            LARGE.iter().for_each(|name| drop(record.tables.remove(*name)));
        }
        self.arm = Some(record.run.arm.clone());
        if !self.keeps_curves {
            // The last row says that something was trained.
            let last = record.metrics.rows.pop();
            record.metrics.rows = last.into_iter().collect();
        }
        forget_places(&mut record.agreement);
    }

    /// Of a run that represents its arm. A figure may combine several tables of a run, so all of them stay while one
    /// may still be shown.
    fn keep_tables_that_may_be_shown(&mut self, record: &mut Record) {
        let large: Vec<&str> = LARGE.into_iter().filter(|name| record.tables.contains_key(*name)).collect();
        let is_free = |name: &&str| self.chooses || self.kept.get(name).is_none_or(|kept| *kept < MOST_PANELS);
        let is_shown = large.iter().any(is_free);
        for name in large {
            match is_shown {
                true => *self.kept.entry(name).or_default() += 1,
                false => drop(record.tables.remove(name)),
            }
        }
    }
}

/// Only the largest errors of gradients are shown with their parameter, and those beyond their bound.
fn forget_places(rows: &mut [Agreement]) {
    let largest = rows.iter().map(|row| row.gradients).fold(f64::NEG_INFINITY, f64::max);
    for row in rows.iter_mut().filter(|row| row.agree && row.gradients < largest) {
        row.worst = String::new();
    }
}
