//! Rules on keys as a whole: what counts as absent, what a sweep may name.

use super::*;

/// A value that is wrong is there: no rule says that it is missing, but what else is wrong is told with it.
#[test]
fn a_wrong_value_is_not_said_to_be_absent() {
    let told = |dataset: &str, network: &str| -> Vec<String> {
        let all = violations("", dataset, network, "");
        all.iter().map(|text| text.split(';').next().unwrap_or_default().to_owned()).collect()
    };
    let inline = "name = \"inline\"\ninputs = [[nan], [1]]\ntargets = [[inf], [0]]\ntask = \"regression\"";
    let numbers = ["inputs[0][0] must be a finite number", "targets[0][0] must be a finite number"];
    assert_eq!(told(inline, ""), numbers);
    let columns = |target: &str| format!("name = \"csv\"\npath = \"a.csv\"\ntask = \"regression\"\ntarget = {target}");
    assert_eq!(told(&columns("[\"y\", \"y\"]"), ""), ["target lists the same value twice"]);
    let both = told(&columns("[\"y\", \"y\"]"), "hidden = [2]\ndropout = 1.5");
    assert_eq!(both, ["target lists the same value twice", "dropout must be from 0 to below 1, not 1.5"]);
}

#[test]
fn seeds_are_no_axis() {
    let swept = violations("", XOR, "", "[sweep]\nseeds = [[1], [2]]");
    let expected = "seeds belongs to the whole experiment and cannot be swept; write seeds = [1, 2, ...] at the top: \
                    every arm runs with each of them, and reports show their mean";
    assert_eq!(swept, [expected]);
}
