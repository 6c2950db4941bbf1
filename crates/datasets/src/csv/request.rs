//! What the config asks of the columns of a file, and which column has which role.

use std::collections::BTreeMap;

use experiment::spec::{ColumnKind, EVERY_OTHER, Missing, RowRange, Task, WhenUnknown};

use super::column::Role;
use super::format::FileFormat;
use super::rows::Rows;
use crate::data_error::DataError;

/// What the config says about the columns of a file.
#[derive(Debug, Clone)]
pub struct Request<'a> {
    /// The columns to predict: one of classes, or some of numbers.
    pub targets: &'a [String],
    /// The column that weighs the samples.
    pub weights: Option<&'a str>,
    /// The columns of categories.
    pub categorical: &'a [String],
    /// The columns of numbers in another form.
    pub kinds: &'a BTreeMap<String, ColumnKind>,
    /// What becomes of missing cells.
    pub missing: Option<&'a Missing>,
    /// What becomes of categories that only a second file has.
    pub unknown: Option<WhenUnknown>,
    /// The columns that are used for nothing.
    pub ignore: &'a [String],
    /// Whether the targets are classes or numbers.
    pub task: Task,
    /// How the file is written.
    pub format: FileFormat,
    /// The rows that are used.
    pub rows: RowRange,
}

impl Request<'_> {
    /// The role of every column.
    ///
    /// # Errors
    /// A name of the config that the header does not have, a column with two roles, no input left.
    pub fn roles(&self, rows: &Rows) -> Result<Vec<Role>, DataError> {
        let mut roles = vec![Role::Number; rows.header.len()];
        for (index, target) in self.targets.iter().enumerate() {
            let at = if self.targets.len() == 1 { "dataset.target".into() } else { format!("dataset.target[{index}]") };
            roles[find(rows, target, &at)?] = Role::Target;
        }
        if let Some(weights) = self.weights {
            take(&mut roles, find(rows, weights, "dataset.weights")?, Role::Weight, weights, "dataset.weights")?;
        }
        for (index, name) in self.categorical.iter().enumerate() {
            let at = format!("dataset.categorical[{index}]");
            take(&mut roles, find(rows, name, &at)?, Role::Category, name, &at)?;
        }
        for (index, name) in self.ignore.iter().enumerate() {
            let at = format!("dataset.ignore[{index}]");
            let mut columns = ignored(rows, name, &at)?.into_iter();
            columns.try_for_each(|column| take(&mut roles, column, Role::Ignored, name, &at))?;
        }
        self.check_names(rows)?;
        match roles.iter().any(|role| matches!(role, Role::Number | Role::Category)) {
            true => Ok(roles),
            false => Err(rows
                .header_error("the file has no column to predict from")
                .help("besides target, weights and ignored columns it needs at least one")),
        }
    }

    /// The names in `kind` and `missing` are columns of the file.
    fn check_names(&self, rows: &Rows) -> Result<(), DataError> {
        for name in self.kinds.keys() {
            find(rows, name, &format!("dataset.kind.{name:?}"))?;
        }
        let Some(Missing::PerColumn(answers)) = self.missing else { return Ok(()) };
        for name in answers.keys().filter(|name| *name != EVERY_OTHER) {
            find(rows, name, &format!("dataset.missing.{name:?}"))?;
        }
        Ok(())
    }
}

fn find(rows: &Rows, name: &str, at: &str) -> Result<usize, DataError> {
    rows.header.iter().position(|known| known == name).ok_or_else(|| {
        let message = format!("the file has no column {name:?}");
        DataError { at: at.into(), ..rows.unknown_column(message, name, "columns", &rows.header) }
    })
}

/// The columns of a name in `ignore`: the empty name is that of every column without one.
fn ignored(rows: &Rows, name: &str, at: &str) -> Result<Vec<usize>, DataError> {
    let nameless = (0..rows.header.len()).filter(|&column| name.is_empty() && rows.header[column].is_empty());
    let columns: Vec<usize> = nameless.collect();
    if columns.is_empty() { Ok(vec![find(rows, name, at)?]) } else { Ok(columns) }
}

fn take(roles: &mut [Role], column: usize, role: Role, name: &str, at: &str) -> Result<(), DataError> {
    let other = match (roles[column], role) {
        (Role::Target, _) => "the target",
        (Role::Weight, _) => "the weight of the samples",
        (Role::Category, Role::Ignored) => "a category",
        (Role::Number | Role::Category | Role::Ignored, _) => {
            roles[column] = role;
            return Ok(());
        }
    };
    let error = DataError::new(at, format!("the column {name:?} is {other} already"));
    Err(match role {
        Role::Category => {
            error.help("categorical lists inputs; a target of classes needs only task = \"classification\"")
        }
        Role::Ignored => error.help("ignore lists columns that are used for nothing"),
        Role::Number | Role::Target | Role::Weight => error.help("name another column"),
    })
}
