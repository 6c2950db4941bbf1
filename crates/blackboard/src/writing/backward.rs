//! The backward pass: from the loss to δ of every unit, and from there to the gradients of every parameter.
//!
//! What reaches a unit is a sum over the paths that lead away from it.

use experiment::spec::{Compares, OutputActivation, Update};
use experiment::term::{LayerValue, Symbol};
use from_scratch::network::{LayerActivation, Residual};

use super::forward::{row, z};
use super::loss::{by_hand, mean_over_outputs, output, share};
use super::sheet::{Sheet, shown};
use super::{activation, gradients, normalization, update};
use crate::board::{Block, Line};
use crate::formula::{Formula, minus, named, number, sum, times};
use crate::name::{Letter, Name};

pub(super) fn write(sheet: &Sheet, blocks: &mut Vec<Block>) {
    blocks.push(Block::Heading(2, "Backward".into()));
    for k in sheet.layers().rev() {
        let what = if sheet.is_output(k) { "Output layer".to_owned() } else { format!("Layer {}", k + 1) };
        blocks.push(Block::Heading(3, what));
        for &s in &sheet.samples {
            row(sheet, s, blocks);
            blocks.push(Block::Lines(if sheet.is_output(k) { last(sheet, k, s) } else { hidden(sheet, k, s) }));
        }
        if sheet.normalizes(k) {
            blocks.push(Block::Lines(normalization::gradients(sheet, k)));
            for &s in &sheet.samples {
                row(sheet, s, blocks);
                blocks.push(Block::Lines(normalization::back(sheet, k, s)));
            }
        }
        sheet.left_out(sheet.layer(k).fan_out, blocks);
        gradients::write(sheet, k, blocks);
        if sheet.spec.training.update == Update::Sequential {
            update::write(sheet, Some(k), blocks);
        }
    }
}

/// The factors of a product, without those that are 1.
pub(super) fn product(factors: Vec<Option<Formula>>) -> Formula {
    let mut there: Vec<Formula> = factors.into_iter().flatten().collect();
    if there.len() == 1 { there.remove(0) } else { times(there) }
}

/// δ of the output layer.
fn last(sheet: &Sheet, k: usize, s: usize) -> Vec<Line> {
    let loss = sheet.working.network.head.loss;
    let units = 0..shown(sheet.layer(k).fan_out);
    match loss.compares() {
        Compares::Numbers => units.flat_map(|j| through_output(sheet, k, s, j)).collect(),
        _ => units.map(|j| jumped(sheet, k, s, j)).collect(),
    }
}

/// ∂J/∂y, f′(z), and their product.
fn through_output(sheet: &Sheet, k: usize, s: usize, j: usize) -> Vec<Line> {
    let head = sheet.working.network.head;
    let m = sheet.layer(k).fan_out;
    let dy = |unit: usize| named(sheet.a_name(k, unit).partial(), sheet.working.numbers.doutputs.at(s, unit));
    let [_, (slope, remark)] = by_hand(sheet, s, j);
    let slope = product(vec![mean_over_outputs(sheet), Some(slope)]);
    let first = Line::new(sheet.a_name(k, j).partial(), product(vec![share(sheet, s), Some(slope)]))
        .worth(sheet.working.numbers.doutputs.at(s, j))
        .perhaps(sheet.sample_derivative_term(Symbol::Output, &[j]));
    let first = Line { remark, ..first };
    let delta = |formula| {
        Line::new(sheet.delta_name(k, j), formula)
            .worth(sheet.numbers(k).dz.at(s, j))
            .perhaps(sheet.sample_derivative_term(Symbol::Layer(k, LayerValue::Z), &[j]))
    };
    let Some(f) = head.output.activation() else {
        let y = |unit: usize| named(sheet.a_name(k, unit), sheet.numbers(k).a.at(s, unit));
        let mean = sum((0..m).map(|unit| times([dy(unit), y(unit)])).collect());
        let formula = match head.output {
            OutputActivation::Softmax => times([y(j), minus(dy(j), mean)]),
            _ => number(0.0),
        };
        return vec![first, delta(formula)];
    };
    if head.output == OutputActivation::Identity {
        return vec![first, delta(dy(j)).remark("as f′(z) = 1")];
    }
    let (formula, remark) = activation::derivative(f, &z(sheet, k, s, j), &output(sheet, s, j).0);
    let value = sheet.numbers(k).derivative.at(s, j);
    let line = Line::new(sheet.z_name(k, j).slope(), formula).worth(value);
    let term = sheet.layer_term(k, LayerValue::Derivative, &[j], Some(s));
    let derivative = named(sheet.z_name(k, j).slope(), value);
    vec![first, Line { remark, ..line }.term(term), delta(times([dy(j), derivative]))]
}

