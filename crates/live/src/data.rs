//! The rows of a data set as a page draws them: the columns in their own units, and the answers.

use engine::Dataset;
use experiment::spec::{Part, Task};
use runner::raw::Raw;
use serde_json::{Map, Value, json};

/// The most numbers of one part that a page gets; of more rows the first.
const SHOWN: usize = 200_000;

/// All parts with their inputs and their targets: the number of the class, or the numbers to predict.
///
/// raw: the columns before features and scaling, if they can be told; else the inputs as the engine sees them.
pub fn data(dataset: &Dataset, raw: Option<&Raw>) -> Value {
    let (names, inputs) = match raw {
        Some(raw) => (&raw.names, &raw.rows),
        None => (&dataset.schema.input_names, &dataset.inputs),
    };
    let most = (SHOWN / inputs.columns().max(1)).max(1);
    let (mut data, mut targets) = (Map::new(), Map::new());
    for part in Part::ALL {
        let name = if part == Part::Train { "training" } else { part.as_str() };
        let rows = dataset.part(part).iter().take(most);
        targets.insert(name.to_owned(), rows.clone().map(|row| target(dataset, *row)).collect());
        data.insert(name.to_owned(), rows.map(|row| json!(inputs.row(*row))).collect());
    }
    data.insert("inputs".into(), json!(names));
    data.insert("targets".into(), targets.into());
    data.insert("target_names".into(), json!(dataset.schema.target_names));
    data.insert(
        "classes".into(),
        match dataset.schema.task {
            Task::Classification => json!(dataset.schema.classes),
            Task::Regression => Value::Null,
        },
    );
    data.into()
}

fn target(dataset: &Dataset, row: usize) -> Value {
    match dataset.schema.task {
        Task::Classification => dataset.labels[row].into(),
        Task::Regression => {
            let pairs = dataset.targets.row(row).iter().zip(&dataset.schema.target_scaling);
            pairs.map(|(value, scaling)| scaling.invert(*value)).collect()
        }
    }
}
