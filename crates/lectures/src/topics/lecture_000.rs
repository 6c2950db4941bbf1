//! Subjects of lecture 000: perceptron, forward and backward pass, and two examples by hand.

use super::Check::{Claim, Formula, Number, Test};
use super::topics;

topics! { 0:
    K01 "12–14" "Regression answers with a number, classification with one of K classes."
        covered(&["mlp-iris/confusion-matrix"], &["crates/datasets/src/encode.rs#encode_targets"],
            &[Test("crates/datasets/tests/datasets/encode.rs#more_classes_take_a_column_each"),
              Test("crates/datasets/tests/datasets/encode.rs#inline_numbers_stay_numbers")]);
    K02 "15" "A classifier cuts the space of its inputs into regions; where they meet runs the boundary."
        covered(&["mlp-idx-bars", "capacity-hidden-units/decision-regions"],
            &["crates/from-scratch/src/head.rs#output_forward", "crates/runner/src/probe/plane.rs#Plane"],
            &[Claim("capacity-hidden-units"),
              Test("crates/from-scratch/tests/worked.rs#the_forward_pass_of_lecture_004"),
              Test("crates/runner/tests/probes/by_hand.rs#regions_hold_the_outputs_at_their_places")]);
    K03 "17–25" "A linear model parts its classes by a hyperplane."
        covered(&["losses-margin/decision-regions"], &["crates/datasets/src/baseline/logistic.rs#LogisticRegression"],
            &[Test("crates/datasets/tests/datasets/baseline.rs#logistic_regression_solves_its_equation")]);
    K04 "27–33" "The perceptron: a weighted sum of features behind a step."
        covered(&["worked-criterion/corrections"], &["crates/from-scratch/src/head.rs#output_forward"],
            &[Test("crates/from-scratch/tests/worked.rs#a_perceptron_learns_and")]);
    K05 "30–34" "Features φ(x) take the place of x; a curved boundary in x is straight in them."
        covered(&["logistic-circle/decision-regions"], &["crates/datasets/src/feature.rs#Formula"],
            &[Test("crates/datasets/tests/datasets/features.rs#formulas_have_the_values_of_arithmetic")]);
    K06 "35–37" "The step gives +1 or −1, and +1 at exactly 0."
        covered(&["perceptron-not/network"], &["crates/from-scratch/src/head.rs#side"],
            &[Test("crates/from-scratch/src/losses/perceptron.rs#zero_is_on_the_side_that_the_config_says")]);
    K07 "39, 44" "Two classes are written 0 and 1, or −1 and +1."
        covered(&["perceptron-or/corrections"], &["crates/from-scratch/src/head.rs#sign"],
            &[Test("crates/from-scratch/tests/worked.rs#a_perceptron_learns_or")]);
    K08 "44–45" "A sample is right if the weighted sum has the sign of its target."
        covered(&["perceptron-not"], &["crates/from-scratch/src/losses/perceptron.rs#is_mistake"],
            &[Claim("perceptron-not"),
              Test("crates/from-scratch/src/losses/perceptron.rs#only_mistakes_count")]);
    K09 "43–50" "The perceptron criterion: minus the sum of w·φ t over the samples that are wrong."
        covered(&["worked-criterion"], &["crates/from-scratch/src/losses/perceptron.rs#Perceptron"],
            &[Test("crates/from-scratch/src/losses/perceptron.rs#only_mistakes_count")]);
    K10 "52–56" "Descent on that criterion, one sample at a time: add αφt for each mistake until there is none."
        covered(&["perceptron-and/corrections", "worked-criterion/corrections"],
            &["crates/from-scratch/src/batch_loss.rs#loss_backward", "crates/runner/src/perceptron.rs#Corrections"],
            &[Number("worked-criterion", 56), Claim("perceptron-and"), Formula("criterion_step"),
              Test("crates/from-scratch/tests/worked.rs#a_perceptron_learns_and"),
              Test("crates/runner/tests/parts.rs#a_clean_epoch_ends_a_perceptron")]);
    K11 "60" "No perceptron learns what no straight line parts."
        covered(&["perceptron-xor/decision-regions"], &["crates/runner/src/novikoff.rs#margin"],
            &[Claim("perceptron-xor"), Test("crates/runner/src/novikoff.rs#xor_has_no_margin"),
              Test("crates/runner/src/novikoff.rs#the_margin_of_and_is_one_over_the_root_of_17")]);
    K12 "58–65" "Layers one behind the other, of smooth units instead of perceptrons, so that errors have gradients."
        covered(&["mlp-circles/decision-regions"], &["crates/from-scratch/src/network.rs#Network"],
            &[Claim("mlp-circles"), Test("crates/from-scratch/tests/laws.rs#dual_numbers_confirm_backward"),
              Test("crates/from-scratch/tests/worked.rs#each_layer_computes_from_the_one_before")]);
    K13 "68–81" "A network as sums of basis functions that are learned, linear at the output for regression."
        covered(&["worked-general"], &["crates/from-scratch/src/network/forward.rs#layer"],
            &[Test("crates/from-scratch/tests/worked.rs#each_layer_computes_from_the_one_before")]);
    K14 "83–109" "A 2-2-2 network and the names of its layers, weights and biases."
        covered(&["worked-equations"], &["crates/engine/src/parameters.rs#Layout"],
            &[Test("crates/engine/tests/initializer.rs#tensors_are_named_layer_by_layer")]);
    K15 "111–131" "Which activation for hidden units, and which at the output, follows from the task."
        covered(&["activations-output/predictions"],
            &["crates/experiment/src/spec/output_activation.rs#OutputActivation"],
            &[Claim("activations-output"),
              Test("crates/experiment/tests/parts.rs#the_output_follows_from_the_task")]);
    K16 "133–181" "The forward pass, unit by unit and in matrices: functions within functions."
        covered(&["worked-equations"], &["crates/from-scratch/src/layers/affine.rs#affine_forward"],
            &[Number("worked-equations", 137), Formula("components_and_matrices"),
              Test("crates/from-scratch/src/layers/affine.rs#by_hand")]);
    K17 "184–194" "Sigmoid, tanh and ReLU, and between which values they lie."
        covered(&["activations-shapes/functions"],
            &["crates/from-scratch/src/layers/activation/saturating.rs#Tanh"],
            &[Test("crates/from-scratch/tests/activations.rs#values_where_the_exponential_is_a_small_integer")]);
    K18 "198–204" "Backpropagation in two stages: all derivatives first, then the update."
        covered(&["worked-equations"],
            &["crates/from-scratch/src/network/backward.rs#backward", "crates/from-scratch/src/trainer.rs#step"],
            &[Test("crates/from-scratch/tests/worked.rs#the_first_update_of_lecture_004")]);
    K19 "206–212" "Squared error for regression, cross-entropy for classification."
        covered(&["losses-outliers/predictions"],
            &["crates/from-scratch/src/losses/distance.rs#Square",
              "crates/from-scratch/src/losses/cross_entropy.rs#CrossEntropy"],
            &[Test("crates/from-scratch/tests/losses.rs#losses_of_a_distance_by_hand"),
              Test("crates/from-scratch/tests/losses.rs#losses_of_classes_by_hand"),
              Test("crates/from-scratch/tests/losses.rs#loss")]);
    K20 "226–238" "The error δ of a unit is the derivative of the loss by what the unit sums up."
        covered(&["activations-vanishing/gradient-norms"],
            &["crates/from-scratch/src/network/backward.rs#through_block"],
            &[Test("crates/blackboard/tests/answers.rs#every_gradient_is_a_central_difference")]);
    K21 "240–271" "δ of an output, and δ of a hidden unit from those behind it, by the chain rule."
        covered(&["worked-equations"], &["crates/from-scratch/src/network/backward.rs#through_activation"],
            &[Number("worked-equations", 269), Formula("hidden_error"),
              Test("crates/from-scratch/tests/worked.rs#the_gradients_of_lecture_004")]);
    K22 "273–282" "A hidden unit acts on the loss along every path, so its derivative is a sum."
        covered(&["worked-equations"], &["crates/from-scratch/src/layers/affine.rs#affine_backward_input"],
            &[Formula("all_paths"), Test("crates/blackboard/tests/answers.rs#every_gradient_is_a_central_difference")]);
    K23 "284–302, 318–324" "The gradient of a weight: what goes in times δ of what comes out."
        covered(&["worked-equations"], &["crates/from-scratch/src/layers/affine.rs#affine_backward"],
            &[Number("worked-equations", 322), Formula("output_weights"),
              Test("crates/from-scratch/src/layers/affine.rs#by_hand")]);
    K24 "304–316, 326–328" "The gradient of a bias is δ."
        covered(&["worked-equations"], &["crates/from-scratch/src/layers/affine.rs#column_sums"],
            &[Formula("output_biases"), Test("crates/from-scratch/src/layers/affine.rs#by_hand")]);
    K25 "330–356" "D inputs, M hidden units, K outputs, which for classes go through σ."
        covered(&["worked-general"], &["crates/from-scratch/src/head.rs#output_forward"],
            &[Test("crates/from-scratch/tests/worked.rs#the_forward_pass_of_lecture_004")]);
    K26 "358–360" "Depth as the length of the path along which credit is assigned; deep is more than two."
        background("A way to count: configs list their hidden layers, however many.");
    K27 "361–362" "One hidden layer, wide enough, comes as close to a function as is wanted."
        covered(&["universal-approximation/predictions"], &["crates/datasets/src/curves.rs#polynomial"],
            &[Claim("universal-approximation"),
              Test("crates/datasets/tests/datasets/generated.rs#curves_are_their_formulas")]);
    K28 "366–375" "The error of a set is the mean of ½ Σ (y − t)² over its samples."
        covered(&["losses-factors"], &["crates/from-scratch/src/batch_loss.rs#scale"],
            &[Claim("losses-factors"), Test("crates/from-scratch/tests/losses.rs#losses_of_a_distance_by_hand")]);
    K29 "377–379" "Any hidden layer computes from the one before it as the first does from the inputs."
        covered(&["worked-general"], &["crates/from-scratch/src/network/forward.rs#forward"],
            &[Test("crates/from-scratch/tests/worked.rs#each_layer_computes_from_the_one_before")]);
    K30 "381–422" "Gradients of both layers, for one sample and as a mean over a batch."
        covered(&["worked-general"], &["crates/from-scratch/src/network/backward.rs#layer_parameters"],
            &[Number("worked-general", 395), Number("worked-general", 399), Number("worked-general", 417),
              Formula("general_hidden_weight"),
              Test("crates/from-scratch/tests/laws.rs#dual_numbers_confirm_backward")]);
    K31 "424–499" "Example 1: a sigmoid unit, three samples, one update by the whole batch."
        covered(&["worked-neuron"], &["crates/from-scratch/src/trainer.rs#step"],
            &[Number("worked-neuron", 458), Number("worked-neuron", 484), Number("worked-neuron", 492)]);
    K32 "499" "Exercise: the second update of Example 1."
        covered(&["worked-neuron"], &["crates/from-scratch/src/rules/descent.rs#GradientDescent"],
            &[Number("worked-neuron", 499)]);
    K33 "501–669" "Example 2: 2-2-2-1 on data that have to be scaled to between 0 and 1 first."
        covered(&["worked-scaled", "mlp-wine"], &["crates/datasets/src/scale.rs#fit"],
            &[Number("worked-scaled", 509), Number("worked-scaled", 565), Number("worked-scaled", 601),
              Claim("mlp-wine"),
              Test("crates/datasets/tests/datasets/csv.rs#scaling_is_fitted_on_the_training_part")]);
    K34 "531" "Initial weights are drawn evenly between −1 and 1."
        covered(&["initialization-depth/gradient-norms"], &["crates/engine/src/initializer.rs#uniform"],
            &[Test("crates/engine/tests/initializer.rs#uniform_draws_fill_their_interval_evenly")]);
}
