//! Numbers that f32 cannot hold are an error of the config, with their place; f64 holds them.

mod common;

use std::path::Path;

use runner::plan::PlanError;

fn config(precision: &str, input: &str, target: &str, initial: &str) -> String {
    format!(
        "title = \"t\"\nprecision = {precision:?}\n\
         [dataset]\nname = \"inline\"\ntask = \"regression\"\ninputs = [[0.5, 0], [1, {input}]]\n\
         targets = [[0], [{target}]]\n\
         [network]\nhidden = [2]\n[training]\n[initial]\n\"layers.0.weight\" = [[1, 2], [3, {initial}]]\n"
    )
}

/// The places and messages of what is wrong.
fn wrong(config: &str) -> Vec<(String, String)> {
    match common::planned(config, Path::new("")) {
        Ok(_) => Vec::new(),
        Err(PlanError::Keys(violations)) => violations.into_iter().map(|one| (one.at, one.message)).collect(),
        Err(PlanError::Data(errors)) => panic!("{errors}"),
    }
}

#[test]
fn what_f32_cannot_hold_is_told_with_its_place() {
    let weight = "initial.\"layers.0.weight\"";
    for (config, at, message) in [
        (["1e300", "1", "1"], "precision", "the input \"x2\" of row 2 is 1e300, numbers in f32 end at 3.4e38"),
        (["1", "-1e39", "1"], "precision", "the target \"y\" of row 2 is -1e39, numbers in f32 end at 3.4e38"),
        (["1", "1", "4e38"], weight, "layers.0.weight holds 4e38, numbers in f32 end at 3.4e38"),
    ]
    .map(|([input, target, initial], at, message)| (config("f32", input, target, initial), at, message))
    {
        assert_eq!(wrong(&config), [(at.to_owned(), message.to_owned())]);
        assert_eq!(wrong(&config.replace("f32", "f64")), []);
    }
}

/// The largest number of f32 is 2¹²⁸ − 2¹⁰⁴; what lies less than 2¹⁰³ beyond it rounds to it.
#[test]
fn what_rounds_to_the_largest_number_is_held() {
    let (largest, half) = (f64::from(f32::MAX), (1_u128 << 103) as f64);
    assert_eq!(wrong(&config("f32", &format!("{:e}", largest + 0.99 * half), "1", "1")), []);
    assert_eq!(wrong(&config("f32", &format!("{:e}", largest + half), "1", "1")).len(), 1);
}

/// ε below the smallest number of f32 would be 0, and a slope beyond its range infinite; f64 holds both, and f32 all
/// others.
#[test]
fn constants_that_f32_cannot_hold_are_told_with_their_place() {
    let with = |network: &str, training: &str| {
        format!(
            "title = \"t\"\nprecision = \"f32\"\n[dataset]\nname = \"xor\"\n[network]\nhidden = [2]\n\
             output = \"sigmoid\"\n{network}\n[training]\n{training}\n"
        )
    };
    let rule = |epsilon: &str| format!("optimizer = {{ rule = \"adam\", epsilon = {epsilon} }}");
    let small = with("", &rule("1e-50"));
    let large = with("activation = [{ kind = \"prelu\", slope = -1e39 }]", "");
    for (config, at, message) in [
        (&small, "training.optimizer.epsilon", "this is 1e-50, numbers in f32 begin at 1.4e-45"),
        (&large, "network.activation[0].slope", "this is -1e39, numbers in f32 end at 3.4e38"),
    ] {
        assert_eq!(wrong(config), [(at.to_owned(), message.to_owned())]);
        assert_eq!(wrong(&config.replace("f32", "f64")), []);
    }
    assert_eq!(wrong(&with("activation = [{ kind = \"prelu\", slope = 0 }]", &rule("1e-45"))), []);
}
