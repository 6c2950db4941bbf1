//! What the parts of a term say of each other, whatever the network is: what is differentiated, what a sample, an
//! output or a path can belong to, and what counts updates.

use std::ops::Range;

use super::{Read, TermError};
use crate::term::{Symbol, TermKind};

/// The first part that makes no sense with the others.
pub(super) fn check(read: &Read) -> Result<(), TermError> {
    single(read)?;
    differentiated(read)?;
    path(read)?;
    sample(read)?;
    output(read)
}

fn error<T>(at: &Range<usize>, message: String, help: &str) -> Result<T, TermError> {
    Err(TermError { range: at.clone(), message, help: help.into() })
}

impl Read {
    fn symbol(&self) -> Symbol {
        self.name.value.symbol
    }

    fn of_symbol(&self) -> Option<Symbol> {
        self.of.as_ref().map(|of| of.value.symbol)
    }

    fn is_derivative(&self) -> bool {
        self.kind == TermKind::Derivative || self.symbol().is_derivative()
    }
}

/// A loss, an objective and a count of epochs are one number each, and epochs are counted once.
fn single(read: &Read) -> Result<(), TermError> {
    for part in [Some(&read.name), read.of.as_ref()].into_iter().flatten() {
        let symbol = part.value.symbol;
        if matches!(symbol, Symbol::Loss | Symbol::Objective | Symbol::Epochs) && !part.value.index.is_empty() {
            return error(&part.range, format!("{symbol} is one number and has no index"), "leave out the index");
        }
    }
    match &read.at {
        Some(at) if read.symbol() == Symbol::Epochs => {
            error(&at.range, "epochs are counted when training has ended, not after an update".into(), "write epochs")
        }
        _ => Ok(()),
    }
}

fn differentiated(read: &Read) -> Result<(), TermError> {
    let symbol = read.symbol();
    if read.kind == TermKind::Derivative && !symbol.is_differentiated() {
        let message = format!("nothing is differentiated with respect to {symbol}");
        let help = "write d before x, output, a parameter, or affine, z, a, h of a layer";
        return error(&read.name.range, message, help);
    }
    let Some(of) = &read.of else { return Ok(()) };
    if !read.is_derivative() {
        let message = format!("{symbol} is not a derivative, so it is not of anything");
        return error(&of.range, message, "write d before its name");
    }
    if !of.value.symbol.is_differentiable() {
        let message = format!("{} is not differentiated", of.value.symbol);
        return error(&of.range, message, "write of output, of loss, of objective, or of z or a of a layer");
    }
    Ok(())
}

/// A path leads from a number that something is differentiated by, through the layer after it.
fn path(read: &Read) -> Result<(), TermError> {
    let Some(via) = &read.via else { return Ok(()) };
    let symbol = read.symbol();
    let moves = symbol.is_parameter() && read.at.as_ref().is_some_and(|at| at.value > 0);
    if !read.is_derivative() && !moves {
        let help = "via unit belongs to a derivative, or to a parameter after updates";
        return error(&via.range, format!("{symbol} goes along no path"), help);
    }
    match symbol {
        Symbol::Output => error(&via.range, "no layer comes after the output".into(), "leave out via unit"),
        _ => Ok(()),
    }
}

/// Rows have values of their own, losses, and derivatives of these.
fn sample(read: &Read) -> Result<(), TermError> {
    let Some(sample) = &read.sample else { return Ok(()) };
    let symbol = read.symbol();
    if symbol == Symbol::Objective || read.of_symbol() == Some(Symbol::Objective) {
        let message = "the objective is of the batch: a penalty belongs to no sample".into();
        return error(&sample.range, message, "write loss in the place of objective");
    }
    match read.is_derivative() || symbol.is_of_sample() || symbol == Symbol::Loss {
        true => Ok(()),
        false => error(&sample.range, format!("{symbol} belongs to no sample"), "leave out sample"),
    }
}

/// Outputs have values and targets of their own, parts of the loss, and derivatives of these.
fn output(read: &Read) -> Result<(), TermError> {
    let Some(output) = &read.output else { return Ok(()) };
    let symbol = read.symbol();
    if symbol == Symbol::Objective || read.of_symbol() == Some(Symbol::Objective) {
        let message = "the objective is of all outputs: a penalty belongs to none".into();
        return error(&output.range, message, "write loss in the place of objective");
    }
    let has_parts = match read.of_symbol() {
        Some(of) => matches!(of, Symbol::Output | Symbol::Loss),
        None => read.is_derivative() || matches!(symbol, Symbol::Output | Symbol::T | Symbol::Loss),
    };
    match has_parts {
        true => Ok(()),
        false => error(
            &output.range,
            format!("{} belongs to no output", read.of_symbol().unwrap_or(symbol)),
            "leave out output: it belongs to output, t and loss, and to derivatives of output and loss",
        ),
    }
}

#[cfg(test)]
mod tests {
    use crate::term::Term;

    /// The part of a text that is complained of, and the complaint.
    fn complaint(text: &str) -> (&str, String) {
        let error = text.parse::<Term>().expect_err(text);
        (&text[error.range.clone()], error.message)
    }

    #[test]
    fn parts_that_go_together() {
        for text in [
            "layers.0.delta[1] of output sample 2 output 1",
            "layers.0.delta[1] via unit 0 sample 2 @ 3",
            "layers.0.weight[0,1] via unit 0 @ 2",
            "dlayers.0.weight[0,1] of loss sample 1 output 0",
            "dlayers.0.weight[0,1] of objective",
            "dlayers.0.weight[0,1] of layers.1.z[1] sample 1",
            "dx[0] output 1",
            "t sample 1 output 1",
            "loss sample 0 output 1 @ 4",
        ] {
            assert!(text.parse::<Term>().is_ok(), "{text}: {:?}", text.parse::<Term>());
        }
    }

    #[test]
    fn parts_that_do_not() {
        for (text, part, message) in [
            ("epochs @ 3", "@ 3", "epochs are counted when training has ended"),
            ("epochs sample 0", "sample 0", "epochs belongs to no sample"),
            ("epochs[0]", "epochs[0]", "epochs is one number and has no index"),
            ("dx[1] of loss[1]", "of loss[1]", "loss is one number and has no index"),
            ("objective sample 0", "sample 0", "the objective is of the batch"),
            ("dx[0] of objective sample 0", "sample 0", "the objective is of the batch"),
            ("objective output 0", "output 0", "the objective is of all outputs"),
            ("layers.0.weight[0,0] sample 1 @ 2", "sample 1", "layers.0.weight belongs to no sample"),
            ("layers.0.mean[0] sample 1", "sample 1", "layers.0.mean belongs to no sample"),
            ("layers.0.z[0] output 1", "output 1", "layers.0.z belongs to no output"),
            ("dx[0] of layers.0.z[0] output 1", "output 1", "layers.0.z belongs to no output"),
            ("output of loss", "of loss", "output is not a derivative, so it is not of anything"),
            ("dx of x", "of x", "x is not differentiated"),
            ("dloss", "dloss", "nothing is differentiated with respect to loss"),
            ("loss via unit 1", "via unit 1", "loss goes along no path"),
            ("layers.0.bias[0] via unit 1 @ 0", "via unit 1", "layers.0.bias goes along no path"),
            ("doutput[1] via unit 0", "via unit 0", "no layer comes after the output"),
        ] {
            let (found, said) = complaint(text);
            assert!(found == part && said.starts_with(message), "{text}: {found:?}, {said}");
        }
    }
}
