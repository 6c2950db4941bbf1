//! The way through batch normalization: γ/√(v + ε)·(∂z − 1/n Σₛ ∂z − û/n Σₛ ∂z·û), with ∂z for the derivative with
//! respect to z of a row.
//!
//! A row moves the mean and the variance, and with them every other row: single paths would be as many as rows times
//! units, so what follows z stands by its name.

use super::Chain;
use crate::formula::{Formula, named, times};
use crate::name::{Letter, Name};
use crate::writing::normalization::{mean_over_samples, scale};

impl Chain<'_> {
    /// The derivative with respect to the affine sum of a row.
    pub(super) fn through_normalization(&self, k: usize, j: usize, s: usize) -> Formula {
        let sheet = self.sheet;
        let normalized = |s| named(Name::of(Letter::NORMALIZED, k, &[j]), sheet.numbers(k).normalized.at(s, j));
        let dz = |s| self.named_z(k, j, s);
        let minus = |formula| Formula::Negative(Box::new(formula));
        let inner = vec![
            dz(s),
            minus(mean_over_samples(sheet, &dz)),
            minus(times([normalized(s), mean_over_samples(sheet, &|s| times([dz(s), normalized(s)]))])),
        ];
        times([scale(sheet, k, j), Formula::Sum(inner)])
    }
}
