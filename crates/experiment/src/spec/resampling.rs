//! Which rows the runs of an arm share. This decides how far the mean over them may be from the true one.

use super::{Dataset, DatasetName};

/// How the rows of a run depend on its seed and its fold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resampling {
    /// Every seed draws its samples anew, so runs share no rows.
    NewSamples,
    /// Every seed splits the same rows anew, so test parts overlap, and training parts too.
    NewSplits,
    /// Folds hold out every row once, so training parts overlap. Seeds may repeat the partition.
    Folds,
    /// Every run is evaluated on the same rows: those of a test file, of a fixed `dataset.seed`, or all.
    SameRows,
}

impl Dataset {
    /// How the rows of a run depend on its seed and its fold.
    pub fn resampling(&self) -> Resampling {
        if self.folds.is_some() {
            Resampling::Folds
        } else if self.seed.is_some() || self.test_path.is_some() {
            Resampling::SameRows
        } else if self.draws_samples() {
            Resampling::NewSamples
        } else if self.test > 0.0 || self.validation > 0.0 {
            Resampling::NewSplits
        } else {
            Resampling::SameRows
        }
    }

    /// Whether another seed gives other samples. Some generated sets are random only by their noise.
    fn draws_samples(&self) -> bool {
        use DatasetName::*;
        match self.name {
            Circles | Quadrants | Plane | Hills => true,
            Moons | Blobs | Gauss => self.noise != Some(0.0),
            Spirals | Sine | Step | Polynomial => self.noise.is_some_and(|noise| noise > 0.0),
            And | Or | Not | Nand | Xor | Parity | Iris | Wine | BreastCancer | Diabetes | Digits | Csv | Idx
            | Inline => false,
        }
    }
}
