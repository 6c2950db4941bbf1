//! How far two engines may be apart and still agree; CONVENTIONS.md says how the errors are measured.

use crate::spec::{Optimizer, Precision, Spec};

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
        Bounds { outputs: exact, gradients: exact, step: exact.max(step(spec.training.optimizer).1) }
    }
}

/// What the error of a step is relative to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relative {
    /// The larger of 1 and the parameter.
    ToTheParameter,
    /// The largest update: a rule that divides a gradient by its own size makes steps that know nothing of θ.
    ToTheUpdate,
}

/// What the error of a rule's step is relative to.
pub fn relative(optimizer: Optimizer) -> Relative {
    step(optimizer).0
}

/// That, and the least bound, where exact arithmetic is not what limits a rule.
///
/// burn computes the constants of AdaGrad and RMSProp in f32 (1e-8 to 4e-8 measured), Adam's bias correction too
/// (5e-6 in ten steps): hence 1e-6 and 1e-4. One step of L-BFGS is up to twenty line searches that compare values,
/// each amplifying the last digit: 9e-4 was measured, while a search that decides wrongly differs in the first digit.
/// Its memory of earlier steps is compared over whole trajectories, in a test.
fn step(optimizer: Optimizer) -> (Relative, f64) {
    match optimizer {
        Optimizer::GradientDescent { .. }
        | Optimizer::Momentum { .. }
        | Optimizer::Nesterov { .. }
        | Optimizer::NormalisedGradient { .. } => (Relative::ToTheParameter, 0.0),
        Optimizer::Adagrad { .. } | Optimizer::Rmsprop { .. } => (Relative::ToTheUpdate, 1e-6),
        Optimizer::Adam { .. } | Optimizer::Adamw { .. } => (Relative::ToTheUpdate, 1e-4),
        Optimizer::Lbfgs { .. } => (Relative::ToTheUpdate, 1e-2),
    }
}
