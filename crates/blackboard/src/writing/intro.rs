//! What a board begins with: the network as a drawing and as tables of its weights, the loss, the rule.

use engine::schema::Scaling;
use engine::{Layout, Role, Schema, TensorInfo};
use experiment::Spec;
use experiment::spec::{Activation, Bias, Compares, Penalty};
use from_scratch::network::Network;

use super::loss::is_signed;
use super::sheet::shown;
use super::{BoardRequest, words};
use crate::board::{Block, Drawing, ParameterTable, Trainability};
use crate::markup::{Markup, Unicode};
use crate::name::{Letter, Name};

/// A drawing has no more units in a layer than this, and weights at its arrows only below the other.
const DRAWN: usize = 6;

/// The heading of it.
pub(crate) const NETWORK: &str = "The network";

pub(super) fn write(request: &BoardRequest, blocks: &mut Vec<Block>) {
    let (spec, dataset) = (request.spec, request.dataset);
    let layout = Layout::of(spec, dataset.inputs.columns(), dataset.targets.columns());
    let Some(first) = request.followed.updates.values().next() else { return };
    let parameters = &first.before.parameters;
    blocks.push(Block::Heading(1, NETWORK.into()));
    blocks.push(Block::Drawing(drawing(&layout, parameters)));
    blocks.push(words(description(request, &layout)));
    blocks.push(words(SIGNS));
    blocks.extend(scaling(&dataset.schema).map(words));
    tables(request, &layout, parameters, "", blocks);
}

/// The parameters as tables.
pub(super) fn tables(request: &BoardRequest, layout: &Layout, parameters: &[f64], mark: &str, blocks: &mut Vec<Block>) {
    let network = Network::of(request.spec, request.dataset);
    for tensor in &layout.tensors {
        blocks.push(Block::Table(table(&network, tensor, &parameters[tensor.range()], mark)));
    }
}

fn letter(role: Role) -> Letter {
    match role {
        Role::Weight => Letter::WEIGHT,
        Role::Bias => Letter::BIAS,
        Role::Gamma => Letter::GAMMA,
        Role::Beta => Letter::BETA,
        Role::Slope => Letter::SLOPE,
        Role::Projection => Letter::PROJECTION,
    }
}

/// The name of an element of the flat buffer.
pub(crate) fn parameter(network: &Network, layout: &Layout, at: usize) -> Name {
    let Some(tensor) = layout.tensors.iter().find(|tensor| tensor.range().contains(&at)) else {
        return Name::plain(Letter::WEIGHT);
    };
    let (row, column) = ((at - tensor.offset) / tensor.columns, (at - tensor.offset) % tensor.columns);
    let fan_out = network.layers[tensor.layer].fan_out;
    let pieces = (tensor.columns / fan_out).max(1);
    let to = if pieces > 1 { vec![column / pieces, column % pieces] } else { vec![column] };
    let index = match (tensor.role.penalized(), tensor.columns) {
        (true, _) => [vec![row], to].concat(),
        (false, 1) if fan_out > 1 => Vec::new(),
        (false, _) => to,
    };
    Name::of(letter(tensor.role), tensor.layer, &index)
}

fn table(network: &Network, tensor: &TensorInfo, values: &[f64], mark: &str) -> ParameterTable {
    let (rows, columns) = (shown(tensor.rows), shown(tensor.columns));
    let layer = &network.layers[tensor.layer];
    let pieces = if tensor.columns > 1 { tensor.columns / layer.fan_out.max(1) } else { 1 };
    let column = |j: usize| match pieces {
        0 | 1 => format!("to {}", j + 1),
        pieces => format!("to {}, piece {}", j / pieces + 1, j % pieces + 1),
    };
    let values = (0..rows).map(|i| values[i * tensor.columns..][..columns].to_vec()).collect();
    let written = rows * columns;
    let is_matrix = tensor.role.penalized();
    let name = Name::of(letter(tensor.role), tensor.layer, &[]);
    ParameterTable {
        name: if mark.is_empty() { name } else { name.after() },
        parameter: tensor.name.clone(),
        trainability: if tensor.frozen { Trainability::Frozen } else { Trainability::Trained },
        rows: if is_matrix { (0..rows).map(|i| format!("from {}", i + 1)).collect() } else { Vec::new() },
        columns: match (is_matrix, tensor.columns) {
            (true, _) => (0..columns).map(column).collect(),
            (false, 1) => vec!["all units".into()],
            (false, _) => (0..columns).map(|j| format!("unit {}", j + 1)).collect(),
        },
        values,
        left_out: (written < tensor.len()).then(|| format!("{} of {} elements", tensor.len() - written, tensor.len())),
    }
}

