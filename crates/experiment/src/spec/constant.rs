//! A constant of an activation, a loss or an update rule, as reports name it.

/// A constant that a config may set, in words: `slope` and 0.1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Constant {
    /// What reports call it.
    pub name: &'static str,
    /// Its value in this spec.
    pub value: f64,
}
