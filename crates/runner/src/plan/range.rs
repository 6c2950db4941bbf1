//! Numbers that f32 does not hold: data, initial parameters and constants beyond its range would be infinite before
//! training, and a constant below it would be 0.

use engine::{Dataset, Matrix, explicit};
use experiment::Spec;
use experiment::spec::{Precision, RuleViolation};
use serde_json::Value;

const HELP: &str = "write precision = \"f64\"";

/// What a run in f32 cannot hold; nothing of a run in f64.
pub(super) fn out_of_range(spec: &Spec, dataset: &Dataset) -> Vec<RuleViolation> {
    match spec.precision {
        Precision::F64 => Vec::new(),
        Precision::F32 => data(dataset).into_iter().chain(initial(spec)).chain(constants(spec)).collect(),
    }
}

/// The first number of inputs, targets and weights that is too large.
fn data(dataset: &Dataset) -> Option<RuleViolation> {
    let in_matrix = |matrix: &Matrix, names: &[String], what: &str| {
        let at = matrix.values().iter().position(is_too_large)?;
        let (row, column) = (at / matrix.columns(), at % matrix.columns());
        Some((format!("the {what} {:?} of row {}", names[column], row + 1), matrix.values()[at]))
    };
    let in_weights = || {
        let weights = dataset.weights.as_deref()?;
        let row = weights.iter().position(is_too_large)?;
        Some((format!("the weight of row {}", row + 1), weights[row]))
    };
    let schema = &dataset.schema;
    let found = in_matrix(&dataset.inputs, &schema.input_names, "input")
        .or_else(|| in_matrix(&dataset.targets, &schema.target_names, "target"))
        .or_else(in_weights);
    let (what, value) = found?;
    let violation = RuleViolation::new("precision", format!("{what} is {value:e}, {}", limit()));
    Some(violation.also("dataset", "the data").help(HELP).help("or scale the data"))
}

/// The tensors of `[initial]` with such a number.
fn initial(spec: &Spec) -> impl Iterator<Item = RuleViolation> {
    spec.initial.iter().filter_map(|(name, value)| {
        let value = explicit::elements(value).into_iter().find(is_too_large)?;
        let message = format!("{name} holds {value:e}, {}", limit());
        Some(RuleViolation::new(format!("initial.\"{name}\""), message).help(HELP))
    })
}

/// The constants of the network and of its updates that f32 makes infinite, or 0.
fn constants(spec: &Spec) -> Vec<RuleViolation> {
    let tree: Value = serde_json::from_str(&spec.canonical()).expect("a spec is JSON");
    let mut found = Vec::new();
    for key in KEYS {
        collect(&tree[key[0]][key[1]], &key.join("."), &mut found);
    }
    found
}

/// The parts whose constants engines hold in the precision of the run.
const KEYS: [[&str; 2]; 8] = [
    ["network", "activation"],
    ["network", "initializer"],
    ["network", "batch_norm"],
    ["training", "loss"],
    ["training", "optimizer"],
    ["training", "penalty"],
    ["training", "clip"],
    ["training", "max_norm"],
];

fn collect(value: &Value, path: &str, found: &mut Vec<RuleViolation>) {
    match value {
        Value::Number(number) => {
            let Some(number) = number.as_f64() else { return };
            let is_lost = number != 0.0 && number as f32 == 0.0;
            let what = match (is_too_large(&number), is_lost) {
                (true, _) => limit(),
                (false, true) => format!("numbers in f32 begin at {:.1e}", f32::from_bits(1)),
                (false, false) => return,
            };
            found.push(RuleViolation::new(path, format!("this is {number:e}, {what}")).help(HELP));
        }
        Value::Object(keys) => keys.iter().for_each(|(key, value)| collect(value, &format!("{path}.{key}"), found)),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(at, item)| collect(item, &format!("{path}[{at}]"), found))
        }
        Value::Null | Value::Bool(_) | Value::String(_) => {}
    }
}

fn limit() -> String {
    format!("numbers in f32 end at {:.1e}", f32::MAX)
}

/// Whether a number rounds to an infinite one in f32.
fn is_too_large(value: &f64) -> bool {
    (*value as f32).is_infinite()
}
