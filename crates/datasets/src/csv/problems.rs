//! What is wrong with the cells of a file, column by column, so that one reading tells everything.

use std::collections::{BTreeMap, HashSet};

use super::categories::MOST;
use super::column::Problem;
use super::place::Address;

/// The problems that were met, each with its cells.
#[derive(Debug, Default)]
pub struct Problems(BTreeMap<(Problem, usize), ProblemCells>);

/// The cells of one column that have the same problem.
#[derive(Debug, Clone)]
pub struct ProblemCells {
    /// Where the first of them stands.
    pub first: Address,
    /// The number of cells with this problem.
    pub count: usize,
    /// What they say, each text once, in the order they came; of more than [`MOST`] categories no more.
    pub texts: Vec<String>,
    known: HashSet<String>,
}

/// Columns that share a problem, each by its number in the file.
pub type Columns<'a> = Vec<(usize, &'a ProblemCells)>;

impl Problems {
    /// Notes a problem of a cell.
    pub fn note(&mut self, problem: Problem, first: Address, text: &str) {
        let none = || ProblemCells { first, count: 0, texts: Vec::new(), known: HashSet::new() };
        let cells = self.0.entry((problem, first.field)).or_insert_with(none);
        cells.count += 1;
        if cells.texts.len() <= MOST && cells.known.insert(text.to_owned()) {
            cells.texts.push(text.to_owned());
        }
    }

    /// The columns of each problem; the problems in the order of their first cells.
    pub fn by_problem(&self) -> Vec<(Problem, Columns<'_>)> {
        let mut groups: BTreeMap<Problem, Columns> = BTreeMap::new();
        for ((problem, column), cells) in &self.0 {
            groups.entry(*problem).or_default().push((*column, cells));
        }
        let mut groups: Vec<(Problem, Columns)> = groups.into_iter().collect();
        groups.sort_by_key(|(_, columns)| columns.iter().map(|(_, cells)| cells.first).min());
        groups
    }
}
