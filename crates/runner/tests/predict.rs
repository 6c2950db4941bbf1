//! What a finished run says of new data.

mod common;

use std::fmt::Write;
use std::fs;
use std::path::Path;

use common::{build, train};
use datasets::NewFile;
use experiment::spec::WhenUnknown;
use runner::predict::{Model, PredictError, PredictRequest, Predictions, predict};
use tempfile::TempDir;

/// A table of twenty rows: two numbers, a colour, a class and a price.
fn table() -> String {
    let mut text = "a,b,colour,class,price\n".to_string();
    for row in 0..20 {
        let (a, b) = (f64::from(row % 7) / 4.0, f64::from(row * row % 11) - 5.0);
        let class = ["low", "mid", "high"][usize::from(a > 0.5) + usize::from(b > 0.0)];
        writeln!(text, "{a},{b},{},{class},{}", ["red", "blue"][row as usize % 2], 100.0 + 20.0 * a - b).expect("text");
    }
    text
}

fn folder_with_table() -> TempDir {
    let folder = TempDir::new().expect("there is room for temporary files");
    fs::write(folder.path().join("data.csv"), table()).expect("there is room");
    folder
}

/// A config on the columns a, b and colour; the other target is a column of text or numbers that is left out.
fn config(target: &str, top: &str, dataset: &str, network: &str) -> String {
    let (task, loss) = match target {
        "class" => ("classification", "cross-entropy"),
        _ => ("regression", "mean-squared-error"),
    };
    let other = if target == "class" { "price" } else { "class" };
    let categorical = if target == "class" { "[\"colour\"]" } else { "[\"colour\", \"class\"]" };
    assert_ne!(target, other);
    format!(
        "title = \"t\"\nengines = [\"from-scratch\"]\n{top}\n[dataset]\nname = \"csv\"\npath = \"data.csv\"\n\
         target = {target:?}\ntask = {task:?}\ncategorical = {categorical}\nscale = \"standard\"\n{dataset}\n\
         [network]\nhidden = [4]\n{network}\n\
         [training]\nloss = {loss:?}\nepochs = 5\nbatch_size = 5\n\
         optimizer = {{ rule = \"adam\", learning_rate = 0.05 }}\n"
    )
}

fn told(folder: &Path, data: &Path) -> Result<Predictions, String> {
    let runs = [folder.to_path_buf()];
    let request = PredictRequest {
        runs: &runs,
        model: Model::Networks,
        data: &data.into(),
        folder: data.parent().expect("a folder"),
        unknown: None,
    };
    predict(&request, build).map_err(|error| match error {
        PredictError::Run(message) | PredictError::Unreadable(message) => message,
        PredictError::Data(fault) => fault.to_string().replace(&format!("{}/", data.parent().unwrap().display()), ""),
    })
}

/// The rows of a CSV without its header, in columns whose names begin like this.
fn columns(path: &Path, starts: &[&str]) -> Vec<Vec<String>> {
    let text = fs::read_to_string(path).expect("the run wrote it");
    let mut lines = text.lines().map(|line| line.split(',').map(String::from).collect::<Vec<_>>());
    let header = lines.next().expect("a header");
    let wanted: Vec<usize> =
        (0..header.len()).filter(|&at| starts.iter().any(|start| header[at].starts_with(start))).collect();
    lines.map(|row| wanted.iter().map(|&at| row[at].clone()).collect()).collect()
}

/// Every row of the training file gets the very digits that the run itself wrote down for it.
#[test]
fn the_training_file_gets_the_run_s_own_predictions() {
    let cases = [
        ("class", "", "test = 0.25", ""),
        ("class", "precision = \"f32\"", "test = 0.25", ""),
        ("class", "", "folds = 4", "batch_norm = {}"),
        ("class", "", "missing = \"mean\"\nfeatures = [\"a\", \"b\", \"a*b\", \"sin(a)\"]", ""),
        ("price", "", "target_scale = \"standard\"", ""),
        ("price", "precision = \"f32\"", "target_scale = \"min-max\"\nmissing = \"drop\"", ""),
    ];
    for (target, top, dataset, network) in cases {
        let folder = folder_with_table();
        let run = train(&config(target, top, dataset, network), folder.path()).expect("the data are in order");
        let said = told(&run, &folder.path().join("data.csv")).expect("the same columns");
        // These are the data of the run, so the part of each row is known, too.
        let shown = if target == "class" { ["part", "predicted", "output:"] } else { ["part", "output:", "output:"] };
        let written = columns(&run.join("predictions.csv"), &shown);
        assert_eq!(said.rows, written, "{target} {top} {dataset} {network}");
        let text = fs::read_to_string(run.join("predictions.csv")).expect("the run wrote it");
        let outputs = text.lines().next().expect("a header").split(',').filter_map(|name| name.strip_prefix("output:"));
        let mut header = vec!["part".to_string(), "predicted".into()];
        if target == "class" {
            header.extend(outputs.map(|name| format!("probability:{name}")));
        }
        assert_eq!(said.header, header, "{target} {dataset}");
        assert_eq!(said.csv().lines().next(), Some(["a,b,colour,class,price", &header.join(",")].join(",").as_str()));
    }
}

