//! What became of a printed number: the value that was computed, and a mark.

use crate::spec::{EngineName, Expect, Printed, PrintedVerdict};

/// A judged [`Expect`].
#[derive(Debug, Clone, PartialEq)]
pub struct JudgedNumber {
    /// The values by engine, the hand-written one first; empty where nothing is judged.
    pub values: Vec<(EngineName, f64)>,
    /// What became of it.
    pub mark: PrintedMark,
}

/// What became of a printed number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PrintedMark {
    /// It comes out as printed.
    Met,
    /// It does not come out, and the right one does.
    Misprint,
    /// Too little is printed to compute it.
    Lost,
    /// Nothing is printed.
    Shown,
    /// Not as the config says: the engine named gives something else.
    Failed(EngineName),
    /// The config was changed on the command line.
    NotJudged,
}

impl JudgedNumber {
    /// The judgement of these values. A lost number is not computed.
    pub fn of(expect: &Expect, values: Vec<(EngineName, f64)>) -> Self {
        let wrong = values.iter().find(|(_, value)| !holds(expect, *value)).map(|(engine, _)| *engine);
        let mark = match (wrong, expect.verdict) {
            (_, PrintedVerdict::Lost) => PrintedMark::Lost,
            (Some(engine), _) => PrintedMark::Failed(engine),
            (None, PrintedVerdict::Erratum) => PrintedMark::Misprint,
            (None, PrintedVerdict::Reproduced) if expect.printed.is_none() => PrintedMark::Shown,
            (None, PrintedVerdict::Reproduced) => PrintedMark::Met,
        };
        JudgedNumber { values, mark }
    }

    /// Of a config that was changed.
    pub fn not_judged() -> Self {
        JudgedNumber { values: Vec::new(), mark: PrintedMark::NotJudged }
    }

    /// Whether it is not as the config says.
    pub fn has_failed(&self) -> bool {
        matches!(self.mark, PrintedMark::Failed(_))
    }

    /// What is wrong, in a line; none where nothing is.
    pub fn complaint(&self, expect: &Expect) -> Option<String> {
        let PrintedMark::Failed(engine) = self.mark else { return None };
        let (_, value) = self.values.iter().find(|(name, _)| *name == engine)?;
        let Expect { quantity, source, printed, right, verdict, .. } = expect;
        let wanted = match (verdict, printed, right) {
            (PrintedVerdict::Erratum, Some(printed), Some(right)) => format!("not {printed} but {right}"),
            (_, Some(digits), _) | (_, None, Some(digits)) => digits.clone(),
            (_, None, None) => "anything".into(),
        };
        Some(format!("{source}: {quantity} is {value} by {}, expected {wanted}", engine.as_str()))
    }
}

/// Whether a value is as the config says: the right digits are met, and of an erratum the printed ones are not, however
/// they were cut.
fn holds(expect: &Expect, value: f64) -> bool {
    let read = |text: &Option<String>| text.as_ref().and_then(|text| text.parse::<Printed>().ok());
    let (printed, right) = (read(&expect.printed), read(&expect.right));
    let met = |printed: Option<Printed>| printed.is_none_or(|printed| printed.meets(value, expect.rounding));
    match expect.verdict {
        PrintedVerdict::Lost => true,
        PrintedVerdict::Reproduced => met(printed) && met(right),
        PrintedVerdict::Erratum => {
            use crate::spec::Rounding::{Nearest, Truncated};
            let is_printed = |cut| printed.is_some_and(|printed| printed.meets(value, cut));
            met(right) && ![Nearest, Truncated].into_iter().any(is_printed)
        }
    }
}

/// The judged numbers of a config, counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Printed numbers that come out.
    pub met: usize,
    /// Printed numbers that do not, and the right ones do.
    pub misprints: usize,
    /// Printed numbers that cannot be computed.
    pub lost: usize,
    /// Numbers that are not as the config says.
    pub failed: usize,
}

impl Counts {
    /// Of so many judgements.
    pub fn of<'a>(judged: impl IntoIterator<Item = &'a JudgedNumber>) -> Self {
        let mut counts = Counts::default();
        for judged in judged {
            match judged.mark {
                PrintedMark::Met => counts.met += 1,
                PrintedMark::Misprint => counts.misprints += 1,
                PrintedMark::Lost => counts.lost += 1,
                PrintedMark::Failed(_) => counts.failed += 1,
                PrintedMark::Shown | PrintedMark::NotJudged => {}
            }
        }
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expect(keys: &str) -> Expect {
        toml::from_str(&format!("quantity = \"output\"\nsource = \"004 l.1\"\n{keys}")).expect("an expectation")
    }

    fn mark(keys: &str, hand: f64, burn: f64) -> PrintedMark {
        JudgedNumber::of(&expect(keys), vec![(EngineName::FromScratch, hand), (EngineName::Burn, burn)]).mark
    }

    #[test]
    fn a_print_is_met_by_every_engine() {
        assert_eq!(mark("printed = \"0.30\"", 0.3, 0.301), PrintedMark::Met);
        assert_eq!(mark("printed = \"0.30\"", 0.31, 0.3), PrintedMark::Failed(EngineName::FromScratch));
        assert_eq!(mark("printed = \"0.30\"", 0.3, 0.31), PrintedMark::Failed(EngineName::Burn));
    }

    /// The printed digits must not be met, and the right ones must.
    #[test]
    fn an_erratum_is_neither_met_nor_wrong() {
        let keys = |right: &str| format!("printed = \"0.30\"\nverdict = \"erratum\"\nwhy = \"w\"\nright = \"{right}\"");
        assert_eq!(mark(&keys("0.41"), 0.41, 0.41), PrintedMark::Misprint);
        assert_eq!(mark(&keys("0.42"), 0.41, 0.41), PrintedMark::Failed(EngineName::FromScratch));
        assert_eq!(mark(&keys("0.30"), 0.3, 0.3), PrintedMark::Failed(EngineName::FromScratch));
        // Cut off, 0.3099 is printed as 0.30.
        assert_eq!(mark(&keys("0.310"), 0.3099, 0.3099), PrintedMark::Failed(EngineName::FromScratch));
    }

    #[test]
    fn the_complaint_names_source_quantity_value_and_print() {
        let expect = expect("printed = \"0.30\"");
        let judged = JudgedNumber::of(&expect, vec![(EngineName::FromScratch, 0.25)]);
        let complaint = "004 l.1: output is 0.25 by from-scratch, expected 0.30";
        assert_eq!(judged.complaint(&expect).as_deref(), Some(complaint));
        assert_eq!(JudgedNumber::not_judged().complaint(&expect), None);
    }

    #[test]
    fn nothing_printed_is_shown_and_a_lost_number_is_lost() {
        assert_eq!(mark("", 1.0, 2.0), PrintedMark::Shown);
        assert_eq!(mark("right = \"1.0\"", 1.0, 1.0), PrintedMark::Shown);
        assert_eq!(mark("right = \"1.0\"", 1.0, 2.0), PrintedMark::Failed(EngineName::Burn));
        assert_eq!(mark("printed = \"1.0\"\nverdict = \"lost\"\nwhy = \"w\"", 5.0, 5.0), PrintedMark::Lost);
    }
}
