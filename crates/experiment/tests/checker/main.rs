//! The checker as a user meets it: every message word for word, and what a config becomes.

mod accepted;
mod keys;
mod numbers;
mod overrides;
mod robust;
mod small;
mod sweep_axes;
mod sweep_values;
mod syntax;
mod tables;
mod whole;
mod words;
