//! Products too large for the innermost cache: c in windows that threads share, b in panels.
//!
//! ```text
//! window   some columns of c, or some rows if c is tall             one thread:
//!          for each block of k:  pack b into panels of one to four vectors of columns
//!                                for 32 rows at a time, for each panel: tiles
//! ```
//!
//! A window is so narrow and a block of k so short that its panels stay in the second cache while the rows go by. Who
//! computes a window packs its panels: read from another core's cache they would cost as much as they save. No sum is
//! cut in a way that anybody could see: between two blocks of k it waits in c.

use super::Start;
use super::panels::{copy_columns, copy_rows};
use super::tiles::Strip;
use super::window::{Cut, Window};
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
/// The most vectors of a window: with f32 its panels then fill half of the second cache.
const WIDE: usize = 24;
/// From so many rows of c on, copying b into panels costs less than reading it where its rows lie far apart.
const TALL: usize = 48;
/// An operand of so few elements stays in the innermost cache where it lies; with f64, most of it.
const NEAR: usize = 8192;
/// So many multiplications are worth a helper: fewer cost less than moving operands and sums from core to core.
const SHARED: usize = 1_000_000;

/// a: (m, k)  b: (k, n)  ->  c ← start + a·b: (m, n)
pub fn large_product<T: Scalar>(a: MatRef<T>, b: MatRef<T>, c: MatMut<T>, start: Start<T>) {
    let (m, k, n) = (a.rows(), a.columns(), b.columns());
    let lanes = <<T::Vectors as Vectors<T>>::Plain as Vector<T>>::LANES;
    let threads = if m * k * n < SHARED { 1 } else { threads::num_threads() };
    let (rows, columns) = window(m, n.div_ceil(lanes), lanes, threads);
    let windows = Window::of(c).cut(rows, columns * lanes);
    let in_place = b.has_rows() && n % lanes == 0 && (rows < TALL || k * n < NEAR);
    let depth = k.min(DEEPEST);
    let panels = if in_place { 0 } else { depth * columns * lanes };
    let block = if a.has_rows() || m * k < NEAR { 0 } else { ROWS * depth };
    let fill = |Cut { row, column, window }: Cut<T>| {
        T::with_buffer(panels + block, |buffer| {
            let (panels, block) = buffer.split_at_mut(panels);
            let a = a.some_rows(row, window.rows());
            path::run_vectors::<T, T::Vectors>(Part { a, b, column, c: window, start, panels, block });
        });
    };
    if threads == 1 { windows.for_each(fill) } else { threads::share(windows, fill) }
}

/// The rows, and the vectors of columns, of a window of c. Windows side by side read the same rows of a, windows one
/// below the other the same columns of b: the smaller of both is read, and packed, by all threads. So a weight's
/// gradient, which is tall, falls into the parts that its update has, too.
fn window(rows: usize, vectors: usize, lanes: usize, threads: usize) -> (usize, usize) {
    let (down, across) = if rows >= vectors * lanes {
        let down = threads.min(rows.div_ceil(ROWS));
        (down, threads / down)
    } else {
        // Two vectors at least: a tile of one is slower.
        let across = threads.min(vectors / 2).max(1);
        (threads / across, across)
    };
    let narrow = vectors.div_ceil(WIDE).next_multiple_of(across).min(threads::PARTS / down).max(across);
    (rows.div_ceil(down).next_multiple_of(8), vectors.div_ceil(narrow))
}

/// How many vectors the next panel has, if so many are left: three or four where possible. A tile of two is slower, one
/// of one slower still.
fn panel(left: usize) -> usize {
    if left > 4 { 3 } else { left }
}

/// A window of c.
struct Part<'a, T> {
    /// Its rows of a.
    a: MatRef<'a, T>,
    b: MatRef<'a, T>,
    /// Where its columns begin in b.
    column: usize,
    c: Window<'a, T>,
    start: Start<'a, T>,
    /// Room for its panels of a block of k; none if b is read where it lies.
    panels: &'a mut [T],
    /// Room for 32 rows of a, if a is a transpose so large that its elements lie far apart.
    block: &'a mut [T],
}

impl<T: Scalar> VectorKernel<T> for Part<'_, T> {
    #[inline(always)]
    fn run<V: Vector<T>>(mut self) {
        let (k, mut first) = (self.a.columns(), 0);
        while first < k {
            let length = if k - first > DEEPEST { DEPTH } else { k - first };
            if !self.panels.is_empty() {
                self.pack::<V>(first, length);
            }
            for row in (0..self.c.rows()).step_by(ROWS) {
                self.rows::<V>(row, ROWS.min(self.c.rows() - row), first, length);
            }
            first += length;
        }
    }
}

impl<T: Scalar> Part<'_, T> {
    /// b[first.., column..]: (length, width)  ->  panels
    #[inline(always)]
    fn pack<V: Vector<T>>(&mut self, first: usize, length: usize) {
        let (mut column, mut rest) = (0, &mut self.panels[..]);
        while column < self.c.columns() {
            let wide = panel((self.c.columns() - column).div_ceil(V::LANES)) * V::LANES;
            let next;
            (next, rest) = rest.split_at_mut(length * wide);
            copy_columns::<T, V>(self.b, first, self.column + column, next, wide);
            column += wide;
        }
    }

    /// A block of k for some rows.
    #[inline(always)]
    fn rows<V: Vector<T>>(&mut self, row: usize, rows: usize, first: usize, length: usize) {
        let (a, mut at) = (self.a.some_rows(row, rows), first);
        let block = &mut self.block[..];
        let a = if block.is_empty() {
            a
        } else {
            copy_rows::<T, V>(a, first, rows, &mut block[..length * rows]);
            at = 0;
            MatRef::new(&block[..length * rows], length, rows).t()
        };
        let (n, mut c) = (self.c.columns(), self.c.some_rows(row, rows));
        let start = match self.start {
            _ if first > 0 => Start::Given,
            Start::Row(values) => Start::Row(&values[self.column..]),
            start => start,
        };
        let mut column = 0;
        while column < n {
            let vectors = panel((n - column).div_ceil(V::LANES));
            let wide = vectors * V::LANES;
            let (b, stride, offset) = if self.panels.is_empty() {
                (self.b.tail(first, 0), self.b.columns(), self.column + column)
            } else {
                (&self.panels[column * length..], wide, 0)
            };
            let width = wide.min(n - column);
            let strip = Strip { first: at, length, column, width, b, stride, offset, start };
            // What the processor has no registers for is not even compiled.
            if V::MANY && vectors == 4 {
                strip.fill::<V, 4>(a, &mut c);
            } else if V::MANY && vectors == 3 {
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
