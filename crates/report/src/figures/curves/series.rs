//! One metric of one engine over the epochs: mean and band over the runs of an arm.

use std::collections::BTreeMap;

use experiment::spec::{EngineName, Metric, Quantity};

use super::Arrangement;
use crate::arms::Group;

/// How many decades a loss must span to be drawn on a logarithmic axis.
const DECADES: f64 = 1.5;
/// Marks along one curve.
const MARKS: usize = 8;

/// The runs at one epoch.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// When; 0 is before the first update.
    pub epoch: usize,
    /// The mean over the runs.
    pub mean: f64,
    /// The band: from three runs on the 95 % interval, of two both; none of one.
    pub band: Option<(f64, f64)>,
    /// The smallest run.
    pub least: f64,
    /// Over how many runs.
    pub runs: usize,
}

/// A curve.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Series {
    /// Its points by epoch.
    pub points: Vec<Point>,
}

impl Series {
    /// The curve of one metric of one engine; what is not finite is left out.
    pub fn of(group: &Group, engine: EngineName, metric: Metric) -> Series {
        let mut by_epoch: BTreeMap<usize, Vec<f64>> = BTreeMap::new();
        for record in &group.runs {
            let series = record.metrics.series(engine, metric);
            for (epoch, value) in series.into_iter().filter(|(_, value)| value.is_finite()) {
                by_epoch.entry(epoch).or_default().push(value);
            }
        }
        Series { points: by_epoch.into_iter().filter_map(|(epoch, values)| point(group, epoch, &values)).collect() }
    }

    /// At most about `most` points: of every stretch of epochs the lowest and the highest, so that a curve that jumps
    /// from epoch to epoch keeps its width, and the first and the last.
    pub fn thinned(self, most: usize) -> Series {
        let points = self.points;
        if points.len() <= most {
            return Series { points };
        }
        let stretch = points.len().div_ceil((most / 2).max(1));
        let by_mean = |a: &&Point, b: &&Point| a.mean.total_cmp(&b.mean);
        let ends = [points.first(), points.last()].into_iter().flatten();
        let extremes = points
            .chunks(stretch)
            .flat_map(|chunk| [chunk.iter().min_by(by_mean), chunk.iter().max_by(by_mean)].into_iter().flatten());
        let kept: BTreeMap<usize, Point> = ends.chain(extremes).map(|point| (point.epoch, *point)).collect();
        Series { points: kept.into_values().collect() }
    }

    /// A few points for marks, shifted from arm to arm so that they do not cover each other.
    pub fn sparse(self, arm: usize) -> Series {
        let step = self.points.len().div_ceil(MARKS).max(1);
        let first = (arm * step.div_ceil(6)) % step;
        Series { points: self.points.into_iter().skip(first).step_by(step).collect() }
    }

    /// (epoch, mean).
    pub fn line(&self) -> Vec<(f64, f64)> {
        self.points.iter().map(|point| (point.epoch as f64, point.mean)).collect()
    }

    /// (epoch, low, high), cut to what the quantity can be; on a logarithmic axis to the smallest run, which is positive.
    pub fn band(&self, quantity: Quantity, log: bool) -> Vec<(f64, f64, f64)> {
        let (floor, ceiling) = limits(quantity);
        let cut = |point: &Point| {
            let (low, high) = point.band?;
            let low = if log { low.max(point.least) } else { low.max(floor) };
            Some((point.epoch as f64, low, high.min(ceiling)))
        };
        self.points.iter().filter_map(cut).collect()
    }
}

impl Series {
    /// Whether an interval reaches beyond what the quantity can be.
    pub fn overreaches(&self, quantity: Quantity) -> bool {
        let (floor, ceiling) = limits(quantity);
        let bands = self.points.iter().filter_map(|point| point.band);
        bands.into_iter().any(|(low, high)| low < floor || high > ceiling)
    }
}

