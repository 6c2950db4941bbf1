//! The update that a number is asked at. Behind given numbers, and along a path, the updates before it are made again
//! by hand.

use engine::Update;
use experiment::spec::Optimizer;
use experiment::term::Term;

use super::{Refusal, Situation};
use crate::differentiated::Differentiated;
use crate::given::Given;
use crate::working::{Calculation, step};

/// The update from which on all are made by hand.
pub(super) fn first_by_hand(term: &Term, given: &[Given]) -> Option<usize> {
    let along_a_path = term.moves_along_a_path().then_some(0);
    given.iter().map(|given| given.term.at).filter(|at| *at < term.at).chain(along_a_path).min()
}

/// Why an update cannot be made by hand.
const SEARCHED: &str =
    "goes through updates by hand, along a path or from given numbers, and L-BFGS searches for its step";

impl Situation<'_> {
    /// What no training can answer, whatever its updates bring: a path that is not there, a step that is searched for.
    ///
    /// # Errors
    /// If the term asks for such a number.
    pub fn can_be_followed(&self, term: &Term, given: &[Given]) -> Result<(), Refusal> {
        self.path(term)?;
        let searched = matches!(self.spec.training.optimizer, Optimizer::Lbfgs { .. });
        match first_by_hand(term, given) {
            Some(_) if searched => Err(SEARCHED.into()),
            Some(_) | None => Ok(()),
        }
    }

    /// The update that a term is asked at.
    pub(crate) fn update(&self, term: &Term, given: &[Given]) -> Result<Update, Refusal> {
        let at = |number: usize| {
            let gone = || format!("is asked after {number} updates, and training ends before");
            self.followed.updates.get(&number).ok_or_else(gone)
        };
        let Some(first) = first_by_hand(term, given) else { return at(term.at).cloned() };
        let mut update = at(first)?.clone();
        for number in first..term.at {
            let calculation = Calculation {
                differentiated: Differentiated::Objective,
                path: if term.moves_along_a_path() { self.path(term)? } else { None },
                given: self.replacements(given, number, &update)?,
            };
            let (_, after) = step(self.spec, self.dataset, &update, &calculation);
            let after = after.ok_or(SEARCHED)?;
            update = Update { before: after, ..at(number + 1)?.clone() };
        }
        Ok(update)
    }
}
