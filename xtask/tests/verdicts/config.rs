//! A random small experiment as the text of a config. The names come from the schema, so a new part takes its turn.

use engine::random::Stream;
use experiment::Experiment;
use experiment::check::schema_text;
use serde_json::Value;

/// Every name that a definition of the schema offers.
fn names(definition: &str) -> Vec<String> {
    let schema: Value = serde_json::from_str(&schema_text::<Experiment>()).expect("the schema is JSON");
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

    /// A column of normal numbers of some scale on some offset; now and then constant, or small integers.
    fn column(&mut self, rows: usize) -> Vec<f64> {
        let (scale, offset) = match self.count(0, 3) {
            0 => (1.0, 0.0),
            1 => (self.scale(-6, 6), 0.0),
            2 => (1.0, self.scale(0, 6)),
            _ => (0.0, 1.0),
        };
        let whole = self.once_in(4);
        let value = |draw: &mut Stream| offset + scale * draw.normal();
        (0..rows).map(|_| if whole { self.0.normal().round() } else { value(self.0) }).collect()
    }
}

fn rows(columns: &[Vec<f64>]) -> String {
    let row = |at: usize| columns.iter().map(|column| format!("{:e}", column[at])).collect::<Vec<_>>().join(", ");
    format!("[{}]", (0..columns[0].len()).map(|at| format!("[{}]", row(at))).collect::<Vec<_>>().join(", "))
}

/// The text of an experiment. Some are refused by the config language, which is no matter.
pub fn random(stream: &mut Stream) -> String {
    let draw = &mut Draw(stream);
    let (dataset, classes) = dataset(draw);
    let network = network(draw, classes);
    let training = training(draw, classes);
    let precision = if draw.once_in(6) { "precision = \"f32\"\n" } else { "" };
    format!(
        "title = \"random\"\nseed = {}\n{precision}[dataset]\n{dataset}\n[network]\n{network}\n\
         [training]\n{training}\n",
        draw.count(1, 1000)
    )
}

/// Inline data, and whether they are classes.
fn dataset(draw: &mut Draw) -> (String, bool) {
    let samples = if draw.once_in(12) { 1 } else { draw.count(2, 12) };
    let mut columns: Vec<Vec<f64>> = (0..draw.count(1, 4)).map(|_| draw.column(samples)).collect();
    if draw.once_in(4) {
        columns.push(columns[0].clone());
    }
    let classes = draw.once_in(2);
    let targets: Vec<Vec<f64>> = match classes {
        true => vec![(0..samples).map(|_| draw.count(0, 1) as f64).collect()],
        false => (0..draw.count(1, 3)).map(|_| draw.column(samples)).collect(),
    };
    let task = if classes { "classification" } else { "regression" };
    let scale = if draw.once_in(2) { format!("scale = {:?}\n", draw.name("Scale")) } else { String::new() };
    let target_scale = if !classes && draw.once_in(2) { "target_scale = \"standard\"\n" } else { "" };
    let (inputs, targets) = (rows(&columns), rows(&targets));
    let text =
        format!("name = \"inline\"\ntask = \"{task}\"\n{scale}{target_scale}inputs = {inputs}\ntargets = {targets}");
    (text, classes)
}

fn network(draw: &mut Draw, classes: bool) -> String {
    let hidden: Vec<usize> = (0..draw.count(0, 3)).map(|_| draw.count(1, 8)).collect();
    let activation = match draw.name("Activation") {
        name if name == "maxout" => "{ kind = \"maxout\", pieces = 2 }".to_string(),
        name => format!("{name:?}"),
    };
    let initializer = match draw.count(0, 3) {
        0 => "\"zeros\"".to_string(),
        1 => format!("{{ kind = \"normal\", deviation = {:e} }}", draw.scale(-3, 2)),
        _ => "\"xavier-uniform\"".to_string(),
    };
    let output = if classes {
        draw.one(&["sigmoid", "tanh", "identity"])
    } else {
        draw.one(&["identity", "identity", "sigmoid", "tanh"])
    };
    let mut text = format!("hidden = {hidden:?}\noutput = \"{output}\"\ninitializer = {initializer}\n");
    if !hidden.is_empty() {
        text += &format!("activation = {activation}\n");
        for (times, line) in [(3, "batch_norm = {}"), (5, "residual = true"), (6, "dropout = 0.25")] {
            if draw.once_in(times) {
                text += &format!("{line}\n");
            }
        }
    }
    text + &format!("bias = {:?}", draw.name("Bias"))
}

fn training(draw: &mut Draw, classes: bool) -> String {
    let loss = match classes {
        true => draw.one(&["binary-cross-entropy", "squared-error", "hinge", "absolute-error"]).to_string(),
        false => draw
            .one(&["squared-error", "mean-squared-error", "absolute-error", "huber", "total-squared-error"])
            .to_string(),
    };
    let rule = draw.name("Optimizer");
    let rate = match rule.as_str() {
        "lbfgs" => String::new(),
        _ => format!(", learning_rate = {:e}", draw.scale(-4, 2)),
    };
    let mut text = format!("loss = {loss:?}\noptimizer = {{ rule = {rule:?}{rate} }}\nepochs = {}\n", draw.count(0, 5));
    text += match draw.count(0, 2) {
        0 => "batch_size = \"full\"\n",
        1 => "batch_size = 2\n",
        _ => "batch_size = 5\n",
    };
    for (times, line) in [
        (6, "penalty = { l1 = 0.01, l2 = 0.02 }"),
        (8, "clip = { norm = 1.0 }"),
        (8, "shuffle = false"),
        (10, "max_norm = 1.0"),
    ] {
        if draw.once_in(times) {
            text += &format!("{line}\n");
        }
    }
    text
}
