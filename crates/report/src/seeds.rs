//! What of a run depends on its seed, so that another seed gives other numbers.

use experiment::record::Run;
use experiment::spec::{BatchSize, Initializer, Resampling};

/// Whether anything in a run depends on its seed: its rows, its initial parameters, the order of its samples, or
/// dropout.
pub fn depends_on_seed(run: &Run) -> bool {
    let rows = match run.spec.dataset.resampling() {
        Resampling::NewSamples | Resampling::NewSplits => true,
        Resampling::Folds => run.spec.dataset.seed.is_none(),
        Resampling::SameRows => false,
    };
    rows || draws_parameters(run) || draws_batches(run) || run.spec.dropouts().iter().any(|share| *share > 0.0)
}

/// Whether some weights are drawn. Biases start at zero.
fn draws_parameters(run: &Run) -> bool {
    let spec = &run.spec;
    let given = |layer: usize| {
        let has = |role: &str| spec.initial.contains_key(&format!("layers.{layer}.{role}"));
        has("weight") && (!spec.network.residual || layer == spec.network.hidden.len() || has("projection"))
    };
    let all_given = spec.initial.contains_key("file") || (0..=spec.network.hidden.len()).all(given);
    spec.network.initializer.0 != Initializer::Zeros && !all_given
}

/// Whether the order of the samples is drawn and there is more than one batch in an epoch.
fn draws_batches(run: &Run) -> bool {
    let several = match run.spec.training.batch_size {
        BatchSize::Full(_) => false,
        BatchSize::Count(size) => size < run.data.rows[0],
    };
    run.spec.training.shuffle && several
}
