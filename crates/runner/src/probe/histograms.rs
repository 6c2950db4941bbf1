//! How the weights, or the pre-activations, of each layer are spread, over the epochs.
//!
//! Leaves the table `weight-histograms` or `activation-histograms`: the layer, the epoch, and the 5 %, 25 %, 50 %,
//! 75 % and 95 % quantiles, each between its two neighbors in the sorted values; and for the first and the last epoch
//! `weight-bins` or `activation-bins`: the layer, the epoch, the edges of a bin, its share. The bins follow from the
//! values before training, so arms that start alike share them: they are as wide as a twentieth of their range, rounded
//! up to 1, 2 or 5 times a power of ten, and wider where there would be more than [`MOST_BINS`]. 0 is the middle of
//! one, so that what is near 0 is not cut in two.

use engine::{Batch, Engine, Role};
use experiment::record::LabeledTable;

use super::gradients::{EPOCHS, layer_name};
use super::health::of;
use super::series::Series;
use super::{Probe, ProbeContext, ROWS, sample_training_rows, six_digits, table};
use crate::archive::Archive;

/// The shares below each quantile.
const SHARES: [f64; 5] = [0.05, 0.25, 0.5, 0.75, 0.95];
/// The most bins.
const MOST_BINS: usize = 60;
/// So many bins cover the range before training, unless the whole range then takes more than the most.
const BINS_AT_START: f64 = 20.0;

/// Whose values.
#[derive(Clone, Copy)]
enum Recorded {
    Weights,
    PreActivations,
}

pub(super) struct Histograms {
    what: Recorded,
    rows: Vec<usize>,
    series: Series<Vec<[f64; 5]>>,
    first: Vec<Vec<f64>>,
    last: (usize, Vec<Vec<f64>>),
}

impl Histograms {
    pub(super) fn weights(context: &ProbeContext) -> Histograms {
        Histograms::new(context, Recorded::Weights)
    }

    pub(super) fn activations(context: &ProbeContext) -> Histograms {
        Histograms::new(context, Recorded::PreActivations)
    }

    fn new(context: &ProbeContext, what: Recorded) -> Histograms {
        let series = Series::new(EPOCHS, context.spec.training.epochs);
        Histograms {
            what,
            rows: sample_training_rows(context.dataset, ROWS),
            series,
            first: Vec::new(),
            last: (0, Vec::new()),
        }
    }

    /// The finite values of each layer, sorted.
    fn values(&self, engine: &mut dyn Engine) -> Vec<Vec<f64>> {
        let mut layers: Vec<Vec<f64>> = match self.what {
            Recorded::Weights => weights(engine),
            Recorded::PreActivations => {
                let trace = engine.trace(&Batch::of(&self.rows));
                let layers = 0..engine.layout().layer_count();
                layers.filter_map(|layer| of(&trace, layer, "z")).map(|z| z.values().to_vec()).collect()
            }
        };
        for values in &mut layers {
            values.retain(|value| value.is_finite());
            values.sort_by(f64::total_cmp);
        }
        layers
    }
}

fn weights(engine: &dyn Engine) -> Vec<Vec<f64>> {
    let parameters = engine.snapshot().parameters;
    let weights = engine.layout().tensors.iter().filter(|tensor| tensor.role == Role::Weight);
    weights.map(|tensor| parameters[tensor.range()].to_vec()).collect()
}

/// The value below which a share of the sorted values lies, linear between neighbors; no number where there are none.
fn quantile(sorted: &[f64], share: f64) -> f64 {
    let Some(last) = sorted.len().checked_sub(1) else { return f64::NAN };
    let place = share * last as f64;
    let below = place as usize;
    let above = (below + 1).min(last);
    sorted[below] + (place - below as f64) * (sorted[above] - sorted[below])
}

/// The least of 1, 2, 5, 10, 20, … times a power of ten that is not below a length.
fn rounded_up(length: f64) -> f64 {
    let power = libm::pow(10.0, libm::floor(libm::log10(length)));
    [1.0, 2.0, 5.0].into_iter().map(|step| step * power).find(|width| *width >= length).unwrap_or(10.0 * power)
}

/// The width of the bins over a range, by the range before training.
fn width((first_low, first_high): (f64, f64), (low, high): (f64, f64)) -> f64 {
    let start = if first_high > first_low { first_high - first_low } else { high - low };
    let wanted = (start / BINS_AT_START).max((high - low) / (MOST_BINS - 1) as f64);
    if wanted > 0.0 { rounded_up(wanted) } else { 1.0 }
}

/// The share of the values in each bin of this width over `low` to `high`, 0 in the middle of one: (from, to, share).
fn bins(sorted: &[f64], (low, high): (f64, f64), width: f64) -> Vec<[f64; 3]> {
    if !(high - low).is_finite() {
        return Vec::new();
    }
    let bin = |value: f64| libm::floor(value / width + 0.5);
    let first = bin(low);
    let mut counts = vec![0usize; (bin(high) - first) as usize + 1];
    for value in sorted {
        counts[(bin(*value) - first) as usize] += 1;
    }
    let edge = |number: usize| (first + number as f64 - 0.5) * width;
    let share = |count: usize| count as f64 / sorted.len() as f64;
    counts.iter().enumerate().map(|(bin, &count)| [edge(bin), edge(bin + 1), share(count)]).collect()
}

