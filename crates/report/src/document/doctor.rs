//! What the doctor sees: each kind of finding with the arms that have it, why it harms, and what to try.

use crate::findings::ArmFinding;
use crate::markdown::escaped;
use crate::words::count;

/// The section; empty where every arm is healthy.
pub fn section(seen: &[ArmFinding]) -> String {
    seen.chunk_by(|one, other| one.finding.kind == other.finding.kind).map(kind).collect::<Vec<_>>().join("\n\n")
}

/// One kind in all its arms.
fn kind(seen: &[ArmFinding]) -> String {
    let kind = seen[0].finding.kind;
    let arms: Vec<String> = seen.iter().map(arm).collect();
    let (why, remedy) = (escaped(kind.why()), escaped(kind.remedy()));
    format!("**{}.** {why} *Try* {remedy}.\n\n{}", kind.title(), arms.join("\n"))
}

/// One arm, as an item of a list.
fn arm(seen: &ArmFinding) -> String {
    let place = seen.place();
    let place = if place.is_empty() { place } else { format!("{}: ", escaped(&place)) };
    let further = match seen.further {
        0 => String::new(),
        layers => format!(" The same holds for {}.", count(layers, "further layer")),
    };
    format!("- {place}{}{further}", escaped(&seen.finding.what()))
}
