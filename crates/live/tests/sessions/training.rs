//! A training in steps: what is told of it, and that how it is stepped through changes nothing.

use serde_json::{Value, json};

use super::common::{MOONS, Page, numbers};

/// 45 of 60 rows train; batches of 8 are 6 an epoch.
#[test]
fn epochs_and_batches_are_counted() {
    let mut page = Page::default();
    let opened = page.ask(json!({ "ask": "open", "toml": MOONS, "arm": 0, "seed": 3 }));
    assert_eq!((&opened["epochs"], &opened["batches_per_epoch"]), (&json!(5), &json!(6)));
    assert_eq!(opened["layers"][1], json!({ "units": 3, "activation": "tanh" }));
    // 2·4 + 4, 4·3 + 3, and 3 + 1 of the one output of two classes... or 3·2 + 2 of two outputs.
    let outputs = opened["layers"][2]["units"].as_u64().expect("a count");
    assert_eq!(opened["parameters"], 12 + 15 + 4 * outputs);
    assert_eq!(opened["data"]["training"].as_array().map(Vec::len), Some(45));
    assert_eq!(opened["data"]["targets"]["test"].as_array().map(Vec::len), Some(15));
    assert_eq!(opened["curves"]["rows"][0][0], 0.0);
    let session = &opened["session"];
    let state = page.ask(json!({ "ask": "advance", "session": session, "batches": 8 }));
    assert_eq!((&state["epoch"], &state["step"], &state["updates"]), (&json!(1), &json!(2), &json!(8)));
    assert_eq!(state["curves"]["rows"].as_array().map(Vec::len), Some(1));
    assert_eq!((&state["ended"], &state["outcome"]), (&json!(false), &Value::Null));
    let state = page.ask(json!({ "ask": "advance", "session": session, "epochs": 2 }));
    assert_eq!((&state["epoch"], &state["step"], &state["updates"]), (&json!(3), &json!(0), &json!(18)));
    let state = page.ask(json!({ "ask": "advance", "session": session, "epochs": 99 }));
    assert_eq!((&state["epoch"], &state["updates"], &state["ended"]), (&json!(5), &json!(30), &json!(true)));
    assert_eq!(state["outcome"]["kind"], "finished");
    let after = page.ask(json!({ "ask": "advance", "session": session, "epochs": 1 }));
    assert_eq!(after["updates"], 30);
}

/// The digest in the middle is that of a run which ends there.
#[test]
fn a_digest_in_the_middle_is_that_of_a_shorter_run() {
    let mut page = Page::default();
    let (long, short) = (page.open(MOONS, 1, 4), page.open(&MOONS.replace("epochs = 5", "epochs = 2"), 1, 4));
    page.ask(json!({ "ask": "advance", "session": long, "epochs": 2 }));
    page.ask(json!({ "ask": "advance", "session": short, "epochs": 9 }));
    let digest = |page: &mut Page, session| page.ask(json!({ "ask": "digest", "session": session }));
    assert_eq!(digest(&mut page, &long), digest(&mut page, &short));
    let other = page.open(MOONS, 1, 5);
    assert_ne!(digest(&mut page, &other)["parameters"], digest(&mut page, &short)["parameters"]);
}

/// All parameters of an arm, written into the file: its start is where the training stood, to the last bit.
#[test]
fn a_training_begins_where_another_stands() {
    let mut page = Page::default();
    let session = page.open(MOONS, 0, 3);
    page.ask(json!({ "ask": "advance", "session": session, "epochs": 2 }));
    let initial = page.ask(json!({ "ask": "initial", "session": session }));
    let tensors = initial.as_object().expect("tensors by their names");
    let changes: Vec<Value> = tensors.iter().map(|(name, rows)| json!([format!("initial.\"{name}\""), rows])).collect();
    let set = page.ask(json!({ "ask": "set", "toml": MOONS, "changes": changes }));
    let begun = page.open(set["toml"].as_str().expect("a text"), 0, 4);
    let parameters =
        |page: &mut Page, session| page.ask(json!({ "ask": "digest", "session": session }))["parameters"].take();
    assert_eq!(parameters(&mut page, &begun), parameters(&mut page, &session));
}

