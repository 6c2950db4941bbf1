//! The further measure by which `[judge]` orders the arms: what each arm has of it, and which comes first.
//!
//! It is read and averaged as in a claim: of ratios the geometric mean, of shares of seeds a count, and what never
//! happens counts as the epoch after the last one. Leaves out the metrics of the results, which `evaluation` has.

use experiment::record::Record;
use experiment::spec::{Better, Further, Measure, Named};

use crate::arms::Arm;
use crate::claims::measure::{Measurement, measurement};
use crate::claims::words;
use crate::comparison::{self, Comparisons};
use crate::statistics::Estimate;
use crate::words::{estimate, interval, number};

/// A further measure that judges.
#[derive(Debug, Clone, PartialEq)]
pub struct RankingMeasure {
    measure: Measure,
    /// Which of two values is better.
    pub better: Better,
    /// How many hidden layers the networks have, if all have as many.
    hidden: Option<usize>,
}

impl RankingMeasure {
    /// The further measure that these runs are judged by; none where a metric of the results judges.
    pub fn of(records: &[Record]) -> Option<RankingMeasure> {
        let further = records.first()?.run.spec.judge.further()?;
        let measure = Measure::Further(Named(further.clone()));
        let hidden = |record: &Record| record.run.spec.network.hidden.len();
        let first = records.first().map(hidden);
        let hidden = first.filter(|first| records.iter().all(|record| hidden(record) == *first));
        Some(RankingMeasure { measure, better: further.better(), hidden })
    }

    /// The measure in words.
    pub fn name(&self) -> String {
        words::measure(&self.measure, self.hidden)
    }

    /// The mean over the runs of an arm, of ratios that of the logarithms; none where a run has no value.
    pub fn mean(&self, arm: &Arm) -> Option<Estimate> {
        let values = self.measurements(arm)?.into_iter().map(|measurement| self.scaled(measurement.value));
        arm.estimate(&values.collect::<Vec<_>>()).filter(|estimate| estimate.mean.is_finite())
    }

    /// What a table says of an arm.
    pub fn text(&self, arm: &Arm) -> String {
        let (Some(measurements), Some(mean)) = (self.measurements(arm), self.mean(arm)) else {
            return "–".to_owned();
        };
        let never = measurements.iter().filter(|measurement| measurement.never).count();
        if self.measure.is_share_of_seeds() {
            let hits = measurements.iter().filter(|measurement| measurement.value == 1.0).count();
            return format!("{hits} of {}", measurements.len());
        }
        if never == measurements.len() {
            return "never".to_owned();
        }
        let value = if self.measure.is_ratio() { ratio(mean) } else { plain(mean) };
        if never > 0 { format!("{value} (never in {never} of {})", measurements.len()) } else { value }
    }

    /// The arms, the best first; where none is better, the largest. Arms without a value come last.
    pub fn ordered<'g, 'a>(&self, arms: &'g [Arm<'a>]) -> Vec<&'g Arm<'a>> {
        let place = |arm: &Arm| self.mean(arm).map_or(f64::NEG_INFINITY, |mean| self.oriented(mean.mean));
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

    /// The order of the arms in a sentence.
    pub fn order(&self) -> String {
        let end = match self.better {
            Better::Larger | Better::Neither => "largest",
            Better::Smaller => "smallest",
        };
        let later = match self.measure.further() {
            Some(Further::EpochsUntil { .. }) => "; never counts as the epoch after the last one",
            Some(Further::UpdatesUntil { .. }) => "; never counts as the updates up to the epoch after the last one",
            _ => "",
        };
        format!("The arms are ordered by {}, the {end} first{later}.", self.name())
    }

    /// The comparisons of the arms run by run, the first of which is the best. None of shares, which are exact counts,
    /// and where no value is better.
    pub fn comparisons<'g>(&self, ordered: &[&'g Arm]) -> Option<Comparisons<'g>> {
        let compared = self.better != Better::Neither && !self.measure.is_share_of_seeds();
        let value = |arm: &Arm, record: &Record| Some(self.oriented(self.measurement(arm, record)?.value));
        compared.then(|| Comparisons::by(ordered, value))
    }

    fn measurements(&self, arm: &Arm) -> Option<Vec<Measurement>> {
        arm.runs.iter().map(|record| self.measurement(arm, record)).collect()
    }

    fn measurement(&self, arm: &Arm, record: &Record) -> Option<Measurement> {
        measurement(&self.measure, None, record, arm.reported_engine())
            .filter(|measurement| !measurement.value.is_nan())
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

/// A mean; a number that is the same in every run is written as it is.
fn plain(mean: Estimate) -> String {
    if mean.deviation.unwrap_or(0.0) == 0.0 { words::exact(mean.mean) } else { estimate(mean) }
}

/// A geometric mean with the ends of its interval.
fn ratio(mean: Estimate) -> String {
    let middle = number(libm::exp(mean.mean));
    match mean.interval_at(crate::statistics::LEVEL) {
        Some((low, high)) => format!("{middle} ({})", interval((libm::exp(low), libm::exp(high)))),
        None => middle,
    }
}
