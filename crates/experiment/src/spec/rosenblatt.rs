//! Whether training is Rosenblatt's procedure, for which the convergence theorems hold.

use super::{BatchSize, Bias, NetworkKind, Optimizer, Penalty, Schedule, Spec, Update};

impl Spec {
    /// A perceptron corrected sample by sample at one rate, with nothing added, bounded, frozen or weighed.
    ///
    /// Only then do weights that come back prove that no line parts the classes, and only then does Novikoff's bound
    /// hold.
    pub fn is_rosenblatts(&self) -> bool {
        let (network, training) = (&self.network, &self.training);
        let one_by_one = training.batch_size == BatchSize::Count(1) && training.update == Update::Simultaneous;
        let plain = matches!(training.optimizer, Optimizer::GradientDescent { .. });
        let unbounded = training.clip.is_none() && training.max_norm.is_none();
        let unweighed = training.class_weights.is_none() && self.dataset.weights.is_none();
        network.kind == NetworkKind::Perceptron
            && network.bias != Bias::Shared
            && one_by_one
            && plain
            && training.schedule.0 == Schedule::Constant
            && training.penalty == Penalty::default()
            && training.frozen.is_empty()
            && unbounded
            && unweighed
    }
}
