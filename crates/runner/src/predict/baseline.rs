//! What a simple model predicts for new rows: it is fitted on the training part of the run's data.

use datasets::baseline::baselines;
use engine::{Dataset, Matrix};

use super::PredictError;
use crate::original_scale::to_original_scale;

/// (n, in)  ->  (n, out): the predictions of the baseline of that name, in the target's own unit.
///
/// # Errors
/// In words, if the data have no such baseline.
pub fn outputs(name: &str, dataset: &Dataset, inputs: &Matrix) -> Result<Matrix, PredictError> {
    let models = baselines(dataset);
    let Some(model) = models.iter().find(|model| model.name == name) else {
        let names: Vec<String> = models.iter().map(|model| format!("{:?}", model.name)).collect();
        let message = format!("there is no baseline {name:?}\n  = the baselines are {}", names.join(", "));
        return Err(PredictError::Run(message));
    };
    let mut outputs = model.predict(inputs);
    to_original_scale(&mut outputs, &dataset.schema);
    Ok(outputs)
}
