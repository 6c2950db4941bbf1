//! Student's quantile and the interval of a mean against tables and arithmetic shown here.

use report::statistics::{Estimate, LEVEL, RunsNeeded, holm, holm_with_uncomputed, normal_quantile, student_quantile};

/// The losses of runs that diverge: 1e300 and 3e300 have the mean 2e300 and the deviation √2·1e300, though no square of
/// theirs is a number; two whose difference is none have no mean.
#[test]
fn values_too_large_to_be_squared_have_a_deviation() {
    let far = Estimate::of(&[1e300, 3e300]).expect("two values");
    let right = std::f64::consts::SQRT_2 * 1e300;
    // One rounding for each of the four steps.
    let off = far.deviation.expect("of two values") - right;
    assert!(far.mean == 2e300 && off.abs() <= 4.0 * f64::EPSILON * right, "{far:?}");
    assert!(Estimate::of(&[f64::MAX, -f64::MAX]).is_none());
}

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
        let found = student_quantile(freedom, LEVEL);
        assert!((found - printed).abs() <= 0.0005, "{freedom} degrees of freedom: {found} is not {printed}");
    }
}

/// `scipy.stats.t.ppf((1 + level) / 2, freedom)`, scipy 1.17.1. A level so near to 1 is known to 1e-16, a quantile of
/// Student's to some hundred times as much.
#[test]
fn quantiles_are_those_of_scipy() {
    for (freedom, level, right) in [
        (1, 0.95, 12.706_204_736_174_694),
        (3, 0.95, 3.182_446_305_283_707_8),
        (4, 1.0 - 0.05 / 3.0, 3.960_786_482_770_183_5),
        (7, 0.95, 2.364_624_251_592_784),
        (9, 1.0 - 0.05 / 6.0, 3.364_203_432_439_991),
        (19, 0.95, 2.093_024_054_408_308_7),
        (19, 1.0 - 0.05 / 45.0, 3.837_266_207_540_659_4),
        (59, 0.99, 2.661_758_752_162_967_3),
        (239, 0.95, 1.969_939_405_916_958_4),
    ] {
        let found = student_quantile(freedom, level);
        assert!((found - right).abs() <= 1e-13 * right, "{freedom}, {level}: {found} is not {right}");
    }
}

/// `d = a - b; e = d.std(ddof=1) * sqrt(1 / 6 + r); t.interval(0.95, 5, d.mean(), e); 2 * t.sf(d.mean() / e, 5)` in
/// numpy 2.4.6 and scipy 1.17.1; with r = 0 they are those of `scipy.stats.ttest_rel(a, b)`.
#[test]
fn paired_intervals_and_p_values_are_those_of_scipy() {
    let (a, b) = ([0.71, 0.74, 0.69, 0.80, 0.66, 0.77], [0.70, 0.71, 0.70, 0.75, 0.66, 0.72]);
    let differences: Vec<f64> = a.iter().zip(b).map(|(a, b)| a - b).collect();
    for (overlap, right) in [
        (0.0, [-0.005_225_654_850_198_037, 0.048_558_988_183_531_41, 0.093_112_604_568_516_29]),
        (0.25, [-0.020_853_827_114_756_67, 0.064_187_160_448_090_04, 0.247_193_052_467_860_58]),
    ] {
        let estimate = Estimate::correlated(&differences, overlap).expect("six values");
        let (low, high) = estimate.interval().expect("six values");
        let found = [low, high, estimate.p_value().expect("six values")];
        // The differences have lost two digits, p-values have lost another to the difference from 1.
        let close = found.iter().zip(right).all(|(found, right)| (found - right).abs() <= 1e-14);
        assert!(close, "overlap {overlap}: {found:?} is not {right:?}");
    }
}

/// With one degree of freedom the distribution is Cauchy's: the quantile is tan(0.475·π). With two,
/// P(|T| ≤ t) = t/√(2 + t²), so t = 0.95·√2/√(1 − 0.95²).
#[test]
fn the_first_two_quantiles_have_closed_forms() {
    let cauchy = libm::tan(0.475 * std::f64::consts::PI);
    let two = 0.95 * 2f64.sqrt() / (1.0 - 0.95f64 * 0.95).sqrt();
    for (found, expected) in [(student_quantile(1, LEVEL), cauchy), (student_quantile(2, LEVEL), two)] {
        assert!((found - expected).abs() <= 1e-12 * expected, "{found} is not {expected}");
    }
}

