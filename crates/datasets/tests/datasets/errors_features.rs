//! Errors of features, each as a user reads it: the place points into the formula.

use crate::common::errors;

#[test]
fn each_is_told_with_its_key_and_remedy() {
    let cases = [
        (
            r#"name="xor"
features=["x1", ""]"#,
            "",
            "",
            r##"the formula ends where a term should stand
  at dataset.features[1]
  --> dataset.features[1]:1:1
  | 
  | ^
  = a number, a column, a function of a formula, or a formula in parentheses
"##,
        ),
        (
            r#"name="xor"
features=["x1", "x1 ** 2"]"#,
            "",
            "",
            r##""**" is no operator
  at dataset.features[1]
  --> dataset.features[1]:1:5
  | x1 ** 2
  |     ^
  = write ^ for a power: x1^2
"##,
        ),
        (
            r#"name="xor"
features=["x1", "x3"]"#,
            "",
            "",
            r##"there is no column "x3"
  at dataset.features[1]
  did you mean "x1"?
  --> dataset.features[1]:1:1
  | x3
  | ^^
  = columns: x1, x2
  = or by position, x1 to x2
"##,
        ),
        (
            r#"name="xor"
features=["x1", "(x1"]"#,
            "",
            "",
            r##"a parenthesis is not closed
  at dataset.features[1]
  --> dataset.features[1]:1:4
  | (x1
  |    ^
  = write )
"##,
        ),
        (
            r#"name="xor"
features=["x1", "sinn(x1)"]"#,
            "",
            "",
            r##"there is no function "sinn"
  at dataset.features[1]
  did you mean "sin"?
  --> dataset.features[1]:1:1
  | sinn(x1)
  | ^^^^
  = functions: abs, cos, exp, log, sin, sqrt, tanh
"##,
        ),
        (
            r#"name="xor"
features=["x1", "x1 x2"]"#,
            "",
            "",
            r##""x" does not fit here
  at dataset.features[1]
  --> dataset.features[1]:1:4
  | x1 x2
  |    ^
  = between two terms stands + - * / or ^
"##,
        ),
        (
            r#"name="xor"
features=["x1", "1.2.3"]"#,
            "",
            "",
            r##""1.2.3" is not a number
  at dataset.features[1]
  --> dataset.features[1]:1:1
  | 1.2.3
  | ^^^^^
  = write 2 or 0.5
"##,
        ),
        (
            r#"name="xor"
features=["x1", "log(x1)"]"#,
            "",
            "",
            r##"log(x1) is -inf in row 1 of the data
  at dataset.features[1]
  = an input is finite in every row; choose another formula
"##,
        ),
        (
            r#"name="xor"
features=["x1", "2 + é"]"#,
            "",
            "",
            r##"there is no column "é"
  at dataset.features[1]
  --> dataset.features[1]:1:5
  | 2 + é
  |     ^
  = columns: x1, x2
  = or by position, x1 to x2
"##,
        ),
        (
            r#"name="xor"
features=["x1", "x1 +"]"#,
            "",
            "",
            r##"the formula ends where a term should stand
  at dataset.features[1]
  --> dataset.features[1]:1:5
  | x1 +
  |     ^
  = a number, a column, a function of a formula, or a formula in parentheses
"##,
        ),
        (
            r#"name="xor"
features=["----------------------------------------------------------------------x1"]"#,
            "",
            "",
            r##"the formula is too deep
  at dataset.features[0]
  --> dataset.features[0]:1:65
  | ----------------------------------------------------------------------x1
  |                                                                 ^
  = at most 64 levels
"##,
        ),
    ];
    for (dataset, network, training, text) in cases {
        assert_eq!(errors(dataset, network, training), text);
    }
}
