//! The backward pass: from the objective back to every parameter, layer by layer.
//!
//! The forward pass read backwards, each piece in turn answered by its own backward:
//! dh -> dropout -> activation -> batch norm -> dz -> (dw, db, dx).  The penalty's part is added to dw.
//!
//! It reads the cache of the forward pass just before it. Lectures 000 l.318-328, 004.

use std::ops::Range;

use crate::batch_loss::Samples;
use crate::buffer::Buffer;
use crate::layers::affine::AffineGradients;
use crate::layers::batch_norm::{BatchNormCache, BatchNormGradients};
use crate::matrix::{MatMut, MatRef};
use crate::network::cache::{Cache, Deltas, LayerCache};
use crate::network::pass::Pass;
use crate::network::{Layer, LayerActivation, Network, Residual};
use crate::operations::Operations;
use crate::scalar::Scalar;

/// Whether the gradient of the inputs is wanted, which training has no use for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Inputs {
    /// It is left in `cache.deltas.block`: (n, in).
    Wanted,
    /// It is not computed.
    Skipped,
}

impl<T: Scalar, O: Operations<T>> Pass<'_, T, O> {
    /// x: (n, in), and the cache of its forward pass  ->  the gradient of loss plus penalty
    pub fn backward(&self, x: MatRef<T>, samples: Samples<T>, cache: &mut Cache<T>, d: &mut [T], inputs: Inputs) {
        self.start_backward(samples, cache);
        for index in (0..self.network.layers.len()).rev() {
            self.layer_parameters(index, x, cache, d);
            if index > 0 || inputs == Inputs::Wanted {
                self.layer_input(index, cache);
            }
        }
        for range in &self.network.penalized {
            self.penalize(range, d);
        }
    }

    /// From the loss to dz of the output layer.
    pub fn start_backward(&self, samples: Samples<T>, cache: &mut Cache<T>) {
        let (rows, columns) = (cache.rows, self.network.outputs());
        let Cache { layers, outputs, deltas, .. } = cache;
        let last = layers.last().expect("a network has an output layer");
        deltas.block.resize(rows * columns);
        let (z, y) = (MatRef::new(&last.affine, rows, columns), MatRef::new(outputs, rows, columns));
        let dz = MatMut::new(&mut deltas.block, rows, columns);
        self.operations.loss_backward(self.network.head, z, y, samples, dz);
    }

    /// Adds the penalty's gradient to that of one tensor.
    pub fn penalize(&self, range: &Range<usize>, d: &mut [T]) {
        let (w, dw) = (&self.parameters[range.clone()], &mut d[range.clone()]);
        self.operations.penalty_backward(self.network.penalty, w, dw);
    }

    /// dh in `deltas.block`  ->  dz where `dz_of` finds it, and the layer's gradients
    pub fn layer_parameters(&self, index: usize, x: MatRef<T>, cache: &mut Cache<T>, d: &mut [T]) {
        let layer = &self.network.layers[index];
        let rows = cache.rows;
        let (before, rest) = cache.layers.split_at(index);
        let x = before.last().map_or(x, |before| MatRef::new(before.handed_on(), rows, layer.fan_in));
        let deltas = &mut cache.deltas;
        if let Residual::Projection(range) = &layer.residual {
            let dh = MatRef::new(&deltas.block, rows, layer.fan_out);
            let dprojection = MatMut::new(&mut d[range.clone()], layer.fan_in, layer.fan_out);
            self.operations.residual_backward(x, dh, dprojection);
        }
        self.through_block(layer, &rest[0], rows, deltas, d);
        let Deltas { block, inner, pieces, .. } = deltas;
        let dz = MatRef::new(dz_of(layer, [block, inner, pieces]), rows, layer.affine_out);
        let (weight, bias) = two(d, &layer.weight, layer.bias.as_ref());
        let weight = MatMut::new(weight, layer.fan_in, layer.affine_out);
        self.operations.affine_backward(x, dz, AffineGradients { dw: weight, db: bias });
    }

    /// dh  ->  dz, by dropout, activation and batch norm
    fn through_block(&self, layer: &Layer, cache: &LayerCache<T>, rows: usize, deltas: &mut Deltas<T>, d: &mut [T]) {
        let Deltas { block, inner, pieces, .. } = deltas;
        let on_the_way: &mut [T] = if layer.residual == Residual::Absent {
            block
        } else {
            // The way around the block still needs dh.
            inner.copy_from(block);
            inner
        };
        if !cache.mask.is_empty() && layer.activation != LayerActivation::Output {
            self.operations.dropout_backward(&cache.mask, on_the_way);
        }
        if let Some((slope, gradient)) = self.through_activation(layer, cache, rows, on_the_way, pieces) {
            d[slope] = gradient;
        }
        self.through_batch_norm(layer, cache, rows, on_the_way, d);
    }

    /// da  ->  dz, in the place of da (maxout: in `pieces`). Of prelu also where its slope lies, with dslope.
    fn through_activation(
        &self,
        layer: &Layer,
        cache: &LayerCache<T>,
        rows: usize,
        d: &mut [T],
        pieces: &mut Buffer<T>,
    ) -> Option<(usize, T)> {
        let z = cache.pre_activations();
        match layer.activation {
            LayerActivation::Function(f) => self.operations.activation_backward(f, z, &cache.activations, d),
            LayerActivation::Prelu(slope) => {
                return Some((slope, self.operations.prelu_backward(z, self.parameters[slope], d)));
            }
            LayerActivation::Maxout => {
                pieces.resize(z.len());
                let (z, da) = (MatRef::new(z, rows, layer.affine_out), MatRef::new(d, rows, layer.fan_out));
                self.operations.maxout_backward(z, da, MatMut::new(pieces, rows, layer.affine_out));
            }
            LayerActivation::Output => {}
        }
        None
    }

    /// f′(z) of a hidden layer, of the shape of z: what becomes of da = 1. None of the output layer.
    pub fn slopes(&self, layer: &Layer, cache: &LayerCache<T>, rows: usize) -> Option<Buffer<T>> {
        let (mut ones, mut pieces) = (Buffer::zeros(rows * layer.fan_out), Buffer::default());
        ones.fill(T::ONE);
        self.through_activation(layer, cache, rows, &mut ones, &mut pieces);
        match layer.activation {
            LayerActivation::Function(_) | LayerActivation::Prelu(_) => Some(ones),
            LayerActivation::Maxout => Some(pieces),
            LayerActivation::Output => None,
        }
    }

    fn through_batch_norm(&self, layer: &Layer, cache: &LayerCache<T>, rows: usize, dz: &mut [T], d: &mut [T]) {
        let Some(of) = &layer.batch_norm else { return };
        let normalized = MatRef::new(&cache.normalized, rows, layer.fan_out);
        let dz = MatMut::new(dz, rows, layer.fan_out);
        let cache = BatchNormCache { normalized, inverse_deviation: &cache.inverse };
        let (gamma, beta) = two(d, &of.gamma, Some(&of.beta));
        let gradients = BatchNormGradients { dgamma: gamma, dbeta: beta.expect("beta follows gamma") };
        self.operations.batch_norm_backward(cache, &self.parameters[of.gamma.clone()], dz, gradients);
    }

    /// dz and dh  ->  dx, which becomes dh of the layer before
    pub fn layer_input(&self, index: usize, cache: &mut Cache<T>) {
        let layer = &self.network.layers[index];
        let rows = cache.rows;
        let Deltas { block, inner, pieces, input } = &mut cache.deltas;
        input.resize(rows * layer.fan_in);
        let w = MatRef::new(&self.parameters[layer.weight.clone()], layer.fan_in, layer.affine_out);
        let dz = MatRef::new(dz_of(layer, [block, inner, pieces]), rows, layer.affine_out);
        self.operations.affine_backward_input(w, dz, MatMut::new(input, rows, layer.fan_in));
        if layer.residual != Residual::Absent {
            let projection = match &layer.residual {
                Residual::Absent | Residual::Identity => None,
                Residual::Projection(range) => {
                    Some(MatRef::new(&self.parameters[range.clone()], layer.fan_in, layer.fan_out))
                }
            };
            let dh = MatRef::new(block, rows, layer.fan_out);
            self.operations.residual_backward_input(projection, dh, MatMut::new(input, rows, layer.fan_in));
        }
        std::mem::swap(block, input);
    }
}

