//! The choices of a config in words: a name as configs write it, with the constants that belong to it.

use experiment::spec::{
    Activation, BatchNorm, BatchSize, ClassWeights, Clip, Constant, EarlyStopping, Inference, Initializer, Loss,
    Optimizer, Penalty, Schedule, WeightRule,
};

use crate::csv::digits;
use crate::words::count;

/// An activation in words, as in "leaky-relu (slope 0.1)".
pub fn activation(activation: Activation) -> String {
    with_constants(activation.as_str(), &activation.facts().constants)
}

/// A loss in words, as in "cross-entropy (label smoothing 0.1)".
pub fn loss(loss: Loss) -> String {
    with_constants(loss.as_str(), loss.facts().constant.as_slice())
}

/// "momentum, learning rate 0.05, momentum 0.9".
pub fn optimizer(optimizer: Optimizer) -> String {
    let facts = optimizer.facts();
    let rate = Constant { name: "learning rate", value: facts.learning_rate };
    let constants: Vec<Constant> = [rate].into_iter().chain(facts.constants).collect();
    format!("{}, {}", optimizer.as_str(), in_words(&constants))
}

fn with_constants(name: &str, constants: &[Constant]) -> String {
    if constants.is_empty() { name.to_owned() } else { format!("{name} ({})", in_words(constants)) }
}

/// "β₁ 0.9, β₂ 0.999".
fn in_words(constants: &[Constant]) -> String {
    let words = constants.iter().map(|constant| format!("{} {}", constant.name, digits(constant.value)));
    words.collect::<Vec<_>>().join(", ")
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
        Schedule::Step { every: 1, factor } | Schedule::Exponential { factor } => {
            Some(format!("times {} every epoch", digits(factor)))
        }
        Schedule::Step { every, factor } => Some(format!("times {} every {}", digits(factor), count(every, "epoch"))),
        Schedule::InverseTime { decay } => Some(format!("1/(1 + {}·epochs done)", digits(decay))),
        Schedule::Cosine { warmup: 0, floor } => Some(format!("cosine to {}", digits(floor))),
        Schedule::Cosine { warmup, floor } => {
            Some(format!("cosine to {} after {} of warm-up", digits(floor), count(warmup, "epoch")))
        }
        Schedule::Plateau { monitor, patience, factor } => {
            let (factor, patience) = (digits(factor), count(patience, "epoch"));
            Some(format!("times {factor} when {monitor} has not improved for more than {patience}"))
        }
    }
}

/// "when validation-loss has not improved for more than 10 epochs".
pub fn early_stopping(stop: EarlyStopping) -> String {
    let least = if stop.min_delta > 0.0 { format!(" by {}", digits(stop.min_delta)) } else { String::new() };
    let patience = count(stop.patience, "epoch");
    format!("when {} has not improved{least} for more than {patience}; the best parameters are kept", stop.monitor)
}

/// "balanced" or "1, 2, 5".
pub fn class_weights(weights: &ClassWeights) -> String {
    match weights {
        ClassWeights::Rule(WeightRule::Balanced) => "balanced".to_owned(),
        ClassWeights::Each(weights) => weights.iter().map(|&weight| digits(weight)).collect::<Vec<_>>().join(", "),
    }
}
