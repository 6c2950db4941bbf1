//! From rows of text to a table of numbers, in one pass.
//!
//! A class or a category is numbered as it comes and renumbered when all are known. Rows with missing cells
//! are left out, kept as NaN, or an error, as `missing` says.

use experiment::spec::{Missing, Task};

use super::Source;
use super::categories::{Categories, MOST};
use super::cell::{Cell, missing, number};
use super::roles::{Role, roles};
use super::rows::Rows;
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

/// Reads the whole source.
///
/// # Errors
/// The first fault of the file, with its line.
pub fn read(source: &Source, wanted: &Wanted) -> Result<Table, Fault> {
    let mut rows = Rows::open(source)?;
    let mut reading = Reading::new(roles(&rows, wanted)?, wanted, &rows.header);
    while rows.next()? {
        reading.row(&rows)?;
    }
    if reading.count == 0 {
        return Err(reading.nothing(&rows));
    }
    Ok(reading.finish(&rows.header))
}

struct Reading<'a> {
    wanted: &'a Wanted<'a>,
    roles: Vec<Role>,
    names: Vec<String>,
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
    fn new(roles: Vec<Role>, wanted: &'a Wanted<'a>, header: &[String]) -> Self {
        let categories = roles.iter().map(|_| Categories::default()).collect();
        Reading {
            wanted,
            roles,
            names: header.to_vec(),
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
        if self.wanted.missing == Some(Missing::Drop) && rows.cells().iter().any(missing) {
            self.dropped += 1;
            return Ok(());
        }
        self.count += 1;
        for (column, text) in rows.cells().iter().enumerate() {
            match self.roles[column] {
                Role::Number => {
                    let value = self.number(rows, column, text)?;
                    self.inputs.push(value);
                }
                Role::Category => {
                    let value = self.category(rows, column, text)?;
                    self.inputs.push(value);
                }
                Role::Target => self.target(rows, column, text)?,
                Role::Weight => {
                    let value = self.weight(rows, column, text)?;
                    self.weights.push(value);
                }
            }
        }
        Ok(())
    }

    fn number(&self, rows: &Rows, column: usize, text: &str) -> Result<f64, Fault> {
        match number(text) {
            Cell::Number(value) => Ok(value),
            Cell::Missing if self.wanted.missing.is_some() => Ok(f64::NAN),
            Cell::Missing => Err(self.missing(rows, column)),
            Cell::Infinite => Err(infinite(rows, column, text)),
            Cell::Text => Err(self.text(rows, column, text)),
        }
    }

    fn category(&mut self, rows: &Rows, column: usize, text: &str) -> Result<f64, Fault> {
        if missing(text) {
            return match self.wanted.missing {
                Some(_) => Ok(f64::NAN),
                None => Err(self.missing(rows, column)),
            };
        }
        let index = self.categories[column].index(text).ok_or_else(|| {
            let message =
                format!("{:?} has more than {MOST} different values, too many to be categories", self.names[column]);
            rows.fault(column, message, "").help("leave it out of categorical, and out of the file if it holds names")
        })?;
        Ok(index as f64)
    }

    fn target(&mut self, rows: &Rows, column: usize, text: &str) -> Result<(), Fault> {
        if missing(text) {
            return Err(rows
                .fault(column, format!("the target {:?} is missing", self.names[column]), "")
                .help("write missing = \"drop\" in [dataset] to leave out rows with missing cells"));
        }
        match *self.task.get_or_insert_with(|| guess(text)) {
            Task::Classification => {
                let label = self.classes.index(text).ok_or_else(|| self.too_many(rows, column, text))?;
                self.labels.push(label);
            }
            Task::Regression => match number(text) {
                Cell::Number(value) => self.values.push(value),
                Cell::Missing => unreachable!("asked above"),
                Cell::Infinite => return Err(infinite(rows, column, text)),
                Cell::Text => return Err(worded(rows, column, text)),
            },
        }
        Ok(())
    }

    fn weight(&self, rows: &Rows, column: usize, text: &str) -> Result<f64, Fault> {
        match number(text) {
            Cell::Number(value) if value >= 0.0 => Ok(value),
            Cell::Number(_) => {
                Err(rows.fault(column, format!("the weight {text} is negative"), "").help("weights are 0 or more"))
            }
            Cell::Missing => Err(rows
                .fault(column, format!("the weight {:?} is missing", self.names[column]), "")
                .help("write missing = \"drop\" in [dataset] to leave out rows with missing cells")),
            Cell::Infinite => Err(infinite(rows, column, text)),
            Cell::Text => Err(rows.fault(column, format!("{text:?} is not a number"), "").help("weights are numbers")),
        }
    }

    fn missing(&self, rows: &Rows, column: usize) -> Fault {
        rows.fault(column, format!("a cell of {:?} is missing", self.names[column]), "").help(
            "write missing = \"mean\" in [dataset] to put the mean of the training part, or missing = \"drop\" to leave out such rows",
        )
    }

    fn text(&self, rows: &Rows, column: usize, text: &str) -> Fault {
        let fault = rows.fault(column, format!("{text:?} is not a number"), "");
        if text.replacen(',', ".", 1).parse::<f64>().is_ok() {
            return fault.help("write numbers with a decimal point, 3.5");
        }
        let name = &self.names[column];
        let all: Vec<String> = self.wanted.categorical.iter().chain([name]).map(|name| format!("{name:?}")).collect();
        fault.help(format!("if {name:?} holds categories, write categorical = [{}] in [dataset]", all.join(", ")))
    }

    fn too_many(&self, rows: &Rows, column: usize, text: &str) -> Fault {
        let name = &self.names[column];
        let fault = rows.fault(column, format!("the target {name:?} has more than {MOST} different values"), "");
        let mut fault = match number(text) {
            Cell::Number(_) => fault.help("to predict it as a number, write task = \"regression\" in [dataset]"),
            Cell::Missing | Cell::Infinite | Cell::Text => fault.help("a target of classes has a few values"),
        };
        fault.at = "dataset.target".into();
        fault
    }

    fn nothing(&self, rows: &Rows) -> Fault {
        match self.dropped {
            0 => rows.file_fault(|name| format!("{name} has a header but no rows")).help("one line for each sample"),
            _ => rows
                .file_fault(|name| format!("every row of {name} has a missing cell, so none is left"))
                .help("write missing = \"mean\" in [dataset], or fill the cells"),
        }
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

fn infinite(rows: &Rows, column: usize, text: &str) -> Fault {
    rows.fault(column, format!("{text:?} is not finite"), "").help("a cell holds a number below 1.8e308, or nothing")
}

fn worded(rows: &Rows, column: usize, text: &str) -> Fault {
    let mut fault = rows
        .fault(column, format!("{text:?} is not a number, and the target of a regression is"), "")
        .help("to predict classes, write task = \"classification\" in [dataset]");
    fault.at = "dataset.target".into();
    fault
}
