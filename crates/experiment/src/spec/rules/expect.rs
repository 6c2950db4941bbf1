//! Rules of `[[expect]]`: quantities and digits that can be read, and keys that go together.
//!
//! Leaves out whether the network has such a quantity, which its data decide.

use super::RuleViolation;
use crate::spec::{Choice, Expect, Experiment, Printed, PrintedVerdict, Values};
use crate::suggest::nearest;
use crate::term::{LayerValue, Symbol, Term, TermError, TermKind};

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
    if let Some(error) = expect.quantity.parse::<Term>().err().filter(|_| judged) {
        let violation = RuleViolation::new(format!("{path}.quantity"), error.message).within(error.range);
        violations.push(violation.without(format!("{path}.verdict")).help(error.help));
    }
    let asked = expect.quantity.parse::<Term>().ok();
    for name in expect.given.keys() {
        if let Err((message, help)) = given(name, asked.as_ref()) {
            violations.push(RuleViolation::new(format!("{path}.given.{name:?}"), message).help(help));
        }
    }
    let own = |term: &Term| {
        matches!(term.element.symbol, Symbol::X | Symbol::T | Symbol::Output) && term.kind == TermKind::Value
    };
    if expect.values == Values::Own && expect.quantity.parse().is_ok_and(|term| !own(&term)) {
        violations.push(
            RuleViolation::new(format!("{path}.values"), "only x, t and output have a unit of their own")
                .also(format!("{path}.quantity"), "here")
                .help("leave out values"),
        );
    }
}

/// Whether something is computed from a number, up to the one that is asked for.
fn given(name: &str, asked: Option<&Term>) -> Result<(), (String, String)> {
    let term: Term = name.parse().map_err(|error: TermError| (error.message, error.help))?;
    if term.of.is_some() || term.via.is_some() {
        let help = "leave out of and via: a given number takes the place of the whole";
        return Err((format!("{name} is a part of a number, which nothing else is computed from"), help.into()));
    }
    if !feeds_other_numbers(&term) {
        return Err((format!("nothing else is computed from {}", term.element), "leave it out".into()));
    }
    match asked.filter(|asked| asked.at < term.at) {
        Some(asked) => {
            let message = format!("it is given after {} updates, and {asked} comes before", term.at);
            Err((message, format!("write @ {} at most", asked.at)))
        }
        None => Ok(()),
    }
}

fn feeds_other_numbers(term: &Term) -> bool {
    use LayerValue::{H, RunningMean, RunningVar};
    match term.element.symbol {
        Symbol::X | Symbol::Layer(_, H) => term.kind == TermKind::Value,
        Symbol::T | Symbol::Output => true,
        Symbol::Loss | Symbol::Objective | Symbol::Epochs => false,
        Symbol::Layer(_, value) => !matches!(value, RunningMean | RunningVar),
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
    let mut lacks = |key: &str, message: String| {
        let violation = RuleViolation::new(format!("{path}.verdict"), message).without(format!("{path}.{key}"));
        violations.push(violation.help(format!("write {key} = \"...\"")));
    };
    if *verdict != PrintedVerdict::Reproduced && printed.is_none() {
        lacks("printed", format!("verdict {name:?} is about a printed number"));
    }
    if *verdict != PrintedVerdict::Reproduced && why.is_none() {
        lacks("why", format!("verdict {name:?} needs a reason"));
    }
    if erratum && right.is_none() {
        lacks("right", "an erratum has right digits".into());
    }
    if !erratum && right.is_some() && printed.is_some() {
        violations.push(
            RuleViolation::new(format!("{path}.right"), format!("a number that is {name} has no other right digits"))
                .also(format!("{path}.printed"), "here")
                .without(format!("{path}.verdict"))
                .help("leave out right, or write verdict = \"erratum\""),
        );
    }
}

/// Expectations that name an arm which the sweep does not have: the key and the value that are unknown.
pub fn unknown_arms(experiment: &Experiment) -> Vec<RuleViolation> {
    let axes: Vec<&str> = experiment.sweep.keys().map(String::as_str).collect();
    let of = |(index, expect)| {
        let unknown = |choice: Choice| {
            let (message, help) = unknown(experiment, &axes, &choice)?;
            Some(RuleViolation::new(format!("expect[{index}].arm{}", choice.written), message).help(help))
        };
        Expect::choices(expect, &axes).into_iter().filter_map(unknown).collect::<Vec<_>>()
    };
    experiment.expect.iter().enumerate().flat_map(of).collect()
}

/// What is wrong with an axis or its value, and the remedy.
fn unknown(experiment: &Experiment, axes: &[&str], of: &Choice) -> Option<(String, String)> {
    let Choice { axis, value, .. } = of;
    let Some(values) = experiment.sweep.get(axis).and_then(serde_json::Value::as_array) else {
        let help = match axes {
            [] => "leave out arm: there is no [sweep]".to_owned(),
            axes => {
                let known: Vec<String> = axes.iter().map(|axis| format!("{axis:?}")).collect();
                let meant = nearest(axis, axes.iter().copied());
                let meant = meant.map_or(String::new(), |meant| format!("did you mean {meant:?}? "));
                format!("{meant}one of: {}", known.join(", "))
            }
        };
        return Some((format!("{axis:?} is not an axis of the sweep"), help));
    };
    let known: Vec<String> = values.iter().map(ToString::to_string).collect();
    let message = format!("no arm of the sweep has {axis} = {value}");
    (!values.contains(value)).then(|| (message, format!("one of: {}", known.join(", "))))
}
