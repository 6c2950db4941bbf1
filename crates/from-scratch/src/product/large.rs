//! Products too large for the innermost cache: b in panels, rows of c in parts that threads share.
//!
//! ```text
//! pack    b into panels of one to three vectors of columns          shared by panels
//! part    some rows of c:  for each block of k, for 32 rows at a time, for each panel: tiles
//! ```
//!
//! A block of k is so long that its panel, 48 columns wide, stays in the second cache while the rows go by. No sum is
//! cut in a way that anybody could see: between two blocks of k it waits in c.

use super::Start;
use super::panels::{copy_columns, copy_rows};
use super::tiles::Strip;
use crate::matrix::{MatMut, MatRef};
use crate::path::{self, Vector, VectorKernel, Vectors};
use crate::scalar::Scalar;
use crate::threads;

/// How many k a block has; up to half as many more at the end.
const DEPTH: usize = 256;
/// The most k of a block.
const DEEPEST: usize = DEPTH + DEPTH / 2;
/// How many rows of c are filled before the next panel is read.
const ROWS: usize = 32;
/// From so many rows of c on, copying b into panels costs less than reading it where its rows lie far apart.
const TALL: usize = 48;
/// A b of so few elements stays in the innermost cache where it lies.
const NEAR: usize = 8192;
/// So many multiplications take a few microseconds: worth a helper.
const SHARED: usize = 120_000;
/// How many parts of 32 rows or more each thread has in a shared product: one who is late leaves some to the others.
const PARTS: usize = 2;

/// a: (m, k)  b: (k, n)  ->  c ← start + a·b: (m, n)
pub fn large_product<T: Scalar>(a: MatRef<T>, b: MatRef<T>, mut c: MatMut<T>, start: Start<T>) {
    let (m, k, n) = (a.rows(), a.columns(), b.columns());
    let lanes = <<T::Vectors as Vectors<T>>::Plain as Vector<T>>::LANES;
    let threads = if m * k * n < SHARED { 1 } else { threads::allowed() };
    let least = ROWS.min(m.div_ceil(threads));
    let rows = if threads == 1 { m } else { m.div_ceil(threads * PARTS).max(least).next_multiple_of(8) };
    let in_place = b.has_rows() && n % lanes == 0 && (m < TALL || k * n < NEAR);
    let panels = if in_place { 0 } else { k * n.next_multiple_of(lanes) };
    let block = if a.has_rows() { 0 } else { ROWS * k.min(DEEPEST) };
    T::with_buffer(panels + block * m.div_ceil(rows), |buffer| {
        let (panels, blocks) = buffer.split_at_mut(panels);
        if !in_place {
            pack(b, panels, lanes, if threads == 1 { n } else { n.div_ceil(threads) });
        }
        let packed = if in_place { None } else { Some(&*panels) };
        let mut blocks = blocks.chunks_exact_mut(block.max(1));
        let parts = c.values().chunks_mut(rows * n).enumerate().map(|(index, values)| {
            let (first, count) = (index * rows, values.len() / n);
            let block = if block == 0 { &mut [] } else { blocks.next().expect("a block for each part") };
            Part { a: a.some_rows(first, count), b, packed, c: MatMut::new(values, count, n), start, block }
        });
        share(threads, parts, |part| path::run_vectors::<T, T::Vectors>(part));
    });
}

/// Shares the parts, or does all of them here.
fn share<P>(threads: usize, parts: impl Iterator<Item = P> + Send, work: impl Fn(P) + Sync) {
    if threads == 1 { parts.for_each(work) } else { threads::share(parts, work) }
}

/// How many vectors the next panel has, if so many are left: never one alone but for the last column of all. It is the
/// same on every path, so that panels can be read on another than they were written on.
fn panel(left: usize) -> usize {
    if left == 3 || left > 4 { 3 } else { left.min(2) }
}

