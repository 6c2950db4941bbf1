//! The floating-point formats that an error may be of, by their limits.

use std::fmt::Debug;

/// A floating-point format by its limits.
pub trait Format: Copy + Debug + Default + Send + Sync + 'static {
    /// u, the largest relative error of one rounding.
    const UNIT: f64;
    /// The smallest number that has all its digits.
    const SMALLEST: f64;
    /// The largest number.
    const LARGEST: f64;

    /// The number of this format that is nearest.
    fn nearest(value: f64) -> f64;
}

impl Format for f64 {
    const UNIT: f64 = f64::EPSILON / 2.0;
    const SMALLEST: f64 = f64::MIN_POSITIVE;
    const LARGEST: f64 = f64::MAX;

    fn nearest(value: f64) -> f64 {
        value
    }
}

impl Format for f32 {
    const UNIT: f64 = f32::EPSILON as f64 / 2.0;
    const SMALLEST: f64 = f32::MIN_POSITIVE as f64;
    const LARGEST: f64 = f32::MAX as f64;

    fn nearest(value: f64) -> f64 {
        f64::from(value as f32)
    }
}
