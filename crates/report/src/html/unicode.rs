//! Formulas in Unicode, as tables of worked examples have them, in TeX: `z₁⁽²⁾ = a₁·w₁₁⁽²⁾` is
//! `z_1^{\text{(2)}} = a_1 \cdot w_{11}^{\text{(2)}}`.
//!
//! Readers of Markdown show these tables as they are; a page sets them. What is no formula as a whole, a word or a mark
//! among it, is left as it was written.

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
const SIGNS: [(char, &str); 20] = [
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
];
const LOWERED: &str = "₀₁₂₃₄₅₆₇₈₉";
const RAISED: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹";
/// Other letters below and above.
const SHIFTED: [(char, char); 9] =
    [('ₛ', 's'), ('ᵢ', 'i'), ('ⱼ', 'j'), ('ₖ', 'k'), ('⁽', '('), ('⁾', ')'), ('⁺', '+'), ('⁻', '-'), ('ᵀ', 'T')];

/// A formula with the remark behind it, `(as z > 0)`, in TeX; none where the text is no formula.
pub fn tex(text: &str) -> Option<String> {
    let (formula, remark) = match text.rfind('(').filter(|_| text.ends_with(')')) {
        Some(at) if is_words(&text[at + 1..text.len() - 1]) => text.split_at(at),
        _ => (text, ""),
    };
    let marked = |letter: char| shifted(letter).is_some() || "∂√′^".contains(letter);
    if !formula.chars().any(marked) {
        return None;
    }
    let mut rest = formula.trim();
    let tex = sequence(&mut rest, false)?;
    let words = if remark.is_empty() { String::new() } else { format!("\\quad\\text{{{}}}", plain(remark)?) };
    rest.is_empty().then(|| format!("{}{words}", tex.trim()))
}

/// Words rather than a formula: it has a word of several letters that is no function.
fn is_words(text: &str) -> bool {
    let word =
        |word: &str| word.chars().count() > 1 && word.chars().all(char::is_alphabetic) && function(word).is_none();
    text.split_whitespace().any(word)
}

/// A remark without what TeX would take for commands.
fn plain(words: &str) -> Option<&str> {
    (!words.contains(['\\', '{', '}', '$', '%', '#', '_', '^', '&', '~'])).then_some(words)
}

fn function(word: &str) -> Option<&'static str> {
    FUNCTIONS.iter().find(|(name, _)| *name == word).map(|(_, tex)| *tex)
}

/// The letter that stands below or above, and whether it is below.
fn shifted(letter: char) -> Option<(char, bool)> {
    let digit = |of: &str| of.chars().position(|known| known == letter).and_then(|n| char::from_digit(n as u32, 10));
    let other =
        || SHIFTED.iter().find(|(known, _)| *known == letter).map(|(_, plain)| (*plain, "ₛᵢⱼₖ".contains(letter)));
    digit(LOWERED).map(|n| (n, true)).or_else(|| digit(RAISED).map(|n| (n, false))).or_else(other)
}

/// Everything up to the end, or to the parenthesis that closes.
fn sequence(rest: &mut &str, inside: bool) -> Option<String> {
    let mut tex = String::new();
    loop {
        *rest = rest.trim_start();
        match rest.chars().next() {
            None => return (!inside).then_some(tex),
            Some(')') => return inside.then_some(tex),
            Some(_) => tex.push_str(&item(rest)?),
        }
    }
}

/// One sign, number, name or parenthesis, with what stands at it below and above.
fn item(rest: &mut &str) -> Option<String> {
    let letter = rest.chars().next()?;
    let tail = &rest[letter.len_utf8()..];
    let base = match letter {
        '(' => format!("({})", parenthesis(rest)?),
        '√' => {
            *rest = tail;
            let inner = if tail.starts_with('(') { parenthesis(rest)? } else { item(rest)? };
            return Some(format!("\\sqrt{{{inner}}}"));
        }
        '^' => {
            *rest = tail;
            let inner = if tail.starts_with('(') { parenthesis(rest)? } else { item(rest)? };
            return Some(format!("^{{{inner}}}"));
        }
        '∂' => return partial(rest),
        letter if letter.is_ascii_digit() => run(rest, |letter| letter.is_ascii_digit() || letter == '.').to_owned(),
        letter if letter.is_alphabetic() && shifted(letter).is_none() => name(rest)?,
        letter => {
            *rest = tail;
            SIGNS.iter().find(|(sign, _)| *sign == letter)?.1.to_owned()
        }
    };
    Some(base + &attached(rest))
}

