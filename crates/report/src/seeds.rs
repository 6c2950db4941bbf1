//! What of a run depends on its seed, so that another seed gives other numbers.

use experiment::record::Run;

/// Whether anything in a run depends on its seed: its rows, its initial parameters, the order of its samples, or
/// dropout.
pub fn depends_on_seed(run: &Run) -> bool {
    run.spec.depends_on_seed(Some(run.data.rows[0]))
}
