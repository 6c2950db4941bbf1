//! Products of a few numbers, element by element: finding the best tiles would take longer than the multiplications.

use super::Start;
use crate::matrix::MatRef;
use crate::path::Kernel;
use crate::scalar::Scalar;

/// So many elements of a row are computed side by side: a register of 256 bits with f32, of 512 with f64.
const LANES: usize = 8;

/// Operands and result.
pub struct Few<'a, T> {
    /// (m, k)
    pub a: &'a MatRef<'a, T>,
    /// (k, n)
    pub b: &'a MatRef<'a, T>,
    /// (m, n), row after row
    pub c: &'a mut [T],
    /// What the sums begin with.
    pub start: &'a Start<'a, T>,
}

impl<T: Scalar> Kernel for Few<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run(mut self) {
        let n = self.b.columns();
        let wide = if self.b.has_rows() { n - n % LANES } else { 0 };
        for i in 0..self.a.rows() {
            let mut j = 0;
            while j < wide {
                self.elements::<LANES>(i, j);
                j += LANES;
            }
            while j < n {
                self.elements::<1>(i, j);
                j += 1;
            }
        }
    }
}

impl<T: Scalar> Few<'_, T> {
    /// L elements of row i of c, from column j on. If L > 1, b has its rows in one piece.
    #[inline(always)]
    fn elements<const L: usize>(&mut self, i: usize, j: usize) {
        let c = &mut self.c[i * self.b.columns() + j..][..L];
        let mut sums = [T::ZERO; L];
        match self.start {
            Start::Given => sums.copy_from_slice(c),
            Start::Zero => {}
            Start::Row(row) => sums.copy_from_slice(&row[j..][..L]),
        }
        for k in 0..self.a.columns() {
            let (a, b) = (self.a.at(i, k), &self.b.tail(k, j)[..L]);
            for l in 0..L {
                sums[l] = a.mul_add(b[l], sums[l]);
            }
        }
        c.copy_from_slice(&sums);
    }
}
