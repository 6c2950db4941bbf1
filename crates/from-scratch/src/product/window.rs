//! A rectangle of a matrix to write, while other threads write the rest of it.
//!
//! Rows of a matrix follow one another, so columns of it are no slice, and the borrow checker cannot see that two
//! threads which write different columns do not meet. That is all that is unsafe here: windows are cut from one matrix
//! that was borrowed to be written, each element goes to one of them, and a window gives a row of its own at a time.

#![allow(unsafe_code)]

use std::marker::PhantomData;

use crate::matrix::MatMut;

/// Some rows and columns of a matrix to write.
#[derive(Debug)]
pub struct Window<'a, T> {
    first: *mut T,
    rows: usize,
    columns: usize,
    /// How far a row is from the next.
    stride: usize,
    matrix: PhantomData<&'a mut [T]>,
}

// SAFETY: nobody else has its elements, so it is handed to a thread as a slice to write would be.
unsafe impl<T: Send> Send for Window<'_, T> {}

/// A window cut from a matrix, and where it begins in it.
#[derive(Debug)]
pub struct Cut<'a, T> {
    /// The first row.
    pub row: usize,
    /// The first column.
    pub column: usize,
    /// What is there.
    pub window: Window<'a, T>,
}

impl<'a, T> Window<'a, T> {
    /// All of a matrix.
    pub fn of(matrix: MatMut<'a, T>) -> Window<'a, T> {
        let (rows, columns) = (matrix.rows(), matrix.columns());
        let first = matrix.into_values().as_mut_ptr();
        Window { first, rows, columns, stride: columns, matrix: PhantomData }
    }

    /// How many rows.
    #[inline(always)]
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// How many columns.
    #[inline(always)]
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// One row.
    #[inline(always)]
    pub fn row(&mut self, row: usize) -> &mut [T] {
        assert!(row < self.rows, "row {row} of {}", self.rows);
        // SAFETY: these elements are the window's own, and it is borrowed as long as they are.
        unsafe { std::slice::from_raw_parts_mut(self.first.add(row * self.stride), self.columns) }
    }

    /// The rows from one on, as many as `rows`, for a shorter time.
    #[inline(always)]
    pub fn some_rows(&mut self, first: usize, rows: usize) -> Window<'_, T> {
        assert!(first + rows <= self.rows, "rows up to {} of {}", first + rows, self.rows);
        // SAFETY: the window's own rows, which it gives to nobody else as long as it is borrowed.
        unsafe { self.part(first, 0, rows, self.columns) }
    }

    /// All of it in windows of at most so many rows and columns, row by row.
    pub fn cut(self, rows: usize, columns: usize) -> impl Iterator<Item = Cut<'a, T>> {
        let (down, across) = (self.rows.div_ceil(rows), self.columns.div_ceil(columns));
        (0..down * across).map(move |index| {
            let (row, column) = (index / across * rows, index % across * columns);
            let (high, wide) = (rows.min(self.rows - row), columns.min(self.columns - column));
            // SAFETY: no two windows of this grid have an element in common.
            Cut { row, column, window: unsafe { self.part(row, column, high, wide) } }
        })
    }

    /// SAFETY: the part lies within the window, and while it is used nobody else uses its elements.
    unsafe fn part<'b>(&self, row: usize, column: usize, rows: usize, columns: usize) -> Window<'b, T> {
        // SAFETY: the caller's promise; an empty part may begin at the end.
        let first = unsafe { self.first.add(row * self.stride + column) };
        Window { first, rows, columns, stride: self.stride, matrix: PhantomData }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 5 x 7 in windows of 2 x 3: three rows of three, the last ones smaller. Each element is written once.
    #[test]
    fn windows_cover_a_matrix_once() {
        let mut values = [0; 35];
        let cuts = Window::of(MatMut::new(&mut values, 5, 7)).cut(2, 3);
        let mut places = Vec::new();
        for Cut { row, column, mut window } in cuts {
            places.push((row, column, window.rows(), window.columns()));
            for i in 0..window.rows() {
                window.row(i).iter_mut().enumerate().for_each(|(j, value)| *value += 7 * (row + i) + column + j);
            }
        }
        assert_eq!(values, std::array::from_fn(|index| index));
        assert_eq!(places[..3], [(0, 0, 2, 3), (0, 3, 2, 3), (0, 6, 2, 1)]);
        assert_eq!((places.len(), places[8]), (9, (4, 6, 1, 1)));
    }
}
