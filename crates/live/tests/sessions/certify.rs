//! The certificate of a page: three witnesses, all parameters of a small network.

use serde_json::json;

use super::common::{MOONS, Page};

#[test]
fn a_network_in_training_is_certified() {
    let mut page = Page::default();
    let session = page.open(MOONS, 0, 3);
    page.ask(json!({ "ask": "advance", "session": session, "batches": 7 }));
    let certificate = page.ask(json!({ "ask": "certify", "session": session }));
    assert_eq!(certificate["verdict"], "agree", "{certificate:#}");
    assert_eq!(certificate["witnesses"], json!(["hand", "dual", "difference"]));
    // All 35 but for the zeros that an untouched unit would give: tensors have 12 elements at most.
    assert_eq!(certificate["parameters"], 35);
    let (error, bound) = (certificate["largest_error"].as_f64(), certificate["bound"].as_f64());
    assert!(error.expect("a number") <= bound.expect("a number"), "{certificate:#}");
    let lines = certificate["lines"].as_array().expect("a list");
    assert!(lines[0].as_str().is_some_and(|line| line.starts_with("The forward pass agrees")), "{certificate:#}");
    assert!(lines.last().and_then(|line| line.as_str()).is_some_and(|line| line.contains("burn")));
}
