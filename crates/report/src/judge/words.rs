//! A further measure that judges, in words: its name, the cell of an arm, the order of the arms, and what the order
//! owes to the part that it rests on.

use experiment::spec::{Better, Further, Part};

use super::{RankingMeasure, values};
use crate::arms::Arm;
use crate::claims::naming;
use crate::statistics::{Estimate, LEVEL};
use crate::words::{estimate_within, interval, leaves, number};

impl RankingMeasure {
    /// The measure in words.
    pub fn name(&self) -> String {
        naming::measure(&self.measure, &self.depths)
    }

    /// What a table says of an arm.
    pub fn text(&self, arm: &Arm) -> String {
        let (Some(runs), Some(mean)) = (values(&self.measure, arm), self.mean(arm)) else { return "–".to_owned() };
        let never = runs.iter().filter(|run| run.never).count();
        let equal_to = |wanted: f64| runs.iter().filter(|run| run.value == wanted).count();
        if self.measure.is_share_of_seeds() {
            return format!("{} of {}", equal_to(1.0), runs.len());
        }
        if never == runs.len() {
            return "never".to_owned();
        }
        let value = match (self.measure.is_ratio(), equal_to(0.0)) {
            (true, zeros) if zeros == runs.len() => "0".to_owned(),
            (true, zeros) if zeros > 0 => format!("0 in {zeros} of {}", runs.len()),
            (true, _) => ratio(mean),
            (false, _) => plain(mean, self.measure.range()),
        };
        if never > 0 { format!("{value} (never in {never} of {})", runs.len()) } else { value }
    }

    /// Whether the interval that a table says of an arm is cut at an end of the measure's range.
    pub fn is_cut(&self, arm: &Arm) -> bool {
        let has_plain_interval = !self.measure.is_share_of_seeds() && !self.measure.is_ratio();
        has_plain_interval && self.mean(arm).is_some_and(|mean| leaves(mean, self.measure.range()))
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
        format!("The arms are ordered by {}, the {end} first{later}.", naming::measure(&self.selecting, &self.depths))
    }

    /// What selected the first arm, to follow its name: ", selected by validation recall of faulty,".
    pub fn selected_by(&self) -> Option<String> {
        self.is_selected_by_validation()
            .then(|| format!(", selected by {},", naming::measure(&self.selecting, &self.depths)))
    }

    /// The part that both selects an arm and evaluates it; none where nothing is held out, or another part selects.
    pub fn optimistic_part(&self) -> Option<Part> {
        self.part.filter(|part| *part != Part::Train && !self.is_selected_by_validation())
    }
}

/// A mean; a number that is the same in every run is written as it is.
fn plain(mean: Estimate, range: (f64, f64)) -> String {
    if mean.deviation.unwrap_or(0.0) == 0.0 { naming::exact(mean.mean) } else { estimate_within(mean, range) }
}

/// A geometric mean with the ends of its interval.
fn ratio(mean: Estimate) -> String {
    let middle = number(libm::exp(mean.mean));
    match mean.interval_at(LEVEL) {
        Some((low, high)) => format!("{middle} ({})", interval((libm::exp(low), libm::exp(high)))),
        None => middle,
    }
}
