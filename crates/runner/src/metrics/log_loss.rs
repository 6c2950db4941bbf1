//! The log loss: the mean of −ln p over the rows, p the probability that the outputs give to the right class.
//!
//! It judges probabilities whatever loss trained them: without weights, without smoothing. One output y is the
//! probability of the second class; several are divided by their sum, which changes nothing behind a softmax and
//! makes separate sigmoids comparable, as scikit-learn does. No p counts as less than ε = 2.2e-16, so one sure
//! mistake costs 36 nats and not everything.

use engine::dataset::Encoding;
use engine::{Dataset, Matrix};

/// outputs: (rows, out), in the coding 0 and 1.
pub fn log_loss(outputs: &Matrix, rows: &[usize], dataset: &Dataset) -> f64 {
    let right = rows.iter().enumerate().map(|(at, &row)| {
        let p = probability(outputs.row(at), dataset.labels[row], dataset.encoding);
        // Sigmoids that are all 0 say nothing of any class: 0/0 counts as none, a NaN among the outputs does not.
        let silent = outputs.row(at).iter().all(|output| *output == 0.0);
        if p < f64::EPSILON || silent { f64::EPSILON } else { p }
    });
    right.fold(0.0, |sum, p| sum - libm::log(p)) / rows.len() as f64
}

/// The probability of a class.
fn probability(outputs: &[f64], class: usize, encoding: Encoding) -> f64 {
    match (encoding, class) {
        (Encoding::Pair { .. }, 0) => 1.0 - outputs[0],
        (Encoding::Pair { .. }, _) => outputs[0],
        (Encoding::OneHot { .. } | Encoding::Numeric, class) => outputs[class] / outputs.iter().sum::<f64>(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAIR: Encoding = Encoding::Pair { low: 0.0, high: 1.0 };
    const ONE_HOT: Encoding = Encoding::OneHot { low: 0.0, high: 1.0 };

    #[test]
    fn one_output_is_the_probability_of_the_second_class() {
        assert_eq!([0, 1].map(|class| probability(&[0.75], class, PAIR)), [0.25, 0.75]);
    }

    /// Three sigmoids of 0.5, 0.25 and 0.25 are probabilities already; doubled they give the same.
    #[test]
    fn several_outputs_are_divided_by_their_sum() {
        for outputs in [[0.5, 0.25, 0.25], [1.0, 0.5, 0.5]] {
            assert_eq!([0, 1, 2].map(|class| probability(&outputs, class, ONE_HOT)), [0.5, 0.25, 0.25]);
        }
    }
}
