//! `results.csv`: its columns, its rows, and the file for all experiments.

#[allow(dead_code, unused_imports, reason = "each test file uses its share")]
mod records;

use records::Fixture;
use report::results_csv::{all_results, results};

const CONFIG: &str = r#"
title = "Results"
seeds = [1, 2]

[dataset]
name = "iris"
test = 0.2

[network]

[training]
epochs = 3

[sweep]
"network.hidden" = [[2], [4, 3]]
"#;

fn lines(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.records().map(|row| row.expect("it is CSV").iter().map(str::to_owned).collect()).collect()
}

#[test]
fn there_is_a_row_for_each_run_and_engine() {
    let made = Fixture::of(CONFIG);
    let rows = lines(&results(&made.records));
    assert_eq!(rows[0][..7], ["run", "engine", "seed", "fold", "network.hidden", "outcome", "epoch"]);
    // Two arms, two seeds, two engines.
    assert_eq!(rows.len(), 1 + 2 * 2 * 2);
    assert_eq!(rows[7][1..7], ["from-scratch", "2", "", "[4, 3]", "finished", "3"]);
    assert_eq!(rows[7].last().map(String::as_str), Some("runs/010002/metrics.csv"));
    let place = rows[0].iter().position(|name| name == "test-accuracy").expect("it is measured");
    let values = &made.records[3].run.finals[0].values;
    let (_, value) = values.iter().find(|(metric, _)| metric.to_string() == "test-accuracy").expect("it is measured");
    assert_eq!(rows[7][place].parse(), Ok(*value));
}

#[test]
fn what_diverged_has_no_numbers() {
    let made =
        Fixture::of(CONFIG).with(|_, record| record.run.finals[0].values.iter_mut().for_each(|v| v.1 = f64::NAN));
    let rows = lines(&results(&made.records));
    let first = rows[0].iter().position(|name| name == "epoch").expect("a column") + 1;
    assert!(rows[1][first..rows[1].len() - 1].iter().all(String::is_empty), "{:?}", rows[1]);
}

#[test]
fn all_experiments_share_one_file() {
    let a = "run,engine,seed,fold,k,outcome,epoch,train-loss,metrics_csv\n\
             1,burn,1,,x,finished,2,0.5,runs/1/metrics.csv\n";
    let b = "run,engine,seed,fold,outcome,epoch,train-loss,train-r2,metrics_csv\n\
             2,burn,3,1,stopped,4,0.25,0.75,runs/2/metrics.csv\n";
    let texts = [("a", a), ("b", b), ("c", "not,ours\n1,2\n")];
    let all = all_results(&texts.map(|(name, text)| (name.to_owned(), text.to_owned())));
    let expected = "experiment,run,engine,seed,fold,k,outcome,epoch,train-loss,train-r2,metrics_csv\n\
                    a,1,burn,1,,x,finished,2,0.5,,a/runs/1/metrics.csv\n\
                    b,2,burn,3,1,,stopped,4,0.25,0.75,b/runs/2/metrics.csv\n";
    assert_eq!(all, expected);
}
