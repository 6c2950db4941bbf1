//! Losses of a distance e = y − t, for one output of one sample.
//!
//! | loss | ℓ(e) | ℓ′(e) |
//! |---|---|---|
//! | square | f·e², with f = ½ or 1 | 2·f·e |
//! | absolute | abs(e) | sign(e), 0 at 0 |
//! | quantile | (1 − τ)·e for e ≥ 0, else −τ·e | 1 − τ or −τ, 0 at 0 |
//! | log-cosh | ln cosh e | tanh e |
//! | Huber | ½·e² for abs(e) ≤ δ, else δ·(abs(e) − ½·δ) | e, bounded by ±δ |
//!
//! P. Huber, "Robust estimation of a location parameter", 1964. Quantile: R. Koenker and G. Bassett, "Regression
//! quantiles", 1978; it is also called the pinball loss. Leaves out the means: `batch_loss` has them.

use std::ops::ControlFlow::{self, Break, Continue};

use experiment::spec::Loss;

use super::{ElementLoss, Visitor};
use crate::by_hand::ByHand;
use crate::head::Head;
use crate::penalty::sign;
use crate::scalar::Scalar;

/// Visits the loss of a head; the visitor goes on if it is not in this file.
#[inline(always)]
pub(super) fn visit<V: Visitor>(head: Head, visitor: V) -> ControlFlow<V::Output, V> {
    Break(match head.loss {
        Loss::SquaredError | Loss::TotalSquaredError => visitor.visit(Square { factor: 0.5 }),
        Loss::SumSquaredError | Loss::MeanSquaredError => visitor.visit(Square { factor: 1.0 }),
        Loss::AbsoluteError => visitor.visit(Absolute),
        Loss::Huber { delta } => visitor.visit(Huber { delta }),
        Loss::Quantile { level } => visitor.visit(Quantile { level }),
        Loss::LogCosh => visitor.visit(LogCosh),
        _ => return Continue(visitor),
    })
}

/// f·e²
#[derive(Debug, Clone, Copy)]
pub struct Square {
    /// f
    pub factor: f64,
}

impl ElementLoss for Square {
    #[inline(always)]
    fn value<T: Scalar>(self, _z: T, y: T, t: T) -> T {
        T::from_f64(self.factor) * (y - t) * (y - t)
    }

    #[inline(always)]
    fn slope<T: Scalar>(self, _z: T, y: T, t: T) -> T {
        T::from_f64(2.0 * self.factor) * (y - t)
    }

    fn slope_terms<T: Scalar>(self, y: T, t: T) -> Option<T> {
        Some(T::from_f64(2.0 * self.factor) * (y.abs() + t.abs()))
    }

    fn value_by_hand(self, _z: f64, _y: f64, _t: f64) -> ByHand {
        ByHand::new(if self.factor == 0.5 { "½·e²" } else { "e²" })
    }

    fn slope_by_hand(self, _z: f64, _y: f64, _t: f64) -> ByHand {
        ByHand::new(if self.factor == 0.5 { "e" } else { "2·e" })
    }
}

/// |e|, written e·sign(e), so that a dual number, too, has the derivative 0 at 0.
#[derive(Debug, Clone, Copy)]
pub struct Absolute;

impl ElementLoss for Absolute {
    #[inline(always)]
    fn value<T: Scalar>(self, _z: T, y: T, t: T) -> T {
        (y - t) * sign(y - t)
    }

    #[inline(always)]
    fn slope<T: Scalar>(self, _z: T, y: T, t: T) -> T {
        sign(y - t)
    }

    fn slope_terms<T: Scalar>(self, _y: T, _t: T) -> Option<T> {
        Some(T::ONE)
    }

    fn value_by_hand(self, _z: f64, _y: f64, _t: f64) -> ByHand {
        ByHand::new("abs(e)")
    }

    fn slope_by_hand(self, _z: f64, _y: f64, _t: f64) -> ByHand {
        ByHand::new("sign(e)")
    }
}

/// A line of the slope 1 − τ above 0 and one of −τ below: the mean over targets is least where a share τ of them lies
/// below y. At τ = ½ it is half the absolute error.
#[derive(Debug, Clone, Copy)]
pub struct Quantile {
    /// τ
    pub level: f64,
}

impl ElementLoss for Quantile {
    /// e·ℓ′(e), so that a dual number, too, has the derivative 0 at 0.
    #[inline(always)]
    fn value<T: Scalar>(self, z: T, y: T, t: T) -> T {
        (y - t) * self.slope(z, y, t)
    }

    #[inline(always)]
    fn slope<T: Scalar>(self, _z: T, y: T, t: T) -> T {
        let (e, above, below) = (y - t, T::from_f64(1.0 - self.level), T::from_f64(-self.level));
        sign(e) * sign(e) * if e > T::ZERO { above } else { below }
    }

    fn slope_terms<T: Scalar>(self, _y: T, _t: T) -> Option<T> {
        Some(T::from_f64(self.level.max(1.0 - self.level)))
    }

