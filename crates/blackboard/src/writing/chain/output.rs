//! The end of a path: through the output function, and into the loss.

use experiment::spec::{Compares, Loss, OutputActivation};
use from_scratch::head::Head;

use super::{Chain, Paths, with};
use crate::differentiated::Differentiated;
use crate::formula::{Formula, minus, named, number};
use crate::writing::backward::product;
use crate::writing::loss::{by_hand, mean_over_outputs, output, share};

impl Chain<'_> {
    /// The paths from z of the output layer.
    pub(super) fn through_the_output(&self, column: usize, s: usize) -> Paths {
        let (sheet, head) = (self.sheet, self.head());
        let last = sheet.working.network.layers.len() - 1;
        match self.differentiated {
            Differentiated::Objective | Differentiated::Loss { output: None, .. } => {
                Some(vec![vec![self.named_z(last, column, s)]])
            }
            Differentiated::Loss { output: Some(part), .. } if !matches!(head.loss.compares(), Compares::Numbers) => {
                Some(self.jump(column, part, s).into_iter().map(|slope| vec![slope]).collect())
            }
            _ if head.output == OutputActivation::Softmax => {
                let through = |unit| Some(with(self.softmax(unit, column, s), self.paths_from_a(last, unit, s)?));
                let all = (0..sheet.layer(last).fan_out).map(through).collect::<Option<Vec<_>>>()?;
                Some(all.concat())
            }
            _ => {
                let slope = named(sheet.z_name(last, column).slope(), sheet.numbers(last).derivative.at(s, column));
                Some(with(slope, self.paths_from_a(last, column, s)?))
            }
        }
    }

    /// The paths from an output: it may be what is differentiated, or lead to the part of the loss that is its own.
    pub(super) fn paths_from_y(&self, unit: usize, s: usize) -> Paths {
        match self.differentiated {
            Differentiated::Output { output, sample } => Some(super::at_the_end((unit, s), (output, sample))),
            Differentiated::Loss { output: Some(part), .. } if part != unit => Some(Vec::new()),
            Differentiated::Objective | Differentiated::Loss { .. }
                if matches!(self.head().loss.compares(), Compares::Numbers) =>
            {
                let [_, (slope, _)] = by_hand(self.sheet, s, unit);
                Some(vec![vec![self.of_the_batch(slope, s)]])
            }
            Differentiated::Objective | Differentiated::Loss { .. } => None,
            Differentiated::Z { .. } | Differentiated::A { .. } => Some(Vec::new()),
        }
    }

    fn head(&self) -> Head {
        self.sheet.working.network.head
    }

    /// ∂yᵤ/∂zⱼ of softmax: yᵤ·(1 − yᵤ), or −yᵤ·yⱼ of another output.
    fn softmax(&self, unit: usize, column: usize, s: usize) -> Formula {
        let y = |unit| output(self.sheet, s, unit).0;
        match unit == column {
            true => product(vec![Some(y(unit)), Some(minus(number(1.0), y(unit)))]),
            false => Formula::Negative(Box::new(product(vec![Some(y(unit)), Some(y(column))]))),
        }
    }

    /// The derivative of one part of a loss that is differentiated together with its output; none where the part does
    /// not depend on z. Of cross-entropy the part −t·ln y has t·(yⱼ − 1), and t·yⱼ for the other outputs.
    fn jump(&self, column: usize, part: usize, s: usize) -> Option<Formula> {
        let y = || output(self.sheet, s, column).0;
        let slope = match self.head().loss {
            Loss::CrossEntropy { .. } => {
                let t = output(self.sheet, s, part).1;
                let rest = if column == part { minus(y(), number(1.0)) } else { y() };
                product(vec![Some(t), Some(rest)])
            }
            _ if column != part => return None,
            _ => by_hand(self.sheet, s, column)[1].0.clone(),
        };
        Some(self.of_the_batch(slope, s))
    }

    /// A slope of one row's part with what it counts in the loss that is meant.
    fn of_the_batch(&self, slope: Formula, s: usize) -> Formula {
        let share = match self.differentiated {
            Differentiated::Objective | Differentiated::Loss { sample: None, .. } => share(self.sheet, s),
            _ => None,
        };
        product(vec![share, mean_over_outputs(self.sheet), Some(slope)])
    }
}
