//! Nothing is fitted on rows that are held out: scalings of inputs and targets, means for missing cells, weights of
//! classes.

use crate::common::{csv, folder, spec_with};
use datasets::load;
use engine::Dataset;
use experiment::Spec;

const ROWS: usize = 30;

/// Squares, of which every seventh is missing.
fn input(row: usize) -> Option<f64> {
    (row % 7 != 3).then_some((row * row) as f64)
}

fn table(target: impl Fn(usize) -> String) -> String {
    let cell = |row| input(row).map_or(String::new(), |value| value.to_string());
    (0..ROWS).fold("a,y\n".to_string(), |text, row| text + &format!("{},{}\n", cell(row), target(row)))
}

/// Every fold of a table with these keys.
fn folds(text: &str, keys: &str, training: &str) -> Vec<Dataset> {
    let folder = folder(&[("data.csv", text.as_bytes())]);
    let keys = format!("name = \"csv\"\npath = \"data.csv\"\ntarget = \"y\"\nfolds = 10\nvalidation = 0.2\n{keys}");
    let spec = spec_with(&keys, "", training);
    let fold = |fold| load(&Spec { fold: Some(fold), ..spec.clone() }, folder.path());
    (0..10).map(|index| fold(index).unwrap_or_else(|error| panic!("{error}")).dataset).collect()
}

fn close(value: f64, expected: f64) {
    // Sums of thirty terms, a root and a quotient: a few units in the last place.
    assert!((value - expected).abs() <= 1e-14 * expected.abs(), "{value} is not {expected}");
}

/// The mean and the deviation of some numbers.
fn moments(values: &[f64]) -> (f64, f64) {
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    let variance = values.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / values.len() as f64;
    (mean, variance.sqrt())
}

#[test]
fn scalings_and_means_are_those_of_the_training_part() {
    let keys = "task = \"regression\"\nscale = \"standard\"\ntarget_scale = \"standard\"\nmissing = \"mean\"";
    for set in folds(&table(|row| (3 * row).to_string()), keys, "") {
        assert_eq!((set.test.len(), set.validation.len(), set.train.len()), (3, 6, 21));
        let known: Vec<f64> = set.train.iter().filter_map(|&row| input(row)).collect();
        let (mean, deviation) = moments(&known);
        // The mean stands for missing cells, which count among the rows: their squares around it are 0.
        let share = known.len() as f64 / set.train.len() as f64;
        close(set.schema.input_scaling[0].shift, mean);
        close(set.schema.input_scaling[0].factor, 1.0 / (deviation * share.sqrt()));
        let targets: Vec<f64> = set.train.iter().map(|&row| 3.0 * row as f64).collect();
        let (mean, deviation) = moments(&targets);
        close(set.schema.target_scaling[0].shift, mean);
        close(set.schema.target_scaling[0].factor, 1.0 / deviation);
        for row in (0..ROWS).filter(|&row| input(row).is_none()) {
            assert_eq!(set.inputs.at(row, 0), 0.0, "a missing cell is the mean, which is scaled to 0");
        }
    }
}

/// Balanced: n/(k·n_c) with the n rows and the n_c of a class that train.
#[test]
fn classes_are_counted_in_the_training_part() {
    let class = |row: usize| usize::from(row.is_multiple_of(3));
    let keys = "task = \"classification\"\nmissing = \"mean\"\nstratify = false";
    for set in folds(&table(|row| class(row).to_string()), keys, "class_weights = \"balanced\"") {
        let weights = set.weights.expect("they are asked for");
        for (row, weight) in weights.into_iter().enumerate() {
            let alike = set.train.iter().filter(|&&other| class(other) == class(row)).count();
            assert_eq!(weight, 21.0 / (2 * alike) as f64);
        }
    }
}

/// Nothing can stand for the missing cells of a column of which training knows nothing, scaled or not.
#[test]
fn a_column_without_a_known_training_cell_is_refused() {
    let error = |name: &str| {
        Err(format!(
            "every cell of {name:?} in the training part is missing\n  at dataset.missing\n  \
             = name the column in ignore, fill some of its cells, or hold out less\n"
        ))
    };
    for scale in ["none", "standard", "min-max"] {
        let keys = format!("target = \"y\"\ntask = \"regression\"\nmissing = \"mean\"\nscale = {scale:?}");
        assert_eq!(csv("a,b,y\n1,,1\n2,NA,2\n", &keys).map(drop), error("b"));
        assert_eq!(csv("a,b,y\n1,,1\n2,NA,2\n", &format!("{keys}\ncategorical = [\"b\"]")).map(drop), error("b"));
        let computed = csv("a,b,y\n1,,1\n2,NA,2\n", &format!("{keys}\nfeatures = [\"a\", \"a*b\"]")).map(drop);
        assert_eq!(computed, error("a*b"));
        assert!(csv("a,b,y\n1,,1\n2,NA,2\n", &format!("{keys}\nfeatures = [\"a^2\"]")).is_ok());
    }
}
