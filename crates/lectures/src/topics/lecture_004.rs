//! Subjects of lecture 004: one network by numbers, from the forward pass to 10,000 rounds.

use super::Check::{Claim, Number, Test};
use super::topics;

topics! { 4:
    Z01 "1–30" "A 2-2-2 network with given weights, and one bias for each layer."
        covered(&["worked-mazur", "mlp-bias/decision-regions"],
            &["crates/from-scratch/src/layers/affine.rs#affine_forward"],
            &[Claim("mlp-bias"), Test("crates/from-scratch/src/layers/affine.rs#a_shared_bias_is_one_number")]);
    Z02 "32–62" "The forward pass in numbers, hidden units and outputs."
        covered(&["worked-mazur"], &["crates/from-scratch/src/network/forward.rs#forward"],
            &[Number("worked-mazur", 60), Number("worked-mazur", 62),
              Test("crates/from-scratch/tests/worked.rs#the_forward_pass_of_lecture_004")]);
    Z03 "66–78" "The total error: half of each squared difference, added up."
        covered(&["worked-mazur", "losses-factors"], &["crates/from-scratch/src/losses/distance.rs#Square"],
            &[Number("worked-mazur", 78), Claim("losses-factors"),
              Test("crates/from-scratch/tests/losses.rs#loss")]);
    Z04 "82–127" "The gradient of w₅ in three factors, and the update of w₅ to w₈."
        covered(&["worked-mazur"], &["crates/from-scratch/src/batch_loss.rs#loss_backward"],
            &[Number("worked-mazur", 118), Number("worked-mazur", 127),
              Test("crates/from-scratch/tests/worked.rs#the_gradients_of_lecture_004")]);
    Z05 "131–203" "The gradient of w₁ through both outputs, and the update of w₁ to w₄."
        covered(&["worked-mazur", "descent-sequential/network"],
            &["crates/from-scratch/src/layers/affine.rs#affine_backward_input"],
            &[Number("worked-mazur", 171), Number("worked-mazur", 203), Claim("descent-sequential"),
              Test("crates/from-scratch/tests/worked.rs#the_first_update_of_lecture_004")]);
    Z06 "207–212" "The error after one round and after 10,000, and the outputs at the end."
        covered(&["worked-mazur", "worked-mazur-sequential"],
            &["crates/from-scratch/src/trainer.rs#update_layer_by_layer"],
            &[Number("worked-mazur-sequential", 209), Number("worked-mazur-sequential", 212),
              Test("crates/from-scratch/tests/worked.rs#the_printed_rounds_of_lecture_004_are_sequential")]);
}
