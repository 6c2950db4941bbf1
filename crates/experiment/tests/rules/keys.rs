//! Rules on keys as a whole: what counts as absent, what a sweep may name.

use std::fs;
use std::path::Path;

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

/// A committed config with one wrong value has one error: no rule complains of what that value hides.
#[test]
fn one_wrong_value_is_one_error() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../configs");
    let files = fs::read_dir(folder).expect("configs/ is there").flatten().map(|entry| entry.path());
    let mut several = Vec::new();
    for path in files.filter(|path| path.extension().is_some_and(|ending| ending == "toml")) {
        let text = fs::read_to_string(&path).expect("configs are text");
        let mut refused = 0;
        for number in 0..text.lines().count() {
            let broken = with_a_date(&text, number);
            let before: Vec<&str> = text.lines().take(number).collect();
            let within_words = before.join("\n").matches("'''").count() % 2 == 1;
            if within_words || toml::from_str::<toml::Table>(&broken).is_err() {
                continue; // A part of a value of several lines.
            }
            if let Err(errors) = check::parse::<Experiment>("test.toml", &broken, &[], spec::check) {
                let messages: Vec<&str> = errors.list().iter().map(|error| error.message.as_str()).collect();
                if messages.len() > 1 {
                    several.push(format!("{}, line {}: {messages:#?}", path.display(), number + 1));
                }
                refused += 1;
            }
        }
        assert!(refused > 5, "{path:?}: of its values only {refused} are refused when they are dates");
    }
    assert!(several.is_empty(), "{}", several.join("\n"));
}

/// The text with a date in the place of the value in a line, which no key takes.
fn with_a_date(text: &str, number: usize) -> String {
    let date = |line: &str| line.split_once(" = ").map(|(key, _)| format!("{key} = 2000-01-01"));
    let lines = text.lines().enumerate();
    let changed = lines.map(|(at, line)| if at == number { date(line) } else { None }.unwrap_or_else(|| line.into()));
    changed.collect::<Vec<String>>().join("\n")
}

#[test]
fn seeds_are_no_axis() {
    let swept = violations("", XOR, "", "[sweep]\nseeds = [[1], [2]]");
    let expected = "seeds belongs to the whole experiment and cannot be swept; write seeds = [1, 2, ...] at the top: \
                    every arm runs with each of them, and reports show their mean";
    assert_eq!(swept, [expected]);
}
