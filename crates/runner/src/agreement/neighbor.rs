//! The same step with other last digits: where a line search ends apart from itself, values to the last digit decide.
//!
//! Two engines differ in how their numbers are rounded, so one engine tries what rounding may do: it starts some units
//! in the last place away, and sums its samples in another order. Every point that a search tries is rounded at its own
//! size, so a start of zeros is moved by units of where the step ends.
//!
//! All units are those of f64: in f32 the config language lets no two engines search.

use engine::Batch;
use engine::random::{Purpose, stream};

/// How many units in the last place a parameter is moved by at most: an objective is a sum of dozens of terms and off
/// by some units.
const REACHES: [f64; 3] = [1.0, 4.0, 16.0];

/// Where a step starts that is the same but for rounding.
pub(super) struct Neighbor {
    pub(super) parameters: Vec<f64>,
    /// The rows of the batch in another order.
    pub(super) rows: Vec<usize>,
    /// Their dropout masks, in the same order.
    pub(super) masks: Vec<Vec<f64>>,
}

impl Neighbor {
    /// One of many neighbors: `draw` is its number. sizes: what each parameter is rounded as.
    pub(super) fn draw(parameters: &[f64], sizes: &[f64], batch: &Batch, draw: u64) -> Neighbor {
        let mut draws = stream(0, Purpose::Check, 1, draw);
        let unit = f64::EPSILON;
        let reach = REACHES[draw as usize % REACHES.len()] * unit;
        let largest = sizes.iter().fold(unit, |largest, size| size.max(largest));
        // An output near 10,000 is rounded to 1e-12, however small the weight that moves it: every other draw moves
        // each parameter by units of the largest.
        let size = |own: f64| if draw.is_multiple_of(2) { own.max(unit) } else { largest };
        let moved = |(value, own): (&f64, &f64)| value + draws.between(-reach, reach) * size(*own);
        let parameters = parameters.iter().zip(sizes).map(moved).collect();
        let mut order: Vec<usize> = (0..batch.rows.len()).collect();
        draws.shuffle(&mut order);
        let reordered = |mask: &Vec<f64>| {
            let width = mask.len() / order.len();
            order.iter().flat_map(|&at| &mask[at * width..][..width]).copied().collect()
        };
        Neighbor {
            parameters,
            rows: order.iter().map(|&at| batch.rows[at]).collect(),
            masks: batch.masks.iter().map(reordered).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every row is there once, its mask goes with it, and a parameter moves by 16 units at most: also one that is 0
    /// where the step starts, and 1 where it ends.
    #[test]
    fn a_neighbor_is_the_same_batch_from_nearly_the_same_place() {
        let (rows, masks) = ([4, 7, 9], [vec![4.0, 40.0, 7.0, 70.0, 9.0, 90.0], vec![4.0, 7.0, 9.0]]);
        for draw in 0..6 {
            let batch = Batch { rows: &rows, masks: &masks };
            let neighbor = Neighbor::draw(&[1.0, 0.0], &[1.0, 1.0], &batch, draw);
            let mut sorted = neighbor.rows.clone();
            sorted.sort();
            assert_eq!(sorted, rows);
            let expected: Vec<f64> = neighbor.rows.iter().map(|&row| row as f64).collect();
            assert_eq!(neighbor.masks[1], expected);
            assert_eq!(neighbor.masks[0], expected.iter().flat_map(|row| [*row, 10.0 * row]).collect::<Vec<_>>());
            for moved in [(neighbor.parameters[0] - 1.0).abs(), neighbor.parameters[1].abs()] {
                assert!(moved <= 16.0 * f64::EPSILON, "{moved}");
            }
            assert!(neighbor.parameters[1].abs() > 1e-3 * f64::EPSILON, "{}", neighbor.parameters[1]);
        }
    }
}
