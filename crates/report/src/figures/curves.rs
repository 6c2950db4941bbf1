//! Learning curves.

use experiment::record::Record;

use super::Plate;

/// None yet.
pub fn draw(_records: &[Record]) -> Vec<Plate> {
    Vec::new()
}
