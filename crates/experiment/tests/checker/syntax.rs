//! Messages about the TOML itself, alone and together with errors of values.

use crate::small::{refused, refused_after_base};

#[test]
fn a_missing_quote() {
    let expected = r#"error: this string is not closed
 --> a.toml:1:11
  |
1 | title = "x
  |           ^ its " is missing
error: epochs must be an integer from 1 to 1000, not 0
 --> a.toml:5:10
  |
5 | epochs = 0
  |          ^
2 errors in a.toml, nothing was run
"#;
    assert_eq!(
        refused(
            r#"title = "x
[network]
[training]
loss = "squared-error"
epochs = 0
optimizer = { rule = "gradient-descent", learning_rate = 0.1 }
"#,
            &[]
        ),
        expected
    );
}

#[test]
fn a_word_without_quotes() {
    let expected = r#"error: boundary is not a value; strings need quotes
 --> a.toml:8:8
  |
8 | kind = boundary
  |        ^^^^^^^^ write "boundary"
1 error in a.toml, nothing was run
"#;
    assert_eq!(
        refused_after_base(
            r#"[[figure]]
kind = boundary
"#
        ),
        expected
    );
}

#[test]
fn python_writes_true_with_a_capital() {
    let expected = r#"error: True is not a value
 --> a.toml:3:12
  |
3 | residual = True
  |            ^^^^ write true
1 error in a.toml, nothing was run
"#;
    assert_eq!(
        refused(
            r#"title = "x"
[network]
residual = True
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
fn a_missing_value() {
    let expected = r#"error: a value is missing
 --> a.toml:7:7
  |
7 | test =
  |       ^
1 error in a.toml, nothing was run
"#;
    assert_eq!(
        refused_after_base(
            r#"test =
"#
        ),
        expected
    );
}

#[test]
fn a_missing_equals_sign() {
    let expected = r#"error: this key has no value
 --> a.toml:7:6
  |
7 | test 0.5
  |      ^
  = write key = value
1 error in a.toml, nothing was run
"#;
    assert_eq!(
        refused_after_base(
            r#"test 0.5
"#
        ),
        expected
    );
}

#[test]
fn a_key_given_twice() {
    let expected = r#"error: the key "epochs" is given twice
 --> a.toml:7:1
  |
7 | epochs = 4
  | ^^^^^^
  = keep one of them
1 error in a.toml, nothing was run
"#;
    assert_eq!(
        refused_after_base(
            r#"epochs = 4
"#
        ),
        expected
    );
}

#[test]
fn a_table_given_twice() {
    let expected = r#"error: the table [network] is given twice
 --> a.toml:7:2
  |
7 | [network]
  |  ^^^^^^^
  = write its keys under one header
1 error in a.toml, nothing was run
"#;
    assert_eq!(
        refused_after_base(
            r#"[network]
hidden = [2]
"#
        ),
        expected
    );
}

#[test]
fn a_list_that_is_not_closed_swallows_the_rest() {
    let expected = r#"error: this list is not closed
 --> a.toml:2:9
  |
2 | seeds = [1, 2
  |         ^ its ] is missing
1 error in a.toml, nothing was run
"#;
    assert_eq!(
        refused(
            r#"title = "x"
seeds = [1, 2
[network]
hiden = [3]
"#,
            &[]
        ),
        expected
    );
}

#[test]
fn an_inline_table_that_is_not_closed() {
    let expected = r#"error: unknown key "sees"
 --> a.toml:2:1
  |
2 | sees = [1]
  | ^^^^ did you mean "seeds"?
  = one of: title, seeds, network, training, initial, sweep, figure
error: this table is not closed
 --> a.toml:4:13
  |
4 | optimizer = { rule = "momentum",
  |             ^ its } is missing
2 errors in a.toml, nothing was run
"#;
    assert_eq!(
        refused(
            r#"title = "x"
sees = [1]
[training]
optimizer = { rule = "momentum",
"#,
            &[]
        ),
        expected
    );
}

#[test]
fn a_header_that_is_not_closed() {
    let expected = r#"error: this header is not closed
 --> a.toml:2:9
  |
2 | [network
  |         ^ its ] is missing
1 error in a.toml, nothing was run
"#;
    assert_eq!(
        refused(
            r#"title = "x"
[network
hidden = [0]
"#,
            &[]
        ),
        expected
    );
}

#[test]
fn two_errors_of_syntax_and_one_of_a_value() {
    let expected = r#"error: invalid mantissa, expected digits
 --> a.toml:7:8
  |
7 | test = .5
  |        ^
error: batch_size must be an integer of at least 1, not 0
 --> a.toml:8:14
  |
8 | batch_size = 0
  |              ^
  = it may be "full", or an integer of at least 1
error: this string is not closed
  --> a.toml:10:17
   |
10 | kind = 'boundary
   |                 ^ its ' is missing
3 errors in a.toml, nothing was run
"#;
    assert_eq!(
        refused_after_base(
            r#"test = .5
batch_size = 0
[[figure]]
kind = 'boundary
"#
        ),
        expected
    );
}
