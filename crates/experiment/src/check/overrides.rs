//! Overrides of the command line, `--set key=value`: applied to the tree before it is checked.
//!
//! The value is TOML; what is not TOML is a string, so that quotes need not be quoted for the shell.

use toml::de::DeValue;

use super::node::{Node, Origin, Value};
use super::path::{self, Segment};
use crate::diagnostic::{Diagnostic, Place, Source};

const FLAG: &str = "--set ";

/// What an override sets.
#[derive(Clone, Debug)]
pub struct Setting {
    /// The path, each step with its place.
    pub steps: Vec<(Segment, Place)>,
    /// The value.
    pub value: Node,
}

/// An override as a source of its own, so that a caret can stand in it.
pub fn source(text: &str) -> Source {
    Source { name: "command line".to_owned(), text: format!("{FLAG}{text}") }
}

/// Reads override number `source`.
pub fn read(text: &str, source: usize) -> Result<Setting, Box<Diagnostic>> {
    let origin = Origin { source, offset: FLAG.len() };
    let Some((key, value)) = text.split_once('=') else {
        let error = Diagnostic::new(origin.place(0..text.len()), "this override sets nothing");
        return Err(Box::new(error.help("write --set key=value, as in --set training.epochs=10")));
    };
    let value_at = Origin { source, offset: origin.offset + key.len() + 1 + blanks(value) };
    let key_at = Origin { source, offset: origin.offset + blanks(key) };
    Ok(Setting { steps: steps(key.trim(), key_at)?, value: self::value(value.trim(), value_at)? })
}

/// The steps of a path that was written at `origin`.
pub fn steps(key: &str, origin: Origin) -> Result<Vec<(Segment, Place)>, Box<Diagnostic>> {
    let steps = path::parse(key).map_err(|at| {
        let error = Diagnostic::new(origin.place(at..key.len()), format!("{key:?} is not the path of a key"));
        Box::new(error.help("write it as training.optimizer.learning_rate or dataset.inputs[0]"))
    })?;
    Ok(steps.into_iter().map(|step| (step.segment, origin.place(step.range))).collect())
}

fn value(text: &str, origin: Origin) -> Result<Node, Box<Diagnostic>> {
    let (value, errors) = DeValue::parse_recoverable(text);
    match errors.first() {
        None => Ok(Node::from_toml(&value, origin)),
        Some(error) if text.starts_with(['[', '{', '"', '\'']) => {
            let place = origin.place(error.span().unwrap_or(0..text.len()));
            Err(Box::new(Diagnostic::new(place, format!("this is not a value: {}", error.message()))))
        }
        Some(_) => Ok(Node { place: origin.place(0..text.len()), value: Value::Text(text.to_owned()) }),
    }
}

/// Sets a value in the tree, which stays as it is if the path leads nowhere.
pub fn apply(root: &mut Node, setting: &Setting) -> Result<(), Box<Diagnostic>> {
    let mut changed = root.clone();
    path::set(&mut changed, &setting.steps, setting.value.clone()).map_err(|step| no_such(&setting.steps, step))?;
    *root = changed;
    Ok(())
}

/// The error of a path whose step number `step` does not fit.
fn no_such(steps: &[(Segment, Place)], step: usize) -> Box<Diagnostic> {
    let segments: Vec<&Segment> = steps[..step].iter().map(|(segment, _)| segment).collect();
    let before = path::text(&segments);
    let (segment, place) = &steps[step];
    let message = match segment {
        Segment::Key(key) => format!("{before} is not a table, so it cannot have the key {key:?}"),
        Segment::Index(index) => format!("{before} is not a list with a value [{index}]; values count from 0"),
    };
    Box::new(Diagnostic::new(place.clone(), message))
}

fn blanks(text: &str) -> usize {
    text.len() - text.trim_start().len()
}
