//! The chain rule, multiplied out: of each path from a number to what is differentiated the product of its factors,
//! and their sum, as in ∂z₁⁽²⁾/∂w₁₁⁽¹⁾ = x₁·f′(z₁⁽¹⁾)·w₁₁⁽²⁾.
//!
//! The way goes through weights and activations, and where something is dropped through its mask. It does not go
//! through batch normalization, residual connections and maxout, whose units depend on more.

use experiment::spec::Compares;
use experiment::term::{Element, LayerValue, Symbol};
use from_scratch::network::LayerActivation;

use super::backward::product;
use super::loss::{by_hand, mean_over_outputs, share};
use super::normalization::over_samples;
use super::sheet::Sheet;
use crate::aim::{Aim, Path};
use crate::formula::{Formula, named, number, sum, times};
use crate::name::{Letter, Name};

/// More paths than these are not multiplied out: the derivatives one layer on stand for what follows.
const MULTIPLIED_OUT: usize = 4;

/// The factors of one path.
type Factors = Vec<Formula>;

/// The paths of one working.
pub(super) struct Chain<'a> {
    pub sheet: &'a Sheet<'a>,
    /// What is differentiated.
    pub aim: Aim,
    /// The unit that all paths go through.
    pub path: Option<Path>,
    /// The sample in the batch whose numbers are meant.
    pub row: usize,
}

