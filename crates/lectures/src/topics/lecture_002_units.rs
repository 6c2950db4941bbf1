//! Subjects of lecture 002, first half: boundaries, perceptrons, derivatives, backpropagation, softmax.

use super::Check::{Claim, Formula, Number, Test};
use super::topics;

topics! { 2:
    M01 "9–23" "Logistic regression says yes where θ·x ≥ 0, so its boundary is straight."
        covered(&["logistic-circle/decision-regions"], &["crates/from-scratch/src/head.rs#output_forward"],
            &[Claim("logistic-circle"),
              Test("crates/datasets/tests/datasets/baseline.rs#logistic_regression_solves_its_equation"),
              Test("crates/from-scratch/tests/worked.rs#the_forward_pass_of_lecture_004")]);
    M02 "27–44" "With the squares of the inputs the boundary is a circle: Θ = (−1, 0, 0, 1, 1)."
        covered(&["worked-circle/decision-regions", "logistic-circle/decision-regions"],
            &["crates/datasets/src/feature.rs#Formula"],
            &[Number("worked-circle", 44), Claim("logistic-circle"), Formula("circle"),
              Test("crates/datasets/tests/datasets/features.rs#formulas_have_the_values_of_arithmetic")]);
    M03 "46–51" "When neural networks were in fashion and when not."
        background("History: there is nothing to compute.");
    M04 "53–96" "The brain seems to learn everything by one method: senses can be exchanged."
        background("Biology and devices: there is nothing to compute.");
    M05 "98" "A neuron as a unit that adds up what arrives and then fires."
        background("The picture is lost; the unit it stands for is the perceptron of the next lines.");
    M06 "102–116" "A threshold w₀ on the other side, or a weight for an input that is always 1."
        covered(&["mlp-bias/decision-regions", "worked-and"],
            &["crates/from-scratch/src/layers/affine.rs#affine_forward"],
            &[Claim("mlp-bias"), Formula("threshold_as_bias"),
              Test("crates/from-scratch/src/layers/affine.rs#by_hand")]);
    M07 "118–128" "Step, tanh and sigmoid, and tanh as a sigmoid that was stretched."
        covered(&["activations-shapes/functions", "worked-activations"],
            &["crates/from-scratch/src/layers/activation/straight.rs#Step",
              "crates/from-scratch/src/layers/activation/saturating.rs#Tanh"],
            &[Formula("tanh_by_sigmoid"),
              Test("crates/from-scratch/tests/activations.rs#values_where_the_exponential_is_a_small_integer")]);
    M08 "130–145" "Weights and thresholds that make a unit AND, OR or NOT."
        covered(&["worked-and/decision-regions", "worked-or/decision-regions", "worked-not/decision-regions"],
            &["crates/datasets/src/logic.rs#truth_table", "crates/from-scratch/src/head.rs#side"],
            &[Number("worked-and", 141), Number("worked-or", 141), Number("worked-not", 141),
              Formula("weights_of_and"), Formula("weights_of_or"), Formula("weights_of_not"),
              Test("crates/datasets/src/logic.rs#rows_stand_in_the_order_of_the_table"),
              Test("crates/datasets/tests/datasets/generated.rs#truth_tables_are_in_table_order")]);
    M09 "149–160" "AND as four inequalities, and (1, 1, −1.5) as one of their solutions."
        covered(&["worked-and", "perceptron-and"], &["crates/from-scratch/src/layers/affine.rs#affine_forward"],
            &[Number("worked-and", 160), Formula("four_inequalities")]);
    M10 "162–172" "The four points of AND and the line between them."
        covered(&["worked-and/decision-regions"], &["crates/report/src/figures/corrections.rs#segment"],
            &[Test("crates/report/src/figures/corrections.rs#a_line_is_cut_at_the_bounds"),
              Test("crates/report/tests/captions.rs#corrections_are_counted_as_they_were_made")]);
    M11 "174–183" "The procedure that trains a perceptron, until a whole pass changes nothing."
        covered(&["perceptron-and/corrections"], &["crates/runner/src/perceptron.rs#on_epoch_end"],
            &[Claim("perceptron-and"), Test("crates/runner/tests/parts.rs#a_clean_epoch_ends_a_perceptron")]);
    M12 "185–199" "A weight changes by rate, input and mistake; the squared mistakes add up to the error."
        covered(&["perceptron-or/corrections", "perceptron-nand/corrections"],
            &["crates/from-scratch/src/losses/perceptron.rs#slope"],
            &[Claim("perceptron-or"), Claim("perceptron-nand"),
              Test("crates/from-scratch/tests/worked.rs#a_perceptron_learns_or")]);
    M13 "201–212" "Two groups that a line parts, and two that overlap."
        covered(&["losses-margin/decision-regions", "perceptron-xor/decision-regions"],
            &["crates/runner/src/novikoff.rs#margin"],
            &[Test("crates/runner/src/novikoff.rs#the_margin_of_and_is_one_over_the_root_of_17"),
              Test("crates/runner/src/novikoff.rs#xor_has_no_margin")]);
    M14 "215–225" "No line parts XOR."
        covered(&["perceptron-xor/decision-regions", "mlp-xor/decision-regions"],
            &["crates/runner/src/perceptron.rs#Corrections"],
            &[Claim("perceptron-xor"), Claim("mlp-xor"), Formula("no_unit_for_xor"),
              Test("crates/runner/tests/parts.rs#weights_that_come_back_are_a_cycle")]);
    M15 "227–231" "A network with a hidden layer: forward to the answer, backward to the gradients."
        covered(&["mlp-xor/decision-regions"],
            &["crates/from-scratch/src/network/forward.rs#forward",
              "crates/from-scratch/src/network/backward.rs#backward"],
            &[Test("crates/from-scratch/tests/worked.rs#each_layer_computes_from_the_one_before"),
              Test("crates/from-scratch/tests/laws.rs#dual_numbers_confirm_backward")]);
    M16 "233–257" "One unit beside a 2-5-2-1 network, the shapes of its matrices, and biases folded into them."
        covered(&["worked-shapes", "mlp-xor"], &["crates/engine/src/parameters.rs#push_layer"],
            &[Number("worked-shapes", 250), Claim("mlp-xor"), Formula("weight_shapes"), Formula("bias_shapes"),
              Formula("folded_shapes")]);
    M17 "259–264" "One hidden layer suffices in principle; more of them may get there more easily."
        covered(&["capacity-hills/decision-regions", "mlp-spirals/decision-regions"],
            &["crates/from-scratch/src/network.rs#Network"],
            &[Claim("capacity-hills"), Claim("capacity-parity"), Claim("mlp-spirals"), Claim("mlp-xor"),
              Test("crates/from-scratch/tests/worked.rs#each_layer_computes_from_the_one_before"),
              Test("crates/from-scratch/tests/laws.rs#dual_numbers_confirm_backward")]);
    M18 "266–270" "The more hidden units, the more complicated the regions can be."
        covered(&["capacity-hidden-units/decision-regions"], &["crates/runner/src/probe/plane.rs#Plane"],
            &[Claim("capacity-hidden-units"),
              Test("crates/runner/tests/probes/by_hand.rs#regions_hold_the_outputs_at_their_places")]);
    M19 "272–284" "A notebook that writes a network in numpy."
        not_offered("Python is not taught here; the hand-written engine is that program, and is read like one.");
    M20 "287–300" "A notebook that classifies with scikit-learn: a part held out, a network, its metrics."
        covered(&["mlp-breast-cancer/confusion-matrix", "mlp-iris/confusion-matrix"],
            &["crates/datasets/src/split.rs#Split", "crates/runner/src/metrics.rs#accuracy"],
            &[Claim("mlp-iris"), Claim("mlp-digits"),
              Test("crates/runner/tests/reference/main.rs#metrics_are_those_of_scikit_learn"),
              Test("crates/datasets/tests/datasets/split.rs#stratified_parts_have_exact_sizes"),
              Test("crates/runner/tests/reference/draws.rs#splits_draw_the_rows_that_numpy_draws")]);
    M21 "302–317" "A notebook that does the same for regression."
        covered(&["mlp-diabetes/predictions"], &["crates/runner/src/metrics/errors.rs#judge_targets"],
            &[Claim("mlp-diabetes"),
              Test("crates/runner/tests/reference/main.rs#metrics_are_those_of_scikit_learn")]);
    M22 "339" "Quiz: one layer learns OR, AND and NOT, and finds nothing for XOR."
        covered(&["worked-perceptron/corrections"], &["crates/runner/src/perceptron.rs#Corrections"],
            &[Number("worked-perceptron", 339), Formula("who_converges"), Claim("perceptron-or"),
              Claim("perceptron-not"), Claim("perceptron-xor"),
              Test("crates/runner/tests/probes/by_hand.rs#corrections_are_those_made_by_hand"),
              Test("crates/runner/tests/parts.rs#a_clean_epoch_ends_a_perceptron")]);
    M23 "340" "Quiz: a network on scikit-learn's diabetes data, a quarter held out, judged by R²."
        covered(&["mlp-diabetes/predictions"],
            &["crates/datasets/src/baseline/linear.rs#LinearRegression",
              "crates/runner/src/metrics/errors.rs#judge_targets"],
            &[Claim("mlp-diabetes"),
              Test("crates/datasets/tests/datasets/baseline.rs#linear_regression_on_diabetes_has_the_exact_r2"),
              Test("crates/runner/tests/reference/main.rs#metrics_are_those_of_scikit_learn")]);
    M24 "337–340" "The quiz counts 60 points, and its two questions 15 each."
        background("Two numbers that do not go together, and no network that would decide which is meant.");
    M25 "342–355" "The derivative of the sigmoid is σ(1 − σ)."
        covered(&["worked-activations", "losses-saturation"],
            &["crates/from-scratch/src/layers/activation/saturating.rs#Sigmoid"],
            &[Formula("sigmoid_slope"),
              Test("crates/from-scratch/tests/activations.rs#values_where_the_exponential_is_a_small_integer")]);
    M26 "360–375" "The derivative of tanh in three ways."
        covered(&["worked-activations"], &["crates/from-scratch/src/layers/activation/saturating.rs#Tanh"],
            &[Formula("tanh_as_quotient"), Formula("tanh_slope"), Formula("tanh_slope_by_sigmoid"),
              Test("crates/from-scratch/tests/activations.rs#values_where_the_exponential_is_a_small_integer")]);
    M27 "377–389, 565–569" "Backpropagation in seven steps: the error of a unit from the errors of those behind it."
        covered(&["worked-signs", "descent-sequential/network"],
            &["crates/from-scratch/src/layers/affine.rs#affine_backward_input"],
            &[Test("crates/from-scratch/tests/worked.rs#the_gradients_of_lecture_004"),
              Test("crates/blackboard/tests/answers.rs#every_gradient_is_a_central_difference")]);
    M28 "391–413" "Descent by all samples, by one, by a few; what an epoch is."
        covered(&["descent-updates", "descent-batch-size/curves"], &["crates/runner/src/batch_sampler.rs#each_batch"],
            &[Claim("descent-updates"), Claim("descent-batch-size"),
              Test("crates/runner/tests/follow.rs#each_row_is_in_one_batch_of_an_epoch")]);
    M29 "415–419" "Sigmoids inside, a softmax at the output; what the softmax is."
        covered(&["worked-softmax-images", "softmax-stability"],
            &["crates/from-scratch/src/layers/softmax.rs#softmax_forward"],
            &[Formula("softmax_of_a_sum"), Test("crates/from-scratch/src/layers/softmax.rs#only_differences_count")]);
    M30 "421–446" "Scores of three images become probabilities."
        covered(&["worked-softmax-images"], &["crates/from-scratch/src/layers/softmax.rs#softmax_forward"],
            &[Number("worked-softmax-images", 442), Number("worked-softmax-images", 444)]);
    M31 "448–460" "Sigmoids judge each class alone, the softmax shares 1 among them."
        covered(&["worked-softmax-scores"], &["crates/from-scratch/src/layers/softmax.rs#softmax_forward"],
            &[Number("worked-softmax-scores", 456), Number("worked-softmax-scores", 460)]);
    M32 "462–481" "The largest score is subtracted first, so no exponential overflows."
        covered(&["worked-stable-softmax", "softmax-stability"],
            &["crates/from-scratch/src/layers/softmax.rs#largest"],
            &[Number("worked-stable-softmax", 478), Claim("softmax-stability"), Formula("shifted_softmax_is_finite"),
              Test("crates/from-scratch/src/layers/softmax.rs#only_differences_count")]);
    M33 "484–561" "Cost, forward and backward pass of a network with K, J and I units."
        covered(&["worked-signs", "losses-factors"], &["crates/from-scratch/src/network/backward.rs#backward"],
            &[Number("worked-signs", 509), Number("worked-signs", 539), Formula("update_descends"),
              Claim("losses-factors")]);
    M34 "539–549" "A learning rate η(t) that changes with time."
        covered(&["descent-schedules/curves"], &["crates/runner/src/schedule.rs#factor"],
            &[Claim("descent-schedules"), Test("crates/runner/tests/parts.rs#schedules_are_their_formulas"),
              Test("crates/runner/tests/parts.rs#cosine_warms_up_and_ends_on_its_floor"),
              Test("crates/runner/tests/parts.rs#a_plateau_lowers_the_rate_once_for_each_patience")]);
    M35 "574–637" "2-3-2-2 with its biases in row 0, down to one formula of formulas."
        covered(&["worked-descent"], &["crates/from-scratch/src/network/forward.rs#forward"],
            &[Formula("composition"), Formula("nested_output"),
              Test("crates/from-scratch/tests/worked.rs#each_layer_computes_from_the_one_before")]);
    M36 "584–588" "A network is its layers, each applied to the one before."
        covered(&["worked-descent"], &["crates/from-scratch/src/network/forward.rs#forward"],
            &[Formula("composition"),
              Test("crates/from-scratch/tests/worked.rs#each_layer_computes_from_the_one_before")]);
    M37 "641–655" "80 samples in batches of 8: ten updates in an epoch; the error is a mean of halves."
        covered(&["descent-updates"], &["crates/runner/src/batch_sampler.rs#each_batch"],
            &[Claim("descent-updates"), Formula("arguments"),
              Test("crates/runner/tests/follow.rs#each_row_is_in_one_batch_of_an_epoch")]);
    M38 "671–763" "Derivatives by single weights and biases of each layer."
        covered(&["worked-descent"], &["crates/from-scratch/src/network/backward.rs#layer_parameters"],
            &[Number("worked-descent", 681), Number("worked-descent", 692), Number("worked-descent", 710),
              Number("worked-descent", 727), Number("worked-descent", 754), Formula("second_layer_weight"),
              Test("crates/from-scratch/tests/laws.rs#dual_numbers_confirm_backward")]);
}
