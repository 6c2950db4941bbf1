//! What the doctor saw, by arm: a finding of half of an arm's runs or more stands on the page, with the words of the
//! run in the middle; what fewer runs have is in their records, and so is what another finding explains.

use std::collections::BTreeSet;

use experiment::finding::{Finding, FindingKind};
use experiment::record::Record;

use crate::arms::{Arm, arms};
use crate::words::count;

/// A finding of an arm.
pub struct ArmFinding {
    /// The label of the arm; empty where there is one arm alone.
    pub arm: String,
    /// In how many of its runs, `5 of 5 runs, the one in the middle`; empty of a single run.
    pub often: String,
    /// The finding of the run in the middle, where several layers have it in the first of them.
    pub finding: Finding,
    /// In how many further layers.
    pub further: usize,
}

/// All of them, kind after kind, arm after arm.
pub fn seen(records: &[Record]) -> Vec<ArmFinding> {
    let arms = arms(records);
    let mut seen: Vec<ArmFinding> = arms.iter().flat_map(of_arm).collect();
    seen.sort_by_key(|seen| seen.finding.kind);
    seen
}

fn of_arm(arm: &Arm) -> Vec<ArmFinding> {
    let kinds: BTreeSet<FindingKind> = findings(arm).map(|finding| finding.kind).collect();
    let mut seen: Vec<ArmFinding> = kinds.into_iter().filter_map(|kind| of_kind(arm, kind)).collect();
    let too_long = seen.iter().any(|seen| is_too_long(seen.finding.kind));
    seen.retain(|seen| !(too_long && is_consequence(&seen.finding)));
    seen
}

/// Whether updates are too long.
fn is_too_long(kind: FindingKind) -> bool {
    matches!(kind, FindingKind::RateTooHigh | FindingKind::UnstableTraining)
}

/// Whether updates that are too long explain it: units that were sound before the first one are driven to where they
/// are flat. Its own remedy, another activation, would miss the cause.
fn is_consequence(finding: &Finding) -> bool {
    matches!(finding.kind, FindingKind::SaturatedUnits | FindingKind::DeadUnits) && finding.epoch > 0
}

fn findings<'a>(arm: &Arm<'a>) -> impl Iterator<Item = &'a Finding> {
    arm.runs.iter().copied().flat_map(|record| &record.run.findings)
}

fn of_kind(arm: &Arm, kind: FindingKind) -> Option<ArmFinding> {
    let first = |record: &&Record| record.run.findings.iter().find(|finding| finding.kind == kind).cloned();
    let mut firsts: Vec<Finding> = arm.runs.iter().filter_map(first).collect();
    if 2 * firsts.len() < arm.runs.len() {
        return None;
    }
    firsts.sort_by(|one, other| one.value.total_cmp(&other.value));
    let layers: BTreeSet<_> =
        findings(arm).filter(|finding| finding.kind == kind).map(|finding| finding.layer).collect();
    let middle = if firsts.len() > 2 { ", the one in the middle" } else { "" };
    let often = format!("{} of {}{middle}", firsts.len(), count(arm.runs.len(), "run"));
    Some(ArmFinding {
        arm: arm.label.clone(),
        often: if arm.runs.len() == 1 { String::new() } else { often },
        finding: firsts.swap_remove(firsts.len() / 2),
        further: layers.len().saturating_sub(1),
    })
}

impl ArmFinding {
    /// Whether another arm has the same: the same words, as often, in as many layers.
    pub fn is_like(&self, other: &ArmFinding) -> bool {
        let key = |one: &ArmFinding| (one.finding.kind, one.finding.what(), one.often.clone(), one.further);
        key(self) == key(other)
    }

    /// `activation = sigmoid, 5 of 5 runs, the one in the middle`; empty of a single run.
    pub fn place(&self) -> String {
        let parts = [self.arm.as_str(), self.often.as_str()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }
}
