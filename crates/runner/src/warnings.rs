//! Setups that run and cannot work as they are written, in sentences for the record, the terminal and the page.
//!
//! Nothing here keeps a run from its training: what does is an error of the config ([`crate::plan`]).

use engine::Dataset;
use experiment::Spec;
use experiment::spec::{BatchSize, Task};

use crate::trained::Trained;

/// The batch size that a config has if it names none: at most all rows are meant.
const UNNAMED: BatchSize = BatchSize::Count(32);

/// Everything about a run that its reader should know before the results.
pub fn warnings(spec: &Spec, dataset: &Dataset, trained: &Trained) -> Vec<String> {
    let all = [unreachable_targets(spec, dataset), large_batch(spec, dataset), unsettled_searches(trained)];
    all.into_iter().flatten().collect()
}

/// Numbers to predict that the output can never be.
fn unreachable_targets(spec: &Spec, dataset: &Dataset) -> Option<String> {
    let (low, high) = spec.output().range()?;
    if dataset.schema.task == Task::Classification {
        return None;
    }
    let targets = dataset.targets.values();
    let (all, outside) = (targets.len(), targets.iter().filter(|target| !(low..=high).contains(*target)).count());
    let output = spec.output().as_str();
    (outside > 0).then(|| {
        format!(
            "{outside} of {all} targets lie outside {}, the range of a {output} output: write \
             output = \"identity\" or target_scale = \"min-max\"",
            if high.is_finite() { format!("[{low}, {high}]") } else { format!("[{low}, ∞)") }
        )
    })
}

/// A batch that is larger than the data.
fn large_batch(spec: &Spec, dataset: &Dataset) -> Option<String> {
    match spec.training.batch_size {
        BatchSize::Count(size) if spec.training.batch_size != UNNAMED && size > dataset.train.len() => Some(format!(
            "batch_size = {size} is more than the {} training rows, so every batch holds all of them: write a smaller \
             batch_size, or \"full\"",
            dataset.train.len()
        )),
        BatchSize::Count(_) | BatchSize::Full(_) => None,
    }
}

/// Line searches that the last digit decided.
fn unsettled_searches(trained: &Trained) -> Option<String> {
    let (unsettled, all) = (trained.unsettled.len(), trained.agreement.len());
    (unsettled > 0).then(|| {
        format!(
            "in {unsettled} of {all} comparisons the line search of L-BFGS was decided by the last digit, as happens \
             near a minimum or at a kink: its step was not compared there, outputs and gradients were"
        )
    })
}