/// Gradient descent remembers nothing and a full batch has no order, so to go on at another rate is to begin at the
/// parameters as they stand; more epochs are what they are in a file that has them from its start.
#[test]
fn a_training_goes_on_under_other_settings() {
    let plain = MOONS
        .replace("batch_size = 8", "batch_size = \"full\"")
        .replace("rule = \"adam\", learning_rate = 0.02", "rule = \"gradient-descent\", learning_rate = 0.1");
    let (faster, longer) = (plain.replace("0.1 }", "0.4 }"), plain.replace("epochs = 5", "epochs = 9"));
    let mut page = Page::default();
    let continue_with = |page: &mut Page, session: &Value, toml: &str| {
        page.ask(json!({ "ask": "go_on", "session": session, "toml": toml, "arm": 0, "seed": 3 }))
    };
    let advance = |page: &mut Page, session: &Value, epochs: u64| {
        page.ask(json!({ "ask": "advance", "session": session, "epochs": epochs }))
    };
    let digest = |page: &mut Page, session: &Value| page.ask(json!({ "ask": "digest", "session": session }));

    let session = page.open(&plain, 0, 3);
    advance(&mut page, &session, 9);
    assert_eq!(continue_with(&mut page, &session, &longer)["of_config"], true);
    assert_eq!(advance(&mut page, &session, 9)["epoch"], 9);
    let whole = page.open(&longer, 0, 3);
    advance(&mut page, &whole, 9);
    assert_eq!(digest(&mut page, &session), digest(&mut page, &whole));

    let session = page.open(&plain, 0, 3);
    advance(&mut page, &session, 2);
    let initial = page.ask(json!({ "ask": "initial", "session": session }));
    let tensors = initial.as_object().expect("tensors by their names");
    let changes: Vec<Value> = tensors.iter().map(|(name, rows)| json!([format!("initial.\"{name}\""), rows])).collect();
    let begun = page.ask(json!({ "ask": "set", "toml": faster, "changes": changes }))["toml"].take();
    let told = continue_with(&mut page, &session, &faster);
    assert_eq!((&told["goes_on"], &told["of_config"]), (&json!(true), &json!(false)));
    let begun = page.open(begun.as_str().expect("a text"), 0, 3);
    assert_eq!(advance(&mut page, &session, 2)["epoch"], 4);
    advance(&mut page, &begun, 2);
    assert_eq!(digest(&mut page, &session)["parameters"], digest(&mut page, &begun)["parameters"]);
    assert_eq!(digest(&mut page, &session)["of_config"], false);
}

/// Another network, other data or another seed are another training; an epoch under way ends as it began.
#[test]
fn what_cannot_go_on_stays_as_it_is() {
    let mut page = Page::default();
    let session = page.open(MOONS, 0, 3);
    page.ask(json!({ "ask": "advance", "session": session, "batches": 8 }));
    for other in [MOONS.replace("[4, 3]", "[4]"), MOONS.replace("noise = 0.1", "noise = 0.2")] {
        let request = json!({ "ask": "go_on", "session": session, "toml": other, "arm": 0, "seed": 3 });
        assert_eq!(page.ask(request)["goes_on"], false);
    }
    assert_eq!(page.ask(json!({ "ask": "advance", "session": session, "batches": 0 }))["updates"], 12);
    let other = MOONS.replace("batch_size = 8", "batch_size = 45").replace("\"adam\"", "\"momentum\"");
    let request = json!({ "ask": "go_on", "session": session, "toml": other, "arm": 0, "seed": 3 });
    let told = page.ask(request);
    assert_eq!((&told["goes_on"], &told["batches_per_epoch"]), (&json!(true), &json!(1)));
    let state = page.ask(json!({ "ask": "advance", "session": session, "epochs": 2 }));
    assert_eq!((&state["epoch"], &state["updates"]), (&json!(4), &json!(14)));
    let seed = json!({ "ask": "go_on", "session": session, "toml": MOONS, "arm": 0, "seed": 4 });
    assert_eq!(page.ask(seed)["goes_on"], false);
}

/// Within an epoch the loss is that of this moment: at its end it would be that of the row of the curves.
#[test]
fn within_an_epoch_the_loss_is_that_of_the_moment() {
    let mut page = Page::default();
    let session = page.open(MOONS, 0, 3);
    let first = page.ask(json!({ "ask": "advance", "session": session, "batches": 1 }));
    let second = page.ask(json!({ "ask": "advance", "session": session, "batches": 1 }));
    let columns = first["curves"]["columns"].as_array().expect("names");
    let place = columns.iter().position(|name| name == "train-loss").expect("a loss");
    assert!(first["now"][place].is_number());
    assert_ne!(first["now"][place], second["now"][place]);
    assert_eq!(page.ask(json!({ "ask": "advance", "session": session, "epochs": 1 }))["now"], Value::Null);
}

