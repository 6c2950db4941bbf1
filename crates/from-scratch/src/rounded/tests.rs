//! Errors by hand, and the estimate against the truth.

use super::{Format, Rounded};
use crate::scalar::Scalar;

fn of(value: f64) -> Rounded<f64> {
    Rounded::from_f64(value)
}

/// 3·4 is rounded once: e = 12. Twice that, by a sum: e² = 12² + 12² + 24². 12 − 12 = 0 keeps 12·√2.
#[test]
fn errors_by_hand() {
    let product = of(3.0) * of(4.0);
    assert_eq!((product.value, product.error), (12.0, 12.0));
    let near = |found: f64, squared: f64| assert!((found * found - squared).abs() <= 1e-13 * squared, "{found}");
    near((product + product).error, 2.0 * 144.0 + 576.0);
    let nothing = product - of(2.0) * of(6.0);
    assert_eq!(nothing.value, 0.0);
    near(nothing.error, 288.0);
    near((product / of(4.0)).error, 9.0 + 9.0);
    near(product.sqrt().error, 0.25 / 12.0 * 144.0 + 12.0);
}

/// An exact zero rounds nothing, and hands nothing on where the slope is infinite.
#[test]
fn exact_zeros_stay_exact() {
    assert_eq!((of(0.0) + of(0.3)).error, 0.0);
    assert_eq!((of(0.0) * of(0.3) + of(0.0)).error, 0.0);
    assert_eq!(of(0.0).sqrt().error, 0.0);
}

/// The estimate against the truth: 0.1 added a thousand times is off by some hundred units, and never by more than
/// ten deviations.
#[test]
fn a_long_sum_is_off_by_less_than_ten_deviations() {
    let sum = (0..1000).fold(of(0.0), |sum, _| sum + of(0.1));
    // 0.1 in binary times 1000, in exact arithmetic, is 100 + 5.55e-15.
    let off = (sum.value - 100.0).abs() / (f64::EPSILON / 2.0);
    assert!(off > 100.0 && off <= 10.0 * sum.error, "off by {off}, deviation {}", sum.error);
}

/// 1 + 2⁻²⁴ is rounded in f32, and its difference from 1 is off by as much: its square is u·e², where the first
/// order says 0. A square of 1e-30 has lost all digits in f32 and none in f64; 1e25 squared overflows in f32 alone.
#[test]
fn the_unit_the_smallest_and_the_largest_number_are_those_of_the_format() {
    fn squares<F: Format>() -> [Rounded<F>; 3] {
        let of = Rounded::<F>::from_f64;
        let nothing = of(3.0) * of(1.0 / 3.0) - of(3.0) * of(1.0 / 3.0);
        [nothing, of(1e-30), of(1e25)].map(|x| x * x)
    }
    let (single, double) = (squares::<f32>(), squares::<f64>());
    // Two products of 1, each with an error of 1 unit: e² = 2, squared u·2.
    let near = |found: f64, wanted: f64| assert!((found - wanted).abs() <= 1e-7 * wanted, "{found}, {wanted}");
    near(single[0].error, 2.0 * f32::EPSILON as f64 / 2.0);
    near(double[0].error, 2.0 * f64::EPSILON / 2.0);
    near(single[1].error, f64::from(f32::MIN_POSITIVE));
    near(double[1].error, 1e-60);
    assert_eq!((single[2].error, double[2].error.is_finite()), (f64::INFINITY, true));
}

/// In f32 numbers from 4e31 on, the largest divided by 2²³, may overflow in another order: 1e30 that is off by 1e32 may
/// be one.
#[test]
fn an_error_that_reaches_to_where_numbers_overflow_is_infinite() {
    let off_by = |error: f64| Rounded::<f32>::of(1e30, error / f64::from(f32::EPSILON));
    assert!((off_by(1e26) + off_by(1e26)).error.is_finite());
    assert_eq!((off_by(1e32) + off_by(1e32)).error, f64::INFINITY);
}

/// Of 1 and 1 + 1e-17, either of which is off by a unit, either may be the larger; of 1 and 2 not.
#[test]
fn a_choice_within_the_error_has_the_error_of_both() {
    let bound = of(1.0);
    let uncertain = of(3.0) * of(1.0 / 3.0);
    assert_eq!((uncertain.error, bound.min(uncertain).error, bound.max(uncertain).error), (1.0, 1.0, 1.0));
    assert_eq!(of(2.0).max(uncertain).error, 0.0);
    assert_eq!(of(0.5).max(uncertain).error, 1.0);
}

/// An exact 0 times a number that may have overflowed is 0 in one engine and 0·∞ in another.
#[test]
fn zero_times_what_may_overflow_is_unknown() {
    let (zero, large) = (Rounded::<f32>::ZERO, Rounded::<f32>::of(1e39, f64::INFINITY));
    assert_eq!((zero * large).error, f64::INFINITY);
    assert_eq!((zero * Rounded::<f32>::of(1e30, 1.0)).error, 0.0);
}
