//! What a simple model predicts for new rows: it is fitted on the training part of the run's data.

use datasets::baseline::baselines;
use engine::{Dataset, Matrix};

use crate::unit::own_unit;

/// (n, in)  ->  (n, out): the predictions of the baseline of that name, in the target's own unit.
///
/// # Errors
/// In words, if the data have no such baseline.
pub fn outputs(name: &str, dataset: &Dataset, inputs: &Matrix) -> Result<Matrix, String> {
    let models = baselines(&with_rows(dataset, inputs));
    let Some(model) = models.iter().find(|model| model.name == name) else {
        let names: Vec<String> = models.iter().map(|model| format!("{:?}", model.name)).collect();
        return Err(format!("there is no baseline {name:?}\n  = the baselines are {}", names.join(", ")));
    };
    let new: Vec<usize> = (dataset.inputs.rows()..model.outputs.rows()).collect();
    let mut outputs = model.outputs.select(&new);
    own_unit(&mut outputs, &dataset.schema);
    Ok(outputs)
}

/// The data with rows of no part behind their own: a baseline predicts for every row, and is fitted on a part.
fn with_rows(dataset: &Dataset, inputs: &Matrix) -> Dataset {
    let (rows, new) = (dataset.inputs.rows(), inputs.rows());
    let below = |above: &Matrix, values: Vec<f64>| {
        let columns = above.columns();
        Matrix::new(rows + new, columns, [above.values(), &values].concat())
    };
    let mut extended = dataset.clone();
    extended.inputs = below(&dataset.inputs, inputs.values().to_vec());
    extended.targets = below(&dataset.targets, vec![0.0; new * dataset.targets.columns()]);
    if !extended.labels.is_empty() {
        extended.labels.extend(vec![0; new]);
    }
    if let Some(weights) = &mut extended.weights {
        weights.extend(vec![1.0; new]);
    }
    extended
}
