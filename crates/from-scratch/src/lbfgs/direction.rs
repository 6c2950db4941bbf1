//! The direction of L-BFGS, −H·g, by two loops over the pairs of earlier steps; the formulas stand in [`super`].

use crate::buffer::Buffer;
use crate::scalar::Scalar;
use crate::vector::{add_scaled, dot};

/// A pair with y·s at most this has no curvature to tell of.
const CURVATURE: f64 = 1e-10;
/// Where the pairs begin in the slots.
pub(super) const PAIRS: usize = 2;

/// −H·g, after taking in the pair of the last step, of which so many are kept as `history` says. Leaves in the slots a
/// step of 0 from this gradient.
pub(super) fn direction<T: Scalar>(history: usize, slots: &mut Vec<Buffer<T>>, gradient: &[T]) -> Vec<T> {
    let zero = Buffer::zeros(gradient.len());
    if slots.is_empty() {
        slots.extend([Buffer::zeros(gradient.len()), gradient.iter().copied().collect()]);
    }
    let change: Buffer<T> = gradient.iter().zip(&slots[1]).map(|(&new, &old)| new - old).collect();
    let step = std::mem::replace(&mut slots[0], zero);
    slots[1].copy_from_slice(gradient);
    if dot(&change, &step).to_f64() > CURVATURE {
        if slots.len() == PAIRS + 2 * history {
            slots.drain(PAIRS..PAIRS + 2);
        }
        slots.extend([step, change]);
    }
    let mut direction = gradient.iter().map(|&g| -g).collect::<Vec<T>>();
    two_loops(&slots[PAIRS..], &mut direction);
    direction
}

/// q ← H·q. pairs: s, y of each step, oldest first.
fn two_loops<T: Scalar>(pairs: &[Buffer<T>], q: &mut [T]) {
    let mut factors = Vec::with_capacity(pairs.len() / 2);
    for pair in pairs.chunks_exact(2).rev() {
        let (s, y) = (&pair[0], &pair[1]);
        let rho = T::ONE / dot(y, s);
        let alpha = dot(s, q) * rho;
        add_scaled(q, y, -alpha);
        factors.push((alpha, rho));
    }
    if let [.., s, y] = pairs {
        let scale = dot(y, s) / dot(y, y);
        q.iter_mut().for_each(|q| *q *= scale);
    }
    for (pair, (alpha, rho)) in pairs.chunks_exact(2).zip(factors.into_iter().rev()) {
        let (s, y) = (&pair[0], &pair[1]);
        let beta = dot(y, q) * rho;
        add_scaled(q, s, alpha - beta);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// H·y = s for the newest pair (the secant equation), whatever an older one says; what is orthogonal to all pairs
    /// is scaled by s·y/y·y alone.
    #[test]
    fn two_loops_apply_the_secant_equation_and_the_scale() {
        let (older, newest) = ([[0.0, 1.0, 0.0], [1.0, 2.0, 0.0]], [[2.0, 0.0, 0.0], [4.0, 2.0, 0.0]]);
        let pairs = [older[0], older[1], newest[0], newest[1]].map(Buffer::from_iter);
        let mut products = [vec![4.0, 2.0, 0.0], vec![0.0, 0.0, 5.0]];
        products.iter_mut().for_each(|q| two_loops(&pairs, q));
        assert_eq!(products, [vec![2.0, 0.0, 0.0], vec![0.0, 0.0, 2.0]]);
    }
}
