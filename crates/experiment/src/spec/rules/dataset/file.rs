//! Rules of the keys that say how a `csv` is written and what its columns are.

use super::RuleViolation;
use crate::spec::{
    ColumnKind, Dataset, Decimal, EVERY_OTHER, Experiment, Missing, TargetColumns, Task, Thousands, WhenMissing,
};

pub(super) fn check(experiment: &Experiment, violations: &mut Vec<RuleViolation>) {
    let dataset = &experiment.dataset;
    signs(dataset, violations);
    targets(experiment, violations);
    kinds(experiment, violations);
    missing(dataset, violations);
}

/// Signs that cells are told apart by: one byte each, and all different.
fn signs(dataset: &Dataset, violations: &mut Vec<RuleViolation>) {
    for (key, sign) in [("delimiter", dataset.delimiter), ("comment", dataset.comment)] {
        if let Some(sign) = sign.filter(|sign| !sign.is_ascii() || matches!(sign, '"' | '\n' | '\r')) {
            let message = format!("{sign:?} cannot be the {key}");
            violations.push(
                RuleViolation::new(format!("dataset.{key}"), message)
                    .help("write an ASCII character that is neither a quote nor the end of a line"),
            );
        }
    }
    let mut same = |keys: [&str; 2], sign: &str| {
        let message = format!("{} and {} are both {sign:?}", keys[0], keys[1]);
        let violation = RuleViolation::new(format!("dataset.{}", keys[0]), message);
        violations.push(violation.also(format!("dataset.{}", keys[1]), "here").help("they are different signs"));
    };
    match (dataset.decimal, dataset.thousands) {
        (Decimal::Comma, Some(Thousands::Comma)) => same(["thousands", "decimal"], ","),
        (Decimal::Point, Some(Thousands::Point)) => same(["thousands", "decimal"], "."),
        (Decimal::Comma | Decimal::Point, _) => {}
    }
    if dataset.delimiter.is_some() && dataset.delimiter == dataset.comment {
        same(["comment", "delimiter"], &dataset.delimiter.map(String::from).unwrap_or_default());
    }
}

/// Several targets are numbers.
fn targets(experiment: &Experiment, violations: &mut Vec<RuleViolation>) {
    let Some(TargetColumns::Several(names)) = &experiment.dataset.target else { return };
    if names.len() > 1 && experiment.first_spec().task() == Some(Task::Classification) {
        violations.push(
            RuleViolation::new("dataset.target", "a classification has one target, these are several")
                .help("name one column, or write task = \"regression\" to predict several numbers"),
        );
    }
}

/// A kind goes with a column of numbers.
fn kinds(experiment: &Experiment, violations: &mut Vec<RuleViolation>) {
    let dataset = &experiment.dataset;
    let targets = dataset.target.as_ref().map_or(&[][..], TargetColumns::names);
    for (name, kind) in &dataset.kind {
        let at = format!("dataset.kind.{name:?}");
        if dataset.categorical.contains(name) {
            violations.push(
                RuleViolation::new(at, format!("{name:?} is categorical, and a kind is for numbers"))
                    .also("dataset.categorical", "here")
                    .help("leave it out of one of them"),
            );
        } else if targets.contains(name) && (*kind == ColumnKind::Date || targets.len() > 1) {
            violations.push(
                RuleViolation::new(at, format!("{name:?} is a target, and a target is a plain number"))
                    .also("dataset.target", "here")
                    .help("a single target may be of the kinds percent, currency and boolean"),
            );
        } else if targets.contains(name) && experiment.first_spec().task() == Some(Task::Classification) {
            violations.push(
                RuleViolation::new(at, format!("{name:?} is a target of classes, and a kind is for numbers"))
                    .help("leave it out: the classes are the words of the column"),
            );
        }
    }
}

/// An answer to missing cells goes with its column.
fn missing(dataset: &Dataset, violations: &mut Vec<RuleViolation>) {
    let Some(Missing::PerColumn(answers)) = &dataset.missing else { return };
    let targets = dataset.target.as_ref().map_or(&[][..], TargetColumns::names);
    for (name, answer) in answers.iter().filter(|(name, _)| *name != EVERY_OTHER) {
        let violation = |message: String| RuleViolation::new(format!("dataset.missing.{name:?}"), message);
        let judged = targets.contains(name) || dataset.weights.as_ref() == Some(name);
        let categorical = dataset.categorical.contains(name);
        if judged && *answer != WhenMissing::Drop {
            let what = if targets.contains(name) { "target" } else { "weight" };
            violations.push(
                violation(format!("nothing can stand for a missing {what}, and {name:?} is one"))
                    .help(format!("write {name} = \"drop\" to leave out the rows without it")),
            );
        } else if *answer == WhenMissing::Category && !categorical && !judged {
            violations.push(
                violation(format!("\"category\" is for categories, and {name:?} is a column of numbers"))
                    .help("write \"indicator\" for the mean and an input that is 1 where the cell is missing")
                    .help(format!("or name {name:?} in categorical")),
            );
        } else if *answer == WhenMissing::Median && categorical {
            violations.push(
                violation(format!("{name:?} is categorical, and categories have no median"))
                    .help("write \"most-frequent\" or \"category\""),
            );
        }
    }
}
