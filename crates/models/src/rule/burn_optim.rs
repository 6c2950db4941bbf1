//! The update rules of burn-optim, every constant passed.
//!
//! burn-optim holds constants in f32 and corrects Adam's bias in f32, which is why AdaGrad and RMSProp agree to 1e-6
//! and Adam to 1e-4 of an update. A new rule is a function that passes its constants, and a [`StatefulOptimizer`],
//! which names its memory.

use burn::optim::{
    AdaGrad, AdaGradConfig, AdaGradState, Adam, AdamConfig, AdamState, AdamW, AdamWConfig, AdamWState,
    AdaptiveMomentumState, CenteredState, LrDecayState, Optimizer, RecordState, RmsProp, RmsPropConfig, RmsPropState,
    Sgd, SgdConfig, SgdState, SquareAvgState, StateSink,
};
use burn::tensor::Tensor;

use super::Rule;
use crate::device::TensorOptions;

/// θ ← θ − ηg.
pub(super) fn descent() -> BurnRule<Sgd> {
    BurnRule::new(SgdConfig::new().with_momentum(None).with_weight_decay(None).build())
}

/// s ← s + g², θ ← θ − ηg/(√s + ε).
pub(super) fn adagrad(epsilon: f64) -> BurnRule<AdaGrad> {
    let config = AdaGradConfig::new().with_lr_decay(0.0).with_epsilon(epsilon as f32).with_weight_decay(None);
    BurnRule::new(config.build())
}

/// s ← ρs + (1 − ρ)g², θ ← θ − ηg/(√s + ε).
pub(super) fn rmsprop(decay: f64, epsilon: f64) -> BurnRule<RmsProp> {
    let config = RmsPropConfig::new().with_alpha(decay as f32).with_momentum(0.0).with_epsilon(epsilon as f32);
    BurnRule::new(config.with_centered(false).with_weight_decay(None).build())
}

/// θ ← θ − η m̂/(√v̂ + ε).
pub(super) fn adam(beta1: f64, beta2: f64, epsilon: f64) -> BurnRule<Adam> {
    let config = AdamConfig::new().with_beta_1(beta1 as f32).with_beta_2(beta2 as f32).with_epsilon(epsilon as f32);
    BurnRule::new(config.with_amsgrad(false).with_weight_decay(None).build())
}

/// Adam after θ ← θ − ηλθ.
pub(super) fn adamw(beta1: f64, beta2: f64, epsilon: f64, decay: f64) -> BurnRule<AdamW> {
    let config = AdamWConfig::new().with_beta_1(beta1 as f32).with_beta_2(beta2 as f32).with_epsilon(epsilon as f32);
    let config = config.with_weight_decay(decay as f32).with_cautious_weight_decay(false).with_amsgrad(false);
    BurnRule::new(config.build())
}

/// An optimizer of burn whose state can be read and built.
pub(super) trait StatefulOptimizer: Optimizer {
    /// The names under which burn records the tensors of a snapshot.
    const STATE_NAMES: &'static [&'static str];

    /// The state after `steps` updates, from those tensors.
    fn build(tensors: Vec<Tensor<1>>, steps: usize) -> Self::State<1>;
}

/// An optimizer of burn with its state.
pub(super) struct BurnRule<O: Optimizer> {
    optimizer: O,
    state: Option<O::State<1>>,
}

impl<O: Optimizer> BurnRule<O> {
    /// Before the first step.
    fn new(optimizer: O) -> Self {
        BurnRule { optimizer, state: None }
    }
}

impl<O: StatefulOptimizer> Rule for BurnRule<O> {
    fn apply(&mut self, rate: f64, parameters: Tensor<1>, gradient: Tensor<1>) -> Tensor<1> {
        let (parameters, state) = self.optimizer.step(rate, parameters, gradient, self.state.take());
        self.state = state;
        parameters
    }

    fn state(&self) -> Vec<Vec<f64>> {
        let Some(state) = &self.state else { return Vec::new() };
        let mut sink = StateSink::default();
        state.state_flatten("", &mut sink);
        let read = |name: &&str| {
            let (_, data) = sink.tensors.iter().find(|(leaf, _)| leaf == name).expect("burn records this tensor");
            data.iter::<f64>().collect()
        };
        O::STATE_NAMES.iter().map(read).collect()
    }

    fn restore(&mut self, state: &[Vec<f64>], steps: u64, options: &TensorOptions) {
        let tensors: Vec<Tensor<1>> = state.iter().map(|values| options.vector(values)).collect();
        let steps = usize::try_from(steps).expect("fewer updates than memory has bytes");
        self.state = (tensors.len() == O::STATE_NAMES.len() && !tensors.is_empty()).then(|| O::build(tensors, steps));
    }
}

impl StatefulOptimizer for Sgd {
    const STATE_NAMES: &'static [&'static str] = &[];

    fn build(_tensors: Vec<Tensor<1>>, _steps: usize) -> SgdState<1> {
        SgdState::new(None)
    }
}

impl StatefulOptimizer for AdaGrad {
    const STATE_NAMES: &'static [&'static str] = &["lr_decay.sum"];

    fn build(tensors: Vec<Tensor<1>>, steps: usize) -> AdaGradState<1> {
        let [sum] = exactly(tensors);
        AdaGradState::new(LrDecayState::new(steps, sum))
    }
}

impl StatefulOptimizer for RmsProp {
    const STATE_NAMES: &'static [&'static str] = &["square_avg.square_avg"];

    fn build(tensors: Vec<Tensor<1>>, _steps: usize) -> RmsPropState<1> {
        let [square] = exactly(tensors);
        RmsPropState::new(SquareAvgState::new(square.clone()), CenteredState::new(None, square), None)
    }
}

impl StatefulOptimizer for Adam {
    const STATE_NAMES: &'static [&'static str] = &["momentum.moment_1", "momentum.moment_2"];

    fn build(tensors: Vec<Tensor<1>>, steps: usize) -> AdamState<1> {
        let [m, v] = exactly(tensors);
        AdamState::new(AdaptiveMomentumState::new(steps, m, v))
    }
}

impl StatefulOptimizer for AdamW {
    const STATE_NAMES: &'static [&'static str] = &["momentum.moment_1", "momentum.moment_2"];

    fn build(tensors: Vec<Tensor<1>>, steps: usize) -> AdamWState<1> {
        let [m, v] = exactly(tensors);
        AdamWState::new(AdaptiveMomentumState::new(steps, m, v))
    }
}

fn exactly<const N: usize>(tensors: Vec<Tensor<1>>) -> [Tensor<1>; N] {
    tensors.try_into().expect("as many tensors as names")
}
