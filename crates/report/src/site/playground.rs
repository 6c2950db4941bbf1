//! The configs that the playground takes: those of reports with a small network and no file.

use experiment::Experiment;
use experiment::spec::{DatasetName, Initial};
use serde_json::json;

use super::script::script;
use super::{Course, Lesson};
use crate::html::safe::block;
use crate::markdown::percent;

/// How many hidden layers, and units in one of them, the playground draws so that one can still read them.
const LARGEST: (usize, usize) = (8, 32);

/// The script `configs.js`: name, title, question and text of each, those `first` before those of the course; and what
/// a lesson asks before one looks and says afterwards, as HTML with its formulas.
pub fn configs(first: &[(String, String)], course: &Course) -> String {
    let map = super::map::Map::of(course);
    let of_course = map.stops().filter_map(|stop| Some((stop.entry.name.clone(), config(stop.lesson)?.to_owned())));
    let of_course = of_course.filter(|(name, _)| first.iter().all(|(known, _)| known != name));
    let all = first.iter().cloned().chain(of_course).map(|(name, toml)| {
        let base = experiment::parse_experiment(&name, &toml, &[]).ok().map(|parsed| parsed.base);
        let lesson = base.as_ref().and_then(|base| base.lesson.as_ref());
        let predict = lesson.and_then(|lesson| lesson.predict.as_deref()).map(block);
        let because = lesson.map(|lesson| block(&lesson.because));
        let (title, question) = base.map_or((name.clone(), None), |base| (base.title, base.question));
        json!({
            "name": name, "title": title, "question": question, "predict": predict, "because": because, "toml": toml
        })
    });
    script("LONGHAND_CONFIGS", all)
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
