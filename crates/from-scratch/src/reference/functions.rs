//! Functions of each element or of each row.
//!
//! ```text
//! power 2½        x²·√x              log-sigmoid   ln σ(x) = −ln(1 + e⁻ˣ)
//! clamp           max(−1, min(1, x))
//! softmax         eˣ/Σⱼ eˣ           log-softmax   x − ln Σⱼ eˣ
//! ```
//!
//! Activations are the network's own forward formulas: only their backward is another matter.

use experiment::spec::Activation;

use super::Grid;
use crate::layers::activation::{activation_forward, softplus};
use crate::layers::prelu::prelu_forward;
use crate::layers::softmax::{largest, softmax_forward};
use crate::losses::cross_entropy::categorical;
use crate::matrix::MatMut;
use crate::scalar::Scalar;

/// x: (n, m)  ->  f(x): (n, m)
pub fn activation<T: Scalar>(f: Activation, x: &Grid<T>) -> Grid<T> {
    x.filled(|a| activation_forward(f, x.values(), a))
}

/// x: (n, m)  slope: (1, 1)  ->  (n, m)
pub fn prelu<T: Scalar>(x: &Grid<T>, slope: &Grid<T>) -> Grid<T> {
    x.filled(|a| prelu_forward(x.values(), slope.at(0, 0), a))
}

/// x²·√x, for x > 0.
pub fn power<T: Scalar>(x: T) -> T {
    x * x * x.sqrt()
}

/// x cut to ±1.
pub fn cut_to_unit<T: Scalar>(x: T) -> T {
    x.min(T::ONE).max(-T::ONE)
}

/// ln σ(x), which neither overflows nor cancels.
pub fn log_sigmoid<T: Scalar>(x: T) -> T {
    -softplus(-x)
}

/// x: (n, m)  ->  the largest of each row: (n, 1)
pub fn max_columns<T: Scalar>(x: &Grid<T>) -> Grid<T> {
    Grid::build(x.rows(), 1, |s, _| largest(x.view().row(s)))
}

/// x: (n, m)  ->  (n, m)
pub fn softmax<T: Scalar>(x: &Grid<T>) -> Grid<T> {
    x.filled(|y| softmax_forward(x.view(), MatMut::new(y, x.rows(), x.columns())))
}

/// x: (n, m)  ->  (n, m)
pub fn log_softmax<T: Scalar>(x: &Grid<T>) -> Grid<T> {
    let hot = |j: usize| move |k: usize| if j == k { T::ONE } else { T::ZERO };
    let y = softmax(x);
    Grid::build(x.rows(), x.columns(), |s, j| -categorical(x.view().row(s), y.view().row(s), hot(j)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dual::Dual;
    use engine::Matrix;

    /// (x^2½)′ = 2½·x^1½ = 20 at 4; ln σ(0) = −ln 2 with slope 1 − σ(0) = ½; a cut number does not move.
    #[test]
    fn slopes_in_closed_form() {
        assert_eq!((power(Dual::seed(4.0)).value, power(Dual::seed(4.0)).derivative), (32.0, 20.0));
        let at_zero = log_sigmoid(Dual::seed(0.0));
        assert_eq!((at_zero.value, at_zero.derivative), (-std::f64::consts::LN_2, 0.5));
        assert_eq!((cut_to_unit(Dual::seed(-7.0)).value, cut_to_unit(Dual::seed(-7.0)).derivative), (-1.0, 0.0));
        assert_eq!(cut_to_unit(Dual::seed(0.5)).derivative, 1.0);
    }

    /// e^(ln 3) : 1 = ¾ : ¼, and the logarithms of these.
    #[test]
    fn rows_of_two_by_hand() {
        let x: Grid<f64> = Grid::of(&Matrix::new(1, 2, vec![libm::log(3.0), 0.0]));
        let (shares, logarithms) = (softmax(&x), log_softmax(&x));
        for (j, share) in [0.75, 0.25].into_iter().enumerate() {
            // One rounding of e^(ln 3), one of the quotient or the logarithm.
            assert!((shares.at(0, j) - share).abs() <= 2e-16, "{shares:?}");
            assert!((logarithms.at(0, j) - libm::log(share)).abs() <= 4e-16, "{logarithms:?}");
        }
        assert_eq!(max_columns(&x).values(), [libm::log(3.0)]);
    }
}
