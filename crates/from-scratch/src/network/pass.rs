//! A network, formulas and parameters brought together: what a forward and a backward pass are methods of.

use super::Network;

/// A network with the formulas to go through it with.
#[derive(Debug, Clone)]
pub struct Model<O> {
    /// The chain of layers.
    pub network: Network,
    /// The formulas, an implementation of [`crate::operations::Operations`].
    pub operations: O,
}

/// A model at one point of its parameters.
#[derive(Debug)]
pub struct Pass<'a, T, O> {
    /// The chain of layers.
    pub network: &'a Network,
    /// The formulas.
    pub operations: &'a O,
    /// θ, in the order of the layout.
    pub parameters: &'a [T],
}

impl<O> Model<O> {
    /// This model with parameters θ, in the order of the layout.
    pub fn at<'a, T>(&'a self, parameters: &'a [T]) -> Pass<'a, T, O> {
        Pass { network: &self.network, operations: &self.operations, parameters }
    }
}

impl<'a, T, O> Pass<'a, T, O> {
    /// The same with other formulas.
    pub fn with<P>(&self, operations: &'a P) -> Pass<'a, T, P> {
        Pass { network: self.network, operations, parameters: self.parameters }
    }
}
