//! What burn 0.22.1 assumes where nothing is said, and how that differs from PyTorch, Keras or scikit-learn.
//!
//! This project passes every constant, so none of these ever acts here; they are why.

/// One of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Assumption {
    /// Where it acts.
    pub thing: &'static str,
    /// What burn takes.
    pub burn: &'static str,
    /// What others take.
    pub usual: &'static str,
    /// What this project passes.
    pub ours: &'static str,
}

/// The assumptions that differ from others.
pub const ASSUMPTIONS: &[Assumption] = &[
    Assumption { thing: "descent with momentum: dampening", burn: "0.1", usual: "0", ours: "0" },
    Assumption { thing: "Adam, AdamW: epsilon", burn: "1e-5", usual: "1e-8; Keras 1e-7", ours: "the config's, 1e-8" },
    Assumption { thing: "RMSProp: momentum", burn: "0.9", usual: "0", ours: "0" },
    Assumption { thing: "RMSProp: epsilon", burn: "1e-5", usual: "1e-8; Keras 1e-7", ours: "the config's, 1e-8" },
    Assumption { thing: "AdaGrad: epsilon", burn: "1e-5", usual: "1e-10; Keras 1e-7", ours: "the config's, 1e-8" },
    Assumption { thing: "AdamW: weight decay", burn: "1e-4", usual: "1e-2; Keras 4e-3", ours: "the config's, 1e-2" },
    Assumption {
        thing: "L-BFGS: line search",
        burn: "none",
        usual: "PyTorch none, SciPy a search",
        ours: "strong Wolfe",
    },
    Assumption {
        thing: "clipping by norm",
        burn: "of each tensor",
        usual: "of all together",
        ours: "as the config says",
    },
    Assumption { thing: "leaky relu: slope", burn: "0.01", usual: "0.01; Keras 0.3", ours: "the config's, 0.1" },
    Assumption { thing: "softplus: linear above", burn: "20", usual: "PyTorch 20, Keras never", ours: "40" },
    Assumption {
        thing: "binary cross-entropy: input",
        burn: "probabilities, whole-numbered targets",
        usual: "probabilities, real targets",
        ours: "logits, real targets",
    },
    Assumption {
        thing: "batch norm: running variance",
        burn: "biased",
        usual: "PyTorch unbiased, Keras biased",
        ours: "biased",
    },
    Assumption {
        thing: "linear layer: weight",
        burn: "(in, out), uniform ±√(1/in)",
        usual: "PyTorch (out, in), the same draw; Keras (in, out), Xavier",
        ours: "(in, out), drawn by the config's initializer",
    },
    Assumption { thing: "constants of the optimizers", burn: "f32", usual: "f64", ours: "f32 in burn's, f64 in exact" },
];
