//! The matrix product, c ← c + a·b or c ← a·b.
//!
//! ```text
//! c[i,j] (+)= Σₖ a[i,k]·b[k,j]
//! ```
//!
//! Small products are three plain loops. Larger ones go to the `gemm` crate, which blocks them for the caches
//! and vector units of the processor; it allocates up to twice per product. Leaves out threads: a run is one thread.

use crate::matrix::{MatMut, MatRef};
use crate::scalar::Scalar;

/// A floating-point format that `gemm` has a kernel for.
pub trait Kernel: Scalar {}

/// What becomes of what is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Onto {
    /// The product is added to it.
    Sum,
    /// The product takes its place.
    Nothing,
}

/// Up to this many multiplications the loops are as fast as `gemm`, whose packing they spare.
pub const TINY: usize = 4096;

/// a: (m, k)  b: (k, n)  c: (m, n)
fn check<T: Copy>(a: MatRef<T>, b: MatRef<T>, c: &MatMut<T>) {
    assert!(
        a.rows() == c.rows() && a.columns() == b.rows() && b.columns() == c.columns(),
        "a product of {} x {} and {} x {} is not {} x {}",
        a.rows(),
        a.columns(),
        b.rows(),
        b.columns(),
        c.rows(),
        c.columns()
    );
}

/// a: (m, k)  b: (k, n)  ->  c: (m, n), by loops for small sizes and by `gemm` for others.
pub fn fast<T: Kernel>(a: MatRef<T>, b: MatRef<T>, mut c: MatMut<T>, onto: Onto) {
    if a.rows() * a.columns() * b.columns() > TINY {
        return blocked(a, b, c, onto);
    }
    if onto == Onto::Nothing {
        c.values().fill(T::ZERO);
    }
    loops(a, b, c);
}

/// a: (m, k)  b: (k, n)  ->  c: (m, n), added by loops. The innermost runs along rows of b, or where b is a
/// transpose, along its columns: always through neighboring memory.
pub fn loops<T: Scalar>(a: MatRef<T>, b: MatRef<T>, mut c: MatMut<T>) {
    check(a, b, &c);
    if b.strides().1 == 1 { along_rows(a, b, c.by_ref()) } else { along_columns(a, b.t(), c.by_ref()) }
}

fn along_rows<T: Scalar>(a: MatRef<T>, b: MatRef<T>, mut c: MatMut<T>) {
    for i in 0..a.rows() {
        let sums = c.row(i);
        for k in 0..a.columns() {
            let factor = a.at(i, k);
            for (sum, b) in sums.iter_mut().zip(b.row(k)) {
                *sum += factor * *b;
            }
        }
    }
}

/// `columns` is bᵀ: (n, k).
fn along_columns<T: Scalar>(a: MatRef<T>, columns: MatRef<T>, mut c: MatMut<T>) {
    for i in 0..a.rows() {
        for (j, sum) in c.row(i).iter_mut().enumerate() {
            for (k, b) in columns.row(j).iter().enumerate() {
                *sum += a.at(i, k) * *b;
            }
        }
    }
}

/// a: (m, k)  b: (k, n)  ->  c: (m, n), by `gemm`.
#[allow(unsafe_code)]
fn blocked<T: Kernel>(a: MatRef<T>, b: MatRef<T>, mut c: MatMut<T>, onto: Onto) {
    check(a, b, &c);
    let (m, k, n) = (a.rows(), a.columns(), b.columns());
    let ((a_row, a_column), (b_row, b_column)) = (a.strides(), b.strides());
    assert!(c.values().len() == m * n && inside(a) && inside(b), "a view reaches past its slice");
    // SAFETY: the asserts above show that every element gemm reads or writes lies inside its slice; c is
    // borrowed mutably, so it overlaps neither a nor b; T is f32 or f64, the only implementors of `Kernel`.
    unsafe {
        gemm::gemm(
            m,
            n,
            k,
            c.values().as_mut_ptr(),
            1,
            n as isize,
            onto == Onto::Sum,
            a.values().as_ptr(),
            a_column as isize,
            a_row as isize,
            b.values().as_ptr(),
            b_column as isize,
            b_row as isize,
            T::ONE,
            T::ONE,
            false,
            false,
            false,
            gemm::Parallelism::None,
        );
    }
}

/// Whether the last element of a view lies in its slice.
fn inside<T: Copy>(view: MatRef<T>) -> bool {
    let (row, column) = view.strides();
    view.rows() == 0
        || view.columns() == 0
        || (view.rows() - 1) * row + (view.columns() - 1) * column < view.values().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Small integers, so that every way of adding is exact.
    fn numbers(length: usize, modulus: usize) -> Vec<f64> {
        (0..length).map(|i| (i * 7 % modulus) as f64 - 3.0).collect()
    }

    /// c + a·b from the definition, for a or b transposed or not, by the loops and by `gemm`.
    #[test]
    fn every_way_gives_the_definition() {
        for (m, k, n) in [(1, 1, 1), (2, 3, 4), (5, 1, 2), (17, 33, 9), (40, 30, 20)] {
            let (a, b) = (numbers(m * k, 11), numbers(k * n, 13));
            let ways = [MatRef::new(&a, m, k), MatRef::new(&a, k, m).t()];
            let others = [MatRef::new(&b, k, n), MatRef::new(&b, n, k).t()];
            for (a, b) in ways.into_iter().flat_map(|a| others.map(|b| (a, b))) {
                let sum = |from, i, j| (0..k).fold(from, |sum, l| sum + a.at(i, l) * b.at(l, j));
                for (onto, from) in [(Onto::Sum, 1.0), (Onto::Nothing, 0.0)] {
                    let expected: Vec<f64> = (0..m * n).map(|index| sum(from, index / n, index % n)).collect();
                    for product in [fast, blocked] {
                        let mut c = vec![1.0; m * n];
                        product(a, b, MatMut::new(&mut c, m, n), onto);
                        assert_eq!(c, expected, "{m} x {k} x {n}, {onto:?}");
                    }
                }
            }
        }
    }
}
