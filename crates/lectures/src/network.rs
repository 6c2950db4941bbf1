//! A network with one sample, worked in plain numbers; its true gradients come from dual numbers.
//!
//! zˡ = aˡ⁻¹·Wˡ + bˡ, aˡ = f(zˡ), a⁰ = x;  E = factor·Σ (a − t)². W: (in, out), everything else a row.

use engine::Matrix;
use from_scratch::Scalar;
use from_scratch::reference::{Grid, arithmetic};

use crate::calculus::{gradients, number, sample, sigmoid, slope, times, transposed};

/// An activation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Activation {
    /// z.
    Identity,
    /// 1/(1 + e⁻ᶻ).
    Sigmoid,
    /// tanh z.
    Tanh,
}

impl Activation {
    /// f(z).
    pub fn value<T: Scalar>(self, z: T) -> T {
        match self {
            Activation::Identity => z,
            Activation::Sigmoid => sigmoid(z),
            Activation::Tanh => z.tanh(),
        }
    }

    /// f′(z) by dual numbers.
    pub fn slope(self, z: f64) -> f64 {
        slope(|z| self.value(z), z)
    }
}

/// What a network is: its activations, and the factor of its loss.
#[derive(Debug, Clone)]
pub struct Architecture {
    /// One for each layer.
    pub activations: Vec<Activation>,
    /// Of the squared error.
    pub factor: f64,
}

/// A network, its sample, its passes and its true gradients.
#[derive(Debug)]
pub struct Worked {
    /// x, then W and b of each layer.
    pub inputs: Vec<Grid<f64>>,
    /// The target.
    pub target: Grid<f64>,
    /// zˡ of each layer.
    pub z: Vec<Grid<f64>>,
    /// x, then aˡ of each layer.
    pub a: Vec<Grid<f64>>,
    /// f′(zˡ) of each layer.
    pub slopes: Vec<Grid<f64>>,
    /// ∂E/∂zˡ by the recursion that the lectures share.
    pub deltas: Vec<Grid<f64>>,
    /// The gradient of E with respect to each of `inputs`, by dual numbers.
    pub truth: Vec<Matrix>,
}

impl Architecture {
    /// A network without any pattern in its numbers. `sizes`: the inputs and the units of each layer.
    pub fn work(&self, sizes: &[usize], seed: u64) -> Worked {
        let mut inputs = vec![sample(1, sizes[0], seed)];
        for (layer, pair) in sizes.windows(2).enumerate() {
            inputs.push(sample(pair[0], pair[1], seed + 10 + layer as u64));
            inputs.push(sample(1, pair[1], seed + 20 + layer as u64));
        }
        let outputs = sizes[sizes.len() - 1];
        self.work_on(&inputs, &sample(1, outputs, seed + 30))
    }

    /// The network with these numbers.
    pub fn work_on(&self, inputs: &[Matrix], target: &Matrix) -> Worked {
        let truth = gradients(inputs, |inputs| self.error(inputs, &Grid::of(target)));
        let grids: Vec<Grid<f64>> = inputs.iter().map(Grid::of).collect();
        let (z, a) = self.forward(&grids);
        let slopes = z.iter().zip(&self.activations).map(|(z, activation)| z.map(|z| activation.slope(z))).collect();
        let mut worked = Worked { inputs: grids, target: Grid::of(target), z, a, slopes, deltas: Vec::new(), truth };
        worked.deltas = worked.backward(self.factor);
        worked
    }

    /// x, W, b, …  ->  zˡ and aˡ, the first of which is x
    pub fn forward<T: Scalar>(&self, inputs: &[Grid<T>]) -> (Vec<Grid<T>>, Vec<Grid<T>>) {
        let (mut z, mut a) = (Vec::new(), vec![inputs[0].clone()]);
        for (layer, activation) in self.activations.iter().enumerate() {
            z.push(arithmetic::affine(&a[layer], &inputs[2 * layer + 1], &inputs[2 * layer + 2]));
            a.push(z[layer].map(|z| activation.value(z)));
        }
        (z, a)
    }

    /// E of these inputs.
    pub fn error<T: Scalar>(&self, inputs: &[Grid<T>], target: &Grid<T>) -> T {
        let (_, a) = self.forward(inputs);
        let errors = a[self.activations.len()].zip(target, |a, t| (a - t) * (a - t));
        number::<T>(self.factor) * arithmetic::sum(&errors).at(0, 0)
    }
}

impl Worked {
    /// a − t.
    pub fn error(&self) -> Grid<f64> {
        self.a[self.a.len() - 1].zip(&self.target, |a, t| a - t)
    }

    /// Wˡ; layers count from 1, as the lectures count them.
    pub fn weight(&self, layer: usize) -> &Grid<f64> {
        &self.inputs[2 * layer - 1]
    }

    /// The true ∂E/∂Wˡ.
    pub fn true_weight(&self, layer: usize) -> &Matrix {
        &self.truth[2 * layer - 1]
    }

    /// The true ∂E/∂bˡ, which is ∂E/∂zˡ.
    pub fn true_bias(&self, layer: usize) -> &Matrix {
        &self.truth[2 * layer]
    }

    fn backward(&self, factor: f64) -> Vec<Grid<f64>> {
        let last = self.z.len();
        let mut deltas = vec![times(&self.error().map(|e| 2.0 * factor * e), &self.slopes[last - 1])];
        for layer in (1..last).rev() {
            let arriving = arithmetic::product(&deltas[0], &transposed(self.weight(layer + 1)));
            deltas.insert(0, times(&arriving, &self.slopes[layer - 1]));
        }
        deltas
    }
}
