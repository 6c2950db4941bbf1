//! Predictions as a user asks for them.

mod common;

use common::TestFolder;

/// Learnt to the last row: the class is the sign of a.
const DATA: &str = "a,side\n-3,left\n-2,left\n-1,left\n1,right\n2,right\n3,right\n";

fn config(rate: &str) -> String {
    format!(
        "title = \"Sides\"\nseeds = [1, 2]\n[dataset]\nname = \"csv\"\npath = \"data.csv\"\ntarget = \"side\"\n\
         task = \"classification\"\n[network]\nhidden = []\noutput = \"softmax\"\n[training]\nepochs = 50\n\
         optimizer = {{ rule = \"gradient-descent\", learning_rate = {rate} }}\n"
    )
}

const NONE: &str = "error: sides.toml: no run is finished in reports/sides\n  \
                    = longhand run sides.toml trains it; --reports DIR looks in another folder\n";

#[test]
fn a_config_or_a_run_says_what_it_thinks_and_how_right_it_is() {
    let folder = TestFolder::new();
    folder.write("data.csv", DATA).write("sides.toml", config("0.5"));
    let none = folder.run(&["predict", "sides.toml", "data.csv"]);
    assert_eq!(none.code, 2, "{none:?}");
    assert_eq!(none.err, NONE);
    assert_eq!(folder.run(&["run", "sides.toml"]).code, 0);
    let by_config = folder.run(&["predict", "sides.toml", "data.csv"]);
    assert_eq!(by_config.code, 0, "{by_config:?}");
    // The rows as they are, which part of the data each was in, the class, and a probability for each.
    let rows: Vec<Vec<&str>> = by_config.out.lines().map(|line| line.split(',').collect()).collect();
    assert_eq!(rows[0], ["a", "side", "part", "predicted", "probability:left", "probability:right"]);
    for (row, given) in rows[1..].iter().zip(DATA.lines().skip(1)) {
        let side = given.split(',').nth(1).expect("two cells");
        assert_eq!((row[..2].join(","), row[2], row[3]), (given.to_string(), "train", side));
    }
    let (chosen, score) = by_config.err.split_once('\n').expect("several lines");
    assert!(score.starts_with("on the 6 training rows that have \"side\": accuracy 1.0000, log loss "), "{score}");
    assert!(score.contains("\n  left: precision 1.0000, recall 1.0000, 3 rows\n"), "{score}");
    let run = chosen.split("  ").next().expect("the folder");
    assert!(chosen.ends_with("seed 1: the first seed") && run.starts_with("reports/sides/runs/"), "{chosen}");
    // Two rows tell their class, both rightly.
    folder.write("new.csv", "side,a\nright,5\n,4\nleft,-9\n");
    let by_run = folder.run(&["predict", run, "new.csv", "--out", "answers/new.csv"]);
    assert_eq!((by_run.code, by_run.out.as_str()), (0, ""), "{by_run:?}");
    assert!(by_run.err.contains("on the 2 rows that have \"side\": accuracy "), "{}", by_run.err);
    let answers = String::from_utf8(folder.files("answers").remove(0).1).expect("it is text");
    assert!(answers.starts_with("side,a,predicted,probability:left,probability:right\nright,5,right,"), "{answers}");
    let piped = folder.shell(&format!("\"$0\" predict {run} - < new.csv"));
    assert_eq!((piped.code, piped.out), (0, answers), "{}", piped.err);
}

/// A run that lost a byte is as wrong as data that cannot be read, by its folder and by its config.
#[test]
fn a_damaged_run_is_told_apart_from_a_wrong_command_line() {
    let folder = TestFolder::new();
    folder.write("data.csv", DATA).write("sides.toml", config("0.5")).write("new.csv", "a\n5\n");
    assert_eq!(folder.run(&["run", "sides.toml", "--set", "seeds=[1]"]).code, 0);
    let (file, bytes) =
        folder.files(".").into_iter().find(|(path, _)| path.ends_with("recipe.json")).expect("a recipe");
    let run = file.parent().expect("its run").display().to_string();
    folder.write(&file.display().to_string(), &bytes[1..]);
    let by_run = folder.run(&["predict", &run, "new.csv"]);
    assert_eq!((by_run.code, by_run.out.as_str()), (3, ""), "{by_run:?}");
    assert!(by_run.err.starts_with(&format!("error: cannot predict with {run}: ")), "{}", by_run.err);
    let by_config = folder.run(&["predict", "sides.toml", "new.csv", "--set", "seeds=[1]"]);
    assert_eq!(by_config.code, 3, "{by_config:?}");
    let told = "error: sides.toml: every finished run is damaged\n  \
                = longhand run sides.toml --set 'seeds=[1]' trains it again\n";
    assert!(by_config.err.ends_with(told), "{}", by_config.err);
}

