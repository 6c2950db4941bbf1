//! How right predictions are: which rows the metrics are of.

mod common;

use std::fs;
use std::path::Path;

use common::{build, train};
use experiment::spec::{Part, Quantity};
use runner::predict::{Model, PredictRequest, Score, ScoredRows, predict};
use tempfile::TempDir;

/// Twenty rows of a number and what it costs.
fn table() -> String {
    let row = |row: usize| format!("{row}.5,{}\n", row * row % 11);
    "size,price\n".to_owned() + &(0..20).map(row).collect::<String>()
}

/// Twenty rows, of which a quarter is held out: each metric says which rows it is of. Where all are training rows,
/// there is one; and rows that no run knows have no part.
#[test]
fn metrics_of_training_and_test_rows_are_told_apart() {
    let folder = TempDir::new().expect("there is room for temporary files");
    let data = folder.path().join("data.csv");
    fs::write(&data, table()).expect("there is room");
    let scored = |dataset: &str, data: &Path| {
        let config = format!(
            "title = \"t\"\nengines = [\"from-scratch\"]\n[dataset]\nname = \"csv\"\npath = \"data.csv\"\n\
             target = \"price\"\ntask = \"regression\"\n{dataset}\n[network]\nhidden = [2]\n[training]\nepochs = 2\n"
        );
        let runs = [train(&config, folder.path()).expect("the data are in order")];
        let request = PredictRequest {
            runs: &runs,
            model: Model::Networks,
            data: &data.into(),
            folder: folder.path(),
            unknown: None,
        };
        predict(&request, build).expect("the same columns").scores
    };
    let rows = |scores: &[Score]| scores.iter().map(|score| (score.of, score.rows)).collect::<Vec<_>>();
    let halves = scored("test = 0.25", &data);
    assert_eq!(
        rows(&halves),
        [(ScoredRows::Part(Part::Train), 15), (ScoredRows::Part(Part::Test), 5), (ScoredRows::All, 20)]
    );
    let words = halves.iter().map(|score| score.to_string().split_once(": ").expect("its rows").0.to_owned());
    assert_eq!(
        words.collect::<Vec<_>>(),
        [
            "on the 15 training rows that have \"price\"",
            "on the 5 test rows that have \"price\"",
            "on all 20 rows that have \"price\""
        ]
    );
    // MAE of all rows is the mean over the rows of both parts.
    let mae = |score: &Score| score.metrics.iter().find(|(quantity, _)| *quantity == Quantity::Mae).expect("it is").1;
    let (mean, all) = ((15.0 * mae(&halves[0]) + 5.0 * mae(&halves[1])) / 20.0, mae(&halves[2]));
    // Sums of twenty numbers in two orders.
    assert!((mean - all).abs() <= 1e-14 * all, "{mean} and {all}");
    assert_eq!(rows(&scored("", &data)), [(ScoredRows::Part(Part::Train), 20)]);
    assert_eq!(rows(&scored("rows = \"0:8\"", &data))[1], (ScoredRows::LeftOut, 12));
    let new = folder.path().join("new.csv");
    fs::write(&new, table().replace("0.5,0", "0.5,1")).expect("there is room");
    assert_eq!(rows(&scored("test = 0.25", &new)), [(ScoredRows::New, 20)]);
    fs::copy(&data, folder.path().join("test.csv")).expect("there is room");
    assert_eq!(rows(&scored("test_path = \"test.csv\"", &data)), [(ScoredRows::Part(Part::Train), 20)]);
}
