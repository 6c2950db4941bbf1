//! A run: the one training loop, [`Training`], taken from its first update to its last.
//!
//! ```text
//! begin, or load the checkpoint
//! until training has ended
//!     one step of one engine
//!     leave a checkpoint, if it is time for one or the run is interrupted
//!     close the epoch, if that was its last step
//! ```
//!
//! A checkpoint lies between a step and what follows it, so a loaded run measures what the interrupted one would have
//! measured. Leaves out how a step is made ([`training`](crate::training)), and where a finished run is kept
//! ([`store`](crate::store)).

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
    run_with_probes(spec, dataset, Probes::none(spec), build, stop, &mut NoCheckpoints, on_epoch_end)
}

/// Trains one run, and lets `probes` record what its figures need. It goes on from a checkpoint, if there is one.
pub(crate) fn run_with_probes(
    spec: &Spec,
    dataset: &Arc<Dataset>,
    probes: Probes,
    build: Build,
    stop: &AtomicBool,
    checkpoints: &mut dyn Checkpoints,
    mut on_epoch_end: impl FnMut(usize, f64),
) -> Result<Trained, Interrupted> {
    let mut training = Training::with_probes(spec, dataset, probes, build);
    match checkpoints.load() {
        Some(bytes) => training.state(&mut Tape::Loading(bytes, 0)),
        None => {
            training.begin(stop)?;
            on_epoch_end(0, training.loss());
        }
    }
    while !training.has_ended() {
        training.step();
        checkpoint(&mut training, checkpoints, stop)?;
        if let Some(epoch) = training.close(stop)? {
            on_epoch_end(epoch, training.loss());
        }
    }
    Ok(training.finish())
}

/// Leaves a checkpoint when it is time for one, and when the run is interrupted.
fn checkpoint(
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
