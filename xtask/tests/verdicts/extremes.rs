//! Experiments with one extreme number: the constants of every part of the schema, initial parameters and data at the
//! ends of their ranges, next to them, and of all magnitudes. What the language lets through agrees, whatever it is.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use engine::random::{Purpose, Stream, stream};
use engine::{Dataset, Layout};
use experiment::check::{parse, schema_text};
use experiment::{Experiment, Spec, spec};
use serde_json::Value;

use crate::{alarm, config, number, size};

/// The definitions of the schema that hold constants, and the key that takes one of them.
const PLACES: [(&str, &str); 9] = [
    ("Activation", "network.activation"),
    ("Initializer", "network.initializer"),
    ("BatchNorm", "network.batch_norm"),
    ("Loss", "training.loss"),
    ("Optimizer", "training.optimizer"),
    ("Penalty", "training.penalty"),
    ("Clip", "training.clip"),
    ("Schedule", "training.schedule"),
    ("EarlyStopping", "training.early_stopping"),
];

/// Magnitudes of every kind: below the smallest normal number, squares that underflow or overflow, sums that lose one
/// of their terms, and the same of f32.
const MAGNITUDES: [f64; 19] = [
    5e-324,
    1e-320,
    f64::MIN_POSITIVE,
    1e-300,
    1e-160,
    1e-46,
    1e-38,
    1e-25,
    1e-16,
    1e-8,
    1e8,
    1e16,
    1e25,
    3.4e38,
    3.5e38,
    1e154,
    1e160,
    1e300,
    f64::MAX,
];

/// A setting of the command line with a hole in the place of a number.
type Hole = Box<dyn Fn(f64) -> String>;

/// Every constant of a definition, where a config writes it. With a tag or not, what is required besides is given.
fn constants(schema: &Value, definition: &str, key: &'static str) -> Vec<Hole> {
    let whole = &schema["definitions"][definition];
    let variants = whole["oneOf"].as_array().map_or(vec![whole], |variants| variants.iter().collect());
    variants.into_iter().flat_map(|variant| of_variant(variant, key)).collect()
}

fn of_variant(variant: &Value, key: &'static str) -> Vec<Hole> {
    let properties: Vec<(&String, &Value)> = variant["properties"].as_object().into_iter().flatten().collect();
    let tag = properties.iter().filter_map(|(name, property)| Some(format!("{name} = {}, ", property.get("const")?)));
    let tag: String = tag.collect();
    let is_number = |property: &Value| property["type"] == "number";
    let needs = |name: &str| variant["required"].as_array().is_some_and(|all| all.iter().any(|one| one == name));
    let names: Vec<String> =
        properties.iter().filter(|(_, one)| is_number(one)).map(|(name, _)| name.to_string()).collect();
    let hole = |name: String| -> Hole {
        let mut rest = tag.clone();
        if name != "learning_rate" && needs("learning_rate") {
            rest += "learning_rate = 0.1, ";
        }
        if needs("monitor") {
            rest += "monitor = \"train-loss\", ";
        }
        Box::new(move |value| format!("{key}={{ {rest}{name} = {value:e} }}"))
    };
    names.into_iter().map(hole).collect()
}

/// Every number that a config may hold, but for those of its data and of its initial parameters.
fn holes() -> Vec<Hole> {
    let schema: Value = serde_json::from_str(&schema_text::<Experiment>()).expect("the schema is JSON");
    let mut holes: Vec<Hole> = PLACES.iter().flat_map(|(name, key)| constants(&schema, name, key)).collect();
    holes.push(Box::new(|value| format!("network.dropout={value:e}")));
    holes.push(Box::new(|value| format!("training.max_norm={value:e}")));
    holes
}

/// The ends of the ranges that the schema states, their neighbors, and the magnitudes, with both signs.
fn numbers() -> Vec<f64> {
    let schema: Value = serde_json::from_str(&schema_text::<Experiment>()).expect("the schema is JSON");
    let mut ends = BTreeSet::new();
    collect_ends(&schema, &mut ends);
    let ends = ends.into_iter().map(f64::from_bits).flat_map(|end| [end, end.next_up(), end.next_down()]);
    // The last numbers below 1 that f32 tells from it, and does not.
    let ends = ends.chain([1.0 - 1e-7, 1.0 - 1e-9]);
    ends.chain(MAGNITUDES).chain(MAGNITUDES.map(|value| -value)).collect()
}

