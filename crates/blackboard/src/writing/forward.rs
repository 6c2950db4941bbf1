//! The forward pass: every unit with its sum, its activation, and what its block hands on.
//!
//! Where a batch is normalized all its rows go through a layer together, else each row goes through all layers.

use experiment::spec::{Activation, OutputActivation};
use experiment::term::{LayerValue, Symbol};
use from_scratch::network::{LayerActivation, Residual};

use super::sheet::{Sheet, shown};
use super::{activation, normalization, words};
use crate::board::{Block, Line};
use crate::formula::{Formula, Function, call, minus, named, number, over, sum, times};
use crate::name::{Letter, Name};

pub(super) fn write(sheet: &Sheet, blocks: &mut Vec<Block>) {
    blocks.push(Block::Heading(2, "Forward".into()));
    if sheet.layers().any(|k| sheet.normalizes(k)) {
        sheet.layers().for_each(|k| by_layer(sheet, k, blocks));
    } else {
        for &s in &sheet.samples {
            sheet.sample_heading(s, blocks);
            inputs(sheet, s, blocks);
            for k in sheet.layers() {
                blocks.push(Block::Lines(affine(sheet, k, s)));
                blocks.push(Block::Lines(activations(sheet, k, s)));
                sheet.left_out(sheet.layer(k).fan_out, blocks);
            }
        }
    }
}

/// One layer for all rows that are written in full.
fn by_layer(sheet: &Sheet, k: usize, blocks: &mut Vec<Block>) {
    let what = if sheet.is_output(k) { "Output layer".to_owned() } else { format!("Layer {}", k + 1) };
    blocks.push(Block::Heading(3, what));
    for &s in &sheet.samples {
        row(sheet, s, blocks);
        if k == 0 {
            inputs(sheet, s, blocks);
        }
        blocks.push(Block::Lines(affine(sheet, k, s)));
    }
    if sheet.normalizes(k) {
        normalization::statistics(sheet, k, blocks);
    }
    for &s in &sheet.samples {
        row(sheet, s, blocks);
        if sheet.normalizes(k) {
            blocks.push(Block::Lines(normalization::normalized(sheet, k, s)));
        }
        blocks.push(Block::Lines(activations(sheet, k, s)));
    }
    sheet.left_out(sheet.layer(k).fan_out, blocks);
}

/// Which row the next lines are of.
pub(super) fn row(sheet: &Sheet, s: usize, blocks: &mut Vec<Block>) {
    if sheet.count() > 1 {
        blocks.push(words(format!("Row {}:", sheet.training_row(sheet.working.rows[s]))));
    }
}

/// x and t as they are.
fn inputs(sheet: &Sheet, s: usize, blocks: &mut Vec<Block>) {
    let (x, t) = (sheet.working.inputs.row(s), sheet.working.targets.row(s));
    let (mut lines, mut left_out) = (Vec::new(), Vec::new());
    for (letter, symbol, what, values) in [(Letter::X, Symbol::X, "inputs", x), (Letter::T, Symbol::T, "targets", t)] {
        let line = |(unit, value): (usize, &f64)| {
            let term = sheet.term(symbol, &[unit], Some(s));
            Line::new(Name::at(letter, unit), number(*value)).known().term(term)
        };
        let first = shown(values.len());
        lines.extend(values.iter().enumerate().take(first).map(line));
        if first < values.len() {
            left_out.push(words(format!("Left out: {what} {} to {}.", first + 1, values.len())));
        }
    }
    blocks.push(Block::Lines(lines));
    blocks.extend(left_out);
}

/// Σᵢ xᵢ·wᵢⱼ + bⱼ.
fn affine(sheet: &Sheet, k: usize, s: usize) -> Vec<Line> {
    let (layer, of) = (sheet.layer(k), sheet.numbers(k));
    let line = |column: usize| {
        let product = |i| times([sheet.input(k, s, i), sheet.weight(k, i, column)]);
        let bias = layer.bias.as_ref().map(|range| {
            let at = if range.len() == 1 { range.start } else { range.start + column };
            named(sheet.bias_name(k, column), sheet.working.parameters[at])
        });
        let formula = sum((0..layer.fan_in).map(product).chain(bias).collect());
        let value = if sheet.normalizes(k) { LayerValue::Affine } else { LayerValue::Z };
        Line::new(sheet.affine_name(k, column), formula).worth(of.affine.at(s, column)).term(sheet.layer_term(
            k,
            value,
            &[column],
            Some(s),
        ))
    };
    (0..shown(layer.fan_out) * sheet.pieces(k)).map(line).collect()
}

/// z of a unit as a name with its number.
pub(super) fn z(sheet: &Sheet, k: usize, s: usize, column: usize) -> Formula {
    named(sheet.z_name(k, column), sheet.numbers(k).z.at(s, column))
}

/// a, and h where it is another number.
fn activations(sheet: &Sheet, k: usize, s: usize) -> Vec<Line> {
    let units = 0..shown(sheet.layer(k).fan_out);
    let a = units.clone().map(|j| activation_line(sheet, k, s, j));
    let masks = units.clone().filter(|_| sheet.drops(k)).map(|j| mask(sheet, k, s, j));
    let h = units.filter(|_| sheet.drops(k) || sheet.adds(k)).map(|j| handed_on(sheet, k, s, j));
    a.chain(masks).chain(h).collect()
}

