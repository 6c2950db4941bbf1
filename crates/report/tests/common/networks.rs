//! Networks as diagrams.

use super::names;
use report::figure::{Figure, Network, Node, Panel};

/// A small network with all its weights.
pub fn network() -> Figure {
    let network = Network {
        layers: vec![
            vec![Node::new("x₁"), Node::new("x₂")],
            vec![Node::new("h₁").note("b = 0.35"), Node::new("h₂").note("b = 0.35"), Node::new("h₃").note("b = −0.1")],
            vec![Node::new("o₁").note("b = 0.6"), Node::new("o₂").note("b = 0.6")],
        ],
        names: names(&["inputs", "hidden, sigmoid", "output, softmax"]),
        weights: vec![
            vec![vec![0.15, 0.25, -0.6], vec![0.2, 0.3, 1.25]],
            vec![vec![0.4, -0.5], vec![0.45, 0.55], vec![-1.1, 0.01]],
        ],
    };
    Figure::new("network", "A network and its weights", vec![Panel::network("", network)])
}

/// Networks too large to show whole.
pub fn wide_network() -> Figure {
    let sizes = [4usize, 20, 8, 3];
    let weight = |l: usize, i: usize, j: usize| libm::sin((7 * l + 3 * i + 5 * j) as f64);
    let gap = |l: usize| (0..sizes[l]).map(|i| (0..sizes[l + 1]).map(|j| weight(l, i, j)).collect()).collect();
    let network = Network {
        layers: sizes.iter().map(|&n| (0..n).map(|i| Node::new(format!("{}", i + 1))).collect()).collect(),
        names: names(&["inputs", "hidden 1", "hidden 2", "output"]),
        weights: (0..3).map(gap).collect(),
    };
    let panels = vec![Panel::network("before training", network.clone()), Panel::network("after 60 epochs", network)];
    Figure::new("wide-network", "Two larger networks", panels).columns(2)
}
