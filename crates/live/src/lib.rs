//! The playground's engine: sessions of training that are asked in JSON, and answer in JSON.
//!
//! A page in a browser has no disk and no threads, so everything comes as a request: the text of a config, the texts of
//! its data files, how many batches to go on. What trains is the loop of `runner` with the hand-written engine, what
//! checks configs is `experiment`; so a number, an error and a digest are those of the program.
//!
//! Nothing here is fatal for the page: what cannot be done is answered by `{"error": "..."}`. What is too large for a
//! page is refused before it is computed ([`limits`]). Leaves out how things look.
//!
//! ```
//! use serde_json::{Value, json};
//!
//! let toml = r#"
//!     title = "XOR"
//!     dataset = { name = "xor" }
//!     network = { hidden = [4] }
//!     training = { batch_size = "full", epochs = 50 }
//! "#;
//! let mut sessions = live::Sessions::default();
//! let mut ask = |request: Value| -> Value {
//!     serde_json::from_slice(&sessions.answer(request.to_string().as_bytes())).unwrap()
//! };
//! let opened = ask(json!({ "ask": "open", "toml": toml, "arm": 0, "seed": 1 }));
//! let session = &opened["ok"]["session"];
//! let advanced = ask(json!({ "ask": "advance", "session": session, "epochs": 50 }));
//! assert_eq!(advanced["ok"]["outcome"]["kind"], "finished");
//! ```

mod answer;
mod boundary;
mod certificate;
mod config;
mod data;
mod describe;
mod edit;
mod lattice;
pub mod limits;
mod parameter;
mod request;
mod session;
mod units;
mod values;
mod view;
mod write_out;

pub use answer::Sessions;