/// What stands between parentheses.
fn parenthesis(rest: &mut &str) -> Option<String> {
    *rest = rest.strip_prefix('(')?;
    let inner = sequence(rest, true)?;
    *rest = rest.strip_prefix(')')?;
    Some(inner)
}

/// ∂a/∂b as a fraction.
fn partial(rest: &mut &str) -> Option<String> {
    let mut one = |sign: &str| {
        *rest = rest.strip_prefix(sign)?;
        let name = name(rest)?;
        Some(name + &attached(rest))
    };
    let (above, below) = (one("∂")?, one("/∂")?);
    Some(format!("\\frac{{\\partial {above}}}{{\\partial {below}}}"))
}

/// A letter, or the name of a function.
fn name(rest: &mut &str) -> Option<String> {
    let word = run(rest, |letter| letter.is_alphabetic() && shifted(letter).is_none());
    match word.chars().count() {
        0 => None,
        1 => Some(format!("{word} ")),
        _ => Some(format!("{} ", function(word)?)),
    }
}

/// The letters from here on that are of a kind.
fn run<'t>(rest: &mut &'t str, is_one: impl Fn(char) -> bool) -> &'t str {
    let end = rest.find(|letter| !is_one(letter)).unwrap_or(rest.len());
    let (run, tail) = rest.split_at(end);
    *rest = tail;
    run
}

/// Indices below, exponents above, primes.
fn attached(rest: &mut &str) -> String {
    let (mut below, mut above, mut primes) = (String::new(), String::new(), String::new());
    while let Some(letter) = rest.chars().next() {
        match shifted(letter) {
            Some((plain, true)) => below.push(plain),
            Some((plain, false)) => above.push(plain),
            None if letter == '′' => primes.push('\''),
            None => break,
        }
        *rest = &rest[letter.len_utf8()..];
    }
    // A layer is no factor: as a text it has no signs that could stretch, and a page a third of the bytes.
    let above = if above.contains('(') { format!("\\text{{{above}}}") } else { above };
    let part = |sign: &str, text: String| match text.chars().count() {
        0 => text,
        1 => format!("{sign}{text}"),
        _ => format!("{sign}{{{text}}}"),
    };
    format!("{primes}{}{}", part("_", below), part("^", above)).trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use experiment::formula::error;

    #[test]
    fn formulas_are_read_as_they_are_meant() {
        for (text, expected) in [
            ("z₁⁽¹⁾ = x₁·w₁₁⁽¹⁾ + b⁽¹⁾", "z _1^{\\text{(1)}}=x _1 \\cdot w _{11}^{\\text{(1)}}+b ^{\\text{(1)}}"),
            ("∂J/∂w₁₁⁽²⁾", "\\frac{\\partial J }{\\partial w _{11}^{\\text{(2)}}}"),
            ("1/(1 + e^(−z₁⁽¹⁾))", "1/(1+e ^{-z _1^{\\text{(1)}}})"),
            ("½·(y₁ − t₁)²", "\\tfrac12  \\cdot (y _1-t _1)^2"),
            ("4.355·10⁻⁶", "4.355 \\cdot 10^{-6}"),
            ("z₁ (as z > 0)", "z _1\\quad\\text{(as z > 0)}"),
            ("f′(z₁)", "f '(z _1)"),
            ("√(v₁ + ε)", "\\sqrt{v _1+ε }"),
        ] {
            let found = tex(text).unwrap_or_else(|| panic!("{text} is no formula"));
            assert_eq!(found, expected, "{text}");
            assert_eq!(error(&found), None, "{text}: {found}");
        }
    }

    #[test]
    fn words_and_plain_numbers_are_left_alone() {
        for text in [
            "from 1",
            "0.3775",
            "✓ (004 l.78)",
            "−0.5",
            "derivative of the sigmoid",
            "z₁ of the first",
            ") = z₁",
            "(x₁ = ",
        ] {
            assert_eq!(tex(text), None, "{text}");
        }
    }
}
