//! The loss of every row, output by output, and the objective of the batch.

use experiment::spec::Loss;
use experiment::term::Symbol;
use from_scratch::batch_loss::{Samples, mean_over};
use from_scratch::head::Head;
use from_scratch::losses::Mean;

use super::sheet::{Sheet, shown};
use crate::board::{Block, Line};
use crate::formula::{Formula, Function, call, minus, named, number, over, square, sum, times};
use crate::name::{Letter, Name};
use crate::numbers::view;
use crate::parts::target;

pub(super) fn write(sheet: &Sheet, blocks: &mut Vec<Block>) {
    blocks.push(Block::Heading(2, "Loss".into()));
    for &s in &sheet.samples {
        super::forward::row(sheet, s, blocks);
        let outputs = sheet.working.targets.columns();
        let parts = (0..shown(outputs)).map(|j| part(sheet, s, j));
        blocks.push(Block::Lines(parts.chain(own(sheet, s)).collect()));
        sheet.left_out(outputs, blocks);
    }
    blocks.push(Block::Lines(objective(sheet)));
}

/// yⱼ and tⱼ with their numbers; of a loss that smooths, the smoothed target.
pub(super) fn output(sheet: &Sheet, s: usize, j: usize) -> (Formula, Formula) {
    let (head, t) = (sheet.working.network.head, sheet.working.targets.row(s));
    let smoothed = target(head, t[j], t.len());
    let letter = if smoothed == t[j] { Letter::T } else { Letter::SMOOTHED };
    let y = named(Name::at(Letter::Y, j), sheet.working.numbers.outputs.at(s, j));
    (y, named(Name::at(letter, j), smoothed))
}

/// The part of one output.
fn part(sheet: &Sheet, s: usize, j: usize) -> Line {
    let (y, t) = output(sheet, s, j);
    let error = minus(y.clone(), t.clone());
    let head = sheet.working.network.head;
    let mut remark = None;
    let formula = match head.loss {
        Loss::SquaredError | Loss::TotalSquaredError => times([half(), square(error)]),
        Loss::SumSquaredError | Loss::MeanSquaredError => square(error),
        Loss::AbsoluteError => call(Function::Abs, error),
        Loss::Huber { delta } if error.value().abs() <= delta => times([half(), square(error)]),
        Loss::Huber { delta } => {
            let beyond = minus(call(Function::Abs, error), times([half(), number(delta)]));
            times([number(delta), beyond])
        }
        Loss::LogCosh => call(Function::LnCosh, error),
        Loss::BinaryCrossEntropy { .. } => {
            let other = |of: Formula| minus(number(1.0), of);
            let both = [times([t.clone(), ln(y.clone())]), times([other(t), ln(other(y))])];
            Formula::Negative(Box::new(Formula::Sum(both.to_vec())))
        }
        Loss::CrossEntropy { .. } => Formula::Negative(Box::new(times([t, ln(y)]))),
        Loss::Hinge => {
            let margin = minus(number(1.0), times([t, y]));
            Formula::Call(Function::Max, vec![number(0.0), margin])
        }
        Loss::Perceptron => {
            let (formula, why) = criterion(sheet, s, j);
            remark = Some(why.to_owned());
            formula
        }
    };
    let (formula, remark) = match has_its_digits(&formula, sheet.working.parts.at(s, j)) {
        true => (formula, remark),
        false => (of_logits(sheet, s, j), Some("from the logits: y is too close to 0 or 1".to_owned())),
    };
    let term = sheet.term(Symbol::Loss, &[], false, Some(s));
    let line = Line::new(Name::at(Letter::LOSS, j), formula).worth(sheet.working.parts.at(s, j));
    let term = (!is_mean_over_outputs(head)).then_some(experiment::term::Term { output: Some(j), ..term });
    Line { remark, ..line }.perhaps(term)
}

/// Whether a formula comes to the engine's number: the logarithm of a probability close to 0 or to 1 does not.
fn has_its_digits(formula: &Formula, value: f64) -> bool {
    (formula.value() - value).abs() <= 1e-10 * value.abs().max(1.0)
}

/// A cross-entropy from z alone: t·(max − z + ln Σₖ e^(zₖ − max)), or max(0, z) − t·z + ln(1 + e^(−|z|)).
fn of_logits(sheet: &Sheet, s: usize, j: usize) -> Formula {
    let k = sheet.working.network.layers.len() - 1;
    let (z, (_, t)) = (super::forward::z(sheet, k, s, j), output(sheet, s, j));
    if let Loss::CrossEntropy { .. } = sheet.working.network.head.loss {
        let (widest, rest) = super::forward::largest(sheet, k, s);
        return times([t, Formula::Sum(vec![widest, Formula::Negative(Box::new(z)), rest])]);
    }
    let positive = Formula::Call(Function::Max, vec![number(0.0), z.clone()]);
    let size = Formula::Negative(Box::new(call(Function::Abs, z.clone())));
    let rest = ln(Formula::Sum(vec![number(1.0), call(Function::Exp, size)]));
    Formula::Sum(vec![positive, Formula::Negative(Box::new(times([t, z]))), rest])
}

/// −t·z of an output that is wrong, t = ±1 whatever the coding of the targets; else 0.
fn criterion(sheet: &Sheet, s: usize, j: usize) -> (Formula, &'static str) {
    let (head, of) = (sheet.working.network.head, sheet.working);
    let (z, t) = (of.numbers.layers[sheet.working.network.layers.len() - 1].z.at(s, j), of.targets.at(s, j));
    match head.side(z) == head.sign(t) {
        true => (number(0.0), "as it is right"),
        false => {
            let z = named(sheet.z_name(sheet.working.network.layers.len() - 1, j), z);
            let product = times([named(Name::at(Letter::T, j), head.sign(t)), z]);
            (Formula::Negative(Box::new(product)), "t = ±1, as it is wrong")
        }
    }
}

