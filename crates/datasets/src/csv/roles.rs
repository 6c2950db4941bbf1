//! Which column is what: an input, a category, the target, the weight.

use super::Wanted;
use super::rows::Rows;
use crate::data_error::DataError;

/// What a column of the file is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A number to predict from.
    Number,
    /// A category to predict from.
    Category,
    /// What is predicted.
    Target,
    /// The weight of the sample.
    Weight,
    /// Nothing.
    Ignored,
}

/// The role of every column.
///
/// # Errors
/// A name of the config that the header does not have, a column with two roles, no input left.
pub fn roles(rows: &Rows, wanted: &Wanted) -> Result<Vec<Role>, DataError> {
    let mut roles = vec![Role::Number; rows.header.len()];
    roles[find(rows, wanted.target, "dataset.target")?] = Role::Target;
    if let Some(weights) = wanted.weights {
        take(&mut roles, find(rows, weights, "dataset.weights")?, Role::Weight, weights, "dataset.weights")?;
    }
    for (index, name) in wanted.categorical.iter().enumerate() {
        let at = format!("dataset.categorical[{index}]");
        let column = find(rows, name, &at)?;
        take(&mut roles, column, Role::Category, name, &at)?;
    }
    for (index, name) in wanted.ignore.iter().enumerate() {
        let at = format!("dataset.ignore[{index}]");
        let column = find(rows, name, &at)?;
        take(&mut roles, column, Role::Ignored, name, &at)?;
    }
    match roles.iter().any(|role| matches!(role, Role::Number | Role::Category)) {
        true => Ok(roles),
        false => Err(rows
            .header_fault("the file has no column to predict from")
            .help("besides target, weights and ignored columns it needs at least one")),
    }
}

fn find(rows: &Rows, name: &str, at: &str) -> Result<usize, DataError> {
    rows.header.iter().position(|known| known == name).ok_or_else(|| {
        let message = format!("the file has no column {name:?}");
        DataError { at: at.into(), ..rows.unknown_column(message, name, "columns", &rows.header) }
    })
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
    let fault = DataError::new(at, format!("the column {name:?} is {other} already"));
    Err(match role {
        Role::Category => {
            fault.help("categorical lists inputs; a target of classes needs only task = \"classification\"")
        }
        Role::Ignored => fault.help("ignore lists columns that are used for nothing"),
        Role::Number | Role::Target | Role::Weight => fault.help("name another column"),
    })
}
