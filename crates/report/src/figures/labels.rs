//! Words that several figures share: whose run is shown, values by arm, indexed letters, and names of classes.

use experiment::record::Record;

/// The engine, the seed and the fold of a run that a figure shows: `from-scratch, seed 7`.
pub fn run_name(record: &Record) -> String {
    let (engine, seed) = (record.run.spec.engines[0].as_str(), record.run.spec.seed);
    match record.run.spec.fold {
        None => format!("{engine}, seed {seed}"),
        Some(fold) => format!("{engine}, seed {seed}, fold {}", fold + 1),
    }
}

/// Pairs of a value and an arm, as `0.03 (sigmoid), 0.6 (tanh; relu)`; a value that all arms share stands alone.
pub fn values_by_arm(pairs: &[(String, String)]) -> String {
    let mut values: Vec<(&str, Vec<&str>)> = Vec::new();
    for (value, arm) in pairs {
        match values.iter_mut().find(|(known, _)| known == value) {
            Some((_, arms)) => arms.push(arm),
            None => values.push((value, vec![arm])),
        }
    }
    if let [(value, _)] = values[..] {
        return value.to_string();
    }
    values.iter().map(|(value, arms)| format!("{value} ({})", arms.join("; "))).collect::<Vec<_>>().join(", ")
}

/// A letter with an index: x₁₂.
pub fn subscripted(letter: &str, number: usize) -> String {
    const DIGITS: [char; 10] = ['₀', '₁', '₂', '₃', '₄', '₅', '₆', '₇', '₈', '₉'];
    let digits = number.to_string();
    letter.chars().chain(digits.bytes().map(|digit| DIGITS[usize::from(digit - b'0')])).collect()
}

/// A class in a legend: `setosa`, but `class 3` where its name is a number.
pub fn class_name(name: &str) -> String {
    if name.parse::<f64>().is_ok() { format!("class {name}") } else { name.to_string() }
}

#[cfg(test)]
mod tests {
    use super::values_by_arm;

    #[test]
    fn equal_values_are_written_once() {
        let pairs = [("0.1", "a"), ("0.3", "b"), ("0.1", "c")].map(|(value, arm)| (value.to_string(), arm.to_string()));
        assert_eq!(values_by_arm(&pairs), "0.1 (a; c), 0.3 (b)");
        assert_eq!(values_by_arm(&pairs[..1]), "0.1", "one value is that of every arm");
        assert_eq!(values_by_arm(&[]), "");
    }
}
