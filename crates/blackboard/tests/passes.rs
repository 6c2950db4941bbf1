//! The passes of a perceptron on its page, worked by hand.

mod common;

use blackboard::page::page;
use blackboard::writing::BoardRequest;
use common::Case;
use engine::Matrix;
use experiment::spec::Task;

/// A perceptron that starts at zero and answers 0 there.
fn perceptron(inputs: &[&[f64]], targets: &[f64], passes: usize) -> Case {
    let config = "title = \"Passes\"\n[network]\nkind = \"perceptron\"\ninitializer = \"zeros\"\nat_zero = \"lower\"\n\
                  [training]\nbatch_size = 1\nshuffle = false\n\
                  optimizer = { rule = \"gradient-descent\", learning_rate = 1.0 }\n";
    let x = Matrix::new(inputs.len(), inputs[0].len(), inputs.concat());
    let t = Matrix::new(targets.len(), 1, targets.to_vec());
    Case::in_passes(config, Task::Classification, x, t, passes)
}

fn text(case: &Case) -> String {
    let (spec, dataset, followed) = (&case.spec, &case.dataset, &case.followed);
    page(&BoardRequest { title: "", spec, dataset, followed, steps: 1, samples: &[] }, &[], 1, &mut Vec::new())
}

/// NOT by hand: row 0 is corrected to b = 1, row 1 to w = −1 and b = 0, row 0 again to b = 1; then all is right.
#[test]
fn not_is_learned_in_two_passes() {
    let page = text(&perceptron(&[&[0.0], &[1.0]], &[1.0, 0.0], 20));
    let table = "\
| pass | row | x₁ | t₁ | z₁⁽¹⁾ | y₁ | mistake | w₁₁⁽¹⁾ | b₁⁽¹⁾ |
|---:|---:|---:|---:|---:|---:|---:|---:|---:|
| 1 | 0 | 0 | 1 | 0 | 0 | t \\> y | 0 | 1 |
| 1 | 1 | 1 | 0 | 1 | 1 | t \\< y | −1 | 0 |
| 2 | 0 | 0 | 1 | 0 | 0 | t \\> y | −1 | 1 |
| 2 | 1 | 1 | 0 | 0 | 0 |  | −1 | 1 |
| 3 | 0 | 0 | 1 | 1 | 1 |  | −1 | 1 |
| 3 | 1 | 1 | 0 | 0 | 0 |  | −1 | 1 |

Pass 3 has no mistake, so the weights stay as they are.
";
    assert!(page.contains(table), "{page}");
}

/// XOR by hand: after the third pass w = (−1, 0) and b = 1, as after the second.
#[test]
fn xor_comes_back_to_its_weights() {
    let inputs: [&[f64]; 4] = [&[0.0, 0.0], &[0.0, 1.0], &[1.0, 0.0], &[1.0, 1.0]];
    let page = text(&perceptron(&inputs, &[0.0, 1.0, 1.0, 0.0], 10));
    for line in [
        "| 3 | 1 | 0 | 1 | 1 | 0 | 0 | t \\> y | −1 | 1 | 1 |",
        "| 3 | 3 | 1 | 1 | 0 | 3 | 1 | t \\< y | −1 | 0 | 1 |",
        "After pass 3 the weights are those after pass 2: from here the passes repeat, without end.",
    ] {
        assert!(page.contains(line), "{line}\n\n{page}");
    }
    assert!(!page.contains("\n| 4 |"), "{page}");
}

/// A target coded as 0 is −1 in the criterion, under another letter.
#[test]
fn a_letter_means_one_number() {
    let page = text(&perceptron(&[&[0.0], &[1.0]], &[1.0, 0.0], 20));
    assert!(
        page.contains("| t₁ |  | 1 |") && page.contains("| E₁ | −τ₁·z₁⁽¹⁾ = −1·0 (as it is wrong) | 0 |"),
        "{page}"
    );
    assert!(page.contains("−Σⱼ τ·z over the misclassified; τ is −1 where t is 0, and 1 where t is 1."), "{page}");
}
