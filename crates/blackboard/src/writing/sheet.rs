//! One update with the names of its numbers: what the writers of its parts share.

use engine::{Snapshot, Update};
use experiment::Spec;
use experiment::term::{IndexedSymbol, LayerValue, Symbol, Term, TermKind};
use from_scratch::network::{Layer, LayerActivation, Residual};

use super::{BoardRequest, words};
use crate::board::Block;
use crate::formula::{Formula, named};
use crate::name::{Letter, Name};
use crate::numbers::LayerNumbers;
use crate::working::Working;

/// Wider layers are not written unit by unit: only the first few.
const WIDEST: usize = 8;
const FIRST: usize = 3;

/// An update that is written out.
pub(super) struct Sheet<'a> {
    pub spec: &'a Spec,
    pub update: &'a Update,
    pub working: &'a Working,
    /// The network after it; none if its step is not to be had.
    pub after: Option<&'a Snapshot>,
    /// How many updates were made before.
    pub number: usize,
    /// The samples that are written in full, as places in the batch.
    pub samples: Vec<usize>,
    train: &'a [usize],
}

/// The first of many, and how many there are.
pub(super) fn shown(count: usize) -> usize {
    if count > WIDEST { FIRST } else { count }
}

impl<'a> Sheet<'a> {
    pub fn new(
        request: &BoardRequest<'a>,
        number: usize,
        update: &'a Update,
        working: &'a Working,
        after: Option<&'a Snapshot>,
    ) -> Self {
        let train = request.dataset.train.as_slice();
        let rows = working.rows.iter();
        let asked = |row: &usize| request.samples.iter().any(|sample| train.get(*sample) == Some(row));
        let mut samples: Vec<usize> = rows.enumerate().filter(|(_, row)| asked(row)).map(|(s, _)| s).collect();
        if samples.is_empty() {
            samples = (0..if working.rows.len() <= 4 { working.rows.len() } else { 1 }).collect();
        }
        Sheet { spec: request.spec, update, working, after, number, samples, train }
    }

    /// The place of a row of the data set in the training part.
    pub fn training_row(&self, row: usize) -> usize {
        self.train.iter().position(|known| *known == row).unwrap_or(row)
    }

    /// How many samples the batch has.
    pub fn count(&self) -> usize {
        self.working.rows.len()
    }

    pub fn layers(&self) -> impl DoubleEndedIterator<Item = usize> {
        0..self.working.network.layers.len()
    }

