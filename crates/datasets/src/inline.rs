//! Inputs and targets written in the config.
//!
//! | task | output | targets | becomes |
//! |---|---|---|---|
//! | regression | any | any numbers | numbers |
//! | classification | softmax | one column of whole numbers | classes, one for each number |
//! | classification | other | one column within 0..1 or −1..1 | as written; the class is the side of the middle |
//! | classification | other | one column of other whole numbers | classes |
//! | classification | any | more columns | as written, probabilities too; the class is the largest |

use experiment::spec::{Dataset, OutputActivation, Task};

use crate::column::Column;
use crate::csv::categories::Categories;
use crate::data_error::DataError;
use crate::table::{RawTable, Target};

/// The table of the config's `inputs` and `targets`, whose shapes the rules of the config have checked.
///
/// # Errors
/// A target that is no class.
pub fn read(dataset: &Dataset, task: Task, output: OutputActivation) -> Result<RawTable, DataError> {
    let inputs = dataset.inputs.as_deref().unwrap_or_default().concat();
    let rows = dataset.targets.as_deref().unwrap_or_default();
    let values = rows.concat();
    let columns = rows.first().map_or(0, Vec::len);
    let target = match task {
        Task::Regression => Target::Numbers { values, names: names("y", columns) },
        Task::Classification => classes(values, columns, output)?,
    };
    let columns = Column::numbers(names("x", inputs.len() / rows.len().max(1)));
    Ok(RawTable::complete(rows.len(), inputs, columns, target))
}

fn classes(values: Vec<f64>, columns: usize, output: OutputActivation) -> Result<Target, DataError> {
    let whole = values.iter().all(|value| value.fract() == 0.0);
    let within = values.iter().all(|value| (-1.0..=1.0).contains(value));
    if output == OutputActivation::Softmax {
        check_probabilities(&values, columns)?;
    }
    match (columns, output) {
        (1, OutputActivation::Softmax) => Ok(whole_classes(&values)),
        (1, _) if whole && !within => Ok(whole_classes(&values)),
        _ => match values.iter().position(|value| !(-1.0..=1.0).contains(value)) {
            None => Ok(Target::Coded { values, columns }),
            Some(index) => Err(DataError::new(at(index, columns), format!("{} is no class", values[index]))
                .help("write 0 or 1 (or -1 and 1), probabilities between them, or whole numbers in one column")
                .help("to predict numbers, write task = \"regression\"")),
        },
    }
}

/// Behind a softmax stands one whole number, or probabilities that sum to 1.
fn check_probabilities(values: &[f64], columns: usize) -> Result<(), DataError> {
    if columns == 1 {
        return match values.iter().position(|value| value.fract() != 0.0) {
            None => Ok(()),
            Some(index) => Err(DataError::new(at(index, 1), format!("{} is no class", values[index]))
                .help("with a softmax output, one column holds the number of the class: 0, 1, 2, ...")),
        };
    }
    for (row, values) in values.chunks_exact(columns).enumerate() {
        let sum: f64 = values.iter().sum();
        if (sum - 1.0).abs() > 1e-9 || values.iter().any(|value| *value < 0.0) {
            return Err(DataError::new(
                format!("dataset.targets[{row}]"),
                "these targets are not probabilities".to_owned(),
            )
            .help(format!("with a softmax output each row is 0 or more and sums to 1; this one sums to {sum}")));
        }
    }
    Ok(())
}

fn whole_classes(values: &[f64]) -> Target {
    let mut categories = Categories::default();
    let seen: Vec<usize> = values.iter().filter_map(|value| categories.index(&value.to_string())).collect();
    let (classes, places) = categories.sorted();
    Target::Classes { name: "y".into(), labels: seen.into_iter().map(|index| places[index]).collect(), classes }
}

/// The path of a target by its index in the flat matrix.
fn at(index: usize, columns: usize) -> String {
    format!("dataset.targets[{}][{}]", index / columns, index % columns)
}

/// `x1`, `x2`, ... or just `y` for a single target.
fn names(letter: &str, columns: usize) -> Vec<String> {
    match (letter, columns) {
        ("y", 1) => vec!["y".into()],
        _ => (1..=columns).map(|column| format!("{letter}{column}")).collect(),
    }
}