fn point(group: &Group, epoch: usize, values: &[f64]) -> Option<Point> {
    let estimate = group.estimate(values)?;
    let least = values.iter().copied().fold(f64::INFINITY, f64::min);
    let most = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let band = match values.len() {
        0 | 1 => None,
        2 => Some((least, most)),
        _ => estimate.interval(),
    };
    Some(Point { epoch, mean: estimate.mean, band, least, runs: values.len() })
}

/// What a quantity can be.
fn limits(quantity: Quantity) -> (f64, f64) {
    match quantity {
        Quantity::Accuracy => (0.0, 1.0),
        Quantity::R2 => (f64::NEG_INFINITY, 1.0),
        // Every loss and every penalty is a sum of parts that are not negative.
        Quantity::Objective | Quantity::Loss | Quantity::LogLoss | Quantity::Mae | Quantity::Rmse => {
            (0.0, f64::INFINITY)
        }
    }
}

/// Whether curves of losses ask for a logarithmic axis: all positive, over one and a half decades.
pub fn spans_decades(quantity: Quantity, all: &[Series]) -> bool {
    let falls = match quantity {
        Quantity::Objective | Quantity::Loss | Quantity::LogLoss | Quantity::Mae | Quantity::Rmse => true,
        Quantity::Accuracy | Quantity::R2 => false,
    };
    let least = |series: &Series| series.points.iter().map(|point| point.least).fold(f64::INFINITY, f64::min);
    let low = all.iter().map(least).fold(f64::INFINITY, f64::min);
    let (_, high) = extremes(all);
    falls && low > 0.0 && high.is_finite() && libm::log10(high / low) > DECADES
}

fn extremes(all: &[Series]) -> (f64, f64) {
    let means = all.iter().flat_map(|series| &series.points).map(|point| point.mean);
    means.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), mean| (low.min(mean), high.max(mean)))
}

/// The range of the axis where the data alone would choose badly: an R² far below that of the mean would press
/// everything else together, and panels of one arm each must compare.
pub fn range(quantity: Quantity, log: bool, all: &[Series], arrangement: Arrangement) -> Option<(f64, f64)> {
    let (low, high) = extremes(all);
    if low > high {
        return None;
    }
    match quantity {
        Quantity::R2 if low < -1.0 => Some((-1.0, high.max(0.0) + 0.05)),
        _ if arrangement == Arrangement::Shared || low == high => None,
        _ if log => Some((low / 1.2, high * 1.2)),
        _ => Some((low - 0.05 * (high - low), high + 0.05 * (high - low))),
    }
}

#[cfg(test)]
mod tests {
    use super::{Point, Series};

    fn series(values: impl Iterator<Item = f64>) -> Series {
        let point = |(epoch, mean)| Point { epoch, mean, band: None, least: mean, runs: 1 };
        Series { points: values.enumerate().map(point).collect() }
    }

    /// A curve that is 0 at even and 1 at odd epochs: whoever takes every second point draws a flat line.
    #[test]
    fn a_curve_that_jumps_keeps_its_width() {
        let thinned = series((0..1000).map(|epoch| f64::from(epoch % 2))).thinned(100);
        assert!(thinned.points.len() <= 102, "{} points", thinned.points.len());
        let (low, high): (Vec<&Point>, Vec<&Point>) = thinned.points.iter().partition(|point| point.mean < 0.5);
        assert!(low.len().abs_diff(high.len()) <= 2, "{} low, {} high", low.len(), high.len());
        assert_eq!((thinned.points[0].epoch, thinned.points.last().map(|last| last.epoch)), (0, Some(999)));
    }

    #[test]
    fn a_spike_survives_and_a_short_curve_stays_whole() {
        let spike = series((0..1000).map(|epoch| if epoch == 777 { 5.0 } else { 0.0 })).thinned(50);
        assert!(spike.points.iter().any(|point| point.epoch == 777));
        assert_eq!(series((0..50).map(f64::from)).thinned(50).points.len(), 50);
    }
}
