//! The parameters of a network: one flat buffer, with a named view for each tensor.
//!
//! The layout follows from the spec alone, so both engines agree on it without knowing each other:
//! for each layer `weight`, `bias`, `gamma`, `beta`, `slope`, `projection`, those that it has, in this order.

mod statistics;

use experiment::Spec;
use experiment::spec::{Activation, Bias};

pub use statistics::{Moment, Statistic};

/// The part that a tensor has in its layer. The numbers address the draws of initial values, so they may not change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The matrix of an affine map, (in, out): drawn by the initializer and penalized.
    Weight = 0,
    /// What an affine map adds, (1, out), or (1, 1) when one is shared by the layer.
    Bias = 1,
    /// The scale of batch normalization, (1, out).
    Gamma = 2,
    /// The shift of batch normalization, (1, out).
    Beta = 3,
    /// The learned slope of prelu, (1, 1).
    Slope = 4,
    /// The matrix of a residual connection between different widths, (in, out): a weight too.
    Projection = 5,
}

/// One named tensor in the flat buffer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TensorInfo {
    /// `layers.0.weight`; layers count from 0, the output layer is the last.
    pub name: String,
    /// The layer it belongs to.
    pub layer: usize,
    /// Its part in the layer.
    pub role: Role,
    /// Of a weight the units before it; 1 of a vector.
    pub rows: usize,
    /// The units of the layer, times the pieces of maxout in a weight.
    pub columns: usize,
    /// Where its first element lies in the flat buffer.
    pub offset: usize,
    /// Whether training leaves it as it is.
    pub frozen: bool,
}

/// The tensors of a network in the order of the flat buffer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Layout {
    /// The tensors, each behind the one before it.
    pub tensors: Vec<TensorInfo>,
    /// Batch normalization's statistics of inference, which are no parameters.
    pub statistics: Vec<Statistic>,
    /// The widths from the inputs to the outputs, one more than there are layers.
    pub widths: Vec<usize>,
}

impl Role {
    /// The last part of a tensor's name.
    pub fn as_str(self) -> &'static str {
        match self {
            Role::Weight => "weight",
            Role::Bias => "bias",
            Role::Gamma => "gamma",
            Role::Beta => "beta",
            Role::Slope => "slope",
            Role::Projection => "projection",
        }
    }

    /// Whether the penalty counts it: matrices only.
    pub fn penalized(self) -> bool {
        match self {
            Role::Weight | Role::Projection => true,
            Role::Bias | Role::Gamma | Role::Beta | Role::Slope => false,
        }
    }
}

impl TensorInfo {
    /// Its number of elements, rows times columns.
    pub fn len(&self) -> usize {
        self.rows * self.columns
    }

    /// Whether it has no elements, which no tensor of a network is.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Where its elements lie in the flat buffer.
    pub fn range(&self) -> std::ops::Range<usize> {
        self.offset..self.offset + self.len()
    }
}

impl Layout {
    /// The layout of the network of `spec` between `inputs` columns and `outputs` columns.
    pub fn of(spec: &Spec, inputs: usize, outputs: usize) -> Layout {
        let hidden = &spec.network.hidden;
        let widths = [&[inputs], hidden.as_slice(), &[outputs]].concat();
        let mut layout = Layout { tensors: Vec::new(), statistics: Vec::new(), widths };
        for (layer, activation) in spec.activations().into_iter().map(Some).chain([None]).enumerate() {
            layout.push_layer(spec, layer, activation);
        }
        layout
    }

    /// The tensors of one layer; the output layer has no hidden activation.
    fn push_layer(&mut self, spec: &Spec, layer: usize, activation: Option<Activation>) {
        let (fan_in, fan_out) = (self.widths[layer], self.widths[layer + 1]);
        let pieces = match activation {
            Some(Activation::Maxout { pieces }) => pieces,
            _ => 1,
        };
        self.push(spec, layer, Role::Weight, fan_in, fan_out * pieces);
        match spec.network.bias {
            Bias::PerUnit => self.push(spec, layer, Role::Bias, 1, fan_out * pieces),
            Bias::Shared => self.push(spec, layer, Role::Bias, 1, 1),
            Bias::None => {}
        }
        let Some(activation) = activation else { return };
        if spec.network.batch_norm.is_some() {
            self.push(spec, layer, Role::Gamma, 1, fan_out);
            self.push(spec, layer, Role::Beta, 1, fan_out);
            self.push_statistics(layer, fan_out);
        }
        if let Activation::Prelu { .. } = activation {
            self.push(spec, layer, Role::Slope, 1, 1);
        }
        if spec.network.residual && fan_in != fan_out {
            self.push(spec, layer, Role::Projection, fan_in, fan_out);
        }
    }

    fn push(&mut self, spec: &Spec, layer: usize, role: Role, rows: usize, columns: usize) {
        let name = format!("layers.{layer}.{}", role.as_str());
        let frozen = spec.training.frozen.contains(&name);
        let offset = self.len();
        self.tensors.push(TensorInfo { name, layer, role, rows, columns, offset, frozen });
    }

    /// The length of the flat buffer.
    pub fn len(&self) -> usize {
        self.tensors.last().map_or(0, |tensor| tensor.range().end)
    }

    /// Whether there are no parameters.
    pub fn is_empty(&self) -> bool {
        self.tensors.is_empty()
    }

    /// The number of layers, the output layer included.
    pub fn layer_count(&self) -> usize {
        self.widths.len() - 1
    }

    /// The tensor of that name, `layers.0.weight`.
    pub fn tensor(&self, name: &str) -> Option<&TensorInfo> {
        self.tensors.iter().find(|tensor| tensor.name == name)
    }

    /// The tensor of a layer with that role.
    pub fn find(&self, layer: usize, role: Role) -> Option<&TensorInfo> {
        self.tensors.iter().find(|tensor| tensor.layer == layer && tensor.role == role)
    }

    /// The name of one element of the flat buffer, `layers.0.weight[1,2]`.
    pub fn element_name(&self, index: usize) -> String {
        let tensor = self.tensors.iter().find(|tensor| tensor.range().contains(&index));
        let tensor = tensor.expect("the index lies within the parameters");
        let (row, column) = ((index - tensor.offset) / tensor.columns, (index - tensor.offset) % tensor.columns);
        format!("{}[{row},{column}]", tensor.name)
    }
}
