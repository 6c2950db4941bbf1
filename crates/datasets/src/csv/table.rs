//! From rows of text to a table of numbers, in one pass.
//!
//! A class or a category is numbered as it comes and renumbered when all are known. Rows with missing cells
//! are left out, kept as NaN, or an error, as `missing` says.

use experiment::spec::{Missing, Task};

use super::categories::Categories;
use super::cell::{Cell, missing, number};
use super::roles::{Role, roles};
use super::rows::Rows;
use super::{Source, complaint, values};
use crate::fault::Fault;
use crate::table::{Column, Table, Target};

/// What the config says about the columns.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// The column to predict.
    pub target: &'a str,
    /// The column that weighs the samples.
    pub weights: Option<&'a str>,
    /// The columns of categories.
    pub categorical: &'a [String],
    /// What to do with missing cells.
    pub missing: Option<Missing>,
    /// Classes or numbers; `None` is what the first row holds.
    pub task: Option<Task>,
}

impl Wanted<'_> {
    /// Whether a row is left out for a missing cell.
    pub fn leaves_out(&self, rows: &Rows) -> bool {
        self.missing == Some(Missing::Drop) && rows.cells().any(missing)
    }
}

/// Reads the whole source.
///
/// # Errors
/// The first fault of the file, with its line.
pub fn read(source: &Source, wanted: &Wanted) -> Result<Table, Fault> {
    let mut rows = Rows::open(source)?;
    let mut reading = Reading::new(roles(&rows, wanted)?, wanted);
    while rows.next()? {
        reading.row(&rows)?;
    }
    if reading.count == 0 {
        return Err(complaint::nothing(&rows, reading.dropped));
    }
    Ok(reading.finish(&rows.header))
}

struct Reading<'a> {
    wanted: &'a Wanted<'a>,
    roles: Vec<Role>,
    task: Option<Task>,
    count: usize,
    dropped: usize,
    inputs: Vec<f64>,
    categories: Vec<Categories>,
    labels: Vec<usize>,
    classes: Categories,
    values: Vec<f64>,
    weights: Vec<f64>,
}

impl<'a> Reading<'a> {
    fn new(roles: Vec<Role>, wanted: &'a Wanted<'a>) -> Self {
        let categories = roles.iter().map(|_| Categories::default()).collect();
        Reading {
            wanted,
            roles,
            task: wanted.task,
            count: 0,
            dropped: 0,
            inputs: Vec::new(),
            categories,
            labels: Vec::new(),
            classes: Categories::default(),
            values: Vec::new(),
            weights: Vec::new(),
        }
    }

    fn row(&mut self, rows: &Rows) -> Result<(), Fault> {
        if self.wanted.leaves_out(rows) {
            self.dropped += 1;
            return Ok(());
        }
        self.count += 1;
        for column in 0..self.roles.len() {
            match self.roles[column] {
                Role::Number => self.inputs.push(values::input(rows, column, self.wanted)?),
                Role::Category => {
                    let known = &mut self.categories[column];
                    let index = |text: &str| known.index(text).ok_or_else(|| complaint::many_categories(rows, column));
                    self.inputs.push(values::category(rows, column, self.wanted, index)?);
                }
                Role::Target => self.target(rows, column)?,
                Role::Weight => self.weights.push(values::weight(rows, column)?),
            }
        }
        Ok(())
    }

    fn target(&mut self, rows: &Rows, column: usize) -> Result<(), Fault> {
        let text = values::target(rows, column)?;
        match *self.task.get_or_insert_with(|| guess(text)) {
            Task::Classification => {
                let label = self.classes.index(text).ok_or_else(|| complaint::many_classes(rows, column, text))?;
                self.labels.push(label);
            }
            Task::Regression => self.values.push(values::answer(rows, column)?),
        }
        Ok(())
    }

    fn finish(mut self, header: &[String]) -> Table {
        let columns = self.columns(header);
        let name = self.wanted.target;
        let target = match self.task {
            Some(Task::Regression) => Target::curve(name, self.values),
            Some(Task::Classification) | None => {
                let (classes, places) = self.classes.sorted();
                let labels = self.labels.into_iter().map(|label| places[label]).collect();
                Target::Classes { name: name.into(), labels, classes }
            }
        };
        let weights = self.wanted.weights.map(|_| self.weights);
        Table { rows: self.count, inputs: self.inputs, columns, target, weights }
    }

    /// The input columns; the numbers of their categories are put in order.
    fn columns(&mut self, header: &[String]) -> Vec<Column> {
        let inputs: Vec<usize> = (0..self.roles.len()).filter(|&column| self.is_input(column)).collect();
        let mut columns = Vec::new();
        for (position, &column) in inputs.iter().enumerate() {
            let name = header[column].clone();
            if self.roles[column] == Role::Number {
                columns.push(Column::number(name));
                continue;
            }
            let (values, places) = std::mem::take(&mut self.categories[column]).sorted();
            for cell in self.inputs.iter_mut().skip(position).step_by(inputs.len()).filter(|cell| !cell.is_nan()) {
                *cell = places[*cell as usize] as f64;
            }
            columns.push(Column { name, categories: Some(values) });
        }
        columns
    }

    fn is_input(&self, column: usize) -> bool {
        matches!(self.roles[column], Role::Number | Role::Category)
    }
}

/// A number is a number to predict, a word is a class.
fn guess(text: &str) -> Task {
    match number(text) {
        Cell::Number(_) => Task::Regression,
        Cell::Missing | Cell::Infinite | Cell::Text => Task::Classification,
    }
}
