//! Messages about strings, words, unions and lists.

use crate::small::{refused, refused_after_base};

#[test]
fn an_empty_string() {
    let expected = r#"error: title must not be empty
 --> a.toml:1:9
  |
1 | title = ""
  |         ^^
1 error in a.toml, nothing was run
"#;
    assert_eq!(
        refused(
            r#"title = ""
[network]
[training]
loss = "squared-error"
epochs = 3
optimizer = { rule = "gradient-descent", learning_rate = 0.1 }
"#,
            &[]
        ),
        expected
    );
}

#[test]
fn a_word_or_an_integer() {
    let expected = r#"error: batch_size "ful" is unknown
 --> a.toml:7:14
  |
7 | batch_size = "ful"
  |              ^^^^^ did you mean "full"?
  = it may be "full", or an integer of at least 1
1 error in a.toml, nothing was run
"#;
    assert_eq!(
        refused_after_base(
            r#"batch_size = "ful"
"#
        ),
        expected
    );
}

#[test]
fn neither_the_word_nor_an_integer() {
    let expected = r#"error: batch_size must be "full", or an integer of at least 1, not true
 --> a.toml:7:14
  |
7 | batch_size = true
  |              ^^^^
1 error in a.toml, nothing was run
"#;
    assert_eq!(
        refused_after_base(
            r#"batch_size = true
"#
        ),
        expected
    );
}

#[test]
fn an_integer_out_of_bounds_where_a_word_may_stand() {
    let expected = r#"error: batch_size must be an integer of at least 1, not 0
 --> a.toml:7:14
  |
7 | batch_size = 0
  |              ^
  = it may be "full", or an integer of at least 1
1 error in a.toml, nothing was run
"#;
    assert_eq!(
        refused_after_base(
            r#"batch_size = 0
"#
        ),
        expected
    );
}

#[test]
fn a_name_of_another_tool() {
    let expected = r#"error: activation "logistic" is unknown
 --> a.toml:3:14
  |
3 | activation = "logistic"
  |              ^^^^^^^^^^ did you mean "sigmoid"?
  = one of: identity, sigmoid, tanh, relu
error: loss "mse" is unknown
 --> a.toml:5:8
  |
5 | loss = "mse"
  |        ^^^^^ did you mean "mean-squared-error"?
  = one of: squared-error, mean-squared-error, cross-entropy
error: rule "sgd" is unknown
 --> a.toml:7:22
  |
7 | optimizer = { rule = "sgd", learning_rate = 0.1 }
  |                      ^^^^^ did you mean "gradient-descent"?
  = one of: gradient-descent, momentum
3 errors in a.toml, nothing was run
"#;
    assert_eq!(
        refused(
            r#"title = "x"
[network]
activation = "logistic"
[training]
loss = "mse"
epochs = 3
optimizer = { rule = "sgd", learning_rate = 0.1 }
"#,
            &[]
        ),
        expected
    );
}

#[test]
fn a_word_in_a_list() {
    let expected = r#"error: activation[1] "Sigmoid" is unknown
 --> a.toml:3:23
  |
3 | activation = ["relu", "Sigmoid", "gelu"]
  |                       ^^^^^^^^^ did you mean "sigmoid"?
  = one of: identity, sigmoid, tanh, relu
error: activation[2] "gelu" is unknown
 --> a.toml:3:34
  |
3 | activation = ["relu", "Sigmoid", "gelu"]
  |                                  ^^^^^^ did you mean "relu"?
  = one of: identity, sigmoid, tanh, relu
2 errors in a.toml, nothing was run
"#;
    assert_eq!(
        refused(
            r#"title = "x"
[network]
activation = ["relu", "Sigmoid", "gelu"]
[training]
loss = "squared-error"
epochs = 3
optimizer = { rule = "gradient-descent", learning_rate = 0.1 }
"#,
            &[]
        ),
        expected
    );
}

#[test]
fn neither_a_word_nor_a_list() {
    let expected = r#"error: activation must be a name in quotes, or a list of names, not 3
 --> a.toml:3:14
  |
3 | activation = 3
  |              ^
  = one of: identity, sigmoid, tanh, relu
error: output must be a name in quotes, not a list
 --> a.toml:4:10
  |
4 | output = []
  |          ^^
  = one of: identity, sigmoid, tanh, relu
2 errors in a.toml, nothing was run
"#;
    assert_eq!(
        refused(
            r#"title = "x"
[network]
activation = 3
output = []
[training]
loss = "squared-error"
epochs = 3
optimizer = { rule = "gradient-descent", learning_rate = 0.1 }
"#,
            &[]
        ),
        expected
    );
}

#[test]
fn lists_too_short_too_long_and_with_repetitions() {
    let expected = r#"error: seeds lists the same value twice
 --> a.toml:2:16
  |
2 | seeds = [1, 2, 1]
  |          -     ^
  |          |
  |          first here
error: range must have 2 values, not 1
 --> a.toml:4:9
  |
4 | range = [0.5]
  |         ^^^^^
2 errors in a.toml, nothing was run
"#;
    assert_eq!(
        refused(
            r#"title = "x"
seeds = [1, 2, 1]
[network]
range = [0.5]
[training]
loss = "squared-error"
epochs = 3
optimizer = { rule = "gradient-descent", learning_rate = 0.1 }
"#,
            &[]
        ),
        expected
    );
}

#[test]
fn a_value_in_a_map_of_matrices() {
    let expected = r#"error: layers.0.weight[0][1] must be a number, not the string "a"
 --> a.toml:8:28
  |
8 | "layers.0.weight" = [[0.5, "a"], 3]
  |                            ^^^
error: layers.0.weight[1] must be a list of numbers, not 3
 --> a.toml:8:34
  |
8 | "layers.0.weight" = [[0.5, "a"], 3]
  |                                  ^
2 errors in a.toml, nothing was run
"#;
    assert_eq!(
        refused_after_base(
            r#"[initial]
"layers.0.weight" = [[0.5, "a"], 3]
"#
        ),
        expected
    );
}
