//! Messages about the axes of a sweep, and about its arms.

use crate::small::{accepted, refused, refused_after_base};

#[test]
fn an_axis_that_is_no_list() {
    let expected = r#"error: an axis is a list of values, "training.epochs" is 3
 --> a.toml:8:21
  |
8 | "training.epochs" = 3
  |                     ^
error: the axis "training.test" has no values
 --> a.toml:9:19
  |
9 | "training.test" = []
  |                   ^^
2 errors in a.toml, nothing was run
"#;
    assert_eq!(
        refused_after_base(
            r#"[sweep]
"training.epochs" = 3
"training.test" = []
"#
        ),
        expected
    );
}

#[test]
fn an_axis_of_what_belongs_to_the_whole() {
    let expected = r#"error: title belongs to the whole experiment and cannot be swept
 --> a.toml:8:1
  |
8 | title = ["a", "b"]
  | ^^^^^
1 error in a.toml, nothing was run
"#;
    assert_eq!(
        refused_after_base(
            r#"[sweep]
title = ["a", "b"]
"#
        ),
        expected
    );
}

#[test]
fn an_axis_with_the_same_value_twice() {
    let expected = r#"error: the axis "training.epochs" has the same value twice
 --> a.toml:8:28
  |
8 | "training.epochs" = [1, 2, 1]
  |                      -     ^
  |                      |
  |                      first here
1 error in a.toml, nothing was run
"#;
    assert_eq!(
        refused_after_base(
            r#"[sweep]
"training.epochs" = [1, 2, 1]
"#
        ),
        expected
    );
}

#[test]
fn an_axis_given_twice() {
    let expected = r#"error: the axis "training.epochs" is given twice
 --> a.toml:9:19
  |
8 | "training.epochs" = [1, 2]
  |                     ------ the other one
9 | training.epochs = [3]
  |                   ^^^
1 error in a.toml, nothing was run
"#;
    assert_eq!(
        refused_after_base(
            r#"[sweep]
"training.epochs" = [1, 2]
training.epochs = [3]
"#
        ),
        expected
    );
}

#[test]
fn an_axis_inside_another() {
    let expected = r#"error: the axes "training.optimizer.learning_rate" and "training.optimizer" set the same key
 --> a.toml:9:24
  |
8 | training.optimizer.learning_rate = [1]
  |                                    --- the other one
9 | "training.optimizer" = [{ rule = "gradient-descent", learning_rate = 1 }]
  |                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
1 error in a.toml, nothing was run
"#;
    assert_eq!(
        refused_after_base(
            r#"[sweep]
training.optimizer.learning_rate = [1]
"training.optimizer" = [{ rule = "gradient-descent", learning_rate = 1 }]
"#
        ),
        expected
    );
}

#[test]
fn an_axis_with_a_broken_path() {
    let expected = r#"error: "training..epochs" is not the path of a key
 --> a.toml:8:11
  |
8 | "training..epochs" = [1]
  |           ^^^^^^^
  = write it as training.optimizer.learning_rate or dataset.inputs[0]
error: "" is not the path of a key
 --> a.toml:9:2
  |
9 | "" = [1]
  |  ^
  = write it as training.optimizer.learning_rate or dataset.inputs[0]
2 errors in a.toml, nothing was run
"#;
    assert_eq!(
        refused_after_base(
            r#"[sweep]
"training..epochs" = [1]
"" = [1]
"#
        ),
        expected
    );
}

