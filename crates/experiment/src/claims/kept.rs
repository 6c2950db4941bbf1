//! What settings of the command line leave of an experiment. Words, bounds, figures and printed digits belong to no
//! run, so whoever sets them asks the same experiment another question.

use crate::check::{self, Parsed, sweep};
use crate::spec::{Arm, Experiment};

/// What is left of the experiment of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnchangedPart {
    /// Every run: nothing is set that belongs to one.
    Runs,
    /// The arms, with other seeds.
    Arms,
    /// Other arms, or other runs of them: it is another experiment.
    Nothing,
}

impl UnchangedPart {
    /// What `overrides` leave of the experiment of this text, of which they made `changed`.
    pub fn of(file: &str, source: &str, overrides: &[String], changed: &Parsed<Experiment>) -> UnchangedPart {
        if overrides.is_empty() {
            return UnchangedPart::Runs;
        }
        // Rules are for what runs, and that is the changed one.
        let Ok(own) = check::parse::<Experiment>(file, source, &[], |_| Vec::new()) else {
            return UnchangedPart::Nothing;
        };
        match arms_without_words(&own) == arms_without_words(changed) {
            true if own.base.seeds() == changed.base.seeds() => UnchangedPart::Runs,
            true => UnchangedPart::Arms,
            false => UnchangedPart::Nothing,
        }
    }
}

/// The arms with all that their numbers depend on but the seeds.
fn arms_without_words(parsed: &Parsed<Experiment>) -> Vec<(Arm, Experiment)> {
    let arm = |arm: &check::Arm<Experiment>| (sweep::arm(&arm.settings), without_words(arm.value.clone()));
    parsed.arms.iter().map(arm).collect()
}

fn without_words(experiment: Experiment) -> Experiment {
    Experiment {
        title: String::new(),
        question: None,
        seed: None,
        seeds: None,
        figure: Vec::new(),
        expect: Vec::new(),
        claim: Vec::new(),
        lesson: None,
        ..experiment
    }
}
