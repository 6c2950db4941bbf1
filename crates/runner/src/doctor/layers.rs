//! Gradients that vanish or explode on their way back, and units that do not learn: symmetric, saturated, dead.

use experiment::finding::{Finding, FindingKind};
use experiment::spec::{Memory, Optimizer};

use super::Case;
use super::fit::Fit;
use crate::probe::vitals::{Examination, LayerVitals};

/// A layer that gets a twentieth of the gradient of the output layer needs twenty times its updates. A sigmoid passes
/// at most ¼ per layer (X. Glorot, Y. Bengio, "Understanding the difficulty of training deep feedforward neural
/// networks", 2010), so two of them are above it and three are not. It counts where the network has not learned.
const VANISHING: f64 = 0.05;

/// Where weights keep the variance of the gradient from layer to layer, the factor through all of them is about 1
/// (K. He et al., "Delving deep into rectifiers", 2015, eq. 14). A thousand times that is no matter of chance: of ten
/// layers each doubles what it passes on.
const EXPLODING: f64 = 1000.0;

/// Initial weights should leave units in the linear part of their activation (Y. LeCun et al., "Efficient backprop",
/// 1998, section 4.6). Standard normal pre-activations are flat for tanh with a probability of 7 %, for a sigmoid with
/// 0.03 %; where most are flat, most of the gradient is lost. It counts where the
/// network has something left to learn.
const SATURATED: f64 = 0.5;

/// "As much as 40 % of your network can be dead" where the learning rate is too high (A. Karpathy, CS231n, notes on
/// neural networks, part 1). In a deep network that has learned what there is to learn a layer may well lose half of
/// its units, so there most of them must be dead.
const DEAD: f64 = 0.4;
const MOST_DEAD: f64 = 0.75;

pub(super) fn findings(case: &Case, fit: &Fit) -> Vec<Finding> {
    let mut findings = Vec::new();
    findings.extend(vanishing(case, fit));
    findings.extend(exploding(case));
    for layer in 0..case.spec.network.hidden.len() {
        let units = [symmetric(case, layer), saturated(case, fit, layer), dead(case, fit, layer)];
        findings.extend(units.into_iter().flatten().map(|finding| Finding { layer: Some(layer), ..finding }));
    }
    findings
}

/// The hidden layer with the least of these values.
fn least(values: impl Iterator<Item = f64>) -> Option<(usize, f64)> {
    values.enumerate().filter(|(_, value)| value.is_finite()).min_by(|(_, one), (_, other)| one.total_cmp(other))
}

/// The gradient that reaches each hidden layer, relative to that of the output layer.
fn shares(seen: &Examination) -> impl Iterator<Item = f64> {
    let (output, hidden) = seen.layers.split_last().expect("there is an output layer");
    hidden.iter().map(move |layer| layer.gradient / output.gradient)
}

/// The looks at which training sets out: before the first update, and after a tenth of the epochs.
fn early<'a>(case: &Case<'a>) -> &'a [Examination] {
    &case.examinations[..case.examinations.len().min(2)]
}

/// From the start on, in a training that has not learned.
fn vanishing(case: &Case, fit: &Fit) -> Option<Finding> {
    let (layer, share) = least(shares(case.examinations.first()?))?;
    let small = |seen: &Examination| {
        let share = least(shares(seen)).is_some_and(|(_, share)| share < VANISHING);
        share && moves_little(case.spec.training.optimizer, &seen.layers[layer])
    };
    let vanishes = !fit.has_learned() && early(case).iter().all(small);
    let finding = case.finding(FindingKind::VanishingGradients, case.examinations[0].epoch, share, VANISHING);
    vanishes.then_some(Finding { layer: Some(layer), ..finding })
}

/// Whether a small gradient makes small steps. A rule that divides by the size of the gradient makes steps of one size
/// until that is as small as its ε.
fn moves_little(rule: Optimizer, layer: &LayerVitals) -> bool {
    let facts = rule.facts();
    let divides = facts.memory.iter().any(|memory| *memory != Memory::Gradients);
    let epsilon = facts.constants.iter().find(|constant| constant.name == "epsilon");
    !divides || epsilon.is_some_and(|epsilon| layer.element < epsilon.value)
}

/// Before the first update.
fn exploding(case: &Case) -> Option<Finding> {
    let first = case.examinations.first()?;
    let (layer, share) = least(shares(first).map(|share| -share)).map(|(layer, share)| (layer, -share))?;
    let finding = case.finding(FindingKind::ExplodingGradients, first.epoch, share, EXPLODING);
    (share > EXPLODING).then_some(Finding { layer: Some(layer), ..finding })
}

/// At every look: units that were alike and came apart did learn.
fn symmetric(case: &Case, layer: usize) -> Option<Finding> {
    let last = case.examinations.last()?;
    let twins = case.examinations.iter().map(|seen| seen.layers[layer].twins).min()?;
    (twins > 0).then(|| case.finding(FindingKind::SymmetricUnits, last.epoch, twins as f64, 0.0))
}

/// When training sets out; later a network that is sure of its classes may be saturated.
fn saturated(case: &Case, fit: &Fit, layer: usize) -> Option<Finding> {
    let mut looks = early(case).iter().map(|seen| (seen.epoch, seen.layers[layer].saturated));
    let (epoch, share) = looks.find(|(_, share)| *share > SATURATED).filter(|_| !fit.is_done())?;
    Some(case.finding(FindingKind::SaturatedUnits, epoch, share, SATURATED))
}

/// In the network that training leaves.
fn dead(case: &Case, fit: &Fit, layer: usize) -> Option<Finding> {
    let last = case.examinations.last()?;
    let (share, many) = (last.layers[layer].dead, if fit.is_done() { MOST_DEAD } else { DEAD });
    (share >= many).then(|| case.finding(FindingKind::DeadUnits, last.epoch, share, many))
}
