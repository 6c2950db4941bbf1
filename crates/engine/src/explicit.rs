//! Explicit initial values, `[initial]`, and names of parameters in a config: do they fit the network?

use experiment::Spec;
use experiment::spec::{Initial, RuleViolation};

use crate::{Layout, TensorInfo};

/// Writes an explicit value, whose shape fits, into a tensor's elements.
pub(crate) fn write(value: &Initial, values: &mut [f64]) {
    match value {
        Initial::Rows(rows) => values.iter_mut().zip(rows.iter().flatten()).for_each(|(slot, value)| *slot = *value),
        Initial::Row(row) => values.copy_from_slice(row),
        Initial::File(_) => {}
    }
}

/// The elements of an explicit value, row after row.
pub fn elements(value: &Initial) -> Vec<f64> {
    match value {
        Initial::Rows(rows) => rows.concat(),
        Initial::Row(row) => row.clone(),
        Initial::File(_) => Vec::new(),
    }
}

/// Everything in `[initial]`, `[solution]` and `frozen` that does not fit the network: unknown names and wrong shapes.
pub fn violations(spec: &Spec, layout: &Layout) -> Vec<RuleViolation> {
    let mut violations = Vec::new();
    let initial = spec.initial.iter().filter(|(name, _)| *name != "file").map(|parameter| ("initial", parameter));
    let solution = spec.solution.iter().map(|parameter| ("solution", parameter));
    for (key, (name, value)) in initial.chain(solution) {
        let place = format!("{key}.\"{name}\"");
        match layout.tensor(name) {
            None => violations.push(unknown(&place, name, layout)),
            Some(tensor) => violations.extend(misshapen(&place, tensor, value)),
        }
    }
    for (index, name) in spec.training.frozen.iter().enumerate() {
        if layout.tensor(name).is_none() {
            violations.push(unknown(&format!("training.frozen[{index}]"), name, layout));
        }
    }
    violations
}

fn unknown(place: &str, name: &str, layout: &Layout) -> RuleViolation {
    let known: Vec<&str> = layout.tensors.iter().map(|tensor| tensor.name.as_str()).collect();
    RuleViolation::new(place, format!("this network has no parameter {name:?}"))
        .help(format!("one of: {}", known.join(", ")))
}

fn misshapen(place: &str, tensor: &TensorInfo, value: &Initial) -> Option<RuleViolation> {
    let rows = match value {
        Initial::Rows(rows) => rows.iter().map(Vec::len).collect(),
        Initial::Row(row) => vec![row.len()],
        Initial::File(_) => return None,
    };
    if rows == vec![tensor.columns; tensor.rows] {
        return None;
    }
    let given = match rows.windows(2).all(|pair| pair[0] == pair[1]) {
        true => format!("{} x {}", rows.len(), rows.first().unwrap_or(&0)),
        false => "ragged".to_string(),
    };
    let message = format!("{} is {} x {}, this value is {given}", tensor.name, tensor.rows, tensor.columns);
    Some(
        RuleViolation::new(place, message)
            .help("rows are the units before, columns the units after: [fan_in][fan_out]"),
    )
}