/// How columns were scaled before a network sees them, where any was.
fn scaling(schema: &Schema) -> Option<String> {
    let columns = |letter: Letter, names: &[String], scaling: &[Scaling]| -> Vec<String> {
        let scaled = names.iter().zip(scaling).enumerate().filter(|(_, (_, scaling))| **scaling != Scaling::NONE);
        let one = |(unit, (name, of)): (usize, (&String, &Scaling))| {
            let letter = Unicode { digits: 6 }.name(&Name::at(letter, unit));
            let sign = if of.shift < 0.0 { '+' } else { '−' };
            format!("{letter} = ({name} {sign} {})·{}", number(of.shift.abs()), number(of.factor))
        };
        scaled.take(shown(names.len())).map(one).collect()
    };
    let inputs = columns(Letter::X, &schema.input_names, &schema.input_scaling);
    let targets = columns(Letter::T, &schema.target_names, &schema.target_scaling);
    let all = [inputs, targets].concat();
    (!all.is_empty()).then(|| format!("Scaled before: {}.", all.join(", ")))
}

/// A constant as it is printed.
fn number(value: f64) -> String {
    Unicode { digits: 6 }.number(value).0
}

/// 2 inputs, hidden layers of 3 and 2 units, 1 output.
fn shape(widths: &[usize]) -> String {
    let count = |n: usize, one: &str| if n == 1 { format!("1 {one}") } else { format!("{n} {one}s") };
    let hidden: Vec<String> = widths[1..widths.len() - 1].iter().map(usize::to_string).collect();
    let between = match hidden.as_slice() {
        [] => "no hidden layer".to_owned(),
        [only] => format!("a hidden layer of {}", count(only.parse().unwrap_or(0), "unit")),
        [all @ .., last] => format!("hidden layers of {} and {last} units", all.join(", ")),
    };
    format!("{}, {between}, {}.", count(widths[0], "input"), count(widths[widths.len() - 1], "output"))
}

/// What the letters of a board are.
const SIGNS: &str = "Signs: z is the weighted sum of a unit and its bias, a what its activation f makes of it, f′ the \
                     slope of f; y is an output, t its target, m the number of outputs; E is the loss of a row, J the \
                     objective of the batch, δ = ∂J/∂z; θ stands for any parameter, g for its gradient, η for the \
                     learning rate; a raised ⁺ marks a number after the update, Σₛ is a sum over the rows of the \
                     batch; wᵢⱼ leads from unit i to unit j.";

/// One paragraph: shape, activation, loss, penalty, rule.
fn description(request: &BoardRequest, layout: &Layout) -> String {
    let spec = request.spec;
    let mut sentences = vec![shape(&layout.widths)];
    sentences.extend(activations(spec));
    sentences.push(format!("Output: {}. {}", spec.output().as_str(), loss(request)));
    sentences.extend(additions(spec));
    let Penalty { l1, l2 } = spec.training.penalty;
    if l1 != 0.0 || l2 != 0.0 {
        sentences.push(format!("Penalty: Ω = {}·Σ|w| + ½·{}·Σw².", number(l1), number(l2)));
    }
    sentences.push(rule(spec));
    sentences.push("Layers and units count from 1 here: w₁₂⁽²⁾ is layers.1.weight[0,1].".into());
    sentences.join(" ")
}

/// The hidden activations, one sentence where all are alike.
fn activations(spec: &Spec) -> Vec<String> {
    let activations = spec.activations();
    let alike = activations.windows(2).all(|pair| pair[0] == pair[1]);
    let sentence = |(k, activation): (usize, &Activation)| {
        let which = if alike { "Hidden layers".to_owned() } else { format!("Layer {}", k + 1) };
        format!("{which}: {}, {}.", activation.as_str(), activation.facts().formula)
    };
    activations.iter().enumerate().take(if alike { 1 } else { activations.len() }).map(sentence).collect()
}