fn ln(of: Formula) -> Formula {
    call(Function::Ln, of)
}

fn half() -> Formula {
    number(0.5)
}

/// Whether the loss of a row is the mean of the parts of its outputs.
fn is_mean_over_outputs(head: Head) -> bool {
    mean_over(head) == Mean::SamplesAndOutputs
}

/// E of a row, with its number.
fn own_value(sheet: &Sheet, s: usize) -> f64 {
    let m = sheet.working.targets.columns();
    let alone = Samples { targets: view(&sheet.working.targets), weights: None, total: 1.0 };
    alone.scale(sheet.working.network.head, s, m) * sheet.working.parts.row(s).iter().sum::<f64>()
}

/// The loss of a row: the sum or the mean of its parts.
fn own(sheet: &Sheet, s: usize) -> Option<Line> {
    let m = sheet.working.targets.columns();
    if m == 1 && sheet.count() == 1 {
        return None;
    }
    let part = |j: usize| named(Name::at(Letter::LOSS, j), sheet.working.parts.at(s, j));
    let all = sum((0..m).map(part).collect());
    let formula = match is_mean_over_outputs(sheet.working.network.head) && m > 1 {
        true => times([over(number(1.0), number(m as f64)), all]),
        false => all,
    };
    let term = sheet.term(Symbol::Loss, &[], false, Some(s));
    Some(Line::new(Name::plain(Letter::LOSS), formula).worth(own_value(sheet, s)).term(term))
}

/// What the loss of a row is multiplied by in that of the batch, as a formula; `None` where it is 1.
pub(super) fn share(sheet: &Sheet, s: usize) -> Option<Formula> {
    let share = sheet.working.shares[s];
    let n = sheet.count() as f64;
    match share {
        1.0 => None,
        even if (even * n - 1.0).abs() < 1e-12 => Some(over(number(1.0), number(n))),
        weighted => Some(number(weighted)),
    }
}

/// J: the losses of the rows, and the penalty.
fn objective(sheet: &Sheet) -> Vec<Line> {
    let m = sheet.working.targets.columns();
    let letter = if m == 1 && sheet.count() == 1 { Name::at(Letter::LOSS, 0) } else { Name::plain(Letter::LOSS) };
    let e = |s: usize| named(letter.clone(), own_value(sheet, s));
    let weighed = |s: usize| share(sheet, s).map_or_else(|| e(s), |share| times([share, e(s)]));
    let even = (1..sheet.count()).all(|s| sheet.working.shares[s] == sheet.working.shares[0]);
    let all = |summand: &dyn Fn(usize) -> Formula| super::normalization::over_samples(sheet, summand);
    let loss = match share(sheet, 0).filter(|_| even) {
        Some(share) => times([share, all(&e)]),
        None => all(&weighed),
    };
    let of = sheet.working;
    if of.network.penalized.is_empty() {
        let line = Line::new(Name::plain(Letter::OBJECTIVE), loss).worth(of.loss);
        return vec![line.term(sheet.term(Symbol::Loss, &[], false, None))];
    }
    let penalty = Line::new(Name::plain(Letter::PENALTY), penalty(sheet)).worth(of.penalty);
    let both = Formula::Sum(vec![loss, named(Name::plain(Letter::PENALTY), of.penalty)]);
    let line = Line::new(Name::plain(Letter::OBJECTIVE), both).worth(of.loss + of.penalty);
    vec![penalty, line.term(sheet.term(Symbol::Objective, &[], false, None))]
}

/// λ₁·Σ|w| + ½·λ₂·Σw².
fn penalty(sheet: &Sheet) -> Formula {
    let of = sheet.working.network.penalty;
    let weights: Vec<f64> = sheet
        .working
        .network
        .penalized
        .iter()
        .flat_map(|range| sheet.working.parameters[range.clone()].to_vec())
        .collect();
    let w = |value: f64| named(Name::plain(Letter::WEIGHT), value);
    let all = |f: &dyn Fn(Formula) -> Formula| {
        Formula::Over("", Box::new(f(w(0.0))), weights.iter().map(|value| f(w(*value))).collect())
    };
    let ones = (of.l1 != 0.0).then(|| times([number(of.l1), all(&|w| call(Function::Abs, w))]));
    let squares = (of.l2 != 0.0).then(|| times([half(), number(of.l2), all(&square)]));
    sum(ones.into_iter().chain(squares).collect())
}

/// ∂ℓ/∂y of a loss that compares numbers, without shares and means, and what it is multiplied by.
pub(super) fn slope(loss: Loss, y: Formula, t: Formula, m: usize) -> Option<Formula> {
    let error = minus(y, t);
    let mean = |of: Formula| if m == 1 { of } else { times([over(number(1.0), number(m as f64)), of]) };
    Some(match loss {
        Loss::SumSquaredError => times([number(2.0), error]),
        Loss::MeanSquaredError => mean(times([number(2.0), error])),
        Loss::AbsoluteError => mean(call(Function::Sign, error)),
        Loss::Huber { delta } if error.value().abs() > delta => {
            mean(times([number(delta), call(Function::Sign, error)]))
        }
        Loss::Huber { .. } => mean(error),
        Loss::LogCosh => mean(call(Function::Tanh, error)),
        Loss::SquaredError | Loss::TotalSquaredError => error,
        Loss::BinaryCrossEntropy { .. } | Loss::CrossEntropy { .. } | Loss::Hinge | Loss::Perceptron => return None,
    })
}
