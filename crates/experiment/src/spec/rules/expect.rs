//! Rules of `[[expect]]`: quantities and digits that can be read, and keys that go together.
//!
//! Leaves out whether the network has such a quantity, which its data decide.

use super::RuleViolation;
use crate::spec::{Expect, Experiment, Printed, PrintedVerdict, Values};
use crate::term::{Symbol, Term};

pub(super) fn check(experiment: &Experiment, violations: &mut Vec<RuleViolation>) {
    for (index, expect) in experiment.expect.iter().enumerate() {
        let path = format!("expect[{index}]");
        quantities(expect, &path, violations);
        digits(expect, &path, violations);
        verdict(expect, &path, violations);
    }
}

fn quantities(expect: &Expect, path: &str, violations: &mut Vec<RuleViolation>) {
    // What is lost need not be a number of a network.
    let judged = expect.verdict != PrintedVerdict::Lost;
    let named = judged.then(|| (format!("{path}.quantity"), &expect.quantity));
    let given = expect.given.keys().map(|name| (format!("{path}.given.{name:?}"), name));
    for (at, text) in named.into_iter().chain(given) {
        if let Err(error) = text.parse::<Term>() {
            violations.push(RuleViolation::new(at, error.message).help(error.help));
        }
    }
    let own = |term: &Term| matches!(term.element.symbol, Symbol::X | Symbol::T | Symbol::Output) && !term.derivative;
    if expect.values == Values::Own && expect.quantity.parse().is_ok_and(|term| !own(&term)) {
        violations.push(
            RuleViolation::new(format!("{path}.values"), "only x, t and output have a unit of their own")
                .also(format!("{path}.quantity"), "here")
                .help("leave out values"),
        );
    }
}

fn digits(expect: &Expect, path: &str, violations: &mut Vec<RuleViolation>) {
    for (key, text) in [("printed", &expect.printed), ("right", &expect.right)] {
        if let Some(text) = text.as_ref().filter(|text| text.parse::<Printed>().is_err()) {
            violations.push(
                RuleViolation::new(format!("{path}.{key}"), format!("{text:?} is not a decimal number"))
                    .help("write its digits, such as \"0.0190\", \"-3\" or \"5.5e-04\""),
            );
        }
    }
}

fn verdict(expect: &Expect, path: &str, violations: &mut Vec<RuleViolation>) {
    let Expect { printed, right, why, verdict, .. } = expect;
    let erratum = *verdict == PrintedVerdict::Erratum;
    let name: &str = (*verdict).into();
    let mut complain = |message: String, help: &str| {
        let violation = RuleViolation::new(format!("{path}.verdict"), message);
        violations.push(violation.help(help));
    };
    if *verdict != PrintedVerdict::Reproduced && printed.is_none() {
        complain(format!("verdict {name:?} is about a printed number"), "write printed = \"...\"");
    }
    if *verdict != PrintedVerdict::Reproduced && why.is_none() {
        complain(format!("verdict {name:?} needs a reason"), "write why = \"...\"");
    }
    if erratum && right.is_none() {
        complain("an erratum has right digits".into(), "write right = \"...\"");
    }
    if !erratum && right.is_some() && printed.is_some() {
        violations.push(
            RuleViolation::new(format!("{path}.right"), format!("a number that is {name} has no other right digits"))
                .also(format!("{path}.printed"), "here")
                .help("leave out right, or write verdict = \"erratum\""),
        );
    }
}

/// Expectations that name an arm which the sweep does not have: the key and the value that are unknown.
pub fn unknown_arms(experiment: &Experiment) -> Vec<RuleViolation> {
    let mut violations = Vec::new();
    for (index, expect) in experiment.expect.iter().enumerate() {
        for (key, value) in &expect.arm {
            let at = format!("expect[{index}].arm.{key:?}");
            let values = experiment.sweep.get(key).and_then(serde_json::Value::as_array);
            if values.is_none() {
                let axes: Vec<&String> = experiment.sweep.keys().collect();
                let help = match axes.as_slice() {
                    [] => "leave out arm: there is no [sweep]".to_string(),
                    axes => format!(
                        "one of: {}",
                        axes.iter().map(|axis| format!("{axis:?}")).collect::<Vec<_>>().join(", ")
                    ),
                };
                violations.push(RuleViolation::new(at, format!("{key:?} is not an axis of the sweep")).help(help));
            } else if let Some(values) = values.filter(|values| !values.contains(value)) {
                let known: Vec<String> = values.iter().map(ToString::to_string).collect();
                let message = format!("no arm of the sweep has {key} = {value}");
                violations.push(RuleViolation::new(at, message).help(format!("one of: {}", known.join(", "))));
            }
        }
    }
    violations
}
