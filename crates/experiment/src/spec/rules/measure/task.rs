//! Classes have their measures and simple models, numbers have others.

use crate::spec::rules::metric::measured;
use crate::spec::{BaselineName, Experiment, Further, Measure, Part, RuleViolation, Task};

/// A measure or a simple model of another task than that of the experiment.
pub(super) fn violation(experiment: &Experiment, measure: &Measure, path: &str) -> Option<RuleViolation> {
    let spec = &experiment.first_spec();
    let task = spec.task()?;
    let wrong = |key: &str, what: &str, help: String| {
        let kind = match task {
            Task::Classification => "classification",
            Task::Regression => "regression",
        };
        let violation = RuleViolation::new(format!("{path}.{key}"), format!("{what} is not measured in {kind}"));
        Some(violation.also("dataset.name", "here").help(help))
    };
    match measure.further()? {
        Further::ClassRecall { .. } | Further::ClassPrecision { .. } if task == Task::Regression => {
            let what = if matches!(measure.further()?, Further::ClassRecall { .. }) { "recall" } else { "precision" };
            let last = Part::last(|part| experiment.dataset.has_rows(part));
            wrong("kind", &format!("the {what} of a class"), format!("one of: {}", measured(spec, last)))
        }
        Further::OverBaseline { baseline, .. } if baseline.task() != task => {
            let of_task = BaselineName::ALL.into_iter().filter(|name| name.task() == task);
            let names: Vec<&str> = of_task.map(BaselineName::as_str).collect();
            wrong("baseline", &format!("the {}", baseline.in_words()), format!("one of: {}", names.join(", ")))
        }
        _ => None,
    }
}
