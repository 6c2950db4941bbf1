//! The matrix product, c ← a·b or c ← c + a·b.
//!
//! ```text
//! c[i,j] ← (((c[i,j] + a[i,0]·b[0,j]) + a[i,1]·b[1,j]) + …), each step one fused multiply-add
//! ```
//!
//! Every element is one chain in the order of k, whatever the size, the processor and the way to it: only whole
//! elements are computed side by side. So the bits of a product depend on nothing but its operands.
//!
//! Large products go in tiles. A tile is up to 6 rows by one vector of columns, and its sums stay in registers while
//! the loop over k reads one vector of b and broadcasts one element of a for each row. Where these columns of b do not
//! lie one vector after the other (a transpose, the last columns), they are copied into a panel first.

#![allow(clippy::needless_range_loop, reason = "the index of the formula is the index of the loop")]

use crate::matrix::{MatMut, MatRef};
use crate::path::{self, Vector, VectorKernel};
use crate::scalar::Scalar;

/// Up to this many multiplications plain loops are as fast as tiles.
const SMALL: usize = 128;
/// How many rows of b a panel holds: with f32 it then fills half of the innermost cache.
const DEPTH: usize = 256;
/// How many rows of b a panel holds where there are no more.
const SHALLOW: usize = 32;
/// The most places of a vector.
const WIDEST: usize = 16;
/// From so many rows of c on, copying b into panels costs less than reading it where its rows lie far apart.
const TALL: usize = 48;

/// What the sums begin with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Start {
    /// What c holds.
    Given,
    /// 0.
    Zero,
}

/// a: (m, k)  b: (k, n)  ->  c ← c + a·b: (m, n)
pub fn add_product<T: Scalar>(a: MatRef<T>, b: MatRef<T>, c: MatMut<T>) {
    product(a, b, c, Start::Given);
}

/// a: (m, k)  b: (k, n)  ->  c ← a·b: (m, n)
pub fn set_product<T: Scalar>(a: MatRef<T>, b: MatRef<T>, c: MatMut<T>) {
    product(a, b, c, Start::Zero);
}

fn product<T: Scalar>(a: MatRef<T>, b: MatRef<T>, mut c: MatMut<T>, start: Start) {
    let fits = a.rows() == c.rows() && a.columns() == b.rows() && b.columns() == c.columns();
    assert!(fits, "a product of {} and {} is not {}", a.shape(), b.shape(), c.view().shape());
    if a.columns() == 0 {
        if start == Start::Zero {
            c.values().fill(T::ZERO);
        }
        return;
    }
    path::run_vectors::<T, T::Vectors>(Product { a, b, c, start });
}

/// A product as a kernel.
struct Product<'a, T> {
    a: MatRef<'a, T>,
    b: MatRef<'a, T>,
    c: MatMut<'a, T>,
    start: Start,
}

impl<T: Scalar> VectorKernel<T> for Product<'_, T> {
    #[inline(always)]
    fn run<V: Vector<T>>(mut self) {
        let k = self.a.columns();
        if self.a.rows() * k * self.b.columns() <= SMALL {
            self.loops();
        } else if k <= SHALLOW {
            self.panels::<V>(&mut [T::ZERO; SHALLOW * WIDEST]);
        } else {
            self.panels::<V>(&mut [T::ZERO; DEPTH * WIDEST]);
        }
    }
}

impl<T: Scalar> Product<'_, T> {
    /// Element by element.
    #[inline(always)]
    fn loops(&mut self) {
        for i in 0..self.c.rows() {
            for j in 0..self.c.columns() {
                let c = &mut self.c.row(i)[j];
                let start = if self.start == Start::Given { *c } else { T::ZERO };
                *c = (0..self.a.columns()).fold(start, |sum, k| self.a.at(i, k).mul_add(self.b.at(k, j), sum));
            }
        }
    }

    /// Columns of c by vectors, k by panels.
    #[inline(always)]
    fn panels<V: Vector<T>>(&mut self, panel: &mut [T]) {
        let (n, k) = (self.c.columns(), self.a.columns());
        let depth = panel.len() / WIDEST;
        for first in (0..k).step_by(depth) {
            let length = depth.min(k - first);
            for column in (0..n).step_by(V::LANES) {
                let width = V::LANES.min(n - column);
                let in_place = self.b.has_rows() && width == V::LANES && self.c.rows() < TALL;
                if !in_place {
                    copy_panel(self.b, first, column, width, &mut panel[..length * V::LANES], V::LANES);
                }
                let b = if in_place { self.b.tail(first, column) } else { &panel[..] };
                let stride = if in_place { n } else { V::LANES };
                let start = if first == 0 { self.start } else { Start::Given };
                Block { first, length, column, width, b, stride, start }.fill::<V>(self.a, &mut self.c);
            }
        }
    }
}

/// One vector of columns of c, and a block of k.
struct Block<'a, T> {
    /// Where the block of k begins, and how long it is.
    first: usize,
    length: usize,
    /// Where the columns begin, and how many there are: a vector, or fewer at the end.
    column: usize,
    width: usize,
    /// The vectors of b for this block, `stride` elements from one to the next.
    b: &'a [T],
    stride: usize,
    start: Start,
}

