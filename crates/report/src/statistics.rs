//! Means over repeated runs with their intervals, and the decision between several comparisons.
//!
//! mean ± t·s·√(1/n + r) with s² = Σ(x − mean)²/(n − 1), t a quantile of Student's distribution with n − 1 degrees of
//! freedom (Student, 1908). r is 0 for runs that share no rows. Otherwise r is the ratio of the rows that evaluate to
//! the rows that train (C. Nadeau and Y. Bengio, "Inference for the generalization error", 2003; for repeated folds R.
//! Bouckaert and E. Frank, "Evaluating the replicability of significance tests", 2004). Several comparisons at once are
//! decided after S. Holm, "A simple sequentially rejective multiple test procedure", 1979.

mod student;

pub use student::{normal_quantile, student_quantile};

/// The level of an interval that stands alone.
pub const LEVEL: f64 = 0.95;

/// The most runs that [`Estimate::runs_needed`] looks for.
pub const MOST_RUNS: usize = 10_000;

/// A mean over runs with what its intervals follow from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The mean, in the unit of the values.
    pub mean: f64,
    /// The standard deviation s of the values; none of a single run.
    pub deviation: Option<f64>,
    /// The number n of runs.
    pub count: usize,
    /// r in the formula above: how much the rows of the runs overlap.
    pub overlap: f64,
}

/// How many runs it takes for a difference to be significant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RunsNeeded {
    /// So many, if mean and deviation stay what they are.
    About(usize),
    /// More than [`MOST_RUNS`].
    Many,
    /// No number is enough: the mean is below the limit z·s·√r of the interval.
    NoNumber,
}

impl Estimate {
    /// The mean of the values of runs that share no rows; none without values, or where it overflows.
    pub fn of(values: &[f64]) -> Option<Estimate> {
        Estimate::correlated(values, 0.0)
    }

    /// The same for runs that share rows; `overlap` is r in the formula above.
    pub fn correlated(values: &[f64], overlap: f64) -> Option<Estimate> {
        let count = values.len();
        if count == 0 {
            return None;
        }
        let mean = mean(values);
        if !mean.is_finite() {
            return None;
        }
        let deviation = (count > 1).then(|| deviation(values, mean));
        Some(Estimate { mean, deviation, count, overlap })
    }

    /// The standard error s·√(1/n + r) of the mean; none of a single run.
    fn error(&self) -> Option<f64> {
        Some(self.deviation? * (1.0 / self.count as f64 + self.overlap).sqrt())
    }

    /// The two values themselves, where there are two.
    pub fn both(&self) -> Option<(f64, f64)> {
        let half = self.deviation.filter(|_| self.count == 2)? / std::f64::consts::SQRT_2;
        // A value of 0 is a difference here, and comes out but for rounding.
        let noise = 4.0 * f64::EPSILON * (self.mean.abs() + half);
        let value = |value: f64| if value.abs() <= noise { 0.0 } else { value };
        Some((value(self.mean - half), value(self.mean + half)))
    }

    /// Half the length of the interval of a level.
    pub fn half_width_at(&self, level: f64) -> Option<f64> {
        Some(student_quantile(self.count.checked_sub(1).filter(|freedom| *freedom > 0)?, level) * self.error()?)
    }

    /// Half the length of the 95 % interval.
    pub fn half_width(&self) -> Option<f64> {
        self.half_width_at(LEVEL)
    }

    /// Both ends of the interval of a level, if there is one.
    pub fn interval_at(&self, level: f64) -> Option<(f64, f64)> {
        self.half_width_at(level).map(|half| (self.mean - half, self.mean + half))
    }

    /// Both ends of the 95 % interval, if there is one.
    pub fn interval(&self) -> Option<(f64, f64)> {
        self.interval_at(LEVEL)
    }

    /// The probability of a mean at least so far from zero if the true one is zero; none of a single run.
    pub fn p_value(&self) -> Option<f64> {
        let error = self.error()?;
        Some(match (self.mean == 0.0, error == 0.0) {
            (true, _) => 1.0,
            (false, true) => 0.0,
            (false, false) => 1.0 - student::within(self.mean.abs() / error, self.count - 1),
        })
    }

