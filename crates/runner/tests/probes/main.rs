//! Probes see everything and disturb nothing.

mod by_hand;
#[path = "../common/mod.rs"]
mod common;

use common::{figures, train};
use experiment::record::Record;
use experiment::spec::{Metric, Part, Quantity};
use runner::store;

/// Trains the first run of a config and reads it back.
fn record(config: &str) -> Record {
    let folder = tempfile::tempdir().expect("there is room for temporary files");
    let run = train(config, folder.path()).unwrap_or_else(|_| panic!("the config is in order"));
    store::read(&run).expect("the run was written")
}

const MOONS: &str = r#"
title = "moons"
engines = ["from-scratch"]
[dataset]
name = "moons"
samples = 60
test = 0.25
[network]
hidden = [5, 4]
activation = "relu"
dropout = 0.2
batch_norm = {}
[training]
epochs = 12
batch_size = 8
optimizer = { rule = "adam", learning_rate = 0.05 }
"#;

const ALL: [&str; 15] = [
    "decision-regions",
    "predictions",
    "confusion-matrix",
    "roc-curve",
    "precision-recall-curve",
    "reliability-diagram",
    "permutation-importance",
    "weight-histograms",
    "activation-histograms",
    "gradient-norms",
    "layer-health",
    "loss-surface",
    "network",
    "range-test",
    "updates",
];

/// Masks, statistics and moments are all there to be disturbed; not a bit may differ.
#[test]
fn a_run_with_probes_ends_in_the_same_bits() {
    let without = record(MOONS);
    let with = record(&(MOONS.to_string() + &figures(&ALL)));
    assert_eq!(with.metrics, without.metrics);
    assert_eq!(with.run.finals, without.run.finals);
    assert_eq!(with.run.outcomes, without.run.outcomes);
}

/// Two targets in units a hundred times apart. Each is measured by itself, and together they are what the run's own
/// metrics pool: the absolute errors and the squares of both.
#[test]
fn each_of_several_targets_is_measured() {
    let rows: Vec<f64> = (0..12).map(f64::from).collect();
    let inputs: Vec<String> = rows.iter().map(|x| format!("[{x:.1}]")).collect();
    let targets: Vec<String> = rows.iter().map(|x| format!("[{x:.1}, {:.1}]", 100.0 * x * x)).collect();
    let config = format!(
        "title = \"t\"\nengines = [\"from-scratch\"]\n[dataset]\nname = \"inline\"\ntask = \"regression\"\n\
         target_scale = \"standard\"\ninputs = [{}]\ntargets = [{}]\n[network]\n[training]\nepochs = 3\n\
         optimizer = {{ rule = \"gradient-descent\", learning_rate = 0.01 }}\n",
        inputs.join(", "),
        targets.join(", ")
    );
    let record = record(&config);
    let table = &record.tables["targets"];
    assert_eq!(table.columns, ["part", "target", "r2", "mae", "rmse"]);
    let measured: Vec<&[f64]> = table.rows.iter().map(|(_, values)| values.as_slice()).collect();
    let pooled = |quantity| record.run.finals[0].get(Metric { part: Part::Train, quantity }).expect("it is measured");
    let mean = |f: fn(&[f64]) -> f64| measured.iter().map(|values| f(values)).sum::<f64>() / 2.0;
    // A table keeps its numbers to the last digit; sums of twelve terms are rounded in another order.
    let close =
        |value: f64, expected: f64| assert!((value - expected).abs() <= 1e-13 * expected.abs(), "{value} {expected}");
    close(mean(|values| values[2]), pooled(Quantity::Mae));
    let square = |value: f64| value * value;
    close(mean(|values| values[3] * values[3]), square(pooled(Quantity::Rmse)));
    // R² = 1 − RMSE²/variance, with the variance 143/12 of 0, ..., 11.
    close(1.0 - measured[0][1], square(measured[0][3]) / (143.0 / 12.0));
}

