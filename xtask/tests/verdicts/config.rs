//! A random small experiment as the text of a config. The names come from the schema, so a new part takes its turn.

mod data;
mod network;
mod training;

use std::sync::OnceLock;

use engine::random::Stream;
use experiment::Experiment;
use experiment::check::schema_text;
use serde_json::Value;

/// Every name that a definition of the schema offers.
fn names(definition: &str) -> Vec<String> {
    static SCHEMA: OnceLock<Value> = OnceLock::new();
    let schema = SCHEMA.get_or_init(|| serde_json::from_str(&schema_text::<Experiment>()).expect("the schema is JSON"));
    let mut found = Vec::new();
    collect(&schema["definitions"][definition], &mut found);
    assert!(!found.is_empty(), "the schema has no names in {definition}");
    found
}

fn collect(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(keywords) => {
            for (keyword, value) in keywords {
                match (keyword.as_str(), value) {
                    ("const", Value::String(name)) => found.push(name.clone()),
                    ("enum", Value::Array(names)) => {
                        found.extend(names.iter().filter_map(Value::as_str).map(String::from));
                    }
                    _ => collect(value, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// The draws of one experiment.
struct Draw<'a>(&'a mut Stream);

impl Draw<'_> {
    fn one<'t>(&mut self, of: &[&'t str]) -> &'t str {
        of[self.0.below(of.len())]
    }

    fn name(&mut self, definition: &str) -> String {
        let mut names = names(definition);
        names.swap_remove(self.0.below(names.len()))
    }

    /// From `low` to `high`.
    fn count(&mut self, low: usize, high: usize) -> usize {
        low + self.0.below(high - low + 1)
    }

    /// True once in so many times.
    fn once_in(&mut self, times: usize) -> bool {
        self.0.below(times) == 0
    }

    /// A number of a magnitude between these powers of ten.
    fn scale(&mut self, low: i32, high: i32) -> f64 {
        let exponent = low + self.0.below((high - low) as usize) as i32;
        format!("{}e{exponent}", self.0.between(1.0, 10.0)).parse().expect("a number that was just written")
    }

    /// One of the lines, or nothing most of the time.
    fn maybe(&mut self, times: usize, line: impl FnOnce(&mut Self) -> String) -> String {
        if self.once_in(times) { line(self) + "\n" } else { String::new() }
    }
}

/// What a network is asked: its loss, its output, and whether its targets are classes.
struct Head {
    loss: String,
    output: String,
    classes: bool,
}

impl Head {
    /// A loss of the schema, and an output that it takes.
    fn draw(draw: &mut Draw) -> Head {
        let loss = draw.name("Loss");
        let (output, classes) = match loss.as_str() {
            "binary-cross-entropy" => ("sigmoid".into(), true),
            "cross-entropy" => ("softmax".into(), true),
            "hinge" => ("identity".into(), true),
            "perceptron" => ("step".into(), true),
            _ if draw.once_in(3) => (draw.one(&["identity", "sigmoid", "tanh", "softmax"]).into(), true),
            _ if draw.once_in(2) => ("identity".into(), false),
            _ => (draw.name("OutputActivation"), false),
        };
        Head { loss, output, classes }
    }
}

/// The text of an experiment. Some are refused by the config language, which is no matter.
pub fn random(stream: &mut Stream) -> String {
    let draw = &mut Draw(stream);
    let head = Head::draw(draw);
    let depth = if head.output == "step" { 0 } else { draw.count(0, 4) };
    let precision = draw.maybe(4, |_| "precision = \"f32\"".into());
    let dataset = data::dataset(draw, &head);
    let network = network::network(draw, &head, depth);
    let training = training::training(draw, &head, depth);
    format!(
        "title = \"random\"\nseed = {}\n{precision}\n[dataset]\n{dataset}\n[network]\n{network}\n\
         [training]\n{training}",
        draw.count(1, 1000)
    )
}