/// With patience 1 and a rate that is far too high the best epoch is an early one, and its network is left.
#[test]
fn early_stopping_leaves_the_best_network() {
    let stops = MOONS.replace("batch_size = 8", "early_stopping = { monitor = \"train-loss\", patience = 1 }");
    let stops = stops.replace("0.02", "5.0").replace("epochs = 5", "epochs = 100");
    let mut page = Page::default();
    let session = page.open(&stops, 0, 3);
    let state = page.ask(json!({ "ask": "advance", "session": session, "epochs": 100 }));
    assert_eq!(state["outcome"]["kind"], "stopped", "{state}");
    let losses: Vec<f64> =
        state["curves"]["rows"].as_array().expect("rows").iter().map(|row| numbers(row)[3]).collect();
    let ended = losses.len() as u64;
    assert!(state["epoch"].as_u64() < Some(ended), "{state}");
}

#[test]
fn divergence_is_an_outcome() {
    let diverges =
        MOONS.replace("rule = \"adam\", learning_rate = 0.02", "rule = \"gradient-descent\", learning_rate = 1e300");
    let mut page = Page::default();
    let session = page.open(&diverges, 1, 3);
    let state = page.ask(json!({ "ask": "advance", "session": session, "epochs": 5 }));
    assert_eq!((&state["outcome"]["kind"], &state["ended"]), (&json!("diverged"), &json!(true)), "{state}");
    let view = page.ask(json!({ "ask": "view", "session": session, "grid": 5 }));
    assert_eq!(view["weights"][0].as_array().map(Vec::len), Some(2));
    page.refused(json!({ "ask": "certify", "session": session }));
}

#[test]
fn files_are_those_of_a_run() {
    let mut page = Page::default();
    let session = page.open(MOONS, 0, 3);
    page.ask(json!({ "ask": "advance", "session": session, "epochs": 1 }));
    let files = page.ask(json!({ "ask": "files", "session": session }));
    assert_eq!(files["config.toml"], MOONS);
    let lines = |name: &str| files[name].as_str().expect("a text").lines().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(lines("metrics.csv").len(), 3, "a header and epochs 0 and 1");
    assert!(lines("metrics.csv")[0].starts_with("engine,epoch,rate,train-objective,train-loss"));
    assert_eq!(lines("parameters.csv")[0], "engine,parameter,row,column,value");
    assert!(lines("parameters.csv")[1].starts_with("from-scratch,layers.0.weight,0,0,"));
}

#[test]
fn own_data_come_with_the_request() {
    let toml = r#"
title = "Houses"
dataset = { name = "csv", path = "houses.csv", target = "price", scale = "standard" }
network = { hidden = [3] }
training = { loss = "squared-error", epochs = 3 }
"#;
    let table = "area,price\n1,10\n2,21\n3,29\n4,42\n";
    let mut page = Page::default();
    let checked = page.ask(json!({ "ask": "check", "toml": toml }));
    assert_eq!(checked["summary"]["why_not"], "it reads houses.csv: give the page that file");
    assert_eq!(checked["summary"]["files"], json!(["houses.csv"]));
    let files = json!({ "houses.csv": table });
    let opened = page.ask(json!({ "ask": "open", "toml": toml, "arm": 0, "seed": 1, "files": files }));
    assert_eq!(opened["data"]["inputs"], json!(["area"]));
    let mut areas: Vec<f64> =
        opened["data"]["training"].as_array().expect("rows").iter().map(|row| numbers(row)[0]).collect();
    areas.sort_by(f64::total_cmp);
    assert!(
        areas.iter().zip([1.0, 2.0, 3.0, 4.0]).all(|(area, expected)| (area - expected).abs() < 1e-12),
        "{areas:?}"
    );
    let broken = json!({ "houses.csv": "area,price\n1,ten\n2,21\n3,29\n" });
    let errors = page.ask(json!({ "ask": "check", "toml": toml, "files": broken }));
    let rendered = errors["errors"][0]["rendered"].as_str().expect("a text");
    assert!(rendered.contains("houses.csv:2"), "{rendered}");
}

#[test]
fn a_dropped_table_is_described() {
    let mut page = Page::default();
    let table: String = (0..30).map(|n| n * 7 % 11).map(|n| format!("{n}.5,{}.2\n", 3 * n)).collect();
    let text = format!("width,price\n{table}");
    let described = page.ask(json!({ "ask": "describe", "name": "mine.csv", "text": text }));
    assert_eq!(described["target"], "price");
    let files = json!({ "mine.csv": text });
    let checked = page.ask(json!({ "ask": "check", "toml": described["toml"], "files": files }));
    assert_eq!((&checked["errors"], &checked["summary"]["fits"]), (&json!([]), &json!(true)), "{checked}");
    page.refused(json!({ "ask": "describe", "name": "mine.csv", "text": "" }));
}
