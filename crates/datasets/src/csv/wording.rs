//! How the problems of a file are told: one error for the columns that share a problem, with the key that remedies it,
//! and at the end the keys that remedy everything, to paste into the config.

mod missing;
mod no_number;

use experiment::spec::RowRange;
use experiment::words::count;

use super::categories::MOST;
use super::cell::{Cell, CellReader};
use super::column::{Problem, Role};
use super::place::Address;
use super::problems::{Columns, ProblemCells, Problems};
use super::remedy::{Remedies, Remedy, Surroundings, ignored, pairs, remedy};
use super::request::Request;
use super::rows::Rows;
use super::signs::NumberSeparators;
use crate::data_error::{DataError, list};

/// Which file the problems are in.
#[derive(Clone, Copy)]
pub enum FileRole {
    /// The file to train on.
    Training,
    /// The file of the test part.
    TestFile,
}

/// What is known about the file whose problems are told.
pub struct Wording<'a> {
    /// The file, for names and places.
    pub rows: &'a Rows,
    /// What the config says of it.
    pub request: &'a Request<'a>,
    /// The role of a column by its place.
    pub role: &'a dyn Fn(usize) -> Role,
    /// The words that a column by its place had in the file to train on.
    pub known: &'a dyn Fn(usize) -> Vec<String>,
    /// Which file it is.
    pub file: FileRole,
    /// How many rows were read.
    pub count: usize,
    /// The signs that numbers may be written with, the likelier first.
    pub pairs: Vec<NumberSeparators>,
}

