//! Words that several figures share: whose run is shown, values by arm, and names of classes.

use experiment::record::Record;
use experiment::spec::{Quantity, Task};

use super::table_view::TableView;
use crate::arms::{Arm, last};
use crate::draw::short;
use crate::evaluation;

/// The engine, the seed and the fold of a run that a figure shows: `from-scratch, seed 7`.
pub fn run_name(record: &Record) -> String {
    let (engine, seed) = (record.run.spec.engines[0].as_str(), record.run.spec.seed);
    match record.run.spec.fold {
        None => format!("{engine}, seed {seed}"),
        Some(fold) => format!("{engine}, seed {seed}, fold {}", fold + 1),
    }
}

/// The same of the first run of an arm, and that there are more: `from-scratch, seed 7, one of 16 runs`.
pub fn shown_run(arm: &Arm) -> String {
    let name = run_name(arm.first_run());
    if arm.repeats > 1 { format!("{name}, one of {} runs", arm.repeats) } else { name }
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

/// Numbers of arms for a title: "0.5 (sigmoid), 0.96 (relu)"; of more than two arms the smallest and the largest, "0.5
/// (sigmoid) to 0.96 (relu)". A number that looks the same for several stands alone. None without a number.
pub fn spread<'l>(values: impl IntoIterator<Item = (f64, &'l str)>) -> Option<String> {
    let mut values: Vec<(f64, &str)> = values.into_iter().filter(|(value, _)| value.is_finite()).collect();
    let written = |(value, arm): (f64, &str)| match arm {
        "" => short(value),
        arm => format!("{} ({arm})", short(value)),
    };
    let count = values.len();
    values.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (low, high) = (*values.first()?, *values.last()?);
    Some(match short(low.0) == short(high.0) {
        true if count > 1 => short(low.0),
        true => written(low),
        false if count == 2 => format!("{}, {}", written(low), written(high)),
        false => format!("{} to {}", written(low), written(high)),
    })
}

/// How well the runs that a figure shows fit, in the quantity of their task on the last part that was measured: "After
/// training these runs have a test accuracy of 0.5 (sigmoid), 0.96 (relu)".
pub fn fit(arms: &[(Arm, TableView)]) -> Option<String> {
    let first = arms.first()?.0.first_run();
    let quantity = match first.run.data.task {
        Task::Classification => Quantity::Accuracy,
        Task::Regression => Quantity::R2,
    };
    let measured = first.metrics.columns.iter().filter(|metric| metric.quantity == quantity);
    let metric = *measured.max_by_key(|metric| metric.part)?;
    let of_arm = |arm: &Arm| last(arm.first_run(), arm.first_run().run.spec.engines[0], metric);
    let values = spread(arms.iter().filter_map(|(arm, _)| Some((of_arm(arm)?, arm.label.as_str()))))?;
    let runs = if arms.len() == 1 { "this run has" } else { "these runs have" };
    Some(format!("After training {runs} a {} of {values}", evaluation::name(metric)))
}

/// A class in a legend: `setosa`, but `class 3` where its name is a number.
pub fn class_name(name: &str) -> String {
    if name.parse::<f64>().is_ok() { format!("class {name}") } else { name.to_string() }
}

#[cfg(test)]
mod tests {
    use super::{spread, values_by_arm};

    #[test]
    fn a_title_names_the_ends() {
        assert_eq!(spread([(0.5, "a"), (0.25, "b"), (1.0, "c")]).as_deref(), Some("0.25 (b) to 1 (c)"));
        assert_eq!(spread([(0.5, "a"), (0.25, "b")]).as_deref(), Some("0.25 (b), 0.5 (a)"));
        assert_eq!(spread([(0.5, "a"), (0.5, "b"), (f64::NAN, "c")]).as_deref(), Some("0.5"));
        assert_eq!(spread([(0.5, "a"), (f64::NAN, "b")]).as_deref(), Some("0.5 (a)"), "the others have none");
        assert_eq!((spread([(0.5, "")]).as_deref(), spread([])), (Some("0.5"), None));
    }

    #[test]
    fn equal_values_are_written_once() {
        let pairs = [("0.1", "a"), ("0.3", "b"), ("0.1", "c")].map(|(value, arm)| (value.to_string(), arm.to_string()));
        assert_eq!(values_by_arm(&pairs), "0.1 (a; c), 0.3 (b)");
        assert_eq!(values_by_arm(&pairs[..1]), "0.1", "one value is that of every arm");
        assert_eq!(values_by_arm(&[]), "");
    }
}
