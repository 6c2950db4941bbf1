//! Baselines against published numbers and first-order conditions.

use crate::common::{csv, loaded, spec};
use datasets::baseline::baselines;
use datasets::load;
use engine::{Dataset, Matrix};
use experiment::Spec;
use std::path::Path;

pub fn named(dataset: &Dataset, name: &str) -> Matrix {
    let named = baselines(dataset).into_iter().find(|baseline| baseline.name == name);
    named.map(|baseline| baseline.predict(&dataset.inputs)).unwrap_or_else(|| panic!("no {name}"))
}

/// 1 − Σ(t − y)²/Σ(t − mean)² on these rows.
pub fn r2(dataset: &Dataset, outputs: &Matrix, rows: &[usize]) -> f64 {
    let mean = rows.iter().map(|&row| dataset.targets.at(row, 0)).sum::<f64>() / rows.len() as f64;
    let square = |x: f64| x * x;
    let left: f64 = rows.iter().map(|&row| square(dataset.targets.at(row, 0) - outputs.at(row, 0))).sum();
    let all: f64 = rows.iter().map(|&row| square(dataset.targets.at(row, 0) - mean)).sum();
    1.0 - left / all
}

fn accuracy(dataset: &Dataset, outputs: &Matrix, rows: &[usize]) -> f64 {
    let right = rows.iter().filter(|&&row| dataset.schema.class_of(outputs.row(row)) == dataset.labels[row]);
    right.count() as f64 / rows.len() as f64
}

/// R² of ordinary least squares on all of diabetes.csv, computed from its decimals in exact fractions (normal
/// equations by Gauss and Jordan): 0.5177484222203499. R² is flat at the optimum, so the ridge of 1e-10 shows in no
/// digit; rounding leaves some 1e-14.
#[test]
fn linear_regression_on_diabetes_has_the_exact_r2() {
    let set = loaded("name = \"diabetes\"").dataset;
    let r2 = r2(&set, &named(&set, "linear regression"), &set.train);
    assert!((r2 - 0.517_748_422_220_349_9).abs() < 1e-12, "{r2}");
}

/// scikit-learn over ten random quarters: mean 0.466, single ones 0.359 to 0.586. The standard error of a mean
/// of ten is about 0.02; three of them are allowed.
#[test]
fn linear_regression_on_quarters_of_diabetes_is_as_good_as_others() {
    let of = |seed: u64| {
        let spec = Spec { seed, ..spec("name = \"diabetes\"\ntest = 0.25\ntarget_scale = \"standard\"") };
        let set = load(&spec, Path::new(".")).expect("built in").dataset;
        r2(&set, &named(&set, "linear regression"), &set.test)
    };
    let mean = (1..=10).map(of).sum::<f64>() / 10.0;
    assert!((mean - 0.466).abs() < 0.06, "{mean}");
}

/// Columns that depend on each other, and y exactly linear in them: predicted to the ridge's 1e-10.
#[test]
fn dependent_columns_are_no_trouble() {
    let text = "a,b,c,y\n1,2,5,3\n2,4,5,5\n3,6,5,7\n7,14,5,15\n";
    let set = csv(text, "target = \"y\"\ntask = \"regression\"").expect("in order").dataset;
    let outputs = named(&set, "linear regression");
    for (row, y) in [3.0, 5.0, 7.0, 15.0].into_iter().enumerate() {
        assert!((outputs.at(row, 0) - y).abs() < 1e-8, "row {row}: {}", outputs.at(row, 0));
    }
}

/// The gradient of the intercepts is Σ wᵢ(pᵢ − tᵢ): at the optimum, predicted and true shares are the same.
#[test]
fn logistic_regression_predicts_the_shares_of_the_classes() {
    for text in ["name = \"iris\"\ntest = 0.3", "name = \"wine\"", "name = \"breast-cancer\"", "name = \"digits\""] {
        let set = loaded(text).dataset;
        let outputs = named(&set, "logistic regression");
        for class in 0..set.schema.classes.len() {
            let difference: f64 =
                set.train.iter().map(|&row| outputs.at(row, class) - set.targets.at(row, class)).sum();
            assert!(difference.abs() <= 1.1e-7 * set.train.len() as f64, "{text}, class {class}: {difference}");
        }
        assert!(accuracy(&set, &outputs, &set.train) > 0.97, "{text}");
    }
}

/// x' = ±1, 4n rows, 3 of 4 with the class of their sign. By symmetry the intercept is 0, and the derivative
/// 4n·(p − ¾) + w vanishes, where p = 1/(1 + e⁻ʷ) is the probability at x' = 1, so w = ln(p/(1 − p)). An input that is
/// the same in all rows leaves the intercept alone, which no ridge holds back: p is the share of the class.
#[test]
fn logistic_regression_solves_its_equation() {
    let rows = |a: &str, y: [&str; 4]| y.map(|y| format!("{a},{y}\n")).concat();
    let text = format!("a,y\n{}{}", rows("10", ["u", "v", "v", "v"]), rows("30", ["u", "u", "u", "v"]));
    let set = csv(&text, "target = \"y\"\ntask = \"classification\"").expect("in order").dataset;
    let outputs = named(&set, "logistic regression");
    let p = outputs.at(0, 1);
    assert!((8.0 * (p - 0.75) + libm::log(p / (1.0 - p))).abs() < 1e-5, "{p}");
    assert!((outputs.at(7, 0) - p).abs() < 1e-6, "{p}");
    let same = csv(&format!("a,y\n{}", rows("10", ["u", "v", "v", "v"])), "target = \"y\"\ntask = \"classification\"");
    let share = named(&same.expect("in order").dataset, "logistic regression").at(0, 1);
    assert!((share - 0.75).abs() < 1e-6, "{share}");
}

/// 3 of 4 rows are v: its share is the answer for every row, in the units of the targets.
#[test]
fn the_majority_class_is_a_share() {
    let text = "a,y\n1,u\n2,v\n3,v\n4,v\n";
    let keys = "target = \"y\"\ntask = \"classification\"";
    let set = csv(text, keys).expect("in order").dataset;
    assert_eq!(named(&set, "majority class").row(2), [0.25, 0.75]);
    let signed = crate::common::csv_with(text.as_bytes(), keys, "output = \"tanh\"", "").expect("in order").dataset;
    assert_eq!(named(&signed, "majority class").row(0), [0.5]);
    let outputs = named(&signed, "logistic regression");
    assert!((0..4).all(|row| (-1.0..1.0).contains(&outputs.at(row, 0))));
    assert_eq!(accuracy(&signed, &named(&signed, "majority class"), &signed.train), 0.75);
    let numbers = loaded("name = \"step\"\nsamples = 3").dataset;
    assert_eq!(named(&numbers, "mean").values(), [2.0 / 3.0; 3]);
}

/// 2000 columns and the intercept: (3 + 2001)·2001² = 8.0·10⁹ steps.
#[test]
fn a_regression_that_takes_long_is_left_out() {
    let row = |value: usize| format!("{},{value}\n", vec![value.to_string(); 2000].join(","));
    let names: Vec<String> = (0..2000).map(|column| format!("c{column}")).collect();
    let text = format!("{},y\n{}{}{}", names.join(","), row(1), row(2), row(4));
    let set = csv(&text, "target = \"y\"\ntask = \"regression\"").expect("in order").dataset;
    let names: Vec<&str> = baselines(&set).iter().map(|baseline| baseline.name).collect();
    assert_eq!(names, ["mean"]);
}
