//! Maxout: a unit is the largest of k affine pieces.
//!
//! ```text
//! forward    a[s,j] = maxₚ z[s, j·k + p],  p = 0 .. k − 1
//! backward   dz[s, j·k + p] = da[s,j] for the largest piece, 0 for the others
//! ```
//!
//! I. Goodfellow et al., "Maxout networks", 2013; lecture 001. Of two equal pieces the left one is the larger.
//! The number of pieces follows from the shapes.

use engine::argmax;

use crate::matrix::{MatMut, MatRef};
use crate::scalar::Scalar;

/// z: (n, m·k)  ->  a: (n, m)
pub fn maxout_forward<T: Scalar>(z: MatRef<T>, mut a: MatMut<T>) {
    let pieces = z.columns() / a.columns();
    for s in 0..z.rows() {
        for (a, z) in a.row(s).iter_mut().zip(z.row(s).chunks_exact(pieces)) {
            *a = z[1..].iter().fold(z[0], |largest, &z| largest.max(z));
        }
    }
}

/// z: (n, m·k)  da: (n, m)  ->  dz: (n, m·k)
pub fn maxout_backward<T: Scalar>(z: MatRef<T>, da: MatRef<T>, mut dz: MatMut<T>) {
    let pieces = z.columns() / da.columns();
    dz.values().fill(T::ZERO);
    for s in 0..z.rows() {
        let units = dz.row(s).chunks_exact_mut(pieces).zip(z.row(s).chunks_exact(pieces));
        for ((dz, z), da) in units.zip(da.row(s)) {
            dz[argmax(z)] = *da;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two units of three pieces: of the first the last is the largest; the second is a tie, which goes to the left.
    #[test]
    fn the_largest_piece_has_the_value_and_the_gradient() {
        let (z, da) = ([1.0, 2.0, 3.0, 1.0, 2.0, 2.0], [10.0, 20.0]);
        let (z, da) = (MatRef::new(&z, 1, 6), MatRef::new(&da, 1, 2));
        let (mut a, mut dz) = ([0.0; 2], [9.0; 6]);
        maxout_forward(z, MatMut::new(&mut a, 1, 2));
        maxout_backward(z, da, MatMut::new(&mut dz, 1, 6));
        assert_eq!((a, dz), ([3.0, 2.0], [0.0, 0.0, 10.0, 0.0, 20.0, 0.0]));
    }
}
