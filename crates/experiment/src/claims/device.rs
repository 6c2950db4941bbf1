//! Arms that differ in burn's device alone: claims are about the hand-written engine, which has no devices, so they
//! would compare a network with itself.

use super::ResolvedClaim;
use crate::spec::{Against, EngineName, Experiment, RuleViolation};

/// The error of a claim that compares such arms.
pub(super) fn violation(claim: &ResolvedClaim) -> Option<RuleViolation> {
    let [ours, theirs] = claim.arms[..] else { return None };
    let on_its_device = Experiment { device: ours.device, ..theirs.clone() };
    let is_by_hand = ours.engines.contains(&EngineName::FromScratch);
    if !is_by_hand || ours.device == theirs.device || on_its_device != *ours {
        return None;
    }
    let (key, ..) = claim.claim.bounds().into_iter().find(|(.., against)| matches!(against, Against::Arm(_)))?;
    let message = "these arms differ in device alone, which is burn's: claims are about the hand-written engine";
    let violation = RuleViolation::new(claim.at(key), message).also(claim.at("arm"), "the same network by hand");
    Some(violation.help("write engines = [\"burn\"], or compare arms that differ in another key"))
}
