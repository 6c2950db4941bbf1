//! Lecture 002 l.174-199: the perceptron's procedure on the tables of logic.
//!
//! V = I₁w₁ + I₂w₂ + w₃, C = 1 if V > 0 else 0; w ← w − I(C − O). It ends after a cycle without a change.

use engine::random::{Purpose, stream};

/// The four inputs, in the order of the tables.
pub const CORNERS: [[f64; 2]; 4] = [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]];
/// I₁ and I₂.
pub const AND: [bool; 4] = [false, false, false, true];
/// I₁ or I₂.
pub const OR: [bool; 4] = [false, true, true, true];
/// Not I₁.
pub const NOT: [bool; 4] = [true, true, false, false];
/// Either I₁ or I₂.
pub const XOR: [bool; 4] = [false, true, true, false];

/// Cycles after which a start counts as without end. The weights of XOR come back after a few.
const CYCLES: usize = 300;

/// Whether the procedure ends from this start: weights evenly in (−1, 1).
pub fn converges(table: [bool; 4], seed: u64) -> bool {
    let mut stream = stream(seed, Purpose::Check, 339, 1);
    let mut w = [(); 3].map(|()| stream.between(-1.0, 1.0));
    (0..CYCLES).any(|_| cycle(&mut w, table) == 0)
}

/// One pass through the table; gives how many corrections it made.
fn cycle(w: &mut [f64; 3], table: [bool; 4]) -> usize {
    let mut corrections = 0;
    for (x, wanted) in CORNERS.iter().zip(table) {
        let fires = x[0] * w[0] + x[1] * w[1] + w[2] > 0.0;
        if fires != wanted {
            let difference = if fires { 1.0 } else { -1.0 };
            w.iter_mut().zip([x[0], x[1], 1.0]).for_each(|(w, input)| *w -= input * difference);
            corrections += 1;
        }
    }
    corrections
}
