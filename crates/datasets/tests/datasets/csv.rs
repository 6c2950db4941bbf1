//! CSV as people have it.

use datasets::Loaded;
use std::io::Write;

use crate::common::{csv, csv_with};
use experiment::spec::Task;
use flate2::Compression;
use flate2::write::GzEncoder;

const CLASSES: &str = "target = \"y\"\ntask = \"classification\"";
const NUMBERS: &str = "target = \"y\"\ntask = \"regression\"";

/// The same table in ten spellings.
#[test]
fn one_table_however_it_is_written() {
    let spellings = [
        "a,b,y\n1,2.5,x\n-3,1e2,z\n",
        "a,b,y\r\n1,2.5,x\r\n-3,1e2,z\r\n",
        "\u{feff}a,b,y\n1,2.5,x\n-3,1e2,z",
        "a;b;y\n1;2.5;x\n-3;1e2;z\n",
        "a\tb\ty\n1\t2.5\tx\n-3\t1e2\tz\n",
        "a|b|y\n1|2.5|x\n-3|1e2|z\n",
        "sep=;\na;b;y\n1;2.5;x\n-3;1e2;z\n",
        "\u{feff}SEP=^\r\na^b^y\r\n1^2.5^x\r\n-3^1e2^z\r\n",
        "\n\na;b;y\n1;2.5;x\n-3;1e2;z\n",
        "\"a\", b ,\"y\"\n\n\"1\",2.5 , x\n\n-3,\"100\",\"z\"\n",
    ];
    for text in spellings {
        let set = csv(text, CLASSES).unwrap_or_else(|error| panic!("{text:?}: {error}")).dataset;
        assert_eq!(set.inputs.values(), [1.0, 2.5, -3.0, 100.0], "{text:?}");
        assert_eq!(
            (set.schema.input_names.join(" "), set.schema.classes.join(" ")),
            ("a b".into(), "x z".into()),
            "{text:?}"
        );
        assert_eq!(set.labels, [0, 1], "{text:?}");
    }
}

/// A comma in a name, quoted or not, does not hide that semicolons stand between the columns.
#[test]
fn a_name_may_hold_a_comma_that_separates_nothing() {
    for text in ["\"a, m\";b;y\n1;2;x\n3;4;z\n", "a, m;b;y\n1;2;x\n3;4;z\n", "a, m;y\n1;x\n3;z\n"] {
        let set = csv(text, CLASSES).unwrap_or_else(|error| panic!("{text:?}: {error}")).dataset;
        assert_eq!(set.schema.input_names[0], "a, m", "{text:?}");
    }
}

/// An error behind the line that names the delimiter has the place that it has in the file.
#[test]
fn a_line_for_spreadsheets_counts_as_a_line() {
    let error = |text: &str| csv(text, NUMBERS).expect_err("a word is no number");
    assert!(error("sep=;\na;y\n1;2\nx;3\n").contains("--> data.csv:4:1\n  | x;3\n"));
    let header = error("sep=;\na;z\n1;2\n");
    assert!(header.contains("--> data.csv:2:1\n  | a;z\n"), "{header}");
}

#[test]
fn a_packed_file_is_read_as_the_plain_one() {
    let text = "a,y\n1,x\n2,z\n";
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(text.as_bytes()).expect("memory takes all bytes");
    let packed = encoder.finish().expect("memory takes all bytes");
    let table = |loaded: Result<Loaded, String>| loaded.map(|loaded| (loaded.dataset, loaded.recipe));
    assert_eq!(table(csv_with(&packed, CLASSES, "", "")), table(csv(text, CLASSES)));
    let error = csv_with(&packed[..20], CLASSES, "", "").expect_err("the end is missing");
    assert!(error.starts_with("data.csv is a damaged gzip file: "), "{error}");
}

#[test]
fn a_quoted_cell_may_hold_delimiters_quotes_and_lines() {
    let set = csv("a,\"the \"\"y\"\"\"\n1,\"x, or\nso\"\n2,z\n", "target = 'the \"y\"'\ntask = \"classification\"");
    assert_eq!(set.map(|loaded| loaded.dataset.schema.classes), Ok(vec!["x, or\nso".into(), "z".into()]));
}

#[test]
fn categories_become_columns() {
    let text = "size,colour,y\n1,red,0\n2,blue,1\n3,red,1\n";
    let set = csv(text, &format!("{CLASSES}\ncategorical = [\"colour\"]")).expect("in order").dataset;
    assert_eq!(set.schema.input_names, ["size", "colour=blue", "colour=red"]);
    assert_eq!(set.inputs.values(), [1.0, 0.0, 1.0, 2.0, 1.0, 0.0, 3.0, 0.0, 1.0]);
}

#[test]
fn categories_that_are_numbers_sort_by_size() {
    let set = csv("k,y\n10,0\n9,1\n", &format!("{CLASSES}\ncategorical = [\"k\"]")).expect("in order").dataset;
    assert_eq!((set.schema.input_names.join(" "), set.inputs.values()), ("k=9 k=10".into(), &[0.0, 1.0, 1.0, 0.0][..]));
}