    pub fn layer(&self, k: usize) -> &'a Layer {
        &self.working.network.layers[k]
    }

    pub fn numbers(&self, k: usize) -> &'a LayerNumbers {
        &self.working.numbers.layers[k]
    }

    pub fn is_output(&self, k: usize) -> bool {
        self.layer(k).activation == LayerActivation::Output
    }

    pub fn normalizes(&self, k: usize) -> bool {
        self.layer(k).batch_norm.is_some()
    }

    pub fn drops(&self, k: usize) -> bool {
        self.numbers(k).mask.rows() > 0
    }

    pub fn adds(&self, k: usize) -> bool {
        self.layer(k).residual != Residual::Absent
    }

    pub fn penalizes(&self) -> bool {
        !self.working.network.penalized.is_empty()
    }

    /// Pieces of maxout, else 1.
    pub fn pieces(&self, k: usize) -> usize {
        self.layer(k).affine_out / self.layer(k).fan_out
    }

    /// The units, or pieces, from which the columns of z follow: of maxout unit and piece.
    fn indices(&self, k: usize, column: usize) -> Vec<usize> {
        match self.pieces(k) {
            1 => vec![column],
            pieces => vec![column / pieces, column % pieces],
        }
    }

    pub fn z_name(&self, k: usize, column: usize) -> Name {
        Name::of(Letter::Z, k, &self.indices(k, column))
    }

    pub fn affine_name(&self, k: usize, column: usize) -> Name {
        let letter = if self.normalizes(k) { Letter::AFFINE } else { Letter::Z };
        Name::of(letter, k, &self.indices(k, column))
    }

    pub fn a_name(&self, k: usize, unit: usize) -> Name {
        if self.is_output(k) { Name::at(Letter::Y, unit) } else { Name::of(Letter::A, k, &[unit]) }
    }

    /// What the block hands on: a, unless something is dropped or added.
    pub fn h_name(&self, k: usize, unit: usize) -> Name {
        match self.drops(k) || self.adds(k) {
            true => Name::of(Letter::H, k, &[unit]),
            false => self.a_name(k, unit),
        }
    }

    pub fn input_name(&self, k: usize, unit: usize) -> Name {
        match k {
            0 => Name::at(Letter::X, unit),
            _ => self.h_name(k - 1, unit),
        }
    }

    pub fn weight_name(&self, k: usize, from: usize, column: usize) -> Name {
        Name::of(Letter::WEIGHT, k, &[vec![from], self.indices(k, column)].concat())
    }

    pub fn bias_name(&self, k: usize, column: usize) -> Name {
        match self.layer(k).bias.as_ref().map(|range| range.len()) {
            Some(1) if self.layer(k).affine_out > 1 => Name::of(Letter::BIAS, k, &[]),
            _ => Name::of(Letter::BIAS, k, &self.indices(k, column)),
        }
    }

    /// δ, or where batch normalization stands between, the derivative with respect to the affine sum.
    pub fn affine_delta_name(&self, k: usize, column: usize) -> Name {
        match self.normalizes(k) {
            true => self.affine_name(k, column).partial(),
            false => self.delta_name(k, column),
        }
    }

    pub fn delta_name(&self, k: usize, column: usize) -> Name {
        Name::of(Letter::DELTA, k, &self.indices(k, column))
    }

    /// A weight before the update.
    pub fn weight(&self, k: usize, from: usize, column: usize) -> Formula {
        let at = self.layer(k).weight.start + from * self.layer(k).affine_out + column;
        named(self.weight_name(k, from, column), self.working.parameters[at])
    }

    /// A weight as the gradient goes through it: updated already, where layers are updated on the way back.
    pub fn weight_back(&self, k: usize, from: usize, column: usize) -> Formula {
        let at = self.layer(k).weight.start + from * self.layer(k).affine_out + column;
        let name = self.weight_name(k, from, column);
        let name = if self.is_sequential() { name.after() } else { name };
        named(name, self.working.handed_through[at])
    }

    pub fn is_sequential(&self) -> bool {
        self.spec.training.update == experiment::spec::Update::Sequential
    }

    /// A projection, which a residual connection goes through.
    pub fn projection(&self, k: usize, from: usize, to: usize, parameters: &[f64]) -> Option<Formula> {
        let Residual::Projection(range) = &self.layer(k).residual else { return None };
        let value = parameters[range.start + from * self.layer(k).fan_out + to];
        Some(named(Name::of(Letter::PROJECTION, k, &[from, to]), value))
    }

    /// An input of a layer.
    pub fn input(&self, k: usize, s: usize, unit: usize) -> Formula {
        named(self.input_name(k, unit), self.numbers(k).x.at(s, unit))
    }

    /// The same number in the language of configs.
    pub fn term(&self, symbol: Symbol, index: &[usize], s: Option<usize>) -> Term {
        Term {
            element: IndexedSymbol { symbol, index: index.to_vec() },
            kind: TermKind::Value,
            of: None,
            sample: s.map(|s| self.training_row(self.working.rows[s])),
            output: None,
            via: None,
            at: self.number,
        }
    }

    /// The same of a value of a layer.
    pub fn layer_term(&self, k: usize, value: LayerValue, index: &[usize], s: Option<usize>) -> Term {
        self.term(Symbol::Layer(k, value), index, s)
    }

    /// A derivative of a row's numbers: in the language of configs it has a name only where the batch has one row,
    /// whose own loss is that of the batch.
    pub fn sample_derivative_term(&self, symbol: Symbol, index: &[usize]) -> Option<Term> {
        self.gradient_term(symbol, index).filter(|_| self.count() == 1)
    }

    /// A derivative of the objective. What a sequential update hands back to earlier layers is none at any one point.
    pub fn gradient_term(&self, symbol: Symbol, index: &[usize]) -> Option<Term> {
        let is_one = match symbol {
            Symbol::Layer(k, _) => !self.is_sequential() || self.is_output(k),
            Symbol::X | Symbol::T | Symbol::Output | Symbol::Loss | Symbol::Objective | Symbol::Epochs => true,
        };
        is_one.then(|| Term { kind: TermKind::Derivative, ..self.term(symbol, index, None) })
    }

    /// What is left out of a layer that is too wide.
    pub fn left_out(&self, width: usize, blocks: &mut Vec<Block>) {
        let first = shown(width);
        if first < width {
            blocks.push(words(format!("Left out: units {} to {width}, which are worked in the same way.", first + 1)));
        }
    }

    /// The heading of a sample, where there are several.
    pub fn sample_heading(&self, s: usize, blocks: &mut Vec<Block>) {
        if self.count() > 1 {
            blocks.push(Block::Heading(3, format!("Row {}", self.training_row(self.working.rows[s]))));
        }
    }
}
