//! Messages about keys: unknown, missing, misplaced.

use crate::small::{refused, refused_after_base};

#[test]
fn an_empty_file() {
    let expected = r#"error: the key "title" is missing
 --> a.toml:1:1
  |
1 |
  | ^
  = title is a string
error: the table [network] is missing
 --> a.toml:1:1
  |
1 |
  | ^
error: the table [training] is missing
 --> a.toml:1:1
  |
1 |
  | ^
3 errors in a.toml, nothing was run
"#;
    assert_eq!(refused("", &[]), expected);
}

#[test]
fn a_missing_key_of_a_table() {
    let expected = r#"error: the key "loss" is missing in [training]
 --> a.toml:3:1
  |
3 | [training]
  | ^^^^^^^^^^
  = loss is one of: squared-error, mean-squared-error, cross-entropy
error: the key "momentum" is missing in [training.optimizer] with rule "momentum"
 --> a.toml:5:13
  |
5 | optimizer = { rule = "momentum", learning_rate = 0.1 }
  |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  = momentum is a number
2 errors in a.toml, nothing was run
"#;
    assert_eq!(
        refused(
            r#"title = "x"
[network]
[training]
epochs = 3
optimizer = { rule = "momentum", learning_rate = 0.1 }
"#,
            &[]
        ),
        expected
    );
}

#[test]
fn an_unknown_key() {
    let expected = r#"error: unknown key "epoch" in [training]
 --> a.toml:7:1
  |
7 | epoch = 3
  | ^^^^^ did you mean "epochs"?
  = one of: loss, epochs, batch_size, optimizer, test
1 error in a.toml, nothing was run
"#;
    assert_eq!(
        refused_after_base(
            r#"epoch = 3
"#
        ),
        expected
    );
}

#[test]
fn an_unknown_key_that_resembles_none() {
    let expected = r#"error: unknown key "verbosity" in [training]
 --> a.toml:7:1
  |
7 | verbosity = 3
  | ^^^^^^^^^
  = one of: loss, epochs, batch_size, optimizer, test
1 error in a.toml, nothing was run
"#;
    assert_eq!(
        refused_after_base(
            r#"verbosity = 3
"#
        ),
        expected
    );
}

#[test]
fn a_key_after_the_header_of_another_table() {
    let expected = r#"error: unknown key "seeds" in [training]
 --> a.toml:7:1
  |
7 | seeds = [1]
  | ^^^^^ belongs to the top of the file, before any [table]
  = one of: loss, epochs, batch_size, optimizer, test
error: unknown key "residual" in [training]
 --> a.toml:8:1
  |
8 | residual = true
  | ^^^^^^^^ belongs to [network]
  = one of: loss, epochs, batch_size, optimizer, test
2 errors in a.toml, nothing was run
"#;
    assert_eq!(
        refused_after_base(
            r#"seeds = [1]
residual = true
"#
        ),
        expected
    );
}
