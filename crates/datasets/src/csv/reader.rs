//! Reads the rows of a file through its column readers: the one way from cells to numbers, for the file to train on,
//! for a test file, and for new data.

use experiment::spec::{RowRange, WhenMissing};

use super::cell::{Cell, CellReader};
use super::column::{ColumnReader, Contents};
use super::format::FileFormat;
use super::problems::Problems;
use super::room::{self, OutOfMemory};
use super::rows::Rows;
use crate::data_error::DataError;

/// The columns of a file that are read, and what was read of them.
pub struct TableReader {
    /// The inputs, in the order of the table.
    pub inputs: Vec<ColumnReader>,
    /// The targets.
    pub targets: Vec<ColumnReader>,
    /// The weight of the sample.
    pub weight: Option<ColumnReader>,
    /// What becomes of a row with a missing cell in a column that answers "drop".
    pub dropped: Dropped,
    /// Whether the cells are wanted as they are.
    originals: Originals,
    cells: CellReader,
}

/// From so many rows on, room for all of them is made at once.
const MANY: usize = 1 << 16;

/// What becomes of a row with a missing cell that should be dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dropped {
    /// It is left out.
    LeftOut,
    /// It stays and is listed: a prediction is asked for every row.
    Kept,
}

/// What becomes of the cells once they are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Originals {
    /// They are kept as they are, beside what was read.
    Kept,
    /// They are not.
    Dropped,
}

/// The rows of a file, column by column.
#[derive(Debug, Default)]
pub struct ReadRows {
    /// The number of rows that were kept.
    pub count: usize,
    /// The cells of each row as they are, if they are wanted.
    pub cells: Vec<Vec<String>>,
    /// (rows, inputs): numbers and indices of words; a missing one is NaN.
    pub inputs: Vec<f64>,
    /// (rows, targets): numbers and indices of classes.
    pub targets: Vec<f64>,
    /// The weight of each row, if there is such a column.
    pub weights: Vec<f64>,
    /// The rows of the file that are not among them, counted from 0 behind the header.
    pub left_out: Vec<usize>,
    /// The rows with a missing cell to drop, counted alike.
    pub incomplete: Vec<usize>,
    /// What is wrong with cells.
    pub problems: Problems,
    /// What is wrong with the line that reading ended at.
    pub broken: Option<DataError>,
}

impl TableReader {
    /// A reader of these columns in a file of this format.
    pub fn new(
        inputs: Vec<ColumnReader>,
        targets: Vec<ColumnReader>,
        weight: Option<ColumnReader>,
        format: &FileFormat,
        dropped: Dropped,
    ) -> Self {
        let (originals, cells) = (Originals::Dropped, CellReader::new(format));
        TableReader { inputs, targets, weight, dropped, originals, cells }
    }

    /// The same, which keeps the cells as they are.
    pub fn keeping_cells(self) -> Self {
        TableReader { originals: Originals::Kept, ..self }
    }

    /// Reads all rows of the range, up to a line that is no row. Problems of cells are collected.
    pub fn read(&mut self, rows: &mut Rows, range: RowRange) -> ReadRows {
        let mut read = ReadRows::default();
        // A list that grows is copied, and for that moment there twice. A wrong guess costs nothing but addresses.
        let wanted = range.end.unwrap_or(u64::MAX).saturating_sub(range.start);
        let count = usize::try_from(rows.expected.min(wanted)).unwrap_or_default();
        if count > MANY {
            let _ = read.inputs.try_reserve(count.saturating_mul(self.inputs.len()));
            let _ = read.targets.try_reserve(count.saturating_mul(self.targets.len()));
        }
        read.broken = self.rows(rows, range, &mut read).err();
        read
    }

    fn rows(&mut self, rows: &mut Rows, range: RowRange, read: &mut ReadRows) -> Result<(), DataError> {
        let dropping: Vec<usize> = self
            .columns()
            .filter(|column| column.missing == Some(WhenMissing::Drop))
            .map(|column| column.place)
            .collect();
        let mut number = 0;
        let mut first = true;
        while rows.next()? {
            let names = first && rows.header_of_config && self.is_header(rows);
            first = false;
            if names {
                continue;
            }
            self.make_room(read).map_err(|what| no_room(rows, what))?;
            match range.contains(number as u64) {
                true => self.row(rows, number, &dropping, read),
                false => read.left_out.push(number),
            }
            number += 1;
        }
        room::for_rows(read.count).map_err(|what| no_room(rows, what))
    }

    /// For one more row.
    fn make_room(&self, read: &mut ReadRows) -> Result<(), OutOfMemory> {
        room::try_reserve(&mut read.inputs, self.inputs.len())?;
        room::try_reserve(&mut read.targets, self.targets.len())?;
        room::try_reserve(&mut read.weights, 1)?;
        room::try_reserve(&mut read.left_out, 1)?;
        room::try_reserve(&mut read.incomplete, 1)
    }

    fn row(&mut self, rows: &Rows, number: usize, dropping: &[usize], read: &mut ReadRows) {
        if dropping.iter().any(|&place| self.cells.is_missing(rows.cell(place))) {
            read.incomplete.push(number);
            if self.dropped == Dropped::LeftOut {
                read.left_out.push(number);
                return;
            }
        }
        read.count += 1;
        if self.originals == Originals::Kept {
            read.cells.push(rows.cells().map(str::to_owned).collect());
        }
        let (cells, problems) = (&self.cells, &mut read.problems);
        let mut values = |columns: &mut [ColumnReader], values: &mut Vec<f64>| {
            for column in columns {
                let short = if column.is_plain() { cells.short(rows.bytes(column.place)) } else { None };
                if let Some(value) = short {
                    values.push(value);
                    continue;
                }
                let text = rows.cell(column.place);
                values.push(column.read(cells, text).unwrap_or_else(|problem| {
                    problems.note(problem, rows.address(column.place), text);
                    f64::NAN
                }));
            }
        };
        values(&mut self.inputs, &mut read.inputs);
        values(&mut self.targets, &mut read.targets);
        values(self.weight.as_mut_slice(), &mut read.weights);
    }

    /// Every column that is read.
    pub fn columns(&self) -> impl Iterator<Item = &ColumnReader> {
        self.inputs.iter().chain(&self.targets).chain(&self.weight)
    }

    /// Whether the record has a word in every column of numbers, so that it is a line of names.
    fn is_header(&self, rows: &Rows) -> bool {
        let mut numbers = self.columns().filter_map(|column| match &column.contents {
            Contents::Numbers(kind) => Some(self.cells.number(rows.cell(column.place), *kind)),
            Contents::NewWords(_) | Contents::KnownWords(_) => None,
        });
        numbers.next() == Some(Cell::Text) && numbers.all(|cell| cell == Cell::Text)
    }
}

fn no_room(rows: &Rows, what: OutOfMemory) -> DataError {
    let error = rows.file_error(|name| format!("{name} does not fit into memory: {what}"));
    error.help("write rows = \"0:100000\" for a part of them, or ignore columns")
}
