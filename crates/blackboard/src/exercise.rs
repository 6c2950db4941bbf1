//! New numbers for the same network: an exercise, another one for every seed.
//!
//! Weights, biases and slopes are drawn with one decimal between −1 and 1, none of them 0; inputs anew within the range
//! of their column, with one decimal more, unless the column holds whole numbers alone, which mean something. Targets
//! stay, and so do the scale and shift of batch normalization.
//!
//! The training part is what the sheet has in full, so that every blank can be filled from it.

use engine::random::{Purpose, Stream, stream};
use engine::{Dataset, Layout, Role};
use experiment::Spec;
use experiment::spec::Initial;

/// The rows of a sheet at most, unless more are asked for.
pub const ROWS: usize = 4;

/// The spec and the data of the exercise of this seed, trained on these rows of the data set.
pub fn exercise(spec: &Spec, dataset: &Dataset, seed: u64, rows: &[usize]) -> (Spec, Dataset) {
    let layout = Layout::of(spec, dataset.inputs.columns(), dataset.targets.columns());
    let mut spec = Spec { seed, ..spec.clone() };
    for (number, tensor) in layout.tensors.iter().enumerate() {
        let mut stream = stream(seed, Purpose::Exercise, 0, number as u64);
        let rows = (0..tensor.rows).map(|_| (0..tensor.columns).map(|_| tenth(&mut stream)).collect()).collect();
        match tensor.role {
            Role::Gamma | Role::Beta => {}
            Role::Weight | Role::Bias | Role::Slope | Role::Projection => {
                spec.initial.insert(tensor.name.clone(), Initial::Rows(rows));
            }
        }
    }
    let mut dataset = dataset.clone();
    dataset.train = rows.to_vec();
    (0..dataset.inputs.columns()).for_each(|column| draw_inputs(&mut dataset, column, seed));
    (spec, dataset)
}

/// ±0.1, ±0.2, … ±1.
fn tenth(stream: &mut Stream) -> f64 {
    let size = (stream.below(10) + 1) as f64 / 10.0;
    if stream.below(2) == 0 { size } else { -size }
}

fn draw_inputs(dataset: &mut Dataset, column: usize, seed: u64) {
    let inputs = &mut dataset.inputs;
    let values: Vec<f64> = (0..inputs.rows()).map(|row| inputs.at(row, column)).collect();
    if values.iter().all(|value| value.fract() == 0.0) {
        return;
    }
    let low = values.iter().copied().fold(f64::INFINITY, f64::min);
    let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    // A column of one value has no range: around it, then.
    let (low, high) = if low < high { (low, high) } else { (low - 0.5, low + 0.5) };
    let mut stream = stream(seed, Purpose::Exercise, 1, column as u64);
    for row in 0..inputs.rows() {
        inputs.row_mut(row)[column] = (stream.between(low, high) * 100.0).round() / 100.0;
    }
}