/// One output is the probability of the second class.
#[test]
fn two_classes_have_two_probabilities() {
    let folder = folder_with_table();
    let config = "title = \"t\"\nengines = [\"from-scratch\"]\n[dataset]\nname = \"csv\"\npath = \"data.csv\"\n\
                  target = \"colour\"\ntask = \"classification\"\ncategorical = [\"class\"]\n\
                  [network]\noutput = \"sigmoid\"\n[training]\nepochs = 2\n";
    let run = train(config, folder.path()).expect("the data are in order");
    let said = told(&run, &folder.path().join("data.csv")).expect("the same columns");
    assert_eq!(said.header, ["part", "predicted", "probability:blue", "probability:red"]);
    let written = columns(&run.join("predictions.csv"), &["output:"]);
    for (row, written) in said.rows.iter().zip(&written) {
        let [blue, red] = [2, 3].map(|cell| row[cell].parse::<f64>().expect("a number"));
        assert_eq!((&row[3], blue), (&written[0], 1.0 - red));
        assert_eq!(row[1], if red >= 0.5 { "red" } else { "blue" });
    }
}

/// The mean of the runs, with the smallest and the largest of them.
#[test]
fn several_runs_make_an_ensemble() {
    let folder = folder_with_table();
    let data = folder.path().join("data.csv");
    let config = |seed: u32| config("price", &format!("seeds = [{seed}]"), "test = 0.25", "");
    let runs = [1, 2, 3].map(|seed| train(&config(seed), folder.path()).expect("the data are in order"));
    let alone = runs.clone().map(|run| told(&run, &data).expect("the same columns"));
    let request = PredictRequest {
        runs: &runs,
        model: Model::Networks,
        data: &NewFile::from(&data),
        folder: Path::new(""),
        unknown: None,
    };
    let said = predict(&request, build).expect("the same columns");
    assert_eq!(said.header, ["part", "predicted", "low:price", "high:price"]);
    for (row, cells) in said.rows.iter().enumerate() {
        // A row is a training row where any of the three runs was trained on it.
        let trained = alone.iter().any(|one| one.rows[row][0] == "train");
        assert_eq!(cells[0], if trained { "train" } else { "test" });
        let numbers = alone.each_ref().map(|one| one.rows[row][1].parse::<f64>().expect("a number"));
        let [mean, low, high] = [1, 2, 3].map(|cell| cells[cell].parse::<f64>().expect("a number"));
        // The sum of three numbers in their order, divided by three: the same operations, so the same digits.
        assert_eq!(mean, (numbers[0] + numbers[1] + numbers[2]) / 3.0);
        assert_eq!(
            (low, high),
            (numbers.into_iter().fold(f64::MAX, f64::min), numbers.into_iter().fold(f64::MIN, f64::max))
        );
    }
}

/// An unknown category is an error that names all of them; as zeros it is a row like any other.
#[test]
fn unknown_categories_can_be_zeros() {
    let folder = folder_with_table();
    let run = train(&config("class", "", "", ""), folder.path()).expect("the data are in order");
    let new = folder.path().join("new.csv");
    fs::write(&new, "a,b,colour,price\n1,2,red,9\n1,2,green,9\n1,2,pink,9\n").expect("there is room");
    let refused = told(&run, &new).expect_err("nobody saw green");
    assert!(refused.contains("the run never saw \"colour\" as \"green\", \"pink\""), "{refused}");
    assert!(refused.contains("--unknown zero"), "{refused}");
    let runs = [run];
    let request = PredictRequest {
        runs: &runs,
        model: Model::Networks,
        data: &NewFile::from(&new),
        folder: Path::new(""),
        unknown: Some(WhenUnknown::Zero),
    };
    let said = predict(&request, build).expect("unknown categories are allowed");
    assert_eq!(said.rows.len(), 3);
    assert_eq!(said.rows[1], said.rows[2]);
    assert_ne!(said.rows[0], said.rows[1]);
}

#[test]
fn a_name_that_is_added_must_be_free() {
    let folder = folder_with_table();
    let run = train(&config("class", "", "", ""), folder.path()).expect("the data are in order");
    let new = folder.path().join("new.csv");
    fs::write(&new, "a,b,colour,price,predicted\n1,2,red,9,mine\n").expect("there is room");
    let refused = told(&run, &new).expect_err("the name is taken");
    assert!(refused.contains("the data have a column \"predicted\", which predictions add"), "{refused}");
}

