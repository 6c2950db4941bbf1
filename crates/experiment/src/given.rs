//! A spec for data that a program has itself, from a config without `[dataset]`.

use crate::check;
use crate::diagnostic::Diagnostics;
use crate::spec::{self, Experiment, Spec, Task};

/// The spec of a config whose `[dataset]` is left out, for rows that the caller hands to an engine.
///
/// # Errors
/// Those of [`check::parse`], with the rules between keys: the loss has to fit the task.
pub fn spec_on_given_data(config: &str, task: Task) -> Result<Spec, Diagnostics> {
    let task = match task {
        Task::Classification => "classification",
        Task::Regression => "regression",
    };
    // The checker knows no config without data: one row stands for those of the caller.
    let row = ["name=\"inline\"", "inputs=[[0.0]]", "targets=[[0.0]]"].map(|key| format!("dataset.{key}"));
    let data = [&row[..], &[format!("dataset.task=\"{task}\"")]].concat();
    let parsed = check::parse::<Experiment>("config", config, &data, spec::check)?;
    Ok(parsed.base.first_spec())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A network and its training are all that is said; a loss that does not fit the task is an error.
    #[test]
    fn a_config_without_data() {
        let config = "title = \"t\"\nnetwork = { hidden = [4] }\ntraining = { batch_size = 5 }\n";
        let spec = spec_on_given_data(config, Task::Regression).unwrap_or_else(|errors| panic!("{errors}"));
        assert_eq!(spec.network.hidden, [4]);
        let wrong = config.replace("batch_size = 5", "batch_size = 5, loss = \"cross-entropy\"");
        assert!(spec_on_given_data(&wrong, Task::Regression).is_err());
    }
}
