//! Misprints of lecture 002.

use super::Check::{Computation, Formula};
use super::{checks, errata};

errata! { 2:
    [109, 106] "w₀ is the threshold, and the bias weight" => "the bias weight is minus the threshold",
        "With w₀ = 1.5 in l.109 the unit of AND fires for every input; l.145 has the sign.",
        [Formula("threshold_as_bias")];
    [194, 199] "the correction of the perceptron, under gradient descent" => "it is no gradient of the E of l.191",
        "The step has derivative 0 wherever it has one.", [];
    [283] "import matplotlib as plt" => "import matplotlib.pyplot as plt",
        "`matplotlib` itself has no `plot`.", [];
    [337] "60 points" => "30, or two questions are missing",
        "The two questions that are printed have 15 each.", [];
    [419] "softmax with a sum in the numerator" => "eᶻʲ / Σₖ eᶻᵏ",
        "As printed every class has probability 1; l.456 to 466 have it right.",
        [Formula("softmax_of_a_sum")];
    [509, 511, 552, 556, 685, 763] "∂E/∂u = (y − v)v(1 − v)o" => "the opposite sign",
        "The derivative of ½(y − v)² by v is −(y − v).",
        [Formula("sign_of_output_gradient"), Formula("sign_of_hidden_gradient")];
    [539, 541, 547, 549] "Δ = −ηδo with δ = (y − v)v(1 − v)" => "Δ = +ηδo, or the other sign of δ",
        "The printed update climbs: E grows.",
        [Formula("update_descends")];
    [586] "… W⁽ᴸ⁻¹⁾ᵀσ⁽ᴸ⁻¹⁾ … W⁽³⁾ᵀσ⁽³⁾(σ⁽²⁾(…))" => "… W⁽ᴸ⁻¹⁾ᵀσ⁽ᴸ⁻²⁾ … W⁽³⁾ᵀσ⁽²⁾(…)",
        "Read as printed, with four different activations, the output is another; l.588 is right.",
        [Formula("composition")];
    [681, 622, 671, 654] "Eᵢ = ½‖y − a‖², and derivatives with the factor −2" => "−1 with that Eᵢ, −2 with Σ(y − a)²",
        "The factor of the loss and that of its derivative belong together.",
        [Formula("factor_of_half_squares"), Formula("factor_of_plain_squares")];
    [707, 708, 710, 725, 727, 746, 752, 754, 756] "(y₁ − a₂⁽³⁾) in the term of the second output" => "(y₂ − a₂⁽³⁾)",
        "L.674 has it.",
        [Formula("second_layer_weight"), Formula("second_layer_bias"), Formula("first_layer_weight")];
    [748, 750, 758, 761] "w (∂σ/∂w₁₂)(∂z₂/∂w₁₂)" => "w (∂σ/∂z₂)(∂z₂/∂w₁₂)",
        "Read as printed x₁ counts twice.",
        [Formula("doubled_factor")];
    [849] "|x| falls within −4 to 4, where the derivative is not near 0"
        => "x falls within −4 to 4, where it may be 0.018",
        "σ′(4) = 0.01766 is 7 % of its maximum.",
        [Computation("slope_at_4", checks::slope_at_4)];
    [858] "clipping to (min, max) keeps gradients from vanishing" => "from exploding alone",
        "A bound on the size makes no small number larger.", [];
    [864] "variance σ, by which is divided" => "the standard deviation σ, the root of the variance",
        "Divided by its variance of 4, a column is left with a variance of ¼.",
        [Formula("unit_variance"), Computation("divided_by_the_variance", checks::divided_by_the_variance)];
    [874] "α ∂R/∂w + ∂Loss/∂w, where Loss holds α/2 ‖W‖² already"
        => "the derivative of the data loss in the second place",
        "As printed the penalty counts twice.",
        [Formula("doubled_penalty")];
}
