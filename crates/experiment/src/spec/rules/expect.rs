//! Rules of `[[expect]]`: quantities and digits that can be read, and keys that go together.
//!
//! Leaves out whether the network has such a quantity, which its data decide.

use super::RuleViolation;
use crate::printed::Printed;
use crate::spec::{Expect, Experiment, PrintedVerdict, Values};
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
                RuleViolation::new(format!("{path}.{key}"), format!("{text:?} is no decimal number"))
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
