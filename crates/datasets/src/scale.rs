//! Scaling of columns, fitted on the training rows alone.
//!
//! standard   x' = (x − mean)/√variance, variance = Σ(x − mean)²/n
//! min-max    x' = (x − least)/(greatest − least)
//! robust     x' = (x − median)/(upper quartile − lower quartile)
//!
//! A column that is constant in the training rows becomes 0. A column whose quartiles are equal although it is not
//! constant is not divided. Missing values (NaN) count as what stands for them.

use engine::schema::Scaling;
use experiment::spec::Scale;

use crate::quantile::{quantile, sorted};

/// What the training rows say about a column.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ColumnStatistics {
    /// How many values are known.
    pub known: usize,
    /// The mean of the known values.
    pub mean: f64,
    least: f64,
    greatest: f64,
}

impl ColumnStatistics {
    /// The least and the greatest of the known values.
    pub fn range(&self) -> [f64; 2] {
        [self.least, self.greatest]
    }

    const NOTHING: ColumnStatistics =
        ColumnStatistics { known: 0, mean: 0.0, least: f64::INFINITY, greatest: f64::NEG_INFINITY };
}

/// values: (n, columns)  ->  what these rows say about the known values of each column.
pub fn fit(values: &[f64], columns: usize, rows: &[usize]) -> Vec<ColumnStatistics> {
    let mut fits = vec![ColumnStatistics::NOTHING; columns];
    each(values, rows, &mut fits, |fit, value| {
        fit.known += 1;
        fit.mean += value;
        fit.least = fit.least.min(value);
        fit.greatest = fit.greatest.max(value);
    });
    fits.iter_mut().for_each(|fit| fit.mean /= fit.known.max(1) as f64);
    fits
}

/// values: (n, columns)  ->  the scaling of each column, missing values counted as `fills`.
pub fn scalings(
    values: &[f64],
    fits: &[ColumnStatistics],
    fills: &[f64],
    rows: &[usize],
    scale: Scale,
) -> Vec<Scaling> {
    let filled: Vec<ColumnStatistics> =
        fits.iter().zip(fills).map(|(fit, fill)| filled(*fit, *fill, rows.len())).collect();
    let factor = |fit: &ColumnStatistics, width: f64| if fit.least == fit.greatest { 0.0 } else { 1.0 / width };
    match scale {
        Scale::None => vec![Scaling::NONE; fits.len()],
        Scale::Standard => {
            let deviations = deviations(values, &filled, fills, rows);
            let scaling = |(fit, deviation): (&ColumnStatistics, f64)| Scaling {
                shift: fit.mean,
                factor: factor(fit, deviation),
            };
            filled.iter().zip(deviations).map(scaling).collect()
        }
        Scale::MinMax => {
            let scaling =
                |fit: &ColumnStatistics| Scaling { shift: fit.least, factor: factor(fit, fit.greatest - fit.least) };
            filled.iter().map(scaling).collect()
        }
        Scale::Robust => {
            let scaling = |(column, fit): (usize, &ColumnStatistics)| {
                let known = sorted(values, fits.len(), rows, column);
                let [lower, median, upper] = quartiles(known, fills[column], rows.len() - fits[column].known);
                Scaling { shift: median, factor: factor(fit, if lower == upper { 1.0 } else { upper - lower }) }
            };
            filled.iter().enumerate().map(scaling).collect()
        }
    }
}

/// The quartiles of sorted values together with so many missing ones, for each of which `fill` stands.
fn quartiles(mut sorted: Vec<f64>, fill: f64, missing: usize) -> [f64; 3] {
    let end = sorted.partition_point(|value| *value < fill);
    sorted.splice(end..end, vec![fill; missing]);
    [0.25, 0.5, 0.75].map(|share| quantile(&sorted, share))
}

/// values: (n, columns), in place: missing ones become what stands for them, then all are scaled.
pub fn apply(values: &mut [f64], fills: &[f64], scaling: &[Scaling]) {
    for row in values.chunks_exact_mut(scaling.len()) {
        for ((value, fill), scaling) in row.iter_mut().zip(fills).zip(scaling) {
            *value = scaling.apply(if value.is_nan() { *fill } else { *value });
        }
    }
}

/// The fit with the values that stand for missing ones, in `rows` rows.
fn filled(fit: ColumnStatistics, fill: f64, rows: usize) -> ColumnStatistics {
    let missing = rows - fit.known;
    if missing == 0 {
        return fit;
    }
    let mean = (fit.mean * fit.known as f64 + fill * missing as f64) / rows as f64;
    ColumnStatistics {
        // The mean stays what it is, to the last digit, where it stands for the missing values.
        mean: if fill == fit.mean { fill } else { mean },
        least: fit.least.min(fill),
        greatest: fit.greatest.max(fill),
        ..fit
    }
}

/// The biased deviation of each column around its mean.
fn deviations(values: &[f64], fits: &[ColumnStatistics], fills: &[f64], rows: &[usize]) -> Vec<f64> {
    let units = vec![1.0; fits.len()];
    let squares = squares(values, fits, fills, rows, &units);
    let is_safe = |(sum, fit): (&f64, &ColumnStatistics)| SAFE.contains(sum) || fit.least == fit.greatest;
    if squares.iter().zip(fits).all(is_safe) {
        return squares.iter().map(|sum| (sum / rows.len() as f64).sqrt()).collect();
    }
    // Squares beyond the range of f64 are taken in a unit of the column's own size.
    let size = |fit: &ColumnStatistics| (fit.greatest - fit.mean).max(fit.mean - fit.least);
    let unit = |(sum, fit): (&f64, &ColumnStatistics)| if is_safe((sum, fit)) { 1.0 } else { size(fit) };
    let units: Vec<f64> = squares.iter().zip(fits).map(unit).collect();
    let squares = self::squares(values, fits, fills, rows, &units);
    squares.iter().zip(units).map(|(sum, unit)| unit * (sum / rows.len() as f64).sqrt()).collect()
}

/// Sums of squares that have lost nothing to the ends of the range of f64.
const SAFE: std::ops::RangeInclusive<f64> = 1e-280..=f64::MAX;

/// Σ((x − mean)/unit)² of each column.
fn squares(values: &[f64], fits: &[ColumnStatistics], fills: &[f64], rows: &[usize], units: &[f64]) -> Vec<f64> {
    let mut sums: Vec<(f64, f64, f64)> = fits.iter().zip(units).map(|(fit, unit)| (0.0, fit.mean, *unit)).collect();
    each(values, rows, &mut sums, |(sum, mean, unit), value| {
        let difference = (value - *mean) / *unit;
        *sum += difference * difference;
    });
    let mut squares: Vec<f64> = sums.into_iter().map(|(sum, ..)| sum).collect();
    for (column, fit) in fits.iter().enumerate() {
        let missing = rows.len() - fit.known;
        if missing > 0 {
            let difference = (fills[column] - fit.mean) / units[column];
            squares[column] += difference * difference * missing as f64;
        }
    }
    squares
}

/// Shows every known value of these rows, row by row, to what is gathered of its column.
fn each<T>(values: &[f64], rows: &[usize], columns: &mut [T], mut see: impl FnMut(&mut T, f64)) {
    let width = columns.len();
    for &row in rows {
        for (column, &value) in columns.iter_mut().zip(&values[row * width..][..width]) {
            if !value.is_nan() {
                see(column, value);
            }
        }
    }
}