/// dz of a layer: in pieces of its own for maxout, else in the place of dh, unless the way around the block needs that.
fn dz_of<'a, T>(layer: &Layer, [block, inner, pieces]: [&'a Buffer<T>; 3]) -> &'a [T] {
    match (&layer.activation, &layer.residual) {
        (LayerActivation::Maxout, _) => pieces,
        (_, Residual::Absent) => block,
        (_, Residual::Identity | Residual::Projection(_)) => inner,
    }
}

/// Two tensors of the flat gradient, the second right behind the first.
#[inline]
fn two<'a, T>(
    d: &'a mut [T],
    first: &Range<usize>,
    second: Option<&Range<usize>>,
) -> (&'a mut [T], Option<&'a mut [T]>) {
    match second {
        None => (&mut d[first.clone()], None),
        Some(second) => {
            assert_eq!(first.end, second.start, "the layout puts these tensors side by side");
            let (first, second) = d[first.start..second.end].split_at_mut(first.len());
            (first, Some(second))
        }
    }
}

impl Network {
    /// The tensors of one layer that are penalized.
    pub fn penalized_of(&self, index: usize) -> impl Iterator<Item = &Range<usize>> {
        let layer = &self.layers[index];
        let projection = match &layer.residual {
            Residual::Projection(range) => Some(range),
            Residual::Absent | Residual::Identity => None,
        };
        std::iter::once(&layer.weight).chain(projection)
    }
}
