//! The further measure by which `[judge]` orders the arms: what each arm has of it, and which comes first.
//!
//! It is read and averaged as in a claim: of ratios the geometric mean, of shares of seeds a count, and what never
//! happens counts as the epoch after the last one. Where it is of the test part and every run has a validation part,
//! the same measure of that part orders the arms. Leaves out the metrics of the results, which `evaluation` has; its
//! words stand in `words`.

mod words;

use experiment::record::Record;
use experiment::spec::{Better, Measure, Named, Part};

use crate::arms::{Arm, arms};
use crate::claims::measure::{Measurement, last_part, measurement};
use crate::claims::naming;
use crate::comparison::{self, Comparisons, Selection};
use crate::statistics::Estimate;

/// A further measure that judges.
#[derive(Debug, Clone, PartialEq)]
pub struct RankingMeasure {
    measure: Measure,
    /// The measure that orders the arms.
    selecting: Measure,
    /// The part on which the arms are evaluated; none where the measure is of training.
    part: Option<Part>,
    /// Which of two values is better.
    pub better: Better,
    /// The numbers of hidden layers that the networks have.
    depths: Vec<usize>,
}

impl RankingMeasure {
    /// The further measure that these runs are judged by; none where a metric of the results judges.
    pub fn of(records: &[Record]) -> Option<RankingMeasure> {
        let first = records.first()?;
        let further = first.run.spec.judge.further()?;
        let measure = Measure::Further(Named(further.clone()));
        let part = measure.part(last_part(first));
        let measure = part.map_or(measure.clone(), |part| measure.on(part));
        let has_validation = |record: &Record| record.run.data.rows[Part::Validation as usize] > 0;
        let selecting = match part {
            Some(Part::Test) if records.iter().all(has_validation) => measure.on(Part::Validation),
            _ => measure.clone(),
        };
        Some(RankingMeasure {
            measure,
            selecting,
            part,
            better: further.better(),
            depths: naming::depths(&arms(records)),
        })
    }

    /// Whether another part than the one that evaluates orders the arms.
    pub fn is_selected_by_validation(&self) -> bool {
        self.selecting != self.measure
    }

    /// The mean over the runs of an arm, of ratios that of the logarithms; none where a run has no value.
    pub fn mean(&self, arm: &Arm) -> Option<Estimate> {
        self.mean_of(&self.measure, arm)
    }

    /// The mean by which the arm has its place.
    pub fn selecting_mean(&self, arm: &Arm) -> Option<f64> {
        self.mean_of(&self.selecting, arm).map(|mean| mean.mean)
    }

    /// The arms, the best first; where none is better, the largest. Arms without a value come last.
    pub fn ordered<'g, 'a>(&self, arms: &'g [Arm<'a>]) -> Vec<&'g Arm<'a>> {
        let place = |arm: &Arm| self.selecting_mean(arm).map_or(f64::NEG_INFINITY, |mean| self.oriented(mean));
        let mut placed: Vec<(&Arm, f64)> = arms.iter().map(|arm| (arm, place(arm))).collect();
        placed.sort_by(|(_, a), (_, b)| b.total_cmp(a));
        placed.into_iter().map(|(arm, _)| arm).collect()
    }

    /// The best mean; none where no value is better, or all arms are equal, or on different rows.
    pub fn best(&self, arms: &[Arm]) -> Option<f64> {
        let means: Vec<f64> = arms.iter().filter_map(|arm| self.mean(arm)).map(|mean| mean.mean).collect();
        let differ = means.iter().any(|mean| *mean != means[0]) && comparison::comparable(arms);
        let best = means.into_iter().max_by(|a, b| self.oriented(*a).total_cmp(&self.oriented(*b)));
        best.filter(|_| differ && self.better != Better::Neither)
    }

    /// The comparisons of the arms run by run, the first of which is the best. None of shares, which are exact counts,
    /// and where no value is better.
    pub fn comparisons<'g>(&self, ordered: &[&'g Arm]) -> Option<Comparisons<'g>> {
        let compared = self.better != Better::Neither && !self.measure.is_share_of_seeds();
        let value = |arm: &Arm, record: &Record| Some(self.oriented(value(&self.measure, arm, record)?.value));
        let selection = match self.is_selected_by_validation() {
            true => Selection::ByValidation,
            false => Selection::ByEvaluation,
        };
        compared.then(|| Comparisons::by(ordered, selection, value))
    }

    fn mean_of(&self, measure: &Measure, arm: &Arm) -> Option<Estimate> {
        let values = values(measure, arm)?.into_iter().map(|run| self.scaled(run.value));
        arm.estimate(&values.collect::<Vec<_>>()).filter(|estimate| estimate.mean.is_finite())
    }

    /// A ratio of zero is smaller than every other.
    fn scaled(&self, value: f64) -> f64 {
        if self.measure.is_ratio() { libm::log(value.max(f64::MIN_POSITIVE)) } else { value }
    }

    /// A value with its sign such that the first arm has the largest.
    fn oriented(&self, value: f64) -> f64 {
        match self.better {
            Better::Larger | Better::Neither => value,
            Better::Smaller => -value,
        }
    }
}

/// A measure in every run of an arm; none where a run has no value.
fn values(measure: &Measure, arm: &Arm) -> Option<Vec<Measurement>> {
    arm.runs.iter().map(|record| value(measure, arm, record)).collect()
}

fn value(measure: &Measure, arm: &Arm, record: &Record) -> Option<Measurement> {
    measurement(measure, None, record, arm.reported_engine()).filter(|run| !run.value.is_nan())
}
