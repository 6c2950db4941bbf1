//! Means over repeated runs and their 95 % intervals, after Student (1908).
//!
//! mean ± t·s·√(1/n + r) with s² = Σ(x − mean)²/(n − 1), t the 0.975 quantile of Student's distribution with n − 1
//! degrees of freedom. Its distribution function has a closed form for whole degrees of freedom (Abramowitz and Stegun,
//! 26.7.3 and 26.7.4), so the quantile is found by bisection. r is 0 for independent runs. Folds share training rows,
//! and for them r is the ratio of test rows to training rows (C. Nadeau and Y. Bengio, "Inference for the
//! generalization error", 2003). Several comparisons at once are decided after S. Holm, "A simple sequentially
//! rejective multiple test procedure", 1979. Leaves out that seeds which split one table anew share rows too.

use std::f64::consts::FRAC_2_PI;

/// A mean over runs with its interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The mean, in the unit of the values.
    pub mean: f64,
    /// Half the length of its 95 % interval; none of a single run.
    pub half: Option<f64>,
    /// The number of runs.
    pub count: usize,
}

impl Estimate {
    /// The mean of `values` and its interval; none without values.
    pub fn of(values: &[f64]) -> Option<Estimate> {
        Estimate::correlated(values, 0.0)
    }

    /// The same for runs that share rows; `ratio` is r in the formula above.
    pub fn correlated(values: &[f64], ratio: f64) -> Option<Estimate> {
        let count = values.len();
        if count == 0 {
            return None;
        }
        let mean = mean(values);
        let error = |count: usize| deviation(values, mean) * (1.0 / count as f64 + ratio).sqrt();
        let half = (count > 1).then(|| student_t(count - 1) * error(count));
        Some(Estimate { mean, half, count })
    }

    /// Both ends of the interval, if there is one.
    pub fn interval(&self) -> Option<(f64, f64)> {
        self.half.map(|half| (self.mean - half, self.mean + half))
    }

    /// Whether the whole interval lies on one side of zero.
    pub fn nonzero(&self) -> bool {
        self.interval().is_some_and(|(low, high)| low > 0.0 || high < 0.0)
    }

    /// The probability of a mean at least so far from zero if the true one is zero; 1 for a single run.
    pub fn p_value(&self) -> f64 {
        match self.half {
            None => 1.0,
            Some(_) if self.mean == 0.0 => 1.0,
            Some(0.0) => 0.0,
            Some(half) => 1.0 - within(self.mean.abs() / half * student_t(self.count - 1), self.count - 1),
        }
    }
}

/// Which of several comparisons are significant, so that with probability 95 % none of them is by mistake. In ascending
/// order the k-th of m p-values must not exceed 0.05/(m − k + 1); the first that does ends the list.
pub fn holm(p_values: &[f64]) -> Vec<bool> {
    let mut order: Vec<usize> = (0..p_values.len()).collect();
    order.sort_by(|&a, &b| p_values[a].total_cmp(&p_values[b]));
    let mut significant = vec![false; p_values.len()];
    for (before, &index) in order.iter().enumerate() {
        if p_values[index] > 0.05 / (p_values.len() - before) as f64 {
            break;
        }
        significant[index] = true;
    }
    significant
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

/// The mean. That of equal values is their value, to the last bit.
fn mean(values: &[f64]) -> f64 {
    let first = values[0];
    first + values.iter().map(|value| value - first).sum::<f64>() / values.len() as f64
}

fn deviation(values: &[f64], mean: f64) -> f64 {
    let squares: f64 = values.iter().map(|value| (value - mean) * (value - mean)).sum();
    (squares / (values.len() - 1) as f64).sqrt()
}

/// The 0.975 quantile of Student's distribution: 12.706 for one degree of freedom, 1.960 for very many.
pub fn student_t(freedom: usize) -> f64 {
    assert!(freedom > 0, "an interval needs two values");
    let (mut low, mut high) = (1.9, 13.0);
    // Sixty bisections of an interval of length 11 reach the last bit.
    for _ in 0..60 {
        let middle = 0.5 * (low + high);
        if within(middle, freedom) < 0.95 {
            low = middle;
        } else {
            high = middle;
        }
    }
    0.5 * (low + high)
}

/// P(|T| ≤ t): with θ = arctan(t/√ν),
/// odd ν: (2/π)·(θ + sin θ·(cos θ + ⅔ cos³θ + … + (2·4⋯(ν−3))/(3·5⋯(ν−2)) cosᵛ⁻²θ)),
/// even ν: sin θ·(1 + ½ cos²θ + … + (1·3⋯(ν−3))/(2·4⋯(ν−2)) cosᵛ⁻²θ).
fn within(t: f64, freedom: usize) -> f64 {
    let angle = libm::atan(t / (freedom as f64).sqrt());
    let (sine, cosine) = (libm::sin(angle), libm::cos(angle));
    let odd = freedom % 2 == 1;
    let (mut term, mut sum, mut k) = if odd { (cosine, 0.0, 3) } else { (1.0, 0.0, 2) };
    while k <= freedom {
        sum += term;
        term *= (k - 1) as f64 / k as f64 * cosine * cosine;
        k += 2;
    }
    if odd { FRAC_2_PI * (angle + sine * sum) } else { sine * sum }
}
