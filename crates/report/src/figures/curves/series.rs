//! One metric of one engine over the epochs: mean and band over the runs of an arm.

use std::collections::BTreeMap;

use experiment::spec::{EngineName, Metric, Quantity};

use super::Arrangement;
use crate::arms::Arm;
use crate::figure::Scale;
use crate::statistics::extremes;

/// The number of decades from which a loss has a logarithmic axis.
const DECADES: f64 = 1.5;
/// An R² below this would flatten all curves above it.
pub const R2_FLOOR: f64 = -1.0;
/// The number of marks on one curve, approximately.
const MARKS: usize = 8;

/// The mean of the runs at one epoch.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// The epoch; 0 is before the first update.
    pub epoch: usize,
    /// The mean over the runs.
    pub mean: f64,
    /// The band: of three runs or more the 95 % interval, of two their values; none of one, and where less than half of
    /// the arm's runs have a value, whose interval would be wider than the panel.
    pub band: Option<(f64, f64)>,
    /// The smallest value of a run.
    pub least: f64,
    /// The number of runs that reached this epoch.
    pub runs: usize,
}

/// A curve: one metric of one engine.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Series {
    /// Its points in the order of the epochs.
    pub points: Vec<Point>,
}

impl Series {
    /// The curve of one metric of one engine; values that are not finite are left out.
    pub fn of(arm: &Arm, engine: EngineName, metric: Metric) -> Series {
        let mut by_epoch: BTreeMap<usize, Vec<f64>> = BTreeMap::new();
        for record in &arm.runs {
            let series = record.metrics.series(engine, metric);
            for (epoch, value) in series.into_iter().filter(|(_, value)| value.is_finite()) {
                by_epoch.entry(epoch).or_default().push(value);
            }
        }
        Series { points: by_epoch.into_iter().filter_map(|(epoch, values)| point(arm, epoch, &values)).collect() }
    }

    /// A curve of about `most` points or fewer: the first, the last, and the lowest and the highest of every block of
    /// epochs, so that a curve that jumps from epoch to epoch keeps its width.
    pub fn thinned(self, most: usize) -> Series {
        let points = self.points;
        if points.len() <= most {
            return Series { points };
        }
        let block = points.len().div_ceil((most / 2).max(1));
        let by_mean = |a: &&Point, b: &&Point| a.mean.total_cmp(&b.mean);
        let ends = [points.first(), points.last()].into_iter().flatten();
        let extremes = points
            .chunks(block)
            .flat_map(|chunk| [chunk.iter().min_by(by_mean), chunk.iter().max_by(by_mean)].into_iter().flatten());
        let kept: BTreeMap<usize, Point> = ends.chain(extremes).map(|point| (point.epoch, *point)).collect();
        Series { points: kept.into_values().collect() }
    }

    /// A few points for marks, shifted from arm to arm so that they do not overlap.
    pub fn sparse(self, arm: usize) -> Series {
        let step = self.points.len().div_ceil(MARKS).max(1);
        let first = (arm * step.div_ceil(6)) % step;
        Series { points: self.points.into_iter().skip(first).step_by(step).collect() }
    }

    /// The points (epoch, mean).
    pub fn line(&self) -> Vec<(f64, f64)> {
        self.points.iter().map(|point| (point.epoch as f64, point.mean)).collect()
    }

    /// The band (epoch, low, high), cut to the possible values of the quantity; on a logarithmic axis to the smallest
    /// value of a run, which is positive.
    pub fn band(&self, quantity: Quantity, scale: &Scale) -> Vec<(f64, f64, f64)> {
        let (floor, ceiling) = quantity.range();
        let cut = |point: &Point| {
            let (low, high) = point.band?;
            let low = low.max(if *scale == Scale::Log { point.least } else { floor });
            Some((point.epoch as f64, low, high.min(ceiling)))
        };
        self.points.iter().filter_map(cut).collect()
    }

    /// The largest mean; none of a curve without points.
    pub fn best(&self) -> Option<f64> {
        self.points.iter().map(|point| point.mean).reduce(f64::max)
    }

    /// Whether a band exceeds the possible values of the quantity.
    pub fn exceeds_limits(&self, quantity: Quantity) -> bool {
        let (floor, ceiling) = quantity.range();
        let bands = self.points.iter().filter_map(|point| point.band);
        bands.into_iter().any(|(low, high)| low < floor || high > ceiling)
    }
}

fn point(arm: &Arm, epoch: usize, values: &[f64]) -> Option<Point> {
    let estimate = arm.estimate(values)?;
    let (least, most) = extremes(values.iter().copied())?;
    let band = match values.len() {
        0 | 1 => None,
        few if 2 * few < arm.runs.len() => None,
        2 => Some((least, most)),
        _ => estimate.interval(),
    };
    Some(Point { epoch, mean: estimate.mean, band, least, runs: values.len() })
}

/// How values are spaced: curves of losses logarithmically, if all are positive and span one and a half decades.
pub fn scale(quantity: Quantity, all: &[Series]) -> Scale {
    let minimized = !quantity.higher_is_better();
    let low = least(all);
    match mean_range(all) {
        Some((_, high)) if minimized && low > 0.0 && libm::log10(high / low) > DECADES => Scale::Log,
        Some(_) | None => Scale::Linear,
    }
}

