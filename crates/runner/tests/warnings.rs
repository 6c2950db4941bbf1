//! Setups that run and cannot work are warned of; setups that cannot run are errors with a place and a remedy.

mod common;

use std::fs;
use std::path::Path;

use common::{planned, train};
use experiment::record::Run;
use runner::plan::PlanError;
use tempfile::TempDir;

fn config(dataset: &str, network: &str, training: &str) -> String {
    format!(
        "title = \"t\"\nengines = [\"from-scratch\"]\n[dataset]\nname = \"inline\"\ntask = \"regression\"\n{dataset}\n\
         [network]\nhidden = [2]\n{network}\n[training]\nepochs = 1\nloss = \"mean-squared-error\"\n{training}\n"
    )
}

const SIX: &str = "inputs = [[1], [2], [3], [4], [5], [6]]\ntargets = [[15.5], [20.8], [24.7], [29.4], [33.1], [36.9]]";

/// The warnings in the record of a run of the config.
fn warnings(config: &str) -> Vec<String> {
    let folder = TempDir::new().expect("there is room for temporary files");
    let run = train(config, folder.path()).expect("in order");
    let text = fs::read_to_string(run.join("run.toml")).expect("the run wrote it");
    Run::from_toml(&text).expect("the run wrote it").warnings
}

/// Place and message of every error of the config.
fn errors(config: &str) -> Vec<(String, String)> {
    match planned(config, Path::new("")) {
        Err(PlanError::Keys(violations)) => {
            violations.into_iter().map(|violation| (violation.at, violation.message)).collect()
        }
        Err(PlanError::Data(errors)) => panic!("{errors:?}"),
        Ok(_) => Vec::new(),
    }
}

#[test]
fn targets_beyond_the_output_are_counted() {
    for (output, range) in [("sigmoid", "[0, 1]"), ("tanh", "[-1, 1]")] {
        let found = warnings(&config(SIX, &format!("output = {output:?}"), ""));
        let wanted = format!(
            "6 of 6 targets lie outside {range}, the range of a {output} output: write output = \"identity\" or \
             target_scale = \"min-max\""
        );
        assert_eq!(found, [wanted]);
    }
    let reachable = config(&format!("{SIX}\ntarget_scale = \"min-max\""), "output = \"sigmoid\"", "");
    assert!(warnings(&reachable).is_empty(), "the range is closed: 0 and 1 belong to it");
    assert!(warnings(&config(SIX, "", "")).is_empty());
}

/// 32 is what a config means that names no batch size.
#[test]
fn a_batch_larger_than_the_data_is_warned_of_if_it_is_written() {
    let found = warnings(&config(SIX, "", "batch_size = 7"));
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("batch_size = 7 is more than the 6 training rows"), "{found:?}");
    for size in ["6", "\"full\""] {
        assert!(warnings(&config(SIX, "", &format!("batch_size = {size}"))).is_empty());
    }
}

/// One row of six is held out: its R² is 0/0 whatever is learnt.
#[test]
fn an_undefined_r2_cannot_be_watched() {
    let stopping = |monitor: &str| format!("early_stopping = {{ monitor = {monitor:?}, patience = 3 }}");
    let held_out = format!("{SIX}\nvalidation = 0.17");
    let found = errors(&config(&held_out, "", &stopping("validation-r2")));
    let message = "R² of one row, or of equal targets, is undefined, and so is that of the validation part";
    assert_eq!(found, [("training.early_stopping.monitor".to_string(), message.to_string())]);
    assert!(errors(&config(&held_out, "", &stopping("validation-loss"))).is_empty());
    assert!(errors(&config(&held_out, "", &stopping("train-r2"))).is_empty(), "five rows have an R²");
}

