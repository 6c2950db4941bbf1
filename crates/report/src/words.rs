//! Numbers and lists as reports write them: four significant digits, a true minus sign, "a, b and c".
//!
//! Knows nothing of records. `draw` writes the numbers inside pictures.

pub use experiment::words::count;

use crate::statistics::Estimate;

/// A value rounded to so many significant digits; what is not finite stays as it is.
pub fn significant(value: f64, digits: usize) -> f64 {
    if value.is_finite() {
        format!("{value:.*e}", digits - 1).parse().expect("a number that was just written")
    } else {
        value
    }
}

/// The power of ten of the first digit of a value that is written with so many significant digits.
fn exponent(value: f64, digits: usize) -> i32 {
    crate::draw::exponent(significant(value, digits))
}

/// A leading hyphen becomes a minus sign, and inf becomes ∞.
pub(crate) fn signed(written: String) -> String {
    match written.strip_prefix('-') {
        Some(rest) => format!("−{}", rest.replace("inf", "∞")),
        None => written.replace("inf", "∞"),
    }
}

/// Four significant digits: 0.9667, 12.35, 1234, 3.142e-7. What is no number is a dash.
pub fn number(value: f64) -> String {
    if value.is_nan() {
        return "–".to_owned();
    }
    if value == 0.0 || !value.is_finite() {
        return signed(format!("{}", value + 0.0));
    }
    match exponent(value, 4) {
        exponent @ -4..=5 => signed(format!("{value:.*}", (3 - exponent).max(0) as usize)),
        _ => signed(format!("{value:.3e}")),
    }
}

/// Two significant digits of an error: 3.1e-15, 1.2, 35; zero is 0.
pub fn magnitude(value: f64) -> String {
    match exponent(value, 2) {
        _ if value.is_nan() => "NaN".into(),
        _ if value == 0.0 || !value.is_finite() => number(value),
        exponent @ 0..=1 => format!("{value:.*}", (1 - exponent) as usize),
        _ => format!("{value:.1e}"),
    }
}

/// A bound, a power of ten: 1e-12.
pub fn bound(value: f64) -> String {
    format!("{value:e}")
}

/// A mean with its interval, both to the same decimal: 0.9667 ± 0.0123. A single run has its value alone, and so have
/// values whose squares exceed every number. Two runs have both values, for their interval is mostly longer than any
/// score: 0.7500 (0.5000, 1.000).
pub fn estimate(estimate: Estimate) -> String {
    let Some(half) = estimate.half_width().filter(|half| half.is_finite()) else { return number(estimate.mean) };
    if half == 0.0 {
        return format!("{} ± 0", number(estimate.mean));
    }
    if let Some((low, high)) = estimate.both() {
        return format!("{} ({}, {})", number(estimate.mean), number(low), number(high));
    }
    let size = exponent(estimate.mean, 4).max(exponent(half, 3));
    if !(-4..=5).contains(&size) {
        return format!("{} ± {}", number(estimate.mean), magnitude(half));
    }
    let of_half = 2 - exponent(half, 3);
    let of_mean = if estimate.mean == 0.0 { 3 } else { 3 - exponent(estimate.mean, 4) };
    let decimals = of_half.min(of_mean).max(0) as usize;
    let half = match format!("{half:.decimals$}") {
        zero if !has_digit(&zero) => magnitude(half),
        written => written,
    };
    format!("{} ± {half}", signed(format!("{:.decimals$}", estimate.mean)))
}

/// The same of a measure that has a range: of an interval that leaves it both ends are written, cut there: 0.9811
/// (0.911 to 1.000).
pub fn estimate_within(mean: Estimate, (least, most): (f64, f64)) -> String {
    match mean.interval().filter(|_| leaves(mean, (least, most))) {
        Some((low, high)) => format!("{} ({})", number(mean.mean), interval((low.max(least), high.min(most)))),
        None => estimate(mean),
    }
}

/// Whether the interval of a mean, of more than two runs, leaves a range.
pub fn leaves(mean: Estimate, (least, most): (f64, f64)) -> bool {
    mean.both().is_none() && mean.interval().is_some_and(|(low, high)| low < least || high > most)
}

