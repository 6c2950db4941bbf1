//! A config for a table that nobody has described yet: what `longhand new` writes.
//!
//! The file is gone through once, and again where rows have no target. Every column gets a role from its cells alone: a
//! number in some form, a category, nothing of use, or the target. The network, the rule and the split are plain
//! defaults that train well on small tables. Whatever was guessed stands beside its key as a comment. Leaves out units,
//! free text, and dates that are not written as ISO 8601 says: such columns are ignored, and the comment says so.

mod config;
mod layout;
mod names;
mod profile;
mod reading;
mod roles;
mod target;

use std::path::Path;
use std::sync::Arc;

use crate::csv::Source;
use crate::csv::rows::{Rows, TITLE};
use crate::data_error::DataError;
use layout::FileLayout;
use names::{Names, names};
use profile::Profile;
use reading::Readers;
use roles::Roles;

/// A config for a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The text of the config.
    pub config: String,
    /// The column that it predicts.
    pub target: String,
    /// The columns that it leaves out, each with the reason.
    pub ignored: Vec<(String, String)>,
}

/// Reads a table and writes a config for it.
///
/// `path` is the file, `as_written` its path as the config is to name it; without a `target` the column to predict is
/// guessed.
///
/// # Errors
/// If the file cannot be read as a table, has no rows, has no such column, or has nothing to learn from.
pub fn propose(path: &Path, as_written: &str, target: Option<&str>) -> Result<Proposal, DataError> {
    of(&Source::file(path.to_owned(), ""), as_written, target)
}

/// The same for a table in memory, whose name the config holds.
///
/// # Errors
/// As those of [`propose`].
pub fn propose_in_memory(name: &str, bytes: Arc<[u8]>) -> Result<Proposal, DataError> {
    of(&Source::in_memory(name, Some(bytes), ""), name, None)
}

fn of(source: &Source, as_written: &str, target: Option<&str>) -> Result<Proposal, DataError> {
    let mut layout = FileLayout::of(source)?;
    let mut columns = profiles(source, &mut layout)?;
    if columns.first().is_some_and(|column| column.rows < 2) {
        let message = format!("{} has fewer than 2 rows", source.name());
        return Err(DataError::new("", message).help("there is nothing to learn from"));
    }
    layout.settle_words(&mut columns);
    let (place, reason) = target::target(&columns, target, &layout)?;
    if columns[place].missing > 0 {
        count_beside_target(source, &layout, &mut columns, place)?;
    }
    let roles = Roles::of(columns, place, reason)?;
    let config = config::text(as_written, &layout, &roles);
    Ok(Proposal { config, target: roles.target.name, ignored: roles.ignored })
}

/// What the cells of every column are. Finds out the signs of numbers, and whether the file names its columns; where it
/// does not, the file is gone through once more.
fn profiles(source: &Source, layout: &mut FileLayout) -> Result<Vec<Profile>, DataError> {
    let mut rows = layout.open(source)?;
    layout.separated_by(rows.delimiter());
    layout.titles = rows.titles;
    let readers = Readers::new(&layout.pairs);
    let mut columns = read(&mut rows, &readers)?;
    layout.settle_separators(&mut columns);
    let (given, lines) = match names(&rows.header, &columns, &readers) {
        Names::OfFile => {
            title(&rows, &columns)?;
            rows.check_header(|name| !name.is_empty())?;
            return Ok(columns);
        }
        Names::Missing(names) => (names, 0),
        Names::Repeated(names) => (names, 1),
    };
    (layout.header, layout.replaced) = (Some(given), lines);
    let mut columns = read(&mut layout.open(source)?, &readers)?;
    layout.settle_separators(&mut columns);
    Ok(columns)
}

/// A first line that leaves most columns without a name, though their cells say something, is a title.
fn title(rows: &Rows, columns: &[Profile]) -> Result<(), DataError> {
    let nameless: Vec<usize> =
        (0..columns.len()).filter(|&place| columns[place].name.is_empty() && columns[place].known() > 0).collect();
    if nameless.len() < 2 || 2 * nameless.len() <= columns.len() {
        return Ok(());
    }
    let message = format!("the first line names {} of {} columns", columns.len() - nameless.len(), columns.len());
    Err(rows.error_in_header(nameless[0], message).help(TITLE))
}

fn read(rows: &mut Rows, readers: &Readers) -> Result<Vec<Profile>, DataError> {
    let mut columns: Vec<Profile> = rows.header.iter().map(|name| Profile::new(name, readers.count())).collect();
    while rows.next()? {
        columns.iter_mut().enumerate().for_each(|(place, column)| column.cell(rows.cell(place), readers));
    }
    Ok(columns)
}

/// Counts the known cells of every column in the rows whose target is known: the others are left out.
fn count_beside_target(
    source: &Source,
    layout: &FileLayout,
    columns: &mut [Profile],
    target: usize,
) -> Result<(), DataError> {
    let readers = Readers::new(&layout.pairs);
    let (mut known, mut rows) = (vec![0; columns.len()], 0);
    let mut file = layout.open(source)?;
    while file.next()? {
        if columns[target].is_known(file.cell(target), &readers) {
            rows += 1;
            let cells = columns.iter().enumerate().map(|(place, column)| column.is_known(file.cell(place), &readers));
            known.iter_mut().zip(cells).for_each(|(known, is_known)| *known += usize::from(is_known));
        }
    }
    columns.iter_mut().zip(known).for_each(|(column, known)| column.in_labeled_rows = Some((known, rows)));
    Ok(())
}