impl Wording<'_> {
    /// All problems, each with its place and its remedy.
    pub fn errors(&mut self, problems: &Problems) -> Vec<DataError> {
        let groups = problems.by_problem().into_iter().filter(|(problem, _)| *problem == Problem::NoNumber);
        self.pairs = pairs(self.rows.delimiter(), &groups.flat_map(|(_, columns)| columns).collect());
        let mut remedies = self.remedies_for_words(problems);
        let mut errors = Vec::new();
        let mut columns = 0;
        for (problem, group) in problems.by_problem() {
            columns += group.len();
            for role in [&[Role::Number, Role::Category][..], &[Role::Target], &[Role::Weight]] {
                let here: Columns =
                    group.iter().copied().filter(|(place, _)| role.contains(&(self.role)(*place))).collect();
                if !here.is_empty() {
                    errors.push(self.error(problem, role[0], &here, &mut remedies));
                }
            }
        }
        let toml = remedies.toml(self.request);
        if columns > 1 && !toml.is_empty() {
            let last = errors.pop().map(|error| error.help(format!("to paste into [dataset]:\n{}", toml.join("\n"))));
            errors.extend(last);
        }
        errors
    }

    /// What columns of words need comes first: their missing cells are those of categories then, or of no column.
    fn remedies_for_words(&self, problems: &Problems) -> Remedies {
        let mut remedies = Remedies::default();
        let groups = problems.by_problem().into_iter().filter(|(problem, _)| *problem == Problem::NoNumber);
        for (place, cells) in groups.flat_map(|(_, columns)| columns) {
            let found = remedy(cells, self.count, &self.pairs);
            let is_number = matches!(found, Remedy::NumberSeparators(..) | Remedy::Kind(..));
            match (self.role)(place) {
                Role::Number | Role::Category => remedies.add(&self.rows.header[place], found, cells),
                Role::Target if is_number => remedies.add(&self.rows.header[place], found, cells),
                Role::Target | Role::Weight | Role::Ignored => {}
            }
        }
        remedies
    }

    fn error(&self, problem: Problem, role: Role, columns: &Columns, remedies: &mut Remedies) -> DataError {
        let (place, cells) = columns[0];
        let (name, text) = (&self.rows.header[place], cells.texts.first().map_or("", String::as_str));
        let at = |message: String| self.rows.error_at(self.first(columns), message);
        match (problem, role) {
            (Problem::Missing, Role::Target | Role::Weight) => self.missing_target(role, columns, remedies),
            (Problem::Missing, Role::Number | Role::Category | Role::Ignored) => self.missing_input(columns, remedies),
            (Problem::MissingOtherwise(answer), _) => self.missing_otherwise(answer, columns, remedies),
            (Problem::NoNumber, Role::Target) => self.word_for_target(columns),
            (Problem::NoNumber, Role::Weight) => at(format!("{text:?} is not a number")).help("weights are numbers"),
            (Problem::NoNumber, Role::Number | Role::Category | Role::Ignored) => self.words(columns),
            (Problem::Infinite, _) => {
                at(format!("{text:?} is not finite")).help("a cell holds a number below 1.8e308, or nothing")
            }
            (Problem::Negative, _) => at(format!("the weight {text} is negative")).help("weights are 0 or more"),
            (Problem::OtherCurrency, _) => at(format!("{text:?} is in another currency than the cells before it"))
                .help(format!("convert the amounts of {name:?} into one currency")),
            (Problem::TooManyWords, Role::Target) => self.many_classes(place, cells),
            (Problem::TooManyWords, Role::Number | Role::Category | Role::Weight | Role::Ignored) => {
                at(format!("{name:?} has more than {MOST} different values, too many for categories")).help(format!(
                    "take it out of categorical; if it only names the rows, write {}",
                    ignored(name, self.request)
                ))
            }
            (Problem::Unseen, _) => self.unseen(columns),
        }
    }

    fn surroundings(&self) -> Surroundings<'_> {
        Surroundings { request: self.request, pairs: &self.pairs, rows: self.count }
    }

    fn first(&self, columns: &Columns) -> Address {
        columns.iter().map(|(_, cells)| cells.first).min().expect("a problem has a column")
    }

    /// `"a" (3 cells), "b" (1 cell)`.
    fn listed(&self, columns: &Columns) -> String {
        let cells = |cells: &ProblemCells| count(cells.count, "cell");
        let names: Vec<String> =
            columns.iter().map(|(place, c)| format!("{:?} ({})", self.rows.header[*place], cells(c))).collect();
        list(&names)
    }

    fn many_classes(&self, place: usize, cells: &ProblemCells) -> DataError {
        let message = format!("the target {:?} has more than {MOST} different values", self.rows.header[place]);
        let error = self.rows.error_at(cells.first, message);
        let error = DataError { at: self.rows.target_key().into(), ..error };
        match CellReader::new(&self.request.format).number(&cells.texts[0], None) {
            Cell::Number(_) => error.help("to predict it as a number, write task = \"regression\" in [dataset]"),
            Cell::Missing | Cell::Infinite | Cell::Text => error.help("a target of classes has a few values"),
        }
    }

    /// Values that the network cannot know.
    fn unseen(&self, columns: &Columns) -> DataError {
        let (place, cells) = columns[0];
        let quoted = |texts: &[String]| list(&texts.iter().map(|text| format!("{text:?}")).collect::<Vec<_>>());
        let message = match columns.as_slice() {
            [(_, cells)] => {
                format!("the file of path never has {:?} as {}", self.rows.header[place], quoted(&cells.texts))
            }
            _ => format!("{} columns hold values that the file of path does not have", columns.len()),
        };
        let mut error = self.rows.error_at(self.first(columns), message);
        for (place, cells) in columns.iter().filter(|_| columns.len() > 1) {
            error = error.help(format!("{:?}: {}", self.rows.header[*place], quoted(&cells.texts)));
        }
        if columns.len() == 1 {
            error = error.help(format!("it has: {}", list(&(self.known)(cells.first.field))));
        }
        let target = columns.iter().any(|(place, _)| self.request.targets.contains(&self.rows.header[*place]));
        let error = error
            .help("a network knows what it was trained on: leave the row out, or put such rows into the file of path");
        match target {
            true => error,
            false => error.help("or write unknown = \"zero\" in [dataset]: all inputs of such a category are then 0"),
        }
    }

    /// No row left.
    pub fn no_rows(&self, incomplete: usize) -> DataError {
        match (incomplete, self.file) {
            (0, FileRole::Training) if self.request.rows != RowRange::ALL => {
                let error = self.rows.file_error(|name| format!("{name} has none of the rows of the config"));
                DataError { at: "dataset.rows".into(), ..error }.help("rows are counted from 0 behind the header")
            }
            (0, _) => {
                self.rows.file_error(|name| format!("{name} has a header but no rows")).help("one line for each sample")
            }
            _ => self
                .rows
                .file_error(|name| format!("every row of {name} has a missing cell, so none is left"))
                .help("write missing = \"mean\" in [dataset], or fill the cells"),
        }
    }
}
