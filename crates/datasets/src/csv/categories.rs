//! Numbers for words: each distinct value of a column gets an index, sorted once all are known.
//!
//! Values that are all numbers sort by size ("2" before "10") and are the same where the numbers are ("1" is "1.0");
//! others sort by their characters.

use std::collections::HashMap;

/// More distinct values than this are no categories.
pub const MOST: usize = 1000;

/// The distinct values of a column so far, in the order they came.
#[derive(Debug, Default)]
pub struct Categories {
    indices: HashMap<String, usize>,
    values: Vec<String>,
}

impl Categories {
    /// The index of a value, so far; `None` when it would be one too many.
    pub fn index(&mut self, value: &str) -> Option<usize> {
        if let Some(&index) = self.indices.get(value) {
            return Some(index);
        }
        let index = self.values.len();
        self.values.push(value.to_owned());
        self.indices.insert(value.to_owned(), index);
        (index < MOST).then_some(index)
    }

    /// The sorted values, and the index among them of each index given out.
    pub fn sorted(self) -> (Vec<String>, Vec<usize>) {
        let mut order: Vec<Key> = self.values.iter().map(|value| key(value)).collect();
        let numeric = order.iter().all(|key| key.number.is_some());
        let same = |a: &Key, b: &Key| if numeric { a.number == b.number } else { a.text == b.text };
        order.sort_by(|a, b| match numeric {
            true => a.number.partial_cmp(&b.number).expect("cells hold no NaN"),
            false => a.text.cmp(b.text),
        });
        order.dedup_by(|later, earlier| same(later, earlier));
        let place = |value: &String| order.iter().position(|known| same(known, &key(value))).expect("it was counted");
        let places = self.values.iter().map(place).collect();
        (order.iter().map(|key| key.text.to_owned()).collect(), places)
    }
}

/// The indices of sorted values; numbers are found in whatever spelling.
pub struct Lookup {
    by_text: HashMap<String, usize>,
    /// By the bits of the number, where all values are numbers.
    by_size: HashMap<u64, usize>,
}

impl Lookup {
    /// The indices of these values.
    pub fn new(values: &[String]) -> Self {
        let sizes: Option<Vec<u64>> = values.iter().map(|value| size(value)).collect();
        Lookup {
            by_text: values.iter().cloned().zip(0..).collect(),
            by_size: sizes.unwrap_or_default().into_iter().zip(0..).collect(),
        }
    }

    /// The index of a value, if it is one of them.
    pub fn find(&self, value: &str) -> Option<usize> {
        let by_size = || size(value).and_then(|size| self.by_size.get(&size));
        self.by_text.get(value).or_else(by_size).copied()
    }
}

/// The bits of a number, the same for both zeros.
fn size(text: &str) -> Option<u64> {
    key(text).number.map(|number| (number + 0.0).to_bits())
}

struct Key<'a> {
    text: &'a str,
    number: Option<f64>,
}

fn key(text: &str) -> Key<'_> {
    Key { text, number: text.parse().ok() }
}

#[cfg(test)]
mod tests {
    use super::{Categories, Lookup};

    fn sorted(values: &[&str]) -> (Vec<String>, Vec<usize>) {
        let mut categories = Categories::default();
        for value in values {
            categories.index(value);
        }
        categories.sorted()
    }

    #[test]
    fn numbers_sort_by_size_and_words_by_letters() {
        assert_eq!(sorted(&["10", "9", "1.0", "1"]), (["1.0", "9", "10"].map(String::from).to_vec(), vec![2, 1, 0, 0]));
        assert_eq!(sorted(&["10", "b", "9"]), (["10", "9", "b"].map(String::from).to_vec(), vec![0, 2, 1]));
    }

    #[test]
    fn values_are_found_as_they_were_told_apart() {
        let lookup = |values: [&str; 2]| Lookup::new(&values.map(String::from));
        let numbers = lookup(["0", "1.5"]);
        assert_eq!(
            ["-0.0", "1.50", "15e-1", "2", "red"].map(|value| numbers.find(value)),
            [Some(0), Some(1), Some(1), None, None]
        );
        let words = lookup(["1", "red"]);
        assert_eq!(["1", "1.0", "red"].map(|value| words.find(value)), [Some(0), None, Some(1)]);
    }
}
