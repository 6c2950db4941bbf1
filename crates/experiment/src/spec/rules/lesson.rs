//! Rules of `[lesson]`: texts that pages can show, and rows that the course has.

use super::{RuleViolation, course};
use crate::prose;
use crate::spec::Experiment;

pub(super) fn check(experiment: &Experiment, violations: &mut Vec<RuleViolation>) {
    let Some(lesson) = &experiment.lesson else { return };
    violations.extend(course::unknown_rows("lesson.lecture", &lesson.lecture));
    if lesson.answer.is_some() && experiment.expect.is_empty() {
        let message = "only a worked example, which has [[expect]], has an answer in its lesson";
        let help = "write a [[claim]] whose sentence answers the question: the runs have to bear it out";
        violations.push(RuleViolation::new("lesson.answer", message).help(help));
    }
    for (path, text) in lesson.texts() {
        let violation = |error: prose::ProseError| {
            let violation = RuleViolation::new(format!("lesson.{path}"), error.message).within(error.at);
            error.help.into_iter().fold(violation, RuleViolation::help)
        };
        violations.extend(prose::errors(text).into_iter().map(violation));
    }
}