    /// How many runs would make this mean significant at a level; none where the values do not vary, since further runs
    /// would not change anything.
    pub fn runs_needed(&self, level: f64) -> Option<RunsNeeded> {
        let deviation = self.deviation.filter(|deviation| *deviation > 0.0)?;
        if self.mean.abs() <= normal_quantile(level) * deviation * self.overlap.sqrt() {
            return Some(RunsNeeded::NoNumber);
        }
        let enough =
            |count: usize| Estimate { count, ..*self }.half_width_at(level).is_some_and(|half| self.mean.abs() > half);
        if !enough(MOST_RUNS) {
            return Some(RunsNeeded::Many);
        }
        let (mut low, mut high) = (1, MOST_RUNS);
        while high - low > 1 {
            let middle = low.midpoint(high);
            (low, high) = if enough(middle) { (low, middle) } else { (middle, high) };
        }
        Some(RunsNeeded::About(high))
    }
}

/// What Holm's method decides of one comparison.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Decision {
    /// Whether the difference is significant.
    pub significant: bool,
    /// The level of its step, at which its interval excludes zero if and only if it is significant.
    pub level: f64,
}

/// The decisions on m comparisons, so that with probability 95 % no difference is called significant by mistake.
///
/// In ascending order the k-th p-value must not exceed 0.05/(m − k + 1). The first that does ends the list: it and all
/// later ones are not significant, and its level is theirs.
pub fn holm(p_values: &[f64]) -> Vec<Decision> {
    holm_with_uncomputed(p_values, 0)
}

/// The same beside so many comparisons that were not computed. They count as if their p-values were 1, so no
/// difference becomes significant by what is not known.
pub fn holm_with_uncomputed(p_values: &[f64], uncomputed: usize) -> Vec<Decision> {
    let known = p_values.len();
    let mut order: Vec<usize> = (0..known).collect();
    order.sort_by(|&a, &b| p_values[a].total_cmp(&p_values[b]));
    let bound = |step: usize| (1.0 - LEVEL) / (known + uncomputed - step) as f64;
    let rejected = (0..known).take_while(|&step| p_values[order[step]] <= bound(step)).count();
    let mut decisions = vec![Decision { significant: false, level: LEVEL }; known];
    for (step, &index) in order.iter().enumerate() {
        let level = 1.0 - bound(step.min(rejected));
        decisions[index] = Decision { significant: step < rejected, level };
    }
    decisions
}

/// The smallest and the largest finite value, if there is one.
pub fn extremes(values: impl IntoIterator<Item = f64>) -> Option<(f64, f64)> {
    let finite = values.into_iter().filter(|value| value.is_finite()).map(|value| (value, value));
    finite.reduce(|(low, high), (value, _)| (low.min(value), high.max(value)))
}

/// A range widened by a third of its length on each side; by 1 where it is a single point.
pub fn with_margin((low, high): (f64, f64)) -> (f64, f64) {
    let margin = if high > low { (high - low) / 3.0 } else { 1.0 };
    (low - margin, high + margin)
}

/// The mean. That of equal values is their value, to the last bit; where values cancel it is 0.
fn mean(values: &[f64]) -> f64 {
    let first = values[0];
    let mean = first + values.iter().map(|value| value - first).sum::<f64>() / values.len() as f64;
    but_for_rounding(mean, values)
}

/// A result of values, or 0 if it is a few units in their last place.
fn but_for_rounding(result: f64, values: &[f64]) -> f64 {
    let size = values.iter().map(|value| value.abs()).fold(0.0, f64::max);
    if result.abs() <= 4.0 * f64::EPSILON * size { 0.0 } else { result }
}

fn deviation(values: &[f64], mean: f64) -> f64 {
    let in_units = |unit: f64| {
        let squares: f64 = values.iter().map(|value| ((value - mean) / unit) * ((value - mean) / unit)).sum();
        unit * (squares / (values.len() - 1) as f64).sqrt()
    };
    let plain = in_units(1.0);
    // The losses of runs that diverge may be too large to be squared.
    let largest = || values.iter().map(|value| (value - mean).abs()).fold(0.0, f64::max);
    but_for_rounding(if plain.is_finite() { plain } else { in_units(largest()) }, values)
}
