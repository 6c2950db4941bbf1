//! Drives a [`Training`] from its first update to its last.
//!
//! ```text
//! measure the networks before the first update, or load a checkpoint
//! until every engine has ended
//!     one step of one engine
//!     save a checkpoint, if one is due or the run is interrupted
//!     after the last step of an epoch: measure, compare, report the loss
//! ```
//!
//! A checkpoint is saved right after a step, before the end of an epoch is measured. A run that goes on from one
//! repeats no measurement and skips none. If the checkpoint was saved after an epoch's last batch, the first step after
//! loading finds no batch left and does nothing; then the epoch is measured as usual. How a step is made,
//! [`training`](crate::training) says; where a finished run is kept, [`store`](crate::store).

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use engine::Dataset;
use experiment::Spec;

use crate::BuildEngine;
use crate::checkpoint::{Checkpoints, NoCheckpoints};
use crate::interrupt::{self, Interrupted};
use crate::probe::Probes;
use crate::trained::Trained;
use crate::training::Training;

/// Trains one run without recording anything for figures.
///
/// `on_epoch_end` is called with the epoch and the loss of the first engine on the training part, from epoch 0 on,
/// which is before the first update.
///
/// # Errors
/// [`Interrupted`], if `stop` is raised before the end.
pub fn train_unrecorded(
    spec: &Spec,
    dataset: &Arc<Dataset>,
    build_engine: BuildEngine,
    stop: &AtomicBool,
    on_epoch_end: impl FnMut(usize, f64),
) -> Result<Trained, Interrupted> {
    let training = Training::with_probes(spec, dataset, Probes::none(spec), build_engine);
    train(training, &mut NoCheckpoints, stop, on_epoch_end)
}

/// Takes a training to its end, from its checkpoint if there is one; `on_epoch_end` is then not called again for
/// epochs that ended before the checkpoint.
pub(crate) fn train(
    mut training: Training,
    checkpoints: &mut dyn Checkpoints,
    stop: &AtomicBool,
    mut on_epoch_end: impl FnMut(usize, f64),
) -> Result<Trained, Interrupted> {
    match checkpoints.load() {
        Some(state) => training.load(state),
        None => {
            training.measure_initial(stop)?;
            on_epoch_end(0, training.loss());
        }
    }
    while !training.has_ended() {
        training.step();
        save_checkpoint_if_due(&mut training, checkpoints, stop)?;
        if let Some(epoch) = training.end_epoch_if_over(stop)? {
            on_epoch_end(epoch, training.loss());
        }
    }
    Ok(training.finish())
}

/// Saves a checkpoint if one is due or the run is interrupted; gives [`Interrupted`] in the second case.
fn save_checkpoint_if_due(
    training: &mut Training,
    checkpoints: &mut dyn Checkpoints,
    stop: &AtomicBool,
) -> Result<(), Interrupted> {
    let interrupted = interrupt::poll(stop);
    if checkpoints.is_due() || interrupted.is_err() {
        checkpoints.save(training.save());
    }
    interrupted
}
