//! How large the terms are that an activation is the sum of.
//!
//! ```text
//! size(h) = |h| + |f′(z)|·(|x|·|w| + |b|), times batch norm's |γ|·r and the dropout mask
//! ```
//!
//! An activation close to 0 is often a difference of large terms, and its digits are noise as those of a gradient are.
//! The sums of one layer count, not those before it: added up, layer after layer, sizes would excuse every fault.

use crate::layers::activation::activation_backward;
use crate::matrix::{MatMut, MatRef};
use crate::network::cache::{Cache, LayerCache};
use crate::network::pass::Pass;
use crate::network::{Layer, LayerActivation};
use crate::operations::Operations;
use crate::product::add_product;
use crate::scalar::Scalar;

use super::map;

/// x: (n, in), and the cache of its forward pass  ->  sizes in the place of what each hidden layer hands on
pub fn add_sizes<T: Scalar, O: Operations<T>>(pass: &Pass<T, O>, x: MatRef<T>, cache: &mut Cache<T>) {
    let hidden = pass.network.layers.len() - 1;
    // From the last one back, so that each layer still sees the values of the one before.
    for index in (0..hidden).rev() {
        let layer = &pass.network.layers[index];
        let (before, rest) = cache.layers.split_at_mut(index);
        let x = before.last().map_or(x, |before| MatRef::new(before.handed_on(), x.rows(), layer.fan_in));
        let sums = through(layer, pass.parameters, &rest[0], sums(layer, pass.parameters, x));
        let sizes = rest[0].handed_on().iter().zip(sums).map(|(h, sum)| h.abs() + sum).collect();
        rest[0].block = sizes;
    }
}

/// |x|·|w| + |b|: (n, out), or (n, out·k) for maxout
fn sums<T: Scalar>(layer: &Layer, parameters: &[T], x: MatRef<T>) -> Vec<T> {
    let w = MatRef::new(&parameters[layer.weight.clone()], layer.fan_in, layer.affine_out);
    let (x_sizes, w_sizes) = (map(x, T::abs), map(w, T::abs));
    let mut sums = vec![T::ZERO; x.rows() * layer.affine_out];
    let x = MatRef::new(&x_sizes, x.rows(), layer.fan_in);
    let product = MatRef::new(&w_sizes, layer.fan_in, layer.affine_out);
    add_product(x, product, MatMut::new(&mut sums, x.rows(), layer.affine_out));
    if let Some(bias) = &layer.bias {
        let bias = parameters[bias.clone()].iter().cycle();
        sums.iter_mut().zip(bias).for_each(|(sum, b)| *sum += b.abs());
    }
    sums
}

/// Sizes of x·w + b  ->  sizes of h, by batch norm, activation and dropout
fn through<T: Scalar>(layer: &Layer, parameters: &[T], cache: &LayerCache<T>, mut sums: Vec<T>) -> Vec<T> {
    if let Some(of) = &layer.batch_norm {
        let factors = parameters[of.gamma.clone()].iter().zip(&cache.inverse).cycle();
        sums.iter_mut().zip(factors).for_each(|(sum, (gamma, &inverse))| *sum *= gamma.abs() * inverse);
    }
    match layer.activation {
        LayerActivation::Function(f) => activation_backward(f, cache.pre_activations(), &cache.activations, &mut sums),
        LayerActivation::Maxout => {
            let pieces = sums.chunks_exact(layer.affine_out / layer.fan_out);
            sums = pieces.map(|pieces| pieces.iter().fold(T::ZERO, |most, &size| most.max(size))).collect();
        }
        LayerActivation::Prelu(_) | LayerActivation::Output => {}
    }
    if !cache.mask.is_empty() {
        sums.iter_mut().zip(&cache.mask).for_each(|(sum, &mask)| *sum *= mask);
    }
    sums.iter_mut().for_each(|sum| *sum = sum.abs());
    sums
}
