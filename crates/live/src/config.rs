//! A config as a page needs it: read and checked, or all that is wrong with it and where.

use std::collections::BTreeSet;
use std::sync::Arc;

use datasets::{Folder, Loaded};
use engine::Layout;
use experiment::check::{Arm, Document, Parsed};
use experiment::diagnostic::{Diagnostic, Diagnostics, Place, TextStyle};
use experiment::spec::{Dataset, DatasetName, EngineName, Task};
use experiment::sweep::{self, Settings};
use experiment::words::count;
use experiment::{Experiment, Spec};
use runner::plan;
use serde_json::{Map, Value, json};
use toml_edit::{DocumentMut, Item};

use crate::limits;
use crate::request::Result;

/// The name of the config in errors.
const FILE: &str = "config.toml";

/// Why a config cannot be trained here.
pub enum Obstacle {
    /// It has errors.
    Errors(Diagnostics),
    /// It is in order, and too much for a page, or its data are not here.
    Unfit(String),
}

/// A run with its data.
pub struct Ready {
    /// The run, with the hand-written engine alone.
    pub spec: Spec,
    /// Its data.
    pub loaded: Loaded,
}

/// Reads a config; its arms are counted before they are made.
pub fn read(text: &str) -> std::result::Result<Parsed<Experiment>, Obstacle> {
    let arms = arms(text);
    if arms.saturating_mul(text.len()) > limits::ARMS {
        return Err(Obstacle::Unfit(format!("the sweep has {arms} arms, too many for a page; longhand run CONFIG")));
    }
    experiment::parse_experiment(FILE, text, &[]).map_err(Obstacle::Errors)
}

/// How many arms the sweep of a text has, if it is TOML.
fn arms(text: &str) -> usize {
    let Ok(document) = text.parse::<DocumentMut>() else { return 1 };
    fn lengths(item: &Item) -> usize {
        match (item.as_array(), item.as_table_like()) {
            (Some(values), _) => values.len().max(1),
            (None, Some(table)) => table.iter().fold(1, |all, (_, item)| all.saturating_mul(lengths(item))),
            (None, None) => 1,
        }
    }
    document.get("sweep").map_or(1, lengths)
}

/// An arm by its number, from 0.
pub fn arm(parsed: &Parsed<Experiment>, arm: u64) -> std::result::Result<&Arm<Experiment>, Obstacle> {
    let found = usize::try_from(arm).ok().and_then(|arm| parsed.arms.get(arm));
    found.ok_or_else(|| Obstacle::Unfit(format!("the config has {}, counted from 0", count(parsed.arms.len(), "arm"))))
}

/// The run of an arm and a seed, with its data.
pub fn ready(parsed: &Parsed<Experiment>, arm: u64, seed: u64, files: &Folder) -> std::result::Result<Ready, Obstacle> {
    let arm = self::arm(parsed, arm)?;
    let mut spec = Spec { engines: vec![EngineName::FromScratch], seed, ..arm.value.first_spec() };
    // A page hands over text, which is decoded.
    spec.dataset.encoding = None;
    let unfit = |why: Option<String>| why.map_or(Ok(()), |why| Err(Obstacle::Unfit(why)));
    unfit(limits::of_config(&spec))?;
    unfit(absent(&spec, files))?;
    let loaded = datasets::load(&spec, files.clone()).map_err(|errors| {
        of(&arm.document, errors.into_iter().map(|error| error.diagnostic(&arm.document)).collect())
    })?;
    unfit(limits::of_network(&spec, &loaded.dataset))?;
    let layout = Layout::of(&spec, loaded.dataset.inputs.columns(), loaded.dataset.targets.columns());
    let violations = plan::violations(&spec, &loaded.dataset, &layout);
    match violations.is_empty() {
        true => Ok(Ready { spec, loaded }),
        false => {
            Err(of(&arm.document, violations.iter().map(|violation| arm.document.diagnostic(violation)).collect()))
        }
    }
}

fn of(document: &Document, errors: Vec<Diagnostic>) -> Obstacle {
    Obstacle::Errors(Diagnostics::new(Arc::clone(document.sources()), errors))
}

/// The files that a data set is read from.
fn needed(of: &Dataset) -> Vec<&str> {
    match of.name {
        DatasetName::Csv => [&of.path, &of.test_path].into_iter().flatten().map(String::as_str).collect(),
        _ => Vec::new(),
    }
}

