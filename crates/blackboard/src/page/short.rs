//! The first sentence of a page: how many printed numbers there are and what became of them; where none is printed,
//! what the page computes instead.

use experiment::judged::PrintedMark;
use experiment::term::{LayerValue, Symbol, Term, TermKind};

use super::Printed;

const LOST: &str = "cannot be computed from what is printed";

/// The first sentence of a page: how many printed numbers there are, and what became of them.
pub fn in_short(printed: &[Printed]) -> String {
    let count = |is: fn(PrintedMark) -> bool| printed.iter().filter(|of| is(of.mark)).count();
    let numbers = printed.iter().filter(|of| of.printed.is_some()).count();
    let parts = [
        (count(|mark| mark == PrintedMark::Met), "comes out as printed", "come out as printed"),
        (count(|mark| mark == PrintedMark::Misprint), "is a misprint", "are misprints"),
        (count(|mark| mark == PrintedMark::Lost), LOST, LOST),
        (
            count(|mark| matches!(mark, PrintedMark::Failed(_))),
            "should come out and does not",
            "should come out and do not",
        ),
    ];
    let parts: Vec<String> = parts
        .iter()
        .filter(|(count, _, _)| *count > 0)
        .map(|(count, one, many)| format!("{count} {}", if *count == 1 { one } else { many }))
        .collect();
    let noun = if numbers == 1 { "printed number" } else { "printed numbers" };
    let asked = match count(|mark| matches!(mark, PrintedMark::Shown | PrintedMark::NotJudged)) {
        0 => String::new(),
        1 => " One more is asked for and not printed.".to_string(),
        n => format!(" {n} more are asked for and not printed."),
    };
    if parts.is_empty() {
        let all: Vec<&Term> = printed.iter().filter_map(|of| of.term.as_ref()).collect();
        return format!("No number is printed here. The page computes {}.", computed(&all));
    }
    format!("{numbers} {noun}: {}.{asked}", parts.join(", "))
}

/// What is computed, kind by kind, in the order in which it is asked for.
fn computed(terms: &[&Term]) -> String {
    let mut kinds: Vec<([&str; 2], usize)> = Vec::new();
    for kind in terms.iter().map(|term| kind(term)) {
        match kinds.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, count)) => *count += 1,
            None => kinds.push((kind, 1)),
        }
    }
    let words = |([one, many], count): ([&str; 2], usize)| match count {
        1 => one.to_owned(),
        n => format!("{n} {many}"),
    };
    let mut words: Vec<String> = kinds.into_iter().map(words).collect();
    let last = words.pop().unwrap_or_else(|| "every number of an update".into());
    if words.is_empty() { last } else { format!("{} and {last}", words.join(", ")) }
}

/// What a number is called, one and several.
fn kind(term: &Term) -> [&'static str; 2] {
    use LayerValue as V;
    if term.via.is_some() {
        return ["a gradient along one path", "gradients along one path"];
    }
    match term.element.symbol {
        _ if term.kind == TermKind::Derivative => ["a derivative", "derivatives"],
        Symbol::X => ["an input", "inputs"],
        Symbol::T => ["a target", "targets"],
        Symbol::Output => ["an output", "outputs"],
        Symbol::Loss | Symbol::Objective => ["the loss", "losses"],
        Symbol::Epochs => ["the number of epochs", "numbers of epochs"],
        Symbol::Layer(_, value) => match value {
            V::Affine | V::Z => ["a weighted sum", "weighted sums"],
            V::A | V::H => ["an activation", "activations"],
            V::Derivative => ["a slope of an activation", "slopes of activations"],
            V::Delta => ["a δ", "δ"],
            V::Mean | V::RunningMean => ["a mean", "means"],
            V::Variance | V::RunningVar => ["a variance", "variances"],
            V::Normalized => ["a normalized sum", "normalized sums"],
            V::Weight | V::Projection => ["a weight", "weights"],
            V::Bias | V::Gamma | V::Beta | V::Slope => ["a parameter", "parameters"],
        },
    }
}