/// The level of an interval, of whose complement two digits are shown: 95 %, 98.3 %, 99.907 %.
pub fn level(level: f64) -> String {
    let complement = significant(100.0 * (1.0 - level), 2);
    let decimals = (1 - exponent(complement, 2)).max(0) as usize;
    let written = format!("{:.decimals$}", 100.0 - complement);
    let short = if written.contains('.') { written.trim_end_matches('0').trim_end_matches('.') } else { &written };
    format!("{short} %")
}

/// Both ends of an interval, with two significant digits of its length, and more where an end that is not zero would
/// look like zero: 0.011 to 0.034, 0.0004 to 0.0300.
pub fn interval((low, high): (f64, f64)) -> String {
    let size = exponent(high - low, 2);
    if low == high || !(-5..=5).contains(&size) {
        return format!("{} to {}", number(low), number(high));
    }
    let first = (1 - size).max(0) as usize;
    let looks_right = |end: f64, decimals: usize| end == 0.0 || has_digit(&format!("{end:.decimals$}"));
    let decimals = (first..first + 4).find(|&decimals| looks_right(low, decimals) && looks_right(high, decimals));
    let decimals = decimals.unwrap_or(first + 4);
    let end = |value: f64| {
        let written = format!("{value:.decimals$}");
        // What rounds to minus zero is zero.
        signed(if has_digit(&written) { written } else { written.trim_start_matches('-').to_owned() })
    };
    format!("{} to {}", end(low), end(high))
}

/// Whether a written number has a digit other than 0.
fn has_digit(written: &str) -> bool {
    written.contains(|digit: char| ('1'..='9').contains(&digit))
}

/// "a", "a and b", "a, b and c".
pub fn list<T: AsRef<str>>(items: &[T]) -> String {
    let items: Vec<&str> = items.iter().map(AsRef::as_ref).collect();
    match items.split_last() {
        None => String::new(),
        Some((only, [])) => (*only).to_owned(),
        Some((last, before)) => format!("{} and {last}", before.join(", ")),
    }
}

/// The most items that are listed one by one.
pub const SPELLED_OUT: usize = 4;

/// "a, b, c and d"; of more the first three and their number: "a, b, c and 127 more".
pub fn first_few(items: &[String]) -> String {
    if items.len() <= SPELLED_OUT {
        return list(items);
    }
    let shown = SPELLED_OUT - 1;
    format!("{} and {} more", items[..shown].join(", "), items.len() - shown)
}

