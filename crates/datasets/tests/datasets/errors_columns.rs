//! Errors of columns, classes and parts of a CSV, each as a user reads it.

use crate::common::csv_with;

const CLASSES: &str = "target = \"y\"\ntask = \"classification\"";
const NUMBERS: &str = "target = \"y\"\ntask = \"regression\"";

/// One class more than can be meant.
fn many() -> Vec<u8> {
    let rows: String = (0..=1000).map(|row| format!("{row},{row}.5\n")).collect();
    format!("a,y\n{rows}").into_bytes()
}

#[test]
fn each_is_told_with_its_place_and_remedy() {
    let many = many();
    let cases: Vec<(&[u8], String, &str)> = vec![
        (
            b"species,Colour,y\n1,2,3\n",
            "target=\"colour\"\ntask=\"regression\"".into(),
            r##"the file has no column "colour"
  at dataset.target
  did you mean "Colour"?
  --> data.csv:1:1
  | species,Colour,y
  | ^^^^^^^^^^^^^^^^
  = columns: species, Colour, y
"##,
        ),
        (
            b"species,Colour,y\n1,2,3\n",
            format!("{CLASSES}\ncategorical=[\"species\",\"foo\"]"),
            r##"the file has no column "foo"
  at dataset.categorical[1]
  --> data.csv:1:1
  | species,Colour,y
  | ^^^^^^^^^^^^^^^^
  = columns: species, Colour, y
"##,
        ),
        (
            b"species,w,y\n1,2,3\n",
            format!("{CLASSES}\nweights=\"weight\""),
            r##"the file has no column "weight"
  at dataset.weights
  --> data.csv:1:1
  | species,w,y
  | ^^^^^^^^^^^
  = columns: species, w, y
"##,
        ),
        (
            b"a,y\n1,2\n",
            format!("{CLASSES}\ncategorical=[\"y\"]"),
            r##"the column "y" is the target already
  at dataset.categorical[0]
  = categorical lists inputs; a target of classes needs only task = "classification"
"##,
        ),
        (
            b"a,y\n1,2\n",
            format!("{CLASSES}\nweights=\"y\""),
            r##"the column "y" is the target already
  at dataset.weights
  = name another column
"##,
        ),
        (
            b"id,y\n1,2\n",
            format!("{CLASSES}\nignore=[\"y\"]"),
            r##"the column "y" is the target already
  at dataset.ignore[0]
  = ignore lists columns that are used for nothing
"##,
        ),
        (
            b"id,y\n1,2\n",
            format!("{CLASSES}\ncategorical=[\"id\"]\nignore=[\"id\"]"),
            r##"the column "id" is a category already
  at dataset.ignore[0]
  = ignore lists columns that are used for nothing
"##,
        ),
        (
            b"Id,y\n1,2\n",
            format!("{CLASSES}\nignore=[\"id\"]"),
            r##"the file has no column "id"
  at dataset.ignore[0]
  did you mean "Id"?
  --> data.csv:1:1
  | Id,y
  | ^^^^
  = columns: Id, y
"##,
        ),
        (
            b"w,y\n1,2\n",
            format!("{CLASSES}\nweights=\"w\""),
            r##"the file has no column to predict from
  at dataset.path
  --> data.csv:1:1
  | w,y
  | ^^^
  = besides target, weights and ignored columns it needs at least one
"##,
        ),
        (
            b"a,y\n1,x\n",
            CLASSES.into(),
            r##"every row is of the class "x"
  at dataset.target
  = a classification needs two classes
"##,
        ),
        (
            b"a,z,y\n1,1,5\n2,3,5\n",
            "target = [\"z\", \"y\"]\ntask = \"regression\"".into(),
            r##""y" is 5 in every row
  at dataset.target
  = a regression needs targets that differ
"##,
        ),
        (
            &many,
            CLASSES.into(),
            r##"the target "y" has more than 1000 different values
  at dataset.target
  --> data.csv:1002:6
  | 1000,1000.5
  |      ^^^^^^
  = to predict it as a number, write task = "regression" in [dataset]
"##,
        ),
        (
            b"a,y\n1,x\n1,z\n2,x\n",
            format!("{CLASSES}\ntest=0.5"),
            r##"the class "z" has a single row, which cannot be in every part
  at dataset.stratify
  = write stratify = false, add rows of that class, or leave out test, validation and folds
"##,
        ),
        (
            b"a,y\n1,1.5\n1,2\n2,2\n",
            format!("{CLASSES}\ntest=0.5"),
            r##"the class "1.5" has a single row, which cannot be in every part
  at dataset.stratify
  = write stratify = false, add rows of that class, or leave out test, validation and folds
  = to predict numbers, write task = "regression" in [dataset]
"##,
        ),
        (
            b"a,y\n1,1\n1,2\n2,3\n",
            format!("{NUMBERS}\ntest=0.1"),
            r##"the test part of 3 rows would be empty
  at dataset.test
  = choose shares that give every part at least one row
"##,
        ),
        (
            b"a,y\n1,1\n1,2\n",
            format!("{NUMBERS}\ntest=0.9"),
            r##"the training part of 2 rows would be empty
  at dataset.test
  = choose shares that give every part at least one row
"##,
        ),
        (
            b"a,y\n1,1\n1,2\n",
            format!("{NUMBERS}\nfolds=3"),
            r##"3 folds of 2 rows leave folds empty
  at dataset.folds
  = at most 2
"##,
        ),
        (
            b"a,w,y\n1,0,2\n1,0,3\n",
            format!("{CLASSES}\nweights=\"w\""),
            r##"the weights of the training part sum to 0
  at dataset.weights
  = a loss is divided by the sum of the weights, so one of them is above 0
"##,
        ),
    ];
    for (bytes, keys, error) in cases {
        assert_eq!(csv_with(bytes, &keys, "", "").map(drop), Err(error.into()));
    }
}
