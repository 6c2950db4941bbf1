//! A parameter set by hand while training is under way.

use serde_json::{Value, json};

use crate::common::Page;

/// Full batches and a rule without memory, so that training from some parameters is the same wherever it begins.
const PLAIN: &str = "title = \"XOR\"\n[dataset]\nname = \"xor\"\n[network]\nhidden = [3]\nactivation = \"tanh\"\n\
                     output = \"sigmoid\"\n[training]\nbatch_size = \"full\"\nepochs = 9\n\
                     optimizer = { rule = \"gradient-descent\", learning_rate = 0.5 }\n";

fn set(session: &Value, name: &str, row: i64, column: i64, value: Value) -> Value {
    json!({
        "ask": "set_parameter", "session": session, "name": name, "row": row, "column": column, "value": value
    })
}

#[test]
fn training_goes_on_from_a_parameter_that_was_set_as_from_a_file_that_has_it() {
    let mut page = Page::default();
    let session = page.open(PLAIN, 0, 1);
    page.ask(json!({ "ask": "advance", "session": session, "epochs": 4 }));
    let state = page.ask(set(&session, "layers.0.weight", 1, 2, json!(-1.5)));
    assert_eq!((&state["epoch"], &state["of_config"]), (&json!(4), &json!(false)));
    assert!(state["now"].is_array(), "the loss is that of the network as it is now");

    let initial = page.ask(json!({ "ask": "initial", "session": session }));
    assert_eq!(initial["layers.0.weight"][1][2], -1.5);
    let given = initial.as_object().expect("tensors by their names").iter();
    let given: String = given.map(|(name, rows)| format!("\"{name}\" = {rows}\n")).collect();
    let other = page.open(&format!("{PLAIN}[initial]\n{given}"), 0, 1);
    for session in [&session, &other] {
        page.ask(json!({ "ask": "advance", "session": session, "epochs": 3 }));
    }
    let parameters = |page: &mut Page, session: &Value| page.ask(json!({ "ask": "initial", "session": session }));
    assert_eq!(parameters(&mut page, &session), parameters(&mut page, &other));
    assert_eq!(page.ask(json!({ "ask": "digest", "session": session }))["of_config"], false);
}

#[test]
fn what_is_not_there_and_what_is_no_number_are_refused() {
    let mut page = Page::default();
    let session = page.open(PLAIN, 0, 1);
    let before = page.ask(json!({ "ask": "digest", "session": session }));
    for (request, words) in [
        (set(&session, "layers.7.weight", 0, 0, json!(1)), "no parameters \"layers.7.weight\""),
        (set(&session, "layers.0.weight", 2, 0, json!(1)), "2 rows and 3 columns"),
        (set(&session, "layers.0.weight", 0, 3, json!(1)), "2 rows and 3 columns"),
        (set(&session, "layers.0.weight", -1, 0, json!(1)), "not a whole number"),
        (set(&session, "layers.0.weight", 0, 0, json!("1")), "not a number"),
        (set(&session, "layers.0.weight", 0, 0, Value::Null), "not a number"),
    ] {
        let told = page.refused(request);
        assert!(told.contains(words), "{told}");
    }
    assert_eq!(page.ask(json!({ "ask": "digest", "session": session })), before);
}
