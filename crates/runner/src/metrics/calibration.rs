//! Whether probabilities come true: Brier score and calibration error.
//!
//! A [`Forecast`] is the probability of an event and whether it happened. The event is that the row is of one class, or
//! without a class that the predicted class is right.
//!
//! Brier score = mean of (p − t)², t = 1 for the right class, else 0; of more than two classes the sum over them
//! calibration error = Σ over ten bins of probability, rows/all rows · |mean p − share of the events that happened|
//!
//! A bin holds its lower edge, the last one 1, too.

use engine::{Dataset, Matrix};

use super::log_loss::Probabilities;

/// The number of bins, all of the same width.
pub const BINS: usize = 10;

/// A probability, and whether it came true.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Forecast {
    /// The predicted probability of the event, from 0 to 1.
    pub probability: f64,
    /// Whether the event happened.
    pub happened: bool,
}

/// The forecasts in one bin.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Bin {
    /// The number of predictions in the bin.
    pub rows: usize,
    /// The sum of their probabilities.
    pub probability: f64,
    /// The number of predictions whose event happened.
    pub happened: usize,
}

/// One forecast for each row: of the class, or of the predicted class. outputs: (rows, out)
pub fn forecasts(outputs: &Matrix, rows: &[usize], dataset: &Dataset, class: Option<usize>) -> Vec<Forecast> {
    let forecast = |(at, &row): (usize, &usize)| {
        let of = class.unwrap_or_else(|| dataset.schema.class_of(outputs.row(at)));
        let probability = Probabilities::of(outputs.row(at), dataset.schema.encoding).class(of);
        Forecast { probability, happened: dataset.labels[row] == of }
    };
    rows.iter().enumerate().map(forecast).collect()
}

/// The bins from 0 to 1; none where a probability is not a number.
pub fn bins(forecasts: &[Forecast]) -> Option<[Bin; BINS]> {
    let mut bins = [Bin::default(); BINS];
    for forecast in forecasts {
        if forecast.probability.is_nan() {
            return None;
        }
        let bin = &mut bins[((forecast.probability * BINS as f64) as usize).min(BINS - 1)];
        bin.rows += 1;
        bin.probability += forecast.probability;
        bin.happened += usize::from(forecast.happened);
    }
    Some(bins)
}

/// The calibration error of forecasts.
pub fn calibration_error(forecasts: &[Forecast]) -> f64 {
    let Some(bins) = bins(forecasts) else { return f64::NAN };
    bins.iter().map(|bin| (bin.probability - bin.happened as f64).abs()).sum::<f64>() / forecasts.len() as f64
}

/// The Brier score of a class, or of all classes. outputs: (rows, out)
pub fn brier_score(outputs: &Matrix, rows: &[usize], dataset: &Dataset, class: Option<usize>) -> f64 {
    let of_row = |at: usize| Probabilities::of(outputs.row(at), dataset.schema.encoding);
    let of_rows: Vec<(Probabilities, usize)> =
        rows.iter().enumerate().map(|(at, &row)| (of_row(at), dataset.labels[row])).collect();
    let error = |of: &Probabilities, class, happened: bool| of.class(class) - f64::from(happened);
    let of_class =
        |class: usize| of_rows.iter().map(|(row, label)| square(error(row, class, *label == class))).sum::<f64>();
    let classes = match (class, dataset.schema.classes.len()) {
        (Some(class), _) => class..class + 1,
        (None, 2) => 1..2,
        (None, classes) => 0..classes,
    };
    classes.map(of_class).sum::<f64>() / rows.len() as f64
}

fn square(error: f64) -> f64 {
    error * error
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(forecasts: &[(f64, bool)]) -> Vec<Forecast> {
        forecasts.iter().map(|&(probability, happened)| Forecast { probability, happened }).collect()
    }

    /// 0.25 twice, once true: |0.5 − 1| = 0.5. 0.75 twice, both true: |1.5 − 2| = 0.5. Together 1/4 of 4 rows.
    #[test]
    fn the_error_of_two_bins() {
        assert_eq!(calibration_error(&of(&[(0.25, true), (0.25, false), (0.75, true), (0.75, true)])), 0.25);
    }

    /// A bin holds its lower edge, the last one both.
    #[test]
    fn the_edges_of_bins() {
        let bins = bins(&of(&[(0.0, false), (0.5, true), (1.0, true)])).unwrap();
        assert_eq!(bins.map(|bin| bin.rows), [1, 0, 0, 0, 0, 1, 0, 0, 0, 1]);
        assert!(calibration_error(&of(&[(f64::NAN, true)])).is_nan());
    }
}
