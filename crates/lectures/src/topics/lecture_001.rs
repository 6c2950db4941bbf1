//! Subjects of lecture 001: networks from one weight to four outputs, in scalars and in matrices, and batches.

use super::Check::{Claim, Formula, Number, Test};
use super::topics;

topics! { 1:
    S01 "6–22" "A single weight learns to halve: x = 2, target 1, from 0.95."
        covered(&["worked-one-weight"], &["crates/from-scratch/src/rules/descent.rs#GradientDescent"],
            &[Number("worked-one-weight", 22)]);
    S02 "13–20" "Gradient descent: against the slope, by a rate times its size."
        covered(&["worked-one-weight", "descent-momentum/loss-surface"],
            &["crates/from-scratch/src/rules/descent.rs#GradientDescent"],
            &[Test("crates/from-scratch/tests/rules.rs#the_tenth_step_from_any_memory_follows_the_formula")]);
    S03 "22, 57, 149, 160" "Curves of output and error over the updates show whether training converges."
        covered(&["activations-convergence/curves"], &["crates/report/src/figures/curves/series.rs#thinned"],
            &[Test("crates/report/src/figures/curves/series.rs#a_spike_survives_and_a_short_curve_stays_whole"),
              Test("crates/report/src/figures/curves/series.rs#a_curve_that_jumps_keeps_its_width")]);
    S04 "27–57" "Three hidden layers of one unit each, a chain of four weights."
        covered(&["worked-chain"], &["crates/from-scratch/src/network/forward.rs#layer"],
            &[Number("worked-chain", 41), Number("worked-chain", 57)]);
    S05 "43–55" "Along a chain, each error is the next one times the weight between."
        covered(&["worked-chain"], &["crates/from-scratch/src/layers/affine.rs#affine_backward_input"],
            &[Formula("recursion_without_activation"), Test("crates/from-scratch/tests/parts.rs#affine")]);
    S06 "61–149" "1-2-2-1 with weight matrices, and what the two indices of a weight mean."
        covered(&["worked-two-by-two"], &["crates/from-scratch/src/network/backward.rs#layer_parameters"],
            &[Number("worked-two-by-two", 149), Formula("last_weights_of_one_output")]);
    S07 "73–144" "Sums forward, errors backward through the same weights, and their product is the gradient."
        covered(&["worked-two-by-two"],
            &["crates/from-scratch/src/layers/affine.rs#affine_forward",
              "crates/from-scratch/src/layers/affine.rs#affine_backward_input"],
            &[Formula("recursion_without_activation"), Test("crates/from-scratch/tests/parts.rs#affine"),
              Test("crates/from-scratch/src/layers/affine.rs#by_hand")]);
    S08 "147" "One program for any number of layers and units."
        covered(&["worked-two-by-two"], &["crates/from-scratch/src/network.rs#Network"],
            &[Test("crates/from-scratch/tests/worked.rs#each_layer_computes_from_the_one_before"),
              Test("crates/from-scratch/tests/laws.rs#dual_numbers_confirm_backward")]);
    S09 "154–160" "Two inputs: 2-2-2-1 on the sample (2, 4) with target 8."
        covered(&["worked-two-inputs"], &["crates/from-scratch/src/layers/affine.rs#affine_backward"],
            &[Number("worked-two-inputs", 160)]);
    S10 "165–216" "Four outputs: 2-4-3-2-4, 25 updates; the weights are lost, so others are chosen."
        covered(&["worked-four-outputs"], &["crates/from-scratch/src/rules/descent.rs#NormalizedGradient"],
            &[Formula("normalized_update"),
              Test("crates/from-scratch/tests/rules.rs#normalized_steps_have_the_length_of_the_rate")]);
    S11 "211, 331" "Targets and predictions in one picture, while training goes on."
        covered(&["activations-output/predictions"], &["crates/from-scratch/src/head.rs#output_forward"],
            &[Claim("activations-output"),
              Test("crates/from-scratch/tests/worked.rs#the_forward_pass_of_lecture_004")]);
    S12 "209" "An update that divides the gradient by its length, so that every step is equally long."
        covered(&["descent-normalised/loss-surface"], &["crates/from-scratch/src/rules/descent.rs#NormalizedGradient"],
            &[Claim("descent-normalised"), Formula("normalized_update"),
              Test("crates/from-scratch/tests/rules.rs#normalized_steps_have_the_length_of_the_rate")]);
    S13 "220–252" "Biases shift what a unit sums up, an activation bends it."
        covered(&["worked-biases"], &["crates/from-scratch/src/layers/affine.rs#affine_forward",
              "crates/from-scratch/src/layers/activation.rs#activation_forward"],
            &[Formula("biases"), Test("crates/from-scratch/src/layers/affine.rs#by_hand"),
              Test("crates/from-scratch/tests/activations.rs#at_infinity_functions_have_their_limits"),
              Test("crates/from-scratch/tests/worked.rs#each_layer_computes_from_the_one_before")]);
    S14 "242–246, 278" "Without an activation the network is the special case s(z) = z, and linear."
        covered(&["activations-convergence/predictions"],
            &["crates/from-scratch/src/layers/activation/straight.rs#Identity"],
            &[Claim("activations-convergence"),
              Test("crates/from-scratch/tests/activations.rs#values_where_the_exponential_is_a_small_integer")]);
    S15 "250–338" "2-4-3-2-4 with biases and any of four activations, 30 updates; the weights are lost."
        covered(&["worked-biases", "activations-same-start/curves"],
            &["crates/from-scratch/src/network/backward.rs#backward"],
            &[Claim("activations-same-start"), Formula("hidden_error"),
              Test("crates/from-scratch/tests/laws.rs#dual_numbers_confirm_backward")]);
    S16 "254–314" "Errors, and gradients of weights and biases, with the slope of the activation in them."
        covered(&["worked-biases"], &["crates/from-scratch/src/layers/activation.rs#activation_backward"],
            &[Formula("output_error"), Formula("hidden_error"),
              Test("crates/from-scratch/tests/parts.rs#activation"),
              Test("crates/from-scratch/tests/laws.rs#dual_numbers_confirm_backward")]);
    S17 "284" "Exercise: derive the recursion of the errors."
        covered(&["worked-biases"], &["crates/from-scratch/src/network/backward.rs#through_block"],
            &[Formula("hidden_error"), Test("crates/from-scratch/tests/laws.rs#dual_numbers_confirm_backward")]);
    S18 "290" "Exercise: derive the gradient of a weight; what is printed is the slope where the value belongs."
        covered(&["worked-biases"], &["crates/from-scratch/src/layers/affine.rs#affine_backward"],
            &[Formula("weight_of_a_slope"), Test("crates/from-scratch/tests/parts.rs#affine")]);
    S19 "316" "Exercise: derive the gradient of a bias."
        covered(&["worked-biases"], &["crates/from-scratch/src/layers/affine.rs#column_sums"],
            &[Formula("biases"), Test("crates/from-scratch/tests/parts.rs#affine")]);
    S20 "319–326" "Linear, sigmoid, ReLU, tanh with their ranges, and tanh brought to (0, 1)."
        covered(&["activations-shapes/functions", "worked-slopes"],
            &["crates/from-scratch/src/layers/activation/saturating.rs#Tanh"],
            &[Formula("tanh_by_an_exponential"), Formula("tanh_between_0_and_1"),
              Test("crates/from-scratch/tests/activations.rs#values_where_the_exponential_is_a_small_integer")]);
    S21 "329, 593–602" "Exercise: plot the activations together, and their derivatives, and conclude."
        covered(&["activations-shapes/functions"], &["crates/runner/src/probe/functions.rs#Functions"],
            &[Number("worked-slopes", 602), Test("crates/runner/tests/probes/by_hand.rs#slopes_are_derivatives")]);
    S22 "329, 607" "Exercise: from one start and at one rate, which activation is fastest, which slowest?"
        covered(&["activations-convergence/curves", "activations-same-start/curves"],
            &["crates/from-scratch/src/layers/activation.rs#activation_backward"],
            &[Claim("activations-convergence"), Claim("activations-same-start"),
              Test("crates/from-scratch/tests/parts.rs#activation")]);
    S23 "329" "Exercise: which activation fits data worst that are not linear?"
        covered(&["activations-convergence/predictions"],
            &["crates/from-scratch/src/layers/activation.rs#activation_forward"],
            &[Claim("activations-convergence"),
              Test("crates/from-scratch/tests/activations.rs#values_where_the_exponential_is_a_small_integer")]);
    S24 "342" "Exercise: why ReLU may do exactly what the linear activation does."
        covered(&["activations-same-start/curves"], &["crates/from-scratch/src/layers/activation/straight.rs#Relu"],
            &[Claim("activations-same-start"),
              Test("crates/from-scratch/tests/activations.rs#values_where_the_exponential_is_a_small_integer")]);
    S25 "346–408" "The same network in matrices with a sample in each row, and the shape of each matrix."
        covered(&["worked-matrix"], &["crates/lectures/src/matrix_form/matrices.rs#rows"],
            &[Test("crates/lectures/tests/errata.rs#scalars_and_matrices_are_equal")]);
    S26 "414–428" "The cost of one sample and of several."
        covered(&["worked-matrix", "losses-factors"], &["crates/from-scratch/src/losses/distance.rs#Square"],
            &[Formula("cost_without_square"),
              Test("crates/from-scratch/tests/losses.rs#losses_of_a_distance_by_hand"),
              Test("crates/from-scratch/tests/losses.rs#loss")]);
    S27 "430–553" "The last two layers written out by components, then as a product of matrices."
        covered(&["worked-matrix"], &["crates/from-scratch/src/layers/affine.rs#affine_backward"],
            &[Number("worked-matrix", 502), Number("worked-matrix", 536), Formula("one_component"),
              Formula("third_weights"),
              Test("crates/from-scratch/tests/parts.rs#affine")]);
    S28 "555–591" "Three groups of formulas: for the last layer, one in the middle, the first."
        covered(&["worked-matrix"], &["crates/from-scratch/src/network/backward.rs#layer_input"],
            &[Number("worked-matrix", 587), Formula("dot_for_elements"), Formula("first_weights"),
              Test("crates/from-scratch/tests/laws.rs#dual_numbers_confirm_backward")]);
    S29 "597–602" "What the curves show: σ′ is even and small, ReLU switches units off, tanh is odd."
        covered(&["activations-dead-relu/layer-health", "activations-shapes/functions"],
            &["crates/runner/src/probe/health.rs#Health"],
            &[Claim("activations-dead-relu"), Claim("activations-shapes"), Number("worked-slopes", 602),
              Formula("even_derivative"), Formula("odd_tanh"),
              Test("crates/runner/tests/probes/by_hand.rs#layers_are_as_healthy_as_by_hand")]);
    S30 "609–616" "Several samples; one pass over all of them is an epoch."
        covered(&["descent-batch-size/curves"], &["crates/runner/src/batch_sampler.rs#each_batch"],
            &[Test("xtask/tests/numbers.rs#every_number_and_every_digit"),
              Test("crates/runner/tests/follow.rs#each_row_is_in_one_batch_of_an_epoch")]);
    S31 "618–620" "All samples in a step, one, or a few: batch, stochastic and mini-batch descent."
        covered(&["descent-updates", "descent-batch-size/curves"], &["crates/runner/src/batch_sampler.rs#each_batch"],
            &[Claim("descent-updates"), Claim("descent-batch-size"),
              Test("crates/runner/tests/follow.rs#each_row_is_in_one_batch_of_an_epoch")]);
    S32 "623" "One program for all three: loops over epochs, batches and samples."
        covered(&["descent-batch-size/curves"], &["crates/runner/src/training.rs#advance"],
            &[Claim("descent-batch-size"),
              Test("crates/runner/tests/follow.rs#each_row_is_in_one_batch_of_an_epoch"),
              Test("crates/runner/tests/follow.rs#the_updates_are_those_of_the_run")]);
    S33 "619–620" "The smaller the batch, the more the cost goes up and down."
        covered(&["descent-batch-size/curves"], &["crates/runner/src/batch_sampler.rs#each_batch"],
            &[Claim("descent-batch-size"),
              Test("crates/runner/tests/follow.rs#each_row_is_in_one_batch_of_an_epoch")]);
    S34 "625–637" "Five samples and four hidden layers that are linear, from 20 to 200 passes."
        covered(&["activations-output/predictions"],
            &["crates/from-scratch/src/layers/activation/straight.rs#Identity"],
            &[Claim("activations-output"),
              Test("crates/from-scratch/tests/activations.rs#values_where_the_exponential_is_a_small_integer")]);
    S35 "641" "The same with tanh and 500 epochs; widths and weights are lost, so others are chosen."
        covered(&["worked-five-samples/predictions", "activations-output/predictions"],
            &["crates/from-scratch/src/layers/activation/saturating.rs#Tanh"],
            &[Claim("activations-output"),
              Test("crates/from-scratch/tests/activations.rs#values_where_the_exponential_is_a_small_integer")]);
    S36 "647" "A heading about the mathematics of several samples, with nothing under it."
        not_offered("The lecture has no text here; the mathematics is that of the matrix form.");
}
