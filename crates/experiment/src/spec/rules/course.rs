//! The index of the course: the rows that claims and lessons may cite.

use super::RuleViolation;

/// The rows that the index of each lecture has, by its letter, from lecture 000 on.
const ROWS: [(char, u32); 5] = [('K', 34), ('S', 36), ('M', 52), ('Y', 18), ('Z', 6)];

/// The rows below `at` that the index does not have.
pub fn unknown_rows<'r>(at: &str, rows: &'r [String]) -> impl Iterator<Item = RuleViolation> + use<'r> {
    let at = at.to_owned();
    rows.iter().enumerate().filter(|(_, row)| !is_row(row)).map(move |(index, row)| {
        RuleViolation::new(format!("{at}[{index}]"), format!("the course has no row {row:?}"))
            .help("rows are K01 to K34, S01 to S36, M01 to M52, Y01 to Y18 and Z01 to Z06")
    })
}

/// The number of the lecture that a row of the index is of, counted from 0.
pub fn lecture_of(row: &str) -> Option<usize> {
    ROWS.iter().position(|(letter, _)| row.starts_with(*letter))
}

fn is_row(row: &str) -> bool {
    let (letter, number) = row.split_at_checked(1).unwrap_or_default();
    let rows = ROWS.iter().find(|(known, _)| letter.starts_with(*known)).map_or(0, |(_, rows)| *rows);
    number.len() == 2 && number.parse().is_ok_and(|number: u32| (1..=rows).contains(&number))
}
