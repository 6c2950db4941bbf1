//! What gets lost where a value of an axis, or of the command line, takes the place of a whole table of the config.
//!
//! An axis sets a key, and a key may be a table. One like `training.penalty` is a choice: `[{ l1 = 0.02 }]` replaces
//! `{ l2 = 0.1 }` with everything in it. But `network = [{ hidden = [4] }]` replaces all of `[network]`, and a key that
//! it leaves out would have its default where the config says something else: that is an error. `[dataset]` of another
//! name is another data set, whose keys are its own.

use super::Axis;
use crate::check::node::{Node, Value};
use crate::check::overrides::Setting;
use crate::check::path::Segment;
use crate::diagnostic::{Diagnostic, Place};

/// An error for each value of an axis that leaves out what the table in its place holds.
pub(crate) fn keys_lost_by_axis(axis: &Axis, root: &Node) -> Vec<Diagnostic> {
    let remedy = |first: &str, table: &str| {
        format!("write {first} in each value, or sweep the keys that change, as {table}.KEY = [...]")
    };
    axis.values.iter().filter_map(|value| replaced(&axis.steps, value, root, remedy)).collect()
}

/// An error if an override of the command line leaves out what the table in its place holds, overrides before it
/// included. Tables of any keys, such as `[sweep]`, are replaced whole.
pub(crate) fn keys_lost_by_override(setting: &Setting, root: &Node) -> Option<Diagnostic> {
    let remedy = |first: &str, table: &str| {
        format!("write {first} in the value, or set the keys that change, as {table}.KEY=VALUE")
    };
    let [(Segment::Key(table), _)] = &setting.steps[..] else { return None };
    (!OF_ANY_KEYS.contains(&table.as_str())).then(|| replaced(&setting.steps, &setting.value, root, remedy))?
}

/// Tables whose keys are names, so that what is left out has no default.
const OF_ANY_KEYS: [&str; 3] = ["sweep", "initial", "solution"];

fn replaced(
    steps: &[(Segment, Place)],
    value: &Node,
    root: &Node,
    remedy: impl Fn(&str, &str) -> String,
) -> Option<Diagnostic> {
    let [(Segment::Key(table), _)] = steps else { return None };
    let base = &root.entry(table)?.node;
    let left_out = left_out(base, value);
    let (first, all) = (left_out.first()?, left_out.join(", "));
    let message = format!("this value takes the place of the whole table {table}, and leaves out {all}");
    let error = Diagnostic::new(value.place.clone(), message).also(base.place.clone(), "the table");
    Some(error.help(remedy(first, table)))
}

/// The keys of a table that another in its place leaves out.
fn left_out<'n>(base: &'n Node, value: &Node) -> Vec<&'n str> {
    let name = |node: &Node| node.entry("name").map(|entry| entry.node.to_toml());
    if !matches!(value.value, Value::Table(_)) || name(base) != name(value) {
        return Vec::new();
    }
    let keys = base.entries().iter().map(|entry| entry.key.as_str());
    keys.filter(|key| value.entry(key).is_none()).collect()
}
