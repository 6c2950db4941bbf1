//! The names of the columns: checked for the reader that uses them, and shown in errors.

use std::collections::{BTreeMap, BTreeSet};

use super::Rows;
use super::errors::{HEADER, TRAILING};
use crate::csv::place::Address;
use crate::data_error::{DataError, Recovery};

impl Rows {
    /// Checks the names of the columns that `is_used` by the reader; others may be empty or repeat.
    ///
    /// # Errors
    /// A header of numbers, a used column without a name, or two of them with the same name.
    pub fn check_header(&self, is_used: impl Fn(&str) -> bool) -> Result<(), DataError> {
        if !self.header_of_config && self.header.iter().all(|name| name.parse::<f64>().is_ok()) {
            let error = self.header_error("the first line holds numbers, not names").help(HEADER);
            let names = (1..=self.header.len()).map(|column| format!("c{column}")).collect();
            let error = error.recovery(Recovery::Header(names));
            return Err(if self.source.is_of_config() { error.help(self.header_key()) } else { error });
        }
        let mut earlier = BTreeSet::new();
        for (field, name) in self.header.iter().enumerate().filter(|(_, name)| is_used(name)) {
            if name.is_empty() {
                let error = self.error_in_header(field, format!("column {} has no name", field + 1));
                let last = field > 0 && field + 1 == self.header.len();
                return Err(error
                    .help(if last { TRAILING } else { NAMELESS })
                    .help(IGNORE_NAMELESS)
                    .recovery(Recovery::IgnoreNameless));
            }
            if !earlier.insert(name) {
                let error = self.error_in_header(field, format!("two columns are named {name:?}"));
                let error = error.help("give each column its own name");
                let names = format!("or name them in [dataset]: header = [{}]", self.distinct_names());
                return Err(if self.source.is_of_config() { error.help(names) } else { error });
            }
        }
        Ok(())
    }

    /// The key for a file without names.
    fn header_key(&self) -> String {
        let names: Vec<String> = (1..=self.header.len()).map(|column| format!("\"c{column}\"")).collect();
        format!("for a file without names, write them in [dataset]: header = [{}]", names.join(", "))
    }

    /// The names of the columns in quotes, those that repeat with a number behind them.
    fn distinct_names(&self) -> String {
        let mut times: BTreeMap<String, usize> = BTreeMap::new();
        let mut distinct = |name: &String| {
            let times = times.entry(name.clone()).or_default();
            *times += 1;
            if *times == 1 { format!("{name:?}") } else { format!("{:?}", format!("{name}_{times}")) }
        };
        let mut names: Vec<String> = self.header.iter().take(SHOWN_NAMES).map(&mut distinct).collect();
        if self.header.len() > SHOWN_NAMES {
            names.push("...".to_owned());
        }
        names.join(", ")
    }

    /// A problem of the whole header.
    pub fn header_error(&self, message: impl Into<String>) -> DataError {
        let mut error = self.error_at(Address { start: self.skipped, field: 0 }, message);
        if let Some(place) = &mut error.elsewhere {
            (place.column, place.width) = (1, place.text.chars().count());
        }
        error
    }

    /// A problem of a name in the header.
    pub fn error_in_header(&self, field: usize, message: impl Into<String>) -> DataError {
        self.error_at(Address { start: self.skipped, field }, message)
    }

    /// A problem of a name that the header does not have; `among` are the columns that may be meant.
    pub fn unknown_column(&self, message: String, name: &str, noun: &str, among: &[String]) -> DataError {
        let error = self.header_error(message).unknown(name, noun, among);
        match self.header.as_slice() {
            [_] => error.help(SEPARATED),
            header if header.iter().any(|name| name.parse::<f64>().is_ok()) => {
                error.help(HEADER).help(self.header_key())
            }
            _ => error,
        }
    }
}

/// So many names are written out in a remedy.
const SHOWN_NAMES: usize = 100;
const NAMELESS: &str = "name it, or delete it: a column of row numbers predicts nothing";
const IGNORE_NAMELESS: &str = "ignore = [\"\"] in [dataset] leaves out columns without a name";
const SEPARATED: &str =
    "columns are separated by a comma, a semicolon, a tab, | or blanks; delimiter in [dataset] names another sign";
