//! What a number is called in a sentence: the symbol that boards have for it, and behind it the row, the path and the
//! update that are meant. The names that configs use stay in the configs.

use experiment::term::{IndexedSymbol, LayerValue, Symbol, Term, TermKind};

use super::BoardRequest;
use super::sheet::Sheet;
use crate::markup::{Markup, Unicode};
use crate::name::{Letter, Name};
use crate::working::Working;

/// `∂E₁/∂a₁⁽¹⁾, row 2, after 3 updates`. Of a network that was never worked the name that configs use.
pub(crate) fn called(request: &BoardRequest, term: &Term) -> String {
    let Some(update) = request.followed.updates.values().next() else { return term.to_string() };
    let working = Working::of(request.spec, request.dataset, update);
    let layers = working.network.layers.len();
    // A number that is lost may be of a layer that only the printed network had.
    let is_there = |of: &IndexedSymbol| !matches!(of.symbol, Symbol::Layer(k, _) if k >= layers);
    if !is_there(&term.element) || !term.of.iter().all(is_there) {
        return term.to_string();
    }
    let sheet = Sheet::new(request, 0, update, &working, None);
    let symbol = match term.element.symbol {
        Symbol::Epochs => "the number of epochs".to_owned(),
        _ => Unicode { digits: 6 }.name(&name(&sheet, term, loss_meant(request, term))),
    };
    let row = term.sample.filter(|_| loss_meant(request, term) == LossMeant::OfARow).map(|row| format!("row {row}"));
    let path = term.via.map(|unit| format!("through unit {} of the next layer", unit + 1));
    let after = match term.at {
        0 => None,
        1 => Some("after one update".to_owned()),
        n => Some(format!("after {n} updates")),
    };
    std::iter::once(symbol).chain(row).chain(path).chain(after).collect::<Vec<_>>().join(", ")
}

/// Whose loss a term means.
#[derive(Clone, Copy, PartialEq)]
enum LossMeant {
    /// That of all rows, which is J where nothing is penalized.
    OfTheBatch,
    /// That of one row, where several make up J.
    OfARow,
}

fn loss_meant(request: &BoardRequest, term: &Term) -> LossMeant {
    match term.sample.is_some() && request.dataset.train.len() > 1 {
        true => LossMeant::OfARow,
        false => LossMeant::OfTheBatch,
    }
}

/// The name, of a derivative with what is differentiated.
fn name(sheet: &Sheet, term: &Term, loss: LossMeant) -> Name {
    let is_delta = matches!(term.element.symbol, Symbol::Layer(_, LayerValue::Delta));
    let part = term.output.filter(|_| term.element.symbol != Symbol::Output);
    let differentiated = match (&term.of, part) {
        (Some(of), _) => element(sheet, of, term.output, loss),
        (None, Some(output)) => Name::at(Letter::LOSS, output),
        (None, None) => match loss {
            LossMeant::OfARow => Name::plain(Letter::LOSS),
            LossMeant::OfTheBatch => Name::plain(Letter::OBJECTIVE),
        },
    };
    match &term.element {
        // δ of a board is the derivative of the objective: that of anything else is written as one.
        IndexedSymbol { symbol: Symbol::Layer(k, LayerValue::Delta), index }
            if differentiated == Name::plain(Letter::OBJECTIVE) =>
        {
            sheet.delta_name(*k, index.last().copied().unwrap_or(0))
        }
        of if term.kind == TermKind::Derivative || is_delta => {
            element(sheet, of, term.output, loss).partial_of(differentiated)
        }
        of => element(sheet, of, term.output, loss),
    }
}

/// The name of a value.
fn element(sheet: &Sheet, of: &IndexedSymbol, output: Option<usize>, loss: LossMeant) -> Name {
    let unit = of.index.last().copied().or(output).unwrap_or(0);
    match (of.symbol, output) {
        (Symbol::X, _) => Name::at(Letter::X, unit),
        (Symbol::T, _) => Name::at(Letter::T, unit),
        (Symbol::Output, _) => Name::at(Letter::Y, unit),
        (Symbol::Loss, Some(output)) => Name::at(Letter::LOSS, output),
        (Symbol::Loss, None) if loss == LossMeant::OfARow || sheet.penalizes() => Name::plain(Letter::LOSS),
        (Symbol::Loss | Symbol::Objective | Symbol::Epochs, _) => Name::plain(Letter::OBJECTIVE),
        (Symbol::Layer(k, value), _) => of_layer(sheet, k, value, of.index.first().copied().unwrap_or(0), unit),
    }
}

fn of_layer(sheet: &Sheet, k: usize, value: LayerValue, from: usize, unit: usize) -> Name {
    use LayerValue as V;
    match value {
        V::Affine => sheet.affine_name(k, unit),
        V::Z | V::Delta => sheet.z_name(k, unit),
        V::Derivative => sheet.z_name(k, unit).slope(),
        V::A => sheet.a_name(k, unit),
        V::H => sheet.h_name(k, unit),
        V::Mean | V::RunningMean => Name::of(Letter::MEAN, k, &[unit]),
        V::Variance | V::RunningVar => Name::of(Letter::VARIANCE, k, &[unit]),
        V::Normalized => Name::of(Letter::NORMALIZED, k, &[unit]),
        V::Weight => sheet.weight_name(k, from, unit),
        V::Bias => sheet.bias_name(k, unit),
        V::Gamma => Name::of(Letter::GAMMA, k, &[unit]),
        V::Beta => Name::of(Letter::BETA, k, &[unit]),
        V::Slope => Name::of(Letter::SLOPE, k, &[]),
        V::Projection => Name::of(Letter::PROJECTION, k, &[from, unit]),
    }
}