/// 1, 2, 3: mean 2, s = 1, so half = 4.3027/√3 = 2.4841.
#[test]
fn the_interval_of_three_values_is_students() {
    let estimate = Estimate::of(&[1.0, 2.0, 3.0]).expect("three values have a mean");
    assert_eq!((estimate.mean, estimate.count), (2.0, 3));
    let half = estimate.half_width().expect("three values have an interval");
    assert!((half - 4.302_65 / 3f64.sqrt()).abs() <= 1e-5, "{half}");
}

#[test]
fn one_value_has_no_interval_and_none_no_mean() {
    assert_eq!(Estimate::of(&[0.25]), Some(Estimate { mean: 0.25, deviation: None, count: 1, overlap: 0.0 }));
    assert_eq!(Estimate::of(&[]), None);
}

/// 0.1 three times sums to 0.30000000000000004; the mean must be 0.1 all the same, with an interval of length 0.
#[test]
fn equal_values_are_their_own_mean() {
    let equal = Estimate::of(&[0.1; 3]).expect("three values have a mean");
    assert_eq!((equal.mean, equal.half_width()), (0.1, Some(0.0)));
}

/// 1, 2, 3 from three folds: s = 1, so half = t·√(1/3 + 1/2), where three runs of their own have t·√(1/3).
#[test]
fn folds_have_a_wider_interval() {
    let values = [1.0, 2.0, 3.0];
    let half = |ratio: f64| {
        Estimate::correlated(&values, ratio).and_then(|estimate| estimate.half_width()).expect("three values")
    };
    let expected = (2.5f64).sqrt() * half(0.0);
    assert!((half(0.5) - expected).abs() <= 1e-15 * expected, "{} is not {expected}", half(0.5));
}

/// With two degrees of freedom P(|T| ≤ t) = t/√(2 + t²). Of 1, 2, 3: t = 2·√3, so P = √12/√14.
#[test]
fn the_p_value_of_a_mean_is_students_tail() {
    let estimate = Estimate::of(&[1.0, 2.0, 3.0]).expect("three values");
    let expected = 1.0 - (12f64 / 14.0).sqrt();
    // The quantile is known to the last bit, of which the difference to 1 loses one digit.
    let found = estimate.p_value().expect("three values");
    assert!((found - expected).abs() <= 1e-14, "{found} is not {expected}");
    let of = |values: &[f64]| Estimate::of(values).expect("values").p_value();
    assert_eq!([of(&[0.5]), of(&[0.5; 3]), of(&[0.0; 3])], [None, Some(0.0), Some(1.0)]);
}

/// 0.05/3 = 0.0167, 0.05/2 = 0.025, 0.05: 0.01 passes, then 0.02 passes, then 0.04. Where the first fails, all do; and
/// 0.03 would pass the first comparison alone, but not as the second of three.
#[test]
fn holm_compares_the_smallest_with_the_strictest_bound() {
    let significant = |p_values: &[f64]| holm(p_values).iter().map(|one| one.significant).collect::<Vec<_>>();
    assert_eq!(significant(&[0.04, 0.01, 0.02]), [true, true, true]);
    assert_eq!(significant(&[0.04, 0.02, 0.03]), [false, false, false]);
    assert_eq!(significant(&[0.04, 0.01, 0.03]), [false, true, false]);
    assert_eq!(significant(&[0.04]), [true], "one comparison needs no correction");
    assert!(holm(&[]).is_empty());
    // Two of ten: 0.004 is below 0.05/10, 0.0055 below 0.05/9 = 0.00556, and 0.0056 is not.
    let beside =
        |p_values: &[f64]| holm_with_uncomputed(p_values, 8).iter().map(|one| one.significant).collect::<Vec<_>>();
    assert_eq!(beside(&[0.004, 0.0055]), [true, true]);
    assert_eq!(beside(&[0.0056, 0.004]), [false, true]);
}

/// `multipletests(p, 0.05, method="holm")[0]`, statsmodels 0.15.0. The last list stops at its second: 0.0101 > 0.05/5.
#[test]
fn holm_decides_as_statsmodels_does() {
    for (p_values, right) in [
        (&[0.012, 0.2, 0.0124, 0.001, 0.011, 0.6][..], "---x--"),
        (&[0.0124, 0.0126, 0.0099, 0.5, 0.03], "xxx--"),
        (&[0.0083, 0.0099, 0.0124, 0.0166, 0.0249, 0.0499], "xxxxxx"),
        (&[0.0083, 0.0101, 0.0124, 0.0166, 0.0249, 0.0499], "x-----"),
    ] {
        let sign = |significant| if significant { 'x' } else { '-' };
        let found: String = holm(p_values).iter().map(|one| sign(one.significant)).collect();
        assert_eq!(found, right, "{p_values:?}");
    }
}