/// The tables of the curves hold the areas and the error that the run measured of the same class: trapezoids below the
/// ROC curve, steps of precision, and distances in bins. Coordinates have six digits.
#[test]
fn curves_hold_what_the_scores_say() {
    let record = record(&(MOONS.to_string() + "[judge]\nclass = \"lower\"\n" + &figures(&ALL)));
    let score = |quantity| record.run.finals[0].get(Metric { part: Part::Test, quantity }).expect("it is measured");
    let points = |name: &str| -> Vec<(f64, f64)> {
        let rows = record.tables[name].rows.iter();
        rows.inspect(|(part, values)| assert_eq!((part.as_str(), values[0]), ("test", 1.0)))
            .map(|(_, values)| (values[2], values[3]))
            .collect()
    };
    let (mut before, mut area) = ((0.0, 0.0), 0.0);
    for at in points("roc-curve") {
        area += (at.0 - before.0) * (at.1 + before.1) / 2.0;
        before = at;
    }
    assert_eq!(before, (1.0, 1.0));
    assert!((area - score(Quantity::Auc)).abs() < 1e-5, "{area} {}", score(Quantity::Auc));
    let (mut recall, mut area) = (0.0, 0.0);
    for at in points("precision-recall-curve") {
        area += (at.0 - recall) * at.1;
        recall = at.0;
    }
    assert!((area - score(Quantity::AveragePrecision)).abs() < 1e-5, "{area}");
    let bins = &record.tables["reliability-diagram"].rows;
    assert_eq!(bins.iter().map(|(_, values)| values[1]).sum::<f64>(), 15.0);
    let error = bins.iter().map(|(_, values)| (values[2] - values[3]).abs()).sum::<f64>() / 15.0;
    // The same sums, in the same order.
    assert_eq!(error, score(Quantity::CalibrationError));
}

/// y = 3·a exactly, b is noise that a network of one weight for each column ignores, and k two one-hot inputs that it
/// ignores, too: to mix up a takes away what R² is made of, and a mixture of the others changes nothing.
///
/// With the rows of a permuted, ŷ − t = 3(a′ − a), so the loss of R² is Σ(a′ − a)²/Σ(a − ā)². Its expectation is 2,
/// whatever the values; of ten permutations of 40 rows the mean is within 0.5 of that.
#[test]
fn importance_is_what_a_mixture_takes_away() {
    let rows: Vec<usize> = (0..40).collect();
    let folder = tempfile::tempdir().expect("there is room for temporary files");
    let row = |row: &usize| format!("{row},{},{},{}\n", row * 7 % 13, ["x", "y"][row % 2], 3 * row);
    let text = format!("a,b,k,t\n{}", rows.iter().map(row).collect::<String>());
    let path = folder.path().join("data.csv");
    std::fs::write(&path, text).expect("there is room");
    let config = format!(
        "title = \"t\"\nengines = [\"from-scratch\"]\n[dataset]\nname = \"csv\"\npath = {path:?}\ntarget = \"t\"\n\
         task = \"regression\"\ncategorical = [\"k\"]\n[network]\nhidden = []\n[training]\nepochs = 0\n\
         [initial]\n\"layers.0.weight\" = [[3.0], [0.0], [0.0], [0.0]]\n\"layers.0.bias\" = [0.0]\n"
    );
    let table = &record(&(config + &figures(&["permutation-importance"]))).tables["permutation-importance"];
    assert_eq!(table.columns, ["column", "repeat", "train-r2"]);
    let of = |name: &str| -> Vec<f64> {
        table.rows.iter().filter(|(column, _)| column == name).map(|(_, values)| values[1]).collect()
    };
    assert_eq!((of("b"), of("k")), (vec![0.0; 10], vec![0.0; 10]));
    let mean = of("a").iter().sum::<f64>() / 10.0;
    assert!((mean - 2.0).abs() < 0.5, "{mean}");
    assert!(of("a").iter().any(|value| *value != of("a")[0]), "every repetition has an order of its own");
}

