//! Central differences with Richardson refinement: a derivative that shares nothing with any backward pass.
//!
//! D(h) = (f(x + h) − f(x − h)) / 2h is off by c₂h² + c₄h⁴ + ...; combining D(h), D(h/2), ... cancels one
//! power after the other (C. Ridders, "Accurate computation of F′(x) and F′(x)F″(x)", 1982). The best entry
//! of the tableau is the one whose neighbors differ least, and that difference is its error estimate. Two steps may
//! give one quotient by coincidence, so only entries count that three steps have a part in.

/// A derivative and how far off it may be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NumericalDerivative {
    /// The derivative, from the best entry of the tableau.
    pub value: f64,
    /// Its own estimate of its error, absolute.
    pub error: f64,
}

/// How many of its own estimates a difference may be off by: the estimate is a difference of neighbors in the tableau,
/// not a bound. Ten have held for every network tried, and a wrong sign or factor is off by many millions of them.
pub const ESTIMATE_MARGIN: f64 = 10.0;

/// How many halvings are tried.
const LEVELS: usize = 8;

/// By how much the step shrinks from one level to the next.
const SHRINK: f64 = 2.0;

/// The derivative of `f` at 0, where `f` moves one parameter by its argument, by at most `widest` to either side.
///
/// The objective is of size `f(0)`, so rounding alone makes each difference uncertain by ε·|f|/h: the estimate
/// never falls below that.
pub fn derivative(f: impl FnMut(f64) -> f64, widest: f64) -> NumericalDerivative {
    noisy_derivative(f, widest, 0.0)
}

/// The same where the values of `f` are known to be uncertain by `noise`, if that is more than their last digit.
pub fn noisy_derivative(mut f: impl FnMut(f64) -> f64, widest: f64, noise: f64) -> NumericalDerivative {
    let mut best = NumericalDerivative { value: f64::NAN, error: f64::INFINITY };
    let mut previous = [0.0; LEVELS];
    let mut h = widest;
    for level in 0..LEVELS {
        let (ahead, behind) = (f(h), f(-h));
        let rounding = (f64::EPSILON * ahead.abs().max(behind.abs())).max(noise) / h;
        let mut row = [0.0; LEVELS];
        row[0] = (ahead - behind) / (2.0 * h);
        let mut factor = SHRINK * SHRINK;
        for order in 1..=level {
            row[order] = (row[order - 1] * factor - previous[order - 1]) / (factor - 1.0);
            factor *= SHRINK * SHRINK;
            let apart = (row[order] - row[order - 1]).abs().max((row[order] - previous[order - 1]).abs());
            let error = apart.max(4.0 * rounding);
            if order > 1 && row[order].is_finite() && error < best.error {
                best = NumericalDerivative { value: row[order], error };
            }
        }
        previous = row;
        h /= SHRINK;
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    /// D(h) = 1 + a·h² + b·h⁴ of x + a·x³ + b·x⁵ is D(h/2) where b = −4a/(5h²): both are 1 + a·h²/5, and wrong.
    #[test]
    fn two_quotients_that_are_equal_by_coincidence() {
        let (a, h) = (30.0, 0.1);
        let b = -a * 4.0 / (5.0 * h * h);
        let quotient = |h: f64| 1.0 + a * h * h + b * h * h * h * h;
        assert!((quotient(h) - quotient(h / 2.0)).abs() < 1e-15, "{} {}", quotient(h), quotient(h / 2.0));
        let found = derivative(|x| x + a * x * x * x + b * x * x * x * x * x, h);
        assert!((found.value - 1.0).abs() <= ESTIMATE_MARGIN * found.error, "{found:?}");
    }
}
