//! Numbers as words in pictures: a true minus sign, powers of ten with raised digits, thin spaces between thousands.

/// How the numbers of one axis are written, all alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberFormat {
    /// Digits, with a fixed number of decimals.
    Plain {
        /// Digits after the point.
        decimals: usize,
    },
    /// A mantissa with a fixed number of decimals, times a power of ten.
    Power {
        /// The exponent of that power.
        exponent: i32,
        /// Digits after the point of the mantissa.
        decimals: usize,
    },
}

impl NumberFormat {
    /// The notation for numbers up to `largest` in steps of m · 10^`step`, where m is a whole number.
    pub fn fitting(largest: f64, step: i32) -> Self {
        let exponent = exponent(largest);
        if (-3..6).contains(&exponent) {
            Self::Plain { decimals: (-step).max(0) as usize }
        } else {
            Self::Power { exponent, decimals: (exponent - step).max(0) as usize }
        }
    }

    /// The number in words.
    pub fn write(self, value: f64) -> String {
        if value == 0.0 {
            return "0".to_owned();
        }
        match self {
            Self::Plain { decimals } => group(&format!("{value:.decimals$}")),
            Self::Power { exponent, decimals } => {
                let mantissa = value / power_of_ten(exponent);
                group(&format!("{mantissa:.decimals$}·{}", written_power_of_ten(exponent)))
            }
        }
    }
}

/// At most three significant digits of a fraction, all digits of a whole number: 0.125, −3.2, 1797, 2.5·10⁻⁷.
pub fn short(value: f64) -> String {
    if !value.is_finite() {
        return if value.is_nan() { "NaN".to_owned() } else { group(&format!("{value}")) };
    }
    let exponent = exponent(value);
    if value == 0.0 || ((-3..6).contains(&exponent) && value.fract() == 0.0) {
        return group(&format!("{value:.0}"));
    }
    match exponent {
        -3..6 => {
            let decimals = (2 - exponent).max(0) as usize;
            group(trimmed(&format!("{value:.decimals$}")))
        }
        _ => {
            // Rounding may carry into the next power: 9.96·10⁻¹⁶ is 1·10⁻¹⁵.
            let rounded = format!("{value:.1e}");
            let (mantissa, exponent) = rounded.split_once('e').unwrap_or((&rounded, "0"));
            group(&format!("{}·{}", trimmed(mantissa), written_power_of_ten(exponent.parse().unwrap_or(0))))
        }
    }
}

/// Three significant digits, zeros at the end included, for numbers that are compared with one another; a whole number
/// has no decimals.
pub fn three_digits(value: f64) -> String {
    match exponent(value) {
        exponent @ -3..3 if value.fract() != 0.0 => group(&format!("{value:.*}", (2 - exponent) as usize)),
        _ => short(value),
    }
}

/// Without zeros at the end of the decimals.
fn trimmed(written: &str) -> &str {
    if written.contains('.') { written.trim_end_matches('0').trim_end_matches('.') } else { written }
}

/// 10 with a raised exponent.
pub fn written_power_of_ten(exponent: i32) -> String {
    let raised = exponent.to_string().chars().map(raise).collect::<String>();
    format!("10{raised}")
}

/// The power of ten of the first digit; 0 for zero.
pub fn exponent(value: f64) -> i32 {
    let written = format!("{value:e}");
    written.split_once('e').and_then(|(_, exponent)| exponent.parse().ok()).unwrap_or(0)
}

/// 10^exponent, correctly rounded.
pub fn power_of_ten(exponent: i32) -> f64 {
    format!("1e{exponent}").parse().expect("1e and a whole number is a number")
}

fn raise(digit: char) -> char {
    match digit {
        '-' => '⁻',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '0' | '4'..='9' => char::from_u32('⁰' as u32 + digit as u32 - '0' as u32).unwrap_or(digit),
        other => other,
    }
}

/// A minus for the hyphen, and thin spaces between thousands from five digits on.
fn group(written: &str) -> String {
    let (sign, digits) = match written.strip_prefix('-') {
        Some(digits) => ("−", digits),
        None => ("", written),
    };
    let whole = digits.chars().take_while(char::is_ascii_digit).count();
    let mut grouped = sign.to_owned();
    for (index, digit) in digits.chars().enumerate() {
        if whole > 4 && index > 0 && index < whole && (whole - index) % 3 == 0 {
            grouped.push('\u{202f}');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::{short, three_digits};

    #[test]
    fn rounding_carries_into_the_next_power() {
        let written = [9.96e-16, 9.94e-16, -9.97e7, 9.99e22].map(short);
        assert_eq!(written, ["1·10⁻¹⁵", "9.9·10⁻¹⁶", "−1·10⁸", "1·10²³"]);
    }

    #[test]
    fn three_digits_keep_their_zeros() {
        let written = [-2.4, -1.974, 0.1, 12.34, 0.0471, -1.0, 0.0, 123.4, 4.1e-7].map(three_digits);
        assert_eq!(written, ["−2.40", "−1.97", "0.100", "12.3", "0.0471", "−1", "0", "123", "4.1·10⁻⁷"]);
    }
}
