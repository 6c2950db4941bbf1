//! What stands for missing values, computed from the known ones of the training rows.
//!
//! A missing value of a training row is filled before scaling is fitted, as in a pipeline of scikit-learn.

use crate::quantile::{most_frequent, quantile, sorted};
use crate::scale::ColumnStatistics;

/// What stands for a missing value of an input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Imputation {
    /// The mean of the known values.
    Mean,
    /// Their median.
    Median,
    /// The value that occurs most often, the least of equals.
    MostFrequent,
    /// The category that occurs most often, the first of equals; `inputs` inputs from `first` on are its column.
    MostFrequentOf {
        /// The first input of the column.
        first: usize,
        /// How many inputs it has.
        inputs: usize,
    },
}

/// values: (n, inputs)  ->  what stands for a missing value of each input.
pub fn fills(values: &[f64], imputations: &[Imputation], rows: &[usize], fits: &[ColumnStatistics]) -> Vec<f64> {
    let known = |input: usize| sorted(values, imputations.len(), rows, input);
    let fill = |(input, imputation): (usize, &Imputation)| match *imputation {
        Imputation::Mean => fits[input].mean,
        Imputation::Median => quantile(&known(input), 0.5),
        Imputation::MostFrequent => most_frequent(&known(input)),
        Imputation::MostFrequentOf { first, inputs } => {
            // The mean of an input that is 0 or 1 is the share of its category.
            let share = |other: usize| fits[other].mean;
            let best =
                (first..first + inputs).reduce(|best, other| if share(other) > share(best) { other } else { best });
            f64::from(u8::from(best == Some(input)))
        }
    };
    imputations.iter().enumerate().map(fill).collect()
}
