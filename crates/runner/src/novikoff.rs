//! Novikoff's bound: a perceptron that starts from zero weights makes at most (R/γ)² corrections.
//!
//! R = max ‖x̃‖ and γ = the largest margin min t·w·x̃ over unit vectors w, with x̃ = (x, 1) where there is a bias and
//! t = ±1 (A. Novikoff, "On convergence proofs on perceptrons", 1962). γ is the distance of the origin from the
//! convex hull of the points t·x̃, which Gilbert's algorithm finds (E. Gilbert, "An iterative procedure for
//! computing the minimum of a quadratic form on a convex set", 1966).

use engine::Dataset;
use engine::schema::TargetEncoding;
use experiment::Spec;
use experiment::spec::{Bias, Initializer};

/// The bound; `None` where the data are not separable, or training is not what the theorem speaks of.
pub fn bound(spec: &Spec, dataset: &Dataset) -> Option<f64> {
    let zeros = spec.network.initializer.0 == Initializer::Zeros && spec.initial.is_empty();
    if !spec.is_rosenblatts() || !zeros || !matches!(dataset.schema.encoding, TargetEncoding::Pair { .. }) {
        return None;
    }
    let point = |&row: &usize| match spec.network.bias {
        Bias::None => signed(dataset, row, dataset.inputs.row(row)),
        Bias::PerUnit | Bias::Shared => signed(dataset, row, &[dataset.inputs.row(row), &[1.0]].concat()),
    };
    let points: Vec<Vec<f64>> = dataset.train.iter().map(point).collect();
    let longest = points.iter().map(|point| dot(point, point)).fold(0.0, f64::max);
    margin(&points).map(|margin| longest / (margin * margin))
}

/// t·x̃.
fn signed(dataset: &Dataset, row: usize, x: &[f64]) -> Vec<f64> {
    let sign = if dataset.labels[row] == 1 { 1.0 } else { -1.0 };
    x.iter().map(|value| sign * value).collect()
}

/// How often Gilbert's algorithm may move, how many products it may take for that, and when it is close enough.
/// Stopped early it has a smaller margin, so the bound is wider and still holds.
const MOVES: usize = 100_000;
const PRODUCTS: usize = 1_000_000_000;
const CLOSE: f64 = 1e-9;

/// A margin that a unit vector reaches, the largest to about three digits, from below, so that the bound holds;
/// `None` if none is above zero.
fn margin(points: &[Vec<f64>]) -> Option<f64> {
    let mut w = points.first()?.clone();
    for _ in 0..MOVES.min(PRODUCTS / (points.len() * w.len()).max(1)) {
        let products = points.iter().map(|point| (dot(point, &w), point));
        let (least, worst) = products.min_by(|left, right| left.0.total_cmp(&right.0))?;
        let square = dot(&w, &w);
        if square - least <= CLOSE * square {
            break;
        }
        let back: Vec<f64> = w.iter().zip(worst).map(|(w, worst)| w - worst).collect();
        let share = (dot(&w, &back) / dot(&back, &back)).clamp(0.0, 1.0);
        w.iter_mut().zip(&back).for_each(|(w, back)| *w -= share * back);
    }
    let least = points.iter().map(|point| dot(point, &w)).fold(f64::INFINITY, f64::min);
    let reached = least / dot(&w, &w).sqrt();
    (reached > 0.0).then_some(reached)
}

fn dot(left: &[f64], right: &[f64]) -> f64 {
    left.iter().zip(right).map(|(left, right)| left * right).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// AND with a bias: by symmetry w = (a, a, c); the margins of (1,0) and (1,1) are equal at c = −3a/2, where both
    /// are a/2 = 1/(2√(1 + 1 + 9/4)) = 1/√17.
    #[test]
    fn the_margin_of_and_is_one_over_the_root_of_17() {
        let points =
            [[0.0, 0.0, -1.0], [0.0, -1.0, -1.0], [-1.0, 0.0, -1.0], [1.0, 1.0, 1.0]].map(|point| point.to_vec());
        let found = margin(&points).expect("AND is separable");
        // The margin reached is one of a real vector, so never above the largest but for rounding; Gilbert's algorithm
        // closes in slowly, and three digits tell 1/√17 from any other candidate.
        let share = found * 17f64.sqrt();
        assert!(share > 0.999 && share < 1.0 + 1e-12, "{found}");
    }

    #[test]
    fn xor_has_no_margin() {
        let points =
            [[0.0, 0.0, -1.0], [0.0, 1.0, 1.0], [1.0, 0.0, 1.0], [-1.0, -1.0, -1.0]].map(|point| point.to_vec());
        assert_eq!(margin(&points), None);
    }
}
