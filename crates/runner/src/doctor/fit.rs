//! How well a network describes its data: not even the rows that it was trained on, those alone, or with a loss that
//! teaches nothing where it errs.

use datasets::baseline;
use experiment::finding::{Finding, FindingKind};
use experiment::spec::{Compares, OutputActivation, Part, Quantity, Task};

use super::score::Score;
use super::{Case, neighbors};

/// Half or less of the way from guessing to what simple models show to be possible.
const UNDERFIT: f64 = 0.5;
/// Most of that way: there is little left to learn.
const DONE: f64 = 0.9;
/// A witness that is no better than this beyond guessing says nothing.
const BEYOND_GUESSING: f64 = 0.1;
/// Outputs that explain no more of the variance of coded classes do not tell one row from another.
const EXPLAINED: f64 = 0.1;
/// A score on held-out rows that is so much lower is worth a word, if it is beyond chance as well.
const GAP: f64 = 0.05;
/// Two standard errors: beyond chance.
const ERRORS: f64 = 2.0;
/// A held-out loss that has risen by a quarter above its least. L. Prechelt ("Early stopping — but when?", 1998) stops
/// at a "generalization loss" of a few percent, and may stop too early; here nothing is said too early.
const RISEN: f64 = 1.25;
/// More than chance: one row in twenty that is wrong where nothing teaches it.
const UNTAUGHT: f64 = 0.05;
/// The slope of an output, as a share of its largest, below which it counts as flat, as for hidden units.
const FLAT: f64 = 0.1;

/// Shares of a way are differences of scores: exactly half of it may be 0.4999999999999999.
const ROUNDING: f64 = 1e-9;

/// How well the training rows are described.
pub(super) struct Fit {
    /// What [`Score`] says.
    score: f64,
    /// The share of the way from guessing to the best witness; none where no witness is much better than guessing.
    way: Option<f64>,
    /// The share of the variance of coded classes that the outputs explain; none of numbers, which may have no
    /// variance that inputs explain, and where weights shift the outputs.
    explained: Option<f64>,
}

impl Fit {
    pub(super) fn of(case: &Case) -> Fit {
        let train = &case.dataset.train;
        let score = Score::of(case).value(&case.outputs.select(train), train, case.dataset);
        let way = if score >= DONE { None } else { share_of_way(case, score) };
        Fit { score, way, explained: explained(case) }
    }

    /// Whether the training rows are described more than half as well as they can be.
    pub(super) fn has_learned(&self) -> bool {
        self.score >= DONE || self.shortfall().is_none_or(|(share, least)| share > least)
    }

    /// The share of what is possible that was reached, and what it should exceed; none where nothing is known.
    fn shortfall(&self) -> Option<(f64, f64)> {
        let of = |share: f64, least: f64| (if (share - least).abs() < ROUNDING { least } else { share }, least);
        self.way.map(|way| of(way, UNDERFIT)).or(self.explained.map(|share| of(share, EXPLAINED)))
    }

    /// Whether there is little left to learn.
    pub(super) fn is_done(&self) -> bool {
        self.score >= DONE || self.way.is_some_and(|way| way >= DONE)
    }
}

/// The share of the way from guessing to the better of a straight line and the nearest neighbor.
fn share_of_way(case: &Case, score: f64) -> Option<f64> {
    let (guess, straight) = match Score::of(case) {
        Score::Quantity(quantity) => {
            let metric = experiment::spec::Metric { part: Part::Train, quantity };
            let value = |baseline: &experiment::record::Baseline| {
                baseline.values.iter().find(|(known, _)| *known == metric).map(|(_, value)| *value)
            };
            (case.baselines.first().and_then(value)?, case.baselines.get(1).and_then(value))
        }
        Score::Saved(_) => (0.0, line(case)),
    };
    let best = straight.into_iter().chain(neighbors::score(case.dataset, Score::of(case))).fold(guess, f64::max);
    (best - guess >= BEYOND_GUESSING).then(|| (score - guess) / (best - guess))
}

