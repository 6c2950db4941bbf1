//! The way of a path through the layers: from an affine sum to z, a, h, and on to the next block, or around it.

use from_scratch::network::Residual;

use super::{Chain, Paths, at_the_end, with};
use crate::differentiated::Differentiated;
use crate::formula::{Formula, named};
use crate::name::{Letter, Name};

/// More paths than these are not multiplied out: the derivatives one layer on stand for what follows.
const MULTIPLIED_OUT: usize = 4;

impl Chain<'_> {
    /// The paths from x·w + b of a layer.
    pub(super) fn paths_from_affine(&self, k: usize, column: usize, s: usize) -> Paths {
        match self.sheet.normalizes(k) {
            true => Some(vec![vec![self.through_normalization(k, column, s)]]),
            false => self.paths_from_z(k, column, s),
        }
    }

    /// The paths from what the activation sees.
    pub(super) fn paths_from_z(&self, k: usize, column: usize, s: usize) -> Paths {
        let sheet = self.sheet;
        match self.differentiated {
            Differentiated::Z { layer, unit, sample } if layer == k => Some(at_the_end((column, s), (unit, sample))),
            _ if sheet.is_output(k) => self.through_the_output(column, s),
            _ => {
                let slope = named(sheet.z_name(k, column).slope(), sheet.numbers(k).derivative.at(s, column));
                Some(with(slope, self.paths_from_a(k, column / sheet.pieces(k), s)?))
            }
        }
    }

    /// The paths from what the activation gives.
    pub(super) fn paths_from_a(&self, k: usize, unit: usize, s: usize) -> Paths {
        let sheet = self.sheet;
        match self.differentiated {
            Differentiated::A { layer, unit: aim, sample } if layer == k => Some(at_the_end((unit, s), (aim, sample))),
            _ if sheet.is_output(k) => self.paths_from_y(unit, s),
            _ if sheet.drops(k) => {
                let mask = named(Name::of(Letter::MASK, k, &[unit]), sheet.numbers(k).mask.at(s, unit));
                Some(with(mask, self.paths_from_h(k, unit, s)?))
            }
            _ => self.paths_from_h(k, unit, s),
        }
    }

    /// The paths from what a block hands on.
    pub(super) fn paths_from_h(&self, k: usize, unit: usize, s: usize) -> Paths {
        match self.sheet.is_output(k) {
            true => self.paths_from_a(k, unit, s),
            false => self.through(k + 1, unit, s),
        }
    }

    /// The paths through the units of a block, and around it.
    pub(super) fn through(&self, next: usize, unit: usize, s: usize) -> Paths {
        let (sheet, pieces) = (self.sheet, self.sheet.pieces(next.min(self.end())));
        if next > self.end() {
            return Some(Vec::new());
        }
        let is_on = |to: usize| self.path.is_none_or(|path| path.layer != next || path.unit == to);
        let columns = (0..sheet.layer(next).affine_out).filter(|column| is_on(column / pieces));
        let inside = columns.map(|to| Some(with(sheet.weight(next, unit, to), self.beyond_affine(next, to, s)?)));
        let mut all = inside.collect::<Option<Vec<_>>>()?.concat();
        match &sheet.layer(next).residual {
            Residual::Absent => {}
            Residual::Identity if is_on(unit) => all.extend(self.beyond_h(next, unit, s)?),
            Residual::Identity => {}
            Residual::Projection(_) => {
                for to in (0..sheet.layer(next).fan_out).filter(|to| is_on(*to)) {
                    let factor = sheet.projection(next, unit, to, &sheet.working.parameters)?;
                    all.extend(with(factor, self.beyond_h(next, to, s)?));
                }
            }
        }
        Some(all)
    }

    /// What follows an affine sum: multiplied out, or by its name.
    fn beyond_affine(&self, k: usize, column: usize, s: usize) -> Paths {
        match self.is_multiplied_out(k) {
            true => self.paths_from_affine(k, column, s),
            false => Some(vec![vec![self.named_affine(k, column, s)]]),
        }
    }

    /// What follows the sum of a block and its input.
    fn beyond_h(&self, k: usize, unit: usize, s: usize) -> Paths {
        match self.is_multiplied_out(k) {
            true => self.paths_from_h(k, unit, s),
            false => {
                let name = self.sheet.h_name(k, unit).partial_of(self.differentiated());
                Some(vec![vec![named(name, self.sheet.numbers(k).dh.at(s, unit))]])
            }
        }
    }

    /// Whether few enough paths lead on from a layer.
    fn is_multiplied_out(&self, k: usize) -> bool {
        if let Differentiated::Objective | Differentiated::Loss { output: None, .. } = self.differentiated {
            return false;
        }
        let ways = |layer: usize| match &self.sheet.layer(layer).residual {
            Residual::Absent => self.sheet.layer(layer).affine_out,
            Residual::Identity => self.sheet.layer(layer).affine_out + 1,
            Residual::Projection(_) => 2 * self.sheet.layer(layer).affine_out,
        };
        (k..self.end()).map(ways).product::<usize>() <= MULTIPLIED_OUT
    }

    /// The derivative with respect to an affine sum by its name.
    fn named_affine(&self, k: usize, column: usize, s: usize) -> Formula {
        let name = match self.differentiated {
            Differentiated::Objective => self.sheet.affine_delta_name(k, column),
            _ => self.sheet.affine_name(k, column).partial_of(self.differentiated()),
        };
        named(name, self.sheet.numbers(k).daffine.at(s, column))
    }

    /// The derivative with respect to z by its name.
    pub(super) fn named_z(&self, k: usize, column: usize, s: usize) -> Formula {
        let name = match self.differentiated {
            Differentiated::Objective => self.sheet.delta_name(k, column),
            _ => self.sheet.z_name(k, column).partial_of(self.differentiated()),
        };
        named(name, self.sheet.numbers(k).dz.at(s, column))
    }
}
