//! Trained nets for other programs: named tensors, and the safetensors format that PyTorch reads.
//!
//! A weight is (in, out): PyTorch's `Linear` holds its transpose. A bias, a scale, a shift and a statistic are
//! vectors. The numbers are those of the run, f64 or f32.

use std::collections::{BTreeMap, HashMap};

use engine::Layout;
use experiment::Spec;
use experiment::spec::{Network, Precision};
use safetensors::tensor::{Dtype, SafeTensors, TensorView};

/// Matrices by the name of their tensor, as rows: what a file of an earlier run holds.
pub type Matrices = BTreeMap<String, Vec<Vec<f64>>>;

/// A tensor of a trained network.
#[derive(Debug, Clone, PartialEq)]
pub struct NamedTensor {
    /// `layers.0.weight`, or `layers.0.running_mean`.
    pub name: String,
    /// The units before it, of a weight; 1 of a vector.
    pub rows: usize,
    /// The units of its layer.
    pub columns: usize,
    /// Its numbers, row by row.
    pub values: Vec<f64>,
    /// Whether it has two dimensions in other programs.
    matrix: bool,
}

/// All tensors of a network: its parameters in the order of the layout, then its statistics.
pub fn all(layout: &Layout, parameters: &[f64], statistics: &[f64]) -> Vec<NamedTensor> {
    let mut list: Vec<NamedTensor> = layout
        .tensors
        .iter()
        .map(|tensor| NamedTensor {
            name: tensor.name.clone(),
            rows: tensor.rows,
            columns: tensor.columns,
            values: parameters[tensor.range()].to_vec(),
            matrix: tensor.role.penalized(),
        })
        .collect();
    list.extend(layout.statistics.iter().map(|statistic| NamedTensor {
        name: statistic.name.clone(),
        rows: 1,
        columns: statistic.range.len(),
        values: statistics[statistic.range.clone()].to_vec(),
        matrix: false,
    }));
    list
}

/// These tensors as a safetensors file, in the precision of the run. Its metadata hold what the tensors do not say,
/// the `[network]` table with all its defaults, as JSON.
pub fn safetensors(tensors: &[NamedTensor], spec: &Spec) -> Vec<u8> {
    let precision = spec.precision;
    let bytes: Vec<Vec<u8>> = tensors.iter().map(|tensor| bytes(&tensor.values, precision)).collect();
    let dtype = match precision {
        Precision::F64 => Dtype::F64,
        Precision::F32 => Dtype::F32,
    };
    let views = tensors.iter().zip(&bytes).map(|(tensor, bytes)| {
        let shape = if tensor.matrix { vec![tensor.rows, tensor.columns] } else { vec![tensor.columns] };
        let view = TensorView::new(dtype, shape, bytes).expect("so many bytes for each element");
        (tensor.name.clone(), view)
    });
    // One entry alone: several would be written in an order of their own at every run.
    let metadata = HashMap::from([("network".to_string(), network(spec))]);
    safetensors::serialize(views, Some(metadata)).expect("names differ and sizes fit")
}

/// The `[network]` table with the output that follows from loss and task.
fn network(spec: &Spec) -> String {
    let network = Network { output: Some(spec.output()), ..spec.network.clone() };
    serde_json::to_string(&network).expect("a network is names, lists and finite numbers")
}

fn bytes(values: &[f64], precision: Precision) -> Vec<u8> {
    match precision {
        Precision::F64 => values.iter().flat_map(|value| value.to_le_bytes()).collect(),
        Precision::F32 => values.iter().flat_map(|value| (*value as f32).to_le_bytes()).collect(),
    }
}

/// The tensors of a safetensors file in f64 or f32, vectors as one row.
///
/// # Errors
/// In words that go on from the name of the file.
pub fn read(bytes: &[u8]) -> Result<Matrices, String> {
    let file = SafeTensors::deserialize(bytes).map_err(|error| format!("is not a safetensors file: {error}"))?;
    file.iter().map(|(name, view)| Ok((name.to_string(), rows(name, &view)?))).collect()
}

fn rows(name: &str, view: &TensorView) -> Result<Vec<Vec<f64>>, String> {
    let values: Vec<f64> = match view.dtype() {
        Dtype::F64 => view.data().chunks_exact(8).map(|b| f64::from_le_bytes(b.try_into().expect("eight"))).collect(),
        Dtype::F32 => {
            view.data().chunks_exact(4).map(|b| f32::from_le_bytes(b.try_into().expect("four")).into()).collect()
        }
        other => return Err(format!("holds {name} as {other:?}; F64 and F32 can be read")),
    };
    match *view.shape() {
        [columns] => Ok(vec![values; usize::from(columns > 0)]),
        [_, columns] if columns > 0 => Ok(values.chunks(columns).map(<[f64]>::to_vec).collect()),
        _ => Err(format!("holds {name} with {} dimensions; one or two can be read", view.shape().len())),
    }
}
