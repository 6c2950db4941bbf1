//! The matrix product, c ← a·b, or added to what c holds or to a row.
//!
//! ```text
//! c[i,j] ← (((start + a[i,0]·b[0,j]) + a[i,1]·b[1,j]) + …), each step one fused multiply-add
//! ```
//!
//! Every element is one chain in the order of k, whatever the size, the processor, the number of threads and the way
//! to it: only whole elements are computed side by side. So the bits of a product depend on nothing but its operands.
//!
//! | file | does |
//! |---|---|
//! | `tiles` | a few rows by a few vectors of columns, in registers |
//! | `panels` | copies operands into the order in which tiles read them |
//! | `large` | goes through a large product in blocks, on all threads |
//!
//! A small product is done here, one vector of columns after the other. Where these columns of b do not lie one vector
//! after the other (a transpose, the last columns), they are copied into a panel first.

#![allow(clippy::needless_range_loop, reason = "the index of the formula is the index of the loop")]

mod large;
mod panels;
mod tiles;

use crate::matrix::{MatMut, MatRef};
use crate::path::{self, Vector, VectorKernel};
use crate::scalar::Scalar;
use panels::copy_columns;
use tiles::{Strip, WIDEST};

/// Up to this many multiplications plain loops are as fast as tiles.
const SMALL: usize = 128;
/// From this many multiplications on a product is gone through in blocks.
const LARGE: usize = 32_000;
/// How many rows of b a panel holds: with f32 it then fills half of the innermost cache.
const DEPTH: usize = 256;
/// How many rows of b a panel holds where there are no more.
const SHALLOW: usize = 32;

/// What the sums begin with.
#[derive(Debug, Clone, Copy)]
enum Start<'a, T> {
    /// What c holds.
    Given,
    /// 0.
    Zero,
    /// The same row for all rows of c.
    Row(&'a [T]),
}

/// a: (m, k)  b: (k, n)  ->  c ← c + a·b: (m, n)
pub fn add_product<T: Scalar>(a: MatRef<T>, b: MatRef<T>, c: MatMut<T>) {
    product(a, b, c, Start::Given);
}

/// a: (m, k)  b: (k, n)  ->  c ← a·b: (m, n)
pub fn set_product<T: Scalar>(a: MatRef<T>, b: MatRef<T>, c: MatMut<T>) {
    product(a, b, c, Start::Zero);
}

/// row: (1, n)  a: (m, k)  b: (k, n)  ->  c ← row + a·b: (m, n)
pub fn set_row_plus_product<T: Scalar>(row: &[T], a: MatRef<T>, b: MatRef<T>, c: MatMut<T>) {
    assert_eq!(row.len(), c.columns(), "a row of another length");
    product(a, b, c, Start::Row(row));
}

fn product<T: Scalar>(a: MatRef<T>, b: MatRef<T>, mut c: MatMut<T>, start: Start<T>) {
    let fits = a.rows() == c.rows() && a.columns() == b.rows() && b.columns() == c.columns();
    assert!(fits, "a product of {} and {} is not {}", a.shape(), b.shape(), c.view().shape());
    if a.columns() == 0 || c.values().is_empty() {
        return without_sum(c, start);
    }
    if a.rows() * a.columns() * b.columns() >= LARGE {
        return large::large_product(a, b, c, start);
    }
    path::run_vectors::<T, T::Vectors>(Product { a, b, c, start });
}

/// c ← start
fn without_sum<T: Scalar>(mut c: MatMut<T>, start: Start<T>) {
    match start {
        Start::Given => {}
        Start::Zero => c.values().fill(T::ZERO),
        Start::Row(row) => (0..c.rows()).for_each(|i| c.row(i).copy_from_slice(row)),
    }
}

/// A small product as a kernel.
struct Product<'a, T> {
    a: MatRef<'a, T>,
    b: MatRef<'a, T>,
    c: MatMut<'a, T>,
    start: Start<'a, T>,
}

impl<T: Scalar> VectorKernel<T> for Product<'_, T> {
    #[inline(always)]
    fn run<V: Vector<T>>(mut self) {
        let k = self.a.columns();
        if self.a.rows() * k * self.b.columns() <= SMALL {
            self.lying().loops();
        } else if self.b.has_rows() && self.b.columns().is_multiple_of(V::LANES) {
            self.panels::<V>(&mut [], k);
        } else if k <= SHALLOW {
            self.panels::<V>(&mut [T::ZERO; SHALLOW * WIDEST], SHALLOW);
        } else {
            self.panels::<V>(&mut [T::ZERO; DEPTH * WIDEST], DEPTH);
        }
    }
}

