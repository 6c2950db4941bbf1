//! A file of its own for the test part.

use crate::common::{folder, spec, text};
use datasets::{Loaded, load};

const TRAIN: &str = "size,colour,y\n1,red,x\n3,blue,z\n5,red,z\n7,red,x\n";
const KEYS: &str = "target = \"y\"\ntask = \"classification\"\ncategorical = [\"colour\"]\ntest_path = \"test.csv\"\n";

/// Loads `data.csv` with `test.csv` beside it.
fn csv(test: &str, keys: &str) -> Result<Loaded, String> {
    let folder = folder(&[("data.csv", TRAIN.as_bytes()), ("test.csv", test.as_bytes())]);
    let spec = spec(&format!("name = \"csv\"\npath = \"data.csv\"\n{KEYS}{keys}"));
    load(&spec, folder.path()).map_err(|error| text(&error, folder.path()))
}

/// Sizes 1, 3, 5, 7 train: mean 4, variance (9 + 1 + 1 + 9)/4 = 5; the 94 of the test file takes no part in it, and
/// is scaled to 90/√5. Colours are blue in 1/4 and red in 3/4 of the training rows, of variance 3/16 both.
#[test]
fn its_rows_judge_and_fit_nothing() {
    let set = csv("y;colour;size\nz;red;94\nx;blue;4\n", "scale = \"standard\"").expect("in order").dataset;
    assert_eq!((set.train, set.validation, set.test), (vec![0, 1, 2, 3], vec![], vec![4, 5]));
    assert_eq!((set.schema.classes.join(" "), &set.labels[4..]), ("x z".into(), &[1, 0][..]));
    let deviation = (3.0f64 / 16.0).sqrt();
    let expected =
        [90.0 / 5.0f64.sqrt(), -0.25 / deviation, 0.25 / deviation, 0.0, 0.75 / deviation, -0.75 / deviation];
    for (value, expected) in set.inputs.values()[12..].iter().zip(expected) {
        // A division and a product by the inverse differ in the last bits.
        assert!((value - expected).abs() <= 4e-16 * (1.0 + expected.abs()), "{value} is not {expected}");
    }
}

/// Half of the four training rows, one of each class.
#[test]
fn a_validation_part_is_taken_from_the_training_file() {
    let set = csv("size,colour,y\n9,red,x\n9,red,x\n9,red,x\n", "validation = 0.5").expect("in order").dataset;
    assert_eq!((set.train.len(), set.validation.len(), set.test), (2, 2, vec![4, 5, 6]));
    let mut classes: Vec<usize> = set.validation.iter().map(|&row| set.labels[row]).collect();
    classes.sort_unstable();
    assert_eq!(classes, [0, 1]);
}

/// The mean size of the training file is 4.
#[test]
fn missing_cells_follow_the_key() {
    let test = "size,colour,y\n,red,x\n9,blue,z\n";
    let filled = csv(test, "missing = \"mean\"").expect("in order").dataset;
    assert_eq!(filled.inputs.row(4), [4.0, 0.0, 1.0]);
    let loaded = csv(test, "missing = \"drop\"").expect("in order");
    let dropped = loaded.dataset;
    assert_eq!((dropped.test, dropped.inputs.row(4)), (vec![4], &[9.0, 1.0, 0.0][..]));
    assert_eq!(loaded.left_out, [4], "the first row behind the four of the training file");
}

/// The two files need not have the ignored columns both.
#[test]
fn an_ignored_column_may_be_in_one_file_alone() {
    let folder = folder(&[
        ("data.csv", b"name,size,colour,y\na,1,red,x\nb,2,blue,z\n".as_slice()),
        ("test.csv", b"size,colour,y\n3,red,z\n".as_slice()),
    ]);
    let set = |ignore: &str| {
        let spec = spec(&format!("name = \"csv\"\npath = \"data.csv\"\n{KEYS}ignore = {ignore}"));
        load(&spec, folder.path()).map_err(|error| text(&error, folder.path()))
    };
    assert_eq!(set("[\"name\"]").map(|loaded| loaded.dataset.test), Ok(vec![2]));
    assert!(set("[\"note\"]").is_err_and(|error| error.starts_with("the file has no column \"note\"\n")));
}

#[test]
fn what_the_training_file_does_not_know_is_told() {
    let knows =
        "  = a network knows what it was trained on: leave the row out, or put such rows into the file of path\n";
    let zero = "  = or write unknown = \"zero\" in [dataset]: all inputs of such a category are then 0\n";
    let same = "  = both files have the same columns, in any order\n";
    let cases = [
        (
            "size,colour,y\n1,green,x\n",
            format!(
                "the file of path never has \"colour\" as \"green\"\n  at dataset.test_path\n  --> test.csv:2:3\n  \
                 | 1,green,x\n  |   ^^^^^\n  = it has: blue, red\n{knows}{zero}"
            ),
        ),
        (
            "size,colour,y\n1,red,x\n1,red,w\n",
            format!(
                "the file of path never has \"y\" as \"w\"\n  at dataset.test_path\n  --> test.csv:3:7\n  \
                 | 1,red,w\n  |       ^\n  = it has: x, z\n{knows}"
            ),
        ),
        (
            "size,y\n1,x\n",
            format!(
                "the column \"colour\" is missing, which the file of path has\n  at dataset.test_path\n  \
                 --> test.csv:1:1\n  | size,y\n  | ^^^^^^\n{same}"
            ),
        ),
        (
            "size,colour,note,y\n1,red,a,x\n",
            format!(
                "the file of path has no column \"note\"\n  at dataset.test_path\n  --> test.csv:1:13\n  \
                 | size,colour,note,y\n  |             ^^^^\n{same}"
            ),
        ),
        (
            "size,colour,y\n",
            "test.csv has a header but no rows\n  at dataset.test_path\n  = one line for each sample\n".into(),
        ),
    ];
    for (test, error) in cases {
        assert_eq!(csv(test, ""), Err(error));
    }
}

#[test]
fn numbers_and_weights_are_read_too() {
    let (train, test) = ("a,w,y\n1,1,10\n2,1,30\n", "w,y,a\n3,50,7\n");
    let folder = folder(&[("data.csv", train.as_bytes()), ("test.csv", test.as_bytes())]);
    let keys = "target = \"y\"\ntask = \"regression\"\nweights = \"w\"\ntarget_scale = \"min-max\"";
    let spec = spec(&format!("name = \"csv\"\npath = \"data.csv\"\ntest_path = \"test.csv\"\n{keys}"));
    let set = load(&spec, folder.path()).unwrap_or_else(|error| panic!("{error}")).dataset;
    // Targets are scaled from [10, 30] to [0, 1], so 50 is 2.
    assert_eq!((set.targets.values(), set.weights), (&[0.0, 1.0, 2.0][..], Some(vec![1.0, 1.0, 3.0])));
    let files = load(&spec, folder.path()).expect("the data are in order").files;
    assert_eq!(files.iter().map(|file| file.path.as_str()).collect::<Vec<_>>(), ["data.csv", "test.csv"]);
}
