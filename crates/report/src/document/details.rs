//! The choices of a config in words: a name as configs write it, with the constants that belong to it.

use experiment::spec::{
    Activation, BatchNorm, BatchSize, ClassWeights, Clip, EarlyStopping, Inference, Initializer, Loss, Optimizer,
    Penalty, Schedule, WeightRule,
};

use crate::csv::digits;

/// "leaky-relu (slope 0.1)".
pub fn activation(activation: Activation) -> String {
    let name = activation.name();
    match activation {
        Activation::LeakyRelu { slope } => format!("{name} (slope {})", digits(slope)),
        Activation::Prelu { slope } => format!("{name} (slope learned from {})", digits(slope)),
        Activation::Elu { alpha } => format!("{name} (alpha {})", digits(alpha)),
        Activation::Maxout { pieces } => format!("{name} of {pieces} pieces"),
        Activation::Identity
        | Activation::Step
        | Activation::Sigmoid
        | Activation::Tanh
        | Activation::Arctan
        | Activation::Relu
        | Activation::Selu
        | Activation::Softplus
        | Activation::Gelu
        | Activation::Silu => name.to_owned(),
    }
}

/// "uniform from −1 to 1".
pub fn initializer(initializer: Initializer) -> String {
    match initializer {
        Initializer::Zeros => "zeros".to_owned(),
        Initializer::Uniform { low, high } => format!("uniform from {} to {}", digits(low), digits(high)),
        Initializer::Normal { deviation } => format!("normal with standard deviation {}", digits(deviation)),
        Initializer::XavierUniform => "xavier-uniform".to_owned(),
        Initializer::XavierNormal => "xavier-normal".to_owned(),
        Initializer::HeUniform => "he-uniform".to_owned(),
        Initializer::HeNormal => "he-normal".to_owned(),
        Initializer::LecunUniform => "lecun-uniform".to_owned(),
        Initializer::LecunNormal => "lecun-normal".to_owned(),
    }
}

/// "momentum 0.1, epsilon 0.00001, inference by running statistics".
pub fn batch_norm(norm: BatchNorm) -> String {
    let inference = match norm.inference {
        Inference::Running => "running statistics",
        Inference::TrainingSet => "statistics of the entire training set",
    };
    format!("momentum {}, epsilon {}, inference by {inference}", digits(norm.momentum), digits(norm.epsilon))
}

/// "cross-entropy (label smoothing 0.1)".
pub fn loss(loss: Loss) -> String {
    let name = loss.name();
    match loss {
        Loss::Huber { delta } => format!("{name} (delta {})", digits(delta)),
        Loss::BinaryCrossEntropy { smoothing } | Loss::CrossEntropy { smoothing } if smoothing > 0.0 => {
            format!("{name} (label smoothing {})", digits(smoothing))
        }
        Loss::SquaredError
        | Loss::SumSquaredError
        | Loss::TotalSquaredError
        | Loss::MeanSquaredError
        | Loss::AbsoluteError
        | Loss::BinaryCrossEntropy { .. }
        | Loss::CrossEntropy { .. }
        | Loss::Hinge
        | Loss::Perceptron => name.to_owned(),
    }
}

/// "momentum, learning rate 0.05, momentum 0.9".
pub fn optimizer(optimizer: Optimizer) -> String {
    let more = match optimizer {
        Optimizer::GradientDescent { .. } | Optimizer::NormalisedGradient { .. } => String::new(),
        Optimizer::Momentum { momentum, .. } | Optimizer::Nesterov { momentum, .. } => {
            format!(", momentum {}", digits(momentum))
        }
        Optimizer::Adagrad { epsilon, .. } => format!(", epsilon {}", digits(epsilon)),
        Optimizer::Rmsprop { decay, epsilon, .. } => format!(", decay {}, epsilon {}", digits(decay), digits(epsilon)),
        Optimizer::Adam { beta1, beta2, epsilon, .. } => moments(beta1, beta2, epsilon),
        Optimizer::Adamw { beta1, beta2, epsilon, weight_decay, .. } => {
            format!("{}, weight decay {}", moments(beta1, beta2, epsilon), digits(weight_decay))
        }
        Optimizer::Lbfgs { history, iterations, .. } => {
            format!(", history {history}, {iterations} iterations per epoch")
        }
    };
    format!("{}, learning rate {}{more}", optimizer.name(), digits(optimizer.learning_rate()))
}

fn moments(beta1: f64, beta2: f64, epsilon: f64) -> String {
    format!(", β₁ {}, β₂ {}, epsilon {}", digits(beta1), digits(beta2), digits(epsilon))
}

/// "full (all training rows)" or "32".
pub fn batch_size(size: BatchSize) -> String {
    match size {
        BatchSize::Full(_) => "full (all training rows)".to_owned(),
        BatchSize::Count(count) => count.to_string(),
    }
}

/// "l2 0.001"; none when nothing is penalized.
pub fn penalty(penalty: Penalty) -> Option<String> {
    let parts = [("l1", penalty.l1), ("l2", penalty.l2)].into_iter().filter(|(_, factor)| *factor > 0.0);
    let parts: Vec<String> = parts.map(|(name, factor)| format!("{name} {}", digits(factor))).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// "global norm at most 1".
pub fn clip(clip: Clip) -> String {
    let bounds = [("global norm", clip.norm), ("norm of each tensor", clip.tensor_norm), ("each element", clip.value)];
    let parts = bounds.into_iter().filter_map(|(what, bound)| Some(format!("{what} at most {}", digits(bound?))));
    parts.collect::<Vec<_>>().join(", ")
}

/// "cosine to 0 after 5 epochs of warm-up"; none when the rate is constant.
pub fn schedule(schedule: Schedule) -> Option<String> {
    match schedule {
        Schedule::Constant => None,
        Schedule::Step { every, factor } => Some(format!("times {} every {every} epochs", digits(factor))),
        Schedule::Exponential { factor } => Some(format!("times {} every epoch", digits(factor))),
        Schedule::InverseTime { decay } => Some(format!("1/(1 + {}·epoch)", digits(decay))),
        Schedule::Cosine { warmup, floor } => {
            Some(format!("cosine to {} after {warmup} epochs of warm-up", digits(floor)))
        }
        Schedule::Plateau { monitor, patience, factor } => {
            Some(format!("times {} when {monitor} has not improved for {patience} epochs", digits(factor)))
        }
    }
}

/// "when validation-loss has not improved for 10 epochs".
pub fn early_stopping(stop: EarlyStopping) -> String {
    let least = if stop.min_delta > 0.0 { format!(" by {}", digits(stop.min_delta)) } else { String::new() };
    format!("when {} has not improved{least} for {} epochs; the best parameters are kept", stop.monitor, stop.patience)
}

/// "balanced" or "1, 2, 5".
pub fn class_weights(weights: &ClassWeights) -> String {
    match weights {
        ClassWeights::Rule(WeightRule::Balanced) => "balanced".to_owned(),
        ClassWeights::Each(weights) => weights.iter().map(|&weight| digits(weight)).collect::<Vec<_>>().join(", "),
    }
}
