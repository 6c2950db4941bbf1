//! The named values of a network, and what the language of terms may do with each.

use std::fmt;

use strum::{EnumIter, IntoEnumIterator, IntoStaticStr};

/// A named value of a network.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Symbol {
    /// The inputs.
    X,
    /// The targets.
    T,
    /// The outputs.
    Output,
    /// The data loss.
    Loss,
    /// Loss plus penalty.
    Objective,
    /// The epochs that training took.
    Epochs,
    /// A value of a layer.
    Layer(usize, LayerValue),
}

/// A value of a layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, IntoStaticStr, EnumIter)]
#[strum(serialize_all = "snake_case")]
pub enum LayerValue {
    /// x·w + b.
    Affine,
    /// The mean of a batch.
    Mean,
    /// The variance of a batch, biased.
    Variance,
    /// (affine − mean)/√(variance + ε).
    Normalized,
    /// What the activation sees.
    Z,
    /// f(z), what the activation gives.
    A,
    /// What the block hands on.
    H,
    /// f′(z).
    Derivative,
    /// δ, the gradient with respect to z.
    Delta,
    /// w, the parameters that inputs are multiplied by.
    Weight,
    /// b, the parameters that are added.
    Bias,
    /// γ, the scale of batch normalization.
    Gamma,
    /// β, the shift of batch normalization.
    Beta,
    /// The slope that prelu learns.
    Slope,
    /// The weights of the path around a residual block.
    Projection,
    /// The running mean of batch normalization.
    RunningMean,
    /// The running variance of batch normalization.
    RunningVar,
}

impl LayerValue {
    /// All of them, in the order of a forward pass, then parameters and statistics.
    pub fn all() -> impl Iterator<Item = LayerValue> {
        LayerValue::iter()
    }

    /// The last part of the name.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// Whether it is a parameter, which an update moves and a derivative may be taken with respect to.
    pub fn is_parameter(self) -> bool {
        use LayerValue as V;
        match self {
            V::Weight | V::Bias | V::Gamma | V::Beta | V::Slope | V::Projection => true,
            V::Affine | V::Mean | V::Variance | V::Normalized | V::Z | V::A | V::H | V::Derivative | V::Delta => false,
            V::RunningMean | V::RunningVar => false,
        }
    }

    /// Whether every sample has its own.
    pub fn is_of_sample(self) -> bool {
        use LayerValue as V;
        match self {
            V::Affine | V::Normalized | V::Z | V::A | V::H | V::Derivative | V::Delta => true,
            V::Mean | V::Variance | V::RunningMean | V::RunningVar => false,
            V::Weight | V::Bias | V::Gamma | V::Beta | V::Slope | V::Projection => false,
        }
    }
}

impl Symbol {
    /// Whether a derivative with respect to it exists in the language.
    pub fn is_differentiated(self) -> bool {
        use LayerValue as V;
        match self {
            Symbol::X | Symbol::Output => true,
            Symbol::T | Symbol::Loss | Symbol::Objective | Symbol::Epochs => false,
            Symbol::Layer(_, V::Affine | V::Z | V::A | V::H) => true,
            Symbol::Layer(_, value) => value.is_parameter(),
        }
    }

    /// Whether a derivative of it exists in the language.
    pub fn is_differentiable(self) -> bool {
        match self {
            Symbol::Output | Symbol::Loss | Symbol::Objective => true,
            Symbol::Layer(_, LayerValue::Z | LayerValue::A) => true,
            Symbol::X | Symbol::T | Symbol::Epochs | Symbol::Layer(..) => false,
        }
    }

    /// Whether it is a derivative by its own name: δ is dz.
    pub fn is_derivative(self) -> bool {
        matches!(self, Symbol::Layer(_, LayerValue::Delta))
    }

    /// Whether it is a parameter of a layer.
    pub fn is_parameter(self) -> bool {
        matches!(self, Symbol::Layer(_, value) if value.is_parameter())
    }

    /// Whether every sample has its own.
    pub fn is_of_sample(self) -> bool {
        match self {
            Symbol::X | Symbol::T | Symbol::Output => true,
            Symbol::Loss | Symbol::Objective | Symbol::Epochs => false,
            Symbol::Layer(_, value) => value.is_of_sample(),
        }
    }
}

impl fmt::Display for Symbol {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Symbol::X => f.write_str("x"),
            Symbol::T => f.write_str("t"),
            Symbol::Output => f.write_str("output"),
            Symbol::Loss => f.write_str("loss"),
            Symbol::Objective => f.write_str("objective"),
            Symbol::Epochs => f.write_str("epochs"),
            Symbol::Layer(layer, value) => write!(f, "layers.{layer}.{}", value.as_str()),
        }
    }
}
