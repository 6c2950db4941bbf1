//! Learning curves: objective or loss, and accuracy or R², over the epochs.
//!
//! Each arm has a color and a dash; of several parts in one panel the training part has the thinnest lines, the test
//! part the widest. Lines are the means of the reported engine over the runs, with each run as a thin line beside them
//! where there are few, else with bands, their 95 % intervals; sparse marks on top are burn. Epoch 0 is before the
//! first update. Values that are not finite are left out. The curve of a run that stops early ends there, and the mean
//! continues over the other runs. Where a schedule changes the learning rate, a panel shows it.

mod caption;
mod numbers;
mod panel;
mod rates;
mod series;
mod style;
mod title;

use std::collections::BTreeSet;

use experiment::record::Record;
use experiment::spec::{EngineName, Metric, Part, Quantity, Task};

use super::CaptionedFigure;
use crate::arms::{Arm, arms, records_of, trained};
use crate::evaluation;
use crate::figure::{Figure, Panel, balanced};
use series::Series;

/// The most arms that share a panel.
const SHARED_ARMS: usize = 6;
/// The most arms whose parts share a panel.
const SHARED_PARTS: usize = 3;
/// The most panels of one arm each.
const MOST_PANELS: usize = 12;
/// The most runs of an arm that are drawn one by one.
const FEW_RUNS: usize = 5;
/// The number of points of all curves of a figure, approximately, where runs are long.
const ALL_POINTS: usize = 3000;

/// The curves of a figure and their arrangement.
pub(crate) struct Chart<'a> {
    /// The arms that are drawn.
    pub arms: Vec<Arm<'a>>,
    /// The number of arms of which these are the best.
    pub arms_in_all: usize,
    /// The quantities that are drawn, from top to bottom.
    pub quantities: Vec<Quantity>,
    /// The parts on which they are drawn.
    pub parts: Vec<Part>,
    /// How the panels are arranged.
    pub arrangement: Arrangement,
}

/// How the panels are arranged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Arrangement {
    /// A panel for each quantity; parts are distinguished by their dashes.
    Shared,
    /// A row for each quantity, a column for each part.
    PartByPart,
    /// A panel for each arm.
    ArmByArm,
}

/// One figure; none without metrics, or where nothing was trained.
pub fn draw(arms: &[Arm]) -> Vec<CaptionedFigure> {
    if !trained(records_of(arms)) {
        return Vec::new();
    }
    let Some(chart) = Chart::of(arms) else { return Vec::new() };
    let panels: Vec<Panel> = panel::panels(&chart).into_iter().chain(rates::panel(&chart)).collect();
    let columns = match chart.arrangement {
        Arrangement::Shared => panels.len(),
        Arrangement::PartByPart => chart.parts.len(),
        Arrangement::ArmByArm => balanced(panels.len(), 4),
    };
    let words: Vec<&str> = chart.quantities.iter().map(|&quantity| quantity.in_words()).collect();
    let figure = Figure::new("curves", format!("Learning curves: {} over the epochs", words.join(" and ")), panels);
    let figure = figure.title(title::title(&chart)).columns(columns);
    vec![CaptionedFigure::single_frame(figure, caption::caption(&chart)).csv(numbers::csv(&chart))]
}

/// The numbers of the records whose curves the figure shows, in ascending order. Which they are follows from all
/// records, also from those that hold no curve yet.
pub fn drawn(records: &[Record]) -> Vec<usize> {
    let arms = arms(records);
    let chart = Chart::of(&arms);
    let shown: BTreeSet<*const Record> = chart
        .iter()
        .flat_map(|chart| &chart.arms)
        .flat_map(|arm| &arm.runs)
        .map(|record| &raw const **record)
        .collect();
    (0..records.len()).filter(|&number| shown.contains(&(&raw const records[number]))).collect()
}

impl<'a> Chart<'a> {
    /// The chart of some arms; none without metrics.
    fn of(all: &[Arm<'a>]) -> Option<Chart<'a>> {
        let measured = &all.first()?.first_run().metrics.columns;
        let arms_in_all = all.len();
        let mut quantities = quantities(all);
        let is_drawn =
            |metric: &&Metric| metric.quantity != Quantity::R2 || !evaluation::is_undefined(records_of(all), **metric);
        quantities.retain(|&quantity| measured.iter().filter(is_drawn).any(|metric| metric.quantity == quantity));
        let has_metrics = |part: &Part| measured.iter().any(|metric| metric.part == *part);
        let parts: Vec<Part> = Part::ALL.into_iter().filter(has_metrics).collect();
        let arrangement = match arms_in_all {
            many if many > SHARED_ARMS => Arrangement::ArmByArm,
            some if some > SHARED_PARTS && parts.len() > 1 => Arrangement::PartByPart,
            _ => Arrangement::Shared,
        };
        let arms = if arrangement == Arrangement::ArmByArm { best(all) } else { all.to_vec() };
        if arrangement == Arrangement::ArmByArm {
            quantities.reverse();
            quantities.truncate(1);
        }
        (!quantities.is_empty()).then_some(Chart { arms, arms_in_all, quantities, parts, arrangement })
    }

    /// The most points of a curve, so that the figure stays small enough to be read and committed.
    fn most_points(&self) -> usize {
        let curves = self.arms.len() * self.quantities.len() * self.parts.len();
        (ALL_POINTS / curves.max(1)).clamp(100, 400)
    }

    /// Whether the runs of an arm are drawn one by one, in place of a band.
    fn shows_runs(&self, arm: &Arm) -> bool {
        (2..=FEW_RUNS).contains(&arm.runs.len())
    }

    /// All curves of a quantity in the figure. Its panels share their scale.
    fn curves(&self, quantity: Quantity) -> Vec<Series> {
        let of = |arm: &Arm, part: Part| Series::of(arm, arm.reported_engine(), Metric { part, quantity });
        self.arms.iter().flat_map(|arm| self.parts.iter().map(move |&part| of(arm, part))).collect()
    }

    /// The engines that trained.
    fn engines(&self) -> Vec<EngineName> {
        let trained =
            |engine: &EngineName| self.arms.iter().any(|arm| arm.first_run().run.spec.engines.contains(engine));
        [EngineName::FromScratch, EngineName::Burn].into_iter().filter(trained).collect()
    }
}

/// The quantity that training minimizes, and that of the evaluation.
fn quantities(arms: &[Arm]) -> Vec<Quantity> {
    let penalized = records_of(arms).any(|record| {
        let penalty = record.run.spec.training.penalty;
        penalty.l1 > 0.0 || penalty.l2 > 0.0
    });
    let first = if penalized { Quantity::Objective } else { Quantity::Loss };
    match arms[0].first_run().run.data.task {
        Task::Classification => vec![first, Quantity::Accuracy],
        Task::Regression => vec![first, Quantity::R2],
    }
}

/// The best [`MOST_PANELS`] arms, in the order of the config.
fn best<'a>(arms: &[Arm<'a>]) -> Vec<Arm<'a>> {
    let first = || arms.iter().take(MOST_PANELS).cloned().collect();
    let Some(metric) = evaluation::metric(records_of(arms)) else { return first() };
    let ranked = evaluation::ranking(arms, evaluation::selection_metric(arms, metric));
    let kept: Vec<&str> = ranked.into_iter().take(MOST_PANELS).map(|(arm, _)| arm.label.as_str()).collect();
    arms.iter().filter(|arm| kept.contains(&arm.label.as_str())).cloned().collect()
}
