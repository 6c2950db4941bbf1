//! Batch normalization's statistics of inference: one flat list of numbers, with a name for each part.
//!
//! For each layer that normalizes, in order: `layers.k.running_mean`, then `layers.k.running_var`, each (1, out). They
//! are no parameters: no gradient moves them, so they are no part of the flat parameter buffer. Training starts at
//! mean 0 and variance 1 unless `[initial]` says otherwise.

use std::ops::Range;

use super::Layout;

/// Which moment of a layer's pre-activations a statistic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// μ.
    Mean,
    /// The biased variance, without ε.
    Variance,
}

/// The means or the variances of one layer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statistic {
    /// `layers.0.running_mean` or `layers.0.running_var`.
    pub name: String,
    /// The layer that normalizes by it.
    pub layer: usize,
    /// Which of the two it is.
    pub moment: Moment,
    /// Where it lies among the statistics of the network, one number for each unit.
    pub range: Range<usize>,
}

impl Moment {
    /// Mean before variance: the order in a snapshot.
    pub const ALL: [Moment; 2] = [Moment::Mean, Moment::Variance];

    /// The last part of a statistic's name.
    pub fn as_str(self) -> &'static str {
        match self {
            Moment::Mean => "running_mean",
            Moment::Variance => "running_var",
        }
    }

    /// The value before training.
    pub fn start(self) -> f64 {
        match self {
            Moment::Mean => 0.0,
            Moment::Variance => 1.0,
        }
    }
}

impl Layout {
    /// Adds the statistics of a layer of this width that normalizes.
    pub(crate) fn push_statistics(&mut self, layer: usize, width: usize) {
        for moment in Moment::ALL {
            let start = self.statistics.last().map_or(0, |before| before.range.end);
            let name = format!("layers.{layer}.{}", moment.as_str());
            self.statistics.push(Statistic { name, layer, moment, range: start..start + width });
        }
    }

    /// A statistic of a layer; none of a layer that does not normalize.
    pub fn statistic(&self, layer: usize, moment: Moment) -> Option<&Statistic> {
        self.statistics.iter().find(|statistic| statistic.layer == layer && statistic.moment == moment)
    }

    /// The numbers of all layers that normalize, as ranges: (means, variances) of each.
    pub fn moments(&self) -> impl Iterator<Item = (Range<usize>, Range<usize>)> + '_ {
        self.statistics.chunks_exact(Moment::ALL.len()).map(|pair| (pair[0].range.clone(), pair[1].range.clone()))
    }

    /// All statistics before training: means 0, variances 1.
    pub fn initial_statistics(&self) -> Vec<f64> {
        self.statistics.iter().flat_map(|statistic| statistic.range.clone().map(|_| statistic.moment.start())).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two layers of widths 2 and 3: mean and variance of the first, then of the second, side by side.
    #[test]
    fn statistics_lie_layer_by_layer_mean_before_variance() {
        let mut layout = Layout::default();
        layout.push_statistics(0, 2);
        layout.push_statistics(1, 3);
        let names: Vec<&str> = layout.statistics.iter().map(|statistic| statistic.name.as_str()).collect();
        let wanted = ["layers.0.running_mean", "layers.0.running_var", "layers.1.running_mean", "layers.1.running_var"];
        assert_eq!(names, wanted);
        assert_eq!(layout.moments().collect::<Vec<_>>(), [(0..2, 2..4), (4..7, 7..10)]);
        assert_eq!(layout.initial_statistics(), [0.0, 0.0, 1.0, 1.0, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0]);
        assert_eq!(layout.statistic(1, Moment::Variance).map(|statistic| statistic.range.clone()), Some(7..10));
        assert_eq!(layout.statistic(2, Moment::Mean), None);
    }
}
