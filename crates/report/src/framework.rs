//! What the framework computes, against references: `reports/framework.md`.
//!
//! error = max |found − reference| / max |reference|, over the elements of a value or of a gradient
//!
//! A pure function of the errors: the same list, the same bytes. Leaves out how they were measured, and optimizers.

mod sections;

/// What an operation was found to err by, relative to the largest element of the reference.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Errors {
    /// Of its value; infinite if it is not finite where the reference is, none if no reference is finite.
    pub value: Option<f64>,
    /// Of its worst gradient, in the same way.
    pub gradient: Option<f64>,
}

impl Errors {
    /// The worse of value and gradient.
    pub fn worst(self) -> f64 {
        [self.value, self.gradient].into_iter().flatten().fold(0.0, f64::max)
    }
}

/// One operation on one device.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// What the framework, or what replaces it, calls it.
    pub operation: String,
    /// What it is to compute.
    pub formula: String,
    /// Where it ran.
    pub device: String,
    /// At drawn points of ordinary size.
    pub near: Errors,
    /// At inputs up to ±1000.
    pub far: Errors,
}

/// What is used in the place of an operation.
#[derive(Debug, Clone, PartialEq)]
pub struct Replacement {
    /// The operation that it replaces.
    pub of: String,
    /// What is the matter with that.
    pub because: String,
    /// What it is, measured in the same way on each device.
    pub rows: Vec<Row>,
}

/// A default of the framework that differs from others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Default {
    /// Where it acts.
    pub thing: String,
    /// What the framework takes.
    pub framework: String,
    /// What others take.
    pub usual: String,
    /// What is passed here.
    pub ours: String,
}

/// Everything the page says.
#[derive(Debug, Clone, PartialEq)]
pub struct Framework {
    /// Its name and version.
    pub name: String,
    /// How many points of either reach each operation was measured at.
    pub points: usize,
    /// Its operations, each with its devices.
    pub rows: Vec<Row>,
    /// What is used instead of some of them.
    pub replacements: Vec<Replacement>,
    /// Its defaults.
    pub defaults: Vec<Default>,
}

/// How large an error is for arithmetic in f64.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Nothing but roundings of f64.
    Exact,
    /// As arithmetic in f32, or a constant held in it, would err.
    SinglePrecision,
    /// More than that.
    Wrong,
}

/// The largest error of roundings in f64: some hundred units in the last place, 2.2e-16.
pub const EXACT: f64 = 1e-13;
/// The largest error of roundings in f32: some ten units in the last place, 1.2e-7.
pub const SINGLE: f64 = 1e-6;

impl Verdict {
    /// The verdict on an error; one that is no number is wrong.
    pub fn of(error: f64) -> Verdict {
        match error {
            error if error <= EXACT => Verdict::Exact,
            error if error <= SINGLE => Verdict::SinglePrecision,
            _ => Verdict::Wrong,
        }
    }

    /// As the page says it.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Exact => "exact",
            Verdict::SinglePrecision => "single precision",
            Verdict::Wrong => "**wrong**",
        }
    }
}

impl Row {
    /// The verdict near, and far where that is worse, in words.
    pub fn verdict(&self) -> String {
        let (near, far) = (Verdict::of(self.near.worst()), Verdict::of(self.far.worst()));
        match far {
            far if far <= near => near.name().into(),
            Verdict::Wrong => format!("{}, **wrong** far out", near.name()),
            Verdict::SinglePrecision | Verdict::Exact => format!("{}, digits lost far out", near.name()),
        }
    }

    /// The largest error of all, near and far.
    pub fn worst(&self) -> f64 {
        self.near.worst().max(self.far.worst())
    }

    /// Whether it is exact near and far.
    pub fn exact(&self) -> bool {
        Verdict::of(self.worst()) == Verdict::Exact
    }
}

/// The page in Markdown.
pub fn framework_report(framework: &Framework) -> String {
    let sections = [
        sections::opening(framework),
        sections::inexact(framework),
        sections::instead(framework),
        sections::all(framework),
        sections::defaults(framework),
    ];
    sections.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(near: f64, far: Option<f64>) -> Row {
        let errors = |gradient| Errors { value: Some(0.0), gradient };
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
        assert_eq!(Verdict::of(f64::NAN), Verdict::Wrong);
    }

    #[test]
    fn the_page_names_what_is_wrong_and_what_cannot_be_told() {
        let rows = vec![row(7.7e-4, None), row(0.0, Some(f64::INFINITY))];
        let framework =
            Framework { name: "burn".into(), points: 1, rows, replacements: Vec::new(), defaults: Vec::new() };
        // The padding of the tables is no matter here.
        let page = framework_report(&framework).split_whitespace().collect::<Vec<_>>().join(" ");
        for words in ["0 are exact. Wrong at ordinary inputs: `f` on d (7.7e-4).", "| – |", "no number", "\\|x\\|"] {
            assert!(page.contains(words), "{words} is not in {page}");
        }
    }
}