#[test]
fn a_sweep_that_is_no_table() {
    let expected = r#"error: sweep must be a table of axes, not a list
 --> a.toml:2:9
  |
2 | sweep = [1]
  |         ^^^
1 error in a.toml, nothing was run
"#;
    assert_eq!(
        refused(
            r#"title = "x"
sweep = [1]
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
fn a_rule_that_one_arm_breaks() {
    let expected = r#"error: cross-entropy needs a sigmoid output
 --> a.toml:8:37
  |
8 | "training.loss" = ["squared-error", "cross-entropy"]
  |                                     ^^^^^^^^^^^^^^^
9 | "network.output" = ["tanh", "sigmoid"]
  |                     ------ here
  = write output = "sigmoid"
  = in the arm training.loss = "cross-entropy", network.output = "tanh"
1 error in a.toml, nothing was run
"#;
    assert_eq!(
        refused_after_base(
            r#"[sweep]
"training.loss" = ["squared-error", "cross-entropy"]
"network.output" = ["tanh", "sigmoid"]
"#
        ),
        expected
    );
}

#[test]
fn a_rule_that_every_arm_breaks() {
    let expected = r#"error: cross-entropy needs a sigmoid output
 --> a.toml:4:8
  |
4 | loss = "cross-entropy"
  |        ^^^^^^^^^^^^^^^
  = write output = "sigmoid"
1 error in a.toml, nothing was run
"#;
    assert_eq!(
        refused(
            r#"title = "x"
[network]
[training]
loss = "cross-entropy"
epochs = 3
optimizer = { rule = "gradient-descent", learning_rate = 0.1 }
[sweep]
"training.epochs" = [1, 2]
"#,
            &[]
        ),
        expected
    );
}

/// The second arm would silently have another output than the config says; a table of another kind is meant as it is.
#[test]
fn a_value_that_leaves_out_keys_of_the_table_in_its_place() {
    let config = r#"title = "x"
[network]
hidden = [3]
output = "sigmoid"
[training]
loss = "squared-error"
epochs = 3
optimizer = { rule = "momentum", learning_rate = 0.1, momentum = 0.9 }
[sweep]
network = [{ hidden = [4], output = "tanh" }, { hidden = [5] }]
"training.optimizer" = [{ rule = "gradient-descent", learning_rate = 0.1 }]
"#;
    let expected = r#"error: this value takes the place of the whole table network, and leaves out output
  --> a.toml:10:47
   |
 2 | [network]
   | --------- the table
...
10 | network = [{ hidden = [4], output = "tanh" }, { hidden = [5] }]
   |                                               ^^^^^^^^^^^^^^^^
   = write output in each value, or sweep the keys that change, as network.KEY = [...]
1 error in a.toml, nothing was run
"#;
    assert_eq!(refused(config, &[]), expected);
    let whole = config.replace("{ hidden = [5] }", "{ hidden = [5], output = \"tanh\" }");
    assert_eq!(accepted(&whole, &[]).arms.len(), 2);
}

/// The override alone is wrong: neither do the values of the axis leave out its key, nor does the table lack a rule.
#[test]
fn an_override_inside_of_a_swept_table() {
    let config = r#"title = "x"
[network]
[training]
loss = "squared-error"
epochs = 3
optimizer = { rule = "momentum", learning_rate = 0.1, momentum = 0.9 }
[sweep]
network = [{ hidden = [4] }, { hidden = [5] }]
"training.optimizer" = [{ rule = "gradient-descent", learning_rate = 0.1 }]
"#;
    let expected = r#"error: network is swept, so its axis would replace this value
 --> command line:1:22
  |
1 | --set network.output=tanh
  |                      ^^^^
  |
 ::: a.toml:8:11
  |
8 | network = [{ hidden = [4] }, { hidden = [5] }]
  |           ------------------------------------ the axis
  = write it in each value of the axis
  = set the axis: --set 'sweep.network=[...]'
error: training.optimizer is swept, so its axis would replace this value
 --> command line:1:40
  |
1 | --set training.optimizer.learning_rate=1.0
  |                                        ^^^
  |
 ::: a.toml:9:24
  |
9 | "training.optimizer" = [{ rule = "gradient-descent", learning_rate = 0.1 }]
  |                        ---------------------------------------------------- the axis
  = write it in each value of the axis
  = set the axis: --set 'sweep.training.optimizer=[...]'
2 errors in a.toml, nothing was run
"#;
    let inside = ["network.output=tanh", "training.optimizer.learning_rate=1.0"];
    assert_eq!(refused(config, &inside), expected);
    let beside = ["network.output=tanh", "training.epochs=0"];
    let refused = refused(config, &beside);
    assert!(refused.contains("error: epochs must be an integer from 1 to 1000, not 0\n"), "{refused}");
    assert!(refused.ends_with("2 errors in a.toml, nothing was run\n"), "{refused}");
}
