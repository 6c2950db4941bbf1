//! Printed digits: what they say about a value, no more and no less.
//!
//! ```text
//! nearest     |value − printed| ≤ ½·unit            unit: one in the last printed place
//! truncated   0 ≤ |value| − |printed| < unit, with the sign of the value
//! ```

use std::str::FromStr;

use super::Rounding;

/// A decimal number as it is printed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Printed {
    value: f64,
    unit: f64,
}

/// By how much of a unit a value may miss the end of its interval: rounding errors of f64, which no print shows.
const SLACK: f64 = 1e-9;

impl Printed {
    /// Whether a value is printed so.
    pub fn meets(self, value: f64, rounding: Rounding) -> bool {
        let slack = SLACK * self.unit;
        match rounding {
            Rounding::Nearest => (value - self.value).abs() <= 0.5 * self.unit + slack,
            Rounding::Truncated => {
                let beyond = value.abs() - self.value.abs();
                // The sign is that of the print; a value of less than a unit is cut to 0 of either sign.
                let same_sign = self.value == 0.0 || (value < 0.0) == (self.value < 0.0);
                same_sign && beyond >= -slack && beyond < self.unit - slack
            }
        }
    }

    /// The number that the digits say.
    pub fn value(self) -> f64 {
        self.value
    }

    /// One in the last printed place.
    pub fn unit(self) -> f64 {
        self.unit
    }
}

impl FromStr for Printed {
    type Err = ();

    /// Digits with a point and an exponent: `-0.0190`, `5.5090e-04`.
    fn from_str(text: &str) -> Result<Self, ()> {
        let unsigned = text.strip_prefix('-').unwrap_or(text);
        let (mantissa, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
        let (whole, decimals) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let are_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty()
            || !are_digits(whole)
            || !are_digits(decimals)
            || (mantissa.contains('.') && decimals.is_empty())
        {
            return Err(());
        }
        let exponent: i32 = exponent.parse().map_err(|_| ())?;
        let places = i32::try_from(decimals.len()).map_err(|_| ())?;
        let number = |text: &str| text.parse::<f64>().ok().filter(|value| value.is_finite()).ok_or(());
        let (value, unit) = (number(text)?, number(&format!("1e{}", exponent - places))?);
        if unit > 0.0 { Ok(Printed { value, unit }) } else { Err(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meets(text: &str, value: f64, rounding: Rounding) -> bool {
        text.parse::<Printed>().expect(text).meets(value, rounding)
    }

    /// Half a unit in the last place, trailing zeros and the exponent included.
    #[test]
    fn rounded_digits() {
        let nearest = |text, value| meets(text, value, Rounding::Nearest);
        assert!(nearest("0.0190", 0.01904) && !nearest("0.0190", 0.01906));
        assert!(nearest("0.019", 0.01906));
        assert!(nearest("-3", -3.49) && !nearest("-3", 3.0));
        assert!(nearest("5.5090e-04", 5.50903e-4) && !nearest("5.5090e-04", 5.5091e-4));
        assert!(nearest("-0.3", -0.3));
        assert!(!nearest("0.5", f64::NAN));
    }

    /// Towards zero: never beyond the value, of its sign.
    #[test]
    fn truncated_digits() {
        let truncated = |text, value| meets(text, value, Rounding::Truncated);
        assert!(truncated("0.425", 0.42556) && !truncated("0.426", 0.42556));
        assert!(truncated("-0.338", -0.33858) && !truncated("-0.339", -0.33858) && !truncated("0.338", -0.33858));
        assert!(truncated("0.0", -0.04) && truncated("-0.3", -0.3));
        assert!(!truncated("0.3", f64::NAN));
    }

    /// Of ten digits in the last place one fits a value, whichever way digits are cut.
    #[test]
    fn one_last_digit_fits() {
        for value in [0.42556, 0.0190491, -0.33858] {
            for rounding in [Rounding::Nearest, Rounding::Truncated] {
                let sign = if value < 0.0 { "-" } else { "" };
                let digits = (0..1000).map(|digits| format!("{sign}0.{digits:03}"));
                assert_eq!(digits.filter(|text| meets(text, value, rounding)).count(), 1, "{value} {rounding:?}");
            }
        }
    }

    #[test]
    fn what_is_no_number() {
        for text in ["", "-", ".5", "5.", "1,5", "0x1", "inf", "nan", "1e", "1e999", "--1", "1.5.2", "1e-999"] {
            assert!(text.parse::<Printed>().is_err(), "{text}");
        }
    }
}
