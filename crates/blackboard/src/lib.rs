//! A network worked by hand: all numbers of an update ([`working`]), single ones by their names ([`answer`]), and the
//! words, formulas and drawings around them.
//!
//! The numbers come from the hand-written engine: the passes of `from-scratch` go through their own formulas, and a
//! recorder writes down what goes in and out. Knows no file, no terminal and no plotting library, so that a page in a
//! browser can use it.

pub mod aim;
pub mod answer;
pub mod board;
mod by_hand;
pub mod digits;
pub mod exercise;
pub mod face;
pub mod formula;
pub mod given;
pub mod name;
pub mod numbers;
pub mod page;
pub mod parts;
mod recorder;
mod rounding;
mod same;
pub mod script;
pub mod working;
pub mod writing;