/// What hidden layers do beyond weighted sums and activations, and where they do less.
fn additions(spec: &Spec) -> Vec<String> {
    let mut sentences = Vec::new();
    match spec.network.bias {
        Bias::PerUnit => {}
        Bias::Shared => sentences.push("A layer has one bias for all its units.".into()),
        Bias::None => sentences.push("There are no biases.".into()),
    }
    if let Some(norm) = &spec.network.batch_norm {
        sentences.push(format!("Hidden layers normalize each batch, ε = {}.", number(norm.epsilon)));
    }
    if spec.dropouts().iter().any(|p| *p > 0.0) {
        let shares: Vec<String> = spec.dropouts().iter().map(f64::to_string).collect();
        sentences.push(format!("Dropout in hidden layers: p = {}.", shares.join(", ")));
    }
    if spec.network.residual {
        sentences.push("Each hidden block adds its input to its output.".into());
    }
    sentences
}

/// The rule with its constants, and the order in which layers are updated.
fn rule(spec: &Spec) -> String {
    let update = match spec.training.update {
        experiment::spec::Update::Simultaneous => "all gradients are computed before any weight changes",
        experiment::spec::Update::Sequential => {
            "sequential: from the output back, each layer's gradient goes through the updated weights after it"
        }
    };
    let facts = spec.training.optimizer.facts();
    let constants: Vec<String> =
        facts.constants.iter().map(|of| format!("{} = {}", of.name, number(of.value))).collect();
    let constants = if constants.is_empty() { String::new() } else { format!(", {}", constants.join(", ")) };
    format!("Rule: {}, η = {}{constants}; {update}.", facts.formula, number(facts.learning_rate))
}

/// The loss with its formula; where it asks for the sign of a target that is coded otherwise, with a letter for that.
fn loss(request: &BoardRequest) -> String {
    let (loss, head) = (request.spec.loss(), Network::of(request.spec, request.dataset).head);
    let (name, formula) = (loss.as_str(), loss.facts().formula);
    match loss.compares() {
        Compares::Sides(_) if !is_signed(head) => {
            let (formula, low, high) = (formula.replace("t·", "τ·"), number(head.low), number(head.high));
            format!("Loss: {name}, {formula}; τ is −1 where t is {low}, and 1 where t is {high}.")
        }
        Compares::Sides(_) | Compares::Numbers | Compares::Probabilities { .. } => format!("Loss: {name}, {formula}."),
    }
}

/// Circles and arrows of the first units of each layer.
fn drawing(layout: &Layout, parameters: &[f64]) -> Drawing {
    let drawn = |width: usize| if width > DRAWN { DRAWN - 1 } else { width };
    let last = layout.widths.len() - 1;
    let unit = |layer: usize, j: usize| match layer {
        0 => Name::at(Letter::X, j),
        layer if layer == last => Name::at(Letter::Y, j),
        layer => Name::of(Letter::A, layer - 1, &[j]),
    };
    let layers = layout
        .widths
        .iter()
        .enumerate()
        .map(|(layer, width)| ((0..drawn(*width)).map(|j| unit(layer, j)).collect(), *width));
    let edges = (0..last).map(|k| {
        let Some(weight) = layout.find(k, Role::Weight) else { return Vec::new() };
        let pieces = weight.columns / layout.widths[k + 1];
        let all = (0..drawn(layout.widths[k])).flat_map(|i| (0..drawn(layout.widths[k + 1])).map(move |j| (i, j)));
        all.map(|(i, j)| (i, j, parameters[weight.offset + i * weight.columns + j * pieces])).collect()
    });
    let biases = (0..last).map(|k| match layout.find(k, Role::Bias) {
        None => Vec::new(),
        Some(bias) => {
            let at = |j: usize| {
                parameters[bias.offset + if bias.columns == 1 { 0 } else { j * bias.columns / layout.widths[k + 1] }]
            };
            (0..drawn(layout.widths[k + 1])).map(at).collect()
        }
    });
    Drawing { layers: layers.collect(), edges: edges.collect(), biases: biases.collect() }
}
