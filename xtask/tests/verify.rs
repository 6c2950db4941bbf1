//! `verify`: a report is made again and compared, here and elsewhere, and what differs first is named.

mod common;

use std::fs;

use common::{Completed, TestFolder, XOR};

/// A config with data of its own, and probes.
const OWN: &str = r#"title = "Lines"
seeds = [1, 2, 3]
dataset = { name = "csv", path = "data/mine.csv", target = "y", test = 0.25, task = "regression" }
network = { hidden = [2] }
training = { epochs = 12, batch_size = 4, optimizer = { rule = "adam", learning_rate = 0.05 } }
figure = [{ kind = "predictions" }]
"#;

fn data(slope: f64) -> String {
    let rows = (0..16).map(|x| format!("{x},{}\n", slope * f64::from(x) + 1.0));
    ["x,y\n".to_owned()].into_iter().chain(rows).collect()
}

/// A folder with both reports.
fn made() -> TestFolder {
    let folder = TestFolder::new();
    folder.write("own.toml", OWN).write("data/mine.csv", data(2.0)).write("xor.toml", XOR);
    let completed = folder.run(&["run", "own.toml", "xor.toml"]);
    assert_eq!(completed.code, 0, "{completed:?}");
    folder
}

fn file(folder: &TestFolder, name: &str) -> String {
    fs::read_to_string(folder.path().join(name)).expect("it is there")
}

/// Replaces a text in a file; it must be there.
fn replace(folder: &TestFolder, name: &str, from: &str, to: &str) {
    let text = file(folder, name);
    assert!(text.contains(from), "{name} holds no {from:?}: {text}");
    folder.write(name, text.replacen(from, to, 1));
}

fn differs(completed: &Completed, what: &str) {
    assert_eq!((completed.code, completed.out.trim_end()), (1, what), "{completed:?}");
}

#[test]
fn a_report_made_again_is_equal_here_and_from_elsewhere() {
    let folder = made();
    let before = folder.files(".");
    let completed = folder.run(&["verify", "own.toml", "xor.toml"]);
    assert_eq!(completed.code, 0, "{completed:?}");
    let expected = "reports/own  equal: 3 runs, 3 tables, the numbers of the page\n\
                    reports/xor  equal: 2 runs, 2 tables, the numbers of the page\n";
    assert_eq!(completed.out, expected);
    assert!(folder.files(".") == before, "verify writes nothing");
    // A student hands in the folder, without runs, and the instructor has the data.
    let elsewhere = TestFolder::new();
    for (path, content) in folder.files("reports/own").iter().filter(|(path, _)| !path.starts_with("runs")) {
        elsewhere.write(&format!("handed-in/{}", path.display()), content);
    }
    let completed = elsewhere.run(&["verify", "handed-in"]);
    assert_eq!(completed.code, 3, "{completed:?}");
    let missing = "error: there is no data file data/mine.csv with the SHA-256 ";
    assert!(completed.err.starts_with(missing) && completed.err.contains("--data DIR"), "{}", completed.err);
    elsewhere.write("somewhere/mine.csv", data(2.0));
    let completed = elsewhere.run(&["verify", "handed-in", "--data", "somewhere", "--sample", "2"]);
    assert_eq!((completed.code, completed.out.as_str()), (0, "handed-in  equal: 2 runs of 3\n"), "{completed:?}");
}

/// The page names its config, and the data lie beside that.
#[test]
fn data_beside_the_config_are_found_for_a_report_too() {
    let folder = TestFolder::new();
    folder.write("mine/own.toml", OWN).write("mine/data/mine.csv", data(2.0));
    assert_eq!(folder.run(&["run", "mine/own.toml", "--out", "elsewhere/reports"]).code, 0);
    let verify = || folder.run(&["verify", "elsewhere/reports/own", "--sample", "1"]);
    let equal = "elsewhere/reports/own  equal: 1 run of 3\n";
    assert_eq!((verify().code, verify().out.as_str()), (0, equal));
    fs::remove_dir_all(folder.path().join("elsewhere/reports/own/runs")).expect("it is there");
    assert_eq!((verify().code, verify().out.as_str()), (0, equal));
    // A file whose whole path the config writes lies nowhere else.
    let whole = OWN.replace("data/mine.csv", &folder.path().join("whole.csv").display().to_string());
    folder.write("mine/whole.toml", whole).write("whole.csv", data(2.0));
    assert_eq!(folder.run(&["run", "mine/whole.toml", "--out", "elsewhere/reports"]).code, 0);
    let verify = || folder.run(&["verify", "elsewhere/reports/whole", "--sample", "1", "--data", "mine/data"]);
    assert_eq!(verify().code, 0);
    fs::remove_file(folder.path().join("whole.csv")).expect("it is there");
    let missing = verify();
    assert_eq!(missing.code, 3, "{missing:?}");
    assert!(missing.err.ends_with("\n  = the config writes its whole path: put it there\n"), "{missing:?}");
}

