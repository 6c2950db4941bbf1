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
    let mut together: Vec<Vec<&ArmFinding>> = Vec::new();
    for one in seen {
        match together.iter_mut().find(|arms| arms[0].is_like(one)) {
            Some(arms) => arms.push(one),
            None => together.push(vec![one]),
        }
    }
    let arms: Vec<String> = together.iter().map(|alike| arms(alike)).collect();
    let (why, remedy) = (escaped(kind.why()), escaped(kind.remedy()));
    format!("**{}.** {why} *Try* {remedy}.\n\n{}", kind.title(), arms.join("\n"))
}

/// The arms that have the same finding, as an item of a list.
fn arms(alike: &[&ArmFinding]) -> String {
    let seen = alike[0];
    let labels: Vec<&str> = alike.iter().map(|seen| seen.arm.as_str()).collect();
    let place = match labels.len() {
        1 => seen.place(),
        _ if seen.often.is_empty() => labels.join("; "),
        _ => format!("{}; each in {}", labels.join("; "), seen.often),
    };
    let place = if place.is_empty() { place } else { format!("{}: ", escaped(&place)) };
    let further = match seen.further {
        0 => String::new(),
        layers => format!(" The same holds for {}.", count(layers, "further layer")),
    };
    format!("- {place}{}{further}", escaped(&seen.finding.what()))
}
