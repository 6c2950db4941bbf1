//! Panels: copies of b, or of some rows of a, in the order in which tiles read them.
//!
//! A panel of b is one to three vectors of columns, k after k: so a tile reads it from one end to the other. Columns
//! that b does not have are 0 there.

use super::tiles::WIDEST;
use crate::matrix::MatRef;
use crate::scalar::Scalar;

/// b[first.., column..]: (k, width)  ->  panel: (k, lanes·p), k rows of it
#[inline(always)]
pub fn copy_columns<T: Scalar>(b: MatRef<T>, first: usize, column: usize, panel: &mut [T], stride: usize) {
    let width = stride.min(b.columns() - column);
    if b.has_rows() {
        for (k, to) in panel.chunks_exact_mut(stride).enumerate() {
            copy_row(&b.row(first + k)[column..][..width], to);
        }
    } else {
        for start in (0..stride).step_by(WIDEST) {
            turn_columns(b, first, column, start, panel, stride);
        }
    }
}

/// A row of up to three vectors. A call into a library for each would take longer than the copy.
#[inline(always)]
fn copy_row<T: Scalar>(from: &[T], to: &mut [T]) {
    if from.len() == to.len() {
        let ((from, from_rest), (to, to_rest)) = (from.as_chunks::<8>(), to.as_chunks_mut::<8>());
        to.iter_mut().zip(from).for_each(|(to, from)| *to = *from);
        to_rest.iter_mut().zip(from_rest).for_each(|(to, from)| *to = *from);
    } else {
        let (there, rest) = to.split_at_mut(from.len());
        there.iter_mut().zip(from).for_each(|(to, from)| *to = *from);
        rest.fill(T::ZERO);
    }
}

/// Sixteen columns of a transpose, which lie k after k, sixteen k at a time: rows of a square become columns.
#[inline(always)]
fn turn_columns<T: Scalar>(b: MatRef<T>, first: usize, column: usize, start: usize, panel: &mut [T], stride: usize) {
    let width = WIDEST.min(stride - start);
    let there = width.min(b.columns().saturating_sub(column + start));
    for (block, rows) in panel.chunks_mut(WIDEST * stride).enumerate() {
        let (k, length) = (first + block * WIDEST, rows.len() / stride);
        let mut square = [[T::ZERO; WIDEST]; WIDEST];
        for (j, line) in square.iter_mut().enumerate().take(there) {
            copy_row(&b.tail(k, column + start + j)[..length], &mut line[..length]);
        }
        for (i, row) in rows.chunks_exact_mut(stride).enumerate() {
            for (j, to) in row[start..start + width].iter_mut().enumerate() {
                *to = square[j][i];
            }
        }
    }
}

/// aᵀ[first.., row..]: (k, rows)  ->  block: (k, rows), without gaps
#[inline(always)]
pub fn copy_rows<T: Scalar>(a: MatRef<T>, row: usize, first: usize, rows: usize, block: &mut [T]) {
    for (k, to) in block.chunks_exact_mut(rows).enumerate() {
        copy_row(&a.tail(row, first + k)[..rows], to);
    }
}
