//! The line of a single number, which may go on from given ones, be of one row's own loss, follow one path of the chain
//! rule, or be the derivative of something else than the objective.

use engine::Update;
use experiment::Spec;
use experiment::spec::{self, Penalty};
use experiment::term::{Symbol, Term};

use super::Wish;
use super::chain::Chain;
use super::sheet::Sheet;
use crate::aim::Aim;
use crate::answer::{Situation, batch};
use crate::board::{Block, Line};
use crate::formula::{Formula, number};
use crate::given::Given;
use crate::name::Name;
use crate::rounding::Rounding;
use crate::same::is_same;
use crate::working::{Calculation, step, work};

/// The line, if a board has one for such a number or its paths can be multiplied out.
pub(crate) fn line_of(wish: &Wish, term: &Term, given: &[Given]) -> Option<Line> {
    match differentiates_along(term) {
        true => along(wish, term, given).map(|(name, formula)| {
            let remark = (formula == number(0.0)).then(|| "no path leads there".to_owned());
            Line { remark, ..Line::new(name, formula) }
        }),
        false => on_a_board(wish, term, given),
    }
}

/// Whether it is a derivative along one path, or of what `of` or `output` names.
fn differentiates_along(term: &Term) -> bool {
    let part = term.output.is_some() && term.element.symbol != Symbol::Output;
    term.is_derivative() && (term.via.is_some() || term.of.is_some() || part)
}

/// The product of the factors of its paths, with its name.
fn along(wish: &Wish, term: &Term, given: &[Given]) -> Option<(Name, Formula)> {
    let situation = Situation { spec: wish.spec, dataset: wish.dataset, followed: wish.followed };
    let update = batch(&situation, &situation.update(term, given).ok()?, term.sample).ok()?;
    let (calculation, row) = situation.calculation(&update, term, given).ok()?;
    // A derivative is taken at one point, whatever an update does on its way.
    let spec = Spec {
        training: spec::Training { update: spec::Update::Simultaneous, ..wish.spec.training.clone() },
        ..wish.spec.clone()
    };
    let (aim, path) = (calculation.aim, calculation.path);
    let working = work(&spec, wish.dataset, &update, &calculation);
    let wish = Wish { spec: &spec, ..wish.clone() };
    let sheet = Sheet::new(&wish, term.at, &update, &working, None);
    Chain { sheet: &sheet, aim, path, row }.derivative(&term.element)
}

/// The line that a board has under the name of the number.
fn on_a_board(wish: &Wish, term: &Term, given: &[Given]) -> Option<Line> {
    let before = Term { at: term.at - usize::from(is_after_an_update(term)), ..term.clone() };
    let situation = Situation { spec: wish.spec, dataset: wish.dataset, followed: wish.followed };
    let update = batch(&situation, &situation.update(&before, given).ok()?, term.sample).ok()?;
    let path = situation.path(term).ok()?;
    let (spec, update) = match term.sample.filter(|_| is_of_own_loss(term)) {
        Some(sample) => alone(wish, update, sample)?,
        None => (wish.spec.clone(), update),
    };
    let replaced = situation.replacements(given, before.at, &update).ok()?;
    let calculation = Calculation { aim: Aim::Objective, path, given: replaced };
    let (working, after) = step(&spec, wish.dataset, &update, &calculation);
    let samples: Vec<usize> = term.sample.into_iter().collect();
    let written = Wish { spec: &spec, samples: &samples, ..wish.clone() };
    let sheet = Sheet::new(&written, before.at, &update, &working, after.as_ref());
    let mut blocks = Vec::new();
    super::write_parts(&sheet, &mut blocks);
    let first = sheet.training_row(update.rows[0]);
    let plain = Term { via: None, ..term.clone() };
    let is_it = |line: &Line| line.term.as_ref().is_some_and(|known| is_same(known, &plain, first));
    Rounding::default().mark(&mut blocks);
    let line = lines(blocks).find(is_it)?;
    Some(match path {
        Some(_) => with_its_path(wish, &before, given, line),
        None => line,
    })
}

/// The line of an update with the factors of its path in the place of the gradient.
fn with_its_path(wish: &Wish, before: &Term, given: &[Given], line: Line) -> Line {
    let gradient = Term { derivative: true, ..before.clone() };
    let Some((name, product)) = along(wish, &gradient, given) else { return line };
    let formula = line.formula.with(&name, &product);
    let same = (formula.value() - line.value).abs() <= 1e-12 * line.value.abs();
    if same { Line { formula, ..line } } else { line }
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
    term.is_derivative() || term.element.symbol == Symbol::Loss
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
