//! A network as a diagram: columns of nodes and the weights between them.

/// Layers from left to right with the weights that join neighbors.
#[derive(Debug, Clone, PartialEq)]
pub struct Network {
    /// The nodes of each layer, inputs first.
    pub layers: Vec<Vec<Node>>,
    /// The name above each layer; the last layers may go without one.
    pub names: Vec<String>,
    /// `weights[l][i][j]` joins node i of layer l with node j of layer l + 1.
    pub weights: Vec<Vec<Vec<f64>>>,
}

/// A unit as a circle with its label.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Node {
    /// In the circle, e.g. "x₁"; left out where it does not fit.
    pub label: String,
    /// Below the circle, e.g. "b = 0.35"; may be empty.
    pub note: String,
}

impl Node {
    /// A node with its label.
    pub fn new(label: impl Into<String>) -> Self {
        Self { label: label.into(), note: String::new() }
    }

    /// The same node with a note below it.
    pub fn note(self, note: impl Into<String>) -> Self {
        Self { note: note.into(), ..self }
    }
}

impl Network {
    /// The largest absolute value of a finite weight; 0 when there is none.
    pub fn largest(&self) -> f64 {
        let weights = self.weights.iter().flatten().flatten();
        weights.filter(|w| w.is_finite()).fold(0.0, |largest, w| w.abs().max(largest))
    }
}
