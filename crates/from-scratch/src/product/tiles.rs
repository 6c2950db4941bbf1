//! Tiles: a few rows of c by a few vectors of columns, whose sums stay in registers while k goes by.
//!
//! For each k a tile reads P vectors of b and broadcasts M elements of a: M·P multiply-adds for M + P reads. 8 x 3 is
//! the most that 32 registers hold. The sums of a tile are enough side by side that none waits for the one before.

#![allow(clippy::needless_range_loop, reason = "the index of the formula is the index of the loop")]

use super::Start;
use crate::matrix::{MatMut, MatRef};
use crate::path::Vector;
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
    pub fn fill<V: Vector<T>, const P: usize>(&self, a: MatRef<T>, c: &mut MatMut<T>) {
        let mut row = 0;
        if V::MANY {
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
        c: &mut MatMut<T>,
        mut row: usize,
    ) -> usize {
        while c.rows() - row >= M {
            self.tile::<V, M, P>(a, c, row);
            row += M;
        }
        row
    }

    /// c[row.., column..] ← start + Σₖ a[row + i, k]·b[k, j]
    #[inline(always)]
    pub fn tile<V: Vector<T>, const M: usize, const P: usize>(&self, a: MatRef<T>, c: &mut MatMut<T>, row: usize) {
        let mut sums = [[V::splat(T::ZERO); P]; M];
        for p in 0..P {
            match self.start {
                Start::Zero => {}
                Start::Given => {
                    for i in 0..M {
                        sums[i][p] = load(self.part::<V>(c.row(row + i), p));
                    }
                }
                Start::Row(values) => {
                    let all = load(self.part::<V>(values, p));
                    for i in 0..M {
                        sums[i][p] = all;
                    }
                }
            }
        }
        self.add(a, row, &mut sums);
        for i in 0..M {
            for p in 0..P {
                store(sums[i][p], self.part_mut::<V>(c.row(row + i), p));
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

    /// sums[i][p] + Σₖ a[row + i, first + k]·b[k, p]
    ///
    /// The compiler keeps sums in registers only if all that happens to them is as plain as here: they are taken out
    /// of their array and put back, and whatever could fail is asked before the loops.
    #[inline(always)]
    fn add<V: Vector<T>, const M: usize, const P: usize>(&self, a: MatRef<T>, row: usize, all: &mut [[V; P]; M]) {
        let mut sums = [[V::splat(T::ZERO); P]; M];
        for i in 0..M {
            for p in 0..P {
                sums[i][p] = all[i][p];
            }
        }
        let (length, places) = (self.length, self.offset..self.offset + P * V::LANES);
        let vectors = self.b.chunks_exact(self.stride);
        assert!(places.end <= self.stride && length <= vectors.len(), "a strip is whole");
        if a.has_rows() {
            let mut rows: [&[T]; M] = [&[]; M];
            for i in 0..M {
                rows[i] = &a.row(row + i)[self.first..][..length];
            }
            for (k, b) in (0..length).zip(vectors) {
                let b = several::<T, V, P>(&b[places.clone()]);
                for i in 0..M {
                    let a = V::splat(rows[i][k]);
                    for p in 0..P {
                        sums[i][p] = a.mul_add(b[p], sums[i][p]);
                    }
                }
            }
        } else {
            let stride = a.strides().1;
            let columns = a.tail(0, self.first).chunks_exact(stride);
            assert!(row + M <= stride && length <= columns.len(), "columns of a are whole");
            for (a, b) in columns.zip(vectors).take(length) {
                let (a, b) = (&a[row..row + M], several::<T, V, P>(&b[places.clone()]));
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
                all[i][p] = sums[i][p];
            }
        }
    }
}

/// P vectors that lie side by side.
#[inline(always)]
fn several<T: Scalar, V: Vector<T>, const P: usize>(from: &[T]) -> [V; P] {
    let mut vectors = [V::splat(T::ZERO); P];
    for p in 0..P {
        vectors[p] = V::load(&from[p * V::LANES..(p + 1) * V::LANES]);
    }
    vectors
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
