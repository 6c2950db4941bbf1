//! Panels: copies of b, or of some rows of a, in the order in which tiles read them.
//!
//! A panel of b is one to four vectors of columns, k after k: so a tile reads it from one end to the other. Columns
//! that b does not have are 0 there.

use super::tiles::WIDEST;
use crate::matrix::MatRef;
use crate::path::{Vector, load, store};
use crate::scalar::Scalar;

/// b[first.., column..]: (k, width)  ->  panel: (k, lanes·p), k rows of it
#[inline(always)]
pub fn copy_columns<T: Scalar, V: Vector<T>>(
    b: MatRef<T>,
    first: usize,
    column: usize,
    panel: &mut [T],
    stride: usize,
) {
    let width = stride.min(b.columns() - column);
    if b.has_rows() {
        for (k, to) in panel.chunks_exact_mut(stride).enumerate() {
            copy_row::<T, V>(&b.row(first + k)[column..][..width], to);
        }
    } else {
        for start in (0..stride).step_by(V::LANES) {
            turn_columns::<T, V>(b, first, column, start, panel, stride);
        }
    }
}

/// A row of up to four vectors. A call into a library for each would take longer than the copy.
#[inline(always)]
fn copy_row<T: Scalar, V: Vector<T>>(from: &[T], to: &mut [T]) {
    for (index, to) in to.chunks_exact_mut(V::LANES).enumerate() {
        let from = from.get(index * V::LANES..).unwrap_or_default();
        load::<T, V>(&from[..from.len().min(V::LANES)]).store(to);
    }
}

/// A vector of columns of a transpose, which lie k after k, as many k at a time: rows of a square become columns.
#[inline(always)]
fn turn_columns<T: Scalar, V: Vector<T>>(
    b: MatRef<T>,
    first: usize,
    column: usize,
    start: usize,
    panel: &mut [T],
    stride: usize,
) {
    let there = V::LANES.min(b.columns().saturating_sub(column + start));
    for (block, rows) in panel.chunks_mut(V::LANES * stride).enumerate() {
        let (k, length) = (first + block * V::LANES, rows.len() / stride);
        let mut square = [V::splat(T::ZERO); WIDEST];
        for (j, line) in square.iter_mut().enumerate().take(there) {
            *line = load(&b.tail(k, column + start + j)[..length]);
        }
        turn::<T, V>(&mut square);
        for (row, line) in rows.chunks_exact_mut(stride).zip(square) {
            line.store(&mut row[start..][..V::LANES]);
        }
    }
}

/// The transpose of a square of as many vectors as one has places. Zipping the first half of the rows with the second
/// turns the places of an element, row and column, by one digit of their binary numbers: so many digits, so many times.
#[inline(always)]
fn turn<T: Scalar, V: Vector<T>>(square: &mut [V; WIDEST]) {
    let half = V::LANES / 2;
    for _ in 0..V::LANES.ilog2() {
        let rows = *square;
        for i in 0..half {
            (square[2 * i], square[2 * i + 1]) = rows[i].zip(rows[half + i]);
        }
    }
}

/// aᵀ[first.., row..]: (k, rows)  ->  block: (k, rows), without gaps
#[inline(always)]
pub fn copy_rows<T: Scalar, V: Vector<T>>(a: MatRef<T>, first: usize, rows: usize, block: &mut [T]) {
    for (k, to) in block.chunks_exact_mut(rows).enumerate() {
        let from = &a.tail(0, first + k)[..rows];
        for (to, from) in to.chunks_mut(V::LANES).zip(from.chunks(V::LANES)) {
            store::<T, V>(load(from), to);
        }
    }
}
