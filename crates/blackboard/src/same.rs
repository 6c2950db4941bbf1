//! Whether two terms name the same number.

use experiment::term::{LayerValue, Symbol, Term, TermKind};

/// Whether they do in a batch whose first row is `first` of the training part: without a sample that is meant, an index
/// of 0 may be left out, and an output may be named by its index or behind `output`.
pub(crate) fn is_same(a: &Term, b: &Term, first: usize) -> bool {
    plain(a, first) == plain(b, first)
}

fn plain(term: &Term, first: usize) -> Term {
    let mut term = term.clone();
    if let Symbol::Layer(layer, LayerValue::Delta) = term.element.symbol {
        (term.element.symbol, term.kind) = (Symbol::Layer(layer, LayerValue::Z), TermKind::Derivative);
    }
    if term.element.symbol == Symbol::Output
        && let Some(output) = term.output.take()
    {
        term.element.index = vec![output];
    }
    if term.element.index.len() == 2 && term.element.index[0] == 0 {
        term.element.index.remove(0);
    }
    if term.element.index == [0] {
        term.element.index.clear();
    }
    term.sample.get_or_insert(first);
    term
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_mean_the_same() {
        let same = |a: &str, b: &str| is_same(&a.parse().expect(a), &b.parse().expect(b), 2);
        assert!(same("output sample 2", "output[0]"));
        assert!(same("output output 1", "output[1] sample 2"));
        assert!(same("layers.0.bias[1]", "layers.0.bias[0,1]"));
        assert!(same("layers.0.delta[1] sample 2", "dlayers.0.z[1]"));
        assert!(!same("output", "output sample 0"));
        assert!(!same("layers.0.weight[1,0]", "layers.0.weight[0,1]"));
        assert!(!same("layers.0.z[0]", "layers.0.z[0] @ 1"));
    }
}
