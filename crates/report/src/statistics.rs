//! Means over repeated runs and their 95 % intervals, after Student (1908).
//!
//! mean ± t·s·√(1/n + r) with s² = Σ(x − mean)²/(n − 1), t the 0.975 quantile of Student's distribution with n − 1
//! degrees of freedom. Its distribution function has a closed form for whole degrees of freedom (Abramowitz and Stegun,
//! 26.7.3 and 26.7.4), so the quantile is found by halving. r is 0 for runs that have nothing in common; folds share
//! training rows, and for them r is the share of the rows that judge to those that train (C. Nadeau and Y. Bengio,
//! "Inference for the generalization error", 2003). Many comparisons at once are judged after S. Holm, "A simple
//! sequentially rejective multiple test procedure", 1979. Leaves out that seeds which split one and the same table
//! anew share rows too.

use std::f64::consts::FRAC_2_PI;

/// A mean over runs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The mean.
    pub mean: f64,
    /// Half the length of its 95 % interval; none of a single run.
    pub half: Option<f64>,
    /// Over how many runs.
    pub count: usize,
}

impl Estimate {
    /// The mean of `values` and its interval; none without values.
    pub fn of(values: &[f64]) -> Option<Estimate> {
        Estimate::correlated(values, 0.0)
    }

    /// The same of values whose runs share training rows; `ratio` is r in the formula above.
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

    /// How likely a mean at least so far from zero is where the true one is zero; 1 of a single run, which tells nothing.
    pub fn p_value(&self) -> f64 {
        match self.half {
            None => 1.0,
            Some(_) if self.mean == 0.0 => 1.0,
            Some(0.0) => 0.0,
            Some(half) => 1.0 - within(self.mean.abs() / half * student_t(self.count - 1), self.count - 1),
        }
    }
}

/// Which of several comparisons tell a difference, so that with 95 % none of them is mistaken: of m chances, the
/// smallest first, the k-th is held against 0.05/(m − k + 1), up to the first that is larger.
pub fn holm(chances: &[f64]) -> Vec<bool> {
    let mut order: Vec<usize> = (0..chances.len()).collect();
    order.sort_by(|&a, &b| chances[a].total_cmp(&chances[b]));
    let mut told = vec![false; chances.len()];
    for (before, &index) in order.iter().enumerate() {
        if chances[index] > 0.05 / (chances.len() - before) as f64 {
            break;
        }
        told[index] = true;
    }
    told
}

/// Equal values have themselves as mean, to the last bit.
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
    // Sixty halvings of a length of 11 reach the last bit.
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
