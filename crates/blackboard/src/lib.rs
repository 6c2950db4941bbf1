//! A network worked by hand: all numbers of an update ([`working`]), single ones by their names ([`answer`]), and the
//! words, formulas and drawings around them.
//!
//! The numbers come from the hand-written engine: the passes of `from-scratch` go through their own formulas, and a
//! recorder writes down what goes in and out. Knows no file, no terminal and no plotting library, so that a page in a
//! browser can use it.
//!
//! The loss ½(w·x − t)² at w = 1, x = 3, t = 5 is 2, and its gradient (3 − 5)·3 = −6:
//!
//! ```
//! use std::sync::Arc;
//!
//! use blackboard::answer::{Situation, answer};
//! use engine::{Dataset, FollowedTraining, Layout, Matrix, Snapshot, Update};
//! use experiment::spec::Task;
//!
//! let config = "title = \"One weight\"\nnetwork = { bias = \"none\" }\ntraining = { loss = \"squared-error\" }";
//! let spec = experiment::spec_on_given_data(config, Task::Regression)?;
//! let dataset = Arc::new(Dataset::new(Matrix::from_rows(&[[3.0]]), Matrix::from_rows(&[[5.0]])));
//! let before = Snapshot::start(vec![1.0], &Layout::of(&spec, 1, 1));
//! let mut followed = FollowedTraining::default();
//! followed.updates.insert(0, Update { epoch: 1, rate: 0.1, rows: vec![0], masks: Vec::new(), before });
//!
//! let situation = Situation { spec: &spec, dataset: &dataset, followed: &followed };
//! let ask = |term: &str| answer(&situation, &term.parse().unwrap(), &[]).unwrap();
//! assert_eq!([ask("loss"), ask("dlayers.0.weight")], [2.0, -6.0]);
//! # Ok::<(), experiment::diagnostic::Diagnostics>(())
//! ```

pub mod answer;
pub mod board;
mod by_hand;
pub mod differentiated;
pub mod digits;
pub mod exercise;
pub mod format;
pub mod formula;
pub mod given;
pub mod markup;
pub mod name;
pub mod numbers;
pub mod page;
pub mod parts;
mod recorder;
mod roundoff;
mod same;
pub mod working;
pub mod writing;
