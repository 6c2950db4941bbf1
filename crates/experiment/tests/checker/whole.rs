//! Messages as they stand in a file: columns, line ends, many at once, rules between keys.

use crate::small::{refused, refused_after_base};

#[test]
fn a_long_list_is_pointed_at_by_its_first_line() {
    let expected = r#"error: test must be a number of at least 0 and below 1, not a list
 --> a.toml:7:8
  |
7 | test = [
  |        ^
1 error in a.toml, nothing was run
"#;
    assert_eq!(
        refused_after_base(
            r#"test = [
  1,
  2,
]
"#
        ),
        expected
    );
}

#[test]
fn columns_count_characters_after_tabs_and_wide_letters() {
    let expected = r#"error: größe日本[0][0] must be a number, not the string "é"
 --> a.toml:9:15
  |
9 | "größe日本" =    [["é"]] # ü
  |                    ^^^
1 error in a.toml, nothing was run
"#;
    assert_eq!(refused_after_base("\t# indented\n[initial]\n\"größe日本\" =\t[[\"é\"]] # ü\n"), expected);
}

#[test]
fn lines_that_end_in_carriage_return_and_line_feed() {
    let expected = r#"error: hidden[0] must be an integer of at least 1, not 0
 --> a.toml:4:3
  |
4 |   0,
  |   ^
1 error in a.toml, nothing was run
"#;
    assert_eq!(
        refused(
            "title = \"x\"\r\n[network]\r\nhidden = [\r\n  0,\r\n]\r\n[training]\r\n\
             loss = \"squared-error\"\r\nepochs = 3\r\n\
             optimizer = { rule = \"gradient-descent\", learning_rate = 0.1 }\r\n",
            &[]
        ),
        expected
    );
}

#[test]
fn thirteen_errors_in_one_go() {
    let expected = r#"error: title must be a string, not 3
 --> a.toml:1:9
  |
1 | title = 3
  |         ^
error: seeds lists the same value twice
 --> a.toml:2:13
  |
2 | seeds = [1, 1]
  |          -  ^
  |          |
  |          first here
error: hidden[1] must be an integer of at least 1, not the string "8"
 --> a.toml:5:14
  |
5 | hidden = [4, "8"]
  |              ^^^ write it without quotes
error: activation "tahn" is unknown
 --> a.toml:6:14
  |
6 | activation = "tahn"
  |              ^^^^^^ did you mean "tanh"?
  = one of: identity, sigmoid, tanh, relu
error: unknown key "outptu" in [network]
 --> a.toml:7:1
  |
7 | outptu = "sigmoid"
  | ^^^^^^ did you mean "output"?
  = one of: hidden, activation, output, range, residual
error: residual must be true or false, not 1
 --> a.toml:8:12
  |
8 | residual = 1
  |            ^
error: loss "crossentropy" is unknown
  --> a.toml:11:8
   |
11 | loss = "crossentropy"
   |        ^^^^^^^^^^^^^^ did you mean "cross-entropy"?
   = one of: squared-error, mean-squared-error, cross-entropy
error: epochs must be an integer from 1 to 1000, not -1
  --> a.toml:12:10
   |
12 | epochs = -1
   |          ^^
error: batch_size must be "full", or an integer of at least 1, not 0.5
  --> a.toml:13:14
   |
13 | batch_size = 0.5
   |              ^^^
error: unknown key "lr" in [training.optimizer] with rule "momentum"
  --> a.toml:14:34
   |
14 | optimizer = { rule = "momentum", lr = 0.1, momentum = inf }
   |                                  ^^ did you mean "learning_rate"?
   = one of: rule, learning_rate, momentum
error: momentum must be a finite number
  --> a.toml:14:55
   |
14 | optimizer = { rule = "momentum", lr = 0.1, momentum = inf }
   |                                                       ^^^
error: the key "kind" is missing in [figure[0]]
  --> a.toml:16:1
   |
16 | [[figure]]
   | ^^^^^^^^^^
   = kind is a string
error: unknown key "name" in [figure[0]]
  --> a.toml:17:1
   |
17 | name = "boundary"
   | ^^^^
   = one of: kind
13 errors in a.toml, nothing was run
"#;
    assert_eq!(
        refused(
            r#"title = 3
seeds = [1, 1]

[network]
hidden = [4, "8"]
activation = "tahn"
outptu = "sigmoid"
residual = 1

[training]
loss = "crossentropy"
epochs = -1
batch_size = 0.5
optimizer = { rule = "momentum", lr = 0.1, momentum = inf }

[[figure]]
name = "boundary"
"#,
            &[]
        ),
        expected
    );
}

#[test]
fn rules_are_asked_in_the_same_go_where_the_error_allows() {
    let expected = r#"error: activation "tanhh" is unknown
 --> a.toml:3:14
  |
3 | activation = "tanhh"
  |              ^^^^^^^ did you mean "tanh"?
  = one of: identity, sigmoid, tanh, relu
error: cross-entropy needs a sigmoid output
 --> a.toml:6:8
  |
4 | output = "tanh"
  |          ------ here
5 | [training]
6 | loss = "cross-entropy"
  |        ^^^^^^^^^^^^^^^
  = write output = "sigmoid"
2 errors in a.toml, nothing was run
"#;
    assert_eq!(
        refused(
            r#"title = "x"
[network]
activation = "tanhh"
output = "tanh"
[training]
loss = "cross-entropy"
epochs = 3
optimizer = { rule = "gradient-descent", learning_rate = 0.1 }
"#,
            &[]
        ),
        expected
    );
}

#[test]
fn rules_say_nothing_about_a_value_that_was_guessed() {
    let expected = r#"error: output "tahn" is unknown
 --> a.toml:3:10
  |
3 | output = "tahn"
  |          ^^^^^^ did you mean "tanh"?
  = one of: identity, sigmoid, tanh, relu
1 error in a.toml, nothing was run
"#;
    assert_eq!(
        refused(
            r#"title = "x"
[network]
output = "tahn"
[training]
loss = "cross-entropy"
epochs = 3
optimizer = { rule = "gradient-descent", learning_rate = 0.1 }
"#,
            &[]
        ),
        expected
    );
}

#[test]
fn a_rule_about_an_absent_key() {
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
"#,
            &[]
        ),
        expected
    );
}
