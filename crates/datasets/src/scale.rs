//! Scaling and filling of columns, fitted on the training rows alone.
//!
//! standard   x' = (x − mean)/√variance, variance = Σ(x − mean)²/n
//! min-max    x' = (x − least)/(greatest − least)
//!
//! A column that is constant in the training rows becomes 0. Missing values (NaN) take no part in the fit and
//! become the mean of the column.

use engine::dataset::Scaling;
use experiment::spec::Scale;

/// What the training rows say about a column.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fit {
    /// How many values are known.
    pub known: usize,
    /// The mean of the known values.
    pub mean: f64,
    /// Their biased variance.
    pub variance: f64,
    /// The least of them.
    pub least: f64,
    /// The greatest of them.
    pub greatest: f64,
}

impl Fit {
    const NOTHING: Fit = Fit { known: 0, mean: 0.0, variance: 0.0, least: f64::INFINITY, greatest: f64::NEG_INFINITY };

    /// The scaling of this column.
    pub fn scaling(&self, scale: Scale) -> Scaling {
        let inverse = |width: f64| if self.least == self.greatest { 0.0 } else { 1.0 / width };
        match scale {
            Scale::None => Scaling::NONE,
            Scale::Standard => Scaling { shift: self.mean, factor: inverse(self.variance.sqrt()) },
            Scale::MinMax => Scaling { shift: self.least, factor: inverse(self.greatest - self.least) },
        }
    }
}

/// values: (n, columns)  ->  the fit of each column on these rows: means first, then squares around them.
pub fn fit(values: &[f64], columns: usize, rows: &[usize]) -> Vec<Fit> {
    let mut fits = vec![Fit::NOTHING; columns];
    each(values, columns, rows, |column, value| {
        let fit = &mut fits[column];
        fit.known += 1;
        fit.mean += value;
        fit.least = fit.least.min(value);
        fit.greatest = fit.greatest.max(value);
    });
    fits.iter_mut().for_each(|fit| fit.mean /= fit.known.max(1) as f64);
    let mut squares = vec![0.0; columns];
    each(values, columns, rows, |column, value| {
        let difference = value - fits[column].mean;
        squares[column] += difference * difference;
    });
    fits.iter_mut().zip(squares).for_each(|(fit, squares)| fit.variance = squares / fit.known.max(1) as f64);
    fits
}

/// values: (n, columns), in place: missing ones become the mean, then all are scaled.
pub fn apply(values: &mut [f64], means: &[f64], scaling: &[Scaling]) {
    for row in values.chunks_exact_mut(scaling.len()) {
        for ((value, mean), scaling) in row.iter_mut().zip(means).zip(scaling) {
            *value = scaling.apply(if value.is_nan() { *mean } else { *value });
        }
    }
}

fn each(values: &[f64], columns: usize, rows: &[usize], mut see: impl FnMut(usize, f64)) {
    for &row in rows {
        for (column, &value) in values[row * columns..][..columns].iter().enumerate() {
            if !value.is_nan() {
                see(column, value);
            }
        }
    }
}
