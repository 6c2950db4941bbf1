//! The claims of an experiment as the answer of its report: each a sentence with its numbers, held or failed, and the
//! rows of the course's index that it checks.

use crate::claims::{ClaimOutcome, ClaimVerdict};
use crate::markdown::escaped;
use crate::statistics::LEVEL;
use crate::words::{count, list};

/// What stands in front of a claim that holds, that fails, and that is not judged.
pub const MARKS: [&str; 3] = ["✓", "✗", "–"];

/// The claims as a list; empty where there are none.
pub fn section(verdicts: &[ClaimVerdict]) -> String {
    let items = verdicts.iter().map(item).collect::<Vec<_>>().join("\n");
    levels(verdicts).map_or_else(|| items.clone(), |note| format!("{items}\n\n{note}"))
}

/// Why intervals of several claims are wider than those of 95 %.
fn levels(verdicts: &[ClaimVerdict]) -> Option<String> {
    let levels: Vec<f64> = verdicts.iter().filter_map(|verdict| verdict.level).collect();
    let claims = count(levels.len(), "claim");
    let note =
        format!("*{claims} of this page rest on intervals; a level above 95 % makes up for their number (Holm).*");
    levels.iter().any(|level| *level > LEVEL).then_some(note)
}

fn item(verdict: &ClaimVerdict) -> String {
    let claim = verdict.claim;
    let says = escaped(claim.says.trim());
    let sentence = if says.ends_with(['.', '!', '?']) { says } else { format!("{says}.") };
    let stated = claim.stated.as_ref().map(|stated| format!(" The lecture states: {}", escaped(stated.trim())));
    let rows = match &claim.lecture[..] {
        [] => String::new(),
        rows => format!(" *({})*", list(&rows.iter().map(|row| link(row)).collect::<Vec<_>>())),
    };
    let (mark, numbers) = (mark(verdict.outcome), &verdict.numbers);
    format!("- {mark} **{sentence}** {numbers}{}{rows}", stated.unwrap_or_default())
}

/// A row of the course's index, which stands beside the folders of the reports.
fn link(row: &str) -> String {
    format!("[{row}](../lectures.md#{})", row.to_lowercase())
}

fn mark(outcome: ClaimOutcome) -> &'static str {
    match outcome {
        ClaimOutcome::Held => MARKS[0],
        ClaimOutcome::Failed => MARKS[1],
        ClaimOutcome::NotJudged => MARKS[2],
    }
}
