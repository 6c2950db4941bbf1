//! One layer by itself: batch normalization, forward and backward, with the derivative checked by differences.

use engine::differences::{ESTIMATE_MARGIN, derivative};
use from_scratch::layers::batch_norm::*;
use from_scratch::matrix::{MatMut, MatRef};

const GAMMA: [f64; 1] = [2.0];

/// z: (4, 1)  ->  x̂: (4, 1), r: (1, 1)
fn normalized(z: &[f64; 4]) -> ([f64; 4], [f64; 1]) {
    let (mut mean, mut variance, mut inverse, mut x) = ([0.0], [0.0], [0.0], [0.0; 4]);
    batch_statistics(MatRef::new(z, 4, 1), &mut mean, &mut variance);
    inverse_deviations(&variance, 1e-5, &mut inverse);
    let moments = BatchMoments { mean: &mean, inverse_deviation: &inverse };
    normalize(MatRef::new(z, 4, 1), moments, MatMut::new(&mut x, 4, 1));
    (x, inverse)
}

/// The derivative of Σ dy·y along each z, by the layer's backward and by differences of its forward.
pub fn main() {
    let (z, dy) = ([0.3, -1.2, 2.0, 0.7], [1.0, -0.5, 0.25, 2.0]);
    let (x, inverse) = normalized(&z);
    let (mut dz, mut dgamma, mut dbeta) = (dy, [0.0], [0.0]);
    let cache = BatchNormCache { normalized: MatRef::new(&x, 4, 1), inverse_deviation: &inverse };
    let gradients = BatchNormGradients { dgamma: &mut dgamma, dbeta: &mut dbeta };
    batch_norm_backward(cache, &GAMMA, MatMut::new(&mut dz, 4, 1), gradients);

    for s in 0..4 {
        let objective = |step: f64| {
            let mut moved = z;
            moved[s] += step;
            normalized(&moved).0.iter().zip(dy).map(|(x, dy)| dy * GAMMA[0] * x).sum::<f64>()
        };
        let difference = derivative(objective, 0.1);
        println!("dz[{s}] = {:+.9} by hand, {:+.9} by differences", dz[s], difference.value);
        assert!((dz[s] - difference.value).abs() <= ESTIMATE_MARGIN * difference.error + 1e-12);
    }
}
