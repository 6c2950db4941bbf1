//! What a forward pass leaves for backward, in buffers that are used again: once they have grown to the largest
//! batch, a pass allocates nothing.
//!
//! Nothing here outlives the pass it belongs to: backward reads only what the forward pass just before it wrote.

use crate::buffer::Buffer;
use crate::matrix::{MatMut, MatRef};
use crate::network::{Layer, Network};
use crate::scalar::Scalar;

/// The buffers of one pass.
#[derive(Debug, Default)]
pub struct Cache<T> {
    /// How many samples the last pass had.
    pub rows: usize,
    /// One for each layer.
    pub layers: Vec<LayerCache<T>>,
    /// y: (n, out), after the output activation.
    pub outputs: Buffer<T>,
    /// The gradients on their way back.
    pub deltas: Deltas<T>,
}

/// What one layer computed. A part that the layer does not have is empty.
#[derive(Debug, Default)]
pub struct LayerCache<T> {
    /// x·w + b: (n, out), or (n, out·k) for maxout.
    pub affine: Buffer<T>,
    /// μ of the batch: (1, out).
    pub mean: Buffer<T>,
    /// v of the batch: (1, out).
    pub variance: Buffer<T>,
    /// r: (1, out).
    pub inverse: Buffer<T>,
    /// x̂: (n, out).
    pub normalized: Buffer<T>,
    /// γ·x̂ + β: (n, out).
    pub shifted: Buffer<T>,
    /// a: (n, out).
    pub activations: Buffer<T>,
    /// The dropout mask: (n, out).
    pub mask: Buffer<T>,
    /// h: (n, out), after dropout and the residual connection.
    pub block: Buffer<T>,
}

/// Gradients of the objective between two layers.
#[derive(Debug, Default)]
pub struct Deltas<T> {
    /// dh of a block, and in its place dz where nothing goes around the block: (n, out).
    pub block: Buffer<T>,
    /// On the way from dh to dz where something does: (n, out).
    pub inner: Buffer<T>,
    /// dz of maxout: (n, out·k).
    pub pieces: Buffer<T>,
    /// dx: (n, in).
    pub input: Buffer<T>,
}

impl<T: Scalar> Cache<T> {
    /// Makes room for a pass of `rows` samples through a network.
    pub fn prepare(&mut self, network: &Network, rows: usize) {
        self.rows = rows;
        self.layers.resize_with(network.layers.len(), LayerCache::default);
        for (cache, layer) in self.layers.iter_mut().zip(&network.layers) {
            cache.prepare(layer, rows);
        }
        self.outputs.resize(rows * network.outputs());
    }

    /// z of the output layer: (n, out).
    #[inline]
    pub fn logits(&self, network: &Network) -> MatRef<'_, T> {
        let last = self.layers.last().expect("a network has an output layer");
        MatRef::new(&last.affine, self.rows, network.outputs())
    }

    /// y: (n, out).
    #[inline]
    pub fn predictions(&self, network: &Network) -> MatRef<'_, T> {
        MatRef::new(&self.outputs, self.rows, network.outputs())
    }
}

impl<T: Scalar> LayerCache<T> {
    fn prepare(&mut self, layer: &Layer, rows: usize) {
        self.affine.resize(rows * layer.affine_out);
        if layer.batch_norm.is_some() {
            for part in [&mut self.mean, &mut self.variance, &mut self.inverse] {
                part.resize(layer.fan_out);
            }
            for part in [&mut self.normalized, &mut self.shifted] {
                part.resize(rows * layer.fan_out);
            }
        }
    }

    /// What the activation sees: (n, out), or (n, out·k) for maxout.
    #[inline]
    pub fn pre_activations(&self) -> &[T] {
        if self.shifted.is_empty() { &self.affine } else { &self.shifted }
    }

    /// What the layer hands on: (n, out).
    #[inline]
    pub fn handed_on(&self) -> &[T] {
        if self.block.is_empty() { &self.activations } else { &self.block }
    }

    /// x·w + b as a matrix to write.
    #[inline]
    pub fn affine_output_mut(&mut self, layer: &Layer, rows: usize) -> MatMut<'_, T> {
        MatMut::new(&mut self.affine, rows, layer.affine_out)
    }
}
