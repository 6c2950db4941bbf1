//! The line of a single number, which may go on from given ones, be of one row's own loss, follow one path of the chain
//! rule, or be the derivative of something else than the objective.

use engine::Update;
use experiment::Spec;
use experiment::spec::{self, Penalty};
use experiment::term::{Symbol, Term, TermKind};

use super::BoardRequest;
use super::chain::Chain;
use super::sheet::Sheet;
use crate::answer::{Situation, batch};
use crate::board::{Block, Line};
use crate::differentiated::Differentiated;
use crate::formula::{Formula, number};
use crate::given::Given;
use crate::name::Name;
use crate::roundoff::Roundoff;
use crate::same::is_same;
use crate::working::{Calculation, step, work};

/// The line, if a board has one for such a number or its paths can be multiplied out.
pub(crate) fn line_of(request: &BoardRequest, term: &Term, given: &[Given]) -> Option<Line> {
    match differentiates_along(term) {
        true => along(request, term, given).map(|(name, formula)| {
            let remark = (formula == number(0.0)).then(|| "no path leads there".to_owned());
            Line { remark, ..Line::new(name, formula) }
        }),
        false => on_a_board(request, term, given),
    }
}

/// Whether it is a derivative along one path, or of what `of` or `output` names.
fn differentiates_along(term: &Term) -> bool {
    let part = term.output.is_some() && term.element.symbol != Symbol::Output;
    term.is_derivative() && (term.via.is_some() || term.of.is_some() || part)
}

/// The product of the factors of its paths, with its name.
fn along(request: &BoardRequest, term: &Term, given: &[Given]) -> Option<(Name, Formula)> {
    let situation = Situation { spec: request.spec, dataset: request.dataset, followed: request.followed };
    let update = batch(&situation, &situation.update(term, given).ok()?, term.sample).ok()?;
    let (calculation, row) = situation.calculation(&update, term, given).ok()?;
    // A derivative is taken at one point, whatever an update does on its way.
    let spec = Spec {
        training: spec::Training { update: spec::Update::Simultaneous, ..request.spec.training.clone() },
        ..request.spec.clone()
    };
    let (differentiated, path) = (calculation.differentiated, calculation.path);
    let working = work(&spec, request.dataset, &update, &calculation);
    let request = BoardRequest { spec: &spec, ..request.clone() };
    let sheet = Sheet::new(&request, term.at, &update, &working, None);
    Chain { sheet: &sheet, differentiated, path, row }.derivative(&term.element)
}

/// The line that a board has under the name of the number.
fn on_a_board(request: &BoardRequest, term: &Term, given: &[Given]) -> Option<Line> {
    let before = Term { at: term.at - usize::from(is_after_an_update(term)), ..term.clone() };
    let situation = Situation { spec: request.spec, dataset: request.dataset, followed: request.followed };
    let update = batch(&situation, &situation.update(&before, given).ok()?, term.sample).ok()?;
    let path = situation.path(term).ok()?;
    let (spec, update) = match term.sample.filter(|_| is_of_own_loss(term)) {
        Some(sample) => alone(request, update, sample)?,
        None => (request.spec.clone(), update),
    };
    let replaced = situation.replacements(given, before.at, &update).ok()?;
    let calculation = Calculation { differentiated: Differentiated::Objective, path, given: replaced };
    let (working, after) = step(&spec, request.dataset, &update, &calculation);
    let samples: Vec<usize> = term.sample.into_iter().collect();
    let written = BoardRequest { spec: &spec, samples: &samples, ..request.clone() };
    let sheet = Sheet::new(&written, before.at, &update, &working, after.as_ref());
    let mut blocks = Vec::new();
    super::write_parts(&sheet, &mut blocks);
    let first = sheet.training_row(update.rows[0]);
    let plain = Term { via: None, ..term.clone() };
    let is_it = |line: &Line| line.term.as_ref().is_some_and(|known| is_same(known, &plain, first));
    Roundoff::default().mark(&mut blocks);
    let line = lines(blocks).find(is_it)?;
    Some(match path {
        Some(_) => with_its_path(request, &before, given, line),
        None => line,
    })
}

/// The line of an update with the factors of its path in the place of the gradient.
fn with_its_path(request: &BoardRequest, before: &Term, given: &[Given], line: Line) -> Line {
    let gradient = Term { kind: TermKind::Derivative, ..before.clone() };
    let Some((name, product)) = along(request, &gradient, given) else { return line };
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
    value.is_parameter() && term.kind == TermKind::Value && term.at > 0
}

fn is_of_own_loss(term: &Term) -> bool {
    term.is_derivative() || term.element.symbol == Symbol::Loss
}

/// A row by itself, whose objective is its own loss; none where others have a say in it.
fn alone(request: &BoardRequest, update: Update, sample: usize) -> Option<(Spec, Update)> {
    if request.spec.network.batch_norm.is_some() || request.dataset.weights.is_some() || !update.masks.is_empty() {
        return None;
    }
    let mut spec = request.spec.clone();
    spec.training.penalty = Penalty::default();
    Some((spec, Update { rows: vec![*request.dataset.train.get(sample)?], ..update }))
}
