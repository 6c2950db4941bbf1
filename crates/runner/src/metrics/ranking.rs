//! How well outputs rank the rows of a class above all others: ROC and precision-recall curve, and their areas.
//!
//! Rows whose output reaches a threshold are taken for the class. A curve has a point for every output that occurs:
//!
//! recall = right/rows of the class    precision = right/taken    false alarms = wrong/rows of the other classes
//!
//! AUC = area under recall over false alarms, by trapezoids: the chance that a row of the class has the larger output,
//! equal outputs counting half. Average precision = Σ (recall − recall before)·precision, by steps from the highest
//! threshold on.

use engine::schema::TargetEncoding;
use engine::{Dataset, Matrix};

/// The rows whose output reaches a threshold.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Threshold {
    /// The least output that is taken for the class.
    pub output: f64,
    /// How many rows of the class reach it.
    pub right: usize,
    /// How many rows of other classes reach it.
    pub wrong: usize,
}

/// The thresholds at every output that occurs, the highest first; none where an output is not a number.
///
/// outputs: (rows, out). The one output of two classes ranks the first class by its negative.
pub fn thresholds(outputs: &Matrix, rows: &[usize], dataset: &Dataset, class: usize) -> Option<Vec<Threshold>> {
    let output = |at: usize| match (dataset.schema.encoding, class) {
        (TargetEncoding::Pair { .. }, 0) => -outputs.row(at)[0],
        (TargetEncoding::Pair { .. }, _) => outputs.row(at)[0],
        (TargetEncoding::OneHot { .. } | TargetEncoding::Numeric, class) => outputs.row(at)[class],
    };
    let scored = rows.iter().enumerate().map(|(at, &row)| (output(at), dataset.labels[row] == class));
    sweep(scored.collect())
}

/// The thresholds of outputs, each with whether its row is of the class.
fn sweep(mut scored: Vec<(f64, bool)>) -> Option<Vec<Threshold>> {
    if scored.iter().any(|(output, _)| output.is_nan()) {
        return None;
    }
    scored.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (mut right, mut wrong) = (0, 0);
    let mut thresholds: Vec<Threshold> = Vec::new();
    for (output, of_class) in scored {
        right += usize::from(of_class);
        wrong += usize::from(!of_class);
        match thresholds.last_mut() {
            Some(last) if last.output == output => *last = Threshold { output, right, wrong },
            Some(_) | None => thresholds.push(Threshold { output, right, wrong }),
        }
    }
    Some(thresholds)
}

/// The area under the ROC curve; not a number where all rows or none are of the class.
pub fn auc(thresholds: &[Threshold]) -> f64 {
    let Some(all) = thresholds.last() else { return f64::NAN };
    let (mut before, mut twice) = ((0, 0), 0.0);
    for at in thresholds {
        twice += ((at.wrong - before.1) * (at.right + before.0)) as f64;
        before = (at.right, at.wrong);
    }
    twice / (2.0 * all.right as f64 * all.wrong as f64)
}

/// The area under the steps of the precision-recall curve; not a number where no row is of the class.
pub fn average_precision(thresholds: &[Threshold]) -> f64 {
    let Some(all) = thresholds.last() else { return f64::NAN };
    let (mut before, mut sum) = (0, 0.0);
    for at in thresholds {
        sum += (at.right - before) as f64 * at.right as f64 / (at.right + at.wrong) as f64;
        before = at.right;
    }
    sum / all.right as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(outputs: &[f64], classes: &[usize]) -> Vec<Threshold> {
        sweep(outputs.iter().copied().zip(classes.iter().map(|class| *class == 1)).collect()).unwrap()
    }

    /// Of the 2·2 pairs of a row of the class and another, (0.8, 0.4), (0.8, 0.1) and (0.35, 0.1) are in order:
    /// 3/4. The class is found at places 1 and 3 of the ranking: ½·1/1 + ½·2/3 = 5/6.
    ///
    /// ```python
    /// from sklearn.metrics import roc_auc_score, average_precision_score
    /// t, y = [0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]
    /// print(roc_auc_score(t, y), average_precision_score(t, y))   # 0.75 0.8333333333333333
    /// ```
    #[test]
    fn areas_of_four_rows() {
        let thresholds = of(&[0.1, 0.4, 0.35, 0.8], &[0, 0, 1, 1]);
        assert_eq!(auc(&thresholds), 0.75);
        assert!((average_precision(&thresholds) - 5.0 / 6.0).abs() <= 1e-15, "sums of two fractions");
    }

    /// Equal outputs are one point of the curve and half a pair each: with all equal, 1/2 and the share of the class.
    #[test]
    fn equal_outputs_are_one_threshold() {
        let thresholds = of(&[0.5, 0.5, 0.5, 0.5], &[0, 1, 0, 0]);
        assert_eq!(thresholds, [Threshold { output: 0.5, right: 1, wrong: 3 }]);
        assert_eq!((auc(&thresholds), average_precision(&thresholds)), (0.5, 0.25));
    }

    /// Without two kinds of rows nothing is ranked; an output that is not a number has no place in a ranking.
    #[test]
    fn one_kind_of_rows_has_no_area() {
        assert!(auc(&of(&[0.1, 0.2], &[1, 1])).is_nan() && auc(&of(&[0.1, 0.2], &[0, 0])).is_nan());
        assert!(average_precision(&of(&[0.1, 0.2], &[0, 0])).is_nan());
        assert_eq!(sweep(vec![(f64::NAN, true)]), None);
    }

    /// The order of rows with −0 and 0 decides nothing.
    #[test]
    fn both_zeros_are_one_output() {
        assert_eq!(auc(&of(&[0.0, -0.0], &[0, 1])), 0.5);
        assert_eq!(auc(&of(&[0.0, -0.0], &[1, 0])), 0.5);
    }
}