/// No temporary file of the program's own is named.
#[test]
fn standard_input_is_called_so() {
    let folder = TestFolder::new();
    folder.write("data.csv", DATA).write("sides.toml", config("0.5"));
    assert_eq!(folder.run(&["run", "sides.toml"]).code, 0);
    let wrong = folder.shell("printf 'a\\n1\\nx\\n' | \"$0\" predict sides.toml -");
    assert_eq!(wrong.code, 3, "{wrong:?}");
    assert!(wrong.err.contains("\n --> standard input:3:1\n"), "{}", wrong.err);
    let known = folder.shell("\"$0\" predict sides.toml - < data.csv");
    assert!(known.err.contains("\non the 6 training rows that have \"side\": "), "{}", known.err);
}

/// The network of the framework, too, is built again without a row of data, and answers as it did after training.
#[test]
fn a_network_of_burn_answers_as_it_did_after_training() {
    let folder = TestFolder::new();
    folder.write("data.csv", DATA).write("sides.toml", format!("engines = [\"burn\"]\n{}", config("0.5")));
    assert_eq!(folder.run(&["run", "sides.toml"]).code, 0);
    let predicted = folder.run(&["predict", "sides.toml", "data.csv"]);
    let run = predicted.err.split("  ").next().expect("the folder");
    let mut files = folder.files(run).into_iter();
    let (_, trained) = files.find(|(path, _)| path.ends_with("predictions.csv")).expect("the run keeps its outputs");
    let probabilities = |text: &str| -> Vec<String> {
        let last_two = |line: &str| line.rsplitn(3, ',').take(2).collect::<Vec<_>>().join(",");
        text.lines().skip(1).map(last_two).collect()
    };
    assert_eq!(probabilities(&predicted.out), probabilities(&String::from_utf8_lossy(&trained)));
    assert_eq!(predicted.out.lines().count(), 7, "{predicted:?}");
}

#[test]
fn a_class_that_training_never_saw_is_an_error() {
    let folder = TestFolder::new();
    folder.write("data.csv", DATA).write("sides.toml", config("0.5")).write("new.csv", "a,side\n5,above\n1,below\n");
    assert_eq!(folder.run(&["run", "sides.toml"]).code, 0);
    let completed = folder.run(&["predict", "sides.toml", "new.csv"]);
    assert_eq!((completed.code, completed.out.as_str()), (3, ""), "{completed:?}");
    assert!(completed.err.contains("the run never saw \"side\" as \"above\", \"below\""), "{}", completed.err);
}

#[test]
fn an_ensemble_and_a_baseline_predict() {
    let folder = TestFolder::new();
    folder.write("data.csv", DATA).write("sides.toml", config("0.5")).write("new.csv", "a\n5\n");
    assert_eq!(folder.run(&["run", "sides.toml"]).code, 0);
    let ensemble = folder.run(&["predict", "sides.toml", "new.csv", "--ensemble"]);
    assert!(ensemble.err.starts_with("2 runs like reports/sides/runs/"), "{}", ensemble.err);
    let header = ensemble.out.lines().next().expect("a header");
    assert_eq!(header, "a,predicted,probability:left,probability:right,low:left,high:left,low:right,high:right");
    let baseline = folder.run(&["predict", "sides.toml", "new.csv", "--baseline", "majority class"]);
    // Three rows of each class, all of them in the training part.
    assert_eq!(baseline.out.lines().nth(1), Some("5,left,0.5,0.5"), "{baseline:?}");
    let unknown = folder.run(&["predict", "sides.toml", "new.csv", "--baseline", "oracle"]);
    assert_eq!(unknown.code, 2);
    assert!(unknown.err.contains("the baselines are \"majority class\", \"logistic regression\""), "{}", unknown.err);
}

/// With early stopping the network of an earlier epoch is at hand, but nobody asked for it.
#[test]
fn a_run_that_diverged_predicts_nothing() {
    for stopping in ["", "early_stopping = { monitor = \"validation-loss\", patience = 200 }\n"] {
        diverged(stopping);
    }
}

