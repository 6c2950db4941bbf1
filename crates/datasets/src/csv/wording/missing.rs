//! How missing cells are told: in an input, in a target or a weight, and where the answer of the config does not go
//! with the column.

use experiment::spec::WhenMissing;

use super::Wording;
use crate::csv::column::{Role, UnfitAnswer};
use crate::csv::problems::Columns;
use crate::csv::remedy::{Remedies, missing_with};
use crate::data_error::DataError;

impl Wording<'_> {
    pub(super) fn missing_input(&self, columns: &Columns, remedies: &mut Remedies) -> DataError {
        for (place, _) in columns {
            let answer = match (self.role)(*place) {
                Role::Category => WhenMissing::Category,
                _ if remedies.makes_categorical(&self.rows.header[*place]) => WhenMissing::Category,
                Role::Number | Role::Target | Role::Weight | Role::Ignored => WhenMissing::Mean,
            };
            remedies.answer(&self.rows.header[*place], answer);
        }
        let message = match columns.as_slice() {
            [(place, _)] => format!("a cell of {:?} is missing", self.rows.header[*place]),
            _ => format!("{} columns have missing cells: {}", columns.len(), self.listed(columns)),
        };
        let error = self.rows.error_at(self.first(columns), message);
        let error = match self.request.missing {
            None => error.help(MEAN).help(DROP),
            given => {
                let mean = missing_with(given, &self.rows.header[columns[0].0], WhenMissing::Mean);
                error.help(format!("write {mean} in [dataset] to fill in the mean of the training part"))
            }
        };
        let category = columns.iter().any(|(place, _)| (self.role)(*place) == Role::Category);
        if category { error.help(CATEGORY) } else { error }
    }

    pub(super) fn missing_target(&self, role: Role, columns: &Columns, remedies: &mut Remedies) -> DataError {
        let (place, _) = columns[0];
        let name = &self.rows.header[place];
        columns.iter().for_each(|(place, _)| remedies.answer(&self.rows.header[*place], WhenMissing::Drop));
        let what = if role == Role::Weight { "weight" } else { "target" };
        let error = self.rows.error_at(self.first(columns), format!("the {what} {name:?} is missing"));
        match self.request.missing {
            None => error.help(DROP),
            given => error.help(format!(
                "write {} in [dataset] to leave out rows without it",
                missing_with(given, name, WhenMissing::Drop)
            )),
        }
    }

    pub(super) fn missing_otherwise(
        &self,
        answer: UnfitAnswer,
        columns: &Columns,
        remedies: &mut Remedies,
    ) -> DataError {
        let (name, given) = (&self.rows.header[columns[0].0], self.request.missing);
        let (message, instead) = match answer {
            UnfitAnswer::CategoryOfNumbers => ("\"category\" is for categories", WhenMissing::Indicator),
            UnfitAnswer::MedianOfCategories => ("categories have no median", WhenMissing::MostFrequent),
        };
        columns.iter().for_each(|(place, _)| remedies.answer(&self.rows.header[*place], instead));
        let error = self.rows.error_at(self.first(columns), format!("{message}, and a cell of {name:?} is missing"));
        let help = format!("write {} in [dataset]", missing_with(given, name, instead));
        DataError { at: "dataset.missing".into(), ..error }.help(help)
    }
}

const DROP: &str = "write missing = \"drop\" in [dataset] to leave out rows with missing cells";
const MEAN: &str = "write missing = \"mean\" in [dataset] to fill in the mean of the training part";
const CATEGORY: &str = "write missing = \"category\" to make a missing cell a category of its own";
