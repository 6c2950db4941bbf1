//! from-scratch.