/// Whether R² is cut off at [`R2_FLOOR`]: some curve lies below it, and some above.
pub fn is_cut(all: &[Series]) -> bool {
    mean_range(all).is_some_and(|(low, high)| low < R2_FLOOR && high >= R2_FLOOR)
}

/// Where a logarithmic axis is cut off below, and the least value of all runs; none where it shows everything.
pub fn cut_below(all: &[Series]) -> Option<(f64, f64)> {
    let (floor, least) = (floor(all), least(all));
    (least < floor).then_some((floor, least))
}

/// The least value of any run.
fn least(all: &[Series]) -> f64 {
    all.iter().flat_map(|series| &series.points).map(|point| point.least).fold(f64::INFINITY, f64::min)
}

/// The least value that a logarithmic axis shows, 2⁻⁵² of where training starts: decades below it would flatten
/// everything else.
fn floor(all: &[Series]) -> f64 {
    let starts = all.iter().filter_map(|series| series.points.first()).map(|point| point.mean);
    starts.fold(f64::INFINITY, f64::min) * f64::EPSILON
}

fn mean_range(all: &[Series]) -> Option<(f64, f64)> {
    extremes(all.iter().flat_map(|series| &series.points).map(|point| point.mean))
}

/// The range of the axis where that of the data does not do: an R² far below 0 would flatten all other curves, and the
/// panels of several arms need a common range.
pub fn range(quantity: Quantity, scale: &Scale, all: &[Series], arrangement: Arrangement) -> Option<(f64, f64)> {
    let (low, high) = mean_range(all)?;
    let log = *scale == Scale::Log;
    match quantity {
        Quantity::R2 if is_cut(all) => Some((R2_FLOOR, high.max(0.0) + 0.05)),
        Quantity::R2 if low < R2_FLOOR => {
            let least = all.iter().filter_map(Series::best).fold(high, f64::min);
            Some((least - 0.05 * (high - low), high + 0.05 * (high - low)))
        }
        _ if log && cut_below(all).is_some() => Some((floor(all), high * 1.2)),
        _ if arrangement == Arrangement::Shared || low == high => None,
        _ if log => Some((low / 1.2, high * 1.2)),
        _ => Some((low - 0.05 * (high - low), high + 0.05 * (high - low))),
    }
}

#[cfg(test)]
mod tests {
    use super::{Arrangement, Point, Quantity, Scale, Series};

    fn series(values: impl Iterator<Item = f64>) -> Series {
        let point = |(epoch, mean)| Point { epoch, mean, band: None, least: mean, runs: 1 };
        Series { points: values.enumerate().map(point).collect() }
    }

    /// A curve that is 0 at even and 1 at odd epochs: every second point alone would be a flat line. Its ends, at ½,
    /// are neither the least nor the largest of their blocks.
    #[test]
    fn a_curve_that_jumps_keeps_its_width() {
        let value = |epoch| if epoch == 0 || epoch == 999 { 0.5 } else { f64::from(epoch % 2) };
        let thinned = series((0..1000).map(value)).thinned(100);
        assert!(thinned.points.len() <= 102, "{} points", thinned.points.len());
        let (low, high): (Vec<&Point>, Vec<&Point>) = thinned.points.iter().partition(|point| point.mean < 0.5);
        assert!(low.len().abs_diff(high.len()) <= 2, "{} low, {} high", low.len(), high.len());
        assert_eq!((thinned.points[0].epoch, thinned.points.last().map(|last| last.epoch)), (0, Some(999)));
    }

    /// From 4 to 1e-70: the axis ends at 4·2⁻⁵², where a loss of 1e-15 of the start is still seen; one that rises to
    /// 1e200 has the range of its data.
    #[test]
    fn a_logarithmic_axis_ends_where_rounding_begins() {
        let range = |values: [f64; 3]| {
            super::range(Quantity::Loss, &Scale::Log, &[series(values.into_iter())], Arrangement::Shared)
        };
        assert_eq!(range([4.0, 1.0, 1e-70]), Some((4.0 / (1u64 << 52) as f64, 4.0 * 1.2)));
        assert_eq!(range([4.0, 1.0, 1e-15]), None);
        assert_eq!(range([4.0, 1.0, 1e200]), None);
        // The mean of several runs hides that one of them ends at 1e-70.
        let mut one_run = series([4.0, 1.0, 0.5].into_iter());
        one_run.points[2].least = 1e-70;
        let low = super::range(Quantity::Loss, &Scale::Log, &[one_run], Arrangement::Shared).map(|(low, _)| low);
        assert_eq!(low, Some(4.0 / (1u64 << 52) as f64));
    }

    #[test]
    fn a_spike_survives_and_a_short_curve_stays_whole() {
        let spike = series((0..1000).map(|epoch| if epoch == 777 { 5.0 } else { 0.0 })).thinned(50);
        assert!(spike.points.iter().any(|point| point.epoch == 777));
        assert_eq!(series((0..50).map(f64::from)).thinned(50).points.len(), 50);
    }
}
