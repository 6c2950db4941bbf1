//! The line of a single number, which may go on from given ones or be of one row's own loss.

use engine::Update;
use experiment::Spec;
use experiment::spec::Penalty;
use experiment::term::{LayerValue, Symbol, Term};

use super::Wish;
use super::sheet::Sheet;
use crate::aim::Aim;
use crate::answer::Situation;
use crate::board::{Block, Line};
use crate::given::Given;
use crate::same::is_same;
use crate::working::{Calculation, step};

/// The line, if a board has one for such a number: it has none for single paths and for derivatives of anything but a
/// loss.
pub(crate) fn line_of(wish: &Wish, term: &Term, given: &[Given]) -> Option<Line> {
    if term.via.is_some() || term.of.is_some() {
        return None;
    }
    let before = Term { at: term.at - usize::from(is_after_an_update(term)), ..term.clone() };
    let situation = Situation { spec: wish.spec, dataset: wish.dataset, course: wish.course };
    let update = situation.update(&before, given).ok()?;
    let (spec, update) = match term.sample.filter(|_| is_of_own_loss(term)) {
        Some(sample) => alone(wish, update, sample)?,
        None => (wish.spec.clone(), update),
    };
    let given = situation.replacements(given, before.at, &update).ok()?;
    let calculation = Calculation { aim: Aim::Objective, path: None, given };
    let (working, after) = step(&spec, wish.dataset, &update, &calculation);
    let samples: Vec<usize> = term.sample.into_iter().collect();
    let wish = Wish { spec: &spec, samples: &samples, ..wish.clone() };
    let sheet = Sheet::new(&wish, before.at, &update, &working, after.as_ref());
    let mut blocks = Vec::new();
    super::write_parts(&sheet, &mut blocks);
    let first = sheet.training_row(update.rows[0]);
    let is_it = |line: &Line| line.term.as_ref().is_some_and(|known| is_same(known, term, first));
    lines(blocks).find(is_it)
}

fn lines(blocks: Vec<Block>) -> impl Iterator<Item = Line> {
    blocks.into_iter().flat_map(|block| match block {
        Block::Lines(lines) => lines,
        Block::Heading(..) | Block::Words(_) | Block::Table(_) | Block::Drawing(_) => Vec::new(),
    })
}

fn is_after_an_update(term: &Term) -> bool {
    let Symbol::Layer(_, value) = term.element.symbol else { return false };
    value.is_parameter() && !term.derivative && term.at > 0
}

fn is_of_own_loss(term: &Term) -> bool {
    term.derivative || matches!(term.element.symbol, Symbol::Loss | Symbol::Layer(_, LayerValue::Delta))
}

/// A row by itself, whose objective is its own loss; none where others have a say in it.
fn alone(wish: &Wish, update: Update, sample: usize) -> Option<(Spec, Update)> {
    if wish.spec.network.batch_norm.is_some() || wish.dataset.weights.is_some() || !update.masks.is_empty() {
        return None;
    }
    let mut spec = wish.spec.clone();
    spec.training.penalty = Penalty::default();
    Some((spec, Update { rows: vec![*wish.dataset.train.get(sample)?], ..update }))
}