/// The smallest and the largest value of a layer in both epochs.
fn range(moments: &[(usize, Vec<Vec<f64>>)], layer: usize) -> (f64, f64) {
    let ends = moments.iter().filter_map(|(_, layers)| Some((*layers[layer].first()?, *layers[layer].last()?)));
    ends.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), (first, last)| (low.min(first), high.max(last)))
}

impl Probe for Histograms {
    fn after_epoch(&mut self, epoch: usize, engine: &mut dyn Engine) {
        if !self.series.wants(epoch) {
            return;
        }
        let values = self.values(engine);
        let quantiles = values.iter().map(|sorted| SHARES.map(|share| quantile(sorted, share))).collect();
        self.series.push(epoch, quantiles);
        if epoch == 0 {
            self.first = values.clone();
        }
        self.last = (epoch, values);
    }

    fn describe_state(&mut self, archive: &mut Archive) {
        self.series.describe_state(archive, |archive, layers| {
            archive.list(layers, |archive, quantiles| quantiles.iter_mut().for_each(|value| archive.number(value)));
        });
        archive.list(&mut self.first, Archive::numbers);
        archive.count(&mut self.last.0);
        archive.list(&mut self.last.1, Archive::numbers);
    }

    fn finish(self: Box<Self>, _: &mut dyn Engine) -> Vec<(String, LabeledTable)> {
        let name = match self.what {
            Recorded::Weights => "weight",
            Recorded::PreActivations => "activation",
        };
        let row = |layer: usize, epoch: usize, values: &[f64]| {
            let values = values.iter().map(|&value| six_digits(value));
            (layer_name(layer), [epoch as f64].into_iter().chain(values).collect())
        };
        let mut rows = Vec::new();
        for (epoch, layers) in self.series.into_items() {
            rows.extend(layers.iter().enumerate().map(|(layer, quantiles)| row(layer, epoch, quantiles)));
        }
        let mut shares = Vec::new();
        let moments = if self.last.0 == 0 { vec![self.last] } else { vec![(0, self.first), self.last] };
        for (epoch, layers) in &moments {
            for (layer, sorted) in layers.iter().enumerate() {
                let (start, whole) = (range(&moments[..1], layer), range(&moments, layer));
                let bins = bins(sorted, whole, width(start, whole));
                shares.extend(bins.iter().map(|bin| row(layer, *epoch, bin)));
            }
        }
        let quantiles = table(["layer", "epoch", "5 %", "25 %", "50 %", "75 %", "95 %"], rows);
        let bins = table(["layer", "epoch", "from", "to", "share"], shares);
        vec![(format!("{name}-histograms"), quantiles), (format!("{name}-bins"), bins)]
    }
}

#[cfg(test)]
mod tests {
    use super::{bins, quantile, rounded_up, width};

    #[test]
    fn quantiles_of_a_ramp_lie_on_it() {
        let ramp: Vec<f64> = (0..=8).map(f64::from).collect();
        // place = share·8, and the value at place k is k.
        assert_eq!([0.0, 0.25, 0.4375, 1.0].map(|share| quantile(&ramp, share)), [0.0, 2.0, 3.5, 8.0]);
        assert_eq!(quantile(&[7.0], 0.95), 7.0);
    }

    #[test]
    fn bins_hold_everything_once() {
        let ramp: Vec<f64> = (0..64).map(f64::from).collect();
        let bins = bins(&ramp, (0.0, 63.0), 8.0);
        // Around 0, 8, … 64: four values in the first half bin, in the last the four of 60 to 63.
        let share = |k: i32| if [0, 8].contains(&k) { 0.0625 } else { 0.125 };
        let expected: Vec<[f64; 3]> =
            (0..9).map(|k| [8.0 * f64::from(k) - 4.0, 8.0 * f64::from(k) + 4.0, share(k)]).collect();
        assert_eq!(bins, expected);
        assert_eq!(super::bins(&[0.0; 3], (0.0, 0.0), 1.0), [[-0.5, 0.5, 1.0]]);
        assert!(super::bins(&[], (f64::INFINITY, f64::NEG_INFINITY), 1.0).is_empty());
    }

    /// A twentieth of 2 is 0.1; over a range of 590 there may be 59 steps of 10; of equal values the whole range
    /// counts.
    #[test]
    fn bins_are_the_same_for_all_that_starts_alike() {
        assert_eq!(width((-1.0, 1.0), (-1.5, 1.0)), 0.1);
        assert_eq!(width((-1.0, 1.0), (-100.0, 490.0)), 10.0);
        assert_eq!(width((0.0, 0.0), (-1.0, 1.0)), 0.1);
        assert_eq!(width((0.0, 0.0), (0.0, 0.0)), 1.0);
        assert_eq!([0.1, 0.11, 0.3, 0.6, 7.0].map(rounded_up), [0.1, 0.2, 0.5, 1.0, 10.0]);
    }
}
