//! The trained network: units as circles, weights as lines.

use experiment::record::Record;
use experiment::spec::Activation;

use super::CaptionedFigure;
use super::table_view::{TableView, arms_with};
use super::wording::{shown_run, spread};
use crate::arms::Arm;
use crate::figure::{Figure, Network, Node, Panel};
use crate::symbols::{self, subscripted};

/// The most networks of a figure.
const ARMS: usize = 4;
/// The most units of a layer with notes; more notes would overlap.
const NOTED: usize = 4;

/// One figure with a panel for each arm.
pub fn draw(arms: &[Arm]) -> Vec<CaptionedFigure> {
    let mut arms = arms_with(arms, "network");
    arms.truncate(ARMS);
    let Some((arm, _)) = arms.first() else { return Vec::new() };
    let networks: Vec<Network> = arms.iter().map(|(arm, view)| network(arm.first_run(), *view)).collect();
    let title = title(&arms, &networks);
    let panel = |((arm, _), network): (&(Arm, TableView), Network)| Panel::network(arm.label.clone(), network);
    let panels: Vec<Panel> = arms.iter().zip(networks).map(panel).collect();
    let columns = panels.len().min(2);
    let maxout = arm.first_run().run.spec.activations().iter().any(|kind| matches!(kind, Activation::Maxout { .. }));
    let pieces =
        if maxout { " Of the pieces of a maxout unit, the weight of largest absolute value is drawn." } else { "" };
    let shared = if arms.len() > 1 { ", on one scale for all networks" } else { "" };
    let words = format!(
        "The trained network. The wider a line, the larger its weight{shared}; dashed lines are negative weights \
         ({}).{pieces}",
        shown_run(arm)
    );
    let figure = Figure::new("network", "The trained network", panels).columns(columns).title(title);
    vec![CaptionedFigure::single_frame(figure, words)]
}

/// The size of the largest weight, whose line is the widest.
fn title(arms: &[(Arm, TableView)], networks: &[Network]) -> String {
    let largest = arms.iter().zip(networks).map(|((arm, _), network)| (network.largest(), arm.label.as_str()));
    format!("The largest size of a weight after training: {}", spread(largest).unwrap_or_default())
}

fn network(record: &Record, view: TableView) -> Network {
    let hidden = &record.run.spec.network.hidden;
    let inputs = record.run.data.inputs.len();
    let outputs = matrix(view, hidden.len()).first().map_or(1, Vec::len);
    let widths: Vec<usize> = [inputs].into_iter().chain(hidden.iter().copied()).chain([outputs]).collect();
    let weights = (0..=hidden.len()).map(|layer| largest_piece(matrix(view, layer), widths[layer + 1])).collect();
    let layers = widths.iter().enumerate().map(|(at, &width)| nodes(record, view, at, width)).collect();
    Network { layers, names: layer_captions(record), weights }
}

/// The weights into a layer, (in, out).
fn matrix(view: TableView, layer: usize) -> Vec<Vec<f64>> {
    let mut rows: Vec<Vec<f64>> = Vec::new();
    for element in view.of(&format!("layers.{layer}.weight")) {
        let row = element[0] as usize;
        rows.resize(rows.len().max(row + 1), Vec::new());
        rows[row].push(element[2]);
    }
    rows
}

/// One weight for each unit. A maxout unit has one for each piece, side by side; that of largest absolute value is
/// taken.
fn largest_piece(weights: Vec<Vec<f64>>, units: usize) -> Vec<Vec<f64>> {
    let of_unit = |row: &Vec<f64>, unit: usize| {
        let pieces = row.iter().skip(unit * (row.len() / units)).take(row.len() / units).copied();
        pieces.reduce(|best, next| if next.abs() > best.abs() { next } else { best }).unwrap_or(f64::NAN)
    };
    weights.iter().map(|row| (0..units).map(|unit| of_unit(row, unit)).collect()).collect()
}

fn nodes(record: &Record, view: TableView, at: usize, width: usize) -> Vec<Node> {
    let biases: Vec<f64> = match at {
        0 => Vec::new(),
        _ => view.of(&format!("layers.{}.bias", at - 1)).map(|element| element[2]).collect(),
    };
    let hidden = record.run.spec.network.hidden.len();
    let letter = if at == 0 {
        "x"
    } else if at <= hidden {
        "h"
    } else {
        "y"
    };
    let node = |unit: usize| {
        let node = Node::new(subscripted(letter, unit + 1));
        let bias = biases.get(unit).filter(|_| width <= NOTED && biases.len() == width);
        let name = record.run.data.inputs.get(unit).filter(|_| at == 0 && width <= NOTED);
        match (name, bias) {
            (Some(name), _) if symbols::variable(name) == node.label => node,
            (Some(name), _) => node.note(symbols::variable(name)),
            (None, Some(bias)) => node.note(format!("b = {}", crate::draw::three_digits(*bias))),
            (None, None) => node,
        }
    };
    (0..width).map(node).collect()
}

fn layer_captions(record: &Record) -> Vec<String> {
    let spec = &record.run.spec;
    let output = spec.output().as_str();
    let hidden = spec.activations().into_iter().map(|activation| format!("hidden, {}", activation.as_str()));
    [String::from("inputs")].into_iter().chain(hidden).chain([format!("output, {output}")]).collect()
}
