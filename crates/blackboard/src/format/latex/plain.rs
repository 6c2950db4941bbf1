//! Words in TeX: its own signs escaped, signs of formulas as commands.

use experiment::words::is_unseen;

/// Words that TeX takes for words: its own signs escaped, Unicode as commands.
pub fn plain(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut tex = String::new();
    for (at, &of) in letters.iter().enumerate() {
        match (of, letters.get(at + 1)) {
            (HAT, _) => {}
            (of, Some(&HAT)) => tex.push_str(&format!("\\ensuremath{{\\hat {of}}}")),
            (of, _) => tex.push_str(&letter(of)),
        }
    }
    tex
}

/// A hat over the letter before it.
const HAT: char = '\u{302}';

fn letter(letter: char) -> String {
    let math = |tex: &str| format!("\\ensuremath{{{tex}}}");
    if let Some(lower) = "₀₁₂₃₄₅₆₇₈₉".chars().position(|known| known == letter) {
        return math(&format!("_{{{lower}}}"));
    }
    if let Some(upper) = "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|known| known == letter) {
        return math(&format!("^{{{upper}}}"));
    }
    match letter {
        '\n' | '\t' => " ".into(),
        '\\' => "\\textbackslash{}".into(),
        '&' | '%' | '$' | '#' | '_' | '{' | '}' => format!("\\{letter}"),
        '~' => "\\textasciitilde{}".into(),
        '^' => "\\textasciicircum{}".into(),
        '<' | '>' | '|' => math(&letter.to_string()),
        known => TEX.iter().find(|(of, _)| *of == known).map_or_else(
            || if !is_unseen(known) && known < '\u{180}' { known.to_string() } else { "?".into() },
            |(_, tex)| math(tex),
        ),
    }
}

/// Signs of formulas in words.
const TEX: [(char, &str); 60] = [
    ('−', "-"),
    ('·', "\\cdot "),
    ('×', "\\times "),
    ('±', "\\pm "),
    ('∓', "\\mp "),
    ('½', "\\tfrac12"),
    ('≥', "\\ge "),
    ('≤', "\\le "),
    ('≠', "\\ne "),
    ('√', "\\surd "),
    ('∂', "\\partial "),
    ('Σ', "\\Sigma "),
    ('∞', "\\infty "),
    ('→', "\\to "),
    ('←', "\\leftarrow "),
    ('‖', "\\Vert "),
    ('…', "\\ldots "),
    ('′', "'"),
    ('⁺', "^{+}"),
    ('⁻', "^{-}"),
    ('⁽', "^{(}"),
    ('⁾', "^{)}"),
    ('₊', "_{+}"),
    ('₋', "_{-}"),
    ('ₛ', "_{s}"),
    ('ᵢ', "_{i}"),
    ('ⱼ', "_{j}"),
    ('ₖ', "_{k}"),
    ('ₙ', "_{n}"),
    ('ₘ', "_{m}"),
    ('ₚ', "_{p}"),
    ('ₓ', "_{x}"),
    ('ₐ', "_{a}"),
    ('ₑ', "_{e}"),
    ('ᶻ', "^{z}"),
    ('ˣ', "^{x}"),
    ('ᵗ', "^{t}"),
    ('ⁿ', "^{n}"),
    ('ʲ', "^{j}"),
    ('ᵏ', "^{k}"),
    ('ᵀ', "^{T}"),
    ('α', "\\alpha "),
    ('β', "\\beta "),
    ('γ', "\\gamma "),
    ('δ', "\\delta "),
    ('ε', "\\varepsilon "),
    ('η', "\\eta "),
    ('θ', "\\theta "),
    ('λ', "\\lambda "),
    ('μ', "\\mu "),
    ('π', "\\pi "),
    ('ρ', "\\rho "),
    ('σ', "\\sigma "),
    ('τ', "\\tau "),
    ('φ', "\\varphi "),
    ('Φ', "\\Phi "),
    ('Ω', "\\Omega "),
    ('ℓ', "\\ell "),
    ('∇', "\\nabla "),
    ('–', "\\text{--}"),
];
