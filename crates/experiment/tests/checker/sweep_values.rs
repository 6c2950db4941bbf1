//! Messages about the values of the axes of a sweep.

use crate::small::refused_after_base;

#[test]
fn a_value_of_an_axis() {
    let expected = r#"error: activation "tahn" is unknown
 --> a.toml:8:44
  |
8 | "network.activation" = ["sigmoid", "relu", "tahn"]
  |                                            ^^^^^^ did you mean "tanh"?
  = one of: identity, sigmoid, tanh, relu
  = value 3 of 3 of the axis "network.activation"
1 error in a.toml, nothing was run
"#;
    assert_eq!(
        refused_after_base(
            r#"[sweep]
"network.activation" = ["sigmoid", "relu", "tahn"]
"#
        ),
        expected
    );
}

#[test]
fn an_axis_without_quotes() {
    let expected = r#"error: hidden[1] must be an integer of at least 1, not 0
 --> a.toml:8:28
  |
8 | network.hidden = [[4], [8, 0]]
  |                            ^
  = value 2 of 2 of the axis "network.hidden"
1 error in a.toml, nothing was run
"#;
    assert_eq!(
        refused_after_base(
            r#"[sweep]
network.hidden = [[4], [8, 0]]
"#
        ),
        expected
    );
}

#[test]
fn an_axis_that_does_not_exist() {
    let expected = r#"error: unknown key "activatoin" in [network]
 --> a.toml:8:10
  |
8 | "network.activatoin" = ["tanh", "relu"]
  |          ^^^^^^^^^^ did you mean "activation"?
  = one of: hidden, activation, output, range, residual
1 error in a.toml, nothing was run
"#;
    assert_eq!(
        refused_after_base(
            r#"[sweep]
"network.activatoin" = ["tanh", "relu"]
"#
        ),
        expected
    );
}

#[test]
fn an_axis_through_a_table_that_does_not_exist() {
    let expected = r#"error: unknown key "trainin"
 --> a.toml:8:2
  |
8 | "trainin.epochs" = [1, 2]
  |  ^^^^^^^ did you mean "training"?
  = one of: title, seeds, network, training, initial, sweep, figure
1 error in a.toml, nothing was run
"#;
    assert_eq!(
        refused_after_base(
            r#"[sweep]
"trainin.epochs" = [1, 2]
"#
        ),
        expected
    );
}

#[test]
fn an_axis_through_something_that_is_no_table() {
    let expected = r#"error: training.loss is not a table, so it cannot have the key "kind"
 --> a.toml:8:16
  |
8 | "training.loss.kind" = ["a"]
  |                ^^^^
1 error in a.toml, nothing was run
"#;
    assert_eq!(
        refused_after_base(
            r#"[sweep]
"training.loss.kind" = ["a"]
"#
        ),
        expected
    );
}

#[test]
fn an_axis_into_an_inline_table() {
    let expected = r#"error: learning_rate must be a number above 0, not 0
 --> a.toml:8:44
  |
8 | "training.optimizer.learning_rate" = [0.1, 0]
  |                                            ^
  = value 2 of 2 of the axis "training.optimizer.learning_rate"
error: unknown key "momentum" in [training.optimizer] with rule "gradient-descent"
 --> a.toml:9:21
  |
9 | "training.optimizer.momentum" = [0.9]
  |                     ^^^^^^^^
  = one of: rule, learning_rate
2 errors in a.toml, nothing was run
"#;
    assert_eq!(
        refused_after_base(
            r#"[sweep]
"training.optimizer.learning_rate" = [0.1, 0]
"training.optimizer.momentum" = [0.9]
"#
        ),
        expected
    );
}

#[test]
fn an_axis_that_changes_the_tag() {
    let expected = r#"error: the key "momentum" is missing in [training.optimizer] with rule "momentum"
 --> a.toml:6:13
  |
6 | optimizer = { rule = "gradient-descent", learning_rate = 0.1 }
  |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  = momentum is a number
  = value 2 of 2 of the axis "training.optimizer.rule"
1 error in a.toml, nothing was run
"#;
    assert_eq!(
        refused_after_base(
            r#"[sweep]
"training.optimizer.rule" = ["gradient-descent", "momentum"]
"#
        ),
        expected
    );
}

#[test]
fn an_axis_of_tables() {
    let expected = r#"error: rule "adam" is unknown
 --> a.toml:8:92
  |
8 | "training.optimizer" = [{ rule = "momentum", learning_rate = 1, momentum = 0.5 }, { rule = "adam" }]
  |                                                                                            ^^^^^^
  = one of: gradient-descent, momentum
  = value 2 of 2 of the axis "training.optimizer"
1 error in a.toml, nothing was run
"#;
    assert_eq!(
        refused_after_base(
            r#"[sweep]
"training.optimizer" = [{ rule = "momentum", learning_rate = 1, momentum = 0.5 }, { rule = "adam" }]
"#
        ),
        expected
    );
}