/// Training rows have a = 1, 3 (mean 2) and colours red, red, blue: a missing colour is 1/3 blue, 2/3 red.
#[test]
fn missing_cells_become_the_mean() {
    let text = "a,colour,y\n1,red,1\n,red,2\n3,blue,3\nNA,?,4\n";
    let set = csv(text, &format!("{NUMBERS}\ncategorical = [\"colour\"]\nmissing = \"mean\"")).expect("in order");
    let third = 1.0 / 3.0;
    assert_eq!(set.dataset.inputs.row(1), [2.0, 0.0, 1.0]);
    assert_eq!(set.dataset.inputs.row(3), [2.0, third, 2.0 * third]);
}

#[test]
fn rows_with_missing_cells_may_be_dropped() {
    let text = "a,w,y\n1,1,1\n,1,2\n3,?,3\n4,4,null\n5,5,5\n-nan,6,6\n7,7,+NaN\n";
    let set = csv(text, &format!("{NUMBERS}\nweights = \"w\"\nmissing = \"drop\"")).expect("in order").dataset;
    assert_eq!((set.inputs.values(), set.targets.values()), (&[1.0, 5.0][..], &[1.0, 5.0][..]));
    assert_eq!((set.weights, set.schema.input_names.join(" ")), (Some(vec![1.0, 5.0]), "a".into()));
}

/// Its words are no error, its missing cells drop no row, and features count the columns without it.
#[test]
fn an_ignored_column_is_used_for_nothing() {
    let text = "id,a,y\nanna,1,1\n,2,2\nbert,,3\n-,4,4\n";
    let keys = format!("{NUMBERS}\nignore = [\"id\"]\nmissing = \"drop\"\nfeatures = [\"x1\"]");
    let loaded = csv(text, &keys).expect("in order");
    assert_eq!((loaded.dataset.inputs.values(), loaded.left_out), (&[1.0, 2.0, 4.0][..], vec![2]));
    assert_eq!(loaded.recipe.columns.len(), 1);
}

/// Balanced: 4 rows, 2 classes, 3 of x: 4/(2·3) = 2/3; z: 4/(2·1) = 2. Times the rows' own weights.
#[test]
fn weights_of_rows_and_of_classes_multiply() {
    let text = "a,w,y\n1,1,x\n2,3,x\n3,0,x\n4,5,z\n";
    let keys = format!("{CLASSES}\nweights = \"w\"");
    let of = |training: &str| csv_with(text.as_bytes(), &keys, "", training).expect("in order").dataset.weights;
    let two_thirds = 4.0 / 6.0;
    assert_eq!(of(""), Some(vec![1.0, 3.0, 0.0, 5.0]));
    assert_eq!(of("class_weights = \"balanced\""), Some(vec![two_thirds, 3.0 * two_thirds, 0.0, 10.0]));
    assert_eq!(of("class_weights = [1, 7]"), Some(vec![1.0, 3.0, 0.0, 35.0]));
}

#[test]
fn what_is_predicted_follows_from_task_loss_or_column() {
    let text = "a,y\n1,3\n2,1\n";
    let task = |keys: &str, training: &str| {
        csv_with(text.as_bytes(), &format!("target = \"y\"\n{keys}"), "", training)
            .expect("in order")
            .dataset
            .schema
            .task
    };
    assert_eq!(task("task = \"classification\"", ""), Task::Classification);
    assert_eq!(task("", "loss = \"cross-entropy\""), Task::Classification);
    assert_eq!(task("", "loss = \"mean-squared-error\""), Task::Regression);
}

/// Scaled by rows of the training part alone, whichever they are; the constant column becomes 0 everywhere.
#[test]
fn scaling_is_fitted_on_the_training_part() {
    let text = "a,c,y\n1,7,1\n2,7,2\n5,7,3\n8,7,4\n";
    let raw = [1.0, 2.0, 5.0, 8.0];
    for (scale, test) in [("standard", 0.25), ("min-max", 0.25), ("standard", 0.0)] {
        let set = csv(text, &format!("{NUMBERS}\ntest = {test}\nscale = {scale:?}")).expect("in order").dataset;
        let known: Vec<f64> = set.train.iter().map(|&row| raw[row]).collect();
        let mean = known.iter().sum::<f64>() / known.len() as f64;
        let variance = known.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / known.len() as f64;
        let (least, greatest) = (known[0], known[known.len() - 1]);
        for (row, x) in raw.into_iter().enumerate() {
            let expected = match scale {
                "standard" => (x - mean) / variance.sqrt(),
                _ => (x - least) / (greatest - least),
            };
            // A division and a product by the inverse differ in the last two bits.
            assert!((set.inputs.at(row, 0) - expected).abs() <= 4e-16 * (1.0 + expected.abs()), "{scale} row {row}");
            assert_eq!(set.inputs.at(row, 1), 0.0);
        }
    }
}

#[test]
fn a_scaled_target_comes_back_in_its_unit() {
    let set = csv("a,y\n1,10\n2,30\n3,20\n", &format!("{NUMBERS}\ntarget_scale = \"min-max\"")).expect("in order");
    assert_eq!(set.dataset.targets.values(), [0.0, 1.0, 0.5]);
    let back: Vec<f64> =
        set.dataset.targets.values().iter().map(|y| set.dataset.schema.target_scaling[0].invert(*y)).collect();
    assert_eq!(back, [10.0, 30.0, 20.0]);
}