/// δ where loss and output are differentiated together.
fn jumped(sheet: &Sheet, k: usize, s: usize, j: usize) -> Line {
    let [_, (slope, remark)] = by_hand(sheet, s, j);
    let formula = match slope == number(0.0) {
        true => slope,
        false => product(vec![share(sheet, s), mean_over_outputs(sheet), Some(slope)]),
    };
    let line = Line::new(sheet.delta_name(k, j), formula).worth(sheet.numbers(k).dz.at(s, j));
    Line { remark, ..line }.perhaps(sheet.sample_derivative_term(Symbol::Layer(k, LayerValue::Z), &[j]))
}

/// ∂J/∂ of what a block hands on, f′(z), δ.
fn hidden(sheet: &Sheet, k: usize, s: usize) -> Vec<Line> {
    (0..shown(sheet.layer(k).fan_out)).flat_map(|j| unit(sheet, k, s, j)).collect()
}

fn unit(sheet: &Sheet, k: usize, s: usize, j: usize) -> Vec<Line> {
    let of = sheet.numbers(k);
    let dh = named(sheet.h_name(k, j).partial(), of.dh.at(s, j));
    let symbol = if sheet.drops(k) || sheet.adds(k) { LayerValue::H } else { LayerValue::A };
    let mut lines = vec![
        Line::new(sheet.h_name(k, j).partial(), paths(sheet, k, s, j))
            .worth(of.dh.at(s, j))
            .one_by_one()
            .perhaps(sheet.sample_derivative_term(Symbol::Layer(k, symbol), &[j])),
    ];
    let da = if sheet.drops(k) {
        let mask = named(Name::of(Letter::MASK, k, &[j]), of.mask.at(s, j));
        let line = Line::new(sheet.a_name(k, j).partial(), times([dh, mask])).worth(of.da.at(s, j));
        lines.push(line.perhaps(sheet.sample_derivative_term(Symbol::Layer(k, LayerValue::A), &[j])));
        named(sheet.a_name(k, j).partial(), of.da.at(s, j))
    } else {
        dh
    };
    let pieces = sheet.pieces(k);
    for column in j * pieces..(j + 1) * pieces {
        let slope = derivative(sheet, k, s, column);
        let delta = times([da.clone(), named(slope.name.clone(), slope.value)]);
        lines.push(slope);
        let line = Line::new(sheet.delta_name(k, column), delta).worth(of.dz.at(s, column));
        lines.push(line.perhaps(sheet.sample_derivative_term(Symbol::Layer(k, LayerValue::Z), &[column])));
    }
    lines
}

/// f′(z) of a hidden unit.
fn derivative(sheet: &Sheet, k: usize, s: usize, column: usize) -> Line {
    let of = sheet.numbers(k);
    let z = z(sheet, k, s, column);
    let (formula, remark) = match &sheet.layer(k).activation {
        LayerActivation::Function(f) => {
            activation::derivative(*f, &z, &named(sheet.a_name(k, column), of.a.at(s, column)))
        }
        LayerActivation::Prelu(_) if z.value() >= 0.0 => (number(1.0), Some("as z ≥ 0".to_owned())),
        LayerActivation::Prelu(slope) => {
            (named(Name::of(Letter::SLOPE, k, &[]), sheet.working.parameters[*slope]), Some("as z < 0".to_owned()))
        }
        LayerActivation::Maxout | LayerActivation::Output => {
            let largest = of.derivative.at(s, column) == 1.0;
            let remark = if largest { "the largest piece" } else { "not the largest piece" };
            (number(of.derivative.at(s, column)), Some(remark.to_owned()))
        }
    };
    let line = Line::new(sheet.z_name(k, column).slope(), formula).worth(of.derivative.at(s, column));
    Line { remark, ..line }.term(sheet.layer_term(k, LayerValue::Derivative, &[column], Some(s)))
}

/// Σₖ wⱼₖ·δₖ over the layer after it, and what comes around its block.
fn paths(sheet: &Sheet, k: usize, s: usize, j: usize) -> Formula {
    let next = k + 1;
    let (layer, of) = (sheet.layer(next), sheet.numbers(next));
    let through = |column: usize| {
        let delta = named(sheet.affine_delta_name(next, column), of.daffine.at(s, column));
        times([sheet.weight_back(next, j, column), delta])
    };
    let dh = |unit: usize| named(sheet.h_name(next, unit).partial(), of.dh.at(s, unit));
    let around: Vec<Formula> = match &layer.residual {
        Residual::Absent => Vec::new(),
        Residual::Identity => vec![dh(j)],
        Residual::Projection(_) => {
            let projected =
                |unit| Some(times([sheet.projection(next, j, unit, &sheet.working.handed_through)?, dh(unit)]));
            (0..layer.fan_out).filter_map(projected).collect()
        }
    };
    sum((0..layer.affine_out).map(through).chain(around).collect())
}
