//! What is read off the sorted values of a column: median, quartiles, the most frequent value.

/// values: (n, columns)  ->  the known values of a column on these rows, ascending.
pub fn sorted(values: &[f64], columns: usize, rows: &[usize], column: usize) -> Vec<f64> {
    let cells = rows.iter().map(|row| values[row * columns + column]);
    let mut known: Vec<f64> = cells.filter(|value| !value.is_nan()).collect();
    known.sort_unstable_by(f64::total_cmp);
    known
}

/// The quantile of sorted values, between two of them in proportion: of n values it is at place (n − 1)·share.
pub fn quantile(sorted: &[f64], share: f64) -> f64 {
    let Some(last) = sorted.len().checked_sub(1) else { return 0.0 };
    let place = share * last as f64;
    let below = place.floor() as usize;
    let above = (below + 1).min(last);
    sorted[below] + (place - below as f64) * (sorted[above] - sorted[below])
}

/// The value that occurs most often, the least of equals.
pub fn most_frequent(sorted: &[f64]) -> f64 {
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
