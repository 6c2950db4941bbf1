//! How many rows of each class are found: recall, precision, F1 and balanced accuracy.
//!
//! recall = right/rows of the class    precision = right/predicted as the class
//! F1 = 2·right/(rows of the class + predicted as the class)
//!
//! A share of nothing is not a number, and neither is a mean over classes with one in it. The balanced accuracy, the
//! mean recall, leaves out classes without rows.

use engine::{Dataset, Matrix};

/// The counts of one class.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ClassCounts {
    /// How many rows are of this class.
    pub rows: usize,
    /// How many rows are predicted to be of it.
    pub predicted: usize,
    /// T: the rows that are of the class and predicted as such.
    pub right: usize,
}

impl ClassCounts {
    /// The counts of every class. outputs: (rows, out)
    pub fn of(outputs: &Matrix, rows: &[usize], dataset: &Dataset) -> Vec<ClassCounts> {
        let mut counts = vec![ClassCounts::default(); dataset.schema.classes.len()];
        for (at, &row) in rows.iter().enumerate() {
            let (predicted, class) = (dataset.schema.class_of(outputs.row(at)), dataset.labels[row]);
            counts[class].rows += 1;
            counts[predicted].predicted += 1;
            counts[class].right += usize::from(predicted == class);
        }
        counts
    }

    /// The share of the rows of the class that are found.
    pub fn recall(self) -> f64 {
        self.right as f64 / self.rows as f64
    }

    /// The share of the predictions of the class that are right.
    pub fn precision(self) -> f64 {
        self.right as f64 / self.predicted as f64
    }

    /// The harmonic mean of both.
    pub fn f1(self) -> f64 {
        (2 * self.right) as f64 / (self.rows + self.predicted) as f64
    }
}

/// The mean recall of the classes that have rows.
pub fn balanced_accuracy(counts: &[ClassCounts]) -> f64 {
    let recalls: Vec<f64> = counts.iter().filter(|count| count.rows > 0).map(|count| count.recall()).collect();
    recalls.iter().sum::<f64>() / recalls.len() as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of 8 rows of the common class 6 are found, of 2 of the rare one 1: the shares are 6/8 and 1/2, 6/7 and 1/3,
    /// 12/(8 + 7) and 2/(2 + 3).
    #[test]
    fn shares_of_a_common_and_a_rare_class() {
        let common = ClassCounts { rows: 8, predicted: 7, right: 6 };
        let rare = ClassCounts { rows: 2, predicted: 3, right: 1 };
        assert_eq!((common.recall(), common.precision(), common.f1()), (0.75, 6.0 / 7.0, 0.8));
        assert_eq!((rare.recall(), rare.precision(), rare.f1()), (0.5, 1.0 / 3.0, 0.4));
        assert_eq!(balanced_accuracy(&[common, rare]), 0.625);
    }

    /// A class that nobody predicts has no precision, but an F1 of 0; a class without rows has no recall.
    #[test]
    fn a_share_of_nothing_is_not_a_number() {
        let missed = ClassCounts { rows: 2, predicted: 0, right: 0 };
        let absent = ClassCounts { rows: 0, predicted: 1, right: 0 };
        assert!(missed.precision().is_nan() && absent.recall().is_nan());
        assert_eq!((missed.f1(), balanced_accuracy(&[missed, absent])), (0.0, 0.0));
    }
}
