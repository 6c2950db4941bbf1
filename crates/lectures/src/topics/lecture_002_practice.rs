//! Subjects of lecture 002, second half: which activation, why gradients vanish and what helps, penalties, optimizers.

use super::Check::{Claim, Formula, Number, Test};
use super::topics;

topics! { 2:
    M39 "765–802" "A collection of activations, from the sigmoid to maxout and elu."
        covered(&["activations-maxout/predictions", "activations-shapes/functions"],
            &["crates/from-scratch/src/layers/maxout.rs#maxout_forward",
              "crates/from-scratch/src/layers/activation/exponential.rs#Elu"],
            &[Claim("activations-maxout"), Number("worked-activations", 790), Formula("leaky_relu"),
              Formula("maxout"),
              Test("crates/from-scratch/src/layers/maxout.rs#the_largest_piece_has_the_value_and_the_gradient"),
              Test("crates/from-scratch/tests/activations.rs#values_where_the_exponential_is_a_small_integer")]);
    M40 "808–821" "A table of activations with their derivatives."
        covered(&["activations-shapes/functions", "worked-activations"],
            &["crates/from-scratch/src/layers/activation/saturating.rs#Arctan",
              "crates/from-scratch/src/layers/activation/exponential.rs#Softplus",
              "crates/from-scratch/src/layers/prelu.rs#prelu_forward"],
            &[Number("worked-activations", 817), Number("worked-activations", 820),
              Number("worked-activations", 821), Formula("softplus"), Claim("activations-shapes"),
              Test("crates/from-scratch/src/layers/prelu.rs#by_hand")]);
    M41 "827–838" "Rules of thumb: try ReLU first, inside only; where units die, let them leak."
        covered(&["activations-dead-relu/layer-health"],
            &["crates/from-scratch/src/layers/activation/straight.rs#LeakyRelu",
              "crates/runner/src/probe/health.rs#Health"],
            &[Claim("activations-dead-relu"), Claim("activations-shapes"),
              Test("crates/from-scratch/tests/activations.rs#values_where_the_exponential_is_a_small_integer"),
              Test("crates/runner/tests/probes/by_hand.rs#layers_are_as_healthy_as_by_hand")]);
    M42 "840–847" "A sigmoid that saturates hardly passes gradient on, and with depth it falls exponentially."
        covered(&["activations-vanishing/gradient-norms", "losses-saturation/gradient-norms"],
            &["crates/from-scratch/src/layers/activation.rs#activation_backward",
              "crates/runner/src/probe/gradients.rs#Gradients"],
            &[Claim("activations-vanishing"), Claim("losses-saturation"),
              Test("crates/from-scratch/tests/parts.rs#activation"),
              Test("crates/runner/tests/probes/by_hand.rs#layers_are_as_healthy_as_by_hand")]);
    M43 "848–849" "Two remedies: ReLU, and inputs scaled so that sums stay between −4 and 4."
        covered(&["activations-vanishing/gradient-norms", "mlp-wine"], &["crates/datasets/src/scale.rs#fit"],
            &[Claim("activations-vanishing"), Claim("mlp-wine"),
              Test("crates/datasets/tests/datasets/csv.rs#scaling_is_fitted_on_the_training_part")]);
    M44 "855" "Remedy: initial weights around zero with a small variance."
        covered(&["initialization-depth/gradient-norms"], &["crates/engine/src/initializer.rs#normal"],
            &[Claim("initialization-depth"),
              Test("crates/engine/tests/initializer.rs#normal_draws_have_their_mean_and_variance")]);
    M45 "856" "Remedy: activations that do not saturate."
        covered(&["activations-vanishing/gradient-norms"],
            &["crates/from-scratch/src/layers/activation/straight.rs#Relu"],
            &[Claim("activations-vanishing"),
              Test("crates/from-scratch/tests/activations.rs#values_where_the_exponential_is_a_small_integer")]);
    M46 "857" "Remedy: batch normalization."
        covered(&["batch-norm-learning-rate/gradient-norms"],
            &["crates/from-scratch/src/layers/batch_norm.rs#normalize"],
            &[Claim("batch-norm-learning-rate"),
              Test("crates/from-scratch/src/layers/batch_norm.rs#two_samples_by_hand")]);
    M47 "858" "Remedy: gradients cut off at a least and a largest value."
        covered(&["clipping/gradient-norms"], &["crates/from-scratch/src/clip.rs#Clip"],
            &[Claim("clipping"), Test("crates/from-scratch/tests/rules.rs#clipping_keeps_to_its_bound")]);
    M48 "859" "Remedy: residual connections, past which the gradient goes undiminished."
        covered(&["residual-depth/gradient-norms"],
            &["crates/from-scratch/src/layers/residual.rs#residual_backward_input"],
            &[Claim("residual-depth"), Test("crates/from-scratch/tests/parts.rs#residual"),
              Test("crates/from-scratch/src/layers/residual.rs#the_plain_connection_adds")]);
    M49 "861–867" "Batch normalization: mean and variance of the batch, then a factor and a shift that are learned."
        covered(&["worked-batch-norm", "batch-norm-learning-rate"],
            &["crates/from-scratch/src/layers/batch_norm.rs#batch_statistics",
              "crates/from-scratch/src/layers/batch_norm.rs#batch_norm_backward"],
            &[Number("worked-batch-norm", 864), Formula("unit_variance"), Claim("batch-norm-learning-rate"),
              Test("crates/from-scratch/src/layers/batch_norm.rs#backward_of_two_samples_by_hand"),
              Test("crates/from-scratch/src/layers/batch_norm.rs#two_samples_by_hand")]);
    M50 "868" "Afterwards it normalizes by the statistics of the whole training set."
        covered(&["batch-norm-inference/curves"],
            &["crates/from-scratch/src/trainer.rs#recompute_batch_norm_statistics"],
            &[Claim("batch-norm-inference"),
              Test("crates/from-scratch/tests/behavior.rs#settled_statistics_are_those_of_the_whole_set")]);
    M51 "870–876" "A penalty of α/2 times the squared length of the weights."
        covered(&["worked-batch-norm", "regularization-l1-l2/weight-histograms"],
            &["crates/from-scratch/src/penalty.rs#penalty_forward",
              "crates/from-scratch/src/penalty.rs#penalty_backward"],
            &[Number("worked-batch-norm", 874), Claim("regularization-l1-l2"), Formula("doubled_penalty"),
              Test("crates/from-scratch/src/penalty.rs#by_hand"),
              Test("crates/from-scratch/tests/behavior.rs#the_penalty_counts_weights_alone")]);
    M52 "872" "Optimizers: stochastic descent, Adam, L-BFGS."
        covered(&["descent-adaptive/curves", "descent-lbfgs/curves"],
            &["crates/from-scratch/src/rules/adam.rs#Adam", "crates/from-scratch/src/lbfgs.rs#Lbfgs"],
            &[Claim("descent-adaptive"), Claim("descent-lbfgs"),
              Test("crates/from-scratch/tests/rules.rs#the_tenth_step_from_any_memory_follows_the_formula"),
              Test("crates/from-scratch/src/lbfgs/direction.rs#two_loops_apply_the_secant_equation_and_the_scale"),
              Test("crates/from-scratch/src/lbfgs.rs#history_is_bounded"),
              Test("crates/from-scratch/src/lbfgs.rs#exact_searches_on_a_quadratic_give_conjugate_gradients")]);
}
