//! Prelu: a leaky relu whose slope is learned, one for each layer.
//!
//! ```text
//! forward    a = z for z ≥ 0, else slope·z
//! backward   dz = da for z ≥ 0, else slope·da    dslope = Σ da·z over z < 0
//! ```
//!
//! K. He et al., "Delving deep into rectifiers", 2015. At the kink z = 0 the derivative is 1. The paper also has
//! a slope for each unit; ours, like PyTorch's default, is one for the layer.

use crate::scalar::Scalar;

/// z: (n, m)  ->  a: (n, m)
pub fn prelu_forward<T: Scalar>(z: &[T], slope: T, a: &mut [T]) {
    for (a, &z) in a.iter_mut().zip(z) {
        *a = if z < T::ZERO { slope * z } else { z };
    }
}

/// z: (n, m)  da: (n, m)  ->  dz: (n, m), in the place of da; gives dslope
pub fn prelu_backward<T: Scalar>(z: &[T], slope: T, d: &mut [T]) -> T {
    let mut dslope = T::ZERO;
    for (d, &z) in d.iter_mut().zip(z) {
        if z < T::ZERO {
            dslope += *d * z;
            *d *= slope;
        }
    }
    dslope
}

/// The backward pass of sizes: as [`prelu_backward`], of |z| and |slope| and with sizes in `d`.
pub fn prelu_backward_terms<T: Scalar>(z: &[T], slope: T, d: &mut [T]) -> T {
    let mut dslope = T::ZERO;
    for (d, &z) in d.iter_mut().zip(z).filter(|(_, z)| **z < T::ZERO) {
        dslope += *d * z.abs();
        *d *= slope.abs();
    }
    dslope
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Left of 0 the slope ¼ multiplies, at 0 the derivative is 1; dslope = 3·(−2) = −6.
    #[test]
    fn by_hand() {
        let (z, mut a, mut d) = ([-2.0, 0.0, 4.0], [0.0; 3], [3.0, 5.0, 7.0]);
        prelu_forward(&z, 0.25, &mut a);
        assert_eq!(a, [-0.5, 0.0, 4.0]);
        assert_eq!(prelu_backward(&z, 0.25, &mut d), -6.0);
        assert_eq!(d, [0.75, 5.0, 7.0]);
    }
}
