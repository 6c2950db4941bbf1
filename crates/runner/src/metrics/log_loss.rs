//! The log loss: the mean of −ln p over the rows, p the probability that the outputs give to the right class.
//!
//! It judges probabilities whatever loss trained them: without weights, without smoothing. One output y is the
//! probability of the second class; several are divided by their sum, which changes nothing behind a softmax and
//! makes separate sigmoids comparable, as scikit-learn does. No p counts as less than ε = 2⁻⁵², so one sure mistake
//! costs 36 nats and not everything.

use engine::schema::TargetEncoding;
use engine::{Dataset, Matrix};

/// outputs: (rows, out), in the coding 0 and 1.
pub fn log_loss(outputs: &Matrix, rows: &[usize], dataset: &Dataset) -> f64 {
    let surprises = rows.iter().enumerate();
    let surprises = surprises
        .map(|(at, &row)| negative_log_probability(outputs.row(at), dataset.labels[row], dataset.schema.encoding));
    surprises.sum::<f64>() / rows.len() as f64
}

/// −ln p of one row.
fn negative_log_probability(outputs: &[f64], class: usize, encoding: TargetEncoding) -> f64 {
    let p = Probabilities::of(outputs, encoding).class(class);
    -libm::log(if p < f64::EPSILON { f64::EPSILON } else { p })
}

/// The probabilities that the outputs of a row give to the classes. Of a thousand classes each is one division: the
/// outputs are added up once.
#[derive(Debug, Clone, Copy)]
pub struct Probabilities<'a> {
    outputs: &'a [f64],
    /// Of several outputs.
    sum: f64,
    encoding: TargetEncoding,
}

impl<'a> Probabilities<'a> {
    /// Those of a row.
    pub fn of(outputs: &'a [f64], encoding: TargetEncoding) -> Probabilities<'a> {
        Probabilities { outputs, sum: outputs.iter().sum(), encoding }
    }

    /// The probability of a class. Sigmoids that are all 0 give none to any class.
    pub fn class(self, class: usize) -> f64 {
        match (self.encoding, class) {
            (TargetEncoding::Pair { .. }, 0) => 1.0 - self.outputs[0],
            (TargetEncoding::Pair { .. }, _) => self.outputs[0],
            (TargetEncoding::OneHot { .. } | TargetEncoding::Numeric, _) if self.sum == 0.0 => 0.0,
            (TargetEncoding::OneHot { .. } | TargetEncoding::Numeric, class) => self.outputs[class] / self.sum,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAIR: TargetEncoding = TargetEncoding::Pair { low: 0.0, high: 1.0 };
    const ONE_HOT: TargetEncoding = TargetEncoding::OneHot { low: 0.0, high: 1.0 };
    /// −ln 2⁻⁵² = 52·ln 2.
    const MOST: f64 = 52.0 * std::f64::consts::LN_2;

    #[test]
    fn one_output_is_the_probability_of_the_second_class() {
        assert_eq!([0, 1].map(|class| Probabilities::of(&[0.75], PAIR).class(class)), [0.25, 0.75]);
    }

    /// Three sigmoids of 0.5, 0.25 and 0.25 are probabilities already; doubled they give the same.
    #[test]
    fn several_outputs_are_divided_by_their_sum() {
        for outputs in [[0.5, 0.25, 0.25], [1.0, 0.5, 0.5]] {
            assert_eq!([0, 1, 2].map(|class| Probabilities::of(&outputs, ONE_HOT).class(class)), [0.5, 0.25, 0.25]);
        }
    }

    /// Sure and right costs nothing, sure and wrong 52 bits, no word at all as much; no number stays none.
    #[test]
    fn the_price_of_being_sure() {
        assert_eq!((negative_log_probability(&[0.0], 0, PAIR), negative_log_probability(&[1.0], 1, PAIR)), (0.0, 0.0));
        for price in [negative_log_probability(&[1.0], 0, PAIR), negative_log_probability(&[0.0; 3], 2, ONE_HOT)] {
            assert!((price - MOST).abs() <= 1e-14 * MOST, "{price}");
        }
        assert!(negative_log_probability(&[f64::NAN], 0, PAIR).is_nan());
    }
}
