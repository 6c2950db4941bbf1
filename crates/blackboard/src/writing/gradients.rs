//! The gradient of every parameter: sums over the rows of the batch, and what the penalty adds.

use engine::{Role, TensorInfo};
use experiment::term::{LayerValue, Symbol};
use from_scratch::network::LayerActivation;

use super::normalization::sum_over_samples;
use super::sheet::{Sheet, shown};
use crate::board::{Block, Line};
use crate::formula::{Formula, Function, call, named, number, sum, times};
use crate::name::{Letter, Name};

/// The gradients of one layer; those of batch normalization stand where its backward pass needs them.
pub(super) fn write(sheet: &Sheet, k: usize, blocks: &mut Vec<Block>) {
    for tensor in sheet.working.layout.tensors.iter().filter(|tensor| tensor.layer == k) {
        let lines: Vec<Line> = match tensor.role {
            Role::Gamma | Role::Beta => continue,
            Role::Weight | Role::Bias | Role::Slope | Role::Projection => {
                elements(tensor).map(|(row, column)| gradient(sheet, k, tensor, row, column)).collect()
            }
        };
        blocks.push(Block::Lines(lines));
        blocks.extend(rest(tensor));
    }
}

/// The elements that are written: all of a small tensor, of a large one the first rows and columns.
pub(super) fn elements(tensor: &TensorInfo) -> impl Iterator<Item = (usize, usize)> {
    let (rows, columns) = (shown(tensor.rows), shown(tensor.columns));
    (0..rows).flat_map(move |row| (0..columns).map(move |column| (row, column)))
}

/// What is left out of a tensor.
pub(super) fn rest(tensor: &TensorInfo) -> Option<Block> {
    let written = shown(tensor.rows) * shown(tensor.columns);
    (written < tensor.len()).then(|| {
        let (name, left) = (&tensor.name, tensor.len() - written);
        super::words(format!("Left out: {left} of the {} elements of {name}, worked in the same way.", tensor.len()))
    })
}

/// The name of an element of a tensor.
pub(super) fn name(sheet: &Sheet, tensor: &TensorInfo, row: usize, column: usize) -> Name {
    let k = tensor.layer;
    match tensor.role {
        Role::Weight => sheet.weight_name(k, row, column),
        Role::Bias => sheet.bias_name(k, column),
        Role::Gamma => Name::of(Letter::GAMMA, k, &[column]),
        Role::Beta => Name::of(Letter::BETA, k, &[column]),
        Role::Slope => Name::of(Letter::SLOPE, k, &[]),
        Role::Projection => Name::of(Letter::PROJECTION, k, &[row, column]),
    }
}

/// The value of a tensor in the language of configs.
pub(super) fn symbol(tensor: &TensorInfo) -> Symbol {
    let value = match tensor.role {
        Role::Weight => LayerValue::Weight,
        Role::Bias => LayerValue::Bias,
        Role::Gamma => LayerValue::Gamma,
        Role::Beta => LayerValue::Beta,
        Role::Slope => LayerValue::Slope,
        Role::Projection => LayerValue::Projection,
    };
    Symbol::Layer(tensor.layer, value)
}

fn gradient(sheet: &Sheet, k: usize, tensor: &TensorInfo, row: usize, column: usize) -> Line {
    let (of, at) = (sheet.numbers(k), tensor.offset + row * tensor.columns + column);
    let delta = |s: usize, column: usize| named(sheet.affine_delta_name(k, column), of.daffine.at(s, column));
    let formula = match tensor.role {
        Role::Weight => sum_over_samples(sheet, &|s| times([sheet.input(k, s, row), delta(s, column)])),
        Role::Bias if tensor.columns == 1 && sheet.layer(k).affine_out > 1 => {
            let all = (0..sheet.count()).flat_map(|s| (0..sheet.layer(k).affine_out).map(move |j| (s, j)));
            sum(all.map(|(s, j)| delta(s, j)).collect())
        }
        Role::Bias => sum_over_samples(sheet, &|s| delta(s, column)),
        Role::Projection => sum_over_samples(sheet, &|s| {
            let dh = named(sheet.h_name(k, column).partial(), of.dh.at(s, column));
            times([sheet.input(k, s, row), dh])
        }),
        Role::Slope | Role::Gamma | Role::Beta => slope(sheet, k),
    };
    let formula = match penalty(sheet, tensor, at, row, column) {
        Some(penalty) => Formula::Sum([vec![formula], penalty].concat()),
        None => formula,
    };
    Line::new(name(sheet, tensor, row, column).partial(), formula)
        .worth(sheet.working.gradients[at])
        .perhaps(sheet.gradient_term(symbol(tensor), &[row, column]))
}

/// Of prelu's slope: Σ ∂a·z over the negative z.
fn slope(sheet: &Sheet, k: usize) -> Formula {
    let of = sheet.numbers(k);
    let LayerActivation::Prelu(_) = sheet.layer(k).activation else { return number(0.0) };
    let all = (0..sheet.count()).flat_map(|s| (0..sheet.layer(k).fan_out).map(move |j| (s, j)));
    let negative = all.filter(|(s, j)| of.z.at(*s, *j) < 0.0);
    let summand = |(s, j): (usize, usize)| {
        let da = named(sheet.a_name(k, j).partial(), of.da.at(s, j));
        times([da, named(sheet.z_name(k, j), of.z.at(s, j))])
    };
    sum(negative.map(summand).collect())
}

/// λ₁·sign(w) and λ₂·w, where a tensor is penalized.
fn penalty(sheet: &Sheet, tensor: &TensorInfo, at: usize, row: usize, column: usize) -> Option<Vec<Formula>> {
    let of = sheet.working.network.penalty;
    let w = named(name(sheet, tensor, row, column), sheet.working.parameters[at]);
    let one = (of.l1 != 0.0).then(|| times([number(of.l1), call(Function::Sign, w.clone())]));
    let two = (of.l2 != 0.0).then(|| times([number(of.l2), w]));
    let both: Vec<Formula> = one.into_iter().chain(two).collect();
    (tensor.role.penalized() && !both.is_empty()).then_some(both)
}
