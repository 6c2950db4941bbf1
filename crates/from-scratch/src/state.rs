//! What an optimizer remembers between its steps.

use engine::Snapshot;

use crate::buffer::Buffer;
use crate::scalar::Scalar;

/// The memory of an optimizer. What each slot is stands at [`Snapshot`]; for L-BFGS at [`crate::lbfgs`].
#[derive(Debug, PartialEq, Default)]
pub struct OptimizerState<T> {
    /// None before the first step.
    pub slots: Vec<Buffer<T>>,
    /// How many steps have been made.
    pub steps: u64,
}

impl<T: Scalar> OptimizerState<T> {
    /// The state in a snapshot.
    pub fn of(snapshot: &Snapshot) -> OptimizerState<T> {
        let slots = snapshot.state.iter().map(|slot| slot.iter().map(|&value| T::from_f64(value)).collect());
        OptimizerState { slots: slots.collect(), steps: snapshot.steps }
    }

    /// The slots in the form that a snapshot has.
    pub fn values(&self) -> Vec<Vec<f64>> {
        self.slots.iter().map(|slot| slot.iter().map(|value| value.to_f64()).collect()).collect()
    }
}
