//! Cells that are not numbers where numbers are needed: what they seem to be, and the key that reads them so.

use super::Wording;
use crate::csv::problems::{Columns, ProblemCells};
use crate::csv::remedy::{Remedy, remedy, words};
use crate::data_error::{DataError, list};

impl Wording<'_> {
    /// Words in columns of numbers.
    pub(super) fn words(&self, columns: &Columns) -> DataError {
        let found = |cells: &ProblemCells| remedy(cells, self.count, &self.pairs);
        let message = match columns.as_slice() {
            [(_, cells)] => format!("{:?} is not a number", cells.texts[0]),
            _ => format!("{} columns hold cells that are not numbers: {}", columns.len(), self.listed(columns)),
        };
        let error = self.rows.error_at(self.first(columns), message);
        let [(place, cells)] = columns.as_slice() else { return self.several(columns, error) };
        words(&self.rows.header[*place], found(cells), cells, &self.surroundings())
            .into_iter()
            .fold(error, DataError::help)
    }

    /// One line of help for each remedy, with the columns that it is for.
    fn several(&self, columns: &Columns, mut error: DataError) -> DataError {
        let mut told: Vec<Remedy> = Vec::new();
        for (_, cells) in columns {
            let this = remedy(cells, self.count, &self.pairs);
            if told.contains(&this) {
                continue;
            }
            told.push(this);
            let alike = columns.iter().filter(|(_, cells)| remedy(cells, self.count, &self.pairs) == this);
            let names: Vec<String> = alike.map(|(place, _)| format!("{:?}", self.rows.header[*place])).collect();
            error = error.help(format!("{}: {}, for example {:?}", meaning(this), list(&names), cells.texts[0]));
        }
        error
    }

    /// Words in a target that is to be a number.
    pub(super) fn word_for_target(&self, columns: &Columns) -> DataError {
        let (place, cells) = columns[0];
        let message = format!("{:?} is not a number, and the target of a regression is", cells.texts[0]);
        let error = self.rows.error_at(self.first(columns), message);
        let error = DataError { at: self.rows.target_key().into(), ..error };
        match remedy(cells, self.count, &self.pairs) {
            found @ (Remedy::NumberSeparators(..) | Remedy::Kind(..)) => {
                words(&self.rows.header[place], found, cells, &self.surroundings())
                    .into_iter()
                    .fold(error, DataError::help)
            }
            Remedy::OtherDates | Remedy::Quote | Remedy::MissingWords | Remedy::Categories | Remedy::RowNames => {
                error.help("to predict classes, write task = \"classification\" in [dataset]")
            }
        }
    }
}

/// What cells are, by the remedy that they need.
fn meaning(remedy: Remedy) -> &'static str {
    use experiment::spec::ColumnKind::{Boolean, Currency, Date, Percent};
    match remedy {
        Remedy::NumberSeparators(..) => "numbers with other signs",
        Remedy::Kind(Date, ..) => "dates",
        Remedy::Kind(Percent, ..) => "percentages",
        Remedy::Kind(Currency, ..) => "amounts of money",
        Remedy::Kind(Boolean, ..) => "yes or no",
        Remedy::OtherDates => "dates that are not written as 2024-02-29",
        Remedy::Quote => "quotes behind a blank",
        Remedy::MissingWords => "few words among numbers, which may mean \"missing\"",
        Remedy::Categories => "categories",
        Remedy::RowNames => "names of rows, which predict nothing",
    }
}
