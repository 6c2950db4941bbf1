//! The distributions of Student and Gauss: how likely a value lies within ±t, and the t of a likelihood.
//!
//! Student's distribution function has a closed form for whole degrees of freedom (Abramowitz and Stegun, 26.7.3 and
//! 26.7.4), so its quantiles are found by bisection, as those of the normal distribution, its limit.

use std::f64::consts::{FRAC_2_PI, SQRT_2};

/// The t with P(|T| ≤ t) = `level` for Student's distribution: 12.706 for 95 % and one degree of freedom.
pub fn student_quantile(freedom: usize, level: f64) -> f64 {
    assert!(freedom > 0, "an interval needs two values");
    quantile(level, |t| within(t, freedom))
}

/// The z with P(|Z| ≤ z) = `level` for the normal distribution: 1.960 for 95 %.
pub fn normal_quantile(level: f64) -> f64 {
    quantile(level, |z| libm::erf(z / SQRT_2))
}

/// The argument at which an increasing function has the value `level`.
fn quantile(level: f64, function: impl Fn(f64) -> f64) -> f64 {
    let mut high = 1.0;
    // The last bits of a level so close to 1 are not reached by every function.
    while function(high) < level && high < f64::MAX / 2.0 {
        high *= 2.0;
    }
    let mut low = 0.0;
    // Each bisection gives a bit; the quantile is at least half of `high`, or `high` is 1.
    for _ in 0..64 {
        let middle = 0.5 * (low + high);
        if function(middle) < level {
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
pub fn within(t: f64, freedom: usize) -> f64 {
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
