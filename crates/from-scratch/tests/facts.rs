//! What `experiment` says of an activation is so: its kinks and its slopes, seen from values and slopes computed here.

use experiment::spec::{Activation, Kinks, Named};
use from_scratch::layers::activation::activation_at;

/// Every activation that is a function of one number alone.
fn functions() -> Vec<Activation> {
    let every = Named::<Activation>::every();
    let of_one_number = |f: &Activation| !matches!(f, Activation::Prelu { .. } | Activation::Maxout { .. });
    every.into_iter().filter(of_one_number).collect()
}

/// Whether the value, the slope or the slope of the slope jumps at z. The differences of a smooth function over
/// h = 1e-5 change by h times its third derivative, which is below 10 for all of ours; the smallest jump, that of
/// elu's second derivative, is 1.
fn jumps(f: Activation, z: f64) -> bool {
    const H: f64 = 1e-5;
    let [left, here, right] = [z - H, z, z + H].map(|z| activation_at(f, z));
    let value_jumps = (right.0 - left.0).abs() > 0.5;
    let bend = ((right.1 - here.1) - (here.1 - left.1)).abs() / H;
    value_jumps || bend > 0.1
}

#[test]
fn kinks_lie_where_the_facts_say_and_nowhere_else() {
    for f in functions() {
        let kinks = match f.facts().kinks {
            Kinks::Nowhere => &[][..],
            Kinks::At(kinks) => kinks,
            Kinks::Ties(_) => panic!("{f:?} is a function of one number"),
        };
        for z in (-32..=32).map(|k| 0.25 * f64::from(k)) {
            assert_eq!(jumps(f, z), kinks.contains(&z), "{f:?} at {z}");
        }
    }
}

/// A grid of 0.001 with points beside the kink at 0 misses the largest slope by less than 1e-6; the facts have five
/// digits.
#[test]
fn slopes_lie_between_the_least_and_the_largest() {
    for f in functions() {
        let (least, largest) = f.facts().slopes.expect("only learned slopes are unknown");
        let points = (-40_000..=40_000).map(|k| 0.001 * f64::from(k)).chain([-1e-9, 1e-9]);
        let slopes = points.map(|z| activation_at(f, z).1.abs());
        let (low, high) = slopes.fold((f64::INFINITY, 0.0f64), |(low, high), s| (low.min(s), high.max(s)));
        assert!((high - largest).abs() <= 5e-5, "{f:?} has a slope of {high}, the facts say {largest}");
        // Arctan approaches 0 as 1/z², and is at 1/1601 where the grid ends.
        assert!(low >= least && low <= least + 1e-3, "{f:?} has a slope of {low}, the facts say {least}");
    }
}
