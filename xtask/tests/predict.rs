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

#[test]
fn a_config_or_a_run_says_what_it_thinks_and_how_right_it_is() {
    let folder = TestFolder::new();
    folder.write("data.csv", DATA).write("sides.toml", config("0.5"));
    let none = folder.run(&["predict", "sides.toml", "data.csv"]);
    assert_eq!(none.code, 2, "{none:?}");
    assert_eq!(none.err, "error: sides.toml: no run is finished: cargo xtask run sides.toml does that\n");
    assert_eq!(folder.run(&["run", "sides.toml"]).code, 0);
    let by_config = folder.run(&["predict", "sides.toml", "data.csv"]);
    assert_eq!(by_config.code, 0, "{by_config:?}");
    let classes: Vec<&str> = by_config.out.lines().map(|line| line.split(',').next().expect("a cell")).collect();
    assert_eq!(classes, ["predicted", "left", "left", "left", "right", "right", "right"]);
    let (told, score) = by_config.err.split_once('\n').expect("two lines");
    assert_eq!(score, "accuracy 1.0000 on the 6 rows that have \"side\"\n");
    let run = told.split("  ").next().expect("the folder");
    assert!(told.ends_with("seed 1") && run.starts_with("reports/sides/runs/"), "{told}");
    // Two rows tell their answers; one of those is wrong, as nobody saw that class in training.
    folder.write("new.csv", "side,a\nright,5\n,4\nabove,9\n");
    let by_run = folder.run(&["predict", run, "new.csv", "--out", "answers/new.csv"]);
    assert_eq!((by_run.code, by_run.out.as_str()), (0, ""), "{by_run:?}");
    assert_eq!(by_run.err, "accuracy 0.5000 on the 2 rows that have \"side\"\n");
    let answers = String::from_utf8(folder.files("answers").remove(0).1).expect("it is text");
    assert!(answers.starts_with("predicted,output:left,output:right\nright,"), "{answers}");
}

#[test]
fn a_run_that_diverged_is_asked_nothing() {
    let folder = TestFolder::new();
    let wild = "title = \"Wild\"\n[dataset]\nname = \"csv\"\npath = \"data.csv\"\ntarget = \"y\"\n\
                task = \"regression\"\n[network]\nhidden = []\n[training]\nepochs = 300\n\
                optimizer = { rule = \"gradient-descent\", learning_rate = 100.0 }\n";
    folder.write("data.csv", "x,y\n1,2\n2,3\n3,5\n").write("wild.toml", wild);
    assert_eq!(folder.run(&["run", "wild.toml"]).code, 0);
    let completed = folder.run(&["predict", "wild.toml", "data.csv"]);
    assert_eq!((completed.code, completed.out.as_str()), (2, ""), "{completed:?}");
    assert!(completed.err.contains(": its training diverged, so it left no network\n"), "{}", completed.err);
}
