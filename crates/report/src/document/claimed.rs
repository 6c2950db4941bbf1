//! The claims of an experiment as the answer of its report: each a sentence with its numbers, held or failed.

use crate::claims::{ClaimVerdict, Standing};
use crate::markdown::escaped;
use crate::words::list;

/// What stands in front of a claim that holds, that fails, and that is not judged.
pub const MARKS: [&str; 3] = ["✓", "✗", "–"];

/// The claims as a list; empty where there are none.
pub fn section(verdicts: &[ClaimVerdict]) -> String {
    verdicts.iter().map(item).collect::<Vec<_>>().join("\n")
}

fn item(verdict: &ClaimVerdict) -> String {
    let claim = verdict.claim;
    let says = escaped(claim.says.trim());
    let sentence = if says.ends_with(['.', '!', '?']) { says } else { format!("{says}.") };
    let stated = claim.stated.as_ref().map(|stated| format!(" The lecture states: {}", escaped(stated.trim())));
    let rows = match &claim.lecture[..] {
        [] => String::new(),
        rows => format!(" *({})*", list(rows)),
    };
    let (mark, numbers) = (mark(verdict.standing), &verdict.numbers);
    format!("- {mark} **{sentence}** {numbers}{}{rows}", stated.unwrap_or_default())
}

fn mark(standing: Standing) -> &'static str {
    match standing {
        Standing::Held => MARKS[0],
        Standing::Failed => MARKS[1],
        Standing::NotJudged => MARKS[2],
    }
}
