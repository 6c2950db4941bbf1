//! Errors of a config are the program's own, with places as a page counts them.

use serde_json::{Value, json};

use super::common::{MOONS, Page};

fn check(toml: &str) -> Value {
    Page::default().ask(json!({ "ask": "check", "toml": toml }))
}

#[test]
fn a_config_in_order_is_summed_up() {
    let checked = check(MOONS);
    assert_eq!(checked["errors"], json!([]));
    assert_eq!((&checked["title"], &checked["question"]), (&json!("Moons"), &json!("Which activation?")));
    assert_eq!(checked["seeds"], json!([3, 4]));
    let arm = json!({ "label": "activation = relu", "keys": { "network.activation": "relu" } });
    assert_eq!(checked["arms"][1], arm);
    let widths = MOONS.replace("\"network.activation\" = [\"tanh\", \"relu\"]", "\"network.hidden\" = [[2], [5, 6]]");
    let second = Page::default().ask(json!({ "ask": "check", "toml": widths, "arm": 1 }));
    assert_eq!(second["summary"]["widths"], json!([2, 5, 6, 2]));
    assert_eq!(second["arms"][1]["keys"], json!({ "network.hidden": [5, 6] }));
    assert_eq!((&checked["predict"], &checked["because"]), (&Value::Null, &Value::Null));
    let lesson = check(&format!("{MOONS}[lesson]\nidea = \"i\"\npredict = \"p\"\nbecause = \"b\"\n"));
    assert_eq!((&lesson["predict"], &lesson["because"]), (&json!("p"), &json!("b")));
    let summary = &checked["summary"];
    assert_eq!((&summary["task"], &summary["widths"]), (&json!("classification"), &json!([2, 4, 3, 2])));
    assert_eq!((&summary["fits"], &summary["why_not"]), (&json!(true), &Value::Null));
}

#[test]
fn every_error_has_its_place_and_its_text() {
    let toml = MOONS.replace("rule = \"adam\"", "rule = \"adaam\"").replace("samples = 60", "samples = \"größer\"");
    let errors = check(&toml)["errors"].take();
    assert_eq!(errors.as_array().map(Vec::len), Some(2), "{errors}");
    let place = |error: &Value| [&error["line"], &error["column"], &error["length"]].map(|of| of.as_u64());
    assert_eq!(place(&errors[0]), [Some(7), Some(11), Some(8)]);
    assert_eq!(place(&errors[1]), [Some(18), Some(22), Some(7)]);
    let alone = experiment::parse_experiment("config.toml", &toml, &[]).expect_err("it has errors").to_string();
    for error in errors.as_array().expect("a list") {
        let rendered = error["rendered"].as_str().expect("a text");
        assert!(alone.contains(rendered), "{rendered}\nis not in\n{alone}");
    }
    assert!(errors[1]["help"].as_str().is_some_and(|help| help.contains("did you mean \"adam\"?")), "{errors}");
}

/// Places behind a letter of two units are counted in units, as a page does.
#[test]
fn columns_are_those_of_a_page() {
    let errors =
        check("title = \"𝒙\"\ndataset = { name = \"𝒙\", nam = 1 }\nnetwork = {}\ntraining = {}\n")["errors"].take();
    let list = errors.as_array().expect("a list");
    let unknown = list.iter().find(|error| error["message"].as_str().is_some_and(|text| text.contains("nam\"")));
    assert_eq!(unknown.map(|error| error["column"].as_u64()), Some(Some(26)), "{errors}");
}

#[test]
fn errors_of_the_data_come_like_those_of_the_text() {
    let toml = MOONS.replace("[network]", "[initial]\n\"layers.0.weight\" = [[1]]\n\n[network]");
    let errors = check(&toml)["errors"].take();
    assert_eq!(errors[0]["line"], 12, "{errors}");
}

/// A page decodes what it reads, so the bytes that come here are UTF-8 whatever the config names.
#[test]
fn a_named_encoding_is_that_of_the_disk() {
    let toml = "title = \"t\"\nnetwork = {}\ntraining = { epochs = 1 }\n[dataset]\nname = \"csv\"\n\
                path = \"a.csv\"\ntask = \"classification\"\ntarget = \"größe\"\nencoding = \"windows-1252\"\n";
    let files = json!({ "a.csv": "x,größe\n1,klein\n2,groß\n3,klein\n4,groß\n" });
    let checked = Page::default().ask(json!({ "ask": "check", "toml": toml, "files": files }));
    assert_eq!(checked["summary"]["classes"], json!(["groß", "klein"]), "{checked}");
}