    fn value_by_hand(self, _z: f64, y: f64, t: f64) -> ByHand {
        let level = self.level;
        ByHand::new(if y < t { format!("−{level}·e") } else { format!("(1 − {level})·e") })
    }

    fn slope_by_hand(self, _z: f64, y: f64, t: f64) -> ByHand {
        let level = self.level;
        ByHand::new(match y - t {
            e if e > 0.0 => format!("1 − {level}"),
            e if e < 0.0 => format!("−{level}"),
            _ => "0".to_owned(),
        })
    }
}

/// ln cosh e = abs(e) + ln(½·(1 + e^(−2·abs(e)))): ½e² near 0 and abs(e) − ln 2 further out, without a kink.
#[derive(Debug, Clone, Copy)]
pub struct LogCosh;

impl ElementLoss for LogCosh {
    /// Far out it is as above. Near 0 a sum of abs(e) and −abs(e) has no digits of ½e² left, nor its derivative any of
    /// e: there it is ln(1 + 2·sinh²(½e)), with sinh x = ½(m + m/(1 + m)) and m = eˣ − 1.
    #[inline(always)]
    fn value<T: Scalar>(self, _z: T, y: T, t: T) -> T {
        let (half, two) = (T::from_f64(0.5), T::from_f64(2.0));
        let size = (y - t).abs();
        if size > T::ONE {
            return size + (half * (-two * size).exp_m1()).ln_1p();
        }
        let m = (half * size).exp_m1();
        let sinh = half * (m + m / (T::ONE + m));
        (two * sinh * sinh).ln_1p()
    }

    #[inline(always)]
    fn slope<T: Scalar>(self, _z: T, y: T, t: T) -> T {
        (y - t).tanh()
    }

    /// The error of e = y − t, which tanh passes on by its slope 1 − tanh² e, and that of tanh itself.
    fn slope_terms<T: Scalar>(self, y: T, t: T) -> Option<T> {
        let slope = (y - t).tanh();
        Some((y.abs() + t.abs()) * (T::ONE - slope * slope) + slope.abs())
    }

    fn value_by_hand(self, _z: f64, _y: f64, _t: f64) -> ByHand {
        ByHand::new("ln cosh(e)")
    }

    fn slope_by_hand(self, _z: f64, _y: f64, _t: f64) -> ByHand {
        ByHand::new("tanh(e)")
    }
}

/// A square near 0, a line further out.
#[derive(Debug, Clone, Copy)]
pub struct Huber {
    /// δ
    pub delta: f64,
}

impl ElementLoss for Huber {
    #[inline(always)]
    fn value<T: Scalar>(self, _z: T, y: T, t: T) -> T {
        let (e, delta, half) = (y - t, T::from_f64(self.delta), T::from_f64(0.5));
        if e.abs() <= delta { half * e * e } else { delta * (e.abs() - half * delta) }
    }

    #[inline(always)]
    fn slope<T: Scalar>(self, _z: T, y: T, t: T) -> T {
        let (e, delta) = (y - t, T::from_f64(self.delta));
        if e.abs() <= delta { e } else { delta * sign(e) }
    }

    fn slope_terms<T: Scalar>(self, y: T, t: T) -> Option<T> {
        let delta = T::from_f64(self.delta);
        Some(if (y - t).abs() <= delta { y.abs() + t.abs() } else { delta })
    }

    fn value_by_hand(self, _z: f64, y: f64, t: f64) -> ByHand {
        let delta = self.delta;
        ByHand::new(match (y - t).abs() <= delta {
            true => "½·e²".to_owned(),
            false => format!("{delta}·(abs(e) − ½·{delta})"),
        })
    }

    fn slope_by_hand(self, _z: f64, y: f64, t: f64) -> ByHand {
        let delta = self.delta;
        ByHand::new(if (y - t).abs() <= delta { "e".to_owned() } else { format!("{delta}·sign(e)") })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// τ = ¼: a unit too high costs ¾, a unit too low ¼.
    #[test]
    fn quantile_by_hand() {
        let quantile = Quantile { level: 0.25 };
        let both = |e: f64| (quantile.value(e, e, 0.0), quantile.slope(e, e, 0.0));
        assert_eq!(both(2.0), (1.5, 0.75));
        assert_eq!(both(-2.0), (0.5, -0.25));
        assert_eq!(both(0.0), (0.0, 0.0));
    }

    /// δ = 2: ½·1 within, 2·(5 − 1) = 8 beyond; value and slope are continuous at the edge.
    #[test]
    fn huber_by_hand() {
        let huber = Huber { delta: 2.0 };
        let both = |e: f64| (huber.value(e, e, 0.0), huber.slope(e, e, 0.0));
        assert_eq!(both(-1.0), (0.5, -1.0));
        assert_eq!(both(-5.0), (8.0, -2.0));
        assert_eq!(both(2.0), (2.0 * (2.0 - 1.0), 2.0));
    }
}
