//! From the file to train on to a table of numbers; `second` has the file whose rows go behind it.
//!
//! A class or a category is numbered as it comes and renumbered when all are known.

mod second;

use experiment::spec::{Task, WhenMissing};

use super::Source;
use super::categories::Categories;
use super::column::{ColumnReader, Contents, Role};
use super::reader::{Dropped, ReadRows, TableReader};
use super::recovery::read_with_recovery;
use super::request::Request;
use super::rows::Rows;
use super::wording::{FileRole, Wording};
use crate::column::Column;
use crate::data_error::{DataError, DataErrors};
use crate::memory;
use crate::table::{RawTable, Target};

pub use second::append;

/// Reads the whole source.
///
/// # Errors
/// Every problem of its cells, or the first of the file itself.
pub fn read(source: &Source, request: &Request) -> Result<RawTable, DataErrors> {
    read_with_recovery(request, |request| read_once(source, request))
}

fn read_once(source: &Source, request: &Request) -> Result<RawTable, DataErrors> {
    let mut rows = Rows::open(source, &request.format)?;
    rows.check_header(|name| !request.ignore.iter().any(|ignored| ignored == name))?;
    let roles = request.roles(&rows)?;
    fits(&rows, request, &roles)?;
    let mut reader = training_reader(&rows, request, &roles);
    let mut read = reader.read(&mut rows, request.rows);
    check(&rows, request, &reader, &mut read, FileRole::Training, &|_| Vec::new())?;
    Ok(table(reader, read, request, &rows.header))
}

/// A table of fewer bytes need not be held against the memory.
const SMALL: u64 = 64 << 20;

/// A table that memory cannot hold is refused before it is read: as many numbers of 8 bytes as its length and its first
/// lines let expect.
fn fits(rows: &Rows, request: &Request, roles: &[Role]) -> Result<(), DataError> {
    let wanted = (request.rows.end.unwrap_or(u64::MAX)).saturating_sub(request.rows.start);
    let (count, columns) = (rows.expected.min(wanted), roles.iter().filter(|role| **role != Role::Ignored).count());
    let needed = count.saturating_mul(8 * columns as u64);
    let Some(free) = Some(needed).filter(|needed| *needed > SMALL).and_then(|_| memory::available()) else {
        return Ok(());
    };
    if needed <= free {
        return Ok(());
    }
    let (needed, free) = (memory::in_words(needed), memory::in_words(free));
    let size = format!("about {count} rows of {columns} columns, which take {needed} of memory");
    let error = rows.file_error(|name| format!("{name} has {size}, and {free} are free"));
    Err(error.help("write rows = \"0:100000\" for a part of them, or ignore columns"))
}

/// Whether all cells could be read and at least one row is left.
fn check(
    rows: &Rows,
    request: &Request,
    reader: &TableReader,
    read: &mut ReadRows,
    file: FileRole,
    known: &dyn Fn(usize) -> Vec<String>,
) -> Result<(), DataErrors> {
    let role =
        |place| reader.columns().find(|column| column.place == place).map_or(Role::Ignored, |column| column.role);
    let mut wording = Wording { rows, request, role: &role, known, file, count: read.count, pairs: Vec::new() };
    let broken = read.broken.take();
    match read.count {
        0 if broken.is_none() => Err(wording.no_rows(read.incomplete.len()).into()),
        _ => DataErrors::of(wording.errors(&read.problems).into_iter().chain(broken).collect()),
    }
}

/// Readers of the file to train on, whose words are not known yet.
fn training_reader(rows: &Rows, request: &Request, roles: &[Role]) -> TableReader {
    let column = |place: usize| {
        let (role, name) = (roles[place], &rows.header[place]);
        let classes = role == Role::Target && request.task == Task::Classification;
        let contents = match role {
            Role::Category => Contents::NewWords(Categories::default()),
            _ if classes => Contents::NewWords(Categories::default()),
            Role::Number | Role::Target | Role::Weight | Role::Ignored => {
                Contents::Numbers(request.kinds.get(name).copied())
            }
        };
        ColumnReader::new(place, role, contents).missing(answer(request, role, name))
    };
    let place = |name: &str| rows.header.iter().position(|known| known == name).expect("roles have looked for it");
    let inputs = (0..roles.len()).filter(|&place| matches!(roles[place], Role::Number | Role::Category));
    TableReader::new(
        inputs.map(column).collect(),
        request.targets.iter().map(|name| column(place(name))).collect(),
        request.weights.map(|name| column(place(name))),
        &request.format,
        Dropped::LeftOut,
    )
}

/// What becomes of a missing cell of a column in this role.
fn answer(request: &Request, role: Role, name: &str) -> Option<WhenMissing> {
    match role {
        Role::Number | Role::Category => request.missing?.of_input(name),
        Role::Target | Role::Weight => request.missing?.of_target(name),
        Role::Ignored => None,
    }
}

/// The table of what was read; its words are sorted.
fn table(reader: TableReader, mut read: ReadRows, request: &Request, header: &[String]) -> RawTable {
    let width = reader.inputs.len();
    let weights = reader.weight.is_some().then_some(read.weights);
    let mut columns = Vec::new();
    for (position, column) in reader.inputs.into_iter().enumerate() {
        let name = &header[column.place];
        columns.push(input_column(column, name, read.inputs.get_mut(position..).unwrap_or_default(), width));
    }
    let target = target(reader.targets, read.targets, request);
    RawTable {
        rows: read.count,
        inputs: read.inputs,
        columns,
        target,
        weights,
        left_out: read.left_out,
        incomplete: read.incomplete.len(),
    }
}

/// What was found out of a column of inputs. Its categories are sorted, and its cells numbered like them.
///
/// inputs: the cells of the table from its first one on, of which every `width`th is its own
fn input_column(column: ColumnReader, name: &str, inputs: &mut [f64], width: usize) -> Column {
    let marks = matches!(column.missing, Some(WhenMissing::Category | WhenMissing::Indicator));
    let found = Column { missing: column.missing, marks_missing: marks && column.has_missing, ..Column::number(name) };
    match column.contents {
        Contents::Numbers(kind) => Column { kind, currency: column.currency, ..found },
        Contents::NewWords(words) => {
            let (categories, places) = words.sorted();
            renumber(inputs.iter_mut().step_by(width), &places);
            Column { categories: Some(categories), ..found }
        }
        Contents::KnownWords(_) => unreachable!("the words of this file are new"),
    }
}

fn renumber<'a>(cells: impl Iterator<Item = &'a mut f64>, places: &[usize]) {
    for cell in cells.filter(|cell| !cell.is_nan()) {
        *cell = places[*cell as usize] as f64;
    }
}

fn target(mut columns: Vec<ColumnReader>, values: Vec<f64>, request: &Request) -> Target {
    match columns.pop().map(|column| column.contents) {
        Some(Contents::NewWords(classes)) => {
            let (classes, places) = classes.sorted();
            let labels = values.into_iter().map(|label| places[label as usize]).collect();
            Target::Classes { name: request.targets[0].clone(), labels, classes }
        }
        Some(Contents::Numbers(_) | Contents::KnownWords(_)) | None => {
            Target::Numbers { values, names: request.targets.to_vec() }
        }
    }
}
