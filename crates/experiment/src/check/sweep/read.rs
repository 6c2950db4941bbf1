//! Reading `[sweep]`: its axes, and the errors that do not depend on their values.

use super::{Axis, MOST_ARMS, path_text};
use crate::check::document::Document;
use crate::check::node::{Entry, Node, Origin, Value};
use crate::check::overrides::{self, Setting};
use crate::check::path::Segment;
use crate::diagnostic::{Diagnostic, Place};
use crate::repeated::repeated;

/// Keys that describe the whole experiment, not one run of it.
const NOT_SWEPT: [&str; 10] =
    ["title", "question", "seed", "seeds", "sweep", "figure", "judge", "expect", "claim", "lesson"];

const SEEDS: &str =
    "write seeds = [1, 2, ...] at the top: every arm runs with each of them, and reports show their mean";

type Steps = Vec<(Segment, Place)>;

/// The axes of `[sweep]` in the order of the file, those of the command line last.
///
/// An axis of the command line replaces the same one of the file; `settings` are the overrides of
/// the command line, which must not set what an axis would set again.
pub fn read(sweep: &Entry, document: &Document, settings: &[Setting]) -> (Vec<Axis>, Vec<Diagnostic>) {
    let mut reader = Reader { document, axes: Vec::new(), errors: Vec::new() };
    match &sweep.node.value {
        Value::Table(entries) if entries.is_empty() => {
            let mut error = Diagnostic::new(sweep.node.place.clone(), "the table [sweep] says nothing".to_owned());
            error.help.push("leave it out".to_owned());
            reader.errors.push(error);
        }
        Value::Table(entries) => reader.table(entries, &Steps::new()),
        other => {
            let message = format!("sweep must be a table of axes, not {}", other.words());
            reader.errors.push(Diagnostic::new(sweep.node.place.clone(), message));
        }
    }
    reader.axes.sort_by(|a, b| a.place.cmp(&b.place));
    reader.relations();
    reader.overridden(settings);
    match reader.too_many(&sweep.place) {
        Some(error) => reader.errors.push(error),
        None => reader.repetitions(),
    }
    (reader.axes, reader.errors)
}

struct Reader<'d> {
    document: &'d Document,
    axes: Vec<Axis>,
    errors: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn table(&mut self, entries: &[Entry], before: &Steps) {
        for entry in entries {
            match self.steps(entry) {
                Ok(steps) => self.entry(entry, before.iter().cloned().chain(steps).collect()),
                Err(error) => self.errors.push(*error),
            }
        }
    }

    /// A quoted key is a path of its own, and each of its steps has a place.
    fn steps(&self, entry: &Entry) -> Result<Steps, Box<Diagnostic>> {
        let written = self.document.text(&entry.place);
        let quotes = written.len().saturating_sub(entry.key.len()) / 2;
        let exact = written.get(quotes..quotes + entry.key.len()) == Some(entry.key.as_str());
        let origin = Origin { source: entry.place.source, offset: entry.place.start + quotes };
        let steps = overrides::steps(&entry.key, origin)?;
        let place = |place: Place| if exact { place } else { entry.place.clone() };
        Ok(steps.into_iter().map(|(segment, step)| (segment, place(step))).collect())
    }

    fn entry(&mut self, entry: &Entry, steps: Steps) {
        match &entry.node.value {
            Value::Table(entries) if !entries.is_empty() => self.table(entries, &steps),
            Value::List(values) => self.axis(entry, steps, values),
            other => {
                let message = format!("an axis is a list of values, {:?} is {}", path_text(&steps), other.words());
                self.errors.push(Diagnostic::new(entry.node.place.clone(), message));
            }
        }
    }

    fn axis(&mut self, entry: &Entry, steps: Steps, values: &[Node]) {
        let path = path_text(&steps);
        let place = entry.node.place.clone();
        let (first, first_place) = &steps[0];
        if values.is_empty() {
            self.errors.push(Diagnostic::new(place.clone(), format!("the axis {path:?} has no values")));
        }
        if let Segment::Key(key) = first
            && NOT_SWEPT.contains(&key.as_str())
        {
            let message = format!("{key} belongs to the whole experiment and cannot be swept");
            let error = Diagnostic::new(first_place.clone(), message);
            self.errors.push(if ["seed", "seeds"].contains(&key.as_str()) { error.help(SEEDS) } else { error });
        } else {
            self.axes.push(Axis { path, steps, values: values.to_vec(), place });
        }
    }

    fn repetitions(&mut self) {
        for Axis { path, values, .. } in &self.axes {
            for (index, first) in repeated(values.iter().map(Node::key)) {
                let message = format!("the axis {path:?} has the same value twice");
                let error = Diagnostic::new(values[index].place.clone(), message);
                self.errors.push(error.also(values[first].place.clone(), "first here"));
            }
        }
    }

    /// An axis may be given again by the command line, but neither twice in a file nor inside another.
    fn relations(&mut self) {
        let axes = std::mem::take(&mut self.axes);
        for axis in axes {
            self.axes.retain(|other| other.path != axis.path || other.place.source == axis.place.source);
            let inside = |a: &Axis, b: &Axis| a.segments().starts_with(&b.segments());
            if let Some(other) = self.axes.iter().find(|other| inside(other, &axis) || inside(&axis, other)) {
                let message = match other.path == axis.path {
                    true => format!("the axis {:?} is given twice", axis.path),
                    false => format!("the axes {:?} and {:?} set the same key", other.path, axis.path),
                };
                let error = Diagnostic::new(axis.place.clone(), message);
                self.errors.push(error.also(other.place.clone(), "the other one"));
            }
            self.axes.push(axis);
        }
    }

    fn overridden(&mut self, settings: &[Setting]) {
        for setting in settings {
            let set: Vec<&Segment> = setting.steps.iter().map(|(segment, _)| segment).collect();
            if let Some(axis) = self.axes.iter().find(|axis| set.starts_with(&axis.segments())) {
                let path = &axis.path;
                let message = format!("{path} is swept, so its axis would replace this value");
                let error = Diagnostic::new(setting.value.place.clone(), message).also(axis.place.clone(), "the axis");
                let error = if axis.holds(setting) { error.help("write it in each value of the axis") } else { error };
                self.errors.push(error.help(format!("set the axis: --set 'sweep.{path}=[...]'")));
            }
        }
    }

    fn too_many(&self, place: &Place) -> Option<Diagnostic> {
        let arms = self.axes.iter().try_fold(1usize, |arms, axis| arms.checked_mul(axis.values.len()));
        if arms.is_some_and(|arms| arms <= MOST_ARMS) {
            return None;
        }
        let count = arms.map_or("more than can be counted".to_owned(), |arms| arms.to_string());
        let message = format!("this sweep has {count} arms, at most {MOST_ARMS} are run");
        Some(Diagnostic::new(place.clone(), message).help("shorten an axis, or split the experiment"))
    }
}

impl Axis {
    /// Whether an override sets a key inside of the table that is swept.
    pub(crate) fn holds(&self, setting: &Setting) -> bool {
        let set: Vec<&Segment> = setting.steps.iter().map(|(segment, _)| segment).collect();
        set.len() > self.steps.len() && set.starts_with(&self.segments())
    }

    fn segments(&self) -> Vec<&Segment> {
        self.steps.iter().map(|(segment, _)| segment).collect()
    }
}
