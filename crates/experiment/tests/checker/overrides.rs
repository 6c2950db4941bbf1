//! Messages about `--set key=value`.

use crate::small::{BASE, accepted, refused};

#[test]
fn an_override_of_the_wrong_type() {
    let expected = r#"error: epochs must be an integer from 1 to 1000, not the string "abc"
 --> command line:1:23
  |
1 | --set training.epochs=abc
  |                       ^^^
1 error in a.toml, nothing was run
"#;
    assert_eq!(refused(BASE, &["training.epochs=abc"]), expected);
}

#[test]
fn an_override_without_a_value() {
    let expected = r#"error: this override sets nothing
 --> command line:1:7
  |
1 | --set training.epochs
  |       ^^^^^^^^^^^^^^^
  = write --set key=value, as in --set training.epochs=10
1 error in a.toml, nothing was run
"#;
    assert_eq!(refused(BASE, &["training.epochs"]), expected);
}

#[test]
fn an_override_of_an_unknown_key() {
    let expected = r#"error: unknown key "trainin"
 --> command line:1:7
  |
1 | --set trainin.epochs=3
  |       ^^^^^^^ did you mean "training"?
  = one of: title, seeds, network, training, initial, sweep, figure
error: unknown key "epoch" in [training]
 --> command line:1:16
  |
1 | --set training.epoch=3
  |                ^^^^^ did you mean "epochs"?
  = one of: loss, epochs, batch_size, optimizer, test
2 errors in a.toml, nothing was run
"#;
    assert_eq!(refused(BASE, &["trainin.epochs=3", "training.epoch=3"]), expected);
}

#[test]
fn an_override_with_a_broken_path() {
    let expected = r#"error: "training..epochs" is not the path of a key
 --> command line:1:16
  |
1 | --set training..epochs=3
  |                ^^^^^^^
  = write it as training.optimizer.learning_rate or dataset.inputs[0]
error: "" is not the path of a key
 --> command line:1:7
  |
1 | --set =3
  |       ^
  = write it as training.optimizer.learning_rate or dataset.inputs[0]
2 errors in a.toml, nothing was run
"#;
    assert_eq!(refused(BASE, &["training..epochs=3", "=3"]), expected);
}

#[test]
fn an_override_through_something_that_is_no_table() {
    let expected = r#"error: title is not a table, so it cannot have the key "text"
 --> command line:1:13
  |
1 | --set title.text=3
  |             ^^^^
1 error in a.toml, nothing was run
"#;
    assert_eq!(refused(BASE, &["title.text=3"]), expected);
}

#[test]
fn an_override_of_a_value_that_a_list_does_not_have() {
    let expected = r#"error: network.hidden is not a list with a value [3]; values count from 0
 --> command line:1:21
  |
1 | --set network.hidden[3]=1
  |                     ^^^
1 error in a.toml, nothing was run
"#;
    assert_eq!(refused(BASE, &["network.hidden[3]=1"]), expected);
}

#[test]
fn an_override_with_a_broken_list() {
    let expected = r#"error: this is not a value: unclosed array, expected `]`
 --> command line:1:25
  |
1 | --set network.hidden=[1,
  |                         ^
1 error in a.toml, nothing was run
"#;
    assert_eq!(refused(BASE, &["network.hidden=[1,"]), expected);
}

#[test]
fn an_override_with_blanks() {
    let expected = r#"error: test must be a number of at least 0 and below 1, not 2
 --> command line:1:27
  |
1 | --set   training.test  =  2
  |                           ^
1 error in a.toml, nothing was run
"#;
    assert_eq!(refused(BASE, &["  training.test  =  2"]), expected);
}

#[test]
fn an_override_of_a_key_that_is_swept() {
    let expected = r#"error: training.epochs is swept, so its axis would replace this value
 --> command line:1:23
  |
1 | --set training.epochs=3
  |                       ^
  |
 ::: a.toml:8:21
  |
8 | "training.epochs" = [1, 2]
  |                     ------ the axis
  = set the axis: --set 'sweep.training.epochs=[...]'
1 error in a.toml, nothing was run
"#;
    assert_eq!(
        refused(
            &format!(
                "{BASE}{}",
                r#"[sweep]
"training.epochs" = [1, 2]
"#
            ),
            &["training.epochs=3"]
        ),
        expected
    );
}

#[test]
fn an_override_of_an_axis() {
    let expected = r#"error: epochs must be an integer from 1 to 1000, not 0
 --> command line:1:32
  |
1 | --set sweep.training.epochs=[3,0]
  |                                ^
  = value 2 of 2 of the axis "training.epochs"
1 error in a.toml, nothing was run
"#;
    assert_eq!(
        refused(
            &format!(
                "{BASE}{}",
                r#"[sweep]
"training.epochs" = [1, 2]
"#
            ),
            &["sweep.training.epochs=[3,0]"]
        ),
        expected
    );
}

#[test]
fn faults_of_the_file_come_first() {
    let expected = r#"error: test must be a number of at least 0 and below 1, not 2
 --> a.toml:7:8
  |
7 | test = 2
  |        ^
error: epochs must be an integer from 1 to 1000, not 0
 --> command line:1:23
  |
1 | --set training.epochs=0
  |                       ^
2 errors in a.toml, nothing was run
"#;
    assert_eq!(
        refused(
            &format!(
                "{BASE}{}",
                r#"test = 2
"#
            ),
            &["training.epochs=0"]
        ),
        expected
    );
}

/// The keys that the value leaves out would have their defaults without a word; those of overrides before it, too.
#[test]
fn an_override_that_leaves_out_keys_of_the_table_in_its_place() {
    let expected = r#"
error: this value takes the place of the whole table training, and leaves out loss, epochs, optimizer
 --> command line:1:16
  |
1 | --set training={}
  |                ^^
  |
 ::: a.toml:3:1
  |
3 | [training]
  | ---------- the table
  = write loss in the value, or set the keys that change, as training.KEY=VALUE
1 error in a.toml, nothing was run
"#;
    assert_eq!(refused(BASE, &["training={}"]), expected[1..]);
    let whole = r#"training={ loss = "squared-error", optimizer = { rule = "adam", learning_rate = 1 } }"#;
    assert!(refused(BASE, &["training.epochs=1", whole]).contains("leaves out epochs\n"));
    // What is left out of a table of any keys has no default.
    let swept = format!("{BASE}[sweep]\n\"training.epochs\" = [1, 2]\n");
    assert_eq!(accepted(&swept, &["sweep={ network.hidden = [[2], [3], [4]] }"]).arms.len(), 3);
}