/// The first letter as a capital.
pub fn capital(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::{LEVEL, student_quantile};

    #[test]
    fn numbers_have_four_significant_digits() {
        let expected = [
            (0.0, "0"),
            (-0.0, "0"),
            (1.0, "1.000"),
            (0.966_666, "0.9667"),
            (0.999_96, "1.000"),
            (-0.5, "−0.5000"),
            (1234.56, "1235"),
            (123_456.7, "123457"),
            (1_234_567.0, "1.235e6"),
            (0.000_123_46, "0.0001235"),
            (3.14159e-7, "3.142e-7"),
            (f64::INFINITY, "∞"),
            (f64::NEG_INFINITY, "−∞"),
            (f64::NAN, "–"),
        ];
        for (value, written) in expected {
            assert_eq!(number(value), written);
        }
    }

    /// Of 1, 1 and 0.9 s = 0.1/√3, and half is 4.3027·s/√3 = 0.1434: from 0.8232 to 1.11, of which no share is above 1.
    /// Of two values both stand as they are.
    #[test]
    fn an_interval_ends_where_its_measure_does() {
        let within = |values: &[f64], range| estimate_within(Estimate::of(values).expect("there are values"), range);
        assert_eq!(within(&[1.0, 1.0, 0.9], (0.0, 1.0)), "0.9667 (0.82 to 1.00)");
        assert_eq!(within(&[1.0, 1.0, 0.9], (0.0, f64::INFINITY)), "0.967 ± 0.143");
        assert_eq!(within(&[0.0, 0.5], (0.0, 1.0)), "0.2500 (0, 0.5000)");
    }

    /// Of 0 and 0.5 the interval would be 0.25 ± 3.18.
    #[test]
    fn two_runs_have_their_values() {
        let two = |values: [f64; 2]| estimate(Estimate::of(&values).expect("there are values"));
        assert_eq!(two([0.5, 0.0]), "0.2500 (0, 0.5000)");
        assert_eq!(two([0.75, 0.75]), "0.7500 ± 0");
    }

    /// Values that differ in their last bit, and values whose sum is 2⁻⁵⁴ instead of 0.
    #[test]
    fn rounding_is_no_deviation_and_no_mean() {
        let of = |values: &[f64]| estimate(Estimate::of(values).expect("there are values"));
        assert_eq!(of(&[2.3, 2.3_f64.next_up(), 2.3]), "2.300 ± 0");
        assert!(of(&[0.1, 0.2, -0.3]).starts_with("0.000 ± "));
    }

    #[test]
    fn a_mean_and_its_interval_end_at_the_same_decimal() {
        let expected = [
            (0.966_666, Some(0.012_345), "0.9667 ± 0.0123"),
            (96.666, Some(12.345), "96.7 ± 12.3"),
            (0.001_234, Some(0.5), "0.001 ± 0.500"),
            (0.110_6, Some(6.9e-6), "0.1106 ± 6.9e-6"),
            (3.0e-7, Some(1.0e-8), "3.000e-7 ± 1.0e-8"),
            (0.0, Some(0.01), "0.000 ± 0.010"),
            (1.0, Some(0.0), "1.000 ± 0"),
            (0.25, None, "0.2500"),
        ];
        for (mean, half, written) in expected {
            // With 5 values half is t·s·√(1/5), so this deviation gives that half to the last digits.
            let deviation = half.map(|half: f64| half * 5f64.sqrt() / student_quantile(4, LEVEL));
            assert_eq!(
                estimate(Estimate { mean, deviation, count: if half.is_some() { 5 } else { 1 }, overlap: 0.0 }),
                written
            );
        }
    }

    /// 1 − 0.05/3 = 0.98333, 1 − 0.05/54 = 0.999074.
    #[test]
    fn levels_show_two_digits_of_their_complement() {
        let levels = [1.0, 2.0, 3.0, 6.0, 54.0].map(|comparisons| level(1.0 - 0.05 / comparisons));
        assert_eq!(levels, ["95 %", "97.5 %", "98.3 %", "99.17 %", "99.907 %"]);
    }

    #[test]
    fn intervals_have_the_decimals_of_their_length() {
        assert_eq!(interval((-0.004_84, 0.044_84)), "−0.005 to 0.045");
        assert_eq!(interval((-0.000_4, 0.03)), "−0.0004 to 0.0300", "zero lies inside");
        assert_eq!(interval((0.000_4, 0.03)), "0.0004 to 0.0300", "zero lies outside");
        assert_eq!(interval((-1e-12, 0.03)), "0.0000000 to 0.0300000");
        assert_eq!(interval((0.0, 0.03)), "0.000 to 0.030");
        assert_eq!(interval((-12.3, 45.6)), "−12 to 46");
        assert_eq!(interval((0.5, 0.5)), "0.5000 to 0.5000");
    }

    #[test]
    fn errors_have_two_digits() {
        assert_eq!([0.0, 3.14e-15, 1.23, 34.6, 567.0].map(magnitude), ["0", "3.1e-15", "1.2", "35", "5.7e2"]);
    }

    #[test]
    fn lists_end_in_and() {
        assert_eq!(list(&["a"]), "a");
        assert_eq!(list(&["a", "b"]), "a and b");
        assert_eq!(list(&["a", "b", "c"]), "a, b and c");
        let many = |count: usize| first_few(&(1..=count).map(|item| item.to_string()).collect::<Vec<_>>());
        assert_eq!((many(4), many(130)), ("1, 2, 3 and 4".to_owned(), "1, 2, 3 and 127 more".to_owned()));
    }
}
