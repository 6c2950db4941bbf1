//! What witnesses said at one point, kept so that one of them can be replaced by an impostor.

use super::{GradientValue, Point, Witness};

/// What witnesses said at one point.
#[derive(Debug, Clone, PartialEq)]
pub struct WitnessGradients {
    /// Who spoke.
    pub names: Vec<String>,
    /// What each said of every element.
    seen: Vec<Vec<Option<GradientValue>>>,
}

impl WitnessGradients {
    /// Hears all witnesses at a point.
    pub fn collect(witnesses: &mut [Box<dyn Witness>], point: &Point) -> WitnessGradients {
        let names = witnesses.iter().map(|witness| witness.name().to_string()).collect();
        WitnessGradients { names, seen: witnesses.iter_mut().map(|witness| witness.look(point)).collect() }
    }

    /// The same witness_gradients with the words of the witness of that name replaced by these gradients.
    pub fn replaced(&self, name: &str, gradients: &[f64]) -> WitnessGradients {
        let mut other = self.clone();
        for (known, seen) in self.names.iter().zip(&mut other.seen) {
            if known == name {
                *seen = gradients.iter().map(|value| Some(GradientValue::exact(*value))).collect();
            }
        }
        other
    }

    /// What was said of one element, in the order of the names.
    pub(super) fn of(&self, index: usize) -> impl Iterator<Item = Option<&GradientValue>> {
        self.seen.iter().map(move |all| all[index].as_ref())
    }
}
