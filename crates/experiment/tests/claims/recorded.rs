//! What claims and the judge have a run record belongs to it, and nothing else of them.

use experiment::claims::parse_experiment;

use super::with_claim;

/// Words, bounds and margins of claims belong to no run; what must be recorded does.
#[test]
fn a_claim_is_no_part_of_a_run() {
    let specs = |lines: &str| {
        let parsed = parse_experiment("c.toml", &with_claim(lines), &[]).unwrap_or_else(|errors| panic!("{errors}"));
        parsed.arms[0].value.first_spec().canonical()
    };
    let arm = "arm = { network.activation = \"tanh\" }";
    let plain = specs(&format!("metric = \"test-accuracy\"\n{arm}\nabove = 0.5"));
    assert_eq!(plain, specs(&format!("metric = \"test-loss\"\n{arm}\nbelow = 0.7\nmargin = 0.1\nlecture = [\"M20\"]")));
    let recorded = specs(&format!("metric = {{ kind = \"gradient-norm\", layer = 0 }}\nat = 3\n{arm}\nabove = 0.5"));
    assert_ne!(plain, recorded);
    assert_eq!(
        recorded,
        specs(&format!("metric = {{ kind = \"gradient-norm\", layer = 1 }}\nat = 3\n{arm}\nabove = 0.7"))
    );
}

/// By what arms are ordered is no part of a run; what must be recorded for it is, of the network that training leaves.
#[test]
fn a_judge_records_what_it_asks_for() {
    let id = |metric: &str, more: &str| {
        let claim = "metric = \"test-accuracy\"\narm = { network.activation = \"tanh\" }\nabove = 0.5\n".to_owned();
        let config = with_claim(&format!("{claim}{more}[judge]\nmetric = {metric}\n"));
        let parsed = parse_experiment("c.toml", &config, &[]).unwrap_or_else(|errors| panic!("{errors}"));
        parsed.arms[0].value.first_spec().canonical()
    };
    let plain = id("\"test-loss\"", "");
    assert_eq!(plain, id("{ kind = \"epochs-until\", of = \"test-loss\", value = 0.5 }", ""));
    let norm = id("{ kind = \"gradient-norm\", layer = 0 }", "");
    assert_ne!(plain, norm);
    let claimed = "[[claim]]\nsays = \"s\"\nmetric = { kind = \"gradient-norm\", layer = 1 }\n\
                   arm = { network.activation = \"relu\" }\nabove = 0.1\n";
    assert_eq!(norm, id("\"test-loss\"", claimed), "a claim and the judge record the same");
}
