//! An axis that the panels of several arms share, so that they can be compared.

use crate::figure::Axis;
use crate::statistics::extremes;

/// Values that spread so many times as far leave nothing to be seen of the others on one axis.
const APART: f64 = 20.0;
/// The share of its length by which an axis goes beyond the values on each side.
const MARGIN: f64 = 0.04;

/// The axis over the ranges of the values of all arms; as it is where the values of one arm would be a line on the axis
/// of another.
pub fn shared(axis: Axis, ranges: &[(f64, f64)]) -> Axis {
    match extremes(ranges.iter().flat_map(|(low, high)| [*low, *high])) {
        Some((low, high)) if high > low && ranges.len() > 1 && are_alike(ranges) => {
            let margin = MARGIN * (high - low);
            axis.range(low - margin, high + margin)
        }
        _ => axis,
    }
}

/// Whether no range is [`APART`] times as long as another.
pub fn are_alike(ranges: &[(f64, f64)]) -> bool {
    let lengths = ranges.iter().map(|(low, high)| high - low);
    extremes(lengths).is_some_and(|(least, most)| most <= APART * least)
}

/// What a caption says where an axis is not shared.
pub const OWN: &str = " Where the values of one arm would be a line on the axis of another, each has its own.";

#[cfg(test)]
mod tests {
    use super::shared;
    use crate::figure::Axis;

    /// From 0 to 25, and 0.04·25 = 1 on each side.
    #[test]
    fn an_axis_holds_the_values_of_all_arms_unless_one_spreads_too_far() {
        let range = |ranges: &[(f64, f64)]| shared(Axis::linear("x"), ranges).range;
        assert_eq!(range(&[(0.0, 10.0), (5.0, 25.0)]), Some((-1.0, 26.0)));
        assert_eq!(range(&[(0.0, 1.0), (0.0, 25.0)]), None, "one spreads 25 times as far");
        assert_eq!(range(&[(0.0, 10.0)]), None, "there is nothing to compare with");
    }
}
