//! The head of a network: its output activation and its loss, and how classes are written in the targets.
//!
//! y = f(z) with an activation f, softmax(z), or the perceptron's step: the higher class value or the lower.

use engine::Dataset;
use engine::schema::TargetEncoding;
use experiment::Spec;
use experiment::spec::{AtZero, Loss, OutputActivation};

use crate::layers::activation::{activation_backward, activation_forward};
use crate::layers::softmax::{softmax_backward, softmax_forward};
use crate::matrix::{MatMut, MatRef};
use crate::scalar::Scalar;

/// What stands at the end of a network.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Head {
    /// The activation of the output layer.
    pub output: OutputActivation,
    /// The data loss.
    pub loss: Loss,
    /// What a step gives at zero.
    pub at_zero: AtZero,
    /// The target of the lower class.
    pub low: f64,
    /// The target of the upper class.
    pub high: f64,
}

impl Head {
    /// The head that a spec asks for on these data. Targets that are no classes count as 0 and 1.
    pub fn of(spec: &Spec, dataset: &Dataset) -> Head {
        let (low, high) = match dataset.schema.encoding {
            TargetEncoding::Pair { low, high } | TargetEncoding::OneHot { low, high } => (low, high),
            TargetEncoding::Numeric => (0.0, 1.0),
        };
        let head = Head { output: spec.output(), loss: spec.loss(), at_zero: spec.network.at_zero, low, high };
        assert!(head.fits(), "the loss {} is not defined on the output {:?}", head.loss.as_str(), head.output);
        head
    }

    /// Whether the loss is defined on the output: the config's checker lets no other through.
    fn fits(self) -> bool {
        self.loss.output().map_or(self.output != OutputActivation::Step, |needed| needed == self.output)
    }

    /// The side of the step that z lies on: 1 or −1.
    pub fn side<T: Scalar>(self, z: T) -> T {
        let upper = match self.at_zero {
            AtZero::Upper => z >= T::ZERO,
            AtZero::Lower => z > T::ZERO,
        };
        if upper { T::ONE } else { -T::ONE }
    }

    /// The sign that stands for a target: 1 for the upper class, −1 for the lower.
    pub fn sign<T: Scalar>(self, target: T) -> T {
        if target > T::from_f64((self.low + self.high) / 2.0) { T::ONE } else { -T::ONE }
    }

    /// A head of classes that are coded as −1 and 1.
    #[cfg(test)]
    pub(crate) fn of_signs(output: OutputActivation, loss: Loss) -> Head {
        Head { output, loss, at_zero: AtZero::Upper, low: -1.0, high: 1.0 }
    }
}

/// z: (n, m)  ->  y: (n, m)
pub fn output_forward<T: Scalar>(head: Head, z: MatRef<T>, mut y: MatMut<T>) {
    match (head.output, head.output.activation()) {
        (OutputActivation::Identity, _) => y.values().copy_from_slice(z.values()),
        (_, Some(activation)) => activation_forward(activation, z.values(), y.values()),
        (OutputActivation::Softmax, None) => softmax_forward(z, y),
        (_, None) => {
            let (low, high) = (T::from_f64(head.low), T::from_f64(head.high));
            let step = |z: T| if head.side(z) > T::ZERO { high } else { low };
            y.values().iter_mut().zip(z.values()).for_each(|(y, &z)| *y = step(z));
        }
    }
}

/// z, y: (n, m)  dy: (n, m)  ->  dz: (n, m), in the place of dy
pub fn output_backward<T: Scalar>(head: Head, z: MatRef<T>, y: MatRef<T>, mut d: MatMut<T>) {
    match (head.output, head.output.activation()) {
        (OutputActivation::Identity, _) => {}
        (_, Some(activation)) => activation_backward(activation, z.values(), y.values(), d.values()),
        (OutputActivation::Softmax, None) => (0..z.rows()).for_each(|s| softmax_backward(y.row(s), d.row(s))),
        (_, None) => d.values().fill(T::ZERO),
    }
}
