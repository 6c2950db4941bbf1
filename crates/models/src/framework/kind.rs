//! The names of all operations that are measured. A new one comes last: the inputs of a kind are drawn by its number.

/// One operation of burn, with these constants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `Tensor::matmul`: x·y.
    Matmul,
    /// `nn::Linear`: x·y + b.
    Linear,
    /// `Tensor::add`: x + y, y a row.
    AddRow,
    /// `Tensor::mul`: x·y of each element.
    Multiply,
    /// `Tensor::div`: x/y of each element.
    Divide,
    /// `Tensor::mul_scalar`: x·(1/7).
    MultiplyScalar,
    /// `Tensor::div_scalar`: x/7.
    DivideScalar,
    /// `Tensor::sum`: Σ x.
    Sum,
    /// `Tensor::mean`: 1/(nm) Σ x.
    Mean,
    /// `Tensor::sum_dim`: Σₛ x of each column.
    SumRows,
    /// `Tensor::mean_dim`: 1/n Σₛ x of each column.
    MeanRows,
    /// `Tensor::abs`: |x|.
    Abs,
    /// `Tensor::square`: x².
    Square,
    /// `Tensor::powf_scalar`: x^2.5.
    Power,
    /// `Tensor::sqrt`: √x.
    Sqrt,
    /// `Tensor::recip`: 1/x.
    Reciprocal,
    /// `Tensor::exp`: eˣ.
    Exp,
    /// `Tensor::log`: ln x.
    Log,
    /// `Tensor::log1p`: ln(1 + x).
    Log1p,
    /// `Tensor::erf`: erf x.
    Erf,
    /// `Tensor::clamp`: max(−1, min(1, x)).
    Clamp,
    /// `Tensor::max_pair`: max(x, y).
    MaxPair,
    /// `Tensor::max_dim`: maxⱼ x of each row.
    MaxColumns,
    /// `Tensor::tanh`: tanh x.
    Tanh,
    /// `Tensor::atan`: arctan x.
    Arctan,
    /// `activation::sigmoid`: σ(x) = 1/(1 + e⁻ˣ).
    Sigmoid,
    /// `activation::log_sigmoid`: ln σ(x).
    LogSigmoid,
    /// `activation::relu`: max(0, x).
    Relu,
    /// `activation::leaky_relu`: x for x ≥ 0, else 0.1·x.
    LeakyRelu,
    /// `activation::prelu`: x for x ≥ 0, else y·x.
    Prelu,
    /// `activation::elu`: x for x ≥ 0, else eˣ − 1.
    Elu,
    /// `activation::selu`: 1.0507·x for x ≥ 0, else 1.7581·(eˣ − 1).
    Selu,
    /// `activation::softplus`: ln(1 + eˣ).
    Softplus,
    /// `activation::gelu`: x·½(1 + erf(x/√2)).
    Gelu,
    /// `activation::silu`: x·σ(x).
    Silu,
    /// `activation::softmax`: eˣ / Σⱼ eˣ of each row.
    Softmax,
    /// `activation::log_softmax`: x − ln Σⱼ eˣ of each row.
    LogSoftmax,
    /// `nn::BatchNorm`: γ(x − μ)/√(v + 1e-5) + β, v biased.
    BatchNorm,
    /// `nn::loss::MseLoss`: 1/(nm) Σ (x − y)².
    MseLoss,
    /// `nn::loss::HuberLoss`: 1/(nm) Σ ½e² for |e| ≤ 0.3, else 0.3(|e| − 0.15).
    HuberLoss,
    /// `nn::loss::CrossEntropyLoss`: −1/n Σₛ ln softmax(x) of the class.
    CrossEntropy,
    /// `nn::loss::CrossEntropyLoss, smoothing`: the same with targets 0.9t + 0.1/m.
    CrossEntropySmoothed,
    /// `nn::loss::BinaryCrossEntropyLoss`: −1/n Σ (y ln σ(x) + (1 − y) ln(1 − σ(x))).
    BinaryCrossEntropy,
    /// `nn::loss::BinaryCrossEntropyLoss, smoothing`: the same with targets 0.9y + 0.05.
    BinaryCrossEntropySmoothed,
    /// `activation::softsign`: x/(1 + |x|).
    Softsign,
    /// `activation::mish`: x·tanh(ln(1 + eˣ)).
    Mish,
}
