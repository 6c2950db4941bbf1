//! Numbers for words: each distinct value of a column gets an index, sorted once all are known.
//!
//! Values that are all numbers sort by size ("2" before "10") and are told apart by size ("1" is "1.0");
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

/// The index of a value among sorted ones, told apart as they were.
pub fn find(values: &[String], value: &str) -> Option<usize> {
    let numeric = values.iter().all(|known| key(known).number.is_some());
    let same = |known: &str| known == value || numeric && key(known).number == key(value).number;
    values.iter().position(|known| same(known))
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
    use super::Categories;

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
}