/// A number that is printed for one arm is held against the run of that arm, whichever runs are made again. The passes
/// are those of the perceptron's procedure from zero with targets of ±1: the last one is without a correction.
#[test]
fn printed_numbers_belong_to_their_arms_in_a_sample_too() {
    let folder = TestFolder::new();
    let passes = [("and", 6), ("or", 4), ("not", 3)].map(|(name, passes)| {
        format!(
            "[[expect]]\nquantity = \"epochs\"\nsource = \"a lecture\"\narm = {{ \"dataset.name\" = \"{name}\" }}\n\
             right = \"{passes}\"\nwhy = \"One pass more than those with corrections.\"\n"
        )
    });
    let config = "title = \"Passes\"\ndataset = { name = \"and\", coding = \"±1\" }\n\
                  network = { kind = \"perceptron\", initializer = \"zeros\" }\n\
                  training = { batch_size = 1, epochs = 20, shuffle = false, \
                  optimizer = { rule = \"gradient-descent\", learning_rate = 1.0 } }\n\
                  [sweep]\n\"dataset.name\" = [\"and\", \"or\", \"not\"]\n";
    folder.write("passes.toml", config.to_owned() + &passes.concat());
    assert_eq!(folder.run(&["run", "passes.toml"]).code, 0);
    for sample in ["1", "2", "3"] {
        let completed = folder.run(&["verify", "passes.toml", "--sample", sample]);
        assert!(completed.code == 0 && completed.err.lines().all(|line| !line.contains("error")), "{completed:?}");
    }
}

/// Every digest of the file, one after the other, with its first digit changed.
#[test]
fn a_changed_digest_is_told_by_its_name() {
    let folder = made();
    let digests = file(&folder, "reports/own/digests.toml");
    let mut run = 0;
    let mut told = 0;
    for (at, line) in digests.lines().enumerate() {
        run += usize::from(line == "[[run]]");
        let Some((key, value)) = line.split_once(" = \"").filter(|(_, value)| value.len() == 65) else { continue };
        let changed = if value.starts_with('0') { "1" } else { "0" };
        let other = format!("{key} = \"{changed}{}", &value[1..]);
        let lines: Vec<&str> =
            digests.lines().enumerate().map(|(n, kept)| if n == at { &other } else { kept }).collect();
        folder.write("reports/own/digests.toml", lines.join("\n") + "\n");
        let said = match key.trim_matches('"') {
            "data/mine.csv" => "the data file data/mine.csv is not the one that the report was made from".to_owned(),
            "spec" => format!("seed {run}: its spec has another digest in digests.toml"),
            "metrics" => format!("seed {run}: its metrics"),
            "parameters" => format!("seed {run}: its final parameters"),
            "tables" => format!("seed {run}: a table for its figures"),
            table => format!("{table}: digests.toml has another digest of it"),
        };
        differs(&folder.run(&["verify", "reports/own"]), &format!("reports/own  different: {said}"));
        told += 1;
    }
    // The data file, three tables, and four digests of each of three runs.
    assert_eq!(told, 1 + 3 + 3 * 4);
}

