//! Numbers: closed forms of the exact operations; first steps of every rule, statistics, masks, bounds.

#[path = "../common/mod.rs"]
mod common;
mod functions;
mod training;