/// b: (k, n)  ->  panels, about so many columns at a time
fn pack<T: Scalar>(b: MatRef<T>, panels: &mut [T], lanes: usize, columns: usize) {
    let (k, mut whole) = (b.rows(), columns.next_multiple_of(3 * lanes));
    // A piece that ends before the last vector would cut the four vectors at the end, which are two panels of two.
    while whole < b.columns() && b.columns().div_ceil(lanes) % (whole / lanes) == 1 {
        whole += 3 * lanes;
    }
    let parts = panels.chunks_mut(k * whole).enumerate();
    let threads = if whole < b.columns() { 2 } else { 1 };
    let pieces = parts.map(|(index, panels)| Pack { b, column: index * whole, panels });
    share(threads, pieces, |piece| path::run_vectors::<T, T::Vectors>(piece));
}

/// Panels to fill with the columns from one on.
struct Pack<'a, T> {
    b: MatRef<'a, T>,
    column: usize,
    panels: &'a mut [T],
}

impl<T: Scalar> VectorKernel<T> for Pack<'_, T> {
    #[inline(always)]
    fn run<V: Vector<T>>(self) {
        let (mut column, mut rest) = (self.column, self.panels);
        while !rest.is_empty() {
            let left = (self.b.columns() - column).div_ceil(V::LANES);
            let stride = panel(left) * V::LANES;
            let (next, behind) = rest.split_at_mut(self.b.rows() * stride);
            copy_columns::<T, V>(self.b, 0, column, next, stride);
            (column, rest) = (column + stride, behind);
        }
    }
}

/// Some rows of c.
struct Part<'a, T> {
    a: MatRef<'a, T>,
    b: MatRef<'a, T>,
    packed: Option<&'a [T]>,
    c: MatMut<'a, T>,
    start: Start<'a, T>,
    /// Room for 32 rows of a, if a is a transpose: these lie far apart there.
    block: &'a mut [T],
}

impl<T: Scalar> VectorKernel<T> for Part<'_, T> {
    #[inline(always)]
    fn run<V: Vector<T>>(mut self) {
        let (k, mut first) = (self.a.columns(), 0);
        while first < k {
            let length = if k - first > DEEPEST { DEPTH } else { k - first };
            for row in (0..self.a.rows()).step_by(ROWS) {
                self.rows::<V>(row, ROWS.min(self.a.rows() - row), first, length);
            }
            first += length;
        }
    }
}

impl<T: Scalar> Part<'_, T> {
    /// A block of k for some rows.
    #[inline(always)]
    fn rows<V: Vector<T>>(&mut self, row: usize, rows: usize, first: usize, length: usize) {
        let (a, mut at) = (self.a.some_rows(row, rows), first);
        let (n, block) = (self.b.columns(), &mut self.block[..]);
        let a = if block.is_empty() {
            a
        } else {
            copy_rows::<T, V>(a, first, rows, &mut block[..length * rows]);
            at = 0;
            MatRef::new(&block[..length * rows], length, rows).t()
        };
        let mut c = MatMut::new(&mut self.c.values()[row * n..(row + rows) * n], rows, n);
        let start = if first == 0 { self.start } else { Start::Given };
        let mut column = 0;
        while column < n {
            let vectors = panel((n - column).div_ceil(V::LANES));
            let wide = vectors * V::LANES;
            let (b, stride, offset) = match self.packed {
                Some(panels) => (&panels[column * self.b.rows() + first * wide..], wide, 0),
                None => (self.b.tail(first, 0), n, column),
            };
            let width = wide.min(n - column);
            let strip = Strip { first: at, length, column, width, b, stride, offset, start };
            // What the processor has no registers for is not even compiled.
            if V::MANY && vectors == 3 {
                strip.fill::<V, 3>(a, &mut c);
            } else if V::MANY && vectors == 2 {
                strip.fill::<V, 2>(a, &mut c);
            } else {
                // No closure: it would be compiled plainly, and its multiply-adds would be calls.
                for p in 0..vectors {
                    strip.vector(p, V::LANES).fill::<V, 1>(a, &mut c);
                }
            }
            column += wide;
        }
    }
}