/// Of training rows no more can be held out, and rows without a weight say nothing: of those with one the targets are
/// equal.
#[test]
fn an_undefined_r2_of_the_training_part_cannot_be_watched() {
    let folder = TempDir::new().expect("there is room for temporary files");
    fs::write(folder.path().join("w.csv"), "x,w,y\n1,1,3\n2,0,4\n3,2,3\n4,0,5\n").expect("there is room");
    let errors = |weights: &str| match planned(
        &format!(
            "title = \"t\"\n[dataset]\nname = \"csv\"\npath = \"w.csv\"\ntarget = \"y\"\n{weights}\n\
             task = \"regression\"\n[network]\nhidden = [2]\n[training]\nepochs = 1\n\
             early_stopping = {{ monitor = \"train-r2\", patience = 3 }}\n"
        ),
        folder.path(),
    ) {
        Err(PlanError::Keys(faults)) => faults.into_iter().map(|fault| (fault.message, fault.help)).collect(),
        Err(PlanError::Data(errors)) => panic!("{errors:?}"),
        Ok(_) => Vec::new(),
    };
    let message = "R² of one row, or of equal targets, is undefined, and so is that of the training part";
    assert_eq!(errors("weights = \"w\""), [(message.to_string(), vec!["watch train-loss".to_string()])]);
    assert!(errors("ignore = [\"w\"]").is_empty());
}

/// Six rows of two classes, of which one row is held out: what needs the other class is no number there.
#[test]
fn metrics_of_absent_classes_cannot_be_watched_or_judged_by() {
    let config = |watched: &str, judge: &str| {
        let judge = if judge.is_empty() { String::new() } else { format!("[judge]\n{judge}\n") };
        format!(
            "title = \"t\"\nengines = [\"from-scratch\"]\n[dataset]\nname = \"csv\"\npath = \"classes.csv\"\n\
             target = \"k\"\ntask = \"classification\"\nvalidation = 0.1\nstratify = false\n[network]\n\
             output = \"softmax\"\n[training]\nepochs = 1\n\
             early_stopping = {{ monitor = \"{watched}\", patience = 3 }}\n{judge}"
        )
    };
    let folder = TempDir::new().expect("there is room for temporary files");
    fs::write(folder.path().join("classes.csv"), "x,k\n1,a\n2,b\n3,a\n4,b\n5,a\n6,b\n").expect("there is room");
    let errors = |watched: &str, judge: &str| match planned(&config(watched, judge), folder.path()) {
        Err(PlanError::Keys(faults)) => faults.into_iter().map(|fault| (fault.at, fault.message)).collect(),
        Err(PlanError::Data(errors)) => panic!("{errors:?}"),
        Ok(_) => Vec::new(),
    };
    for quantity in ["auc", "recall", "precision", "f1", "average-precision"] {
        let found = errors(&format!("validation-{quantity}"), "");
        assert_eq!(found.len(), 1, "{quantity}: {found:?}");
        assert_eq!(found[0].0, "training.early_stopping.monitor");
        assert!(found[0].1.ends_with("is undefined there"), "{}", found[0].1);
        assert_eq!(errors("validation-loss", &format!("metric = \"validation-{quantity}\""))[0].0, "judge.metric");
        assert!(errors(&format!("train-{quantity}"), "").is_empty(), "both classes train");
    }
    for quantity in ["loss", "accuracy", "log-loss", "balanced-accuracy", "brier-score", "calibration-error"] {
        assert!(errors(&format!("validation-{quantity}"), "").is_empty(), "{quantity} has a value on one row");
    }
    // One row is held out: of its class recall and average precision are numbers, of the other they are none.
    let judged = |class: &str| errors("validation-recall", &format!("class = \"{class}\"")).len();
    assert_eq!(judged("a") + judged("b"), 1);
    assert_eq!(errors("validation-auc", "class = \"a\"").len(), 1, "AUC needs rows of both kinds");
}

#[test]
fn a_running_variance_is_a_number_of_zero_or_more() {
    let initial = |name: &str, value: &str| {
        format!("{}[initial]\n\"layers.0.{name}\" = [1.0, {value}]\n", config(SIX, "batch_norm = {}", ""))
    };
    let found = errors(&initial("running_var", "-1.0"));
    let message = "layers.0.running_var holds -1";
    assert_eq!(found, [("initial.\"layers.0.running_var\"".to_string(), message.to_string())]);
    assert!(errors(&initial("running_var", "0.0")).is_empty());
    assert!(errors(&initial("running_mean", "-1.0")).is_empty());
}
