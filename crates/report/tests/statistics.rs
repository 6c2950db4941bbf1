//! Student's quantile and the interval of a mean against tables and arithmetic shown here.

use report::statistics::{Estimate, holm, student_t};

/// Printed tables of the 0.975 quantile have three decimals.
#[test]
fn quantiles_are_those_of_the_printed_table() {
    let table = [
        (1, 12.706),
        (2, 4.303),
        (3, 3.182),
        (4, 2.776),
        (5, 2.571),
        (9, 2.262),
        (10, 2.228),
        (30, 2.042),
        (120, 1.980),
        (100_000, 1.960),
    ];
    for (freedom, printed) in table {
        let found = student_t(freedom);
        assert!((found - printed).abs() <= 0.0005, "{freedom} degrees of freedom: {found} is not {printed}");
    }
}

/// With one degree of freedom the distribution is Cauchy's: the quantile is tan(0.475·π). With two,
/// P(|T| ≤ t) = t/√(2 + t²), so t = 0.95·√2/√(1 − 0.95²).
#[test]
fn the_first_two_quantiles_have_closed_forms() {
    let cauchy = libm::tan(0.475 * std::f64::consts::PI);
    let two = 0.95 * 2f64.sqrt() / (1.0 - 0.95f64 * 0.95).sqrt();
    for (found, expected) in [(student_t(1), cauchy), (student_t(2), two)] {
        assert!((found - expected).abs() <= 1e-12 * expected, "{found} is not {expected}");
    }
}

/// 1, 2, 3: mean 2, s = 1, so half = 4.3027/√3 = 2.4841.
#[test]
fn the_interval_of_three_values_is_students() {
    let estimate = Estimate::of(&[1.0, 2.0, 3.0]).expect("three values have a mean");
    assert_eq!((estimate.mean, estimate.count), (2.0, 3));
    let half = estimate.half.expect("three values have an interval");
    assert!((half - 4.302_65 / 3f64.sqrt()).abs() <= 1e-5, "{half}");
    assert!(!estimate.nonzero(), "2 ± 2.48 contains zero");
    assert!(Estimate::of(&[1.5, 2.0, 2.5]).expect("values").nonzero(), "2 ± 1.24 does not");
}

#[test]
fn one_value_has_no_interval_and_none_no_mean() {
    assert_eq!(Estimate::of(&[0.25]), Some(Estimate { mean: 0.25, half: None, count: 1 }));
    assert_eq!(Estimate::of(&[]), None);
}

/// 0.1 three times sums to 0.30000000000000004; the mean must be 0.1 all the same, with an interval of length 0.
#[test]
fn equal_values_are_their_own_mean() {
    assert_eq!(Estimate::of(&[0.1; 3]), Some(Estimate { mean: 0.1, half: Some(0.0), count: 3 }));
}

/// 1, 2, 3 from three folds: s = 1, so half = t·√(1/3 + 1/2), where three runs of their own have t·√(1/3).
#[test]
fn folds_have_a_wider_interval() {
    let values = [1.0, 2.0, 3.0];
    let half =
        |ratio: f64| Estimate::correlated(&values, ratio).and_then(|estimate| estimate.half).expect("three values");
    let expected = (2.5f64).sqrt() * half(0.0);
    assert!((half(0.5) - expected).abs() <= 1e-15 * expected, "{} is not {expected}", half(0.5));
}

/// With two degrees of freedom P(|T| ≤ t) = t/√(2 + t²). Of 1, 2, 3: t = 2·√3, so P = √12/√14.
#[test]
fn the_chance_of_a_mean_is_students_tail() {
    let estimate = Estimate::of(&[1.0, 2.0, 3.0]).expect("three values");
    let expected = 1.0 - (12f64 / 14.0).sqrt();
    // The quantile is known to the last bit, of which the difference to 1 loses one digit.
    assert!((estimate.p_value() - expected).abs() <= 1e-14, "{} is not {expected}", estimate.p_value());
    let of = |values: &[f64]| Estimate::of(values).expect("values").p_value();
    assert_eq!([of(&[0.5]), of(&[0.5; 3]), of(&[0.0; 3])], [1.0, 0.0, 1.0]);
}

/// 0.05/3 = 0.0167, 0.05/2 = 0.025, 0.05: 0.01 passes, then 0.02 passes, then 0.04. Where the first fails, all do; and
/// 0.03 would pass the first comparison alone, but not as the second of three.
#[test]
fn holm_holds_the_smallest_against_the_strictest_bound() {
    assert_eq!(holm(&[0.04, 0.01, 0.02]), [true, true, true]);
    assert_eq!(holm(&[0.04, 0.02, 0.03]), [false, false, false]);
    assert_eq!(holm(&[0.04, 0.01, 0.03]), [false, true, false]);
    assert_eq!(holm(&[0.04]), [true], "one comparison needs no correction");
}
