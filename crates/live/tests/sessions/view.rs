//! The maps are what the network computes, and the looks are facts about it.

use serde_json::{Value, json};

use super::common::{MOONS, Page, numbers};

/// y = relu(2·x₁ − 1) + 0.5: one hidden unit that is dead on the left half.
const UNIT: &str = r#"
title = "One unit"
network = { hidden = [1], activation = "relu" }
training = { batch_size = "full", epochs = 1, optimizer = { rule = "gradient-descent", learning_rate = 0.1 } }
[dataset]
name = "inline"
task = "regression"
inputs = [[0, 0], [1, 0], [0, 1], [1, 1]]
targets = [[0.5], [1.5], [0.5], [1.5]]
[initial]
"layers.0.weight" = [[2], [0]]
"layers.0.bias" = [-1]
"layers.1.weight" = [[1]]
"layers.1.bias" = [0.5]
"#;

#[test]
fn maps_hold_the_values_of_units() {
    let mut page = Page::default();
    let session = page.open(UNIT, 0, 1);
    let view = page.ask(json!({ "ask": "view", "session": session, "grid": 3 }));
    // A tenth of the range beyond both ends: x₁ is −0.1, 0.5, 1.1 along each row.
    let ends = [numbers(&view["low"]), numbers(&view["high"])].concat();
    assert!(ends.iter().zip([-0.1, -0.1, 1.1, 1.1]).all(|(end, expected)| (end - expected).abs() < 1e-15), "{ends:?}");
    assert_eq!(numbers(&view["maps"][0][0]), [0.0, 0.0, 1.2].repeat(3));
    assert_eq!(numbers(&view["maps"][1][0]), [0.5, 0.5, 1.7].repeat(3));
    assert_eq!(numbers(&view["inputs"][0]), [-0.1, 0.5, 1.1].repeat(3));
    assert_eq!((&view["weights"][0], &view["biases"][1]), (&json!([[2.0], [0.0]]), &json!([0.5])));
    // The prediction is exact, so nothing is to be learnt; half of the samples find the unit flat.
    assert_eq!(numbers(&view["gradient_norms"]), [0.0, 0.0]);
    assert_eq!((&view["dead"], &view["saturated"]), (&json!([0.0, null]), &json!([0.5, null])));
}

#[test]
fn a_dead_unit_is_seen() {
    let dead = UNIT.replace("\"layers.0.bias\" = [-1]", "\"layers.0.bias\" = [-5]");
    let mut page = Page::default();
    let session = page.open(&dead, 0, 1);
    let view = page.ask(json!({ "ask": "view", "session": session, "grid": 0 }));
    assert_eq!(view["dead"], json!([1.0, null]));
    assert_eq!(view.get("maps"), None);
    // Of ½(y − t)² with y = 0.5 the mean of y − t is −½, and nothing reaches the dead unit.
    assert_eq!(numbers(&view["gradient_norms"]), [0.0, 0.5]);
}

#[test]
fn predictions_come_where_they_are_asked_for() {
    let mut page = Page::default();
    let session = page.open(UNIT, 0, 1);
    let view = page.ask(json!({ "ask": "view", "session": session, "grid": 0, "predictions": true }));
    assert_eq!(view["predictions"]["training"], json!([[0.5], [1.5], [0.5], [1.5]]));
    assert_eq!(view["predictions"]["test"], json!([]));
}

/// One input is a curve; three are no picture.
#[test]
fn a_line_has_curves_and_space_has_none() {
    let line = |inputs: &str| {
        format!(
            "title = \"t\"\nnetwork = {{ hidden = [] }}\ntraining = {{ epochs = 1 }}\n[dataset]\nname = \"inline\"\n\
             task = \"regression\"\ninputs = {inputs}\ntargets = [[1], [2]]\n"
        )
    };
    let mut page = Page::default();
    let session = page.open(&line("[[0], [1]]"), 0, 1);
    let view = page.ask(json!({ "ask": "view", "session": session, "grid": 7 }));
    assert_eq!(view["maps"][0][0].as_array().map(Vec::len), Some(7));
    let session = page.open(&line("[[0, 1, 2], [1, 2, 3]]"), 0, 1);
    let view = page.ask(json!({ "ask": "view", "session": session, "grid": 7 }));
    assert_eq!(view.get("maps"), None);
}

/// The last point of a map with batch normalization is what the network predicts, not what a batch of points gives.
#[test]
fn maps_are_those_of_inference() {
    let normed = UNIT.replace("activation = \"relu\"", "activation = \"relu\", batch_norm = {}");
    let mut page = Page::default();
    let session = page.open(&normed, 0, 1);
    let of = |page: &mut Page, grid: u64| -> Value {
        page.ask(json!({ "ask": "view", "session": session, "grid": grid }))["maps"][1][0].take()
    };
    let (coarse, fine) = (numbers(&of(&mut page, 2)), numbers(&of(&mut page, 9)));
    assert_eq!((coarse[0], coarse[3]), (fine[0], fine[80]));
}

/// The plane stays whatever is made of it: inputs that are none of its columns, and layers of many units.
#[test]
fn maps_are_drawn_whatever_the_features_and_however_many_units() {
    let mut page = Page::default();
    let text = MOONS.replace("noise = 0.1", "noise = 0.1\nfeatures = [\"x1*x2\"]").replace("[4, 3]", "[4, 500]");
    let opened = page.ask(json!({ "ask": "open", "toml": text, "arm": 0, "seed": 3 }));
    let plain = page.ask(json!({ "ask": "open", "toml": MOONS, "arm": 0, "seed": 3 }));
    assert_eq!(opened["data"], plain["data"]);
    let view = page.ask(json!({ "ask": "view", "session": opened["session"], "grid": 5 }));
    let layers = view["maps"].as_array().expect("maps");
    let sizes: Vec<usize> = layers.iter().map(|layer| layer.as_array().expect("a list").len()).collect();
    assert_eq!(sizes[..2], [4, 16]);
    // The only input is the product of the columns: at the corners of the plane that of its ends.
    let (low, high) = (numbers(&view["low"]), numbers(&view["high"]));
    let input = numbers(&view["inputs"][0]);
    let corners = [(0, low[0] * low[1]), (4, high[0] * low[1]), (20, low[0] * high[1]), (24, high[0] * high[1])];
    for (at, product) in corners {
        // Four digits behind the point are told.
        assert!((input[at] - product).abs() < 1e-3 * product.abs().max(1.0), "{at}: {} {product}", input[at]);
    }
}
