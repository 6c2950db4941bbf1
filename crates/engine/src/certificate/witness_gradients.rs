//! The gradients of all witnesses at one point, kept so that one of them can be replaced by a faulty one.

use super::{GradientValue, Point, Witness};

/// The gradients of all witnesses at one point.
#[derive(Debug, Clone, PartialEq)]
pub struct WitnessGradients {
    /// The names of the witnesses.
    pub names: Vec<String>,
    /// The gradient of each, in the order of the layout.
    seen: Vec<Vec<Option<GradientValue>>>,
}

impl WitnessGradients {
    /// Asks all witnesses at a point.
    pub fn collect(witnesses: &mut [Box<dyn Witness>], point: &Point) -> WitnessGradients {
        let names = witnesses.iter().map(|witness| witness.name().to_string()).collect();
        WitnessGradients { names, seen: witnesses.iter_mut().map(|witness| witness.gradient(point)).collect() }
    }

    /// The same with the gradient of the witness of that name replaced by this one.
    pub fn replaced(&self, name: &str, gradients: &[f64]) -> WitnessGradients {
        let mut other = self.clone();
        for (known, seen) in self.names.iter().zip(&mut other.seen) {
            if known == name {
                *seen = gradients.iter().map(|value| Some(GradientValue::exact(*value))).collect();
            }
        }
        other
    }

    /// The values of one element, in the order of the names.
    pub(super) fn of(&self, index: usize) -> impl Iterator<Item = Option<&GradientValue>> {
        self.seen.iter().map(move |all| all[index].as_ref())
    }
}
