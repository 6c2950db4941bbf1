//! What changes in training, as bytes: [`saved`] writes it down and [`load`] reads it back, both along one description,
//! so that the two cannot differ.
//!
//! Everything that has a state says in `describe_state`, in a fixed order, what of it changes; what follows from the
//! spec and the data is built anew instead. Numbers keep their bits. Bytes are read back only into what the same spec
//! and the same program have built, so nothing is checked here.

use engine::{Engine, Snapshot};
use experiment::record::Outcome;

/// The bytes of everything that is described.
pub(crate) fn saved(describe: impl FnOnce(&mut Archive)) -> Vec<u8> {
    let mut archive = Archive::Saving(Vec::new());
    describe(&mut archive);
    match archive {
        Archive::Saving(bytes) | Archive::Loading(bytes, _) => bytes,
    }
}

/// Sets everything that is described to what these bytes hold.
pub(crate) fn load(bytes: Vec<u8>, describe: impl FnOnce(&mut Archive)) {
    describe(&mut Archive::Loading(bytes, 0));
}

/// Bytes that grow, or that are gone through.
pub(crate) enum Archive {
    /// Writes down.
    Saving(Vec<u8>),
    /// Reads back, from the place that was reached.
    Loading(Vec<u8>, usize),
}

impl Archive {
    fn is_loading(&self) -> bool {
        match self {
            Archive::Saving(_) => false,
            Archive::Loading(..) => true,
        }
    }

    /// The next 64 bits: written when saving, set when loading.
    pub(crate) fn word(&mut self, word: &mut u64) {
        match self {
            Archive::Saving(bytes) => bytes.extend(word.to_le_bytes()),
            Archive::Loading(bytes, at) => {
                *word = u64::from_le_bytes(bytes[*at..*at + 8].try_into().expect("a word has eight bytes"));
                *at += 8;
            }
        }
    }

    /// A number, bit by bit.
    pub(crate) fn number(&mut self, number: &mut f64) {
        let mut bits = number.to_bits();
        self.word(&mut bits);
        *number = f64::from_bits(bits);
    }

    /// A number of things, as 64 bits.
    pub(crate) fn count(&mut self, count: &mut usize) {
        let mut word = *count as u64;
        self.word(&mut word);
        *count = word as usize;
    }

    /// A truth value.
    pub(crate) fn flag(&mut self, flag: &mut bool) {
        let mut word = u64::from(*flag);
        self.word(&mut word);
        *flag = word == 1;
    }

    /// A text.
    pub(crate) fn text(&mut self, text: &mut String) {
        let mut bytes: Vec<u8> = std::mem::take(text).into_bytes();
        self.list(&mut bytes, |archive, byte| {
            let mut word = u64::from(*byte);
            archive.word(&mut word);
            *byte = word as u8;
        });
        *text = String::from_utf8(bytes).expect("it was written as text");
    }

    /// A list, item by item.
    pub(crate) fn list<T: Default>(&mut self, list: &mut Vec<T>, mut item: impl FnMut(&mut Archive, &mut T)) {
        let mut length = list.len();
        self.count(&mut length);
        if self.is_loading() {
            list.clear();
            list.resize_with(length, T::default);
        }
        list.iter_mut().for_each(|value| item(self, value));
    }

    /// Something that may be missing.
    pub(crate) fn option<T: Default>(&mut self, option: &mut Option<T>, item: impl FnOnce(&mut Archive, &mut T)) {
        let mut there = option.is_some();
        self.flag(&mut there);
        if self.is_loading() {
            *option = there.then(T::default);
        }
        if let Some(value) = option {
            item(self, value);
        }
    }

    /// A list of numbers.
    pub(crate) fn numbers(&mut self, numbers: &mut Vec<f64>) {
        self.list(numbers, Archive::number);
    }

    /// The rows of a table.
    pub(crate) fn rows(&mut self, rows: &mut Vec<(String, Vec<f64>)>) {
        self.list(rows, |archive, (label, values)| {
            archive.text(label);
            archive.numbers(values);
        });
    }

    /// Everything that the answers of an engine depend on.
    pub(crate) fn snapshot(&mut self, snapshot: &mut Snapshot) {
        self.numbers(&mut snapshot.parameters);
        self.numbers(&mut snapshot.statistics);
        self.list(&mut snapshot.state, Archive::numbers);
        self.word(&mut snapshot.steps);
    }

    /// An engine, by its snapshot (laws L2 and L4).
    pub(crate) fn engine(&mut self, engine: &mut dyn Engine) {
        let mut snapshot = engine.snapshot();
        self.snapshot(&mut snapshot);
        if self.is_loading() {
            engine.restore(&snapshot);
        }
    }

    /// How training ended, if it did.
    pub(crate) fn outcome(&mut self, outcome: &mut Option<Outcome>) {
        let mut text = serde_json::to_string(outcome).expect("an outcome is names and counts");
        self.text(&mut text);
        if self.is_loading() {
            *outcome = serde_json::from_str(&text).expect("it was written as an outcome");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Archive, load, saved};

    #[test]
    fn what_is_written_down_is_read_back_bit_by_bit() {
        let describe = |archive: &mut Archive, value: &mut (f64, Vec<Vec<f64>>, Option<usize>, String, bool)| {
            archive.number(&mut value.0);
            archive.list(&mut value.1, Archive::numbers);
            archive.option(&mut value.2, Archive::count);
            archive.text(&mut value.3);
            archive.flag(&mut value.4);
        };
        let nan = f64::from_bits(0x7ff8_0000_0000_1234);
        let mut written = (nan, vec![vec![-0.0, 5e-324], vec![]], Some(7), "größe\n".to_owned(), true);
        let bytes = saved(|archive| describe(archive, &mut written));
        let mut read = Default::default();
        load(bytes, |archive| describe(archive, &mut read));
        assert_eq!(read.0.to_bits(), nan.to_bits());
        assert_eq!(read.1[0][0].to_bits(), (-0.0f64).to_bits());
        assert_eq!((&read.1, read.2, &read.3, read.4), (&written.1, Some(7), &written.3, true));
    }
}