#[test]
fn what_differs_first_is_named() {
    let folder = made();
    let verify = |what: &str| folder.run(&["verify", what]);
    let digests = file(&folder, "reports/own/digests.toml");
    // A key of the config.
    replace(&folder, "own.toml", "epochs = 12", "epochs = 13");
    differs(&verify("own.toml"), "reports/own  different: training.epochs is 12 in the report, 13 now");
    replace(&folder, "own.toml", "epochs = 13", "epochs = 12");
    replace(&folder, "own.toml", "\n", " # as before\n");
    assert_eq!(verify("own.toml").code, 0, "a comment is no key");
    // A default of the program.
    replace(&folder, "reports/own/digests.toml", "precision = '\"f64\"'", "precision = '\"f32\"'");
    differs(&verify("reports/own"), "reports/own  different: precision is \"f32\" in the report, \"f64\" now");
    folder.write("reports/own/digests.toml", &digests);
    // A number: the digest of all metrics, and the mark of the epoch from which on they differ.
    let metrics = line(&digests, "metrics = ");
    replace(&folder, "reports/own/digests.toml", metrics, &format!("metrics = \"{}\"", "0".repeat(64)));
    let trail = line(&digests, "digits = ").trim_start_matches("digits = ").trim_matches('"');
    assert_eq!(trail.len(), 2 * 13, "one mark for each epoch from 0 to 12");
    let changed =
        format!("{}{}{}", &trail[..14], if trail[14..].starts_with("00") { "ff" } else { "00" }, &trail[16..]);
    replace(&folder, "reports/own/digests.toml", trail, &changed);
    differs(&verify("reports/own"), "reports/own  different: seed 1: a number at epoch 7");
    folder.write("reports/own/digests.toml", &digests);
    // Marks that are not those of the metrics.
    replace(&folder, "reports/own/digests.toml", trail, &changed);
    let damaged =
        "reports/own  different: seed 1: its metrics are equal and its trail is not, so digests.toml is damaged";
    differs(&verify("reports/own"), damaged);
    folder.write("reports/own/digests.toml", &digests);
    // A name that is not that of the page.
    replace(&folder, "reports/own/digests.toml", "name = \"own\"", "name = \"won\"");
    differs(&verify("reports/own"), "reports/own  different: report.md is of own.toml, digests.toml of won.toml");
    folder.write("reports/own/digests.toml", &digests);
    // The network that training left.
    let parameters = line(&digests, "parameters = ");
    replace(&folder, "reports/own/digests.toml", parameters, &format!("parameters = \"{}\"", "0".repeat(64)));
    differs(&verify("reports/own"), "reports/own  different: seed 1: its final parameters");
    folder.write("reports/own/digests.toml", &digests);
    // The data.
    folder.write("data/mine.csv", data(2.5));
    let other = "reports/own  different: the data file data/mine.csv is not the one that the report was made from";
    differs(&verify("own.toml"), other);
}

fn line<'a>(text: &'a str, start: &str) -> &'a str {
    text.lines().find(|line| line.starts_with(start)).expect("there is such a line")
}

#[test]
fn a_number_that_was_changed_by_hand_is_named() {
    let folder = made();
    let results = file(&folder, "reports/xor/results.csv");
    let row = results.lines().nth(1).expect("there are runs");
    assert!(row.contains(",from-scratch,1,,finished,5,"), "{row}");
    replace(&folder, "reports/xor/results.csv", ",finished,5,", ",finished,6,");
    let said = "reports/xor  different: results.csv, row 1, epoch: 6 there, 5 made again";
    differs(&folder.run(&["verify", "reports/xor"]), said);
    folder.write("reports/xor/results.csv", &results);
    // Rows of burn are no part of the comparison: their digits are those of its processor.
    let burn = results.lines().find(|row| row.contains(",burn,")).expect("both engines trained");
    folder.write("reports/xor/results.csv", results.replace(burn, &burn.replace(",finished,5,", ",finished,6,")));
    assert_eq!(folder.run(&["verify", "reports/xor"]).code, 0);
    let page = file(&folder, "reports/xor/report.md");
    let cell = page.split(" | ").find(|cell| cell.trim().starts_with("0.") && cell.contains('(')).expect("a result");
    folder.write("reports/xor/report.md", page.replace(cell, &cell.replace("0.", "0.0")));
    let completed = folder.run(&["verify", "reports/xor"]);
    assert_eq!(completed.code, 1, "{completed:?}");
    assert!(completed.out.starts_with("reports/xor  different: report.md, line "), "{}", completed.out);
}

#[test]
fn what_cannot_be_read_is_told_and_keeps_no_other_report_from_its_turn() {
    let folder = made();
    fs::remove_file(folder.path().join("reports/xor/digests.toml")).expect("it is there");
    let completed = folder.run(&["verify", "xor.toml", "own.toml", "--sample", "1"]);
    assert_eq!((completed.code, completed.out.as_str()), (3, "reports/own  equal: 1 run of 3\n"), "{completed:?}");
    assert!(completed.err.contains("error: there is no reports/xor/digests.toml\n"), "{}", completed.err);
    let digests = file(&folder, "reports/own/digests.toml");
    for (text, said) in [
        (digests.replace("format = 1", "format = 7"), "it has format 7, this program reads format 1"),
        (digests.replace("name = \"own\"", "name = \"../own\""), "\"../own\" is not the name of a report"),
        (digests.replace("[files]", "[fils]"), "unknown field"),
        ("nonsense".to_owned(), "reports/own/digests.toml cannot be used: "),
    ] {
        folder.write("reports/own/digests.toml", text);
        let completed = folder.run(&["verify", "reports/own"]);
        assert_eq!(completed.code, 3, "{completed:?}");
        assert!(completed.err.contains(said), "{}", completed.err);
        let remedy =
            "\n  = remove it, and longhand run CONFIG writes it again; of a report from elsewhere, get another copy\n";
        assert!(completed.err.ends_with(remedy), "{}", completed.err);
    }
}
