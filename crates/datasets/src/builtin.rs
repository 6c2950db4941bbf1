//! The real data sets that are part of the program. Where they come from stands in `data/README.md`.

use crate::csv::Source;

/// A set within the program and its target, the last column.
pub struct BuiltIn {
    /// The text of its table, which is part of the program.
    pub source: Source,
    /// The column to predict.
    pub target: &'static str,
}

/// Fisher's iris flowers: 150 x 4, 3 classes.
pub const IRIS: BuiltIn = built_in("iris", include_str!("../data/iris.csv"), "species");
/// Wines of three cultivars: 178 x 13, 3 classes.
pub const WINE: BuiltIn = built_in("wine", include_str!("../data/wine.csv"), "cultivar");
/// Breast tumors: 569 x 30, 2 classes.
pub const BREAST_CANCER: BuiltIn = built_in("breast-cancer", include_str!("../data/breast-cancer.csv"), "diagnosis");
/// Progression of diabetes after a year: 442 x 10, a number.
pub const DIABETES: BuiltIn = built_in("diabetes", include_str!("../data/diabetes.csv"), "progression");
/// Handwritten digits of 8 by 8 pixels, 0 to 16: 1797 x 64, 10 classes.
pub const DIGITS: BuiltIn = built_in("digits", include_str!("../data/digits.csv"), "digit");

const fn built_in(name: &'static str, text: &'static str, target: &'static str) -> BuiltIn {
    BuiltIn { source: Source::BuiltIn { name, text }, target }
}
