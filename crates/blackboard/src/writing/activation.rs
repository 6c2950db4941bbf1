//! Activations and their derivatives as formulas, each as its type in `from-scratch` writes it.

use experiment::spec::Activation;
use from_scratch::by_hand::ByHand;
use from_scratch::layers::activation::activation_by_hand;

use crate::by_hand::read;
use crate::formula::{Formula, Function, call};

/// A formula and a remark.
pub(super) type Remarked = (Formula, Option<String>);

/// f(z); a function that is too long to write stands by its name, with its formula as a remark.
pub(super) fn value(f: Activation, z: &Formula) -> Remarked {
    let [value, _] = activation_by_hand(f, z.value());
    let written = value.map(|text| written(&text, &|letter| (letter == "z").then(|| z.clone())));
    written.unwrap_or_else(|| (call(Function::Activation(f), z.clone()), Some(f.facts().formula.to_owned())))
}

/// f′(z), where a = f(z).
pub(super) fn derivative(f: Activation, z: &Formula, a: &Formula) -> Remarked {
    let letters = |letter: &str| match letter {
        "z" => Some(z.clone()),
        "a" => Some(a.clone()),
        _ => None,
    };
    let [_, slope] = activation_by_hand(f, z.value());
    let written = slope.map(|text| written(&text, &letters));
    written.unwrap_or_else(|| (call(Function::Derivative(f), z.clone()), None))
}

/// A text with letters put in, and the reason for it.
pub(super) fn written(text: &ByHand, letters: &dyn Fn(&str) -> Option<Formula>) -> Remarked {
    (read(&text.formula, letters), text.reason.map(str::to_owned))
}

#[cfg(test)]
mod tests {
    use experiment::spec::Named;
    use from_scratch::layers::activation::activation_at;

    use super::*;
    use crate::formula::named;
    use crate::name::{Letter, Name};

    /// What is written by hand comes to what the engine computes, of every function and on both sides of its kinks.
    /// A formula has up to five operations on numbers of size 1 to 10, each off by half a unit in the last place.
    #[test]
    fn formulas_by_hand_are_the_functions() {
        let of_one_number = |f: &Activation| !matches!(f, Activation::Prelu { .. } | Activation::Maxout { .. });
        for f in Named::<Activation>::every().into_iter().filter(of_one_number) {
            for at in (-12..=12).map(|k| 0.25 * f64::from(k)) {
                let (a, slope) = activation_at(f, at);
                let (z, a_named) = (named(Name::plain(Letter::Z), at), named(Name::plain(Letter::A), a));
                let near = |formula: Formula, wanted: f64| {
                    let found = formula.value();
                    assert!((found - wanted).abs() <= 4e-15, "{f:?} at {at}: {found} is not {wanted}");
                };
                near(value(f, &z).0, a);
                near(derivative(f, &z, &a_named).0, slope);
            }
        }
    }
}
