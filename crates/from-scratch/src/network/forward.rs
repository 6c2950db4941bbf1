//! The forward pass: inputs to outputs, layer by layer, and from the outputs the objective.
//!
//! block      h = dropout(f(batch norm(x·w + b))) + x, parts that a layer does not have left out
//! objective  J = loss + penalty
//!
//! Training normalizes by the statistics of the batch and drops what the masks say; inference normalizes by given
//! statistics and drops nothing.

use crate::batch_loss::Samples;
use crate::layers::batch_norm::{BatchMoments, batch_statistics, inverse_deviations, scale_and_shift};
use crate::matrix::{MatMut, MatRef};
use crate::network::cache::{Cache, LayerCache};
use crate::network::pass::Pass;
use crate::network::{BatchNorm, Layer, LayerActivation, Residual};
use crate::operations::Operations;
use crate::scalar::Scalar;

/// Which statistics a pass normalizes by, and what it drops.
#[derive(Debug, Clone, Copy)]
pub enum Mode<'a, T> {
    /// Statistics of the batch, and these masks, one for each hidden layer, or none.
    Training(&'a [Vec<f64>]),
    /// These statistics, and nothing dropped.
    Inference(&'a [T]),
}

impl<T: Scalar, O: Operations<T>> Pass<'_, T, O> {
    /// x: (n, in)  ->  all layers, left in the cache
    pub fn forward(&self, x: MatRef<T>, mode: Mode<T>, cache: &mut Cache<T>) {
        cache.prepare(self.network, x.rows());
        for (index, layer) in self.network.layers.iter().enumerate() {
            let (before, rest) = cache.layers.split_at_mut(index);
            let x = match before.last() {
                None => x,
                Some(before) => MatRef::new(before.handed_on(), x.rows(), layer.fan_in),
            };
            self.layer(index, layer, x, mode, &mut rest[0]);
        }
        let last = cache.layers.last().expect("a network has an output layer");
        let (rows, columns) = (x.rows(), self.network.outputs());
        let y = MatMut::new(&mut cache.outputs, rows, columns);
        self.operations.output_forward(self.network.head, MatRef::new(&last.affine, rows, columns), y);
    }

    /// The loss of the outputs in the cache.
    pub fn loss(&self, samples: Samples<T>, cache: &Cache<T>) -> T {
        let (z, y) = (cache.logits(self.network), cache.predictions(self.network));
        self.operations.loss_forward(self.network.head, z, y, samples)
    }

    /// The penalty on the parameters.
    pub fn penalty(&self) -> T {
        let penalized = self.network.penalized.iter();
        penalized.fold(T::ZERO, |sum, range| {
            sum + self.operations.penalty_forward(self.network.penalty, &self.parameters[range.clone()])
        })
    }

    /// x: (n, in)  ->  h: (n, out), or z alone for the output layer
    fn layer(&self, index: usize, layer: &Layer, x: MatRef<T>, mode: Mode<T>, cache: &mut LayerCache<T>) {
        let w = MatRef::new(&self.parameters[layer.weight.clone()], layer.fan_in, layer.affine_out);
        let b = layer.bias.clone().map(|range| &self.parameters[range]);
        self.operations.affine_forward(x, w, b, cache.affine_output_mut(layer, x.rows()));
        if let Some(batch_norm) = &layer.batch_norm {
            self.normalize(batch_norm, mode, x.rows(), cache);
        }
        self.activate(layer, x.rows(), cache);
        if layer.activation != LayerActivation::Output {
            self.block(index, layer, x, mode, cache);
        }
    }

    fn normalize(&self, of: &BatchNorm, mode: Mode<T>, rows: usize, cache: &mut LayerCache<T>) {
        let width = of.gamma.len();
        let z = MatRef::new(&cache.affine, rows, width);
        match mode {
            Mode::Training(_) => batch_statistics(z, &mut cache.mean, &mut cache.variance),
            Mode::Inference(statistics) => {
                cache.mean.copy_from_slice(&statistics[of.mean.clone()]);
                cache.variance.copy_from_slice(&statistics[of.variance.clone()]);
            }
        }
        inverse_deviations(&cache.variance, T::from_f64(of.epsilon), &mut cache.inverse);
        let moments = BatchMoments { mean: &cache.mean, inverse_deviation: &cache.inverse };
        self.operations.normalize(z, moments, MatMut::new(&mut cache.normalized, rows, width));
        let (gamma, beta) = (&self.parameters[of.gamma.clone()], &self.parameters[of.beta.clone()]);
        let normalized = MatRef::new(&cache.normalized, rows, width);
        scale_and_shift(normalized, gamma, beta, MatMut::new(&mut cache.shifted, rows, width));
    }

    fn activate(&self, layer: &Layer, rows: usize, cache: &mut LayerCache<T>) {
        if layer.activation == LayerActivation::Output {
            return;
        }
        cache.activations.resize(rows * layer.fan_out);
        let z = if layer.batch_norm.is_some() { &cache.shifted } else { &cache.affine };
        match layer.activation {
            LayerActivation::Function(f) => self.operations.activation_forward(f, z, &mut cache.activations),
            LayerActivation::Prelu(slope) => {
                self.operations.prelu_forward(z, self.parameters[slope], &mut cache.activations);
            }
            LayerActivation::Maxout => {
                let a = MatMut::new(&mut cache.activations, rows, layer.fan_out);
                self.operations.maxout_forward(MatRef::new(z, rows, layer.affine_out), a);
            }
            LayerActivation::Output => {}
        }
    }

    /// Dropout and the residual connection, if there are any.
    fn block(&self, index: usize, layer: &Layer, x: MatRef<T>, mode: Mode<T>, cache: &mut LayerCache<T>) {
        take_mask(index, mode, cache);
        if cache.mask.is_empty() && layer.residual == Residual::Absent {
            return cache.block.clear();
        }
        cache.block.resize(cache.activations.len());
        if cache.mask.is_empty() {
            cache.block.copy_from_slice(&cache.activations);
        } else {
            self.operations.dropout_forward(&cache.mask, &cache.activations, &mut cache.block);
        }
        let h = MatMut::new(&mut cache.block, x.rows(), layer.fan_out);
        match &layer.residual {
            Residual::Absent => {}
            Residual::Identity => self.operations.residual_forward(x, None, h),
            Residual::Projection(range) => {
                let projection = MatRef::new(&self.parameters[range.clone()], layer.fan_in, layer.fan_out);
                self.operations.residual_forward(x, Some(projection), h);
            }
        }
    }
}

/// The layer's mask in the engine's precision; empty where nothing is dropped.
fn take_mask<T: Scalar>(index: usize, mode: Mode<T>, cache: &mut LayerCache<T>) {
    cache.mask.clear();
    if let Mode::Training(masks) = mode
        && let Some(mask) = masks.get(index)
    {
        assert_eq!(mask.len(), cache.activations.len(), "a mask of layer {index} has another shape");
        cache.mask.resize(mask.len());
        cache.mask.iter_mut().zip(mask).for_each(|(to, &value)| *to = T::from_f64(value));
    }
}
