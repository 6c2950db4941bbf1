//! Formulas among words, as in "with wᵢⱼ from source i to target j, as printed".
//!
//! A formula is as many words in a row as no language has, up to a comma or a period behind one of them.

use super::{has_marks, is_word, read};

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece<'t> {
    /// Words, with the blanks around them.
    Words(&'t str),
    /// A formula in TeX.
    Formula(String),
}

/// The pieces of a text in their order.
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let (mut pieces, mut words) = (Vec::new(), 0);
    let mut at = 0;
    while at < text.len() {
        let end = run(text, at);
        let formula = text[at..end].trim_end();
        match Some(formula).filter(|formula| is_marked(formula)).and_then(read) {
            Some(tex) => {
                pieces.extend((words < at).then(|| Piece::Words(&text[words..at])));
                pieces.push(Piece::Formula(tex));
                at += formula.len();
                words = at;
                at = next_word(text, at);
            }
            None => at = next_word(text, at),
        }
    }
    pieces.extend((words < text.len()).then(|| Piece::Words(&text[words..])));
    pieces
}

/// Whether a text has a sign that stands in no sentence: here a letter with an index, or a Greek one, is enough.
fn is_marked(text: &str) -> bool {
    has_marks(text) || text.chars().any(|letter| "Σ½∇‖←·_Δ".contains(letter) || ('α'..='ω').contains(&letter))
}

/// Where the words from here on that may be a formula end.
fn run(text: &str, start: usize) -> usize {
    let mut end = start;
    for word in text[start..].split_inclusive(' ') {
        let bare = word.trim_end();
        let cites_a_line = bare.starts_with("(l.");
        if cites_a_line || is_word(bare.trim_matches(['(', ')', ',', '.', ':', ';'])) {
            break;
        }
        let stop = bare.trim_end_matches([',', '.', ':', ';']);
        if stop.len() < bare.len() {
            return end + stop.len();
        }
        end += word.len();
    }
    end
}

/// Where the next word begins.
fn next_word(text: &str, at: usize) -> usize {
    text[at..].find(' ').map_or(text.len(), |blank| at + blank + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text with formulas between dollars.
    fn shown(text: &str) -> String {
        let one = |piece: Piece| match piece {
            Piece::Words(words) => words.to_owned(),
            Piece::Formula(tex) => format!("${tex}$"),
        };
        pieces(text).into_iter().map(one).collect()
    }

    #[test]
    fn formulas_are_found_and_words_are_not() {
        for (text, expected) in [
            ("wᵀφt < 0 for every sample", "$w ^Tφ t \\lt 0$ for every sample"),
            ("the sum of yₖ − tₖ, as in l.72.", "the sum of $y _k-t _k$, as in l.72."),
            ("∂L/∂wᵢⱼ = δᵢaⱼ", "$\\frac{\\partial L }{\\partial w _{ij}}=δ _ia _j$"),
            ("W_ho is (O_EO ⊙ O_ON)ᵀ", "$W _{ho}$ is $(O _{EO}\\odot O _{ON})^T$"),
            ("½ Σ(y − y*), and out_h1 = 0.5", "$\\tfrac12 Σ (y -y ^*)$, and $\\mathrm{out} _{h1}=0.5$"),
            ("w·x ≥ w₀ (l.106) holds", "$w  \\cdot x \\ge w _0$ (l.106) holds"),
            ("∂net_h1 in the column of δ", "$\\partial \\mathrm{net}_{h1}$ in the column of $δ$"),
            ("for ∂MSE/∂w₁₁ alone", "for $\\frac{\\partial \\mathrm{MSE}}{\\partial w _{11}}$ alone"),
            ("3 of 4, A row", "3 of 4, A row"),
            ("", ""),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }
}
