//! Which column is the target, which are inputs, and which are of no use.

use experiment::spec::ColumnKind;
use experiment::suggest::{did_you_mean, nearest};

use super::layout::FileLayout;
use super::profile::Profile;
use crate::csv::remedy::is_other_date;
use crate::data_error::{DataError, list};

/// Names that say a column is the one to predict, in lower case.
const TARGETS: [&str; 12] = [
    "target",
    "label",
    "y",
    "outcome",
    "response",
    "survived",
    "diagnosis",
    "churn",
    "default",
    "price",
    "quality",
    "medv",
];
/// Names that do so of the first or the last column.
const TARGETS_AT_AN_END: [&str; 6] = ["class", "species", "income", "salary", "charges", "result"];
/// Names of columns that number the rows, in lower case.
const NUMBERS_OF_ROWS: [&str; 6] = ["", "id", "index", "unnamed: 0", "row", "no"];
/// A category has at most so many values.
const MOST_CATEGORIES: usize = 50;
/// Numbers with at most so many different integers are classes.
const MOST_CLASSES: usize = 10;

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
    /// Gives every column its role.
    ///
    /// # Errors
    /// If there is no column of that name, or none is left as an input.
    pub fn of(mut columns: Vec<Profile>, target: Option<&str>, layout: &FileLayout) -> Result<Roles, DataError> {
        let (place, reason) = match (target, &layout.header) {
            (Some(name), _) => (named(&columns, name)?, "as it was asked for"),
            (None, None) => guess(&columns)?,
            (None, Some(_)) => guess_without_names(&columns)?,
        };
        columns[place].read_classes_as_words();
        let target = columns.remove(place);
        if target.values.len() < 2 {
            let message = format!("{:?} has the same value in every row: there is nothing to predict", target.name);
            return Err(DataError::new("", message).help("name another column with --target"));
        }
        let rows = target.rows;
        let mut roles = Roles {
            rows,
            classes: is_class(&target),
            target,
            reason,
            numeric: Vec::new(),
            categorical: Vec::new(),
            ignored: Vec::new(),
        };
        for column in columns {
            match useless(&column) {
                Some(reason) => roles.ignored.push((column.name, reason)),
                None if column.is_numeric() => roles.numeric.push(column),
                None => roles.categorical.push(column),
            }
        }
        if roles.numeric.is_empty() && roles.categorical.is_empty() {
            return Err(DataError::new("", "no column is left to predict from").help("see --target"));
        }
        Ok(roles)
    }
}

fn named(columns: &[Profile], name: &str) -> Result<usize, DataError> {
    columns.iter().position(|column| column.name == name).ok_or_else(|| {
        let names: Vec<String> = columns.iter().map(|column| column.name.clone()).collect();
        let error = DataError::new("", format!("there is no column {name:?}"));
        let error = match nearest(name, names.iter().map(String::as_str)) {
            Some(meant) => error.help(did_you_mean(meant)),
            None => error,
        };
        error.help(format!("columns: {}", list(&names)))
    })
}

/// Without names it is the last column or, if that is no class and the first is one, the first, as many collections
/// have it.
fn guess_without_names(columns: &[Profile]) -> Result<(usize, &'static str), DataError> {
    let (last, reason) = guess(columns)?;
    let class = |place: usize| is_class(&columns[place]) && useless(&columns[place]).is_none();
    Ok(if !class(last) && class(0) { (0, "it is the first column, and holds classes") } else { (last, reason) })
}

/// A column with a name that targets often have, else the last one that is of any use.
fn guess(columns: &[Profile]) -> Result<(usize, &'static str), DataError> {
    let is = |place: &usize, names: &[&str]| names.contains(&columns[*place].name.to_lowercase().as_str());
    let may_be = |column: &Profile| useless(column).is_none() && column.kind() != Some(ColumnKind::Date);
    let useful: Vec<usize> = (0..columns.len()).filter(|place| may_be(&columns[*place])).collect();
    let ends = [useful.first(), useful.last()];
    let at_an_end = ends.into_iter().flatten().find(|place| is(place, &TARGETS_AT_AN_END));
    match (useful.iter().find(|place| is(place, &TARGETS)).or(at_an_end), useful.last()) {
        (Some(place), _) => Ok((*place, "its name is a usual one for what is predicted")),
        (None, Some(last)) => Ok((*last, "it is the last column")),
        (None, None) => Err(DataError::new("", "no column can be predicted").help("name one with --target")),
    }
}

/// Words are classes; so are few different integers that each occur often.
fn is_class(target: &Profile) -> bool {
    let few = target.values.len() <= MOST_CLASSES && target.known() >= 5 * target.values.len();
    !target.is_numeric() || (target.is_whole() && few)
}

/// Why a column cannot be an input; none if it can.
fn useless(column: &Profile) -> Option<String> {
    let values = column.values.len();
    let numbers_rows = NUMBERS_OF_ROWS.contains(&column.name.to_lowercase().as_str());
    match values {
        _ if column.name.is_empty() => Some("it has no name".into()),
        0 => Some("it is empty".into()),
        1 if column.missing == 0 => Some("every row has the same value".into()),
        _ if column.is_counting() => Some("it numbers the rows".into()),
        _ if numbers_rows && column.all_different() => Some("every row has a value of its own".into()),
        _ if column.is_numeric() => None,
        _ if column.values.keys().all(|text| is_other_date(text)) => {
            Some("a date is read as 2024-02-29 alone: write it so, and kind = { NAME = \"date\" }".into())
        }
        _ if values > MOST_CATEGORIES || 2 * values > column.known() => {
            let many = if values > 1000 { "more than 1000".into() } else { values.to_string() };
            Some(format!("{many} different words in {} cells are a text, not a category", column.known()))
        }
        _ => None,
    }
}