fn activation_line(sheet: &Sheet, k: usize, s: usize, j: usize) -> Line {
    let (formula, remark) = match &sheet.layer(k).activation {
        LayerActivation::Function(f) => activation::value(*f, &z(sheet, k, s, j)),
        LayerActivation::Prelu(slope) => {
            let (z, slope) = (z(sheet, k, s, j), sheet.working.parameters[*slope]);
            match z.value() >= 0.0 {
                true => (z, Some("as z ≥ 0".to_owned())),
                false => (times([named(Name::of(Letter::SLOPE, k, &[]), slope), z]), Some("as z < 0".to_owned())),
            }
        }
        LayerActivation::Maxout => {
            let pieces = sheet.pieces(k);
            let of = (j * pieces..(j + 1) * pieces).map(|column| z(sheet, k, s, column)).collect();
            (Formula::Call(Function::Max, of), None)
        }
        LayerActivation::Output => output(sheet, k, s, j),
    };
    let symbol = if sheet.is_output(k) { Symbol::Output } else { Symbol::Layer(k, LayerValue::A) };
    let line = Line::new(sheet.a_name(k, j), formula).worth(sheet.numbers(k).a.at(s, j));
    Line { remark, ..line }.term(sheet.term(symbol, &[j], Some(s)))
}

fn output(sheet: &Sheet, k: usize, s: usize, j: usize) -> activation::Remarked {
    let head = sheet.working.network.head;
    if let Some(f) = head.output.activation() {
        return activation::value(f, &z(sheet, k, s, j));
    }
    match head.output {
        OutputActivation::Softmax => (softmax(sheet, k, s, j), None),
        _ => sided(sheet, z(sheet, k, s, j), sheet.numbers(k).a.at(s, j)),
    }
}

/// A step between the values of two classes: step(z) of 0 and 1, sign(z) of −1 and 1, and else the value itself.
fn sided(sheet: &Sheet, z: Formula, value: f64) -> activation::Remarked {
    let head = sheet.working.network.head;
    let upper = if head.side(z.value()) > 0.0 { "upper" } else { "lower" };
    let side = if z.value() == 0.0 {
        "= 0"
    } else if z.value() < 0.0 {
        "< 0"
    } else {
        "> 0"
    };
    let function = match (head.low, head.high) {
        (0.0, 1.0) => Some(Function::Activation(Activation::Step)),
        (-1.0, 1.0) => Some(Function::Sign),
        _ => None,
    };
    match function.filter(|_| z.value() != 0.0) {
        Some(function) => (call(function, z), None),
        None => (number(value), Some(format!("the {upper} value, as z {side}"))),
    }
}

/// eᶻʲ / Σₖ eᶻᵏ; with the largest z taken from all of them where an exponential would be too large for a number.
fn softmax(sheet: &Sheet, k: usize, s: usize, j: usize) -> Formula {
    let (widest, _) = max_and_log_sum_exp(sheet, k, s);
    let exponential = |unit: usize| match widest.value().abs() < LARGEST {
        true => call(Function::Exp, z(sheet, k, s, unit)),
        false => call(Function::Exp, minus(z(sheet, k, s, unit), widest.clone())),
    };
    over(exponential(j), sum((0..sheet.layer(k).fan_out).map(exponential).collect()))
}

/// Beyond this eᶻ has no number, or none with all its digits.
const LARGEST: f64 = 300.0;

/// The largest z of a row of outputs, and ln Σₖ e^(zₖ − that).
pub(super) fn max_and_log_sum_exp(sheet: &Sheet, k: usize, s: usize) -> (Formula, Formula) {
    let z = |unit: usize| z(sheet, k, s, unit);
    let units = 0..sheet.layer(k).fan_out;
    let first = units.clone().reduce(|best, unit| if z(unit).value() > z(best).value() { unit } else { best });
    let widest = z(first.unwrap_or(0));
    let all = units.map(|unit| call(Function::Exp, minus(z(unit), widest.clone()))).collect();
    (widest, call(Function::Ln, sum(all)))
}

/// h = a·m + x, the parts that there are.
fn handed_on(sheet: &Sheet, k: usize, s: usize, j: usize) -> Line {
    let of = sheet.numbers(k);
    let a = named(sheet.a_name(k, j), of.a.at(s, j));
    let kept = match sheet.drops(k) {
        true => times([a, named(Name::of(Letter::MASK, k, &[j]), of.mask.at(s, j))]),
        false => a,
    };
    let around: Vec<Formula> = match &sheet.layer(k).residual {
        Residual::Absent => Vec::new(),
        Residual::Identity => vec![sheet.input(k, s, j)],
        Residual::Projection(_) => {
            let product =
                |i| Some(times([sheet.input(k, s, i), sheet.projection(k, i, j, &sheet.working.parameters)?]));
            (0..sheet.layer(k).fan_in).filter_map(product).collect()
        }
    };
    let line = Line::new(sheet.h_name(k, j), sum([vec![kept], around].concat())).worth(of.h.at(s, j));
    line.term(sheet.layer_term(k, LayerValue::H, &[j], Some(s)))
}

/// What dropout multiplies a unit by, as it was drawn.
fn mask(sheet: &Sheet, k: usize, s: usize, j: usize) -> Line {
    let value = sheet.numbers(k).mask.at(s, j);
    let remark = if value == 0.0 { "drawn: dropped" } else { "drawn: kept, 1/(1 − p)" };
    Line::new(Name::of(Letter::MASK, k, &[j]), number(value)).remark(remark).known()
}
