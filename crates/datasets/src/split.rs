//! The split: which rows networks are trained on, which select among them, and which judge the result.
//!
//! The sizes are round(share·n). Stratified, each class gives share·n_c rows, rounded by the largest remainder,
//! so that the sizes are those of the whole. Folds are dealt: the rows, shuffled, class after class, go to fold
//! 0, 1, ..., k − 1, 0, ...; so folds, and the classes in them, differ in size by at most one. Rows of a test file
//! of their own are the test part, and shares are those of the other rows. Within a part, rows keep the order of
//! the table.

use engine::random::{Purpose, stream};
use experiment::Spec;
use experiment::words::count;

use crate::data_error::DataError;
use crate::source::seed;

/// The rows of each part, ascending.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Split {
    /// The training part: row numbers in ascending order.
    pub train: Vec<usize>,
    /// Rows that early stopping and the selection of a network may look at.
    pub validation: Vec<usize>,
    /// Rows that evaluate the result, and nothing else.
    pub test: Vec<usize>,
}

/// Cuts `rows` rows, of which the last `held_out` are the test part; `labels` are their classes, empty in regression.
///
/// # Errors
/// A part without rows, or a class of a single row, which no two parts can share.
pub fn split(
    spec: &Spec,
    rows: usize,
    held_out: usize,
    labels: &[usize],
    classes: &[String],
) -> Result<Split, DataError> {
    let dataset = &spec.dataset;
    let (rows, held_out) = (rows - held_out, (rows - held_out..rows).collect());
    if dataset.test == 0.0 && dataset.validation == 0.0 && dataset.folds.is_none() {
        return Ok(Split { train: (0..rows).collect(), test: held_out, ..Split::default() });
    }
    let mut groups = shuffled_groups(spec, rows, labels, classes)?;
    let test = match (dataset.folds, spec.fold) {
        (Some(folds), fold) => deal(&mut groups, rows, folds, fold.unwrap_or(0))?,
        (None, _) if dataset.test_path.is_some() => held_out,
        (None, _) => take(&mut groups, rows, dataset.test, "test")?,
    };
    let validation = take(&mut groups, rows, dataset.validation, "validation")?;
    let train = sorted(groups.concat());
    match train.is_empty() {
        true => Err(empty("training", rows, if dataset.validation > dataset.test { "validation" } else { "test" })),
        false => Ok(Split { train, validation, test }),
    }
}

/// The rows in the order in which the parts take them: those of each class where the split is stratified, or all.
fn shuffled_groups(
    spec: &Spec,
    rows: usize,
    labels: &[usize],
    classes: &[String],
) -> Result<Vec<Vec<usize>>, DataError> {
    let strata = spec.dataset.stratify && !labels.is_empty();
    let mut groups = if strata { by_class(&labels[..rows], classes)? } else { vec![(0..rows).collect()] };
    let mut stream = stream(seed(spec), Purpose::Split, 0, 0);
    groups.iter_mut().for_each(|group| stream.shuffle(group));
    Ok(groups)
}

/// The rows of each class.
fn by_class(labels: &[usize], classes: &[String]) -> Result<Vec<Vec<usize>>, DataError> {
    let mut groups = vec![Vec::new(); classes.len()];
    for (row, &label) in labels.iter().enumerate() {
        groups[label].push(row);
    }
    match groups.iter().position(|group| group.len() == 1) {
        None => Ok(groups),
        Some(class) => {
            let message = format!("the class {:?} has a single row, which cannot be in every part", classes[class]);
            let error = DataError::new("dataset.stratify", message)
                .help("write stratify = false, add rows of that class, or leave out test, validation and folds");
            let broken = |class: &String| class.parse::<f64>().is_ok_and(|number| number.fract() != 0.0);
            Err(match classes.iter().any(broken) {
                true => error.help("to predict numbers, write task = \"regression\" in [dataset]"),
                false => error,
            })
        }
    }
}

/// Takes `share` of all rows out of the groups, from each its part.
fn take(groups: &mut [Vec<usize>], rows: usize, share: f64, part: &str) -> Result<Vec<usize>, DataError> {
    if share == 0.0 {
        return Ok(Vec::new());
    }
    let left: Vec<usize> = groups.iter().map(Vec::len).collect();
    let size = ((share * rows as f64).round() as usize).min(left.iter().sum());
    if size == 0 {
        return Err(empty(part, rows, part));
    }
    let counts = apportion(size, &left);
    Ok(sorted(groups.iter_mut().zip(counts).flat_map(|(group, count)| group.split_off(group.len() - count)).collect()))
}

/// `size` seats for groups in proportion to their sizes, by the largest remainder, the first of equals.
///
/// Whole numbers throughout: the quota of a group is size·group/all.
fn apportion(size: usize, groups: &[usize]) -> Vec<usize> {
    let all: usize = groups.iter().sum();
    let mut counts: Vec<usize> = groups.iter().map(|group| size * group / all).collect();
    let mut order: Vec<usize> = (0..groups.len()).collect();
    order.sort_by_key(|&group| std::cmp::Reverse(size * groups[group] % all));
    let missing = size - counts.iter().sum::<usize>();
    order[..missing].iter().for_each(|&group| counts[group] += 1);
    counts
}

/// Takes every row that goes to `fold`.
fn deal(groups: &mut [Vec<usize>], rows: usize, folds: usize, fold: usize) -> Result<Vec<usize>, DataError> {
    if folds > rows {
        let message = format!("{folds} folds of {} leave folds empty", count(rows, "row"));
        return Err(DataError::new("dataset.folds", message).help(format!("at most {rows}")));
    }
    let (mut dealt, mut held_out) = (0, Vec::new());
    for group in groups {
        group.retain(|&row| {
            let here = dealt % folds == fold;
            dealt += 1;
            if here {
                held_out.push(row);
            }
            !here
        });
    }
    Ok(sorted(held_out))
}

fn sorted(mut rows: Vec<usize>) -> Vec<usize> {
    rows.sort_unstable();
    rows
}

fn empty(part: &str, rows: usize, key: &str) -> DataError {
    DataError::new(format!("dataset.{key}"), format!("the {part} part of {} would be empty", count(rows, "row")))
        .help("choose shares that give every part at least one row")
}
