//! A network as a diagram: circles in columns, edges as thick as their weights, dashed where negative.

mod weights;

use super::canvas::Canvas;
use super::geometry::{Point, Rect};
use super::lines;
use super::text::{Anchor, Font, LABEL, Weight};
use crate::figure::{Content, Figure, Network, Node};
use crate::palette::{COLORS, Dash, INK, Rgb, Style, WHITE};

/// A layer with more nodes shows its first and last ones.
const MOST_NODES: usize = 12;

/// Weights at edges and notes below nodes.
const SMALL: Font = Font { size: 10.5, weight: Weight::Regular };
/// The height of the names above the layers, of two lines.
const HEADER: f64 = 34.0;

/// How wide weights are drawn, the same in all panels of a figure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale {
    /// The weight whose line is the widest.
    largest: f64,
    /// The width of that line. The more edges there are, the thinner they are, so that they can be told apart.
    widest: f64,
}

impl Scale {
    /// The scale of a figure: that of its largest weight, and of its network with the most edges.
    pub fn of(figure: &Figure) -> Self {
        let networks = || {
            figure.panels.iter().filter_map(|panel| match &panel.content {
                Content::Network(network) => Some(network),
                Content::Plot(_) => None,
            })
        };
        let edges = networks().map(edges_shown).max().unwrap_or(0).max(1);
        let widest = 4.0 * (20.0 / edges as f64).sqrt().clamp(0.25, 1.0);
        Self { largest: networks().map(Network::largest).fold(0.0, f64::max), widest }
    }
}

fn edges_shown(network: &Network) -> usize {
    let nodes: Vec<usize> = network.layers.iter().map(|layer| shown(layer.len()).iter().flatten().count()).collect();
    nodes.windows(2).map(|pair| pair[0] * pair[1]).sum()
}

/// Edges, then their numbers, then nodes.
pub fn draw(canvas: &mut Canvas, network: &Network, frame: Rect, scale: Scale) {
    let columns = columns(network, frame);
    edges(canvas, network, &columns, scale);
    weights::draw(canvas, network, &columns);
    let radius = radius(&columns);
    for (layer, column) in network.layers.iter().zip(&columns) {
        for position in column {
            match position.node {
                Some(index) => node(canvas, &layer[index], position.at, radius),
                None => canvas.text("⋮", (position.at.0, position.at.1 + 5.0), LABEL, Anchor::Middle, INK),
            }
        }
    }
    names(canvas, network, &columns, frame);
}

/// The names above the layers, in two lines where they are long.
fn names(canvas: &mut Canvas, network: &Network, columns: &[Vec<NodePosition>], frame: Rect) {
    let room = frame.width() / columns.len() as f64 - 6.0;
    for (name, column) in network.names.iter().zip(columns) {
        let Some(first) = column.first() else { continue };
        for (row, line) in LABEL.wrap(name, room, 2).iter().enumerate() {
            let baseline = frame.top + 12.0 + row as f64 * LABEL.line_height();
            canvas.text(line, (first.at.0, baseline), LABEL, Anchor::Middle, INK);
        }
    }
}

/// Where a node stands.
#[derive(Debug, Clone, Copy)]
struct NodePosition {
    /// Its index in the layer; `None` for the dots in the place of nodes left out.
    node: Option<usize>,
    at: Point,
}

fn columns(network: &Network, frame: Rect) -> Vec<Vec<NodePosition>> {
    let top = if network.names.is_empty() { frame.top } else { frame.top + HEADER };
    let area = Rect { top, ..frame };
    let width = area.width() / network.layers.len().max(1) as f64;
    let column = |(index, layer): (usize, &Vec<Node>)| {
        let x = area.left + (index as f64 + 0.5) * width;
        let shown = shown(layer.len());
        let step = (area.height() / shown.len().max(1) as f64).min(92.0);
        let first = area.middle().1 - 0.5 * step * (shown.len() as f64 - 1.0);
        let position = |(row, node)| NodePosition { node, at: (x, first + row as f64 * step) };
        shown.into_iter().enumerate().map(position).collect()
    };
    network.layers.iter().enumerate().map(column).collect()
}

