//! A run: the one training loop, [`Training`], taken from its first update to its last.
//!
//! ```text
//! measure the networks as they begin, or load a checkpoint
//! until every engine has ended
//!     one step of one engine
//!     save a checkpoint, if one is due or the run is interrupted
//!     after the last step of an epoch: measure, compare, report the loss
//! ```
//!
//! A checkpoint lies between a step and what follows it, so a run that goes on from one measures what the interrupted
//! run would have measured. Leaves out how a step is made ([`training`](crate::training)), and where a finished run is
//! kept ([`store`](crate::store)).

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use engine::Dataset;
use experiment::Spec;

use crate::Build;
use crate::checkpoint::{Checkpoints, NoCheckpoints};
use crate::interrupt::{self, Interrupted};
use crate::probe::Probes;
use crate::tape::Tape;
use crate::trained::Trained;
use crate::training::Training;

/// Trains one run without recording anything for figures.
///
/// `on_epoch_end` is called with the epoch and the loss of the first engine on the training part, from epoch 0 on,
/// which is before the first update.
///
/// # Errors
/// [`Interrupted`], if `stop` is raised before the end.
pub fn run(
    spec: &Spec,
    dataset: &Arc<Dataset>,
    build: Build,
    stop: &AtomicBool,
    on_epoch_end: impl FnMut(usize, f64),
) -> Result<Trained, Interrupted> {
    let training = Training::with_probes(spec, dataset, Probes::none(spec), build);
    train(training, &mut NoCheckpoints, stop, on_epoch_end)
}

/// Takes a training to its end, from its checkpoint if there is one.
pub(crate) fn train(
    mut training: Training,
    checkpoints: &mut dyn Checkpoints,
    stop: &AtomicBool,
    mut on_epoch_end: impl FnMut(usize, f64),
) -> Result<Trained, Interrupted> {
    match checkpoints.load() {
        Some(state) => training.state(&mut Tape::Loading(state, 0)),
        None => {
            training.begin(stop)?;
            on_epoch_end(0, training.loss());
        }
    }
    while !training.has_ended() {
        training.step();
        save_if_due(&mut training, checkpoints, stop)?;
        if let Some(epoch) = training.end_epoch(stop)? {
            on_epoch_end(epoch, training.loss());
        }
    }
    Ok(training.finish())
}

/// Saves a checkpoint, if one is due or the run is interrupted.
fn save_if_due(
    training: &mut Training,
    checkpoints: &mut dyn Checkpoints,
    stop: &AtomicBool,
) -> Result<(), Interrupted> {
    let interrupted = interrupt::poll(stop);
    if checkpoints.is_due() || interrupted.is_err() {
        let mut tape = Tape::Saving(Vec::new());
        training.state(&mut tape);
        checkpoints.save(tape.into_bytes());
    }
    interrupted
}
