//! Requests and answers as values.

use live::Sessions;
use serde_json::{Value, json};

/// A config of two inputs that trains in a moment.
pub const MOONS: &str = r#"title = "Moons" # two of them
question = "Which activation?"
seeds = [3, 4]

[dataset]
name  = "moons"   # drawn
samples = 60
noise = 0.1
test = 0.25

[network]
hidden     = [4, 3]
activation = "tanh"

[training]
batch_size = 8
epochs = 5
optimizer = { rule = "adam", learning_rate = 0.02 }

[sweep]
"network.activation" = ["tanh", "relu"]
"#;

/// A page.
#[derive(Default)]
pub struct Page(Sessions);

impl Page {
    /// The whole answer.
    pub fn answer(&mut self, request: Value) -> Value {
        serde_json::from_slice(&self.0.answer(request.to_string().as_bytes())).expect("an answer is JSON")
    }

    /// What a request gives that is in order.
    pub fn ask(&mut self, request: Value) -> Value {
        let mut answer = self.answer(request);
        assert_eq!(answer.get("error"), None, "{answer}");
        answer["ok"].take()
    }

    /// The error of a request that is not.
    pub fn refused(&mut self, request: Value) -> String {
        let answer = self.answer(request);
        answer["error"].as_str().unwrap_or_else(|| panic!("{answer} is no error")).to_owned()
    }

    /// The number of a new session.
    pub fn open(&mut self, toml: &str, arm: usize, seed: u64) -> Value {
        self.ask(json!({ "ask": "open", "toml": toml, "arm": arm, "seed": seed }))["session"].take()
    }
}

/// A list of numbers.
pub fn numbers(value: &Value) -> Vec<f64> {
    let number = |value: &Value| value.as_f64().unwrap_or_else(|| panic!("{value} is no number"));
    value.as_array().unwrap_or_else(|| panic!("{value} is no list")).iter().map(number).collect()
}
