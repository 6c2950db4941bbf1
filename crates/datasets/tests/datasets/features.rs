//! Inputs computed from columns.

use crate::common::{csv, loaded};

/// The value of a formula on the single row x1 = 3, x2 = −2 (twice, so that the set has two rows).
fn value(formula: &str) -> f64 {
    let text = format!(
        "name = \"inline\"\ninputs = [[3, -2], [3, -2]]\ntargets = [[1], [2]]\n\
         task = \"regression\"\nfeatures = [{formula:?}]"
    );
    loaded(&text).dataset.inputs.at(0, 0)
}

#[test]
fn formulas_have_the_values_of_arithmetic() {
    let cases = [
        ("x1", 3.0),
        ("x1^2", 9.0),
        ("x1*x2", -6.0),
        ("-x1^2", -9.0),
        ("(-x1)^2", 9.0),
        ("2^x1^2", 512.0),
        ("x1 - x2 - 1", 4.0),
        ("x1 - (x2 - 1)", 6.0),
        ("12/x1/x2", -2.0),
        ("1 + 2*x1^2/6", 4.0),
        ("abs(x2)*.5", 1.0),
        ("sqrt(x1*x1 + x2*x2 - 4)", 3.0),
        ("x1^-1", 1.0 / 3.0),
        ("log(exp(0*x1))", 0.0),
        ("cos(0*x1) + sin(0*x1) + tanh(0*x1)", 1.0),
        ("x2 ^ 3", -8.0),
    ];
    for (formula, expected) in cases {
        assert_eq!(value(formula), expected, "{formula}");
    }
}

/// Lecture 002's circle: a line in (x1², x2²) is a circle in (x1, x2).
#[test]
fn features_replace_the_columns() {
    let set = loaded("name = \"circles\"\nfeatures = [\"x1\", \"x2\", \"x1^2\", \"x2^2\"]").dataset;
    assert_eq!(set.schema.input_names, ["x1", "x2", "x1^2", "x2^2"]);
    for row in 0..200 {
        let x = set.inputs.row(row);
        assert_eq!(x[2..], [x[0] * x[0], x[1] * x[1]]);
    }
    let fewer = loaded("name = \"circles\"\nfeatures = [\"x1*x2\"]").dataset;
    assert_eq!((fewer.inputs.rows(), fewer.inputs.columns()), (200, 1));
    assert!((0..200).all(|row| fewer.inputs.at(row, 0) == set.inputs.at(row, 0) * set.inputs.at(row, 1)));
}

/// By name, and by position after one-hot.
#[test]
fn columns_go_by_name_or_position() {
    let keys = "target = \"y\"\ntask = \"regression\"\ncategorical = [\"k\"]\nfeatures = [\"size*x2\", \"x3\"]";
    let set = csv("size,k,y\n5,a,1\n7,b,2\n", keys).expect("in order").dataset;
    assert_eq!(set.inputs.values(), [5.0, 0.0, 0.0, 1.0]);
}

/// Features are computed before scaling, and a missing column is missing in what is computed from it.
#[test]
fn scaling_and_filling_come_after() {
    let keys =
        "target = \"y\"\ntask = \"regression\"\nmissing = \"mean\"\nscale = \"min-max\"\nfeatures = [\"a^2\", \"b\"]";
    let set = csv("a,b,y\n1,1,1\n3,2,2\n,3,3\n", keys).expect("in order").dataset;
    assert_eq!(set.inputs.values(), [0.0, 0.0, 1.0, 0.5, 0.5, 1.0]);
}

/// log 0 is −∞ where x2 is missing, too; a missing x2 is missing in its power 0 and in its product with 0.
#[test]
fn a_formula_asks_only_its_own_columns() {
    let keys =
        |features: &str| format!("target = \"y\"\ntask = \"regression\"\nmissing = \"mean\"\nfeatures = [{features}]");
    let text = "a,b,y\n1,1,1\n0,,2\n1,3,3\n";
    let error = csv(text, &keys("\"log(x1)\"")).expect_err("it is infinite");
    assert!(error.starts_with("log(x1) is -inf in row 2 of the data\n"), "{error}");
    let set = csv(text, &keys("\"x2^0 + x2\", \"a\"")).expect("in order").dataset;
    assert_eq!(set.inputs.values(), [2.0, 1.0, 3.0, 0.0, 4.0, 1.0]);
}
