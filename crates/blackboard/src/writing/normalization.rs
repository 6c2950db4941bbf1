//! Batch normalization: mean and variance of the batch, every unit by them, and the way back through both.

use experiment::term::{LayerValue, Symbol};

use super::sheet::{Sheet, shown};
use crate::board::{Block, Line};
use crate::formula::{Formula, minus, named, number, over, square, times};
use crate::name::{Letter, Name};

/// μⱼ = 1/n Σₛ u and vⱼ = 1/n Σₛ (u − μ)².
pub(super) fn statistics(sheet: &Sheet, k: usize, blocks: &mut Vec<Block>) {
    let of = sheet.numbers(k);
    let line = |j: usize| {
        let u = |s| named(sheet.affine_name(k, j), of.affine.at(s, j));
        let mean = named(Name::of(Letter::MEAN, k, &[j]), of.mean.at(0, j));
        let deviation = |s| square(minus(u(s), mean.clone()));
        let name = |letter| Name::of(letter, k, &[j]);
        let term = |value| sheet.layer_term(k, value, &[j], None);
        [
            Line::new(name(Letter::MEAN), mean_over_samples(sheet, &u))
                .worth(of.mean.at(0, j))
                .term(term(LayerValue::Mean)),
            Line::new(name(Letter::VARIANCE), mean_over_samples(sheet, &deviation))
                .worth(of.variance.at(0, j))
                .term(term(LayerValue::Variance)),
        ]
    };
    blocks.push(Block::Lines((0..shown(sheet.layer(k).fan_out)).flat_map(line).collect()));
}

/// 1/n Σₛ of a summand.
pub(super) fn mean_over_samples(sheet: &Sheet, summand: &dyn Fn(usize) -> Formula) -> Formula {
    let share = over(number(1.0), number(sheet.count() as f64));
    times([share, sum_over_samples(sheet, summand)])
}

/// Σₛ of a summand.
pub(super) fn sum_over_samples(sheet: &Sheet, summand: &dyn Fn(usize) -> Formula) -> Formula {
    match sheet.count() {
        1 => summand(0),
        n => Formula::Over("s", Box::new(summand(0)), (0..n).map(summand).collect()),
    }
}

/// √(v + ε).
fn deviation(sheet: &Sheet, k: usize, j: usize) -> Formula {
    let epsilon = sheet.layer(k).batch_norm.as_ref().map_or(0.0, |of| of.epsilon);
    let variance = named(Name::of(Letter::VARIANCE, k, &[j]), sheet.numbers(k).variance.at(0, j));
    Formula::Root(Box::new(Formula::Sum(vec![variance, named(Name::plain(Letter::EPSILON), epsilon)])))
}

/// γ/√(v + ε).
pub(super) fn scale(sheet: &Sheet, k: usize, j: usize) -> Formula {
    over(gamma(sheet, k, j), deviation(sheet, k, j))
}

fn gamma(sheet: &Sheet, k: usize, j: usize) -> Formula {
    let at = sheet.layer(k).batch_norm.as_ref().map_or(0, |of| of.gamma.start);
    named(Name::of(Letter::GAMMA, k, &[j]), sheet.working.parameters[at + j])
}

/// û = (u − μ)/√(v + ε), z = γ·û + β.
pub(super) fn normalized(sheet: &Sheet, k: usize, s: usize) -> Vec<Line> {
    let of = sheet.numbers(k);
    let line = |j: usize| {
        let mean = named(Name::of(Letter::MEAN, k, &[j]), of.mean.at(0, j));
        let centered = minus(named(sheet.affine_name(k, j), of.affine.at(s, j)), mean);
        let beta = sheet.layer(k).batch_norm.as_ref().map_or(0, |of| of.beta.start);
        let beta = named(Name::of(Letter::BETA, k, &[j]), sheet.working.parameters[beta + j]);
        let normalized = named(Name::of(Letter::NORMALIZED, k, &[j]), of.normalized.at(s, j));
        let z = Formula::Sum(vec![times([gamma(sheet, k, j), normalized]), beta]);
        [
            Line::new(Name::of(Letter::NORMALIZED, k, &[j]), over(centered, deviation(sheet, k, j)))
                .worth(of.normalized.at(s, j))
                .term(sheet.layer_term(k, LayerValue::Normalized, &[j], Some(s))),
            Line::new(sheet.z_name(k, j), z).worth(of.z.at(s, j)).term(sheet.layer_term(
                k,
                LayerValue::Z,
                &[j],
                Some(s),
            )),
        ]
    };
    (0..shown(sheet.layer(k).fan_out)).flat_map(line).collect()
}

/// dγ = Σₛ δ·û and dβ = Σₛ δ.
pub(super) fn gradients(sheet: &Sheet, k: usize) -> Vec<Line> {
    let Some(norm) = &sheet.layer(k).batch_norm else { return Vec::new() };
    let of = sheet.numbers(k);
    let line = |j: usize| {
        let delta = |s| named(sheet.delta_name(k, j), of.dz.at(s, j));
        let product = |s| times([delta(s), named(Name::of(Letter::NORMALIZED, k, &[j]), of.normalized.at(s, j))]);
        let name = |letter| Name::of(letter, k, &[j]).partial();
        let term = |value| sheet.gradient_term(Symbol::Layer(k, value), &[0, j]);
        let d = |range: &std::ops::Range<usize>| sheet.working.gradients[range.start + j];
        [
            Line::new(name(Letter::GAMMA), sum_over_samples(sheet, &product))
                .worth(d(&norm.gamma))
                .perhaps(term(LayerValue::Gamma)),
            Line::new(name(Letter::BETA), sum_over_samples(sheet, &delta))
                .worth(d(&norm.beta))
                .perhaps(term(LayerValue::Beta)),
        ]
    };
    (0..shown(sheet.layer(k).fan_out)).flat_map(line).collect()
}

/// du = γ/√(v + ε)·(δ − dβ/n − û·dγ/n): a row moves the mean and the variance of all.
pub(super) fn back(sheet: &Sheet, k: usize, s: usize) -> Vec<Line> {
    let Some(norm) = &sheet.layer(k).batch_norm else { return Vec::new() };
    let of = sheet.numbers(k);
    let n = number(sheet.count() as f64);
    let line = |j: usize| {
        let d = |letter, range: &std::ops::Range<usize>| {
            named(Name::of(letter, k, &[j]).partial(), sheet.working.gradients[range.start + j])
        };
        let normalized = named(Name::of(Letter::NORMALIZED, k, &[j]), of.normalized.at(s, j));
        let through = Formula::Sum(vec![
            named(sheet.delta_name(k, j), of.dz.at(s, j)),
            Formula::Negative(Box::new(over(d(Letter::BETA, &norm.beta), n.clone()))),
            Formula::Negative(Box::new(times([normalized, over(d(Letter::GAMMA, &norm.gamma), n.clone())]))),
        ]);
        let formula = times([scale(sheet, k, j), through]);
        Line::new(sheet.affine_delta_name(k, j), formula)
            .worth(of.daffine.at(s, j))
            .perhaps(sheet.sample_derivative_term(Symbol::Layer(k, LayerValue::Affine), &[j]))
    };
    (0..shown(sheet.layer(k).fan_out)).map(line).collect()
}
