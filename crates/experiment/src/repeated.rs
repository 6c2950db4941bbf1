//! Which values of a list stand there twice. A list may have 100,000 of them, so each is looked up, not compared.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// The index of each value that an earlier one equals, with the index of the first of those.
pub(crate) fn repeated<T: Ord>(values: impl IntoIterator<Item = T>) -> Vec<(usize, usize)> {
    let mut first = BTreeMap::new();
    let earlier = |(index, value)| match first.entry(value) {
        Entry::Vacant(place) => {
            place.insert(index);
            None
        }
        Entry::Occupied(place) => Some((index, *place.get())),
    };
    values.into_iter().enumerate().filter_map(earlier).collect()
}

#[cfg(test)]
mod tests {
    use super::repeated;

    #[test]
    fn each_repetition_is_found_with_the_first_of_its_kind() {
        assert_eq!(repeated([3, 1, 3, 2, 1, 3]), [(2, 0), (4, 1), (5, 0)]);
        assert_eq!(repeated(["1", "1.0"]), []);
    }
}
