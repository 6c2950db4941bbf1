//! Misprints of lecture 000.

use super::Check::{Computation, Formula, Number};
use super::{checks, errata};

/// The configs of both examples.
const ONE: &str = "worked-neuron";
const TWO: &str = "worked-scaled";

errata! { 0:
    [21] "D classes have (D − 1)-dimensional boundaries" => "D is the dimension of the inputs",
        "Three classes in the plane are still separated by lines.", [];
    [45] "wᵀφt < 0 for every misclassified sample, always" => "wᵀφt ≤ 0: f(0) = +1 makes mistakes at 0, too",
        "From w = 0 three of AND's four samples are misclassified and none has wᵀφt < 0, so training would \
         never begin.",
        [Computation("criterion_from_zero", checks::criterion_from_zero)];
    [72, 76] "ranges of j and k break off" => "j = 1 … M, k = 1 … K",
        "L.334 to 356 have the ranges; l.426 and 503 print \"underline\" for underlying, l.517 \"from X₁ to \
         X₂\" for from both.",
        [];
    [292, 288] "∂L/∂wᵢⱼ = δᵢaⱼ for the output weights" => "∂L/∂wᵢⱼ = δⱼaᵢ",
        "With w from source i to target j, as in l.137 to 157, only that is the derivative; l.302 and 322 have it.",
        [Formula("output_weight_indices")];
    [338] "Zⱼ are the activations of the hidden layer" => "Zⱼ are its pre-activations, Aⱼ = h(Zⱼ) its activations",
        "L.334 to 336 define them so.", [];
    [379] "the sum over the units of a hidden layer r ends at D" => "at the number of units of layer r − 1",
        "D counts the inputs, which only the first hidden layer sees.", [];
    [389, 395, 399] "Σₖ(yₖ − tₖ) as the derivative by one output" => "yₖ − tₖ",
        "The derivative by one yₖ keeps one term; the sum is right in l.417, which goes back to a hidden layer.",
        [Formula("one_output"), Formula("one_output_weight"), Formula("one_output_weight_of_a_batch")];
    [405] "σ(·) = 1 for regression" => "σ is the identity, and σ′ = 1",
        "L.351 to 353 say y = Z for regression.", [];
    [424] "Example 1 is called a multilayer perceptron, and its targets are 3, 5, 10"
        => "one sigmoid unit, whose MSE cannot fall below 16.8333",
        "A sigmoid stays below 1, so (2² + 4² + 9²)/6 is left of every such network.",
        [Computation("error_floor", checks::error_floor), Number(ONE, 499)];
    [464, 575] "∂MSE/∂Yᵢ = 1/n Σᵢ(Yᵢ − Tᵢ)" => "1/n (Yᵢ − Tᵢ)",
        "The sum over samples belongs to the gradient of a parameter, where l.470 to 474 have it.",
        [Formula("one_prediction")];
    [484] "summands −0.629, −1.118, −1.201 of ∂MSE/∂w₁" => "−0.629, −2.236, −3.603",
        "The printed ones are the column R; the column P has the printed mean −2.156.",
        [Number(ONE, 484)];
    [505, 561, 567] "nothing is said of scaling, X and Y are tabulated as they are"
        => "X₁, X₂ and Y are scaled to [0, 1]",
        "Z₁₁ of unscaled inputs would be 0.183, 0.397, 0.611; all 27 numbers of the table come out of scaled ones.",
        [Number(TWO, 565), Number(TWO, 566), Number(TWO, 567)];
    [527, 561] "w₅₁ = −0.202, w₅₂ = −0.416" => "+0.202, +0.416",
        "Y_pred and the updates that are printed, 0.210 and 0.425, need positive weights.",
        [Number(TWO, 527)];
    [625, 627, 621, 637] "0.0019 for ∂MSE/∂w₁₁ and ∂MSE/∂w₁₂, −0.0021 for w₂₁ and w₂₂" => "0.0060 and −0.0009",
        "Each follows one of the two paths to the output, against the lecture's own l.273 to 282.",
        [Formula("one_path_of_w11"), Formula("one_path_of_w21"), Number(TWO, 625), Number(TWO, 627), Number(TWO, 633)];
    [631, 633] "last factor 1 (l.625, 627: λ)" => "X₁ and X₂, scaled",
        "With the factor 1 the value is −0.0009235, that of the bias; −0.0021 comes out with X.",
        [Number(TWO, 631)];
    [647] "w₁₂ = 0.464 after the step" => "0.463",
        "0.464 − 0.1·0.005967 = 0.463403; one path alone, 0.463808, keeps 0.464.",
        [Number(TWO, 647)];
}
