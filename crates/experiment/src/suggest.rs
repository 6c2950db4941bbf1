//! "Did you mean": the known word nearest to what was written.
//!
//! In order: the same word in other spelling (case, `-` for `_`), a synonym (`lr` for `learning_rate`), then the least
//! Damerau-Levenshtein distance if it is at most a third of the length of the word; between equals the one with the
//! same first letter. Leaves out meaning: `ridge` is far from every key and gets no suggestion.

use strsim::damerau_levenshtein;

/// Names that other tools and textbooks use, each beside ours.
const SYNONYMS: &[(&str, &str)] = &[
    ("lr", "learning_rate"),
    ("eta", "learning_rate"),
    ("step_size", "learning_rate"),
    ("rate", "learning_rate"),
    ("sgd", "gradient-descent"),
    ("gd", "gradient-descent"),
    ("l_bfgs", "lbfgs"),
    ("algorithm", "rule"),
    ("mse", "mean-squared-error"),
    ("l2_loss", "squared-error"),
    ("bce", "binary-cross-entropy"),
    ("log_loss", "cross-entropy"),
    ("nll", "cross-entropy"),
    ("categorical_cross_entropy", "cross-entropy"),
    ("logistic", "sigmoid"),
    ("linear", "identity"),
    ("none", "identity"),
    ("glorot", "xavier-uniform"),
    ("kaiming", "he-uniform"),
    ("gaussian", "normal"),
    ("batch", "batch_size"),
    ("minibatch", "batch_size"),
    ("iterations", "epochs"),
    ("layers", "hidden"),
    ("weight_decay", "penalty"),
    ("regularization", "penalty"),
    ("train", "training"),
    ("data", "dataset"),
    ("model", "network"),
    ("standardize", "standard"),
    ("float64", "f64"),
    ("float32", "f32"),
    ("double", "f64"),
    ("+_1", "±1"),
];

/// The candidate that was most likely meant by `given`, if one is near.
pub fn nearest<'a>(given: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let candidates: Vec<&str> = candidates.into_iter().collect();
    let word = plain(given);
    same(&word, &candidates).or_else(|| synonym(&word, &candidates)).or_else(|| {
        let distance = |candidate: &&str| damerau_levenshtein(&word, &plain(candidate));
        let other_start = |candidate: &str| plain(candidate).chars().next() != word.chars().next();
        let best = candidates.iter().copied().min_by_key(|candidate| (distance(candidate), other_start(candidate)))?;
        (distance(&best) <= allowed(&word)).then_some(best)
    })
}

/// The label beside a caret: `did you mean "tanh"?`.
pub fn did_you_mean(meant: &str) -> String {
    format!("did you mean \"{meant}\"?")
}

fn same<'a>(word: &str, candidates: &[&'a str]) -> Option<&'a str> {
    candidates.iter().copied().find(|candidate| plain(candidate) == word)
}

fn synonym<'a>(word: &str, candidates: &[&'a str]) -> Option<&'a str> {
    SYNONYMS
        .iter()
        .filter(|(other, _)| *other == word)
        .find_map(|(_, ours)| candidates.iter().copied().find(|candidate| candidate == ours))
}

/// A third of the length, and one slip even in a word of two letters. Another single letter is another word.
fn allowed(word: &str) -> usize {
    match word.chars().count() {
        0 | 1 => 0,
        letters => (letters / 3).max(1),
    }
}

/// A word without case, and with one sign for `-`, `_` and a blank.
fn plain(word: &str) -> String {
    word.to_lowercase().replace(['-', ' '], "_")
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn spelling_beats_names_and_names_beat_distance() {
        let rules = ["gradient-descent", "momentum", "adam", "adamw"];
        assert_eq!(nearest("Gradient_Descent", rules), Some("gradient-descent"));
        assert_eq!(nearest("SGD", rules), Some("gradient-descent"));
        assert_eq!(nearest("adamax", rules), Some("adam"));
        assert_eq!(nearest("momentun", rules), Some("momentum"));
        assert_eq!(nearest("newton", rules), None);
    }

    #[test]
    fn a_swap_of_neighbors_is_one_slip() {
        assert_eq!(nearest("tahn", ["identity", "sigmoid", "tanh", "relu"]), Some("tanh"));
        assert_eq!(nearest("xr", ["or", "not", "xor"]), Some("xor"));
        assert_eq!(nearest("sampels", ["name", "samples", "noise"]), Some("samples"));
    }

    #[test]
    fn a_name_of_another_tool_needs_ours_to_be_possible() {
        assert_eq!(nearest("lr", ["rule", "learning_rate"]), Some("learning_rate"));
        assert_eq!(nearest("lr", ["title", "question"]), None);
    }

    #[test]
    fn one_letter_is_no_slip_of_another() {
        assert_eq!(nearest("2", ["0", "1"]), None);
    }
}
