//! Dropout masks (Srivastava and others 2014), inverted: a kept unit is multiplied by 1/(1 − p), so nothing
//! is rescaled in inference. Drawn beforehand and handed over in the batch, so that both engines drop the
//! same units and central differences hold with dropout on.

use crate::random::{Purpose, stream};

/// Draws the masks of one step into `masks`, one for each hidden layer: (rows, width) of 0 or 1/(1 − p).
///
/// `layers`: the width and the dropped share p of each hidden layer. If no layer drops, `masks` is left empty.
pub fn draw(seed: u64, epoch: usize, step: usize, rows: usize, layers: &[(usize, f64)], masks: &mut Vec<Vec<f64>>) {
    if layers.iter().all(|&(_, share)| share == 0.0) {
        masks.clear();
        return;
    }
    masks.resize(layers.len(), Vec::new());
    let mut stream = stream(seed, Purpose::Masks, epoch as u64, step as u64);
    for (mask, &(width, share)) in masks.iter_mut().zip(layers) {
        let kept = 1.0 / (1.0 - share);
        mask.clear();
        mask.extend((0..rows * width).map(|_| if share > 0.0 && stream.uniform() < share { 0.0 } else { kept }));
    }
}
