//! Where the objective has no derivative: how far a pass is from the nearest kink.
//!
//! | part | kink |
//! |---|---|
//! | relu, leaky-relu, prelu, elu, selu, step | z = 0 |
//! | maxout | the two largest pieces equal |
//! | absolute-error | y = t |
//! | huber | abs(y − t) = δ |
//! | hinge | t·z = 1 |
//! | perceptron | z = 0 |
//! | penalty with l1 | w = 0 |
//!
//! A difference quotient across a kink says nothing about a derivative. Distances are those of the quantity named,
//! not of the parameter that moves it. elu with α = 1 bends without a kink but is listed: its curvature jumps.

use engine::{Batch, Dataset, Layout};
use experiment::Spec;
use experiment::spec::{Activation, Loss};

use crate::calculus::Longhand;
use crate::feed::Feed;
use crate::loss::Samples;
use crate::matrix::MatRef;
use crate::network::cache::Cache;
use crate::network::forward::Mode;
use crate::network::{Network, Pass, Transfer};

/// A kink near a pass.
#[derive(Debug, Clone, PartialEq)]
pub struct Kink {
    /// Which, in words: `relu of layers.0.z[3,1]`.
    pub name: String,
    /// How far away.
    pub distance: f64,
}

/// The nearest kink to the pass of a batch as training sees it; `None` if the network has none.
pub fn kinks(spec: &Spec, dataset: &Dataset, parameters: &[f64], batch: &Batch) -> Option<Kink> {
    let network = Network::of(spec, dataset);
    let (mut feed, mut cache) = (Feed::default(), Cache::default());
    let (x, samples) = feed.batch(dataset, batch.rows);
    let pass = Pass { network: &network, calculus: &Longhand, parameters };
    pass.forward(x, Mode::Training(batch.masks), &mut cache);
    let mut nearest = Nearest(None);
    for (index, (layer, values)) in network.layers.iter().zip(&cache.layers).enumerate() {
        let z = MatRef::new(values.pre_activations(), cache.rows, layer.affine_out);
        of_layer(index, &layer.transfer, z, layer.fan_out, &mut nearest);
    }
    of_loss(&network, &cache, samples, &mut nearest);
    of_penalty(spec, dataset, parameters, &mut nearest);
    nearest.0
}

struct Nearest(Option<Kink>);

impl Nearest {
    /// Takes a kink that is nearer. A distance that is not a number is no distance.
    fn take(&mut self, distance: f64, name: impl FnOnce() -> String) {
        if self.0.as_ref().map_or(distance.is_finite(), |kink| distance < kink.distance) {
            self.0 = Some(Kink { name: name(), distance });
        }
    }

    fn take_all(&mut self, z: MatRef<f64>, what: &str, place: &str, distance: impl Fn(usize, usize) -> f64) {
        for s in 0..z.rows() {
            for j in 0..z.columns() {
                self.take(distance(s, j), || format!("{what} of {place}[{s},{j}]"));
            }
        }
    }
}

fn of_layer(index: usize, transfer: &Transfer, z: MatRef<f64>, units: usize, nearest: &mut Nearest) {
    let place = format!("layers.{index}.z");
    match transfer {
        Transfer::Output => {}
        Transfer::Prelu(_) => nearest.take_all(z, "prelu", &place, |s, j| z.at(s, j).abs()),
        Transfer::Maxout => of_maxout(&place, z, units, nearest),
        Transfer::Function(f) => match f {
            Activation::Step
            | Activation::Relu
            | Activation::LeakyRelu { .. }
            | Activation::Elu { .. }
            | Activation::Selu => nearest.take_all(z, f.name(), &place, |s, j| z.at(s, j).abs()),
            Activation::Identity
            | Activation::Sigmoid
            | Activation::Tanh
            | Activation::Arctan
            | Activation::Softplus
            | Activation::Gelu
            | Activation::Silu
            | Activation::Prelu { .. }
            | Activation::Maxout { .. } => {}
        },
    }
}

fn of_maxout(place: &str, z: MatRef<f64>, units: usize, nearest: &mut Nearest) {
    let pieces = z.columns() / units;
    for s in 0..z.rows() {
        for (j, unit) in z.row(s).chunks_exact(pieces).enumerate() {
            let mut sorted = unit.to_vec();
            sorted.sort_by(f64::total_cmp);
            let apart = sorted[pieces - 1] - sorted[pieces - 2];
            nearest.take(apart, || format!("maxout of {place}[{s},{}..{}]", j * pieces, (j + 1) * pieces));
        }
    }
}

fn of_loss(network: &Network, cache: &Cache<f64>, samples: Samples<f64>, nearest: &mut Nearest) {
    let (head, t) = (network.head, samples.targets);
    let (z, y) = (cache.logits(network), cache.predictions(network));
    let error = |s: usize, j: usize| (y.at(s, j) - t.at(s, j)).abs();
    let margin = |s: usize, j: usize| (1.0 - head.sign(t.at(s, j)) * z.at(s, j)).abs();
    match head.loss {
        Loss::AbsoluteError => nearest.take_all(y, "absolute-error", "outputs", error),
        Loss::Huber { delta } => nearest.take_all(y, "huber", "outputs", |s, j| (error(s, j) - delta).abs()),
        Loss::Hinge => nearest.take_all(z, "hinge", "outputs", margin),
        Loss::Perceptron => nearest.take_all(z, "perceptron", "outputs", |s, j| z.at(s, j).abs()),
        Loss::SquaredError
        | Loss::SumSquaredError
        | Loss::TotalSquaredError
        | Loss::MeanSquaredError
        | Loss::BinaryCrossEntropy { .. }
        | Loss::CrossEntropy { .. } => {}
    }
}

fn of_penalty(spec: &Spec, dataset: &Dataset, parameters: &[f64], nearest: &mut Nearest) {
    if spec.training.penalty.l1 == 0.0 {
        return;
    }
    let layout = Layout::of(spec, dataset.inputs.columns(), dataset.targets.columns());
    for tensor in layout.tensors.iter().filter(|tensor| tensor.role.penalized()) {
        for index in tensor.range() {
            nearest.take(parameters[index].abs(), || format!("l1 penalty of {}", layout.element(index)));
        }
    }
}
