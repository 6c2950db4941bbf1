//! The residual connection: a block adds its input to its output.
//!
//! ```text
//! forward    h ← h + x               or, between different widths, h ← h + x·p
//! backward   dx ← dx + dh            or dp = xᵀ·dh, dx ← dx + dh·pᵀ
//! ```
//!
//! K. He et al., "Deep residual learning for image recognition", 2016. The sum comes after dropout; the output
//! layer has none. p has no bias and counts as a weight: it is penalized.

use crate::matrix::{MatMut, MatRef};
use crate::product::{add_product, set_product};
use crate::scalar::Scalar;

/// x: (n, in)  p: (in, out), or none where in = out  ->  h: (n, out), added to what is there
pub fn residual_forward<T: Scalar>(x: MatRef<T>, projection: Option<MatRef<T>>, mut h: MatMut<T>) {
    match projection {
        Some(projection) => add_product(x, projection, h),
        None => add(x.values(), h.values()),
    }
}

/// x: (n, in)  dh: (n, out)  ->  dp: (in, out)
pub fn residual_backward<T: Scalar>(x: MatRef<T>, dh: MatRef<T>, dprojection: MatMut<T>) {
    set_product(x.t(), dh, dprojection);
}

/// p: (in, out) or none  dh: (n, out)  ->  dx: (n, in), added to what is there
pub fn residual_backward_input<T: Scalar>(projection: Option<MatRef<T>>, dh: MatRef<T>, mut dx: MatMut<T>) {
    match projection {
        Some(projection) => add_product(dh, projection.t(), dx),
        None => add(dh.values(), dx.values()),
    }
}

fn add<T: Scalar>(values: &[T], to: &mut [T]) {
    assert_eq!(values.len(), to.len(), "without a projection both widths are the same");
    to.iter_mut().zip(values).for_each(|(to, value)| *to += *value);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// From two units to one by p = (2, 3): h = 1 + 5·2 + 7·3 = 32; dp = x·dh, dx = dh·p.
    #[test]
    fn a_projection_by_hand() {
        let (x, p, dh) = ([5.0, 7.0], [2.0, 3.0], [10.0]);
        let (x, p, dh) = (MatRef::new(&x, 1, 2), MatRef::new(&p, 2, 1), MatRef::new(&dh, 1, 1));
        let (mut h, mut dp, mut dx) = ([1.0], [0.0; 2], [1.0; 2]);
        residual_forward(x, Some(p), MatMut::new(&mut h, 1, 1));
        residual_backward(x, dh, MatMut::new(&mut dp, 2, 1));
        residual_backward_input(Some(p), dh, MatMut::new(&mut dx, 1, 2));
        assert_eq!((h, dp, dx), ([32.0], [50.0, 70.0], [21.0, 31.0]));
    }

    /// Between equal widths input and gradient pass unchanged.
    #[test]
    fn the_plain_connection_adds() {
        let (x, dh) = ([5.0, 7.0], [10.0, 20.0]);
        let (mut h, mut dx) = ([1.0, 2.0], [3.0, 4.0]);
        residual_forward(MatRef::new(&x, 1, 2), None, MatMut::new(&mut h, 1, 2));
        residual_backward_input(None, MatRef::new(&dh, 1, 2), MatMut::new(&mut dx, 1, 2));
        assert_eq!((h, dx), ([6.0, 9.0], [13.0, 24.0]));
    }
}