fn collect_ends(value: &Value, found: &mut BTreeSet<u64>) {
    match value {
        Value::Object(keywords) => {
            for (keyword, value) in keywords {
                match (keyword.to_lowercase().contains("imum"), value.as_f64()) {
                    (true, Some(end)) => drop(found.insert(end.to_bits())),
                    _ => collect_ends(value, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect_ends(item, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// What the language says of an experiment with settings: the spec with its data, if everything is accepted.
fn load(text: &str, settings: &[String]) -> Option<(Spec, Arc<Dataset>)> {
    let spec = parse::<Experiment>("extreme.toml", text, settings, spec::check).ok()?.base.first_spec();
    let dataset = datasets::load(&spec, Path::new("")).ok()?.dataset;
    let layout = Layout::of(&spec, dataset.inputs.columns(), dataset.targets.columns());
    runner::plan::violations(&spec, &dataset, &layout).is_empty().then(|| (spec, Arc::new(dataset)))
}

/// One parameter, or all of a tensor, or one cell of the data is extreme.
fn in_a_list(draws: &mut Stream, value: f64, spec: &Spec, dataset: &Dataset) -> String {
    let layout = Layout::of(spec, dataset.inputs.columns(), dataset.targets.columns());
    let everywhere = draws.below(2) == 0;
    let matrix = |draws: &mut Stream, rows: usize, columns: usize| {
        let at = draws.below(rows * columns);
        let mut cell = |index| if everywhere || index == at { value } else { draws.between(-1.0, 1.0) };
        let rows = (0..rows).map(|row| {
            (0..columns).map(|column| format!("{:e}", cell(row * columns + column))).collect::<Vec<_>>().join(", ")
        });
        rows.map(|row| format!("[{row}]")).collect::<Vec<_>>().join(", ")
    };
    match draws.below(4) {
        0 => format!("dataset.inputs=[{}]", matrix(draws, dataset.inputs.rows(), dataset.inputs.columns())),
        _ => {
            let tensor = &layout.tensors[draws.below(layout.tensors.len())];
            format!("initial={{ {:?} = [{}] }}", tensor.name, matrix(draws, tensor.rows, tensor.columns))
        }
    }
}

/// The settings of an experiment: one extreme number.
fn extreme(draws: &mut Stream, holes: &[Hole], numbers: &[f64], spec: &Spec, dataset: &Dataset) -> String {
    let value = numbers[draws.below(numbers.len())];
    match draws.below(3) {
        0 => in_a_list(draws, value, spec, dataset),
        _ => holes[draws.below(holes.len())](value),
    }
}

/// A third or more of the settings are accepted: half of the numbers are negative, and most constants are not.
#[test]
fn extreme_numbers_raise_no_alarm() {
    let (holes, numbers) = (holes(), numbers());
    let (seed, only) = (number("LONGHAND_SEED", 1), number("LONGHAND_ONLY", u64::MAX));
    let (mut tried, mut alarms) = (0, Vec::new());
    for index in (0..size()).filter(|index| only == u64::MAX || *index == only) {
        let text = config::random(&mut stream(seed, Purpose::Check, 11, index));
        let Some((spec, dataset)) = load(&text, &[]) else { continue };
        let setting = extreme(&mut stream(seed, Purpose::Check, 12, index), &holes, &numbers, &spec, &dataset);
        let Some((spec, dataset)) = load(&text, std::slice::from_ref(&setting)) else { continue };
        tried += 1;
        alarms.extend(alarm(index, &format!("# with {setting}\n{text}"), &spec, &dataset));
    }
    println!("{tried} experiments of {} numbers, {} false alarms", holes.len(), alarms.len());
    assert!(only < u64::MAX || tried >= size() / 5, "the language refuses most: {tried} are left");
    assert!(alarms.is_empty(), "false alarms with extreme numbers in experiments {alarms:?}");
}
