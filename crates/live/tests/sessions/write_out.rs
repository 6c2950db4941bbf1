//! The blackboard of a sample has the numbers of that sample.

use serde_json::{Value, json};

use super::common::Page;

/// z = 2·3 + 1 = 7, y = z, t = 5, so E = ½(7 − 5)² = 2.
const LINE: &str = r#"
title = "A line"
network = { hidden = [] }
[training]
loss = "squared-error"
batch_size = "full"
epochs = 9
optimizer = { rule = "gradient-descent", learning_rate = 0.1 }
[dataset]
name = "inline"
task = "regression"
inputs = [[1], [3]]
targets = [[0], [5]]
[initial]
"layers.0.weight" = [[2]]
"layers.0.bias" = [1]
"#;

fn lines(steps: &Value) -> Vec<String> {
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let line = |line: &Value| ["symbol", "formula", "numbers", "result"].map(|name| text(&line[name])).join(" = ");
    steps
        .as_array()
        .expect("a list")
        .iter()
        .flat_map(|step| step["lines"].as_array().expect("a list"))
        .map(line)
        .collect()
}

#[test]
fn every_step_of_the_chosen_sample_is_written_out() {
    let mut page = Page::default();
    let session = page.open(LINE, 0, 1);
    let sample = page.ask(json!({ "ask": "sample", "session": session, "row": 1 }));
    assert_eq!(sample["values"], json!({ "inputs": [3.0], "layers": [], "output": [7.0], "target": [5.0] }));
    let (steps, lines) = (&sample["steps"], lines(&sample["steps"]));
    assert!(lines.iter().any(|line| line.contains("3·2 + 1 = 7")), "{lines:#?}");
    assert!(lines.iter().any(|line| line.ends_with("= 2")), "{lines:#?}");
    // dE/dw = (y − t)·x = 6, so w becomes 2 − 0.1·6.
    assert!(lines.iter().any(|line| line.contains("2 − 0.1·6 = 1.4")), "{lines:#?}");
    // Looking changes nothing.
    let again = page.ask(json!({ "ask": "sample", "session": session, "row": 1 }))["steps"].take();
    assert_eq!(*steps, again);
}

#[test]
fn batch_normalization_gets_company_and_dropout_drops_nothing() {
    let toml = LINE.replace("hidden = []", "hidden = [3], batch_norm = {}, dropout = 0.5");
    let toml = toml.split("[initial]").next().expect("a text");
    let mut page = Page::default();
    let session = page.open(toml, 0, 1);
    for row in 0..2 {
        let steps = page.ask(json!({ "ask": "sample", "session": session, "row": row }))["steps"].take();
        assert!(lines(&steps).len() > 10);
    }
    page.ask(json!({ "ask": "advance", "session": session, "epochs": 9 }));
    page.ask(json!({ "ask": "sample", "session": session, "row": 0 }));
}
