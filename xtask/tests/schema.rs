//! The committed JSON Schema is that of the types.

use experiment::Experiment;
use experiment::check::schema_text;

#[test]
fn the_committed_schema_is_current() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../schemas/experiment.schema.json");
    let committed = std::fs::read_to_string(path).unwrap_or_default();
    let current = schema_text::<Experiment>();
    assert!(committed == current, "run: cargo xtask schema > schemas/experiment.schema.json");
}
