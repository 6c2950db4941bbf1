//! Numbers for print: so many significant digits, without zeros at the end; far from 1 with a power of ten.

/// A number, cut into what is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    /// Whether it is negative.
    pub negative: bool,
    /// The digits with their point, or a word: `0.3775`, `∞`, `NaN`.
    pub digits: String,
    /// The power of ten that they are multiplied by, if there is one.
    pub exponent: Option<i32>,
}

/// Below 10 to this and from the other on, numbers have a power of ten.
const PLAIN: std::ops::Range<i32> = -4..7;

/// A number with `digits` significant digits.
pub fn printed(value: f64, digits: usize) -> Printed {
    let negative = value.is_sign_negative() && value != 0.0 && !value.is_nan();
    let word = |digits: &str| Printed { negative, digits: digits.to_owned(), exponent: None };
    if !value.is_finite() {
        return word(if value.is_nan() { "NaN" } else { "∞" });
    }
    let scientific = format!("{:.*e}", digits.max(1) - 1, value.abs());
    let (mantissa, exponent) = scientific.split_once('e').expect("scientific notation has an exponent");
    let exponent: i32 = exponent.parse().expect("it is a whole number");
    if value == 0.0 {
        return word("0");
    }
    if PLAIN.contains(&exponent) {
        let decimals = (digits as i32 - 1 - exponent).max(0) as usize;
        return word(trimmed(&format!("{:.decimals$}", value.abs())));
    }
    Printed { negative, digits: trimmed(mantissa).to_owned(), exponent: Some(exponent) }
}

fn trimmed(digits: &str) -> &str {
    if digits.contains('.') { digits.trim_end_matches('0').trim_end_matches('.') } else { digits }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_significant_and_end_without_zeros() {
        let plain = |value, digits| {
            let Printed { negative, digits, exponent } = printed(value, digits);
            (negative, digits, exponent)
        };
        assert_eq!(plain(0.05, 6), (false, "0.05".into(), None));
        assert_eq!(plain(-0.30142857142857, 6), (true, "0.301429".into(), None));
        assert_eq!(plain(123456.789, 6), (false, "123457".into(), None));
        assert_eq!(plain(1234567.0, 3), (false, "1234567".into(), None));
        assert_eq!(plain(3.508478629e-5, 6), (false, "3.50848".into(), Some(-5)));
        assert_eq!(plain(1e7, 6), (false, "1".into(), Some(7)));
        assert_eq!(plain(0.000125, 6), (false, "0.000125".into(), None));
        assert_eq!(plain(-0.0, 6), (false, "0".into(), None));
        assert_eq!(plain(f64::NEG_INFINITY, 6), (true, "∞".into(), None));
        assert_eq!(plain(0.999_999_9, 3), (false, "1".into(), None));
    }
}