impl<T: Scalar> Block<'_, T> {
    /// All rows of c.
    #[inline(always)]
    fn fill<V: Vector<T>>(&self, a: MatRef<T>, c: &mut MatMut<T>) {
        let mut row = self.tiles::<V, 6>(a, c, 0);
        row = self.tiles::<V, 4>(a, c, row);
        row = self.tiles::<V, 2>(a, c, row);
        self.tiles::<V, 1>(a, c, row);
    }

    /// Tiles of M rows as long as so many are left; gives the first row that is.
    #[inline(always)]
    fn tiles<V: Vector<T>, const M: usize>(&self, a: MatRef<T>, c: &mut MatMut<T>, mut row: usize) -> usize {
        while c.rows() - row >= M {
            let mut sums = [V::splat(T::ZERO); M];
            if self.start == Start::Given {
                for i in 0..M {
                    sums[i] = load(&c.row(row + i)[self.column..][..self.width]);
                }
            }
            let sums = self.add(a, row, sums);
            for i in 0..M {
                store(sums[i], &mut c.row(row + i)[self.column..][..self.width]);
            }
            row += M;
        }
        row
    }

    /// sums[i][j] + Σₖ a[row + i, k]·b[k, column + j]
    #[inline(always)]
    fn add<V: Vector<T>, const M: usize>(&self, a: MatRef<T>, row: usize, mut sums: [V; M]) -> [V; M] {
        let vectors = self.b.chunks(self.stride).take(self.length);
        if a.has_rows() {
            let mut rows: [&[T]; M] = [&[]; M];
            for i in 0..M {
                rows[i] = &a.row(row + i)[self.first..][..self.length];
            }
            for (k, b) in vectors.enumerate() {
                let b = V::load(&b[..V::LANES]);
                for i in 0..M {
                    sums[i] = V::splat(rows[i][k]).mul_add(b, sums[i]);
                }
            }
        } else {
            let columns = a.tail(row, self.first).chunks(a.strides().1);
            for (a, b) in columns.zip(vectors) {
                let (a, b) = (&a[..M], V::load(&b[..V::LANES]));
                for i in 0..M {
                    sums[i] = V::splat(a[i]).mul_add(b, sums[i]);
                }
            }
        }
        sums
    }
}

/// b[first.., column..]: (k, width)  ->  panel: (k, places of a vector), filled up with zeros
#[inline(always)]
fn copy_panel<T: Scalar>(b: MatRef<T>, first: usize, column: usize, width: usize, panel: &mut [T], lanes: usize) {
    if b.has_rows() {
        for (k, vector) in panel.chunks_exact_mut(lanes).enumerate() {
            let (there, rest) = vector.split_at_mut(width);
            there.copy_from_slice(&b.row(first + k)[column..][..width]);
            rest.fill(T::ZERO);
        }
        return;
    }
    if width < lanes {
        panel.fill(T::ZERO);
    }
    for j in 0..width {
        let values = b.tail(first, column + j);
        for (vector, &value) in panel.chunks_exact_mut(lanes).zip(values) {
            vector[j] = value;
        }
    }
}

/// A vector from up to as many elements as it has places; the rest is 0.
#[inline(always)]
fn load<T: Scalar, V: Vector<T>>(from: &[T]) -> V {
    if from.len() == V::LANES {
        return V::load(from);
    }
    let mut edge = [T::ZERO; WIDEST];
    edge[..from.len()].copy_from_slice(from);
    V::load(&edge[..V::LANES])
}

/// As many elements of a vector as there is room for.
#[inline(always)]
fn store<T: Scalar, V: Vector<T>>(vector: V, to: &mut [T]) {
    if to.len() == V::LANES {
        return vector.store(to);
    }
    let mut edge = [T::ZERO; WIDEST];
    vector.store(&mut edge[..V::LANES]);
    to.copy_from_slice(&edge[..to.len()]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::path::Path;

    /// Numbers whose products and sums are rounded.
    fn numbers<T: Scalar>(length: usize) -> Vec<T> {
        (0..length).map(|i| T::from_f64(1.0 / (1.0 + (i * 7 % 23) as f64) - 0.3)).collect()
    }

    type Product<T> = fn(MatRef<T>, MatRef<T>, MatMut<T>);

    /// Every way, on every path of this machine, gives the chain of the formula to the last bit.
    fn check<T: Scalar>(m: usize, k: usize, n: usize) {
        let (a, b) = (numbers::<T>(m * k), numbers::<T>(k * n));
        let ways = [MatRef::new(&a, m, k), MatRef::new(&a, k, m).t()];
        let others = [MatRef::new(&b, k, n), MatRef::new(&b, n, k).t()];
        for (a, b) in ways.into_iter().flat_map(|a| others.map(|b| (a, b))) {
            let chain = |start, i, j| (0..k).fold(start, |sum, l| a.at(i, l).mul_add(b.at(l, j), sum));
            let (one, products): (T, [Product<T>; 2]) = (T::ONE, [add_product, set_product]);
            for (product, start) in products.into_iter().zip([one, T::ZERO]) {
                let expected: Vec<T> = (0..m * n).map(|index| chain(start, index / n, index % n)).collect();
                let mut c = vec![one; m * n];
                product(a, b, MatMut::new(&mut c, m, n));
                assert_eq!(c, expected, "{m} x {k} x {n} on {:?}", Path::current());
            }
        }
    }

    #[test]
    fn every_element_is_one_chain() {
        for path in Path::available() {
            path.take();
            for (m, k, n) in [(1, 1, 1), (2, 3, 4), (1, 40, 16), (7, 33, 16), (13, 5, 35), (6, 300, 17), (50, 31, 32)] {
                check::<f32>(m, k, n);
                check::<f64>(m, k, n);
                check::<crate::dual::Dual>(m, k, n);
            }
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
