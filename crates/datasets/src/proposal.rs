//! A config for a table that nobody has described yet: what `longhand new` writes.
//!
//! Every column gets a role from its cells alone: a number, a category, nothing of use, or the target. The network,
//! the rule and the split are plain defaults that train well on small tables. Whatever was guessed stands beside its
//! key as a comment. Leaves out dates, units and free text: such columns are ignored, and the comment says so.

mod config;
mod profile;
mod roles;

use std::path::Path;

use experiment::spec::Decimal;

use crate::csv::cell::{Cell, CellReader};
use crate::csv::rows::Rows;
use crate::csv::{FileFormat, Source};
use crate::data_error::DataError;
use profile::Profile;
use roles::Roles;

/// A config for a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The text of the config.
    pub config: String,
    /// The column that it predicts.
    pub target: String,
}

/// Reads a table and writes a config for it.
///
/// `path` is the file, `as_written` its path as the config is to name it; without a `target` the column to predict is
/// guessed.
///
/// # Errors
/// If the file cannot be read as a table, has no rows, has no such column, or has nothing to learn from.
pub fn propose(path: &Path, as_written: &str, target: Option<&str>) -> Result<Proposal, DataError> {
    let table = Table::read(path)?;
    let decimal = table.decimal;
    let roles = Roles::of(table.columns, target)?;
    Ok(Proposal { config: config::text(as_written, decimal, &roles), target: roles.target.name.clone() })
}

/// What the cells of every column are.
struct Table {
    decimal: Decimal,
    columns: Vec<Profile>,
}

impl Table {
    /// Reads the file with a decimal point, or with a comma if more columns are numbers then.
    fn read(path: &Path) -> Result<Table, DataError> {
        let [point, comma] = [Decimal::Point, Decimal::Comma];
        let columns = profiles(path, point)?;
        if columns.first().is_some_and(|column| column.rows < 2) {
            let message = format!("{} has fewer than 2 rows", path.display());
            return Err(DataError::new("", message).help("there is nothing to learn from"));
        }
        let numeric = |columns: &[Profile]| columns.iter().filter(|column| column.is_numeric()).count();
        if numeric(&columns) == columns.len() {
            return Ok(Table { decimal: point, columns });
        }
        let other = profiles(path, comma)?;
        let better = numeric(&other) > numeric(&columns);
        Ok(if better { Table { decimal: comma, columns: other } } else { Table { decimal: point, columns } })
    }
}

fn profiles(path: &Path, decimal: Decimal) -> Result<Vec<Profile>, DataError> {
    let format = FileFormat { decimal, ..FileFormat::default() };
    let mut rows = Rows::open(&Source::file(path.to_owned(), ""), &format)?;
    rows.check_header(|name| !name.is_empty())?;
    let cells = CellReader::new(&format);
    let mut profiles: Vec<Profile> = rows.header.iter().map(|name| Profile::new(name)).collect();
    while rows.next()? {
        for (place, profile) in profiles.iter_mut().enumerate() {
            let text = rows.cell(place);
            match cells.number(text, None) {
                Cell::Number(value) => profile.number(text, value),
                Cell::Missing => profile.missing(),
                Cell::Infinite | Cell::Text => profile.word(text),
            }
        }
    }
    Ok(profiles)
}
