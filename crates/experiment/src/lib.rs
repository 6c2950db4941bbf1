//! An experiment as a value: what its TOML file says ([`spec`]), what is wrong with it ([`check`], [`diagnostic`]),
//! which runs it expands to ([`sweep`]), how far two engines may differ ([`bounds`]), and what a finished run is
//! ([`record`]). The facts about an activation, a loss and an update rule stand here, too, beside their variants.
//!
//! This crate never touches files: callers pass strings and get strings.
//!
//! ```
//! use experiment::{Experiment, check, spec};
//!
//! let config = r#"
//! title = "Which activation learns xor?"
//! dataset = { name = "xor" }
//! network = { hidden = [2] }
//! training = { batch_size = "full" }
//! sweep = { network.activation = ["tanh", "relu"] }
//! "#;
//! let parsed = check::parse::<Experiment>("xor.toml", config, &[], spec::check)?;
//! let activations = parsed.arms.iter().map(|arm| arm.value.first_spec().activations()[0].as_str());
//! assert_eq!(activations.collect::<Vec<_>>(), ["tanh", "relu"]);
//!
//! let misspelled = config.replace("tanh", "tahn");
//! let errors = check::parse::<Experiment>("xor.toml", &misspelled, &[], spec::check).expect_err("no such activation");
//! assert!(errors.to_string().contains("did you mean \"tanh\"?"));
//! # Ok::<(), experiment::diagnostic::Diagnostics>(())
//! ```

pub mod bounds;
pub mod check;
pub mod claims;
pub mod diagnostic;
pub mod digests;
pub mod explain;
pub mod finding;
pub mod formula;
mod given;
pub mod judged;
pub mod prose;
pub mod record;
mod repeated;
pub mod spec;
pub mod suggest;
pub mod term;
pub use check::sweep;
pub mod words;

pub use claims::parse_experiment;
pub use given::spec_on_given_data;
pub use spec::{Experiment, Spec};