/// Steps 1, 2 and 3 of three have 1 − 0.05/3, 1 − 0.05/2 and 1 − 0.05; what is not rejected has the level of the first
/// of its kind.
#[test]
fn every_decision_has_the_level_of_its_step() {
    let levels = |p_values: &[f64]| holm(p_values).iter().map(|one| one.level).collect::<Vec<_>>();
    let steps = [1.0 - 0.05 / 3.0, 1.0 - 0.05 / 2.0, 0.95];
    let close = |found: Vec<f64>, expected: [f64; 3]| {
        // 1 − 0.95 is 0.05 but for the last bit of 1.
        found.iter().zip(expected).all(|(found, expected)| (found - expected).abs() <= f64::EPSILON)
    };
    assert!(close(levels(&[0.04, 0.01, 0.02]), [steps[2], steps[0], steps[1]]));
    assert!(close(levels(&[0.04, 0.01, 0.03]), [steps[1], steps[0], steps[1]]));
    assert!(close(levels(&[0.5, 0.4, 0.3]), [steps[0]; 3]));
}

/// An interval at the level of its step excludes zero if and only if the difference is significant, whatever the
/// values.
#[test]
fn no_interval_contradicts_its_decision() {
    // Differences of 2 to 6 runs around 0, 0.3, 0.6, … from a linear congruential generator (Knuth's MMIX).
    let mut state = 1_u64;
    let mut uniform = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 11) as f64 / (1_u64 << 53) as f64
    };
    let mut significant = 0;
    for family in 0..200 {
        let mut values =
            |index: usize| (0..2 + index).map(|_| uniform() - 0.5 + 0.3 * index as f64).collect::<Vec<_>>();
        let overlap = [0.0, 0.25][family % 2];
        let leads = (0..5).map(|index| Estimate::correlated(&values(index), overlap).expect("two values or more"));
        let leads: Vec<Estimate> = leads.collect();
        let decisions = holm(&leads.iter().filter_map(Estimate::p_value).collect::<Vec<_>>());
        for (lead, decision) in leads.iter().zip(decisions) {
            let (low, high) = lead.interval_at(decision.level).expect("two values or more");
            assert_eq!(low > 0.0 || high < 0.0, decision.significant, "{low} to {high}: {decision:?} of {lead:?}");
            significant += usize::from(decision.significant);
        }
    }
    assert!((100..900).contains(&significant), "{significant} of 1000: both kinds must occur");
}

/// P(|Z| ≤ 1) = erf(1/√2) = 0.682689492137…, and 1.959963984540… for 95 %.
#[test]
fn the_normal_quantile_is_students_limit() {
    for (level, expected) in [(0.682_689_492_137_086, 1.0), (0.95, 1.959_963_984_540_054)] {
        let found = normal_quantile(level);
        assert!((found - expected).abs() <= 1e-13, "{found} is not {expected}");
    }
    let student = student_quantile(1_000_000, LEVEL);
    // Student's quantile is z + (z³ + z)/(4ν) + …: 2.4e-6 above.
    assert!((student - 1.959_963_984_540_054 - 2.4e-6).abs() <= 1e-7, "{student}");
}

/// s = 1 and r = 0: half = t/√n. For 0.7 it takes ten runs, of which half is 2.2622/√10 = 0.7154 > 0.7, or eleven,
/// 2.2281/√11 = 0.6718. With r = 0.25 no number of runs comes below 1.96·√0.25 = 0.98; 315 runs have
/// 0.9900003 and 316 runs 0.98997.
#[test]
fn runs_are_counted_until_the_interval_excludes_zero() {
    let lead = |mean: f64, overlap: f64| Estimate { mean, deviation: Some(1.0), count: 3, overlap };
    assert_eq!(lead(0.7, 0.0).runs_needed(LEVEL), Some(RunsNeeded::About(11)));
    assert_eq!(lead(-0.7, 0.0).runs_needed(LEVEL), Some(RunsNeeded::About(11)));
    assert_eq!(lead(0.979, 0.25).runs_needed(LEVEL), Some(RunsNeeded::NoNumber));
    assert_eq!(lead(0.99, 0.25).runs_needed(LEVEL), Some(RunsNeeded::About(316)));
    assert_eq!(lead(1e-3, 0.0).runs_needed(LEVEL), Some(RunsNeeded::Many));
    assert_eq!(lead(0.0, 0.0).runs_needed(LEVEL), Some(RunsNeeded::NoNumber));
    assert_eq!(Estimate::of(&[0.5; 3]).expect("values").runs_needed(LEVEL), None, "more of the same tells nothing");
    assert_eq!(Estimate::of(&[0.5]).expect("a value").runs_needed(LEVEL), None);
}
