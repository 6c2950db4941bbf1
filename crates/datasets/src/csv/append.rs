//! A second file like the first: its rows go behind those of the table, in its columns, categories and classes.
//!
//! The columns may stand in any order, but they are the same ones. A category or a class that the first file does
//! not have is a fault: the network has no input or output for it.

use super::categories::Lookup;
use super::rows::Rows;
use super::{Source, Wanted, complaint, values};
use crate::data_error::{DataError, list};
use crate::table::{Table, Target};

/// Appends the rows of a source, and gives their number.
///
/// # Errors
/// The first fault of the file, with its line.
pub fn append(source: &Source, wanted: &Wanted, table: &mut Table) -> Result<usize, DataError> {
    let mut rows = Rows::open(source)?;
    let places = Places::new(&rows, wanted, table)?;
    let (mut count, before) = (0, table.left_out.len());
    while rows.next()? {
        if wanted.leaves_out(&rows, places.used()) {
            table.left_out.push(table.rows + count + table.left_out.len());
            continue;
        }
        count += 1;
        places.row(&rows, wanted, table)?;
    }
    if count == 0 {
        return Err(complaint::nothing(&rows, table.left_out.len() - before));
    }
    table.rows += count;
    Ok(count)
}

/// Where the columns of the table stand in the file.
struct Places {
    inputs: Vec<(usize, Option<Lookup>)>,
    target: usize,
    classes: Lookup,
    weights: Option<usize>,
}

impl Places {
    fn new(rows: &Rows, wanted: &Wanted, table: &Table) -> Result<Places, DataError> {
        let names = table.columns.iter().map(|column| column.name.as_str());
        let ignored = wanted.ignore.iter().map(String::as_str);
        let known: Vec<&str> = names.chain([wanted.target]).chain(wanted.weights).chain(ignored).collect();
        if let Some(column) = rows.header.iter().position(|name| !known.contains(&name.as_str())) {
            let message = format!("the file of path has no column {:?}", rows.header[column]);
            return Err(rows.fault(column, message, "").help("both files have the same columns, in any order"));
        }
        let place = |name: &str| rows.header.iter().position(|known| known == name).ok_or_else(|| lacks(rows, name));
        let inputs = table
            .columns
            .iter()
            .map(|column| Ok((place(&column.name)?, column.categories.as_deref().map(Lookup::new))));
        Ok(Places {
            inputs: inputs.collect::<Result<_, DataError>>()?,
            target: place(wanted.target)?,
            classes: Lookup::new(table.target.classes()),
            weights: wanted.weights.map(place).transpose()?,
        })
    }

    /// The columns that are looked at.
    fn used(&self) -> impl Iterator<Item = usize> {
        self.inputs.iter().map(|(place, _)| *place).chain([self.target]).chain(self.weights)
    }

    fn row(&self, rows: &Rows, wanted: &Wanted, table: &mut Table) -> Result<(), DataError> {
        for ((place, lookup), column) in self.inputs.iter().zip(&table.columns) {
            let known = column.categories.as_deref().unwrap_or_default();
            table.inputs.push(match lookup {
                None => values::input(rows, *place, wanted)?,
                Some(lookup) => values::category(rows, *place, wanted, |text| {
                    lookup.find(text).ok_or_else(|| unseen(rows, *place, known))
                })?,
            });
        }
        match &mut table.target {
            Target::Numbers { values, .. } => values.push(values::answer(rows, self.target)?),
            Target::Classes { labels, classes, .. } => {
                let label = self.classes.find(values::target(rows, self.target)?);
                labels.push(label.ok_or_else(|| unseen(rows, self.target, classes))?);
            }
            Target::Coded { .. } => unreachable!("the targets of a file are classes or numbers"),
        }
        if let (Some(place), Some(weights)) = (self.weights, &mut table.weights) {
            weights.push(values::weight(rows, place)?);
        }
        Ok(())
    }
}

fn lacks(rows: &Rows, name: &str) -> DataError {
    rows.header_fault(format!("the column {name:?} is missing, which the file of path has"))
        .help("both files have the same columns, in any order")
}

/// A value that the network cannot know.
fn unseen(rows: &Rows, column: usize, known: &[String]) -> DataError {
    let (name, text) = (&rows.header[column], rows.cell(column));
    rows.fault(column, format!("the file of path never has {name:?} as {text:?}"), "")
        .help(format!("it has: {}", list(known)))
        .help("a network knows what it was trained on: leave the row out, or put such rows into the file of path")
}
