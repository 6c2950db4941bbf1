//! Matrices as views of slices: nothing here owns memory.
//!
//! [`MatRef`] has strides, so that a transpose costs nothing; [`MatMut`] is written row after row.
//! What kernels ask of them is inlined always: a call would leave the kernel's path ([`crate::path`]).
//! Leaves out arithmetic (`product` multiplies) and everything that knows a network.

/// A matrix to read. A sample is a row.
#[derive(Debug, Clone, Copy)]
pub struct MatRef<'a, T> {
    values: &'a [T],
    rows: usize,
    columns: usize,
    row_stride: usize,
    column_stride: usize,
}

/// A matrix to write, row after row without gaps.
#[derive(Debug)]
pub struct MatMut<'a, T> {
    values: &'a mut [T],
    rows: usize,
    columns: usize,
}

/// The panic by itself, and given numbers: an `assert!` would store what its message refers to before each check, even
/// one that holds.
#[cold]
#[inline(never)]
fn no_matrix(values: usize, rows: usize, columns: usize) -> ! {
    panic!("{values} values are not a {rows} x {columns} matrix");
}

impl<'a, T: Copy> MatRef<'a, T> {
    /// A matrix whose rows follow one another in `values`.
    #[inline(always)]
    pub fn new(values: &'a [T], rows: usize, columns: usize) -> Self {
        if values.len() != rows * columns {
            no_matrix(values.len(), rows, columns);
        }
        MatRef { values, rows, columns, row_stride: columns, column_stride: 1 }
    }

    /// How many rows.
    #[inline(always)]
    pub fn rows(self) -> usize {
        self.rows
    }

    /// How many columns.
    #[inline(always)]
    pub fn columns(self) -> usize {
        self.columns
    }

    /// By how much the index of an element grows with its row, and with its column.
    #[inline(always)]
    pub fn strides(self) -> (usize, usize) {
        (self.row_stride, self.column_stride)
    }

    /// The slice that all elements lie in.
    #[inline(always)]
    pub fn values(self) -> &'a [T] {
        self.values
    }

    /// The transpose.
    #[inline(always)]
    pub fn t(self) -> Self {
        MatRef {
            rows: self.columns,
            columns: self.rows,
            row_stride: self.column_stride,
            column_stride: self.row_stride,
            ..self
        }
    }

    /// Whether each row lies in one piece: the matrix is no transpose.
    #[inline(always)]
    pub fn has_rows(self) -> bool {
        self.column_stride == 1
    }

    /// The rows from one on, as many as `rows`.
    #[inline(always)]
    pub fn some_rows(self, first: usize, rows: usize) -> Self {
        assert!(first + rows <= self.rows, "rows up to {} of {}", first + rows, self.rows);
        let start = (first * self.row_stride).min(self.values.len());
        MatRef { values: &self.values[start..], rows, ..self }
    }

    /// The slice that an element begins, to its end.
    #[inline(always)]
    pub fn tail(self, row: usize, column: usize) -> &'a [T] {
        &self.values[row * self.row_stride + column * self.column_stride..]
    }

    /// Rows x columns, for messages.
    pub fn shape(self) -> String {
        format!("{} x {}", self.rows, self.columns)
    }

    /// One row of a matrix that is not transposed.
    #[inline(always)]
    pub fn row(self, row: usize) -> &'a [T] {
        assert!(self.has_rows(), "a transpose has no rows in one piece");
        &self.values[row * self.row_stride..][..self.columns]
    }
}

impl<T: Copy> MatRef<'_, T> {
    /// One element.
    #[inline(always)]
    pub fn at(self, row: usize, column: usize) -> T {
        self.values[row * self.row_stride + column * self.column_stride]
    }
}

impl<'a, T> MatMut<'a, T> {
    /// A matrix whose rows follow one another in `values`.
    #[inline(always)]
    pub fn new(values: &'a mut [T], rows: usize, columns: usize) -> Self {
        if values.len() != rows * columns {
            no_matrix(values.len(), rows, columns);
        }
        MatMut { values, rows, columns }
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

    /// All elements, row after row.
    #[inline(always)]
    pub fn values(&mut self) -> &mut [T] {
        self.values
    }

    /// All elements, row after row, for as long as the matrix was lent.
    #[inline(always)]
    pub fn into_values(self) -> &'a mut [T] {
        self.values
    }

    /// One row.
    #[inline(always)]
    pub fn row(&mut self, row: usize) -> &mut [T] {
        &mut self.values[row * self.columns..][..self.columns]
    }

    /// The same matrix for a shorter time, to hand it on and keep it.
    #[inline(always)]
    pub fn by_ref(&mut self) -> MatMut<'_, T> {
        MatMut { values: self.values, rows: self.rows, columns: self.columns }
    }

    /// The same matrix to read.
    #[inline(always)]
    pub fn view(&self) -> MatRef<'_, T> {
        MatRef {
            values: self.values,
            rows: self.rows,
            columns: self.columns,
            row_stride: self.columns,
            column_stride: 1,
        }
    }
}
