//! The chain rule, multiplied out: of each path from a number to what is differentiated the product of its factors,
//! and their sum, as in ∂z₁⁽²⁾/∂w₁₁⁽¹⁾ = x₁·f′(z₁⁽¹⁾)·w₁₁⁽²⁾.
//!
//! A path leads through weights and activations, through masks where something is dropped, and around blocks with a
//! residual connection ([`way`]); at the end through the output and the loss ([`output`]). Through batch
//! normalization a row moves all others, so there a path ends, with the sum that stands for all that follows
//! ([`normalized`]).

mod normalized;
mod output;
mod way;

use experiment::term::{IndexedSymbol, LayerValue, Symbol};

use super::normalization::sum_over_samples;
use super::sheet::Sheet;
use crate::differentiated::{Differentiated, Path};
use crate::formula::{Formula, named, number, sum, times};
use crate::name::{Letter, Name};

/// The factors of one path.
type Factors = Vec<Formula>;

/// All paths from a number to what is differentiated; none if there is one that no product says.
type Paths = Option<Vec<Factors>>;

/// The paths of one working.
pub(super) struct Chain<'a> {
    pub sheet: &'a Sheet<'a>,
    /// What is differentiated.
    pub differentiated: Differentiated,
    /// The unit that all paths go through.
    pub path: Option<Path>,
    /// The sample in the batch whose numbers are meant.
    pub row: usize,
}

impl Chain<'_> {
    /// The derivative with respect to a number, and its name; none where the way is not of this kind.
    pub fn derivative(&self, of: &IndexedSymbol) -> Option<(Name, Formula)> {
        let (sheet, first) = (self.sheet, of.index.first().copied().unwrap_or(0));
        let (name, formula) = match of.symbol {
            Symbol::X => (sheet.input_name(0, first), sum_of_paths(self.through(0, first, self.row)?)),
            Symbol::Layer(k, value) if value.is_parameter() => {
                self.of_parameter(k, value, first, of.index.last().copied().unwrap_or(0))?
            }
            Symbol::Layer(k, value) => {
                let (name, paths) = match value {
                    LayerValue::Affine => (sheet.affine_name(k, first), self.paths_from_affine(k, first, self.row)),
                    LayerValue::Z | LayerValue::Delta => {
                        (sheet.z_name(k, first), self.paths_from_z(k, first, self.row))
                    }
                    LayerValue::A => (sheet.a_name(k, first), self.paths_from_a(k, first, self.row)),
                    LayerValue::H => (sheet.h_name(k, first), self.paths_from_h(k, first, self.row)),
                    _ => return None,
                };
                (name, sum_of_paths(paths?))
            }
            Symbol::Output => {
                let last = sheet.working.network.layers.len() - 1;
                (sheet.a_name(last, first), sum_of_paths(self.paths_from_a(last, first, self.row)?))
            }
            Symbol::T | Symbol::Loss | Symbol::Objective | Symbol::Epochs => return None,
        };
        Some((name.partial_of(self.differentiated()), formula))
    }

    /// What a parameter is multiplied by in each sample, and the paths from there.
    fn of_parameter(&self, k: usize, value: LayerValue, from: usize, to: usize) -> Option<(Name, Formula)> {
        let sheet = self.sheet;
        let shared = sheet.layer(k).bias.as_ref().is_some_and(|bias| bias.len() < sheet.layer(k).affine_out);
        let to_all = 0..sheet.layer(k).affine_out;
        let normalized = |s| named(Name::of(Letter::NORMALIZED, k, &[to]), sheet.numbers(k).normalized.at(s, to));
        Some(match value {
            LayerValue::Weight => {
                let paths = |s| Some(with(sheet.input(k, s, from), self.paths_from_affine(k, to, s)?));
                (sheet.weight_name(k, from, to), self.over_the_batch(k, paths)?)
            }
            LayerValue::Bias => {
                let all = |s| to_all.clone().map(|to| self.paths_from_affine(k, to, s)).collect::<Option<Vec<_>>>();
                let paths = |s| if shared { Some(all(s)?.concat()) } else { self.paths_from_affine(k, to, s) };
                (sheet.bias_name(k, to), self.over_the_batch(k, paths)?)
            }
            LayerValue::Gamma => {
                let paths = |s| Some(with(normalized(s), self.paths_from_z(k, to, s)?));
                (Name::of(Letter::GAMMA, k, &[to]), self.over_the_batch(k, paths)?)
            }
            LayerValue::Beta => {
                (Name::of(Letter::BETA, k, &[to]), self.over_the_batch(k, |s| self.paths_from_z(k, to, s))?)
            }
            LayerValue::Projection => {
                let paths = |s| Some(with(sheet.input(k, s, from), self.paths_from_h(k, to, s)?));
                (Name::of(Letter::PROJECTION, k, &[from, to]), self.over_the_batch(k, paths)?)
            }
            _ => return None,
        })
    }

    /// The name of what is differentiated.
    fn differentiated(&self) -> Name {
        match self.differentiated {
            Differentiated::Objective => Name::plain(Letter::OBJECTIVE),
            Differentiated::Loss { output: None, .. } => Name::plain(Letter::LOSS),
            Differentiated::Loss { output: Some(output), .. } => Name::at(Letter::LOSS, output),
            Differentiated::Output { output, .. } => Name::at(Letter::Y, output),
            Differentiated::Z { layer, unit, .. } => self.sheet.z_name(layer, unit),
            Differentiated::A { layer, unit, .. } => self.sheet.a_name(layer, unit),
        }
    }

    /// All paths of a parameter of a layer, which every sample has a part in unless one is meant that no other moves.
    fn over_the_batch(&self, k: usize, paths: impl Fn(usize) -> Paths) -> Option<Formula> {
        let alone = match self.differentiated {
            Differentiated::Objective | Differentiated::Loss { sample: None, .. } => false,
            Differentiated::Loss { .. }
            | Differentiated::Output { .. }
            | Differentiated::Z { .. }
            | Differentiated::A { .. } => !(k..=self.end()).any(|layer| self.sheet.normalizes(layer)),
        };
        if alone {
            return Some(sum_of_paths(paths(self.row)?));
        }
        let all = (0..self.sheet.count()).map(|s| Some(sum_of_paths(paths(s)?))).collect::<Option<Vec<Formula>>>()?;
        Some(sum_over_samples(self.sheet, &|s| all[s].clone()))
    }

    /// The layer that paths end in.
    fn end(&self) -> usize {
        match self.differentiated {
            Differentiated::Objective | Differentiated::Loss { .. } | Differentiated::Output { .. } => {
                self.sheet.working.network.layers.len() - 1
            }
            Differentiated::Z { layer, .. } | Differentiated::A { layer, .. } => layer,
        }
    }
}

/// Where a way ends: one path without factors if it has come to its aim, or none. Both are a unit in a row.
fn at_the_end(reached: (usize, usize), aim: (usize, usize)) -> Vec<Factors> {
    if reached == aim { vec![Vec::new()] } else { Vec::new() }
}

/// Every path with a factor in front.
fn with(factor: Formula, paths: Vec<Factors>) -> Vec<Factors> {
    paths.into_iter().map(|path| [vec![factor.clone()], path].concat()).collect()
}

fn sum_of_paths(paths: Vec<Factors>) -> Formula {
    sum(paths.into_iter().map(multiplied).collect())
}

fn multiplied(mut factors: Factors) -> Formula {
    match factors.len() {
        0 => number(1.0),
        1 => factors.remove(0),
        _ => times(factors),
    }
}
