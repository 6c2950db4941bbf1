//! Messages about inline tables, tags and arrays of tables.

use crate::small::{refused, refused_after_base};

#[test]
fn an_unknown_key_of_an_inline_table() {
    let expected = r#"error: unknown key "lr" in [training.optimizer] with rule "gradient-descent"
 --> a.toml:6:42
  |
6 | optimizer = { rule = "gradient-descent", lr = 0.1 }
  |                                          ^^ did you mean "learning_rate"?
  = one of: rule, learning_rate
1 error in a.toml, nothing was run
"#;
    assert_eq!(
        refused(
            r#"title = "x"
[network]
[training]
loss = "squared-error"
epochs = 3
optimizer = { rule = "gradient-descent", lr = 0.1 }
"#,
            &[]
        ),
        expected
    );
}

#[test]
fn a_key_of_another_variant() {
    let expected = r#"error: unknown key "momentum" in [training.optimizer] with rule "gradient-descent"
 --> a.toml:6:63
  |
6 | optimizer = { rule = "gradient-descent", learning_rate = 0.1, momentum = 0.9 }
  |                                                               ^^^^^^^^
  = one of: rule, learning_rate
1 error in a.toml, nothing was run
"#;
    assert_eq!(
        refused(
            r#"title = "x"
[network]
[training]
loss = "squared-error"
epochs = 3
optimizer = { rule = "gradient-descent", learning_rate = 0.1, momentum = 0.9 }
"#,
            &[]
        ),
        expected
    );
}

#[test]
fn a_missing_tag() {
    let expected = r#"error: the key "rule" is missing in [training.optimizer]
 --> a.toml:6:13
  |
6 | optimizer = {}
  |             ^^
  = rule is one of: gradient-descent, momentum
1 error in a.toml, nothing was run
"#;
    assert_eq!(
        refused(
            r#"title = "x"
[network]
[training]
loss = "squared-error"
epochs = 3
optimizer = {}
"#,
            &[]
        ),
        expected
    );
}

#[test]
fn a_tag_instead_of_its_table() {
    let expected = r#"error: optimizer must be a table with the key rule, not the string "momentum"
 --> a.toml:6:13
  |
6 | optimizer = "momentum"
  |             ^^^^^^^^^^
  = rule is one of: gradient-descent, momentum
1 error in a.toml, nothing was run
"#;
    assert_eq!(
        refused(
            r#"title = "x"
[network]
[training]
loss = "squared-error"
epochs = 3
optimizer = "momentum"
"#,
            &[]
        ),
        expected
    );
}

#[test]
fn a_tag_of_the_wrong_type() {
    let expected = r#"error: rule must be a name in quotes, not 3
 --> a.toml:6:22
  |
6 | optimizer = { rule = 3 }
  |                      ^
  = one of: gradient-descent, momentum
1 error in a.toml, nothing was run
"#;
    assert_eq!(
        refused(
            r#"title = "x"
[network]
[training]
loss = "squared-error"
epochs = 3
optimizer = { rule = 3 }
"#,
            &[]
        ),
        expected
    );
}

#[test]
fn dotted_keys_and_inline_tables() {
    let expected = r#"error: unknown key "hiden" in [network]
 --> a.toml:2:9
  |
2 | network.hiden = [3]
  |         ^^^^^ did you mean "hidden"?
  = one of: hidden, activation, output, range, residual
error: the key "learning_rate" is missing in [training.optimizer] with rule "momentum"
 --> a.toml:3:50
  |
3 | training = { loss = "squared-error", epochs = 3, optimizer.rule = "momentum", optimizer.momentum = "a" }
  |                                                  ^^^^^^^^^
  = learning_rate is a number
error: momentum must be a number, not the string "a"
 --> a.toml:3:100
  |
3 | training = { loss = "squared-error", epochs = 3, optimizer.rule = "momentum", optimizer.momentum = "a" }
  |                                                                                                    ^^^
3 errors in a.toml, nothing was run
"#;
    assert_eq!(
        refused(
            r#"title = "x"
network.hiden = [3]
training = { loss = "squared-error", epochs = 3, optimizer.rule = "momentum", optimizer.momentum = "a" }
"#,
            &[]
        ),
        expected
    );
}

#[test]
fn arrays_of_tables() {
    let expected = r#"error: the key "kind" is missing in [figure[0]]
 --> a.toml:7:1
  |
7 | [[figure]]
  | ^^^^^^^^^^
  = kind is a string
error: unknown key "colour" in [figure[1]]
  --> a.toml:10:1
   |
10 | colour = 3
   | ^^^^^^
   = one of: kind
2 errors in a.toml, nothing was run
"#;
    assert_eq!(
        refused_after_base(
            r#"[[figure]]
[[figure]]
kind = "boundary"
colour = 3
"#
        ),
        expected
    );
}

#[test]
fn a_table_for_a_value_and_a_value_for_a_table() {
    let expected = r#"error: title must be a string, not a table
 --> a.toml:1:9
  |
1 | title = { text = "x" }
  |         ^^^^^^^^^^^^^^
error: network must be a table, not 3
 --> a.toml:2:11
  |
2 | network = 3
  |           ^
2 errors in a.toml, nothing was run
"#;
    assert_eq!(
        refused(
            r#"title = { text = "x" }
network = 3
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
