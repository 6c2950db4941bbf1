//! Ways to read the cells of a column as numbers, all tried while the file is gone through once.
//!
//! A way is a kind (plain, date, percentage, money, yes or no) and the signs of the file. It is given up as soon as
//! too many cells are no numbers that way; a few words among many numbers mean that nothing is known, and so do the
//! usual signs for that, however many.

use std::collections::BTreeMap;

use experiment::spec::ColumnKind;

use crate::csv::cell::{Cell, CellReader};
use crate::csv::kind::parse_currency;
use crate::csv::missing_words::says_nothing;
use crate::csv::remedy::KINDS;
use crate::csv::signs::{self, NumberSeparators};

/// So many different words among numbers may mean "missing".
const MOST_NON_NUMERIC: usize = 3;
/// A column of numbers has at least so many of them for each word.
const NUMBERS_FOR_A_WORD: usize = 10;
/// And so many for each cell of a single word, as "<0.01", where it has more different numbers than categories.
const NUMBERS_FOR_THE_WORD: usize = 2;
/// A column with more different numbers is none of categories.
const MANY_NUMBERS: usize = 20;

/// One reader for each choice of signs, the likelier first.
pub struct Readers(Vec<CellReader>);

/// One way to read a column.
#[derive(Debug, Clone, PartialEq)]
pub struct ColumnReading {
    /// The form of the numbers; `None` is the plain one.
    pub kind: Option<ColumnKind>,
    /// The signs, by their place among the likely ones of the file.
    pub signs: usize,
    /// The cells that are no numbers, with how often each occurs.
    pub non_numeric: BTreeMap<String, usize>,
    /// How many cells are numbers.
    pub numbers: usize,
    /// Whether every number so far is an integer.
    pub whole: bool,
    /// Whether every number so far is the one before plus 1.
    pub counting: bool,
    previous: Option<f64>,
    currency: Option<String>,
}

/// Cells that are no numbers: how many different ones, and how many in all.
struct Unusual {
    words: usize,
    cells: usize,
}

impl Unusual {
    /// How many numbers they need beside them, in a column with so many different cells.
    fn numbers_needed(&self, different: usize) -> usize {
        let for_each = match self.words {
            1 if different > MANY_NUMBERS => NUMBERS_FOR_THE_WORD,
            _ => NUMBERS_FOR_A_WORD,
        };
        for_each * self.cells
    }
}

impl Readers {
    /// The readers of these signs.
    pub fn new(pairs: &[NumberSeparators]) -> Readers {
        Readers(pairs.iter().copied().map(signs::reader).collect())
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// Whether a cell is one of the usual words for "missing".
    pub fn is_missing(&self, text: &str) -> bool {
        self.0[0].is_missing(text)
    }
}

impl ColumnReading {
    /// Every way there is, before the first cell. Signs make no difference to a date or to yes and no.
    pub fn all(pairs: usize) -> Vec<ColumnReading> {
        let kinds = [None].into_iter().chain(KINDS.map(Some));
        let ways = kinds.flat_map(|kind| {
            let signs = match kind {
                None | Some(ColumnKind::Percent | ColumnKind::Currency) => pairs,
                Some(ColumnKind::Date | ColumnKind::Boolean) => 1,
            };
            (0..signs).map(move |signs| (kind, signs))
        });
        ways.map(|(kind, signs)| ColumnReading {
            kind,
            signs,
            non_numeric: BTreeMap::new(),
            numbers: 0,
            whole: true,
            counting: true,
            previous: None,
            currency: None,
        })
        .collect()
    }

    /// Takes in a cell that is not missing; false where the way is given up.
    pub fn cell(&mut self, text: &str, readers: &Readers) -> bool {
        match readers.0[self.signs].number(text, self.kind) {
            Cell::Number(value) => self.number(text, value),
            Cell::Missing => true,
            Cell::Infinite | Cell::Text => {
                *self.non_numeric.entry(text.to_owned()).or_default() += 1;
                let unusual = self.unusual();
                // The first cells may be no numbers by chance.
                unusual.words <= MOST_NON_NUMERIC && unusual.numbers_needed(usize::MAX) <= self.numbers + 50
            }
        }
    }

    /// One more number. Amounts of one column have one currency.
    fn number(&mut self, text: &str, value: f64) -> bool {
        self.numbers += 1;
        self.whole &= value.fract() == 0.0;
        self.counting &= self.previous.is_none_or(|previous| value == previous + 1.0);
        self.previous = Some(value);
        if self.kind != Some(ColumnKind::Currency) {
            return true;
        }
        let currency = parse_currency(text).map_or("", |(_, currency)| currency);
        self.currency.get_or_insert_with(|| currency.to_owned()) == currency
    }

    /// Keeps those cells among these that say nothing in any form, so that they may mean "missing". What is a
    /// number in another form is left to be told as what it is.
    pub fn keep_words(&mut self) {
        self.non_numeric.retain(|text, _| !signs::is_number(text));
    }

    /// How many cells are no numbers.
    pub fn non_numeric_cells(&self) -> usize {
        self.non_numeric.values().sum()
    }

    /// The cells that are no numbers and none of the usual words.
    fn unusual(&self) -> Unusual {
        let all = self.non_numeric.iter().filter(|(text, _)| !says_nothing(text));
        all.fold(Unusual { words: 0, cells: 0 }, |Unusual { words, cells }, (_, count)| Unusual {
            words: words + 1,
            cells: cells + count,
        })
    }

    /// Whether enough cells are numbers, in a column with so many different cells.
    pub fn is_usable(&self, different: usize) -> bool {
        self.numbers > self.unusual().numbers_needed(different)
    }

    /// Whether it reads a file that is written with these signs.
    pub fn fits(&self, signs: usize) -> bool {
        !self.depends_on_signs() || self.signs == signs
    }

    /// Whether signs make a difference to its numbers.
    pub fn depends_on_signs(&self) -> bool {
        match self.kind {
            None | Some(ColumnKind::Percent | ColumnKind::Currency) => true,
            Some(ColumnKind::Date | ColumnKind::Boolean) => false,
        }
    }
}