fn diverged(stopping: &str) {
    let folder = TestFolder::new();
    let wild = "title = \"Wild\"\n[dataset]\nname = \"csv\"\npath = \"data.csv\"\ntarget = \"y\"\n\
                task = \"regression\"\nvalidation = 0.25\n[network]\nhidden = []\n[training]\nepochs = 300\n\
                optimizer = { rule = \"gradient-descent\", learning_rate = 100.0 }\n"
        .to_string()
        + stopping;
    folder.write("data.csv", "x,y\n1,2\n2,3\n3,5\n4,6\n").write("wild.toml", wild);
    assert_eq!(folder.run(&["run", "wild.toml"]).code, 0);
    let completed = folder.run(&["predict", "wild.toml", "data.csv"]);
    assert_eq!((completed.code, completed.out.as_str()), (2, ""), "{completed:?}");
    assert!(completed.err.contains(": its training diverged, so it left no network\n"), "{}", completed.err);
}

/// The data, a config or a text of the user is no file of predictions; predictions of ours are written again.
#[test]
fn nothing_but_predictions_is_written_over() {
    let folder = TestFolder::new();
    folder.write("data.csv", DATA).write("sides.toml", config("0.5")).write("empty.csv", "");
    assert_eq!(folder.run(&["run", "sides.toml"]).code, 0);
    let predict = |out: &str| folder.run(&["predict", "sides.toml", "data.csv", "--out", out]);
    for (out, is) in [
        ("data.csv", "holds the data"),
        ("./reports/../data.csv", "holds the data"),
        ("sides.toml", "holds something else than predictions"),
        ("reports", "is a folder"),
    ] {
        let completed = predict(out);
        let told = format!("error: {out} {is}, and would be replaced\n  = name another file with --out\n");
        assert_eq!((completed.code, completed.err), (2, told));
    }
    assert_eq!(std::fs::read_to_string(folder.path().join("data.csv")).ok().as_deref(), Some(DATA));
    assert_eq!(["new.csv", "new.csv", "empty.csv"].map(|out| predict(out).code), [0; 3]);
}

/// The rows are 3 to the left and to the right of 0, so 100 is beyond all that the network saw.
#[test]
fn rows_far_outside_are_noted() {
    let folder = TestFolder::new();
    folder.write("data.csv", DATA).write("sides.toml", config("0.5")).write("new.csv", "a\n5\n100\n-100\n");
    assert_eq!(folder.run(&["run", "sides.toml"]).code, 0);
    let far = folder.run(&["predict", "sides.toml", "new.csv"]);
    assert!(far.err.ends_with("note: \"a\" lies far outside of its training range in row 2 and 1 more\n"), "{far:?}");
    assert!(!folder.run(&["predict", "sides.toml", "data.csv"]).err.contains("note:"));
}

/// A run is looked for in one folder, and its data may be others by now: both are told, and the run still predicts.
#[test]
fn a_run_that_is_not_found_is_told_where_it_may_be() {
    let folder = TestFolder::new();
    folder.write("data.csv", DATA).write("sides.toml", config("0.5")).write("new.csv", "a\n5\n");
    assert_eq!(folder.run(&["run", "sides.toml", "--out", "o"]).code, 0);
    assert_eq!(folder.run(&["predict", "sides.toml", "new.csv"]).err, NONE);
    let asked = |command: [&str; 5]| folder.run(&command).err;
    let predict = || asked(["predict", "sides.toml", "new.csv", "--reports", "o"]);
    folder.write("data.csv", format!("{DATA}4,right\n"));
    for told in [predict(), asked(["report", "sides.toml", "--out", "o", "--png"])] {
        assert!(told.contains("\n  = data.csv is another file than when they were trained\n"), "{told}");
        assert!(told.contains("\n  = longhand run sides.toml --out o trains it; --"), "{told}");
    }
    std::fs::remove_file(folder.path().join("data.csv")).expect("it is there");
    let gone = predict();
    let (_, remedy) = gone.rsplit_once("  = longhand ").expect("a remedy");
    let by_run: Vec<&str> = remedy.split(" DATA predicts with an earlier run").collect();
    let words: Vec<&str> = by_run[0].split(' ').chain(["new.csv"]).collect();
    assert_eq!(folder.run(&words).code, 0, "{gone}");
}