/// Where the features hold every column itself, x² goes with x: y = x² is lost when x is mixed up, and a network that
/// reads x² alone would not notice if x alone were.
#[test]
fn importance_of_a_column_is_that_of_all_its_formulas() {
    let config = "title = \"t\"\nengines = [\"from-scratch\"]\n[dataset]\nname = \"inline\"\ntask = \"regression\"\n\
                  inputs = [[-2], [-1], [0], [1], [3]]\ntargets = [[4], [1], [0], [1], [9]]\n\
                  features = [\"x1\", \"x1^2\"]\n[network]\nhidden = []\n[training]\nepochs = 0\n[initial]\n\
                  \"layers.0.weight\" = [[0.0], [1.0]]\n\"layers.0.bias\" = [0.0]\n";
    let importance = |config: &str| record(config).tables["permutation-importance"].rows.clone();
    let rows = importance(&(config.to_string() + &figures(&["permutation-importance"])));
    assert!(rows.iter().all(|(name, _)| name == "x1") && rows.iter().any(|(_, values)| values[1] > 0.5), "{rows:?}");
    let by_formula = importance(&(config.replace("\"x1\", ", "\"sin(x1)\", ") + &figures(&["permutation-importance"])));
    let of_sine = by_formula.iter().filter(|(name, _)| name == "sin(x1)");
    assert!(of_sine.map(|(_, values)| values[1]).all(|value| value == 0.0), "{by_formula:?}");
}

/// 45 rows train and 15 are held out; without them nobody is judged, so nothing is counted, unless a claim needs it.
#[test]
fn classes_are_counted_unasked_where_rows_are_held_out() {
    let tables = record(MOONS).tables;
    assert_eq!(tables["confusion-matrix"].rows.iter().map(|(_, row)| row[2]).sum::<f64>(), 60.0);
    let all_train = MOONS.replace("test = 0.25", "");
    assert!(record(&all_train).tables.is_empty());
    let claim =
        "[[claim]]\nsays = \"one is found\"\nmetric = { kind = \"class-recall\", class = \"1\" }\nabove = 0.1\n";
    let tables = record(&(all_train + claim)).tables;
    assert_eq!(tables.keys().collect::<Vec<_>>(), ["confusion-matrix"], "and no table of other claims");
    assert_eq!(tables["confusion-matrix"].rows.iter().map(|(_, row)| row[2]).sum::<f64>(), 60.0);
}

#[test]
fn tables_have_the_shape_of_what_they_show() {
    let record = record(&(MOONS.to_string() + &figures(&ALL)));
    let rows = |name: &str| record.tables[name].rows.len();
    // Epochs 0, 1, 2, ... 12 at most once each, and the final network: 60 x 60 places each.
    assert_eq!(rows("decision-regions") % 3600, 0);
    assert_eq!(rows("decision-points"), 60);
    // Two parts of 2 x 2 classes, every sample counted once.
    assert_eq!(rows("confusion-matrix"), 8);
    assert_eq!(record.tables["confusion-matrix"].rows.iter().map(|(_, row)| row[2]).sum::<f64>(), 60.0);
    // 3 layers, 13 epochs.
    assert_eq!((rows("gradient-norms"), rows("layer-health"), rows("weight-histograms")), (39, 39, 39));
    assert_eq!((rows("loss-surface"), rows("range-test")), (1600, 100));
    // 45 rows in batches of 8, the last one smaller: 6 updates an epoch, 72 in all, and the start.
    assert_eq!(rows("loss-path"), 73);
    // The start, and the updates of three epochs.
    assert_eq!(rows("updates"), 19);
    // 2·5 + 5·4 + 4·2 weights, 11 biases, gamma and beta of 9 units.
    assert_eq!(rows("network"), 38 + 11 + 18);
}
