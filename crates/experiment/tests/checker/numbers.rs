//! Messages about numbers, booleans and dates.

use crate::small::{refused, refused_after_base};

#[test]
fn a_number_outside_its_bounds() {
    let expected = r#"error: test must be a number of at least 0 and below 1, not 1.0
 --> a.toml:7:8
  |
7 | test = 1.0
  |        ^^^
1 error in a.toml, nothing was run
"#;
    assert_eq!(
        refused_after_base(
            r#"test = 1.0
"#
        ),
        expected
    );
}

#[test]
fn an_integer_outside_its_bounds() {
    let expected = r#"error: hidden[1] must be an integer of at least 1, not 0
 --> a.toml:3:14
  |
3 | hidden = [4, 0, 5_000_000_000]
  |              ^
error: hidden[2] must be at most 4294967295
 --> a.toml:3:17
  |
3 | hidden = [4, 0, 5_000_000_000]
  |                 ^^^^^^^^^^^^^
error: epochs must be an integer from 1 to 1000, not 1001
 --> a.toml:6:10
  |
6 | epochs = 1001
  |          ^^^^
error: learning_rate must be a number above 0, not 0
 --> a.toml:7:58
  |
7 | optimizer = { rule = "gradient-descent", learning_rate = 0 }
  |                                                          ^
4 errors in a.toml, nothing was run
"#;
    assert_eq!(
        refused(
            r#"title = "x"
[network]
hidden = [4, 0, 5_000_000_000]
[training]
loss = "squared-error"
epochs = 1001
optimizer = { rule = "gradient-descent", learning_rate = 0 }
"#,
            &[]
        ),
        expected
    );
}

#[test]
fn a_float_is_no_integer_but_an_integer_is_a_number() {
    let expected = r#"error: epochs must be an integer from 1 to 1000, not 3.0
 --> a.toml:5:10
  |
5 | epochs = 3.0
  |          ^^^
1 error in a.toml, nothing was run
"#;
    assert_eq!(
        refused(
            r#"title = "x"
[network]
[training]
loss = "squared-error"
epochs = 3.0
optimizer = { rule = "gradient-descent", learning_rate = 1 }
"#,
            &[]
        ),
        expected
    );
}

#[test]
fn an_integer_beyond_64_bits() {
    let expected = r#"error: the integer of batch_size does not fit 64 bits
 --> a.toml:7:14
  |
7 | batch_size = 99999999999999999999999999999999999999999999
  |              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  = the greatest is 9223372036854775807
1 error in a.toml, nothing was run
"#;
    assert_eq!(
        refused_after_base(
            r#"batch_size = 99999999999999999999999999999999999999999999
"#
        ),
        expected
    );
}

#[test]
fn not_a_number_and_infinity() {
    let expected = r#"error: range[0] must be a finite number
 --> a.toml:3:10
  |
3 | range = [-inf, 1e999]
  |          ^^^^
error: range[1] must be a finite number
 --> a.toml:3:16
  |
3 | range = [-inf, 1e999]
  |                ^^^^^
error: learning_rate must be a finite number
 --> a.toml:7:58
  |
7 | optimizer = { rule = "gradient-descent", learning_rate = nan }
  |                                                          ^^^
3 errors in a.toml, nothing was run
"#;
    assert_eq!(
        refused(
            r#"title = "x"
[network]
range = [-inf, 1e999]
[training]
loss = "squared-error"
epochs = 3
optimizer = { rule = "gradient-descent", learning_rate = nan }
"#,
            &[]
        ),
        expected
    );
}

#[test]
fn a_number_in_quotes() {
    let expected = r#"error: test must be a number of at least 0 and below 1, not the string "0.5"
 --> a.toml:7:8
  |
7 | test = "0.5"
  |        ^^^^^ write it without quotes
1 error in a.toml, nothing was run
"#;
    assert_eq!(
        refused_after_base(
            r#"test = "0.5"
"#
        ),
        expected
    );
}

#[test]
fn a_boolean_in_quotes() {
    let expected = r#"error: residual must be true or false, not the string "true"
 --> a.toml:2:20
  |
2 | network.residual = "true"
  |                    ^^^^^^ write it without quotes
1 error in a.toml, nothing was run
"#;
    assert_eq!(
        refused(
            r#"title = "x"
network.residual = "true"
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
fn a_date_is_no_number() {
    let expected = r#"error: test must be a number of at least 0 and below 1, not a date
 --> a.toml:7:8
  |
7 | test = 2024-01-01
  |        ^^^^^^^^^^
1 error in a.toml, nothing was run
"#;
    assert_eq!(
        refused_after_base(
            r#"test = 2024-01-01
"#
        ),
        expected
    );
}
