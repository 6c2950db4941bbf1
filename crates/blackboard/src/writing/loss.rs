//! The loss of every row, output by output, and the objective of the batch.

use experiment::spec::{Compares, Loss, MeanOver};
use experiment::term::Symbol;
use from_scratch::batch_loss::{Samples, loss_by_hand};
use from_scratch::head::Head;

use super::activation::{Remarked, written};
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
    let head = sheet.working.network.head;
    let [(formula, remark), _] = by_hand(sheet, s, j);
    let (formula, remark) = match has_its_digits(&formula, sheet.working.parts.at(s, j)) {
        true => (formula, remark),
        false => (of_logits(sheet, s, j), Some("from the logits: y is too close to 0 or 1".to_owned())),
    };
    let term = sheet.term(Symbol::Loss, &[], Some(s));
    let line = Line::new(Name::at(Letter::LOSS, j), formula).worth(sheet.working.parts.at(s, j));
    let term = (!is_mean_over_outputs(head)).then_some(experiment::term::Term { output: Some(j), ..term });
    Line { remark, ..line }.perhaps(term)
}

/// The part of output j and its slope, as the loss writes them in `from-scratch`: with respect to y of a loss that
/// compares numbers, else to z; without shares and means.
pub(super) fn by_hand(sheet: &Sheet, s: usize, j: usize) -> [Remarked; 2] {
    let (of, k) = (sheet.working, sheet.working.network.layers.len() - 1);
    let [z, y, t] = [&of.numbers.layers[k].z, &of.numbers.outputs, &of.targets].map(|matrix| matrix.row(s));
    let letters = |letter: &str| {
        let (y, t) = (output(sheet, s, j).0, target_by_hand(sheet, s, j));
        Some(match letter {
            "z" => named(sheet.z_name(k, j), z[j]),
            "y" => y,
            "t" => t,
            "e" => minus(y, t),
            "Σt" => sum((0..of.targets.columns()).map(|unit| target_by_hand(sheet, s, unit)).collect()),
            _ => return None,
        })
    };
    loss_by_hand(of.network.head, z, y, t, j).map(|text| written(&text, &letters))
}

/// The target as a loss compares it: where it asks for sides its sign, which is another number where classes are not
/// coded as ±1.
fn target_by_hand(sheet: &Sheet, s: usize, j: usize) -> Formula {
    let (head, t) = (sheet.working.network.head, sheet.working.targets.at(s, j));
    match head.loss.compares() {
        Compares::Sides(_) => {
            let letter = if is_signed(head) { Letter::T } else { Letter::SIGN };
            named(Name::at(letter, j), head.sign(t))
        }
        Compares::Numbers | Compares::Probabilities { .. } => output(sheet, s, j).1,
    }
}

/// Whether classes are coded as the signs that a loss of sides asks for.
pub(super) fn is_signed(head: Head) -> bool {
    (head.low, head.high) == (-1.0, 1.0)
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
        let (widest, rest) = super::forward::max_and_log_sum_exp(sheet, k, s);
        return times([t, Formula::Sum(vec![widest, Formula::Negative(Box::new(z)), rest])]);
    }
    let positive = Formula::Call(Function::Max, vec![number(0.0), z.clone()]);
    let size = Formula::Negative(Box::new(call(Function::Abs, z.clone())));
    let rest = ln(Formula::Sum(vec![number(1.0), call(Function::Exp, size)]));
    Formula::Sum(vec![positive, Formula::Negative(Box::new(times([t, z]))), rest])
}

fn ln(of: Formula) -> Formula {
    call(Function::Ln, of)
}

fn half() -> Formula {
    number(0.5)
}

/// Whether the loss of a row is the mean of the parts of its outputs.
fn is_mean_over_outputs(head: Head) -> bool {
    head.loss.facts().mean == MeanOver::SamplesAndOutputs
}

/// 1/m, where the loss of a row is the mean of the parts of several outputs.
pub(super) fn mean_over_outputs(sheet: &Sheet) -> Option<Formula> {
    let m = sheet.working.targets.columns();
    let is_mean = is_mean_over_outputs(sheet.working.network.head) && m > 1;
    is_mean.then(|| over(number(1.0), number(m as f64)))
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
    let formula = match mean_over_outputs(sheet) {
        Some(mean) => times([mean, all]),
        None => all,
    };
    let term = sheet.term(Symbol::Loss, &[], Some(s));
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
    let all = |summand: &dyn Fn(usize) -> Formula| super::normalization::sum_over_samples(sheet, summand);
    let loss = match share(sheet, 0).filter(|_| even) {
        Some(share) => times([share, all(&e)]),
        None => all(&weighed),
    };
    let of = sheet.working;
    if !sheet.penalizes() {
        let line = Line::new(Name::plain(Letter::OBJECTIVE), loss).worth(of.loss);
        return vec![line.term(sheet.term(Symbol::Loss, &[], None))];
    }
    let penalty = Line::new(Name::plain(Letter::PENALTY), penalty(sheet)).worth(of.penalty);
    let both = Formula::Sum(vec![loss, named(Name::plain(Letter::PENALTY), of.penalty)]);
    let line = Line::new(Name::plain(Letter::OBJECTIVE), both).worth(of.loss + of.penalty);
    vec![penalty, line.term(sheet.term(Symbol::Objective, &[], None))]
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
