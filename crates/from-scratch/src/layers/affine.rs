//! The affine layer: z = x·w + b.
//!
//! ```text
//! forward    z[s,j] = Σᵢ x[s,i]·w[i,j] + b[j]
//! backward   dw = xᵀ·dz    db = Σₛ dz[s,·]    dx = dz·wᵀ
//! ```
//!
//! A bias may be shared by the layer (lecture 004): then b is one number and its gradient db is the
//! sum of all dz.
//! Lectures 000 l.318-328 and 001 l.346. Leaves out the activation that follows, and who owns w and b.

use crate::matrix::{MatMut, MatRef};
use crate::path::{self, Vector, VectorKernel, load, store};
use crate::product::{add_product, set_product, set_row_plus_product};
use crate::scalar::Scalar;

/// Where the gradients of an affine layer go.
#[derive(Debug)]
pub struct AffineGradients<'a, T> {
    /// dw: (in, out).
    pub dw: MatMut<'a, T>,
    /// db: (1, out) or (1, 1); `None` if the layer has no bias.
    pub db: Option<&'a mut [T]>,
}

/// x: (n, in)  w: (in, out)  b: (1, out) or (1, 1) or none  ->  z: (n, out)
#[inline(always)]
pub fn affine_forward<T: Scalar>(x: MatRef<T>, w: MatRef<T>, b: Option<&[T]>, mut z: MatMut<T>) {
    match b {
        None => set_product(x, w, z),
        // One unit has its bias to itself.
        Some([shared]) if z.columns() != 1 => {
            z.values().fill(*shared);
            add_product(x, w, z);
        }
        Some(each) => set_row_plus_product(each, x, w, z),
    }
}

/// x: (n, in)  dz: (n, out)  ->  dw: (in, out)  db: (1, out) or (1, 1)
#[inline(always)]
pub fn affine_backward<T: Scalar>(x: MatRef<T>, dz: MatRef<T>, d: AffineGradients<T>) {
    set_product(x.t(), dz, d.dw);
    match d.db {
        None => {}
        Some([shared]) => *shared = dz.values().iter().fold(T::ZERO, |sum, &dz| sum + dz),
        Some(each) => column_sums(dz, each),
    }
}

/// w: (in, out)  dz: (n, out)  ->  dx: (n, in)
///
/// The first layer is not asked for it in training: nobody needs the gradient of the data.
#[inline(always)]
pub fn affine_backward_input<T: Scalar>(w: MatRef<T>, dz: MatRef<T>, dx: MatMut<T>) {
    set_product(dz, w.t(), dx);
}

/// x: (n, m)  ->  sums: (1, m)
#[inline(always)]
pub fn column_sums<T: Scalar>(x: MatRef<T>, sums: &mut [T]) {
    assert_eq!(sums.len(), x.columns(), "sums of another length");
    if x.rows() == 1 {
        // Added to 0 like any row, which makes −0 into 0.
        return sums.iter_mut().zip(x.row(0)).for_each(|(sum, &x)| *sum = T::ZERO + x);
    }
    path::run_vectors::<T, T::Vectors>(ColumnSums { x: &x, sums });
}

struct ColumnSums<'a, T> {
    x: &'a MatRef<'a, T>,
    sums: &'a mut [T],
}

impl<T: Scalar> VectorKernel<T> for ColumnSums<'_, T> {
    #[inline(always)]
    fn run<V: Vector<T>>(self) {
        for (index, sums) in self.sums.chunks_mut(V::LANES).enumerate() {
            let mut sum = V::splat(T::ZERO);
            for s in 0..self.x.rows() {
                sum = sum.add(load(&self.x.row(s)[index * V::LANES..][..sums.len()]));
            }
            store(sum, sums);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two samples, two inputs, two units with a bias each: z₀₀ = 1·5 + 2·7 + 9 = 28. With dz = (1, −1; 2, 3) dw₀₀ is
    /// 1·1 + 3·2 = 7, db = (1 + 2, −1 + 3), and dx₀₀ = 1·5 − 1·6.
    #[test]
    fn by_hand() {
        let (x, w) = ([1.0, 2.0, 3.0, 4.0], [5.0, 6.0, 7.0, 8.0]);
        let (x, w) = (MatRef::new(&x, 2, 2), MatRef::new(&w, 2, 2));
        let mut z = [0.0; 4];
        affine_forward(x, w, Some(&[9.0, 10.0]), MatMut::new(&mut z, 2, 2));
        assert_eq!(z, [28.0, 32.0, 52.0, 60.0]);

        let dz = [1.0, -1.0, 2.0, 3.0];
        let dz = MatRef::new(&dz, 2, 2);
        let (mut dw, mut db, mut dx) = ([9.0; 4], [9.0; 2], [0.0; 4]);
        let d = AffineGradients { dw: MatMut::new(&mut dw, 2, 2), db: Some(&mut db) };
        affine_backward(x, dz, d);
        affine_backward_input(w, dz, MatMut::new(&mut dx, 2, 2));
        assert_eq!((dw, db, dx), ([7.0, 8.0, 10.0, 10.0], [3.0, 2.0], [-1.0, -1.0, 28.0, 38.0]));
    }

    /// One bias for two units is added to both, and its gradient is the sum over both.
    #[test]
    fn a_shared_bias_is_one_number() {
        let (x, w) = ([1.0], [2.0, 3.0]);
        let (x, w) = (MatRef::new(&x, 1, 1), MatRef::new(&w, 1, 2));
        let (mut z, mut dw, mut db) = ([0.0; 2], [0.0; 2], [0.0]);
        affine_forward(x, w, Some(&[10.0]), MatMut::new(&mut z, 1, 2));
        assert_eq!(z, [12.0, 13.0]);
        let dz = [0.5, 0.25];
        let d = AffineGradients { dw: MatMut::new(&mut dw, 1, 2), db: Some(&mut db) };
        affine_backward(x, MatRef::new(&dz, 1, 2), d);
        assert_eq!((dw, db), ([0.5, 0.25], [0.75]));
    }
}
