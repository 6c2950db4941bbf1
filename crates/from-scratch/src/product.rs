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
//! | `few` | a product of a few numbers, element by element |
//! | `tiles` | a few rows by a few vectors of columns, in registers |
//! | `panels` | copies operands into the order in which tiles read them |
//! | `window` | a rectangle of c, for one thread to write |
//! | `large` | goes through a large product in blocks, on all threads |
//!
//! A small product is done here, one vector of columns after the other. They are read where they lie; only those of a
//! transpose are copied into a panel first.

#![allow(clippy::needless_range_loop, reason = "the index of the formula is the index of the loop")]

mod few;
mod large;
mod panels;
mod tiles;
mod window;

use crate::matrix::{MatMut, MatRef};
use crate::path::{self, Vector, VectorKernel, Vectors};
use crate::scalar::Scalar;
use few::Few;
use panels::copy_columns;
use tiles::{Strip, WIDEST};
use window::Window;

/// Up to this many multiplications a product goes element by element.
const FEW: usize = 32;
/// From this many multiplications on a product is gone through in blocks.
const LARGE: usize = 32_000;
/// How many rows of b a panel holds: with f32 it then fills half of the innermost cache.
const DEPTH: usize = 256;

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
#[inline(always)]
pub fn add_product<T: Scalar>(a: MatRef<T>, b: MatRef<T>, c: MatMut<T>) {
    product(&a, &b, c, Start::Given);
}

/// a: (m, k)  b: (k, n)  ->  c ← a·b: (m, n)
#[inline(always)]
pub fn set_product<T: Scalar>(a: MatRef<T>, b: MatRef<T>, c: MatMut<T>) {
    product(&a, &b, c, Start::Zero);
}

/// row: (1, n)  a: (m, k)  b: (k, n)  ->  c ← row + a·b: (m, n)
#[inline(always)]
pub fn set_row_plus_product<T: Scalar>(row: &[T], a: MatRef<T>, b: MatRef<T>, c: MatMut<T>) {
    assert_eq!(row.len(), c.columns(), "a row of another length");
    product(&a, &b, c, Start::Row(row));
}

fn product<T: Scalar>(a: &MatRef<T>, b: &MatRef<T>, c: MatMut<T>, start: Start<T>) {
    let fits = a.rows() == c.rows() && a.columns() == b.rows() && b.columns() == c.columns();
    if !fits {
        misfit(a, b, &c);
    }
    if c.columns() == 1 && c.rows() > 1 {
        return one_column(a, b, c, start);
    }
    if a.rows() * a.columns() * b.columns() <= FEW {
        return path::run(Few { a, b, c: c.into_values(), start: &start });
    }
    many(a, b, c, start);
}

#[cold]
#[inline(never)]
fn misfit<T: Scalar>(a: &MatRef<T>, b: &MatRef<T>, c: &MatMut<T>) -> ! {
    panic!("a product of {} and {} is not {}", a.shape(), b.shape(), c.view().shape());
}

/// A single column is computed as the row that it is in memory, cᵀ ← bᵀ·aᵀ.
#[inline(never)]
fn one_column<T: Scalar>(a: &MatRef<T>, b: &MatRef<T>, c: MatMut<T>, start: Start<T>) {
    let rows = c.rows();
    let mut c = MatMut::new(c.into_values(), 1, rows);
    let start = match start {
        Start::Row(row) => {
            c.values().fill(row[0]);
            Start::Given
        }
        Start::Given | Start::Zero => start,
    };
    product(&b.t(), &a.t(), c, start);
}

/// More than a few multiplications, in tiles. A function of its own: inlined, it would make a product of a few save its
/// registers, too.
#[inline(never)]
fn many<T: Scalar>(a: &MatRef<T>, b: &MatRef<T>, c: MatMut<T>, start: Start<T>) {
    let brief = <T::Vectors as Vectors<T>>::Plain::BRIEF;
    if a.rows() * a.columns() * b.columns() >= LARGE && !brief {
        return large::large_product(*a, *b, c, start);
    }
    let mut product = Product { a, b, c: Window::of(c), start };
    if b.has_rows() {
        return with_panel(&mut product, &mut []);
    }
    T::with_buffer(DEPTH.min(a.columns()) * WIDEST, |panel| with_panel(&mut product, panel));
}

/// A function of its own, so that the kernel is compiled once.
#[inline(never)]
fn with_panel<T: Scalar>(product: &mut Product<T>, panel: &mut [T]) {
    path::run_vectors::<T, T::Vectors>(Small { product, panel });
}

/// Operands and result.
struct Product<'a, T> {
    a: &'a MatRef<'a, T>,
    b: &'a MatRef<'a, T>,
    c: Window<'a, T>,
    start: Start<'a, T>,
}

/// A small product as a kernel.
struct Small<'a, 'b, T> {
    product: &'a mut Product<'b, T>,
    /// Room for a panel, if b is a transpose.
    panel: &'a mut [T],
}

impl<T: Scalar> VectorKernel<T> for Small<'_, '_, T> {
    #[inline(always)]
    fn run<V: Vector<T>>(self) {
        if self.product.b.has_rows() {
            self.product.in_place::<V>();
        } else {
            self.product.panels::<V>(self.panel);
        }
    }
}

impl<T: Scalar> Product<'_, T> {
    /// Columns of c by vectors, which b has where it lies.
    #[inline(always)]
    fn in_place<V: Vector<T>>(&mut self) {
        let (n, length, start) = (self.c.columns(), self.a.columns(), self.start);
        for column in (0..n).step_by(V::LANES) {
            let width = V::LANES.min(n - column);
            let strip = Strip { first: 0, length, column, width, b: self.b.values(), stride: n, offset: column, start };
            strip.fill::<V, 1>(*self.a, &mut self.c);
        }
    }

    /// Columns of c by vectors, k by panels of some depth.
    #[inline(always)]
    fn panels<V: Vector<T>>(&mut self, panel: &mut [T]) {
        let (n, k) = (self.c.columns(), self.a.columns());
        for first in (0..k).step_by(DEPTH) {
            let length = DEPTH.min(k - first);
            let start = if first == 0 { self.start } else { Start::Given };
            for column in (0..n).step_by(V::LANES) {
                let width = V::LANES.min(n - column);
                let panel = &mut panel[..length * V::LANES];
                copy_columns::<T, V>(*self.b, first, column, panel, V::LANES);
                let strip = Strip { first, length, column, width, b: panel, stride: V::LANES, offset: 0, start };
                strip.fill::<V, 1>(*self.a, &mut self.c);
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

    /// Nothing, a few numbers, single vectors with and without panels, and blocks with panels of four to one vectors,
    /// where k is cut, and where it is not, whole or with a rest.
    const SHAPES: [(usize, usize, usize); 20] = [
        (2, 0, 10),
        (0, 3, 4),
        (3, 4, 0),
        (1, 1, 1),
        (2, 3, 4),
        (1, 3, 10),
        (3, 1, 8),
        (8, 2, 1),
        (1, 40, 16),
        (7, 33, 16),
        (13, 5, 35),
        (6, 300, 17),
        (50, 31, 32),
        (33, 400, 48),
        (64, 250, 64),
        (57, 70, 81),
        (19, 37, 128),
        (800, 129, 10),
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
            crate::threads::set_num_threads(threads);
            for (m, k, n) in SHAPES {
                check::<f32>(m, k, n);
                check::<f64>(m, k, n);
            }
            SHAPES[..13].iter().for_each(|&(m, k, n)| check::<crate::dual::Dual>(m, k, n));
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