impl Chain<'_> {
    /// The derivative with respect to a number, and its name; none where the way is not of this kind.
    pub fn derivative(&self, of: &Element) -> Option<(Name, Formula)> {
        let (sheet, first) = (self.sheet, of.index.first().copied().unwrap_or(0));
        let column = of.index.last().copied().unwrap_or(0);
        let (name, formula) = match of.symbol {
            Symbol::X => (sheet.input_name(0, first), added(self.to_output(None, first, self.row))?),
            Symbol::Layer(k, value) => match value {
                LayerValue::Weight => {
                    let through = |s| Some(with(sheet.input(k, s, first), self.to_sum(k, column, s)?));
                    (sheet.weight_name(k, first, column), self.over_the_batch(through)?)
                }
                LayerValue::Bias if self.has_own_biases(k) => {
                    (sheet.bias_name(k, column), self.over_the_batch(|s| self.to_sum(k, column, s))?)
                }
                LayerValue::Z | LayerValue::Delta => (sheet.z_name(k, first), added(self.to_sum(k, first, self.row))?),
                LayerValue::A if !sheet.drops(k) => {
                    (sheet.a_name(k, first), added(self.to_output(Some(k), first, self.row))?)
                }
                _ => return None,
            },
            Symbol::Output => {
                let last = sheet.working.network.layers.len() - 1;
                (sheet.a_name(last, first), added(self.to_output(Some(last), first, self.row))?)
            }
            Symbol::T | Symbol::Loss | Symbol::Objective | Symbol::Epochs => return None,
        };
        Some((name.partial_of(self.differentiated()), formula))
    }

    /// The name of what is differentiated.
    fn differentiated(&self) -> Name {
        match self.aim {
            Aim::Objective => Name::plain(Letter::OBJECTIVE),
            Aim::Loss { output: None, .. } => Name::plain(Letter::LOSS),
            Aim::Loss { output: Some(output), .. } => Name::at(Letter::LOSS, output),
            Aim::Output { output, .. } => Name::at(Letter::Y, output),
            Aim::Z { layer, unit, .. } => self.sheet.z_name(layer, unit),
            Aim::A { layer, unit, .. } => self.sheet.a_name(layer, unit),
        }
    }

    fn has_own_biases(&self, k: usize) -> bool {
        let layer = self.sheet.layer(k);
        layer.bias.as_ref().is_some_and(|bias| bias.len() == layer.affine_out)
    }

    /// All paths of a parameter, which every sample has a part in unless one is meant.
    fn over_the_batch(&self, paths: impl Fn(usize) -> Option<Vec<Factors>>) -> Option<Formula> {
        match self.aim {
            Aim::Objective | Aim::Loss { sample: None, .. } => {
                let all = (0..self.sheet.count()).map(|s| added(paths(s))).collect::<Option<Vec<Formula>>>()?;
                Some(over_samples(self.sheet, &|s| all[s].clone()))
            }
            Aim::Loss { .. } | Aim::Output { .. } | Aim::Z { .. } | Aim::A { .. } => added(paths(self.row)),
        }
    }

    /// The paths from z of a layer.
    fn to_sum(&self, k: usize, column: usize, s: usize) -> Option<Vec<Factors>> {
        let sheet = self.sheet;
        if sheet.normalizes(k) || sheet.layer(k).activation == LayerActivation::Maxout {
            return None;
        }
        match self.aim {
            Aim::Z { layer, unit, .. } if layer == k => return Some(at_the_end(unit == column)),
            Aim::Objective | Aim::Loss { output: None, .. } if sheet.is_output(k) => {
                return Some(vec![vec![self.named_sum(k, column, s)]]);
            }
            Aim::Objective | Aim::Loss { .. } | Aim::Output { .. } | Aim::Z { .. } | Aim::A { .. } => {}
        }
        if sheet.is_output(k) {
            sheet.working.network.head.output.activation()?;
        }
        let slope = named(sheet.z_name(k, column).slope(), sheet.numbers(k).derivative.at(s, column));
        Some(with(slope, self.to_output(Some(k), column, s)?))
    }

    /// The paths from what a layer hands on, the inputs where there is no layer.
    fn to_output(&self, k: Option<usize>, unit: usize, s: usize) -> Option<Vec<Factors>> {
        let sheet = self.sheet;
        if let Some(k) = k {
            match self.aim {
                Aim::A { layer, unit: aimed, .. } if layer == k => return Some(at_the_end(unit == aimed)),
                Aim::Output { output: aimed, .. } if sheet.is_output(k) => return Some(at_the_end(unit == aimed)),
                _ if sheet.is_output(k) => return self.to_loss(unit, s),
                _ => {}
            }
        }
        let next = k.map_or(0, |k| k + 1);
        let after: Vec<Factors> = self.through(next, unit, s)?;
        Some(match k.filter(|k| sheet.drops(*k)) {
            Some(k) => with(named(Name::of(Letter::MASK, k, &[unit]), sheet.numbers(k).mask.at(s, unit)), after),
            None => after,
        })
    }

    /// The paths through the units of a layer.
    fn through(&self, next: usize, unit: usize, s: usize) -> Option<Vec<Factors>> {
        let sheet = self.sheet;
        if sheet.adds(next) || sheet.pieces(next) > 1 {
            return None;
        }
        let held = self.path.filter(|path| path.layer == next).map(|path| path.unit);
        let units = (0..sheet.layer(next).fan_out).filter(|unit| held.is_none_or(|held| *unit == held));
        let paths = units.map(|to| {
            let rest = match self.is_multiplied_out(next) {
                true => self.to_sum(next, to, s)?,
                false => vec![vec![self.named_sum(next, to, s)]],
            };
            Some(with(sheet.weight(next, unit, to), rest))
        });
        Some(paths.collect::<Option<Vec<_>>>()?.concat())
    }

    /// Whether few enough paths lead on from a layer.
    fn is_multiplied_out(&self, k: usize) -> bool {
        let end = match self.aim {
            Aim::Objective | Aim::Loss { output: None, .. } => return false,
            Aim::Loss { .. } | Aim::Output { .. } => self.sheet.working.network.layers.len() - 1,
            Aim::Z { layer, .. } | Aim::A { layer, .. } => layer,
        };
        let widths = (k..end).map(|layer| self.sheet.layer(layer).fan_out);
        k <= end && widths.product::<usize>() <= MULTIPLIED_OUT
    }

    /// The derivative with respect to an affine sum by its name.
    fn named_sum(&self, k: usize, column: usize, s: usize) -> Formula {
        let name = match self.aim {
            Aim::Objective => self.sheet.affine_delta_name(k, column),
            _ => self.sheet.affine_name(k, column).partial_of(self.differentiated()),
        };
        named(name, self.sheet.numbers(k).daffine.at(s, column))
    }

    /// From an output to the part of the loss that is its own.
    fn to_loss(&self, unit: usize, s: usize) -> Option<Vec<Factors>> {
        let head = self.sheet.working.network.head;
        let share = match self.aim {
            Aim::Objective | Aim::Loss { sample: None, .. } => share(self.sheet, s),
            _ => None,
        };
        match self.aim {
            Aim::Loss { output: Some(aimed), .. } if aimed != unit => return Some(Vec::new()),
            Aim::Z { .. } | Aim::A { .. } | Aim::Output { .. } => return Some(Vec::new()),
            Aim::Objective | Aim::Loss { .. } => {}
        }
        if !matches!(head.loss.compares(), Compares::Numbers) {
            return None;
        }
        let [_, (slope, _)] = by_hand(self.sheet, s, unit);
        Some(vec![vec![product(vec![share, mean_over_outputs(self.sheet), Some(slope)])]])
    }
}

/// One path without factors where a way ends, or none.
fn at_the_end(arrived: bool) -> Vec<Factors> {
    if arrived { vec![Vec::new()] } else { Vec::new() }
}

/// Every path with a factor in front.
fn with(factor: Formula, paths: Vec<Factors>) -> Vec<Factors> {
    paths.into_iter().map(|path| [vec![factor.clone()], path].concat()).collect()
}

fn added(paths: Option<Vec<Factors>>) -> Option<Formula> {
    Some(sum(paths?.into_iter().map(multiplied).collect()))
}

fn multiplied(mut factors: Factors) -> Formula {
    match factors.len() {
        0 => number(1.0),
        1 => factors.remove(0),
        _ => times(factors),
    }
}
