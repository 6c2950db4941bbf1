//! From rows of text to a table of numbers, in one pass.
//!
//! A class or a category is numbered as it comes and renumbered when all are known. Rows with missing cells
//! are left out, kept as NaN, or an error, as `missing` says.

use experiment::spec::{Missing, Task};

use super::categories::Categories;
use super::cell::missing;
use super::roles::{Role, roles};
use super::rows::Rows;
use super::{Source, complaint, values};
use crate::data_error::DataError;
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
    /// The columns that are not looked at.
    pub ignore: &'a [String],
    /// Classes or numbers.
    pub task: Task,
}

impl Wanted<'_> {
    /// Whether a row is left out for a missing cell in one of these columns.
    pub fn leaves_out(&self, rows: &Rows, mut columns: impl Iterator<Item = usize>) -> bool {
        self.missing == Some(Missing::Drop) && columns.any(|column| missing(rows.cell(column)))
    }
}

/// Reads the whole source.
///
/// # Errors
/// The first fault of the file, with its line.
pub fn read(source: &Source, wanted: &Wanted) -> Result<Table, DataError> {
    let mut rows = Rows::open(source)?;
    let mut reading = Reading::new(roles(&rows, wanted)?, wanted);
    while rows.next()? {
        reading.row(&rows)?;
    }
    if reading.count == 0 {
        return Err(complaint::nothing(&rows, reading.left_out.len()));
    }
    Ok(reading.finish(&rows.header))
}

struct Reading<'a> {
    wanted: &'a Wanted<'a>,
    roles: Vec<Role>,
    count: usize,
    left_out: Vec<usize>,
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
            count: 0,
            left_out: Vec::new(),
            inputs: Vec::new(),
            categories,
            labels: Vec::new(),
            classes: Categories::default(),
            values: Vec::new(),
            weights: Vec::new(),
        }
    }

    fn row(&mut self, rows: &Rows) -> Result<(), DataError> {
        let used = (0..self.roles.len()).filter(|&column| self.roles[column] != Role::Ignored);
        if self.wanted.leaves_out(rows, used) {
            self.left_out.push(self.count + self.left_out.len());
            return Ok(());
        }
        self.count += 1;
        for column in 0..self.roles.len() {
            match self.roles[column] {
                Role::Number => self.inputs.push(values::input(rows, column, self.wanted)?),
                Role::Category => {
                    let (known, wanted) = (&mut self.categories[column], self.wanted);
                    let many = || complaint::many_categories(rows, column, wanted);
                    let index = |text: &str| known.index(text).ok_or_else(many);
                    self.inputs.push(values::category(rows, column, self.wanted, index)?);
                }
                Role::Target => self.target(rows, column)?,
                Role::Weight => self.weights.push(values::weight(rows, column)?),
                Role::Ignored => {}
            }
        }
        Ok(())
    }

    fn target(&mut self, rows: &Rows, column: usize) -> Result<(), DataError> {
        let text = values::target(rows, column)?;
        match self.wanted.task {
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
        let target = match self.wanted.task {
            Task::Regression => Target::curve(name, self.values),
            Task::Classification => {
                let (classes, places) = self.classes.sorted();
                let labels = self.labels.into_iter().map(|label| places[label]).collect();
                Target::Classes { name: name.into(), labels, classes }
            }
        };
        let weights = self.wanted.weights.map(|_| self.weights);
        Table { rows: self.count, inputs: self.inputs, columns, target, weights, left_out: self.left_out }
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
