//! Misprints of lecture 003.

use super::Check::Formula;
use super::errata;

errata! { 3:
    [160] "∂net_o2/∂w₁ with w₅" => "with w₇",
        "The path to the second output goes through w₇; l.162 repeats the line without the slip.",
        [Formula("path_to_the_second_output")];
    [194, 198, 211, 220, 224, 321, 326] "names that change: b_oh and b_ho, D_EO and O_EO, H and H_ON, i and j" =>
        "b_ho; O_EO; H_ON; one index for one derivative",
        "The same thing has another name where it is used; l.194 prints \"ouptut\".", [];
    [207, 211] "[i₁ i₂]W_ih + [b₁; b₂], [out_h1; out_h2]W_ho" => "rows everywhere",
        "A row plus a column is no row, and a column times a square does not exist.",
        [Formula("row_plus_column"), Formula("column_times_square")];
    [222, 283] "∂net_o2/∂w₅ as the last entry of O_NW" => "∂net_o2/∂w₈",
        "w₅ leads to the first output, so the printed derivative is 0; l.236 has the value out_h2.",
        [Formula("last_entry")];
    [226, 263, 299] "∂net_h1 in the right column of H_NW" => "∂net_h2/∂w₃ and ∂net_h2/∂w₄",
        "w₃ and w₄ lead to the second unit; the matrix of values, i₁ and i₂, is right.",
        [Formula("right_column")];
    [283] "O_EO ⊙ O_ON ⊙ O_NW, called ∂E/∂w_ih" => "(O_EO ⊙ O_ON)ᵀ ⊙ O_NW, and it is ∂E/∂W_ho",
        "As printed w₅ and w₈ come out right, w₆ and w₇ do not.",
        [Formula("output_weights")];
    [294] "(S + flipud S) ⊙ H_ON ⊙ H_NW, called ∂E/∂w_ho, with * for ⊙" => "H_ONᵀ in the second place; it is ∂E/∂W_ih",
        "As printed w₁ and w₄ come out right, w₂ and w₃ take the slope of the other unit. Flipping itself is right.",
        [Formula("hidden_weights"), Formula("flipped_sum")];
    [297] "∂out_o1/∂net_o2 at the top right of O_ON" => "∂out_o1/∂net_o1",
        "The first output does not depend on the second net; l.232 has it.",
        [Formula("top_right")];
}