/// Asks for the first file that is not there.
fn absent(spec: &Spec, files: &Folder) -> Option<String> {
    let Folder::InMemory(files) = files else { return None };
    let name = needed(&spec.dataset).into_iter().find(|name| !files.contains_key(*name))?;
    Some(format!("it reads {name}: give the page that file"))
}

impl Obstacle {
    /// As one text.
    pub fn text(self) -> String {
        match self {
            Obstacle::Errors(errors) => errors.render(TextStyle::Plain),
            Obstacle::Unfit(why) => why,
        }
    }
}

/// What is wrong with a config, or what it is and what an arm of it is.
pub fn check(text: &str, arm: u64, files: &Folder) -> Result<Value> {
    let parsed = match read(text) {
        Ok(parsed) => parsed,
        Err(Obstacle::Errors(errors)) => return Ok(wrong(&errors)),
        Err(Obstacle::Unfit(why)) => return Err(why),
    };
    let seeds = parsed.base.seeds();
    let (fit, summary) = match ready(&parsed, arm, seeds[0], files) {
        Err(Obstacle::Errors(errors)) => return Ok(wrong(&errors)),
        Err(Obstacle::Unfit(why)) => (Some(why), None),
        Ok(ready) => (None, Some(summary(&ready))),
    };
    let mut summary = summary.unwrap_or_else(|| json!({}));
    summary["fits"] = fit.is_none().into();
    summary["why_not"] = fit.into();
    summary["files"] =
        parsed.arms.iter().flat_map(|arm| needed(&arm.value.dataset)).collect::<BTreeSet<_>>().into_iter().collect();
    let Experiment { title, question, lesson, .. } = &parsed.base;
    let arms: Vec<Value> = parsed.arms.iter().map(|arm| arm_of(&arm.settings)).collect();
    let lesson = lesson.as_ref();
    Ok(json!({
        "errors": [], "warnings": [], "title": title, "question": question, "arms": arms, "seeds": seeds,
        "predict": lesson.and_then(|lesson| lesson.predict.as_ref()),
        "because": lesson.map(|lesson| &lesson.because), "summary": summary,
    }))
}

/// An arm by its label, and its keys with their values.
fn arm_of(settings: &Settings) -> Value {
    let setting = |(path, value): (String, String)| format!("{} = {value}", path.rsplit('.').next().unwrap_or(&path));
    let label = sweep::arm(settings).into_iter().map(setting).collect::<Vec<_>>().join("  ");
    let keys: Map<String, Value> = settings.iter().map(|(path, value)| (path.clone(), json!(value))).collect();
    json!({ "label": label, "keys": keys })
}

fn summary(ready: &Ready) -> Value {
    let schema = &ready.loaded.dataset.schema;
    let widths = [&[schema.input_names.len()], ready.spec.network.hidden.as_slice(), &[schema.target_names.len()]];
    let (task, classes) = match schema.task {
        Task::Classification => ("classification", Some(&schema.classes)),
        Task::Regression => ("regression", None),
    };
    json!({ "task": task, "inputs": schema.input_names, "classes": classes, "widths": widths.concat() })
}

fn wrong(errors: &Diagnostics) -> Value {
    let list: Vec<Value> = errors.list().iter().map(|error| diagnostic(errors, error)).collect();
    json!({ "errors": list, "warnings": [] })
}

/// An error with its place, counted as a page counts: lines and columns from 1, in units of UTF-16.
fn diagnostic(all: &Diagnostics, error: &Diagnostic) -> Value {
    let alone = Diagnostics::new(Arc::clone(all.sources()), vec![error.clone()]);
    let rendered = alone.render(TextStyle::Plain);
    let rendered = rendered.trim_end().rsplit_once('\n').map_or("", |(error, _closing)| error);
    let (line, column, length) = place(&all.sources()[error.place.source].text, &error.place);
    let help: Vec<&str> = error.label.iter().chain(&error.help).map(String::as_str).collect();
    json!({
        "line": line, "column": column, "length": length, "message": error.message, "help": help.join("\n"),
        "rendered": rendered,
    })
}

fn place(text: &str, place: &Place) -> (usize, usize, usize) {
    let before = text.get(..place.start).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let units = |text: &str| text.encode_utf16().count();
    let column = units(before.rsplit('\n').next().unwrap_or("")) + 1;
    let marked = text.get(place.start..place.end).unwrap_or("");
    (line, column, units(marked.lines().next().unwrap_or("")))
}
