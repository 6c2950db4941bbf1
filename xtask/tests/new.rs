//! From a table that nobody has described to a report in two commands.

mod common;

use common::TestFolder;

/// The value of a metric in the row of results.csv of this engine, seed after seed.
fn column(folder: &TestFolder, name: &str, metric: &str) -> Vec<f64> {
    let text = std::fs::read_to_string(folder.path().join(format!("reports/{name}/results.csv"))).expect("it is there");
    let mut lines = text.lines().map(|line| line.split(',').collect::<Vec<_>>());
    let place = lines.next().expect("a header").iter().position(|column| *column == metric).expect("it is measured");
    let ours = lines.filter(|cells| cells[1] == "from-scratch");
    ours.map(|cells| cells[place].parse().expect("a number")).collect()
}

/// Two classes: the sign of a - b decides, the color and the id say nothing, one cell is missing.
fn sides() -> String {
    let row = |row: i32| {
        let (a, b) = (row * 37 % 101, row * 53 % 97);
        let a_cell = if row == 5 { String::new() } else { a.to_string() };
        format!("{row},{a_cell},{b},{},{}\n", ["red", "blue"][row as usize % 2], if a > b { "left" } else { "right" })
    };
    "id,a,b,color,side\n".to_string() + &(0..200).map(row).collect::<String>()
}

#[test]
fn a_table_of_classes_trains_as_it_stands() {
    let folder = TestFolder::new();
    folder.write("sides.csv", sides());
    let new = folder.run(&["new", "sides.csv"]);
    assert_eq!((new.code, new.out.as_str()), (0, "sides.toml\n"), "{new:?}");
    assert_eq!(
        new.err,
        "it leaves out \"id\": it numbers the rows\nit predicts \"side\"; longhand run sides.toml trains it\n"
    );
    let config = std::fs::read_to_string(folder.path().join("sides.toml")).expect("it was written");
    for line in [
        "path = \"sides.csv\"  # relative to this file",
        "target = \"side\"  # it is the last column",
        "task = \"classification\"  # 2 different words",
        "categorical = [\"color\"]  # columns of words",
        "    \"id\",  # it numbers the rows",
        "missing = \"indicator\"  # 1 cell missing: the mean, and a column that says where",
        "output = \"sigmoid\"  # the probability of the second of two classes",
    ] {
        assert!(config.lines().any(|known| known == line), "{line} is not in\n{config}");
    }
    assert_eq!(folder.run(&["run", "sides.toml"]).code, 0);
    // Right and left are about equally many, and a line separates them.
    let accuracies = column(&folder, "sides", "test-accuracy");
    assert!(accuracies.len() == 3 && accuracies.iter().all(|accuracy| *accuracy > 0.85), "{accuracies:?}");
}

#[test]
fn a_number_is_a_regression() {
    let folder = TestFolder::new();
    let rows =
        (0..120).map(|row| format!("{},{},{}\n", row % 13, row % 7, f64::from(row % 13) * 2.5 - f64::from(row % 7)));
    folder.write("data/prices.csv", "rooms,floor,price\n".to_string() + &rows.collect::<String>());
    assert_eq!(folder.run(&["new", "data/prices.csv", "--target", "price"]).code, 0);
    assert_eq!(folder.run(&["run", "data/prices.toml"]).code, 0);
    let r2 = column(&folder, "prices", "test-r2");
    assert!(r2.len() == 3 && r2.iter().all(|r2| *r2 > 0.9), "{r2:?}");
}

#[test]
fn no_file_is_written_over_and_no_column_is_made_up() {
    let folder = TestFolder::new();
    folder.write("sides.csv", sides()).write("sides.toml", "mine");
    let new = folder.run(&["new", "sides.csv"]);
    assert_eq!(
        (new.code, new.err.as_str()),
        (2, "error: sides.toml exists, and no file is written over\n  = name another with --out FILE\n")
    );
    assert_eq!(folder.run(&["new", "sides.csv", "--out", "other.toml"]).code, 0);
    let unknown = folder.run(&["new", "sides.csv", "--target", "sied", "--out", "third.toml"]);
    assert_eq!(unknown.code, 3);
    assert!(unknown.err.contains("there is no column \"sied\"") && unknown.err.contains("\"side\""), "{}", unknown.err);
    assert!(!folder.path().join("third.toml").exists());
}

/// A config that could not run is not left behind: dates are no target, and ESC names no report.
#[test]
fn nothing_is_left_of_what_cannot_run() {
    let folder = TestFolder::new();
    let rows = (1..29).fold("a,d\n".to_owned(), |text, day| text + &format!("{}.5,2024-02-{day:02}\n", day * 7 % 13));
    folder.write("days.csv", rows);
    let days = folder.run(&["new", "days.csv", "--target", "d"]);
    let lesson = folder.run(&["new", "--lesson", "\u{1b}[31m"]);
    assert_eq!((days.code, lesson.code), (3, 3), "{days:?}\n{lesson:?}");
    assert!(!lesson.err.contains('\u{1b}'), "{}", lesson.err);
    let is_config = |path: &std::path::Path| path.extension().is_some_and(|ending| ending == "toml");
    assert!(folder.files(".").iter().all(|(path, _)| !is_config(path)));
}
