//! What is rounding alone is 0 on a board: 0.1 + 0.2 − 0.3 comes to 5.6·10⁻¹⁷ in binary numbers, and to 0 by hand.
//!
//! A result is rounding where it lies within a few units in the last place of the terms whose sum it is, taken without
//! their signs. What is computed from it goes on from 0, unless that makes a difference: a rule that divides a gradient
//! by its own size makes a number of it. A small number that is no difference of larger ones keeps its digits.

use crate::board::{Block, Digits, Line, ParameterTable};
use crate::formula::{Formula, named};

/// A sum of n terms is off by n/2 units in the last place of their sizes at most; boards write ten of them.
const UNITS: f64 = 8.0;

/// The numbers that were found to be rounding alone, by their bits.
#[derive(Debug, Clone, Default)]
pub(crate) struct Roundoff {
    found: Vec<u64>,
}

impl Roundoff {
    /// Finds them in blocks that follow those before, and marks their lines.
    pub fn mark(&mut self, blocks: &mut [Block]) {
        for block in blocks {
            match block {
                Block::Lines(lines) => lines.iter_mut().for_each(|line| self.mark_line(line)),
                Block::Table(table) => self.clear(table),
                Block::Heading(..) | Block::Words(_) | Block::Drawing(_) => {}
            }
        }
    }

    /// A number as it is printed.
    pub fn shown(&self, value: f64) -> f64 {
        if self.found.contains(&value.to_bits()) { 0.0 } else { value }
    }

    fn mark_line(&mut self, line: &mut Line) {
        let settled = line.formula.replaced(&|name, value| Some(named(name.clone(), self.shown(value))));
        let goes_on = settled != line.formula && comes_out(&settled, line.value);
        line.digits = match line.value == 0.0 {
            true => Digits::Meant,
            false if is_rounding(line.value, &line.formula) => Digits::Rounding,
            false if goes_on && is_rounding(settled.value(), &settled) => Digits::FromRounding,
            false => Digits::Meant,
        };
        if goes_on {
            line.formula = settled;
        }
        if line.digits != Digits::Meant {
            self.found.push(line.value.to_bits());
        }
    }

    fn clear(&self, table: &mut ParameterTable) {
        table.values.iter_mut().flatten().for_each(|value| *value = self.shown(*value));
    }
}

/// Whether a result is still that of its formula.
fn comes_out(formula: &Formula, value: f64) -> bool {
    (formula.value() - value).abs() <= UNITS * f64::EPSILON * formula.size().max(1.0)
}

/// Whether the terms of a formula cancel to a result.
fn is_rounding(value: f64, formula: &Formula) -> bool {
    let size = formula.size();
    size.is_finite() && value.abs() <= UNITS * f64::EPSILON * size
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formula::{number, over, sum, times};
    use crate::name::{Letter, Name};

    fn line(name: Name, formula: Formula) -> Line {
        Line::new(name, formula)
    }

    fn marked(lines: Vec<Line>) -> Vec<(f64, Digits)> {
        let mut blocks = [Block::Lines(lines)];
        Roundoff::default().mark(&mut blocks);
        let [Block::Lines(lines)] = blocks else { return Vec::new() };
        lines.iter().map(|line| (line.shown(), line.digits)).collect()
    }

    /// 0.1 + 0.2 − 0.3 is 2⁻⁵⁴, and half of it 2⁻⁵⁵; a number of this size that was never a difference stays.
    #[test]
    fn what_cancels_is_zero_and_what_is_computed_from_it() {
        let z = Name::at(Letter::Z, 0);
        let cancels = line(z.clone(), sum(vec![number(0.1), number(0.2), number(-0.3)]));
        assert_eq!(cancels.value, f64::EPSILON / 4.0);
        let half = line(Name::at(Letter::A, 0), times([number(0.5), named(z.clone(), cancels.value)]));
        let sigmoid = line(Name::at(Letter::Y, 0), sum(vec![number(0.5), named(z, cancels.value)]));
        let small = line(Name::at(Letter::T, 0), number(f64::EPSILON / 20.0));
        let found = marked(vec![cancels, half, sigmoid, small]);
        let wanted = [
            (0.0, Digits::Rounding),
            (0.0, Digits::FromRounding),
            (0.5, Digits::Meant),
            (f64::EPSILON / 20.0, Digits::Meant),
        ];
        assert_eq!(found, wanted);
    }

    /// A number that is rounding, divided by another of its size, is none.
    #[test]
    fn what_rounding_is_made_into_keeps_its_digits() {
        let z = Name::at(Letter::Z, 0);
        let cancels = line(z.clone(), sum(vec![number(0.1), number(0.2), number(-0.3)]));
        let ratio = over(named(z, cancels.value), number(f64::EPSILON));
        let [_, found] = marked(vec![cancels, line(Name::at(Letter::A, 0), ratio)])[..] else { panic!("two lines") };
        assert_eq!(found, (0.25, Digits::Meant));
    }

    /// A difference of 1e-14 beside terms of 1 has a digit of its own; 1 − 1 is 0 without a word.
    #[test]
    fn a_difference_that_has_digits_keeps_them() {
        let of = |terms: [f64; 2]| line(Name::at(Letter::Z, 0), sum(terms.map(number).to_vec()));
        assert_eq!(marked(vec![of([1.0 + 1e-14, -1.0])])[0].1, Digits::Meant);
        assert_eq!(marked(vec![of([1.0, -1.0])]), [(0.0, Digits::Meant)]);
    }
}