impl<'a, T: Scalar> Product<'a, T> {
    /// A single column is computed as the row that it is in memory, cᵀ ← bᵀ·aᵀ.
    #[inline(always)]
    fn lying(self) -> Product<'a, T> {
        let Product { a, b, c, start } = self;
        if c.columns() != 1 || c.rows() == 1 {
            return Product { a, b, c, start };
        }
        let rows = c.rows();
        let mut c = MatMut::new(c.into_values(), 1, rows);
        let start = match start {
            Start::Row(row) => {
                c.values().fill(row[0]);
                Start::Given
            }
            Start::Given | Start::Zero => start,
        };
        Product { a: b.t(), b: a.t(), c, start }
    }

    /// Row by row; a row in eights where b has rows, the rest element by element.
    #[inline(always)]
    fn loops(&mut self) {
        let k = self.a.columns();
        for i in 0..self.c.rows() {
            let c = self.c.row(i);
            match self.start {
                Start::Given => {}
                Start::Zero => c.fill(T::ZERO),
                Start::Row(row) => c.copy_from_slice(row),
            }
            let done = if self.b.has_rows() { self.eight_by_eight(i) } else { 0 };
            for (j, c) in self.c.row(i).iter_mut().enumerate().skip(done) {
                *c = (0..k).fold(*c, |sum, k| self.a.at(i, k).mul_add(self.b.at(k, j), sum));
            }
        }
    }

    /// Adds to a row of c in eights, as far as they go; gives how many elements that were.
    #[inline(always)]
    fn eight_by_eight(&mut self, i: usize) -> usize {
        let (eights, _) = self.c.row(i).as_chunks_mut::<8>();
        for (index, c) in eights.iter_mut().enumerate() {
            let mut sums = *c;
            for k in 0..self.a.columns() {
                let (a, b) = (self.a.at(i, k), &self.b.row(k)[index * 8..][..8]);
                for j in 0..8 {
                    sums[j] = a.mul_add(b[j], sums[j]);
                }
            }
            *c = sums;
        }
        eights.len() * 8
    }

    /// Columns of c by vectors, k by panels of some depth; without a panel b is read where it lies.
    #[inline(always)]
    fn panels<V: Vector<T>>(&mut self, panel: &mut [T], depth: usize) {
        let (n, k) = (self.c.columns(), self.a.columns());
        for first in (0..k).step_by(depth) {
            let length = depth.min(k - first);
            let start = if first == 0 { self.start } else { Start::Given };
            for column in (0..n).step_by(V::LANES) {
                let width = V::LANES.min(n - column);
                let (b, stride, offset) = if panel.is_empty() {
                    (self.b.tail(first, 0), n, column)
                } else {
                    let panel = &mut panel[..length * V::LANES];
                    copy_columns(self.b, first, column, panel, V::LANES);
                    (&*panel, V::LANES, 0)
                };
                Strip { first, length, column, width, b, stride, offset, start }.fill::<V, 1>(self.a, &mut self.c);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::path::Path;

    /// Numbers whose products and sums are rounded.
    fn numbers<T: Scalar>(length: usize) -> Vec<T> {
        (0..length).map(|i| T::from_f64(1.0 / (1.0 + (i * 7 % 23) as f64) - 0.3)).collect()
    }

    /// Loops, single vectors with and without panels, and blocks with panels of three, two and one vectors, where k is
    /// cut, and where it is not, whole or with a rest.
    const SHAPES: [(usize, usize, usize); 14] = [
        (1, 1, 1),
        (2, 3, 4),
        (1, 40, 16),
        (7, 33, 16),
        (13, 5, 35),
        (6, 300, 17),
        (50, 31, 32),
        (33, 400, 48),
        (64, 250, 64),
        (57, 70, 81),
        (19, 37, 128),
        (300, 129, 10),
        (100, 50, 200),
        (64, 20, 300),
    ];

    type Product<T> = fn(MatRef<T>, MatRef<T>, MatMut<T>);

    fn from_row<T: Scalar>(a: MatRef<T>, b: MatRef<T>, c: MatMut<T>) {
        set_row_plus_product(&vec![T::from_f64(0.3); b.columns()], a, b, c);
    }

    /// Every way, on every path of this machine, gives the chain of the formula to the last bit.
    fn check<T: Scalar>(m: usize, k: usize, n: usize) {
        let (a, b) = (numbers::<T>(m * k), numbers::<T>(k * n));
        let ways = [MatRef::new(&a, m, k), MatRef::new(&a, k, m).t()];
        let others = [MatRef::new(&b, k, n), MatRef::new(&b, n, k).t()];
        for (a, b) in ways.into_iter().flat_map(|a| others.map(|b| (a, b))) {
            let chain = |start, i, j| (0..k).fold(start, |sum, l| a.at(i, l).mul_add(b.at(l, j), sum));
            let (one, products): (T, [Product<T>; 3]) = (T::ONE, [add_product, set_product, from_row]);
            for (product, start) in products.into_iter().zip([one, T::ZERO, T::from_f64(0.3)]) {
                let expected: Vec<T> = (0..m * n).map(|index| chain(start, index / n, index % n)).collect();
                let mut c = vec![one; m * n];
                product(a, b, MatMut::new(&mut c, m, n));
                assert_eq!(c, expected, "{m} x {k} x {n} on {:?}", Path::current());
            }
        }
    }

    #[test]
    fn every_element_is_one_chain() {
        for (path, threads) in Path::available().into_iter().flat_map(|path| [1, 2, 8].map(|threads| (path, threads))) {
            path.take();
            crate::threads::allow(threads);
            for (m, k, n) in SHAPES {
                check::<f32>(m, k, n);
                check::<f64>(m, k, n);
            }
            SHAPES[..7].iter().for_each(|&(m, k, n)| check::<crate::dual::Dual>(m, k, n));
        }
    }

    /// An empty sum is 0, or what was there.
    #[test]
    fn a_product_over_nothing() {
        let (a, b, mut c) = (MatRef::<f64>::new(&[], 2, 0), MatRef::new(&[], 0, 1), [3.0, 4.0]);
        add_product(a, b, MatMut::new(&mut c, 2, 1));
        assert_eq!(c, [3.0, 4.0]);
        set_product(a, b, MatMut::new(&mut c, 2, 1));
        assert_eq!(c, [0.0, 0.0]);
    }
}
