//! How far two engines may be apart and still agree; CONVENTIONS.md says how the errors are measured.

use crate::spec::{Precision, Spec, StepError};

/// The largest errors that still are agreement.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    /// Of outputs, relative to the larger of 1 and the output.
    pub outputs: f64,
    /// Of gradients, relative to the sum of their absolute terms.
    pub gradients: f64,
    /// Of the parameters after one step: relative to the larger of 1 and the parameter for the descent family, to
    /// the largest update for the other rules.
    pub step: f64,
}

impl Bounds {
    /// The bounds for a spec.
    ///
    /// In f64 both engines add the same terms in another order: sums of some hundred terms differ by some 1e-14,
    /// so 1e-12 leaves room for wide layers only.
    pub fn of(spec: &Spec) -> Bounds {
        let exact: f64 = match spec.precision {
            Precision::F64 => 1e-12,
            Precision::F32 => 1e-4,
        };
        let step = match spec.training.optimizer.facts().step_error {
            StepError::RelativeToParameter => exact,
            StepError::RelativeToUpdate { least_bound } => exact.max(least_bound),
        };
        Bounds { outputs: exact, gradients: exact, step }
    }
}
