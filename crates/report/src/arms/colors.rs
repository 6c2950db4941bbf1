//! The place of an arm among colors, dashes and markers: one in all figures of a report, whichever arms they show.
//!
//! An arm whose name recurs in the course (sigmoid, momentum, 8 hidden units) has the place of that name in every
//! report; the others take those that are left, in their order. Leaves out what a place looks like (`palette`).

use std::collections::BTreeSet;

/// The names that recur, by their place. Names that some report compares have different places.
const RECURRING: [&[&str]; 7] = [
    &["sigmoid", "gradient-descent", "squared-error", "full batch", "no hidden layer", "2 hidden units"],
    &[
        "tanh",
        "momentum",
        "mean-squared-error",
        "binary-cross-entropy",
        "batch size 32",
        "3 hidden units",
        "16 hidden units",
    ],
    &["relu", "nesterov", "hinge", "huber", "sum-squared-error", "batch size 8", "8 hidden units"],
    &["identity", "normalised-gradient", "adagrad", "total-squared-error", "batch size 1", "6 hidden units"],
    &["leaky-relu", "lbfgs", "rmsprop", "absolute-error", "4 hidden units", "24 hidden units"],
    &["elu", "adam", "log-cosh", "20 hidden units"],
    &["prelu", "adamax", "1 hidden unit"],
];

/// The place of each arm with these labels.
pub fn places(labels: &[String]) -> Vec<usize> {
    let mut taken = BTreeSet::new();
    let own: Vec<Option<usize>> =
        labels.iter().map(|label| recurring(label).filter(|place| taken.insert(*place))).collect();
    let mut free = (0..).filter(|place| !taken.contains(place));
    own.into_iter().filter_map(|own| own.or_else(|| free.next())).collect()
}

/// The place of a name, which details in parentheses may follow.
fn recurring(label: &str) -> Option<usize> {
    let name = label.split(" (").next().unwrap_or(label);
    RECURRING.iter().position(|names| names.contains(&name))
}

#[cfg(test)]
mod tests {
    use super::places;

    fn of(labels: &[&str]) -> Vec<usize> {
        places(&labels.iter().map(|label| (*label).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn a_name_has_its_place_whatever_stands_beside_it() {
        assert_eq!(of(&["sigmoid", "tanh", "relu"]), [0, 1, 2]);
        assert_eq!(of(&["relu", "leaky-relu (slope 0.1)", "sigmoid"]), [2, 4, 0]);
    }

    #[test]
    fn the_others_take_what_is_left() {
        assert_eq!(of(&["one", "sigmoid", "two", "tanh", "three"]), [2, 0, 3, 1, 4]);
        assert_eq!(of(&["adam (learning rate 1)", "adam (learning rate 2)"]), [5, 0], "the first has the name");
        let many: Vec<String> = (0..20_000).map(|number| number.to_string()).collect();
        assert_eq!(places(&many), (0..20_000).collect::<Vec<_>>(), "in no time");
        assert_eq!(of(&[""]), [0]);
    }
}
