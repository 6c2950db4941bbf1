//! What stands for missing values, computed from the known ones of the training rows.
//!
//! A missing value of a training row is filled before scaling is fitted, as in a pipeline of scikit-learn.

use crate::scale::{Fit, sorted};

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
pub fn fills(values: &[f64], imputations: &[Imputation], rows: &[usize], fits: &[Fit]) -> Vec<f64> {
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

/// The quantile of sorted values, between two of them in proportion: of n values it is at place (n − 1)·share.
pub fn quantile(sorted: &[f64], share: f64) -> f64 {
    let Some(last) = sorted.len().checked_sub(1) else { return 0.0 };
    let place = share * last as f64;
    let below = place.floor() as usize;
    let above = (below + 1).min(last);
    sorted[below] + (place - below as f64) * (sorted[above] - sorted[below])
}

fn most_frequent(sorted: &[f64]) -> f64 {
    let mut best: &[f64] = &[];
    for same in sorted.chunk_by(|a, b| a == b) {
        if same.len() > best.len() {
            best = same;
        }
    }
    best.first().copied().unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::{most_frequent, quantile};

    /// numpy.quantile([1, 2, 4, 8], [0.25, 0.5, 0.75]) by its default method: places 0.75, 1.5 and 2.25.
    #[test]
    fn quantiles_lie_between_the_values() {
        let values = [1.0, 2.0, 4.0, 8.0];
        assert_eq!([0.25, 0.5, 0.75].map(|share| quantile(&values, share)), [1.75, 3.0, 5.0]);
        assert_eq!([0.0, 1.0].map(|share| quantile(&values, share)), [1.0, 8.0]);
    }

    #[test]
    fn of_equally_frequent_values_the_least_is_taken() {
        assert_eq!(most_frequent(&[1.0, 2.0, 2.0, 3.0, 3.0]), 2.0);
    }
}
