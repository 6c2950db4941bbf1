//! The metric that a measure is made of, and the part of the data on which it is taken.

use super::{Further, Measure};
use crate::spec::{Metric, Named, Part};

impl Measure {
    /// The metric that it is or is made of.
    pub fn underlying_metric(&self) -> Option<Metric> {
        match self {
            Measure::Metric(metric) => Some(*metric),
            Measure::Further(Named(further)) => further.underlying_metric(),
        }
    }

    /// The part on which it is measured, where the last one that has rows is `last`; none of a measure of training.
    pub fn part(&self, last: Part) -> Option<Part> {
        match self.further() {
            Some(Further::ClassRecall { part, .. } | Further::ClassPrecision { part, .. }) => {
                Some(part.unwrap_or(last))
            }
            _ => self.underlying_metric().map(|metric| metric.part),
        }
    }

    /// The same measure on another part.
    pub fn on(&self, other: Part) -> Measure {
        let mut moved = self.clone();
        match &mut moved {
            Measure::Metric(of) => of.part = other,
            Measure::Further(Named(further)) => match further {
                Further::ShareReaching { of, .. }
                | Further::EpochsUntil { of, .. }
                | Further::UpdatesUntil { of, .. }
                | Further::OverBaseline { of, .. } => of.part = other,
                Further::ClassRecall { part, .. } | Further::ClassPrecision { part, .. } => *part = Some(other),
                _ => {}
            },
        }
        moved
    }
}

impl Further {
    fn underlying_metric(&self) -> Option<Metric> {
        match self {
            Further::ShareReaching { of, .. }
            | Further::EpochsUntil { of, .. }
            | Further::UpdatesUntil { of, .. }
            | Further::OverBaseline { of, .. } => Some(*of),
            _ => None,
        }
    }
}