/// The nodes of a layer that are drawn, and `None` in the place of those left out.
fn shown(nodes: usize) -> Vec<Option<usize>> {
    if nodes <= MOST_NODES {
        return (0..nodes).map(Some).collect();
    }
    let half = MOST_NODES / 2;
    let last = (nodes - half + 1..nodes).map(Some);
    (0..half).map(Some).chain([None]).chain(last).collect()
}

/// The radius of all nodes, in proportion to the smallest distance between two.
fn radius(columns: &[Vec<NodePosition>]) -> f64 {
    let steps = columns.iter().flat_map(|column| column.windows(2)).map(|pair| pair[1].at.1 - pair[0].at.1);
    (0.3 * steps.fold(70.0, f64::min)).clamp(4.0, 20.0)
}

/// The line of a weight, given as a share of the largest: blue and solid, or orange and dashed where negative.
pub fn edge_style(share: f64, widest: f64) -> Style {
    let width = 0.4 + (widest - 0.4) * share.abs();
    let (color, dash) = if share < 0.0 { (COLORS[4], Dash::Dashed) } else { (COLORS[0], Dash::Solid) };
    Style { color, dash, width, ..Style::series(0) }
}

/// A weight drawn from node to node.
#[derive(Debug, Clone, Copy)]
struct Edge {
    start: Point,
    end: Point,
    weight: f64,
}

/// The visible edges between two neighboring layers.
fn visible(weights: &[Vec<f64>], from: &[NodePosition], to: &[NodePosition]) -> Vec<Edge> {
    let mut found = Vec::new();
    for start in from {
        for end in to {
            let (Some(i), Some(j)) = (start.node, end.node) else { continue };
            let weight = weights.get(i).and_then(|row| row.get(j)).copied().filter(|weight| weight.is_finite());
            found.extend(weight.map(|weight| Edge { start: start.at, end: end.at, weight }));
        }
    }
    found
}

/// The visible edges of each gap between two layers.
fn gaps<'a>(network: &'a Network, columns: &'a [Vec<NodePosition>]) -> impl Iterator<Item = Vec<Edge>> + 'a {
    let pairs = columns.windows(2).zip(&network.weights);
    pairs.map(|(pair, weights)| visible(weights, &pair[0], &pair[1]))
}

/// The heaviest edges are drawn last, on top.
fn edges(canvas: &mut Canvas, network: &Network, columns: &[Vec<NodePosition>], scale: Scale) {
    let mut all: Vec<Edge> = gaps(network, columns).flatten().collect();
    all.sort_by(|a, b| a.weight.abs().total_cmp(&b.weight.abs()));
    for edge in all.into_iter().filter(|edge| edge.weight != 0.0) {
        lines::dashed(canvas, &[edge.start, edge.end], edge_style(edge.weight / scale.largest, scale.widest));
    }
}

fn node(canvas: &mut Canvas, node: &Node, at: Point, radius: f64) {
    canvas.disk(at, radius, INK);
    canvas.disk(at, radius - 1.25, Rgb(243, 246, 249));
    let font = Font { size: (0.75 * radius).clamp(8.0, 13.0), weight: Weight::Regular };
    if font.width(&node.label) <= 2.0 * radius - 4.0 {
        canvas.text(&node.label, (at.0, at.1 + font.baseline_offset()), font, Anchor::Middle, INK);
    }
    if !node.note.is_empty() {
        let below = (at.0, at.1 + radius + 11.0);
        let half = 0.5 * SMALL.width(&node.note);
        let area = Rect { left: at.0 - half, right: at.0 + half, top: below.1 - 9.0, bottom: below.1 + 2.0 };
        canvas.rectangle(area, WHITE);
        canvas.text(&node.note, below, SMALL, Anchor::Middle, INK);
    }
}
