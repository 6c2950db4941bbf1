//! The defaults of burn 0.22.1 that differ from those of PyTorch, Keras or scikit-learn.
//!
//! They are the reason why this project passes every constant: none of them takes effect here.

/// A default of the framework.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FrameworkDefault {
    /// The part of burn and its constant.
    pub setting: &'static str,
    /// The value in burn.
    pub burn: &'static str,
    /// The value elsewhere.
    pub usual: &'static str,
    /// The value that this project passes.
    pub ours: &'static str,
}

/// The defaults that differ from others.
pub const DEFAULTS: &[FrameworkDefault] = &[
    FrameworkDefault { setting: "descent with momentum: dampening", burn: "0.1", usual: "0", ours: "0" },
    FrameworkDefault {
        setting: "Adam, AdamW: epsilon",
        burn: "1e-5",
        usual: "1e-8; Keras 1e-7",
        ours: "the config's, 1e-8",
    },
    FrameworkDefault { setting: "RMSProp: momentum", burn: "0.9", usual: "0", ours: "0" },
    FrameworkDefault {
        setting: "RMSProp: epsilon",
        burn: "1e-5",
        usual: "1e-8; Keras 1e-7",
        ours: "the config's, 1e-8",
    },
    FrameworkDefault {
        setting: "AdaGrad: epsilon",
        burn: "1e-5",
        usual: "1e-10; Keras 1e-7",
        ours: "the config's, 1e-8",
    },
    FrameworkDefault {
        setting: "AdamW: weight decay",
        burn: "1e-4",
        usual: "1e-2; Keras 4e-3",
        ours: "the config's, 1e-2",
    },
    FrameworkDefault {
        setting: "L-BFGS: line search",
        burn: "none",
        usual: "PyTorch none, SciPy a search",
        ours: "strong Wolfe",
    },
    FrameworkDefault {
        setting: "clipping by norm",
        burn: "of each tensor",
        usual: "of all together",
        ours: "as the config says",
    },
    FrameworkDefault {
        setting: "leaky relu: slope",
        burn: "0.01",
        usual: "0.01; Keras 0.3",
        ours: "the config's, 0.1",
    },
    FrameworkDefault { setting: "softplus: linear above", burn: "20", usual: "PyTorch 20, Keras never", ours: "40" },
    FrameworkDefault {
        setting: "binary cross-entropy: input",
        burn: "probabilities, whole-numbered targets",
        usual: "probabilities, real targets",
        ours: "logits, real targets",
    },
    FrameworkDefault {
        setting: "batch norm: running variance",
        burn: "biased",
        usual: "PyTorch unbiased, Keras biased",
        ours: "biased",
    },
    FrameworkDefault {
        setting: "linear layer: weight",
        burn: "(in, out), uniform ±√(1/in)",
        usual: "PyTorch (out, in), the same draw; Keras (in, out), Xavier",
        ours: "(in, out), drawn by the config's initializer",
    },
    FrameworkDefault {
        setting: "constants of the optimizers",
        burn: "f32",
        usual: "f64",
        ours: "f32 in burn's, f64 in exact",
    },
];
