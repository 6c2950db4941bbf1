//! Misprints of lecture 001.

use super::Check::Formula;
use super::errata;

errata! { 1:
    [15, 20, 282, 322, 474, 500] "∇/∇ for d/d, e for the elementwise product, signs lost"
        => "∂J/∂w; ⊙; + between the rows",
        "L.294 and 544 print the same formulas without slips.", [];
    [69] "w⁴ as a 2 × 2 matrix" => "2 × 1",
        "A 2 × 2 matrix gives two outputs, this network has one; l.63 lists two initial values.",
        [Formula("last_weights_of_one_output")];
    [113] "d₂⁴w₂₁⁴ as the second component of δ³" => "d⁴w₂₁⁴",
        "There is no second output.",
        [Formula("second_component")];
    [209] "w ← w − h ∇J/‖∇J‖" => "w ← w − h ∂J/∂w",
        "25 steps of 0.002 along a unit vector go 0.05 far: none of 300 starts comes near the printed \
         output, plain ones do.",
        [Formula("normalized_update")];
    [288] "∂J/∂wᵢⱼ = dⱼˡs′(zᵢˡ⁻¹)" => "dⱼˡs(zᵢˡ⁻¹)",
        "A weight is multiplied by an activation, not by its slope; l.256 to 270 have it.",
        [Formula("weight_of_a_slope")];
    [418, 422, 426] "J = ½ Σ(ŷ − y)" => "½ Σ(ŷ − y)²",
        "Only the square has the derivatives of l.442 to 480.",
        [Formula("cost_without_square")];
    [557] "there is no general expression" => "with A¹ = X there is one for all layers",
        "The three groups of l.561 to 591 differ in nothing else.", [];
    [570, 581] "δˡ = δˡ⁺¹·(Wˡ)ᵀ·σ′(zˡ) with the dot of the matrix product" => "the second product is elementwise",
        "A row times a row does not exist; l.526 has a box in that place.",
        [Formula("dot_for_elements")];
    [613, 616] "testing data" => "training data",
        "They drive the updates of the weights.", [];
    [625] "with multiple inputs" => "with multiple samples",
        "The input layer has one element.", [];
    [647] "a heading without a text" => "the section is missing",
        "The text ends there.", [];
}
