//! Errors that only the data bring out in a config, each as a user reads it.

use crate::common::errors;

#[test]
fn each_is_told_with_its_key_and_remedy() {
    let cases = [
        (
            r#"name="csv"
path="nope.csv"
target="y""#,
            "",
            "",
            r##"there is no file ./nope.csv
  at dataset.path
  = the path is relative to the folder of the config
"##,
        ),
        (
            r#"name="csv"
path="."
target="y""#,
            "",
            "",
            r##"./. is a folder
  at dataset.path
  = name the file in it
"##,
        ),
        (
            r#"name="inline"
inputs=[[1.0],[0.0]]
targets=[[0.5],[0.0]]"#,
            r#"output="softmax""#,
            "",
            r##"0.5 is no class
  at dataset.targets[0][0]
  = with a softmax output, one column holds the number of the class: 0, 1, 2, ...
"##,
        ),
        (
            r#"name="inline"
inputs=[[1.0],[0.0]]
targets=[[0.5,0.5],[0.5,0.7]]"#,
            r#"output="softmax""#,
            "",
            r##"these targets are not probabilities
  at dataset.targets[1]
  = with a softmax output each row is 0 or more and sums to 1; this one sums to 1.2
"##,
        ),
        (
            r#"name="inline"
inputs=[[1.0],[0.0]]
targets=[[0.5],[2.0]]"#,
            r#"output="sigmoid""#,
            "",
            r##"2 is no class
  at dataset.targets[1][0]
  = write 0 or 1 (or -1 and 1), probabilities between them, or whole numbers in one column
  = to predict numbers, write task = "regression"
"##,
        ),
        (
            r#"name="and"
test=0.25"#,
            "",
            "",
            r##"the class "1" has a single row, which cannot be in every part
  at dataset.stratify
  = write stratify = false, add rows of that class, or leave out test, validation and folds
"##,
        ),
        (
            r#"name="xor""#,
            "",
            "[judge]\nclass=\"2\"",
            r##"there is no class "2"
  at judge.class
  = classes: 0, 1
"##,
        ),
        (
            r#"name="xor""#,
            "",
            r#"class_weights=[1,2,3]"#,
            r##"3 weights for 2 classes
  at training.class_weights
  = one for each, in this order: 0, 1
"##,
        ),
        (
            r#"name="xor""#,
            "",
            r#"class_weights=[0,0]"#,
            r##"the weights of the training part sum to 0
  at training.class_weights
  = a loss is divided by the sum of the weights, so one of them is above 0
"##,
        ),
        (
            r#"name="xor""#,
            "",
            r#"class_weights=[1e308,1e308]"#,
            r##"the weights of the training part sum to inf, which is too large
  at training.class_weights
  = a loss is divided by the sum of the weights: multiply all of them by one number
"##,
        ),
        (
            r#"name="sine""#,
            "",
            r#"class_weights="balanced""#,
            r##"a regression has no classes to weigh
  at training.class_weights
  = leave out class_weights
"##,
        ),
        (
            r#"name="sine"
task="classification""#,
            "",
            "",
            r##"this data set predicts a number
  at dataset.task
  = leave out task
"##,
        ),
        (
            r#"name="xor"
coding="±1""#,
            "",
            "",
            r##"coding "±1" does not go with a softmax output, which lies between 0 and 1
  at dataset.coding
  = write output = "tanh"
"##,
        ),
        (
            r#"name="xor"
coding="±1""#,
            r#"output="sigmoid""#,
            "",
            r##"coding "±1" does not go with a sigmoid output, which lies between 0 and 1
  at dataset.coding
  = write output = "tanh"
"##,
        ),
        (
            r#"name="xor"
coding="0/1""#,
            r#"output="identity""#,
            r#"loss="hinge""#,
            r##"coding "0/1" does not go with hinge loss, whose targets are -1 and 1
  at dataset.coding
  = leave out coding
"##,
        ),
        (
            r#"name="iris"
task="regression""#,
            "",
            "",
            r##""setosa" is not a number, and the target of a regression is
  at dataset.task
  --> iris:2:17
  | 5.1,3.5,1.4,0.2,setosa
  |                 ^^^^^^
  = to predict classes, write task = "classification" in [dataset]
"##,
        ),
    ];
    for (dataset, network, training, text) in cases {
        assert_eq!(errors(dataset, network, training), text);
    }
}
