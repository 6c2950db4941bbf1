//! The accuracy of the framework's operations, measured against references: `reports/framework.md`.
//!
//! error = max |found − reference| / max |reference|, over the elements of a value or of a gradient
//!
//! The page is a pure function of the errors. Leaves out their measurement, and the optimizers.

mod sections;

/// The errors of an operation, relative to the largest element of the reference.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LargestErrors {
    /// The error of its value; infinite where it is not finite but the reference is, none if no reference is finite.
    pub value: Option<f64>,
    /// The error of its worst gradient, defined likewise.
    pub gradient: Option<f64>,
}

impl LargestErrors {
    /// The larger error of value and gradient.
    pub fn worst(self) -> f64 {
        [self.value, self.gradient].into_iter().flatten().fold(0.0, f64::max)
    }
}

/// The measurement of one operation on one device.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Its name in the framework, or that of its replacement.
    pub operation: String,
    /// The formula that it should compute.
    pub formula: String,
    /// The name of the device.
    pub device: String,
    /// The errors at random points of ordinary size.
    pub near: LargestErrors,
    /// The errors at inputs up to ±1000.
    pub far: LargestErrors,
}

/// An operation that is used in place of one of the framework.
#[derive(Debug, Clone, PartialEq)]
pub struct Replacement {
    /// The operation that it replaces.
    pub of: String,
    /// The defect of that operation.
    pub because: String,
    /// Its own measurements, one for each device.
    pub rows: Vec<Row>,
}

/// A default of the framework that differs from that of other programs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrameworkDefault {
    /// The setting whose default differs, as burn names it.
    pub setting: String,
    /// The value in the framework.
    pub framework: String,
    /// The value in other programs.
    pub usual: String,
    /// The value that is passed here.
    pub ours: String,
}

/// The content of the page.
#[derive(Debug, Clone, PartialEq)]
pub struct Framework {
    /// The name and version of the framework.
    pub name: String,
    /// The number of points near, and as many far, at which each operation was measured.
    pub points: usize,
    /// The operations of the framework, each on every device.
    pub rows: Vec<Row>,
    /// The operations that replace some of them.
    pub replacements: Vec<Replacement>,
    /// The defaults that differ.
    pub defaults: Vec<FrameworkDefault>,
}

/// The size of an error, judged by what f64 arithmetic allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ErrorSize {
    /// Rounding in f64.
    Exact,
    /// Rounding in f32, of the arithmetic or of a constant.
    SinglePrecision,
    /// A larger error.
    Wrong,
}

/// The largest error that counts as rounding in f64: some hundred units in the last place, 2.2e-16.
pub const EXACT: f64 = 1e-13;
/// The largest error that counts as rounding in f32: some ten units in the last place, 1.2e-7.
pub const SINGLE: f64 = 1e-6;

impl ErrorSize {
    /// The verdict on an error; NaN is wrong.
    pub fn of(error: f64) -> ErrorSize {
        match error {
            error if error <= EXACT => ErrorSize::Exact,
            error if error <= SINGLE => ErrorSize::SinglePrecision,
            _ => ErrorSize::Wrong,
        }
    }

    /// The verdict in words.
    pub fn in_words(self) -> &'static str {
        match self {
            ErrorSize::Exact => "exact",
            ErrorSize::SinglePrecision => "single precision",
            ErrorSize::Wrong => "**wrong**",
        }
    }
}

impl Row {
    /// The verdict near, and that far out where it is worse, in words.
    pub fn verdict(&self) -> String {
        let (near, far) = (ErrorSize::of(self.near.worst()), ErrorSize::of(self.far.worst()));
        match far {
            far if far <= near => near.in_words().into(),
            ErrorSize::Wrong => format!("{}, **wrong** far out", near.in_words()),
            ErrorSize::SinglePrecision | ErrorSize::Exact => format!("{}, digits lost far out", near.in_words()),
        }
    }

    /// The largest error, near or far.
    pub fn worst(&self) -> f64 {
        self.near.worst().max(self.far.worst())
    }

    /// Whether it is exact both near and far.
    pub fn exact(&self) -> bool {
        ErrorSize::of(self.worst()) == ErrorSize::Exact
    }
}

/// The page in Markdown.
pub fn framework_report(framework: &Framework) -> String {
    let sections = [
        sections::opening(framework),
        sections::inexact_operations(framework),
        sections::replacements(framework),
        sections::all(framework),
        sections::defaults(framework),
    ];
    sections.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(near: f64, far: Option<f64>) -> Row {
        let errors = |gradient| LargestErrors { value: Some(0.0), gradient };
        let words = |text: &str| text.to_owned();
        let (near, far) = (errors(Some(near)), errors(far));
        Row { operation: words("f"), formula: words("|x|"), device: words("d"), near, far }
    }

    #[test]
    fn verdicts_follow_the_errors() {
        assert_eq!(row(1e-16, None).verdict(), "exact");
        assert_eq!(row(4.5e-8, Some(0.0)).verdict(), "single precision");
        assert_eq!(row(7.7e-4, Some(1e-9)).verdict(), "**wrong**");
        assert_eq!(row(1e-16, Some(2e-9)).verdict(), "exact, digits lost far out");
        assert_eq!(row(1e-16, Some(f64::INFINITY)).verdict(), "exact, **wrong** far out");
        assert_eq!(ErrorSize::of(f64::NAN), ErrorSize::Wrong);
    }

    #[test]
    fn the_page_names_what_is_wrong_and_what_cannot_be_told() {
        let rows = vec![row(7.7e-4, None), row(0.0, Some(f64::INFINITY))];
        let framework =
            Framework { name: "burn".into(), points: 1, rows, replacements: Vec::new(), defaults: Vec::new() };
        // The padding of the tables is no matter here.
        let page = framework_report(&framework).split_whitespace().collect::<Vec<_>>().join(" ");
        for words in ["0 are exact. Wrong at ordinary inputs: `f` on d (7.7e-4).", "| – |", "not finite", "\\|x\\|"] {
            assert!(page.contains(words), "{words} is not in {page}");
        }
    }
}
