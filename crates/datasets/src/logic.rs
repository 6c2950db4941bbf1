//! Truth tables: and, or, not, nand, xor, parity. Rows in the order of the table, 00, 01, 10, 11; the class is
//! the truth value.
//!
//! Parity of two bits is xor. Leaves out noise: a truth table has none.

use crate::column::Column;
use crate::table::{RawTable, Target};

/// The table of a function of `bits` bits; the first column is the highest bit of the row's number.
pub fn truth_table(bits: usize, function: impl Fn(&[bool]) -> bool) -> RawTable {
    let rows: Vec<Vec<bool>> = (0..1usize << bits).map(|row| binary(row, bits)).collect();
    let labels = rows.iter().map(|row| usize::from(function(row))).collect();
    let inputs = rows.iter().flatten().map(|&bit| f64::from(u8::from(bit))).collect();
    let columns = Column::numbers((1..=bits).map(|bit| format!("x{bit}")));
    RawTable::complete(rows.len(), inputs, columns, Target::numbered("y", labels, 2))
}

/// Whether an odd number of bits is set.
pub fn parity(bits: &[bool]) -> bool {
    bits.iter().fold(false, |odd, bit| odd != *bit)
}

fn binary(number: usize, bits: usize) -> Vec<bool> {
    (0..bits).rev().map(|bit| number >> bit & 1 == 1).collect()
}

#[cfg(test)]
mod tests {
    use super::{parity, truth_table};
    use crate::table::Target;

    #[test]
    fn rows_stand_in_the_order_of_the_table() {
        let table = truth_table(2, |x| x[0] && !x[1]);
        assert_eq!(table.inputs, [0., 0., 0., 1., 1., 0., 1., 1.]);
        assert_eq!(table.target, Target::numbered("y", vec![0, 0, 1, 0], 2));
    }

    /// Half of all words have odd parity, and a word's parity is that of its number of ones.
    #[test]
    fn parity_counts_ones() {
        let Target::Classes { labels, .. } = truth_table(5, parity).target else { unreachable!("a truth table") };
        for (word, label) in labels.iter().enumerate() {
            assert_eq!(*label, word.count_ones() as usize % 2, "word {word:05b}");
        }
    }
}
