//! Which element of a value is meant, and whether the network has it.

use std::ops::Range;

use engine::{Layout, Matrix, Moment, Role};
use experiment::term::{IndexedSymbol, LayerValue, TermKind};

use super::Refusal;
use crate::numbers::LayerNumbers;

/// The place in a row of `columns`; `output` is another way to say it.
pub(super) fn column(element: &IndexedSymbol, output: Option<usize>, columns: usize) -> Result<usize, Refusal> {
    let place = match (element.index.as_slice(), output) {
        ([], None) if columns == 1 => 0,
        ([], None) => return Err(format!("has {columns} elements: name one, as in {}[0]", element.symbol)),
        ([], Some(output)) => output,
        ([place], None) => *place,
        ([place], Some(output)) if *place == output => output,
        ([_], Some(_)) => return Err("names two outputs".into()),
        (_, _) => return Err("has one index: its samples are named by sample s".into()),
    };
    match place < columns {
        true => Ok(place),
        false => Err(format!("has no element {place}: there are {columns}, counted from 0")),
    }
}

/// The place of an element in the flat buffer.
pub(super) fn parameter(
    layout: &Layout,
    layer: usize,
    value: LayerValue,
    of: &IndexedSymbol,
) -> Result<usize, Refusal> {
    layer_is_there(layout, layer)?;
    let Some(tensor) = layout.find(layer, role(value)) else {
        let known = layout.tensors.iter().map(|tensor| tensor.name.as_str()).collect::<Vec<_>>().join(", ");
        return Err(format!("is not a parameter of this network: it has {known}"));
    };
    let (row, column) = match of.index.as_slice() {
        [] if tensor.len() == 1 => (0, 0),
        [] => {
            return Err(format!(
                "is {} x {}: name an element, as in {}[0,0]",
                tensor.rows, tensor.columns, tensor.name
            ));
        }
        [column] if tensor.rows == 1 => (0, *column),
        [row, column] => (*row, *column),
        _ => return Err(format!("is {} x {}: an element has two indices", tensor.rows, tensor.columns)),
    };
    match row < tensor.rows && column < tensor.columns {
        true => Ok(tensor.offset + row * tensor.columns + column),
        false => Err(format!("is {} x {}, counted from 0: there is no [{row},{column}]", tensor.rows, tensor.columns)),
    }
}

fn role(value: LayerValue) -> Role {
    use LayerValue as V;
    match value {
        V::Weight => Role::Weight,
        V::Bias => Role::Bias,
        V::Gamma => Role::Gamma,
        V::Beta => Role::Beta,
        V::Slope => Role::Slope,
        V::Projection => Role::Projection,
        V::Affine | V::Mean | V::Variance | V::Normalized | V::Z | V::A | V::H | V::Derivative | V::Delta => {
            unreachable!("{} is no parameter", value.as_str())
        }
        V::RunningMean | V::RunningVar => unreachable!("{} is no parameter", value.as_str()),
    }
}

/// Where a running statistic lies.
pub(super) fn moments(layout: &Layout, layer: usize, value: LayerValue) -> Result<Range<usize>, Refusal> {
    let moment = if value == LayerValue::RunningMean { Moment::Mean } else { Moment::Variance };
    let statistic = layout.statistic(layer, moment).ok_or("is not there: the layer has no batch normalization")?;
    Ok(statistic.range.clone())
}

/// How many elements a value of a layer has, for each sample if it is of samples.
pub(super) fn columns(layout: &Layout, layer: usize, value: LayerValue) -> Result<usize, Refusal> {
    use LayerValue as V;
    layer_is_there(layout, layer)?;
    let normalizes = layout.statistic(layer, Moment::Mean).is_some();
    if matches!(value, V::Mean | V::Variance | V::Normalized) && !normalizes {
        return Err("is not there: the layer has no batch normalization".into());
    }
    let pieces = layout.find(layer, Role::Weight).map_or(0, |weight| weight.columns);
    Ok(match value {
        V::Affine | V::Z | V::Derivative | V::Delta => pieces,
        _ => layout.widths[layer + 1],
    })
}

fn layer_is_there(layout: &Layout, layer: usize) -> Result<(), Refusal> {
    match layer < layout.layer_count() {
        true => Ok(()),
        false => Err(format!("is of layer {layer}, and the network has {}, counted from 0", layout.layer_count())),
    }
}

/// A value of a layer, or the derivative with respect to it.
pub(super) fn matrix(of: &LayerNumbers, value: LayerValue, kind: TermKind) -> &Matrix {
    use LayerValue as V;
    use TermKind::{Derivative, Value};
    match (value, kind) {
        (V::Affine, Value) => &of.affine,
        (V::Mean, _) => &of.mean,
        (V::Variance, _) => &of.variance,
        (V::Normalized, _) => &of.normalized,
        (V::Z, Value) => &of.z,
        (V::A, Value) => &of.a,
        (V::H, Value) => &of.h,
        (V::Derivative, _) => &of.derivative,
        (V::Delta, _) | (V::Z, Derivative) => &of.dz,
        (V::Affine, Derivative) => &of.daffine,
        (V::A, Derivative) => &of.da,
        (V::H, Derivative) => &of.dh,
        (V::Weight | V::Bias | V::Gamma | V::Beta | V::Slope | V::Projection | V::RunningMean | V::RunningVar, _) => {
            unreachable!("{} is a parameter or a statistic", value.as_str())
        }
    }
}
