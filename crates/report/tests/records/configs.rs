//! The configs of synthetic experiments.

use super::Fixture;

/// Three activations over five seeds, with a test part and a penalty.
pub fn irises() -> Fixture {
    Fixture::of(
        r#"
title    = "Fisher's irises"
question = "Which hidden activation fits the three irises best?"
seeds    = [1, 2, 3, 4, 5]
[dataset]
name  = "iris"
test  = 0.25
scale = "standard"
[network]
hidden = [8]
[training]
batch_size = 16
epochs     = 60
optimizer  = { rule = "momentum", learning_rate = 0.05 }
penalty    = { l2 = 1e-3 }
[sweep]
"network.activation" = ["sigmoid", "tanh", "relu"]
"#,
    )
}

/// A single arm with a single seed of a single engine.
pub fn lone() -> Fixture {
    Fixture::of(
        r#"
title   = "One run"
engines = ["from-scratch"]
[dataset]
name = "xor"
[network]
hidden = [2]
[training]
epochs = 60
"#,
    )
}

/// Regression, five arms, three parts.
pub fn regression() -> Fixture {
    Fixture::of(
        r#"
title    = "Diabetes"
question = "How much of the progression can be predicted?"
seeds    = [1, 2, 3]
[dataset]
name = "diabetes"
test = 0.25
validation = 0.25
scale = "standard"
target_scale = "standard"
[network]
hidden = [8]
[training]
epochs = 2000
optimizer = { rule = "adam" }
early_stopping = { monitor = "validation-loss", patience = 10 }
[sweep]
"training.batch_size" = ["full", 64, 32, 16, 8]
"#,
    )
}

/// Nine arms: a small panel for each.
pub fn many() -> Fixture {
    Fixture::of(
        r#"
title = "Nine arms"
seeds = [1, 2, 3]
[dataset]
name = "moons"
samples = 200
test = 0.25
[network]
hidden = [4]
[training]
epochs = 60
optimizer = { rule = "gradient-descent", learning_rate = 0.1 }
[sweep]
"training.optimizer.learning_rate" = [0.01, 0.1, 1.0]
"network.hidden" = [[2], [4], [8, 8]]
"#,
    )
}

/// Two arms over three seeds.
pub fn pair() -> Fixture {
    Fixture::of(
        r#"
title = "Two arms"
seeds = [1, 2, 3]
[dataset]
name = "iris"
test = 0.25
[network]
hidden = [4]
[training]
epochs = 60
[sweep]
"network.activation" = ["tanh", "relu"]
"#,
    )
}

/// Two arms of a network on the irises, with these seeds and further keys of `[dataset]`.
pub fn two_arms(seeds: &str, dataset: &str) -> Fixture {
    arms("\"tanh\", \"relu\"", seeds, dataset)
}

/// Arms of a network on the irises that differ in their activation.
pub fn arms(activations: &str, seeds: &str, dataset: &str) -> Fixture {
    Fixture::of(&format!(
        "title = \"Arms\"\nseeds = {seeds}\n[dataset]\nname = \"iris\"\n{dataset}\n[network]\nhidden = [4]\n\
         [training]\nepochs = 60\n[sweep]\n\"network.activation\" = [{activations}]\n"
    ))
}
