//! Subjects of lecture 003: the chain rule in numbers, and gradients as products of matrices.

use super::Check::{Claim, Formula, Number, Test};
use super::topics;

topics! { 3:
    Y01 "15–32" "Linear regression: the squared error of a line, and its two derivatives."
        covered(&["worked-regression", "losses-outliers/predictions"],
            &["crates/from-scratch/src/batch_loss.rs#loss_backward",
              "crates/datasets/src/baseline/linear.rs#LinearRegression"],
            &[Number("worked-regression", 30), Number("worked-regression", 32), Formula("slope_of_the_line"),
              Formula("offset_of_the_line"),
              Test("crates/datasets/tests/datasets/baseline.rs#linear_regression_on_diabetes_has_the_exact_r2")]);
    Y02 "34–47" "Gradient descent: step after step downhill, until nothing changes any more."
        covered(&["descent-momentum/loss-surface", "worked-regression"],
            &["crates/from-scratch/src/rules/descent.rs#GradientDescent"],
            &[Claim("descent-momentum"),
              Test("crates/from-scratch/tests/rules.rs#the_tenth_step_from_any_memory_follows_the_formula")]);
    Y03 "49–55" "What the backward pass is for: how the error changes with each weight."
        covered(&["worked-chain-rule"], &["crates/from-scratch/src/network/backward.rs#backward"],
            &[Test("crates/from-scratch/tests/laws.rs#dual_numbers_confirm_backward")]);
    Y04 "57–70" "The chain rule, for functions of functions and of several variables."
        covered(&["worked-chain-rule"], &["crates/from-scratch/src/dual.rs#Dual"],
            &[Test("crates/from-scratch/src/dual.rs#derivatives_in_closed_form")]);
    Y05 "72–117" "A 2-2-2 sigmoid network with four biases, and ∂E/∂w₅ in symbols."
        covered(&["worked-chain-rule", "mlp-bias"], &["crates/from-scratch/src/layers/affine.rs#affine_backward"],
            &[Test("crates/from-scratch/tests/worked.rs#the_gradients_of_lecture_004"),
              Test("crates/from-scratch/src/layers/affine.rs#by_hand")]);
    Y06 "113–117" "The derivative of the sigmoid as f(x)·f(−x)."
        covered(&["worked-chain-rule"], &["crates/from-scratch/src/layers/activation/saturating.rs#Sigmoid"],
            &[Formula("sigmoid_mirrored"),
              Test("crates/from-scratch/tests/activations.rs#values_where_the_exponential_is_a_small_integer")]);
    Y07 "119–137" "∂E/∂w₅ in numbers, factor by factor."
        covered(&["worked-chain-rule"], &["crates/from-scratch/src/layers/affine.rs#affine_backward"],
            &[Number("worked-chain-rule", 129), Number("worked-chain-rule", 137)]);
    Y08 "139–172" "∂E/∂w₁ along both paths, in symbols and in numbers."
        covered(&["worked-chain-rule"], &["crates/from-scratch/src/layers/affine.rs#affine_backward_input"],
            &[Number("worked-chain-rule", 172), Formula("path_to_the_second_output")]);
    Y09 "174–187" "Gradients share factors, so each factor is computed once."
        covered(&["worked-chain-rule"], &["crates/from-scratch/src/network/backward.rs#through_block"],
            &[Test("crates/blackboard/tests/answers.rs#every_gradient_is_a_central_difference")]);
    Y10 "189–203" "Weights, biases, sums and outputs as matrices."
        covered(&["worked-flipud"], &["crates/lectures/src/matrix_form/matrices.rs#elementwise"],
            &[Test("crates/lectures/tests/errata.rs#scalars_and_matrices_are_equal")]);
    Y11 "207–215" "The forward pass in matrices, and the error as a row times itself."
        covered(&["worked-flipud"], &["crates/lectures/src/matrix_form/matrices.rs#elementwise"],
            &[Formula("row_plus_column"), Formula("column_times_square"),
              Test("crates/lectures/tests/errata.rs#scalars_and_matrices_are_equal")]);
    Y12 "217–275" "Matrices of derivatives: of outputs by sums, of the error by outputs, of sums by weights."
        covered(&["worked-flipud"], &["crates/lectures/src/matrix_form/matrices.rs#slopes"],
            &[Formula("last_entry"), Formula("right_column"),
              Test("crates/lectures/tests/errata.rs#scalars_and_matrices_are_equal")]);
    Y13 "277–285" "The gradient of the output weights, element by element."
        covered(&["worked-flipud"], &["crates/lectures/src/matrix_form/matrices.rs#of_w_ho"],
            &[Number("worked-flipud", 283), Formula("output_weights"),
              Test("crates/lectures/tests/errata.rs#both_forms_have_one_gradient"),
              Test("crates/lectures/tests/errata.rs#scalars_and_matrices_are_equal")]);
    Y14 "287–299" "The gradient of the hidden weights, with a matrix that is turned upside down."
        covered(&["worked-flipud"], &["crates/lectures/src/matrix_form/matrices.rs#of_w_ih"],
            &[Number("worked-flipud", 294), Formula("hidden_weights"), Formula("flipped_sum"),
              Test("crates/lectures/tests/errata.rs#both_forms_have_one_gradient"),
              Test("crates/lectures/tests/errata.rs#scalars_and_matrices_are_equal")]);
    Y15 "302–319" "Five steps: design, initial weights, forward, backward, update."
        covered(&["mlp-circles/curves"], &["crates/runner/src/training.rs#advance"],
            &[Test("xtask/tests/numbers.rs#ten_thousand_sequential_updates"),
              Test("crates/runner/tests/follow.rs#the_updates_are_those_of_the_run")]);
    Y16 "321–332" "Updates by the whole batch, by one sample, by a few."
        covered(&["descent-updates", "descent-batch-size/curves"], &["crates/runner/src/batch_sampler.rs#each_batch"],
            &[Claim("descent-updates"), Claim("descent-batch-size"),
              Test("crates/runner/tests/follow.rs#each_row_is_in_one_batch_of_an_epoch")]);
    Y17 "334" "A playground: a network in the browser, trained before one's eyes."
        covered(&[], &["crates/report/src/site/playground.rs#configs"],
            &[Test("crates/report/tests/site.rs#the_playground_takes_small_networks_without_files"),
              Test("crates/report/tests/site.rs#configs_come_in_the_order_of_the_course")]);
    Y18 "338" "Two classes, one in a ring around the other."
        covered(&["mlp-circles/decision-regions"], &["crates/datasets/src/shapes.rs#circles"],
            &[Claim("mlp-circles"),
              Test("crates/datasets/tests/datasets/generated.rs#a_disc_lies_within_a_ring"),
              Test("crates/runner/tests/reference/draws.rs#generated_sets_are_those_of_their_formulas")]);
}