/// The score of the straight line of least squares, where it is fitted.
fn line(case: &Case) -> Option<f64> {
    let rows = &case.dataset.train;
    let outputs = baseline::baselines(case.dataset).get(1)?.predict(&case.dataset.inputs.select(rows));
    Some(Score::of(case).of_witness(&outputs, rows, case.dataset)).filter(|score| score.is_finite())
}

/// 1 − Σ(y − t)²/Σ(t − t̄)² over the training rows, of the targets as engines see them.
fn explained(case: &Case) -> Option<f64> {
    if !matches!(Score::of(case), Score::Quantity(Quantity::Accuracy)) {
        return None;
    }
    let (train, targets) = (&case.dataset.train, &case.dataset.targets);
    let (mut error, mut spread) = (0.0, 0.0);
    for column in 0..targets.columns() {
        let mean = train.iter().map(|&row| targets.at(row, column)).sum::<f64>() / train.len() as f64;
        for &row in train {
            let target = targets.at(row, column);
            error += (case.outputs.at(row, column) - target) * (case.outputs.at(row, column) - target);
            spread += (target - mean) * (target - mean);
        }
    }
    Some(1.0 - error / spread).filter(|share| share.is_finite())
}

pub(super) fn findings(case: &Case, fit: &Fit) -> Vec<Finding> {
    [mismatched(case), overfitting(case, fit), underfitting(case, fit)].into_iter().flatten().collect()
}

fn underfitting(case: &Case, fit: &Fit) -> Option<Finding> {
    if case.outcome.is_none() || fit.has_learned() {
        return None;
    }
    let (value, threshold) = fit.shortfall()?;
    Some(case.finding(FindingKind::Underfitting, case.epoch, value, threshold))
}

/// A held-out score that is lower beyond chance, while the held-out loss has risen and that of training has fallen.
fn overfitting(case: &Case, fit: &Fit) -> Option<Finding> {
    if !fit.has_learned() {
        return None;
    }
    let part = [Part::Validation, Part::Test].into_iter().find(|part| !case.dataset.part(*part).is_empty())?;
    let (rows, score) = (case.dataset.part(part), Score::of(case));
    let held_out = score.value(&case.outputs.select(rows), rows, case.dataset);
    let threshold = GAP.max(ERRORS * score.standard_error(held_out, rows, case.dataset));
    let gap = fit.score - held_out;
    let [train, losses] = [Part::Train, part].map(|part| case.series(part, Quantity::Loss));
    let (best, least) = losses.iter().copied().enumerate().min_by(|(_, one), (_, other)| one.total_cmp(other))?;
    let now = *losses.get(case.epoch)?;
    let found = gap > threshold && now > RISEN * least && train.get(case.epoch)? < train.get(best)?;
    let finding = case.finding(FindingKind::Overfitting, best, gap, threshold);
    found.then(|| Finding { name: Some(score.in_words()), ..finding })
}

/// Rows that are wrong where the output is flat, behind a loss whose gradient carries the slope of the output.
fn mismatched(case: &Case) -> Option<Finding> {
    let (dataset, output) = (case.dataset, case.spec.output());
    let (low, high) = match output {
        OutputActivation::Sigmoid | OutputActivation::Softmax => (0.0, 1.0),
        OutputActivation::Tanh => (-1.0, 1.0),
        _ => return None,
    };
    let carries = dataset.schema.task == Task::Classification && case.spec.loss().compares() == Compares::Numbers;
    let is_flat = |row: usize| {
        case.outputs.row(row).iter().all(|output| {
            let share = (output - low) / (high - low);
            4.0 * share * (1.0 - share) < FLAT
        })
    };
    let is_wrong = |row: usize| dataset.schema.class_of(case.outputs.row(row)) != dataset.labels[row];
    let untaught = || dataset.train.iter().filter(|&&row| is_wrong(row) && is_flat(row)).count();
    let share = if carries { untaught() as f64 / dataset.train.len() as f64 } else { 0.0 };
    (share > UNTAUGHT).then(|| case.finding(FindingKind::MismatchedLoss, case.epoch, share, UNTAUGHT))
}
