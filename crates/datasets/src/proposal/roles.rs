//! Which columns are inputs, in what form, and which are of no use.

use experiment::words::count;

use super::profile::Profile;
use crate::csv::remedy::is_other_date;
use crate::data_error::DataError;

/// Names of columns that number the rows, in lower case.
const NUMBERS_OF_ROWS: [&str; 9] = ["", "id", "index", "unnamed: 0", "row", "no", "no.", "nr", "nr."];
/// A category has at most so many values.
const MOST_CATEGORIES: usize = 50;
/// With fewer known cells than this, and no more of them than missing ones, a part of the rows may have none.
const FEW_CELLS: usize = 10;
/// Numbers with at most so many different integers are classes.
const MOST_CLASSES: usize = 10;
/// An error tells of so many columns why they are of no use.
const MOST_REASONS: usize = 12;

/// The columns of a table by what they are used for.
#[derive(Debug, Clone, PartialEq)]
pub struct Roles {
    /// How many rows the table has.
    pub rows: usize,
    /// The column to predict.
    pub target: Profile,
    /// Why it is that one.
    pub reason: &'static str,
    /// Whether the target is a class.
    pub classes: bool,
    /// The inputs that are numbers.
    pub numeric: Vec<Profile>,
    /// The inputs that are categories.
    pub categorical: Vec<Profile>,
    /// The columns of no use, each with the reason.
    pub ignored: Vec<(String, String)>,
}

impl Roles {
    /// Gives every column its role; `place` is that of the target, and `reason` why.
    ///
    /// # Errors
    /// If the target has one value, or no column is left as an input.
    pub fn of(mut columns: Vec<Profile>, place: usize, reason: &'static str) -> Result<Roles, DataError> {
        columns[place].read_classes_as_words();
        let target = columns.remove(place);
        if target.values.len() < 2 {
            let message = format!("{:?} has the same value in every row: there is nothing to predict", target.name);
            return Err(DataError::new("", message).help("name another column with --target"));
        }
        let mut roles = Roles {
            rows: target.rows,
            classes: is_class(&target),
            target,
            reason,
            numeric: Vec::new(),
            categorical: Vec::new(),
            ignored: Vec::new(),
        };
        let nothing_else = columns.iter().all(|column| column.is_counting() || useless(column).is_some());
        for column in columns {
            match useless(&column) {
                Some(reason) => roles.ignored.push((column.name, reason)),
                None if column.is_counting() && !nothing_else => {
                    roles.ignored.push((column.name, "it numbers the rows".into()));
                }
                None if column.is_numeric() => roles.numeric.push(column),
                None => roles.categorical.push(column),
            }
        }
        roles.with_inputs()
    }

    fn with_inputs(self) -> Result<Roles, DataError> {
        if !(self.numeric.is_empty() && self.categorical.is_empty()) {
            return Ok(self);
        }
        let message = format!("no column is left to predict {:?} from", self.target.name);
        let error = DataError::new("", message).help("--target predicts another column");
        Err(with_reasons(error, &self.ignored))
    }
}

/// The error with the reasons against the first columns, and how many further ones there are.
pub fn with_reasons(error: DataError, columns: &[(String, String)]) -> DataError {
    let shown = &columns[..columns.len().min(MOST_REASONS)];
    let error = shown.iter().fold(error, |error, (name, reason)| error.help(format!("{name:?}: {reason}")));
    match columns.len() - shown.len() {
        0 => error,
        others => error.help(format!("so it is with {}", count(others, "further column"))),
    }
}

/// Words are classes; so are few different integers that each occur often.
pub fn is_class(target: &Profile) -> bool {
    let few = target.values.len() <= MOST_CLASSES && target.known() >= 5 * target.values.len();
    !target.is_numeric() || (target.is_whole() && few)
}

/// Why a column cannot be an input; none if it can. One that numbers the rows can, where there is nothing else.
pub fn useless(column: &Profile) -> Option<String> {
    let values = column.values.len();
    let numbers_rows = NUMBERS_OF_ROWS.contains(&column.name.to_lowercase().as_str());
    let (known, rows) = column.known_in_labeled_rows();
    match values {
        _ if column.name.is_empty() => Some("it has no name".into()),
        0 => Some("it is empty".into()),
        1 if column.missing == 0 => Some("every row has the same value".into()),
        _ if 10 * known < rows || (known < FEW_CELLS && 2 * known <= rows) => {
            Some(format!("it is known in {known} of the {rows} rows that can be used"))
        }
        _ if numbers_rows && column.is_counting() => Some("it numbers the rows".into()),
        _ if numbers_rows && column.all_different() => Some("every row has a value of its own".into()),
        _ if column.is_numeric() => None,
        _ if column.values.keys().all(|text| is_other_date(text)) => {
            Some("a date is read as 2024-02-29 alone: write it so, and kind = { NAME = \"date\" }".into())
        }
        _ if values > MOST_CATEGORIES || 2 * values > column.known() => {
            if let Some(reason) = not_quite_numbers(column) {
                return Some(reason);
            }
            let many = if values > 1000 { "more than 1000".into() } else { values.to_string() };
            Some(format!("{many} different words in {} cells are a text, not a category", column.known()))
        }
        _ => None,
    }
}

/// Why a column is a text that seems to hold numbers.
fn not_quite_numbers(column: &Profile) -> Option<String> {
    if let Some(word) = &column.word_of_others {
        return Some(format!("{word:?} among its numbers is a category of another column"));
    }
    let unit = unit(column.values.keys().next()?)?;
    let all = column.values.keys().all(|text| self::unit(text) == Some(unit));
    all.then(|| format!("{unit:?} stands behind its numbers: write it into the name, and the numbers alone"))
}

/// What stands behind the number at the start of a text: `kg` of `12.5 kg`.
fn unit(text: &str) -> Option<&str> {
    let end = text.find(|letter: char| !(letter.is_ascii_digit() || matches!(letter, '.' | ',' | '-' | '+')))?;
    let unit = text[end..].trim_start();
    (text.starts_with(|letter: char| letter.is_ascii_digit() || letter == '-') && !unit.is_empty()).then_some(unit)
}
