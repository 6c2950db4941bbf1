//! The configs that the playground takes: those of reports with a small network and no file.

use experiment::Experiment;
use experiment::spec::{DatasetName, Initial};
use serde_json::{Value, json};

use super::script::script;
use super::{Course, File, Lesson};
use crate::html::safe::block;
use crate::markdown::percent;

/// How many hidden layers, and units in one of them, the playground draws so that one can still read them.
const LARGEST: (usize, usize) = (8, 32);

/// The list `configs.js`, with name, title, script and report of each config, those `first` before those of the course;
/// and a script for each, which the page loads when somebody chooses it: together they are larger than all else of it.
pub fn configs(first: &[(String, String)], course: &Course) -> Vec<File> {
    let map = super::map::Map::of(course);
    let of_course = map.stops().filter_map(|stop| Some((stop.entry.name.clone(), config(stop.lesson)?.to_owned())));
    let of_course = of_course.filter(|(name, _)| first.iter().all(|(known, _)| known != name));
    let report = |name: &str| map.stops().find(|stop| stop.entry.name == name).map(|stop| percent(&stop.path()));
    let all = first.iter().cloned().chain(of_course).map(|config| of_config(report(&config.0), config));
    let (entries, mut files): (Vec<Value>, Vec<File>) = all.unzip();
    files.push(File::new("playground/configs.js", script("LONGHAND_CONFIGS", entries.into_iter())));
    files
}

/// What the list says of a config, and its script: its text, and what its lesson asks before one looks and says
/// afterwards, as HTML with its formulas.
fn of_config(report: Option<String>, (name, toml): (String, String)) -> (Value, File) {
    let base = experiment::parse_experiment(&name, &toml, &[]).ok().map(|parsed| parsed.base);
    let lesson = base.as_ref().and_then(|base| base.lesson.as_ref());
    let predict = lesson.and_then(|lesson| lesson.predict.as_deref()).map(block);
    let because = lesson.map(|lesson| block(&lesson.because));
    let title = base.map_or_else(|| name.clone(), |base| base.title);
    let path = format!("configs/{name}.js");
    let taken = json!({ "name": name, "predict": predict, "because": because, "toml": toml });
    let file = File::new(format!("playground/{path}"), format!("\"use strict\";\nLONGHAND_CONFIG({taken});\n"));
    (json!({ "name": name, "title": title, "script": percent(&path), "report": report }), file)
}

/// The config of a report if the playground takes it.
pub fn config(lesson: &Lesson) -> Option<&str> {
    let text = lesson.config.as_deref()?;
    let parsed = experiment::parse_experiment(&lesson.page.name, text, &[]).ok()?;
    parsed.arms.first().is_some_and(|arm| fits(&arm.value)).then_some(text)
}

/// Where the playground shows the config of this name, from the folder of the site.
pub fn address(name: &str) -> String {
    format!("playground/index.html#config={}", percent(name))
}

/// Whether an arm reads no file and is small enough to be drawn.
fn fits(arm: &Experiment) -> bool {
    let (layers, units) = LARGEST;
    let hidden = &arm.network.hidden;
    let read = matches!(arm.dataset.name, DatasetName::Csv | DatasetName::Idx)
        || arm.initial.values().any(|initial| matches!(initial, Initial::File(_)));
    !read && hidden.len() <= layers && hidden.iter().all(|width| *width <= units)
}
