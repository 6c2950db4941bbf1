//! Errors of single cells of a CSV, each as a user reads it.

use crate::common::csv_with;

const CLASSES: &str = "target = \"y\"\ntask = \"classification\"";
const NUMBERS: &str = "target = \"y\"\ntask = \"regression\"";

#[test]
fn each_is_told_with_its_place_and_remedy() {
    let cases: Vec<(&[u8], String, &str)> = vec![
        (
            b"size,colour,y\n1,red,x\n",
            CLASSES.into(),
            r##""red" is not a number
  at dataset.path
  --> data.csv:2:3
  | 1,red,x
  |   ^^^
  = if "colour" holds categories, write categorical = ["colour"] in [dataset]
  = if it only names the rows, write ignore = ["colour"] in [dataset]
"##,
        ),
        (
            b"size,colour,y\n1,red,x\n",
            format!("{CLASSES}\ncategorical=[\"size\"]"),
            r##""red" is not a number
  at dataset.path
  --> data.csv:2:3
  | 1,red,x
  |   ^^^
  = if "colour" holds categories, write categorical = ["size", "colour"] in [dataset]
  = if it only names the rows, write ignore = ["colour"] in [dataset]
"##,
        ),
        (
            "a,\"b\"\"b\",c,y\n1,2\" tube, tube ,x\n3,rot,x\n".as_bytes(),
            CLASSES.into(),
            r##"2 columns hold cells that are not numbers: "b\"b" (1 cell), "c" (1 cell)
  at dataset.path
  --> data.csv:2:3
  | 1,2" tube, tube ,x
  |   ^^^^^^^
  = categories: "b\"b", "c", for example "2\" tube"
  = to paste into [dataset]:
categorical = ["b\"b", "c"]
this line has 3 cells, the header names 4
  at dataset.path
  --> data.csv:3:8
  | 3,rot,x
  |        ^
  = write every cell; one that is not known stays empty between its delimiters
"##,
        ),
        (
            "a,b,c,y\n1,2,\"a\nb\",x\n1,2,\"a \"\"\nb\",x\n".as_bytes(),
            CLASSES.into(),
            r##""a\nb" is not a number
  at dataset.path
  --> data.csv:2:5
  | 1,2,"a
  |     ^^
  = if "c" holds categories, write categorical = ["c"] in [dataset]
  = if it only names the rows, write ignore = ["c"] in [dataset]
"##,
        ),
        (
            b"a,b,y\n\"1.234,5\",2,x\n",
            CLASSES.into(),
            r##""1.234,5" is not a number
  at dataset.path
  --> data.csv:2:1
  | "1.234,5",2,x
  | ^^^^^^^^^
  = to read such numbers, write decimal = "," and thousands = "." in [dataset]
"##,
        ),
        (
            b"a,b,y\n\"1,234.5\",2,x\n",
            CLASSES.into(),
            r##""1,234.5" is not a number
  at dataset.path
  --> data.csv:2:1
  | "1,234.5",2,x
  | ^^^^^^^^^
  = to read such numbers, write thousands = "," in [dataset]
"##,
        ),
        (
            b"a;b;y\n1,5;2;x\n",
            CLASSES.into(),
            r##""1,5" is not a number
  at dataset.path
  --> data.csv:2:1
  | 1,5;2;x
  | ^^^
  = to read such numbers, write decimal = "," in [dataset]
"##,
        ),
        (
            b"a,y\n1e999,x\n",
            CLASSES.into(),
            r##""1e999" is not finite
  at dataset.path
  --> data.csv:2:1
  | 1e999,x
  | ^^^^^
  = a cell holds a number below 1.8e308, or nothing
"##,
        ),
        (
            b"a,b,y\n1,,x\n",
            CLASSES.into(),
            r##"a cell of "b" is missing
  at dataset.path
  --> data.csv:2:3
  | 1,,x
  |   ^
  = write missing = "mean" in [dataset] to fill in the mean of the training part
  = write missing = "drop" in [dataset] to leave out rows with missing cells
"##,
        ),
        (
            b"y,b\nx,\n",
            CLASSES.into(),
            r##"a cell of "b" is missing
  at dataset.path
  --> data.csv:2:3
  | x,
  |   ^
  = write missing = "mean" in [dataset] to fill in the mean of the training part
  = write missing = "drop" in [dataset] to leave out rows with missing cells
"##,
        ),
        (
            b"a,y\nNaN,x\n",
            CLASSES.into(),
            r##"a cell of "a" is missing
  at dataset.path
  --> data.csv:2:1
  | NaN,x
  | ^^^
  = write missing = "mean" in [dataset] to fill in the mean of the training part
  = write missing = "drop" in [dataset] to leave out rows with missing cells
"##,
        ),
        (
            b"a,y\n,x\n",
            format!("{CLASSES}\ncategorical=[\"a\"]"),
            r##"a cell of "a" is missing
  at dataset.path
  --> data.csv:2:1
  | ,x
  | ^
  = write missing = "mean" in [dataset] to fill in the mean of the training part
  = write missing = "drop" in [dataset] to leave out rows with missing cells
  = write missing = "category" to make a missing cell a category of its own
"##,
        ),
        (
            b"a,y\n1,?\n",
            CLASSES.into(),
            r##"the target "y" is missing
  at dataset.path
  --> data.csv:2:3
  | 1,?
  |   ^
  = write missing = "drop" in [dataset] to leave out rows with missing cells
"##,
        ),
        (
            b"a,w,y\n1,1,2\n1,-1,2\n",
            format!("{CLASSES}\nweights=\"w\""),
            r##"the weight -1 is negative
  at dataset.path
  --> data.csv:3:3
  | 1,-1,2
  |   ^^
  = weights are 0 or more
"##,
        ),
        (
            b"a,w,y\n1,heavy,2\n",
            format!("{CLASSES}\nweights=\"w\""),
            r##""heavy" is not a number
  at dataset.path
  --> data.csv:2:3
  | 1,heavy,2
  |   ^^^^^
  = weights are numbers
"##,
        ),
        (
            b"a,w,y\n1,,2\n",
            format!("{CLASSES}\nweights=\"w\""),
            r##"the weight "w" is missing
  at dataset.path
  --> data.csv:2:3
  | 1,,2
  |   ^
  = write missing = "drop" in [dataset] to leave out rows with missing cells
"##,
        ),
        (
            b"a,y\n1,x\n",
            NUMBERS.into(),
            r##""x" is not a number, and the target of a regression is
  at dataset.target
  --> data.csv:2:3
  | 1,x
  |   ^
  = to predict classes, write task = "classification" in [dataset]
"##,
        ),
        (
            b"a,y\n1,inf\n",
            NUMBERS.into(),
            r##""inf" is not finite
  at dataset.path
  --> data.csv:2:3
  | 1,inf
  |   ^^^
  = a cell holds a number below 1.8e308, or nothing
"##,
        ),
        (
            b"a,y\n1,-nan\n",
            NUMBERS.into(),
            r##"the target "y" is missing
  at dataset.path
  --> data.csv:2:3
  | 1,-nan
  |   ^^^^
  = write missing = "drop" in [dataset] to leave out rows with missing cells
"##,
        ),
        (
            b"a,y\n1,0\n2,+NaN\n",
            CLASSES.into(),
            r##"the target "y" is missing
  at dataset.path
  --> data.csv:3:3
  | 2,+NaN
  |   ^^^^
  = write missing = "drop" in [dataset] to leave out rows with missing cells
"##,
        ),
        (
            b"a,y\n1,0\n2,0\n3,0\n4,0\n5,0\n6,0\n7,0\n8,0\n9,0\n10,1\nunknown,1\n",
            CLASSES.into(),
            r##""unknown" is not a number
  at dataset.path
  --> data.csv:12:1
  | unknown,1
  | ^^^^^^^
  = if "unknown" means that nothing is known, write missing_words = ["", "NA", "?", "unknown"] in [dataset]
  = and missing = "mean" to fill in the mean of the training part
"##,
        ),
    ];
    for (bytes, keys, error) in cases {
        assert_eq!(csv_with(bytes, &keys, "", "").map(drop), Err(error.into()));
    }
}
