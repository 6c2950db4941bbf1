//! A network as a chain of layers: which formulas, in which order, on which parameters.
//!
//! A [`Network`] holds no numbers. Parameters are one flat slice, and what a pass computes lies in a
//! [`cache::Cache`] of the caller's. [`forward`] and [`backward`] go through the chain, as methods of a
//! [`pass::Pass`]. Leaves out updates.

pub mod backward;
pub mod cache;
pub mod forward;
pub mod pass;

use std::ops::Range;

use engine::{Dataset, Layout, Moment, Role};
use experiment::Spec;
use experiment::spec::{Activation, Penalty};

use crate::head::Head;

/// The chain of layers, the head, and the penalty.
#[derive(Debug, Clone, PartialEq)]
pub struct Network {
    /// The layers, from the input on; the last is the output layer.
    pub layers: Vec<Layer>,
    /// The output activation and the loss.
    pub head: Head,
    /// What the objective adds.
    pub penalty: Penalty,
    /// Where the penalized tensors lie; nowhere without a penalty, whose sums would cost as much as a product.
    pub penalized: Vec<Range<usize>>,
}

/// One layer: its widths, its parts, and where their parameters lie.
#[derive(Debug, Clone, PartialEq)]
pub struct Layer {
    /// The width before.
    pub fan_in: usize,
    /// The width after.
    pub fan_out: usize,
    /// The columns of the weight: `fan_out`, or `pieces` times that.
    pub affine_out: usize,
    /// w.
    pub weight: Range<usize>,
    /// b, which follows w.
    pub bias: Option<Range<usize>>,
    /// Batch normalization, if it has one.
    pub batch_norm: Option<BatchNorm>,
    /// What it does with its pre-activations.
    pub activation: LayerActivation,
    /// How its input is added to its output.
    pub residual: Residual,
}

/// The batch normalization of a layer.
#[derive(Debug, Clone, PartialEq)]
pub struct BatchNorm {
    /// γ.
    pub gamma: Range<usize>,
    /// β, which follows γ.
    pub beta: Range<usize>,
    /// ε.
    pub epsilon: f64,
    /// m.
    pub momentum: f64,
    /// Where μ of inference lies among the statistics.
    pub mean: Range<usize>,
    /// Where v of inference lies among them.
    pub variance: Range<usize>,
}

/// What becomes of pre-activations.
#[derive(Debug, Clone, PartialEq)]
pub enum LayerActivation {
    /// A function of each.
    Function(Activation),
    /// Prelu, with where its slope lies.
    Prelu(usize),
    /// The largest of several.
    Maxout,
    /// The output layer: [`Head`] takes over.
    Output,
}

/// The connection around a block.
#[derive(Debug, Clone, PartialEq)]
pub enum Residual {
    /// None.
    Absent,
    /// The input is added.
    Identity,
    /// The input times this projection is added.
    Projection(Range<usize>),
}

impl Network {
    /// The network of a spec between the columns of a data set.
    pub fn of(spec: &Spec, dataset: &Dataset) -> Network {
        let layout = Layout::of(spec, dataset.inputs.columns(), dataset.targets.columns());
        let activations = spec.activations().into_iter().map(Some).chain([None]).enumerate();
        let layers = activations.map(|(index, activation)| Layer::of(spec, &layout, index, activation));
        Network {
            layers: layers.collect(),
            head: Head::of(spec, dataset),
            penalty: spec.training.penalty,
            penalized: penalized(spec.training.penalty, &layout),
        }
    }

    /// The width of the inputs.
    pub fn inputs(&self) -> usize {
        self.layers.first().expect("a network has an output layer").fan_in
    }

    /// The width of the outputs.
    pub fn outputs(&self) -> usize {
        self.layers.last().expect("a network has an output layer").fan_out
    }
}

fn penalized(penalty: Penalty, layout: &Layout) -> Vec<Range<usize>> {
    if penalty == Penalty::default() {
        return Vec::new();
    }
    layout.tensors.iter().filter(|tensor| tensor.role.penalized()).map(|tensor| tensor.range()).collect()
}

impl Layer {
    fn of(spec: &Spec, layout: &Layout, index: usize, activation: Option<Activation>) -> Layer {
        let range = |role| layout.find(index, role).map(|tensor| tensor.range());
        let weight = layout.find(index, Role::Weight).expect("every layer has a weight");
        let fan_out = layout.widths[index + 1];
        Layer {
            fan_in: layout.widths[index],
            fan_out,
            affine_out: weight.columns,
            weight: weight.range(),
            bias: range(Role::Bias),
            batch_norm: BatchNorm::of(spec, layout, index),
            activation: match activation {
                None => LayerActivation::Output,
                Some(Activation::Prelu { .. }) => {
                    LayerActivation::Prelu(range(Role::Slope).expect("prelu has a slope").start)
                }
                Some(Activation::Maxout { .. }) => LayerActivation::Maxout,
                Some(function) => LayerActivation::Function(function),
            },
            residual: match (activation.is_some() && spec.network.residual, range(Role::Projection)) {
                (false, _) => Residual::Absent,
                (true, None) => Residual::Identity,
                (true, Some(projection)) => Residual::Projection(projection),
            },
        }
    }
}

impl BatchNorm {
    /// The batch normalization of a layer, if it has one.
    fn of(spec: &Spec, layout: &Layout, index: usize) -> Option<BatchNorm> {
        let of = spec.network.batch_norm?;
        Some(BatchNorm {
            gamma: layout.find(index, Role::Gamma)?.range(),
            beta: layout.find(index, Role::Beta)?.range(),
            epsilon: of.epsilon,
            momentum: of.momentum,
            mean: layout.statistic(index, Moment::Mean)?.range.clone(),
            variance: layout.statistic(index, Moment::Variance)?.range.clone(),
        })
    }
}
