//! Symbols as a textbook prints them: x₁² for the input "x1^2", w₂₁⁽¹⁾ for the parameter "layers.0.weight[1,0]".
//!
//! What is no such name stays as it is.

/// The digits below and above the line.
const LOWERED: [char; 10] = ['₀', '₁', '₂', '₃', '₄', '₅', '₆', '₇', '₈', '₉'];
const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/// A letter with an index: x₁₂.
pub fn subscripted(letter: &str, number: usize) -> String {
    letter.to_owned() + &written(&number.to_string(), &LOWERED)
}

fn written(number: &str, digits: &[char; 10]) -> String {
    number.bytes().map(|digit| digits[usize::from(digit - b'0')]).collect()
}

/// An input, an output or a feature: x1 is x₁, x1^2 is x₁², x1*x2 is x₁·x₂. A name of more letters stays a name.
pub fn variable(name: &str) -> String {
    let factors: Option<Vec<String>> = name.split('*').map(factor).collect();
    factors.map_or_else(|| name.to_owned(), |factors| factors.join("·"))
}

/// A letter with an index, and a power.
fn factor(name: &str) -> Option<String> {
    let (base, power) = name.split_once('^').map_or((name, ""), |(base, power)| (base, power));
    let letter = base.chars().next().filter(char::is_ascii_alphabetic)?;
    let index = &base[1..];
    let are_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let is_symbol =
        !index.is_empty() && are_digits(index) && are_digits(power) && name.contains('^') != power.is_empty();
    is_symbol.then(|| format!("{letter}{}{}", written(index, &LOWERED), written(power, &RAISED)))
}

/// A parameter of a network of `layers` layers. Layers, inputs and units count from 1: `layers.1.weight[0,2]` is
/// w₁₃⁽²⁾, in a network of a single layer w₁₃; biases and the like have the index of their unit.
pub fn parameter(name: &str, layers: usize) -> String {
    parsed(name, layers).unwrap_or_else(|| name.to_owned())
}

fn parsed(name: &str, layers: usize) -> Option<String> {
    let (layer, rest) = name.strip_prefix("layers.")?.split_once('.')?;
    let (tensor, place) = rest.strip_suffix(']')?.split_once('[')?;
    let (row, column) = place.split_once(',')?;
    let [layer, row, column] = [layer, row, column].map(|number| number.parse::<usize>().ok().map(|at| at + 1));
    let index = match tensor {
        "weight" | "projection" => subscripted("", row?) + &subscripted("", column?),
        _ => subscripted("", column?),
    };
    let above = if layers > 1 { format!("⁽{}⁾", written(&layer?.to_string(), &RAISED)) } else { String::new() };
    Some(format!("{}{index}{above}", letter(tensor)?))
}

fn letter(tensor: &str) -> Option<&'static str> {
    Some(match tensor {
        "weight" => "w",
        "bias" => "b",
        "gamma" => "γ",
        "beta" => "β",
        "slope" => "a",
        "projection" => "p",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{parameter, variable};

    #[test]
    fn letters_have_indices_and_powers() {
        let names = ["x1", "y12", "x1^2", "x1*x2", "x1^2*x2^3", "x", "temperature", "class_1", "x1^", "x^2", "B5a", ""];
        let shown = ["x₁", "y₁₂", "x₁²", "x₁·x₂", "x₁²·x₂³", "x", "temperature", "class_1", "x1^", "x^2", "B5a", ""];
        assert_eq!(names.map(variable), shown);
    }

    #[test]
    fn parameters_count_from_one() {
        assert_eq!(parameter("layers.0.weight[1,0]", 1), "w₂₁");
        assert_eq!(parameter("layers.1.weight[0,2]", 3), "w₁₃⁽²⁾");
        assert_eq!(parameter("layers.0.bias[0,3]", 2), "b₄⁽¹⁾");
        assert_eq!(parameter("layers.0.bias[0,0]", 1), "b₁");
        assert_eq!(parameter("something[1,2]", 1), "something[1,2]");
    }
}
