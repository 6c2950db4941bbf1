//! Tiles: a few rows of c by a few vectors of columns, whose sums stay in registers while k goes by.
//!
//! For each k a tile reads P vectors of b and broadcasts M elements of a: M·P multiply-adds for M + P reads. 8 x 3 and
//! 6 x 4 are the most that 32 registers hold. The sums of a tile are enough side by side that none waits for the one
//! before.

use super::Start;
use super::window::Window;
use crate::matrix::MatRef;
use crate::path::{Vector, load, store};
use crate::scalar::Scalar;

/// The most places of a vector.
pub const WIDEST: usize = 16;

/// P vectors of columns of c, and a block of k.
pub struct Strip<'a, T> {
    /// Where the block of k begins in a.
    pub first: usize,
    /// How long the block is.
    pub length: usize,
    /// Where the columns begin in c.
    pub column: usize,
    /// How many columns there are: P vectors, or fewer at the end.
    pub width: usize,
    /// Rows of b for this block, one for each k.
    pub b: &'a [T],
    /// How long these rows are.
    pub stride: usize,
    /// Where the P vectors begin in each.
    pub offset: usize,
    /// What the sums begin with.
    pub start: Start<'a, T>,
}

impl<'a, T: Scalar> Strip<'a, T> {
    /// One of the P vectors by itself.
    #[inline(always)]
    pub fn vector(&self, p: usize, lanes: usize) -> Strip<'a, T> {
        let (from, to) = (p * lanes, self.width.min((p + 1) * lanes));
        Strip { column: self.column + from, width: to - from, offset: self.offset + from, ..*self }
    }

    /// All rows of c, from that of index 0 on.
    #[inline(always)]
    pub fn fill<V: Vector<T>, const P: usize>(&self, a: MatRef<T>, c: &mut Window<T>) {
        let mut row = 0;
        if V::BRIEF {
            self.tiles::<V, 1, P>(a, c, row);
            return;
        }
        if V::MANY && P < 4 {
            row = self.tiles::<V, 8, P>(a, c, row);
        } else {
            row = self.tiles::<V, 6, P>(a, c, row);
        }
        row = self.tiles::<V, 4, P>(a, c, row);
        row = self.tiles::<V, 2, P>(a, c, row);
        self.tiles::<V, 1, P>(a, c, row);
    }

    /// Tiles of M rows as long as so many are left; gives the first row that is.
    #[inline(always)]
    fn tiles<V: Vector<T>, const M: usize, const P: usize>(
        &self,
        a: MatRef<T>,
        c: &mut Window<T>,
        mut row: usize,
    ) -> usize {
        while c.rows() - row >= M {
            self.tile::<V, M, P>(a, c, row);
            row += M;
        }
        row
    }

    /// c[row.., column..] ← start + Σₖ a[row + i, first + k]·b[k, j]
    ///
    /// The compiler keeps the sums in registers only if all that happens to them is as plain as here.
    #[inline(always)]
    pub fn tile<V: Vector<T>, const M: usize, const P: usize>(&self, a: MatRef<T>, c: &mut Window<T>, row: usize) {
        let mut sums = [[V::splat(T::ZERO); P]; M];
        self.begin(c, row, &mut sums);
        let mut rest = self.b;
        if a.has_rows() {
            let mut rows: [&[T]; M] = [&[]; M];
            for i in 0..M {
                rows[i] = &a.row(row + i)[self.first..][..self.length];
            }
            for k in 0..self.length {
                let b;
                (b, rest) = rest.split_at(self.stride);
                let b = self.vectors::<V, P>(b);
                for i in 0..M {
                    let a = V::splat(rows[i][k]);
                    for p in 0..P {
                        sums[i][p] = a.mul_add(b[p], sums[i][p]);
                    }
                }
            }
        } else {
            let (stride, mut columns) = (a.strides().1, a.tail(row, self.first));
            for _ in 0..self.length {
                let (a, b);
                (b, rest) = rest.split_at(self.stride);
                a = &columns[..M];
                columns = columns.get(stride..).unwrap_or_default();
                let b = self.vectors::<V, P>(b);
                for i in 0..M {
                    let a = V::splat(a[i]);
                    for p in 0..P {
                        sums[i][p] = a.mul_add(b[p], sums[i][p]);
                    }
                }
            }
        }
        for i in 0..M {
            for p in 0..P {
                store(sums[i][p], self.part_mut::<V>(c.row(row + i), p));
            }
        }
    }

    /// What the sums begin with, if that is not 0.
    #[inline(always)]
    fn begin<V: Vector<T>, const M: usize, const P: usize>(
        &self,
        c: &mut Window<T>,
        row: usize,
        sums: &mut [[V; P]; M],
    ) {
        match self.start {
            Start::Zero => {}
            Start::Given => {
                for i in 0..M {
                    for p in 0..P {
                        sums[i][p] = load(self.part::<V>(c.row(row + i), p));
                    }
                }
            }
            Start::Row(values) => {
                for p in 0..P {
                    let all = load(self.part::<V>(values, p));
                    for i in 0..M {
                        sums[i][p] = all;
                    }
                }
            }
        }
    }

    /// The columns of vector p in a row of c.
    #[inline(always)]
    fn part<'r, V: Vector<T>>(&self, row: &'r [T], p: usize) -> &'r [T] {
        &row[self.column..][p * V::LANES..self.width.min((p + 1) * V::LANES)]
    }

    #[inline(always)]
    fn part_mut<'r, V: Vector<T>>(&self, row: &'r mut [T], p: usize) -> &'r mut [T] {
        &mut row[self.column..][p * V::LANES..self.width.min((p + 1) * V::LANES)]
    }

    /// The P vectors in a row of b. One alone may be the last of b itself, with fewer columns than places.
    #[inline(always)]
    fn vectors<V: Vector<T>, const P: usize>(&self, row: &[T]) -> [V; P] {
        let row = &row[self.offset..];
        let mut vectors = [V::splat(T::ZERO); P];
        if P == 1 {
            vectors[0] = load(&row[..row.len().min(V::LANES)]);
            return vectors;
        }
        for p in 0..P {
            vectors[p] = V::load(&row[p * V::LANES..(p + 1) * V::LANES]);
        }
        vectors
    }
}
