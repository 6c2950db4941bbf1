//! 1 − βᵗ, by which a moving mean is corrected for its start at 0.

/// 1 − βᵗ, also of a β next to 1, whose power would lose what it differs from 1 by.
///
/// What a steps and b steps take off 1 is p + q·(1 − p): nothing cancels, and a million steps take twenty doublings.
pub(super) fn one_less_power(beta: f64, steps: u64) -> f64 {
    let both = |p: f64, q: f64| p + q * (1.0 - p);
    let (mut result, mut doubled, mut left) = (0.0, 1.0 - beta, steps);
    while left > 0 {
        if left % 2 == 1 {
            result = both(result, doubled);
        }
        doubled = both(doubled, doubled);
        left /= 2;
    }
    result
}

#[cfg(test)]
mod tests {
    use super::one_less_power;

    /// β = ½: 1 − 2⁻ᵗ. β = 1 − 2⁻⁵³: t·2⁻⁵³ to t of itself. A million steps of 1 − 1e-9: 1 − e^(−0.001), of a series.
    #[test]
    fn one_less_a_power_keeps_its_digits() {
        assert_eq!([1, 2, 3, 10].map(|t| one_less_power(0.5, t)), [0.5, 0.75, 0.875, 1023.0 / 1024.0]);
        assert_eq!(one_less_power(0.0, 7), 1.0);
        let least = f64::EPSILON / 2.0;
        assert_eq!(one_less_power(1.0 - least, 1), least);
        assert!((one_less_power(1.0 - least, 7) / (7.0 * least) - 1.0).abs() <= 4.0 * f64::EPSILON);
        let beta = 1.0 - 1e-9;
        // x = t·ln β, and 1 − eˣ = −x − x²/2 − x³/6 − x⁴/24; the next term is 1e-14 of it, and what follows 1e-18.
        let gap = 1.0 - beta;
        let x = -1e6 * (gap + gap * gap / 2.0);
        let expected = -x * (1.0 + x / 2.0 * (1.0 + x / 3.0 * (1.0 + x / 4.0 * (1.0 + x / 5.0))));
        // Twenty doublings of four roundings each.
        assert!((one_less_power(beta, 1_000_000) / expected - 1.0).abs() <= 80.0 * f64::EPSILON);
    }
}
