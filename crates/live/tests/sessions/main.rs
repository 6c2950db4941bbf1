//! Sessions asked as a page asks them.

mod certify;
mod common;
mod config;
mod digests;
mod edit;
mod hostile;
mod parameter;
mod training;
mod view;
mod write_out;
