//! The signs of formulas in Unicode, and what TeX has for them.

/// Functions that are written by their names.
const FUNCTIONS: [(&str, &str); 17] = [
    ("exp", "\\exp"),
    ("ln", "\\ln"),
    ("tanh", "\\tanh"),
    ("cosh", "\\cosh"),
    ("arctan", "\\arctan"),
    ("max", "\\max"),
    ("min", "\\min"),
    ("sign", "\\operatorname{sign}"),
    ("abs", "\\operatorname{abs}"),
    ("step", "\\operatorname{step}"),
    ("selu", "\\operatorname{selu}"),
    ("gelu", "\\operatorname{gelu}"),
    ("silu", "\\operatorname{silu}"),
    ("mish", "\\operatorname{mish}"),
    ("net", "\\mathrm{net}"),
    ("out", "\\mathrm{out}"),
    ("flipud", "\\operatorname{flipud}"),
];
/// Signs between numbers, and letters that TeX has other names for.
pub(super) const SIGNS: [(char, &str); 25] = [
    ('·', " \\cdot "),
    ('−', "-"),
    ('-', "-"),
    ('+', "+"),
    ('=', "="),
    ('/', "/"),
    (',', ","),
    ('≥', "\\ge "),
    ('≤', "\\le "),
    ('>', "\\gt "),
    ('<', "\\lt "),
    ('≠', "\\ne "),
    ('≈', "\\approx "),
    ('←', "\\leftarrow "),
    ('…', "\\cdots "),
    ('Σ', "\\textstyle\\sum"),
    ('½', "\\tfrac12 "),
    ('‖', "\\Vert "),
    ('∞', "\\infty "),
    ('⊙', "\\odot "),
    ('∇', "\\nabla "),
    ('*', "^*"),
    ('[', "["),
    (']', "]"),
    (';', ";\\ "),
];
const LOWERED: &str = "₀₁₂₃₄₅₆₇₈₉";
const RAISED: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹";
/// Other letters below.
const BELOW: [(char, char); 8] =
    [('ₛ', 's'), ('ᵢ', 'i'), ('ⱼ', 'j'), ('ₖ', 'k'), ('ₙ', 'n'), ('ₘ', 'm'), ('ₚ', 'p'), ('ₒ', 'o')];
/// Other letters above.
const ABOVE: [(char, char); 13] = [
    ('⁽', '('),
    ('⁾', ')'),
    ('⁺', '+'),
    ('⁻', '-'),
    ('ᵀ', 'T'),
    ('ᴸ', 'L'),
    ('ˡ', 'l'),
    ('ʲ', 'j'),
    ('ᵏ', 'k'),
    ('ᵗ', 't'),
    ('ⁿ', 'n'),
    ('ᶻ', 'z'),
    ('ˣ', 'x'),
];

/// The letter that stands below or above, and whether it is below.
pub(super) fn shifted(letter: char) -> Option<(char, bool)> {
    let digit = |of: &str| of.chars().position(|known| known == letter).and_then(|n| char::from_digit(n as u32, 10));
    let other = |of: &[(char, char)]| of.iter().find(|(known, _)| *known == letter).map(|(_, plain)| *plain);
    let below = digit(LOWERED).or_else(|| other(&BELOW)).map(|plain| (plain, true));
    below.or_else(|| digit(RAISED).or_else(|| other(&ABOVE)).map(|plain| (plain, false)))
}

/// The function of a name.
pub(super) fn function(word: &str) -> Option<&'static str> {
    FUNCTIONS.iter().find(|(name, _)| *name == word).map(|(_, tex)| *tex)
}