/// The majority class says the share of each class in the training part, whatever the row.
#[test]
fn a_baseline_predicts_too() {
    let folder = folder_with_table();
    let text = config("class", "", "", "");
    let run = train(&text, folder.path()).expect("the data are in order");
    let new = folder.path().join("new.csv");
    fs::write(&new, "a,b,colour,price\n1,2,red,9\n-1,0,blue,8\n").expect("there is room");
    let job = common::planned(&text, folder.path()).unwrap_or_else(|_| panic!("the data are in order"));
    let dataset = job.shared.dataset().expect("the data are in order");
    let shares = (0..dataset.schema.classes.len()).map(|class| {
        let rows = dataset.train.iter().filter(|row| dataset.labels[**row] == class);
        rows.count() as f64 / dataset.train.len() as f64
    });
    let shares: Vec<f64> = shares.collect();
    let runs = [run];
    let by = |name| {
        let model = Model::Baseline(name, &dataset);
        predict(
            &PredictRequest { runs: &runs, model, data: &NewFile::from(&new), folder: Path::new(""), unknown: None },
            build,
        )
    };
    let said = by("majority class").expect("there is one");
    for row in &said.rows {
        let said: Vec<f64> = row[1..].iter().map(|cell| cell.parse().expect("a number")).collect();
        assert_eq!(said, shares);
    }
    match by("oracle") {
        Err(PredictError::Run(message)) => assert!(message.contains("\"logistic regression\""), "{message}"),
        other => panic!("{other:?}"),
    }
}

/// Where rows are left out, the others keep the numbers that they have in the file.
#[test]
fn a_row_has_the_number_that_it_has_in_the_file() {
    let folder = folder_with_table();
    let line = |(number, text)| if [3, 4, 20].contains(&number) { ",,,,\n".into() } else { format!("{text}\n") };
    let missing: String = table().lines().enumerate().map(line).collect();
    fs::write(folder.path().join("data.csv"), missing).expect("there is room");
    let run = train(&config("class", "", "missing = \"drop\"", ""), folder.path()).expect("the data are in order");
    let written: Vec<String> = columns(&run.join("predictions.csv"), &["row"]).concat();
    let expected: Vec<String> = (0..19).filter(|row| ![2, 3].contains(row)).map(|row| row.to_string()).collect();
    assert_eq!(written, expected, "lines 3, 4 and 20 of the file behind the header are rows 2, 3 and 19");
}

#[test]
fn outputs_that_are_no_numbers_stand_for_no_class() {
    let folder = folder_with_table();
    let run = train(&config("class", "precision = \"f32\"", "", ""), folder.path()).expect("the data are in order");
    let new = folder.path().join("new.csv");
    // Two infinite inputs in f32, one of each sign wherever the weights of a unit differ in sign.
    fs::write(&new, "a,b,colour,price\n1e308,-1e308,red,1e308\n").expect("there is room");
    assert_eq!(told(&run, &new).expect("finite numbers").rows, [["", "", "", ""]]);
}

#[test]
fn a_computed_input_that_breaks_down_is_the_file_s_fault() {
    let folder = folder_with_table();
    let run = train(&config("class", "", "features = [\"a*b\"]", ""), folder.path()).expect("the data are in order");
    let new = folder.path().join("new.csv");
    fs::write(&new, "a,b,colour,price\n1e308,1e308,red,1\n").expect("there is room");
    assert_eq!(
        told(&run, &new),
        Err("error: a*b is inf in row 1 of the data\n \
             = the run computes this input from the columns of the row: correct them, or leave the row out\n"
            .into())
    );
}

#[test]
fn a_folder_that_is_no_whole_run_is_told_what_it_lacks() {
    let folder = folder_with_table();
    let data = folder.path().join("data.csv");
    let run = train(&config("class", "", "", ""), folder.path()).expect("the data are in order");
    assert_eq!(
        told(folder.path(), &data),
        Err(format!("it has no run.toml\n  = name one of its runs: {}", run.display()))
    );
    let empty = folder.path().join("empty");
    assert_eq!(
        told(&empty, &data),
        Err("it has no run.toml\n  = name a folder like reports/mlp-iris/runs/0123456789abcdef".into())
    );
    for name in ["parameters.csv", "recipe.json", "run.toml"] {
        let path = run.join(name);
        let whole = fs::read(&path).expect("the run wrote it");
        let damaged = |what: &str| {
            Err(format!("{} is damaged: {what}\n  = cargo xtask run CONFIG trains the run again", path.display()))
        };
        fs::write(&path, &whole[..whole.len() / 2]).expect("there is room");
        assert_eq!(told(&run, &data), damaged("it is not what the run wrote"));
        if name != "run.toml" {
            fs::remove_file(&path).expect("it is there");
            assert_eq!(told(&run, &data), damaged("it is missing"));
        }
        fs::write(&path, whole).expect("there is room");
    }
    // The folder may have another name: it is still the same run.
    let moved = folder.path().join("mine");
    fs::rename(&run, &moved).expect("it is ours");
    assert!(told(&moved, &data).is_ok());
}
