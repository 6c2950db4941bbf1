//! What a run records because a claim or the judge asks for it. It belongs to the id of the run.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{At, Claim, Further, Judge};

/// One quantity that is recorded, and the epochs at which it is. The last epoch always is among them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Recording {
    /// The quantity.
    #[serde(flatten)]
    pub quantity: Recorded,
    /// The epochs, 0 for the start; further ones than the last.
    pub epochs: BTreeSet<usize>,
}

/// A quantity that is recorded for claims and the judge.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(tag = "quantity", rename_all = "kebab-case")]
pub enum Recorded {
    /// The norm of the gradient in every layer.
    GradientNorms,
    /// How far the last update of an epoch moved the weights of every layer.
    UpdateRatios,
    /// The shares of dead units and of saturated activations in every hidden layer.
    Flat,
    /// How far the training losses after the updates of an epoch lie from their straight line.
    Fluctuation,
    /// The distance of the parameters from `[solution]`.
    Distance,
    /// How often each class was taken for each, on every part: the table of the confusion matrix.
    ClassCounts,
    /// The norm of all weights.
    WeightNorm,
    /// The share of weights whose size is below a value.
    SmallWeights {
        /// The value.
        below: f64,
    },
}

/// What these claims and the judge need beyond metrics, each quantity once.
pub fn recordings(claims: &[Claim], judge: &Judge) -> Vec<Recording> {
    let mut all: Vec<Recording> = Vec::new();
    let of_claims = claims.iter().map(|claim| (claim.metric.further(), claim.at));
    for (measure, at) in of_claims.chain([(judge.further(), None)]) {
        let Some(quantity) = measure.and_then(Further::recorded) else { continue };
        let place = all.iter().position(|known| known.quantity == quantity).unwrap_or_else(|| {
            all.push(Recording { quantity, epochs: BTreeSet::new() });
            all.len() - 1
        });
        match at {
            Some(At::Epoch(epoch)) => all[place].epochs.extend([epoch]),
            Some(At::Best(_)) | None => {}
        }
    }
    // The order of the claims is no part of a run.
    all.sort_by_key(|recording| format!("{:?}", recording.quantity));
    all
}

impl Further {
    /// What must be recorded for it; nothing where metrics, outcome and data are enough.
    pub fn recorded(&self) -> Option<Recorded> {
        match self {
            Further::GradientRatio { .. } | Further::GradientNorm { .. } => Some(Recorded::GradientNorms),
            Further::UpdateRatio { .. } => Some(Recorded::UpdateRatios),
            Further::Dead { .. } | Further::Saturated { .. } => Some(Recorded::Flat),
            Further::Fluctuation => Some(Recorded::Fluctuation),
            Further::Distance => Some(Recorded::Distance),
            Further::WeightNorm => Some(Recorded::WeightNorm),
            Further::SmallWeights { below } => Some(Recorded::SmallWeights { below: *below }),
            Further::ShareReaching { .. } | Further::EpochsUntil { .. } | Further::UpdatesUntil { .. } => None,
            Further::ShareDiverged | Further::OverBaseline { .. } | Further::Bits | Further::Corrections => None,
            Further::ClassRecall { .. } | Further::ClassPrecision { .. } => Some(Recorded::ClassCounts),
            Further::UpdatesPerEpoch | Further::Parameters => None,
        }
    }
}
